#ifndef STILLWATCH_SERVICE_PRESENT_SVG_H_
#define STILLWATCH_SERVICE_PRESENT_SVG_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace stillwatch::service {

struct Bar {
  std::string label;  // Shown when pointed at, and to screen readers through the title.
  double value = 0;
  bool marked = false;
};

// Bars side by side, as an inline SVG that takes its colours from the page's style. `title` says
// what it shows; the first and last labels stand below. `mark` names the marked bars.
std::string BarChart(absl::string_view title, const std::vector<Bar>& bars, absl::string_view first,
                     absl::string_view last, absl::string_view mark);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_PRESENT_SVG_H_
