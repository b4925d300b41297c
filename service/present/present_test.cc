#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "service/present/format.h"
#include "service/present/json.h"
#include "service/present/report.h"
#include "service/present/table.h"
#include "service/present/text.h"
#include "stillwatch/v1/account_service.pb.h"
#include "stillwatch/v1/campaign.pb.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHostile[] = "<script>alert(1)</script>\x1b[31m\"'&";

v1::Assessment SomeAssessment(const std::string& account_id) {
  v1::Assessment assessment;
  assessment.set_account_id(account_id);
  assessment.set_score(72.4);
  assessment.set_highest_score(81.5);
  assessment.set_verdict(v1::VERDICT_FLAGGED);
  assessment.set_cohort(v1::COHORT_OPEN);
  assessment.set_policy_version("p1");
  assessment.set_calls(1234);
  v1::Contribution* part = assessment.add_contributions();
  part->mutable_signal()->set_name("topic_spread");
  part->mutable_signal()->set_reason("Two requests share little");
  part->mutable_signal()->add_example_request_ids(kHostile);
  v1::Measurement* measurement = part->mutable_signal()->add_measurements();
  measurement->set_name("level");
  measurement->set_value(0.95);
  measurement->set_usual(0.8);
  part->set_points(30);
  v1::Contribution* against = assessment.add_contributions();
  against->mutable_signal()->set_name("conversation");
  against->mutable_signal()->set_reason("12 % of calls continue a conversation");
  against->set_points(-10);
  assessment.add_mitigations("12 % of calls continue a conversation");
  return assessment;
}

v1::Finding SomeFinding(const std::string& account_id) {
  v1::Finding finding;
  finding.set_name("findings/fnd-1");
  finding.set_account_id(account_id);
  finding.set_state(v1::FINDING_STATE_OPEN);
  finding.mutable_open_time()->set_seconds(1767571200);
  finding.set_occurrences(7);
  *finding.mutable_assessment() = SomeAssessment(account_id);
  return finding;
}

v1::Account SomeAccount(const std::string& account_id) {
  v1::Account account;
  account.set_account_id(account_id);
  account.set_finding("findings/fnd-1");
  account.mutable_flag_time()->set_seconds(1767571200);
  account.mutable_flag_time()->set_nanos(5000000);
  *account.mutable_assessment() = SomeAssessment(account_id);
  for (int day = 20458; day < 20461; ++day) {
    v1::DayActivity* activity = account.mutable_profile()->add_days();
    activity->set_day(day);
    activity->set_calls(day - 20450);
  }
  for (int hour = 0; hour < 24; ++hour) account.mutable_profile()->add_calls_by_hour(hour);
  return account;
}

TEST(Format, NumbersReadWell) {
  EXPECT_EQ(Grouped(1234567), "1,234,567");
  EXPECT_EQ(Grouped(-1000), "-1,000");
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Plain(0.5), "0.5");
  EXPECT_EQ(Plain(-0.001), "0");
  EXPECT_EQ(Plain(12345.6), "12,346");
  EXPECT_EQ(Short(1234567), "1.2M");
  EXPECT_EQ(Short(9999), "9,999");
}

TEST(Format, ALogCannotSteerTheTerminal) {
  EXPECT_EQ(Printable("a\x1b[2J\n\xff"
                      "b"),
            "a\\x1b[2J\\x0a\\xffb");
  EXPECT_EQ(Printable("\xe2\x80\xae"), "\\u202e");
  EXPECT_EQ(Printable("naïve 中文"), "naïve 中文");
}

TEST(Format, WideCharactersTakeTwoColumns) {
  EXPECT_EQ(DisplayWidth("ab"), 2u);
  EXPECT_EQ(DisplayWidth("中文"), 4u);
  EXPECT_EQ(Fit("中文字", 5), "中文…");
  EXPECT_EQ(Fit("abc", 3), "abc");
  EXPECT_EQ(Fit("abcd", 3), "ab…");
}

TEST(Table, AlignsAndGivesWayInTheLastColumn) {
  Table table({{"A"}, {"N", Table::kRight}, {"WHY"}});
  table.AddRow({"one", "5", "because it is so and not otherwise"});
  table.AddRow({"fourteen", "12345", "x"});
  EXPECT_EQ(table.Render(0),
            "A             N  WHY\n"
            "one           5  because it is so and not otherwise\n"
            "fourteen  12345  x\n");
  const std::string narrow = table.Render(30);
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(narrow, '\n'))) {
    EXPECT_LE(DisplayWidth(line), 30u) << line;
  }
}

TEST(Text, AFindingTellsReasonsNumbersAndWhatSpeaksAgainst) {
  const std::string text = FindingDetail(SomeFinding(kHostile));
  EXPECT_THAT(text, HasSubstr("topic_spread: Two requests share little"));
  EXPECT_THAT(text, HasSubstr("level 0.95 (usual up to 0.8)"));
  EXPECT_THAT(text, HasSubstr("Against"));
  EXPECT_THAT(text, HasSubstr("7 times"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(FindingsTable({}, 80), HasSubstr("No findings."));
  EXPECT_THAT(AccountsTable({}, 80), HasSubstr("No accounts."));
}

TEST(Text, ReasonsOfAStrandSayOfHowManyCalls) {
  v1::Finding finding = SomeFinding("acct-1");
  EXPECT_THAT(FindingDetail(finding), Not(HasSubstr("one setup")));
  finding.mutable_assessment()->set_strand_calls(312);
  EXPECT_THAT(FindingDetail(finding), HasSubstr("of 312 of its 1,234 calls, which have one setup"));
}

TEST(Json, ComesBackThroughTheProtobufMapping) {
  const v1::Finding finding = SomeFinding(kHostile);
  v1::Finding back;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(MessageJson(finding), &back).ok());
  EXPECT_EQ(back.SerializeAsString(), finding.SerializeAsString());
  EXPECT_THAT(MessageJson(finding), HasSubstr("\"account_id\""));
}

TEST(Json, AnAssessmentLineSaysWhenItWasFlagged) {
  v1::Account account = SomeAccount(kHostile);
  nlohmann::json line = nlohmann::json::parse(AssessmentLine(account));
  EXPECT_EQ(line["account_id"], kHostile);
  EXPECT_EQ(line["flagged"], true);
  EXPECT_EQ(line["flagged_at"], "2026-01-05T00:00:00.005Z");
  EXPECT_TRUE(line["campaign_id"].is_null());
  EXPECT_DOUBLE_EQ(line["score"].get<double>(), 81.5);
  EXPECT_DOUBLE_EQ(line["latest_score"].get<double>(), 72.4);
  account.clear_finding();
  account.clear_flag_time();
  line = nlohmann::json::parse(AssessmentLine(account));
  EXPECT_EQ(line["flagged"], false);
  EXPECT_TRUE(line["flagged_at"].is_null());
}

// Every tag that opens closes in order; void elements and self-closing ones aside.
void ExpectBalanced(absl::string_view html) {
  std::vector<std::string> open;
  for (size_t at = html.find('<'); at != absl::string_view::npos; at = html.find('<', at + 1)) {
    const size_t end = html.find('>', at);
    ASSERT_NE(end, absl::string_view::npos);
    const absl::string_view tag = html.substr(at + 1, end - at - 1);
    if (tag[0] == '!' || tag.substr(tag.size() - 1) == "/") continue;
    const std::string name(tag.substr(0, tag.find(' ')));
    if (name == "meta" || name == "br") continue;
    if (name[0] == '/') {
      ASSERT_FALSE(open.empty());
      EXPECT_EQ(open.back(), name.substr(1));
      open.pop_back();
    } else {
      open.push_back(name);
    }
  }
  EXPECT_TRUE(open.empty());
}

TEST(Report, HoldsEveryFindingAndNothingUnescaped) {
  ReportData data;
  data.files = {kHostile};
  data.first_time_us = 1767571200000000;
  data.last_time_us = data.first_time_us + 86400000000;
  for (int i = 0; i < 250; ++i) {
    const std::string id = absl::StrCat("acct-", i, "-", kHostile);
    data.findings.emplace_back(SomeFinding(id), SomeAccount(id));
  }
  const std::string html = ReportHtml(data);
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(html, Not(HasSubstr("\x1b")));
  EXPECT_THAT(html, Not(HasSubstr("http")));
  EXPECT_THAT(html, HasSubstr("acct-0-&lt;script&gt;"));
  EXPECT_THAT(html, HasSubstr("acct-249-&lt;script&gt;"));
  EXPECT_THAT(html, HasSubstr("the other 50 are in the table only"));
  ExpectBalanced(html);
  ExpectBalanced(ReportHtml({}));
  EXPECT_THAT(ReportHtml({}), HasSubstr("Nothing in these logs looks like a harvest"));
}

}  // namespace
}  // namespace stillwatch::service
