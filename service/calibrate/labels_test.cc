#include "service/calibrate/labels.h"

#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<absl::flat_hash_map<std::string, Label>> Load(const std::string& text) {
  const std::string path = ::testing::TempDir() + "/labels.csv";
  std::ofstream(path, std::ios::binary) << text;
  return LoadLabels(path);
}

std::string ErrorOf(const std::string& text) { return std::string(Load(text).status().message()); }

TEST(Labels, AreReadByTheNamesOfTheColumns) {
  const auto labels = Load(
      "family,account_id,campaign,label,note\n"
      "chat,a,,benign,\n"
      "reasoning,b,ring-1,harvest,slow\n"
      "\n"
      "reasoning,c,,harvest,c\n"
      "tests,d,,unknown,\n");
  ASSERT_TRUE(labels.ok()) << labels.status();
  ASSERT_EQ(labels->size(), 3u);
  EXPECT_FALSE(labels->at("a").harvest);
  EXPECT_FALSE(labels->at("a").in_campaign);
  EXPECT_EQ(labels->at("a").family, "chat");
  EXPECT_TRUE(labels->at("b").harvest);
  EXPECT_TRUE(labels->at("b").in_campaign);
  EXPECT_EQ(labels->at("b").family, "reasoning/slow");
  EXPECT_EQ(labels->at("c").family, "reasoning");  // Its note only repeats its name.
}

TEST(Labels, ASourceThatIsNotNamedIsTheFamily) {
  const auto labels = Load(
      "account_id,label,family,source,note\n"
      "a,harvest,walk,sums,\n"
      "b,harvest,walk,,slow\n");
  ASSERT_TRUE(labels.ok()) << labels.status();
  EXPECT_EQ(labels->at("a").source, "sums");
  EXPECT_EQ(labels->at("a").family, "walk");
  EXPECT_EQ(labels->at("b").source, "walk/slow");
}

TEST(Labels, CampaignAndNoteMayBeMissing) {
  const auto labels = Load("account_id,label,family\na,harvest,x");
  ASSERT_TRUE(labels.ok()) << labels.status();
  EXPECT_EQ(labels->at("a").family, "x");
  EXPECT_FALSE(labels->at("a").in_campaign);
}

TEST(Labels, LinesMayEndInCarriageReturns) {
  const auto labels = Load("account_id,label,family\r\na,harvest,x\r\n\r\nb,benign,y\r\n");
  ASSERT_TRUE(labels.ok()) << labels.status();
  EXPECT_EQ(labels->at("a").family, "x");
  EXPECT_EQ(labels->at("b").family, "y");
}

TEST(Labels, MistakesAreNamedWithTheirLine) {
  EXPECT_THAT(ErrorOf("account_id,kind,family\na,benign,x\n"),
              HasSubstr("must name the columns account_id, label and family"));
  EXPECT_THAT(ErrorOf("account_id,label,family\na,benign,x\n\nb,benign\n"),
              HasSubstr("labels.csv:4: 2 fields where the first line has 3"));
  EXPECT_THAT(ErrorOf("account_id,label,family\na,benign,x\na,harvest,x\n"),
              HasSubstr("labels.csv:3: the account \"a\" a second time"));
  EXPECT_THAT(ErrorOf(""), HasSubstr("cannot read the labels"));
  EXPECT_THAT(std::string(LoadLabels("/none/labels.csv").status().message()),
              HasSubstr("cannot read the labels /none/labels.csv"));
}

}  // namespace
}  // namespace stillwatch::service
