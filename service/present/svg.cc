#include "service/present/svg.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/present/format.h"

namespace stillwatch::service {
namespace {

constexpr double kWidth = 480;
constexpr double kTop = 14;
constexpr double kPlot = 72;
constexpr double kHeight = kTop + kPlot + 18;

}  // namespace

std::string BarChart(absl::string_view title, const std::vector<Bar>& bars, absl::string_view first,
                     absl::string_view last, absl::string_view mark) {
  double highest = 0;
  for (const Bar& bar : bars) highest = std::max(highest, bar.value);
  std::string svg =
      absl::StrFormat("<svg viewBox=\"0 0 %g %g\" role=\"img\" class=\"chart\"><title>%s</title>",
                      kWidth, kHeight, HtmlEscape(title));
  absl::StrAppendFormat(&svg, "<text x=\"0\" y=\"9\" class=\"axis\">%s</text>",
                        HtmlEscape(absl::StrCat("up to ", Short(highest))));
  const double step = kWidth / static_cast<double>(std::max<size_t>(bars.size(), 1));
  const double width = std::min(step * 0.8, 26.0);
  for (size_t i = 0; i < bars.size(); ++i) {
    const Bar& bar = bars[i];
    const double height =
        highest > 0 ? std::max(bar.value > 0 ? 1.5 : 0.0, kPlot * bar.value / highest) : 0;
    const double x = step * (static_cast<double>(i) + 0.5) - width / 2;
    absl::StrAppendFormat(
        &svg,
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"><title>%s</title>"
        "</rect>",
        x, kTop + kPlot - height, width, height, bar.marked ? "bar marked" : "bar",
        HtmlEscape(absl::StrCat(bar.label, ": ", Plain(bar.value))));
    if (bar.marked) {
      const double centre = x + width / 2;
      absl::StrAppendFormat(&svg,
                            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%g\" y2=\"%g\" class=\"mark\"/>",
                            centre, centre, kTop - 4, kTop + kPlot);
      const bool right = centre > kWidth * 0.7;
      absl::StrAppendFormat(&svg,
                            "<text x=\"%.1f\" y=\"9\" class=\"axis\" text-anchor=\"%s\">%s</text>",
                            centre, right ? "end" : "start", HtmlEscape(mark));
    }
  }
  absl::StrAppendFormat(&svg, "<line x1=\"0\" x2=\"%g\" y1=\"%g\" y2=\"%g\" class=\"base\"/>",
                        kWidth, kTop + kPlot, kTop + kPlot);
  absl::StrAppendFormat(&svg, "<text x=\"0\" y=\"%g\" class=\"axis\">%s</text>", kHeight - 4,
                        HtmlEscape(first));
  absl::StrAppendFormat(
      &svg, "<text x=\"%g\" y=\"%g\" class=\"axis\" text-anchor=\"end\">%s</text></svg>", kWidth,
      kHeight - 4, HtmlEscape(last));
  return svg;
}

}  // namespace stillwatch::service
