#include "service/calibrate/log_view.h"

#include <vector>

#include "absl/strings/str_cat.h"

namespace stillwatch::service {
namespace {

// The beginning, without a part of a character at its end.
absl::string_view Beginning(absl::string_view text) {
  if (text.size() <= kCutBytes) return text;
  size_t end = kCutBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

absl::string_view LogViewName(LogView view) {
  switch (view) {
    case LogView::kAsItIs:
      return "as_it_is";
    case LogView::kWithoutText:
      return "without_text";
    case LogView::kWithoutUsage:
      return "without_usage";
    case LogView::kOneText:
      return "one_text";
    case LogView::kLastMessage:
      return "last_message";
    case LogView::kCutText:
      return "cut_text";
  }
  return "";
}

const detector::CallView& Viewer::Show(const detector::CallView& call) {
  if (view_ == LogView::kAsItIs) return call;
  shown_ = call;
  std::vector<detector::MessageView>& messages = shown_.messages;
  switch (view_) {
    case LogView::kAsItIs:
      break;
    case LogView::kWithoutText:
      messages.clear();
      break;
    case LogView::kWithoutUsage:
      shown_.has_usage = false;
      break;
    case LogView::kOneText:
      if (messages.empty()) break;
      text_.clear();
      for (const detector::MessageView& message : messages) {
        absl::StrAppend(&text_, text_.empty() ? "" : "\n\n", message.content);
      }
      messages.assign(1, {"user", text_});
      break;
    case LogView::kLastMessage:
      if (!messages.empty()) messages.erase(messages.begin(), messages.end() - 1);
      break;
    case LogView::kCutText:
      for (detector::MessageView& message : messages) message.content = Beginning(message.content);
      break;
  }
  return shown_;
}

}  // namespace stillwatch::service
