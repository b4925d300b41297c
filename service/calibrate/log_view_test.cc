#include "service/calibrate/log_view.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

detector::CallView Call() {
  detector::CallView call;
  call.account_id = "acct-1";
  call.messages = {{"system", "Be brief."}, {"user", "Why?"}, {"assistant", "So."}};
  call.has_usage = true;
  call.usage.output_tokens = 7;
  return call;
}

// Roles and texts.
std::string Messages(const detector::CallView& call) {
  std::string messages;
  for (const detector::MessageView& message : call.messages) {
    absl::StrAppend(&messages, message.role, ":", message.content, ";");
  }
  return messages;
}

TEST(LogView, ShowsNoMoreThanItsLogWouldSay) {
  const detector::CallView call = Call();
  const std::string all = "system:Be brief.;user:Why?;assistant:So.;";
  const struct {
    LogView view;
    std::string messages;
    bool usage;
  } cases[] = {
      {LogView::kAsItIs, all, true},
      {LogView::kWithoutText, "", true},
      {LogView::kWithoutUsage, all, false},
      {LogView::kOneText, "user:Be brief.\n\nWhy?\n\nSo.;", true},
      {LogView::kLastMessage, "assistant:So.;", true},
      {LogView::kCutText, all, true},
  };
  static_assert(std::size(cases) == kLogViews.size());
  for (const auto& [view, messages, usage] : cases) {
    Viewer viewer(view);
    const detector::CallView& shown = viewer.Show(call);
    EXPECT_EQ(Messages(shown), messages) << LogViewName(view);
    EXPECT_EQ(shown.has_usage, usage) << LogViewName(view);
    EXPECT_EQ(shown.account_id, "acct-1");
  }
}

TEST(LogView, KeepsNothingOfTheCallBefore) {
  Viewer viewer(LogView::kOneText);
  viewer.Show(Call());
  detector::CallView next;
  EXPECT_TRUE(viewer.Show(next).messages.empty());
  next.messages = {{"user", "And?"}};
  EXPECT_EQ(Messages(viewer.Show(next)), "user:And?;");
}

TEST(LogView, TextIsCutBetweenCharacters) {
  std::string text(kCutBytes - 1, 'a');
  text += "\u00e9";  // Two bytes, of which one would fit.
  detector::CallView call;
  call.messages = {{"user", text}, {"user", "short"}};
  Viewer viewer(LogView::kCutText);
  const detector::CallView& shown = viewer.Show(call);
  EXPECT_EQ(shown.messages[0].content, std::string(kCutBytes - 1, 'a'));
  EXPECT_EQ(shown.messages[1].content, "short");
}

}  // namespace
}  // namespace stillwatch::service
