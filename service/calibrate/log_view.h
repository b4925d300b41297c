#ifndef STILLWATCH_SERVICE_CALIBRATE_LOG_VIEW_H_
#define STILLWATCH_SERVICE_CALIBRATE_LOG_VIEW_H_

#include <array>
#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "detector/call/call_view.h"

namespace stillwatch::service {

// A log as it is, and as a gateway that says less would have written it. Accounts teach in all
// views, so that what is learned holds where less is known.
enum class LogView : size_t {
  kAsItIs,
  kWithoutText,
  kWithoutUsage,  // No token counts.
  kOneText,       // Each call's messages as one of the user's.
  kLastMessage,   // Of each call's messages only the last one.
  kCutText,       // Of each message only the beginning.
};

inline constexpr std::array<LogView, 6> kLogViews = {
    LogView::kAsItIs,  LogView::kWithoutText, LogView::kWithoutUsage,
    LogView::kOneText, LogView::kLastMessage, LogView::kCutText,
};

// Bytes of a message that a view with cut text keeps at most.
inline constexpr size_t kCutBytes = 500;

// One word, as in a column of a table.
absl::string_view LogViewName(LogView view);

// Shows calls in a view. Not thread-safe.
class Viewer {
 public:
  explicit Viewer(LogView view) : view_(view) {}

  // Borrows from the call, and until the next one from the viewer.
  const detector::CallView& Show(const detector::CallView& call);

 private:
  const LogView view_;
  detector::CallView shown_;
  std::string text_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_CALIBRATE_LOG_VIEW_H_
