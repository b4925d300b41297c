#include "service/present/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/present/format.h"

namespace stillwatch::service {
namespace {

constexpr int kBarColumns = 24;
constexpr auto kRedraw = std::chrono::milliseconds(100);

int WidthOf(int descriptor) {
  winsize size = {};
  if (!isatty(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col == 0 ? 80 : size.ws_col;
}

std::string Remaining(double seconds) {
  const auto whole = static_cast<int64_t>(seconds);
  if (whole >= 3600) return absl::StrFormat("%d:%02d h left", whole / 3600, whole / 60 % 60);
  return absl::StrFormat("%d:%02d left", whole / 60, whole % 60);
}

}  // namespace

ProgressBar::ProgressBar(absl::string_view label, int64_t total)
    : label_(label),
      total_(total),
      shown_(isatty(STDERR_FILENO) != 0),
      started_(std::chrono::steady_clock::now()),
      last_(started_) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::Update(int64_t done, absl::string_view note) {
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || now - last_ < kRedraw) return;
  last_ = now;
  std::string line = absl::StrCat(label_, " ");
  if (total_ > 0) {
    const double share =
        std::clamp(static_cast<double>(done) / static_cast<double>(total_), 0.0, 1.0);
    const int full = static_cast<int>(share * kBarColumns);
    line += "[";
    for (int i = 0; i < kBarColumns; ++i) line += i < full ? "=" : i == full ? ">" : " ";
    absl::StrAppendFormat(&line, "] %3.0f %%", 100 * share);
    const double seconds = std::chrono::duration<double>(now - started_).count();
    if (share > 0.02) absl::StrAppend(&line, ", ", Remaining(seconds * (1 - share) / share));
  }
  if (!note.empty()) absl::StrAppend(&line, ", ", note);
  const int width = WidthOf(STDERR_FILENO);
  if (width > 1) line = Fit(line, static_cast<size_t>(width - 1));
  std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
  std::fflush(stderr);
  drawn_ = true;
}

int TerminalWidth() { return WidthOf(STDOUT_FILENO); }

}  // namespace stillwatch::service
