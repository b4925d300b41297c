#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "detector/fingerprint/lexicon.h"
#include "detector/fingerprint/marks.h"
#include "detector/fingerprint/system_scan.h"
#include "gtest/gtest.h"

// Prompts in many languages, written without regard to the lexicon: language, kind and text a line.
// Kind is what they demand, or `ordinary`.

namespace stillwatch::detector {
namespace {

constexpr WordSeed kSeed = {0x123456789abcdef1, 0xfedcba9876543217};

constexpr uint32_t Bit(Mark mark) { return 1u << mark; }

// The marks of which a prompt of the kind should bear one.
const std::map<std::string, uint32_t>& WantedMarks() {
  static const auto* const wanted = new std::map<std::string, uint32_t>{
      {"reasoning", Bit(kReasoning)},
      {"judge", Bit(kJudge) | Bit(kRubric)},
      {"rubric", Bit(kJudge) | Bit(kRubric)},
      {"tasks", Bit(kGenerateTasks)},
      {"rewrite", Bit(kRewrite)},
      {"role", Bit(kRoleScript)},
      {"closed", Bit(kClosedAnswer)},
  };
  return *wanted;
}

constexpr uint32_t kLessons = Bit(kReasoning) | Bit(kJudge) | Bit(kRubric) | Bit(kGenerateTasks) |
                              Bit(kRewrite) | Bit(kRoleScript);

struct Count {
  int demands = 0;
  int seen = 0;
  int ordinary = 0;
  int mistaken = 0;
};

std::map<std::string, Count> CountByLanguage() {
  const Lexicon lexicon(kSeed);
  std::ifstream file("detector/fingerprint/testdata/demands.tsv");
  std::map<std::string, Count> counts;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> columns = absl::StrSplit(line, absl::MaxSplits('\t', 2));
    if (columns.size() != 3) {
      ADD_FAILURE() << "three columns: " << line;
      continue;
    }
    const uint32_t marks = ScanSystem(columns[2], lexicon, kSeed).marks();
    Count& count = counts[columns[0]];
    if (columns[1] == "ordinary") {
      ++count.ordinary;
      count.mistaken += (marks & kLessons) != 0 ? 1 : 0;
    } else {
      ++count.demands;
      count.seen += (marks & WantedMarks().at(columns[1])) != 0 ? 1 : 0;
    }
  }
  return counts;
}

TEST(LanguagesTest, DemandsAreSeenInEveryLanguage) {
  const std::map<std::string, Count> counts = CountByLanguage();
  EXPECT_EQ(counts.size(), 28u);
  int demands = 0, seen = 0;
  for (const auto& [language, count] : counts) {
    EXPECT_GE(count.demands, 16) << language;
    EXPECT_GE(4 * count.seen, count.demands) << language << ": " << count.seen;
    demands += count.demands;
    seen += count.seen;
  }
  EXPECT_GE(3 * seen, 2 * demands) << seen << " of " << demands;
}

TEST(LanguagesTest, OrdinaryPromptsHardlyBearMarks) {
  int ordinary = 0, mistaken = 0;
  for (const auto& [language, count] : CountByLanguage()) {
    EXPECT_LE(count.mistaken, 1) << language;
    ordinary += count.ordinary;
    mistaken += count.mistaken;
  }
  EXPECT_LE(50 * mistaken, ordinary) << mistaken << " of " << ordinary;
}

}  // namespace
}  // namespace stillwatch::detector
