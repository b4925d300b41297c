#include "service/simulate/text/found_texts.h"

#include <filesystem>
#include <fstream>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/simulate/simulation.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::simulate {
namespace {

using ::testing::HasSubstr;

// An empty folder of the test's own.
std::string Folder() {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const std::string folder = absl::StrCat(::testing::TempDir(), "/found_texts_", test->name());
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

void Put(const std::string& folder, const std::string& name, const std::string& content) {
  std::ofstream(folder + "/" + name) << content;
}

absl::StatusCode CodeOf(const std::string& folder, const char* says) {
  const auto found = FoundTexts::Read(folder);
  EXPECT_FALSE(found.ok());
  EXPECT_THAT(found.status().message(), HasSubstr(says));
  return found.status().code();
}

TEST(FoundTexts, GathersBySubject) {
  const std::string folder = Folder();
  Put(folder, "en.topics.bees.txt", "hives\n\nswarms\n\n\nhoney\n");
  Put(folder, "en.passages.bees.txt", "A hive is\na home.");
  Put(folder, "en.topics.apples.txt", "cider");
  Put(folder, "ko.code.x.txt", "return 1;");
  Put(folder, "notes.md", "not a text");
  const auto found = FoundTexts::Read(folder);
  ASSERT_TRUE(found.ok()) << found.status();
  const auto english = (*found)->In("en");
  ASSERT_EQ(english.size(), 2u);
  EXPECT_EQ(english[0].name, "apples");
  EXPECT_EQ(english[1].name, "bees");
  EXPECT_THAT(english[1].texts[0], ::testing::ElementsAre("hives", "swarms", "honey"));
  EXPECT_THAT(english[1].texts[2], ::testing::ElementsAre("A hive is\na home."));
  EXPECT_EQ((*found)->In("ko").size(), 1u);
  EXPECT_TRUE((*found)->In("de").empty());
}

TEST(FoundTexts, SaysWhatIsWrong) {
  EXPECT_EQ(CodeOf(Folder() + "/none", "cannot be read"), absl::StatusCode::kNotFound);
  EXPECT_EQ(CodeOf(Folder(), "no file of texts"), absl::StatusCode::kInvalidArgument);
  const std::string folder = Folder();
  Put(folder, "xx.topics.bees.txt", "hives");
  EXPECT_EQ(CodeOf(folder, "\"xx\" is no language"), absl::StatusCode::kInvalidArgument);
  std::filesystem::remove(folder + "/xx.topics.bees.txt");
  Put(folder, "en.words.bees.txt", "hives");
  EXPECT_EQ(CodeOf(folder, "\"words\" is no kind of text"), absl::StatusCode::kInvalidArgument);
  std::filesystem::remove(folder + "/en.words.bees.txt");
  Put(folder, "en.topics.bees.txt", " \n\n\n");
  EXPECT_EQ(CodeOf(folder, "has no texts"), absl::StatusCode::kInvalidArgument);
}

TEST(FoundTexts, CutsAtTheEndOfASentenceAndNeverWithinACharacter) {
  std::array<TextCollection, 1> collections;
  auto& passages = collections[0].texts[static_cast<size_t>(TextKind::kPassage)];
  passages = {"One is here. Two is there. Three is far away."};
  const Clippings clippings(collections, 5, 1);
  Random rng(1);
  EXPECT_EQ(clippings.Draw(TextKind::kPassage, 15, &rng), "One is here. Two is there.");
  EXPECT_EQ(clippings.Draw(TextKind::kPassage, 1000, &rng), passages[0]);
  EXPECT_EQ(clippings.Draw(TextKind::kCode, 1000, &rng), "");
  passages[0].clear();
  for (int i = 0; i < 200; ++i) passages[0] += "蜂";
  for (size_t bytes = 20; bytes < 30; ++bytes) {
    EXPECT_EQ(clippings.Draw(TextKind::kPassage, bytes, &rng).size() % 3, 0u);
  }
}

// Who says the word in a small simulation that draws from `folder`.
std::set<std::string> CallsWith(const std::string& folder, absl::string_view word) {
  SimulationOptions options;
  options.families = {"people", "translation", "catalogue_copy", "walk", "code_pairs"};
  options.scale = 0.1;
  options.days = 2;
  options.texts = folder;
  auto simulation = Simulation::Create(options);
  EXPECT_TRUE(simulation.ok()) << simulation.status();
  std::set<std::string> accounts;
  v1::Call call;
  Truth truth;
  while ((*simulation)->Next(&call, &truth)) {
    for (const v1::Message& message : call.messages()) {
      if (absl::StrContains(message.content(), word)) accounts.insert(call.account_id());
    }
  }
  return accounts;
}

TEST(FoundTexts, ManyAccountsDrawFromThem) {
  const std::string folder = Folder();
  for (const char* language : {"en", "zh", "ko", "ja", "id", "es", "ru", "ar", "hi", "de"}) {
    for (const char* kind : {"topics", "questions", "passages", "code"}) {
      Put(folder, absl::StrCat(language, ".", kind, ".x.txt"), "Qwyzzle one\n\nQwyzzle two.");
    }
  }
  const std::set<std::string> accounts = CallsWith(folder, "Qwyzzle");
  EXPECT_GT(accounts.size(), 15u);
  EXPECT_EQ(accounts, CallsWith(folder, "Qwyzzle"));
  EXPECT_TRUE(CallsWith("", "Qwyzzle").empty());
}

}  // namespace
}  // namespace stillwatch::simulate
