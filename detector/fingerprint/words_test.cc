#include "detector/fingerprint/words.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

std::vector<uint64_t> Words(absl::string_view text) {
  std::vector<uint64_t> words;
  ForEachWord(text, 7, [&](uint64_t hash, WritingSystem, bool) { words.push_back(hash); });
  return words;
}

TEST(WordsTest, CaseSpaceAndPunctuationDoNotMatter) {
  EXPECT_EQ(Words("Tell me, please: why?"), Words("  tell ME\n\tplease -- WHY"));
}

TEST(WordsTest, DifferentWordsDiffer) {
  EXPECT_NE(Words("why"), Words("how"));
  EXPECT_NE(Words("internationally"), Words("internationalls"));
  EXPECT_NE(Words("ab"), Words("abab"));
}

TEST(WordsTest, AWordHashesTheSameWhereverItStands) {
  const uint64_t alone = Words("extraordinary")[0];
  EXPECT_EQ(Words("an extraordinary and long tail of text follows")[1], alone);
  EXPECT_EQ(Words("ends extraordinary").back(), alone);
}

TEST(WordsTest, CharactersOfScriptsWithoutSpacesStandAlone) {
  EXPECT_EQ(Words("请一步一步思考。").size(), 7u);
  EXPECT_EQ(Words("단계별로").size(), 4u);
  EXPECT_EQ(Words("mixed 中文 text").size(), 4u);
}

TEST(WordsTest, AccentsAndCyrillicStayWithinTheWord) {
  EXPECT_EQ(Words("réfléchis étape").size(), 2u);
  EXPECT_EQ(Words("по шагам").size(), 2u);
}

TEST(WordsTest, SymbolsAreCountedInBytes) {
  EXPECT_EQ(ForEachWord("a+b = {c}", 7, [](uint64_t, WritingSystem, bool) {}), 4u);
  EXPECT_EQ(ForEachWord("你好，世界", 7, [](uint64_t, WritingSystem, bool) {}), 3u);
}

TEST(WordsTest, NumbersAreTold) {
  std::vector<bool> numbers;
  ForEachWord("12 b4 99", 7, [&](uint64_t, WritingSystem, bool n) { numbers.push_back(n); });
  EXPECT_EQ(numbers, (std::vector<bool>{true, false, true}));
}

TEST(WordsTest, EveryByteSequenceIsReadToItsEnd) {
  std::string bytes;
  uint32_t state = 1;
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525 + 1013904223;
    bytes.push_back(static_cast<char>(state >> 24));
    if (i % 37 == 0) Words(absl::string_view(bytes).substr(bytes.size() - bytes.size() % 53));
  }
  EXPECT_GT(Words(bytes).size(), 0u);
  EXPECT_EQ(Words(std::string("\xe4\xbd", 2)).size(), 1u);
}

}  // namespace
}  // namespace stillwatch::detector
