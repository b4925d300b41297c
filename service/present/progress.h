#ifndef STILLWATCH_SERVICE_PRESENT_PROGRESS_H_
#define STILLWATCH_SERVICE_PRESENT_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace stillwatch::service {

// A progress bar on standard error, if that is a terminal; otherwise silent. Used by one thread.
class ProgressBar {
 public:
  // `total` in any unit; not positive when it is not known.
  ProgressBar(absl::string_view label, int64_t total);
  // Wipes the bar.
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // Draws at most ten times a second. `done` of the total; `note` is shown behind the bar.
  void Update(int64_t done, absl::string_view note);

 private:
  const std::string label_;
  const int64_t total_;
  const bool shown_;
  bool drawn_ = false;
  const std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point last_;
};

// Columns of the terminal that standard output is, or 0 if it is none.
int TerminalWidth();

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_PRESENT_PROGRESS_H_
