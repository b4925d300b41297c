#include "detector/fingerprint/lexicon.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "detector/fingerprint/lexicon_words.h"
#include "detector/fingerprint/marks.h"
#include "detector/fingerprint/system_scan.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/fingerprint.pb.h"

namespace stillwatch::detector {
namespace {

constexpr WordSeed kSeed = {0x123456789abcdef1, 0xfedcba9876543217};

static_assert(static_cast<int>(kReasoning) == v1::MARK_REASONING);
static_assert(static_cast<int>(kJudge) == v1::MARK_JUDGE);
static_assert(static_cast<int>(kRubric) == v1::MARK_RUBRIC);
static_assert(static_cast<int>(kGenerateTasks) == v1::MARK_GENERATE_TASKS);
static_assert(static_cast<int>(kRewrite) == v1::MARK_REWRITE);
static_assert(static_cast<int>(kVerify) == v1::MARK_VERIFY);
static_assert(static_cast<int>(kRoleScript) == v1::MARK_ROLE_SCRIPT);
static_assert(static_cast<int>(kTrainingData) == v1::MARK_TRAINING_DATA);
static_assert(static_cast<int>(kDemonstrations) == v1::MARK_DEMONSTRATIONS);
static_assert(static_cast<int>(kManyItems) == v1::MARK_MANY_ITEMS);
static_assert(static_cast<int>(kStructured) == v1::MARK_STRUCTURED);
static_assert(static_cast<int>(kClosedAnswer) == v1::MARK_CLOSED_ANSWER);

TEST(LexiconTest, AMarkTakesTwoAspects) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 10000; ++i) {
    const uint64_t aspects = random() & random();
    uint32_t expected = 0;
    for (int mark = 0; mark < 16; ++mark) {
      int touched = 0;
      for (int aspect = 0; aspect < 4; ++aspect) touched += aspects >> (4 * mark + aspect) & 1;
      if (touched >= 2) expected |= 1u << mark;
    }
    EXPECT_EQ(Lexicon::Marks(aspects), expected);
  }
}

TEST(LexiconTest, WordsThatMeanNothingHereAreMostlySortedOutAtOnce) {
  const Lexicon lexicon(kSeed);
  std::mt19937_64 random(1);
  int may_have = 0;
  for (int i = 0; i < 10000; ++i) {
    const uint64_t word = random();
    may_have += lexicon.MayHave(word);
    EXPECT_EQ(lexicon.Aspects(word), 0u);
  }
  EXPECT_LT(may_have, 500);
}

TEST(LexiconTest, FindsEveryEntryOfEveryLanguage) {
  const Lexicon lexicon(kSeed);
  for (const LanguageWords language : LexiconLanguages()) {
    for (const MarkWords& mark : language) {
      for (size_t aspect = 0; aspect < mark.aspects.size(); ++aspect) {
        const uint64_t bit = uint64_t{1} << (4 * static_cast<size_t>(mark.mark) + aspect);
        for (absl::string_view entry :
             absl::StrSplit(mark.aspects[aspect], ' ', absl::SkipEmpty())) {
          // Entries of two words are for texts that are not in ASCII letters alone.
          const std::string text = absl::StrCat("é ", absl::StrReplaceAll(entry, {{"_", " "}}));
          EXPECT_NE(ScanSystem(text, lexicon, kSeed).aspects() & bit, 0u) << entry;
        }
      }
    }
  }
}

TEST(LexiconTest, DisregardsCapitals) {
  const Lexicon lexicon(kSeed);
  for (const absl::string_view text :
       {"Think in steps", "Объясни. Шаги", "Étape. Étapes. Réfléchis", "Βήμα. Σκέψου"}) {
    EXPECT_NE(ScanSystem(text, lexicon, kSeed).marks() & 1u << kReasoning, 0u) << text;
  }
}

// All numbers are one word: an entry that is one would stand in every text with figures.
TEST(SystemScanTest, NumbersSayNothing) {
  EXPECT_EQ(ScanSystem("10", Lexicon(kSeed), kSeed).aspects(), 0u);
}

TEST(SystemScanTest, RemembersNothingThatIsNotSo) {
  const Lexicon lexicon(kSeed);
  const auto remembered = [&](absl::string_view text, uint64_t hash) {
    return SystemMarks(text, hash, lexicon, kSeed);
  };
  const std::string judge = "Rate the response.";
  const std::string reasoning = "Reasoning in steps.";
  const uint32_t judges = ScanSystem(judge, lexicon, kSeed).marks();
  const uint32_t reasons = ScanSystem(reasoning, lexicon, kSeed).marks();
  EXPECT_NE(judges, reasons);
  for (int turn = 0; turn < 3; ++turn) {
    // Hashes that share a place.
    EXPECT_EQ(remembered(judge, 1), judges);
    EXPECT_EQ(remembered(reasoning, 1 + (1 << 20)), reasons);
    EXPECT_EQ(remembered("", 1), 0u);
  }
}

TEST(SystemScanTest, ReadsPairsOfCharactersAndTheBeginningOnly) {
  const Lexicon lexicon(kSeed);
  EXPECT_NE(ScanSystem("请逐步推理", lexicon, kSeed).marks() & 1u << kReasoning, 0u);
  const std::string far = absl::StrCat(std::string(5000, ' '), "reasoning in steps");
  EXPECT_EQ(ScanSystem(far, lexicon, kSeed).aspects(), 0u);
}

}  // namespace
}  // namespace stillwatch::detector
