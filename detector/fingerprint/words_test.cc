#include "detector/fingerprint/words.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "detector/fingerprint/reference_words.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

constexpr WordSeed kSeed = {0x123456789abcdef1, 0xfedcba9876543217};

ReferenceWords Read(absl::string_view text) {
  ReferenceWords result;
  WordReader reader(text, kSeed);
  WordBatch batch;
  while (reader.Next(&batch)) {
    for (size_t i = 0; i < batch.size; ++i) {
      result.words.push_back(
          {batch.hashes()[i], batch.is_wide ? batch.systems[i] : WritingSystem::kLatin});
    }
  }
  result.numbers = reader.numbers();
  result.symbols = reader.symbols();
  return result;
}

std::vector<uint64_t> Words(absl::string_view text) {
  std::vector<uint64_t> words;
  for (const ReferenceWords::Word& word : Read(text).words) words.push_back(word.hash);
  return words;
}

// Compares with the reference. The text stands in memory of its own size, so that the address
// sanitizer sees every read beyond it.
void ExpectAsReference(const std::string& text) {
  const std::unique_ptr<char[]> bytes(new char[text.size()]);
  std::memcpy(bytes.get(), text.data(), text.size());
  const absl::string_view exact(bytes.get(), text.size());
  const ReferenceWords expected = ReadByReference(exact, kSeed);
  const ReferenceWords actual = Read(exact);
  EXPECT_EQ(actual.words, expected.words) << absl::CHexEscape(text);
  EXPECT_EQ(actual.numbers, expected.numbers) << absl::CHexEscape(text);
  EXPECT_EQ(actual.symbols, expected.symbols) << absl::CHexEscape(text);
}

class Texts {
 public:
  uint32_t Below(uint32_t limit) { return random_() % limit; }

  std::string Utf8(uint32_t c) {
    const auto byte = [](uint32_t value) { return std::string(1, static_cast<char>(value)); };
    if (c < 0x80) return byte(c);
    if (c < 0x800) return byte(0xc0 | c >> 6) + byte(0x80 | (c & 63));
    if (c < 0x10000) {
      return byte(0xe0 | c >> 12) + byte(0x80 | (c >> 6 & 63)) + byte(0x80 | (c & 63));
    }
    return byte(0xf0 | c >> 18) + byte(0x80 | (c >> 12 & 63)) + byte(0x80 | (c >> 6 & 63)) +
           byte(0x80 | (c & 63));
  }

  // Of one of the kinds of bytes and characters that are told apart, or cut short.
  std::string Piece() {
    constexpr struct {
      uint32_t first, last;
    } kRanges[] = {{'a', 'z'},       {'A', 'Z'},         {'0', '9'},       {0, 0x7f},
                   {' ', ' '},       {0x80, 0x7ff},      {0xc0, 0xff},     {0x400, 0x52f},
                   {0x600, 0x6ff},   {0x900, 0xe7f},     {0x1e00, 0x2fff}, {0x3000, 0x33ff},
                   {0x4d80, 0x4e40}, {0x4e00, 0x9fff},   {0xabc0, 0xac40}, {0xac00, 0xd7ff},
                   {0xe000, 0xffff}, {0x1f000, 0x20fff}, {0x660, 0x669},   {0x966, 0x96f},
                   {0xe50, 0xe59},   {0xff10, 0xff19}};
    const auto& range = kRanges[Below(std::size(kRanges))];
    std::string character = Utf8(range.first + Below(range.last - range.first + 1));
    if (Below(40) == 0) character.resize(character.size() - 1);
    if (Below(40) == 0) character.push_back(static_cast<char>(Below(256)));
    return character;
  }

  // Pieces come in runs, as they do in texts.
  std::string Mixed(size_t size) {
    std::string text;
    while (text.size() < size) {
      const std::string piece = Piece();
      for (uint32_t count = Below(4) == 0 ? Below(24) : 1; count > 0; --count) text += piece;
    }
    text.resize(size);
    return text;
  }

  std::string Bytes(size_t size, uint32_t first, uint32_t count) {
    std::string text(size, ' ');
    for (char& c : text) c = static_cast<char>(first + Below(count));
    return text;
  }

 private:
  std::mt19937 random_{1};
};

TEST(WordsTest, CaseSpaceAndPunctuationDoNotMatter) {
  EXPECT_EQ(Words("Tell me, please: why?"), Words("  tell ME\n\tplease -- WHY"));
}

TEST(WordsTest, DifferentWordsDiffer) {
  EXPECT_NE(Words("why"), Words("how"));
  EXPECT_NE(Words("internationally"), Words("internationalls"));
  EXPECT_NE(Words("ab"), Words("abab"));
  EXPECT_NE(Words("abcdefghijklmnop"), Words("abcdefghijklmnopq"));
}

TEST(WordsTest, AWordHashesTheSameWhereverItStands) {
  const uint64_t alone = Words("extraordinary")[0];
  EXPECT_EQ(Words("an extraordinary and long tail of text follows")[1], alone);
  EXPECT_EQ(Words("ends extraordinary").back(), alone);
  for (size_t before = 0; before < 200; ++before) {
    EXPECT_EQ(Words(std::string(before, ' ') + "Extraordinary 中文")[0], alone);
  }
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
  EXPECT_EQ(Read("a+b = {c}").symbols, 4u);
  EXPECT_EQ(Read("你好，世界").symbols, 3u);
}

TEST(WordsTest, NumbersAreCounted) {
  EXPECT_EQ(Read("12 b4 99").numbers, 2u);
  EXPECT_EQ(Read("12.5 b4 9 9 9").numbers, 2u);
  EXPECT_EQ(Read("4b 7中8").numbers, 2u);
  for (size_t before = 0; before < 200; ++before) {
    EXPECT_EQ(Read(std::string(before, ' ') + "123456789").numbers, 1u);
    EXPECT_EQ(Read(std::string(before, ' ') + "123456789 x").numbers, 1u);
    EXPECT_EQ(Read(std::string(before, ' ') + "123456789x").numbers, 0u);
  }
}

TEST(WordsTest, AllNumbersAreOneWord) {
  EXPECT_EQ(Words("cpu=4% mem=59% errors=370"), Words("CPU=17% mem=6% errors=1024"));
  EXPECT_EQ(Words("7").size(), 1u);
  EXPECT_EQ(Words("3.25 and 1,000"), Words("12 and 7"));
  EXPECT_EQ(Words("from 2026-11-30 12:45: 3 5 8 13"), Words("from 1"));
  EXPECT_EQ(Words("कुल १२ में से ३४५ खराब"), Words("कुल ७ में से 8 खराब"));
  EXPECT_EQ(Words("درجة ٣٧ و٢"), Words("درجة ١٢ و٢"));
  EXPECT_EQ(Words("合計１２３円"), Words("合計4円"));
  EXPECT_EQ(Words("ราคา ๑๒๓ บาท"), Words("ราคา 9 บาท"));
  EXPECT_NE(Words("order 7b"), Words("order 8b"));
  EXPECT_NE(Words("7"), Words("seven"));
  for (size_t before = 0; before < 200; ++before) {
    const std::string spaces(before, ' ');
    EXPECT_EQ(Words(spaces + "x 123456789"), Words(spaces + "x 7"));
    EXPECT_EQ(Words(spaces + "中 12 y"), Words(spaces + "中 3456 y"));
  }
  EXPECT_EQ(Words(std::string(300, '7')), Words("7"));
}

TEST(WordsTest, NothingHasNoWords) {
  EXPECT_TRUE(Words("").empty());
  EXPECT_TRUE(Words(absl::string_view()).empty());
  EXPECT_TRUE(Words(std::string(100000, ' ')).empty());
}

TEST(WordsTest, AWordMayBeOfAnyLength) {
  for (size_t size = 1; size < 400; ++size) ExpectAsReference(std::string(size, 'q'));
  ExpectAsReference(std::string(100000, 'q') + " end");
}

TEST(WordsTest, BlocksAreClassifiedAsByteByByte) {
  Texts texts;
  for (int i = 0; i < 2000; ++i) {
    const std::string block = texts.Bytes(kBlockBytes, 0, 256);
    EXPECT_EQ(Classify(block.data()), ClassifyPortably(block.data()));
  }
}

TEST(WordsTest, EveryCharacterIsReadAsItsCodePointSays) {
  Texts texts;
  for (uint32_t c = 0x80; c < 0x30000; ++c) {
    const std::string utf8 = texts.Utf8(c);
    const WideCharacter wide = ReadWide((utf8 + "abc").data());
    ASSERT_EQ(wide.system, WritingSystemOf(c));
    ASSERT_EQ(wide.is_symbol, IsWideSymbol(c));
    ASSERT_EQ(wide.bytes, static_cast<int>(utf8.size()));
    if (!wide.is_symbol) {
      ASSERT_EQ(SystemOfWord(utf8), wide.system);
    }
    if (c % 7 == 0 || c < 0x800) ExpectAsReference(absl::StrCat("a", utf8, "b", utf8, utf8));
  }
}

TEST(WordsTest, RandomTextsAreReadAsByReference) {
  Texts texts;
  for (int i = 0; i < 20000; ++i) {
    ExpectAsReference(texts.Mixed(texts.Below(i % 10 == 0 ? 3000 : 300)));
  }
}

TEST(WordsTest, TextsWithoutAnyHighByteAreReadAsByReference) {
  Texts texts;
  for (int i = 0; i < 5000; ++i) ExpectAsReference(texts.Bytes(texts.Below(400), 0, 128));
  for (int i = 0; i < 5000; ++i) ExpectAsReference(texts.Bytes(texts.Below(400), '-', 20));
}

TEST(WordsTest, EveryByteSequenceIsReadAsByReference) {
  Texts texts;
  for (int i = 0; i < 5000; ++i) ExpectAsReference(texts.Bytes(texts.Below(400), 0, 256));
  for (int i = 0; i < 5000; ++i) ExpectAsReference(texts.Bytes(texts.Below(400), 0x80, 128));
  ExpectAsReference(std::string("\xe4\xbd", 2));
}

TEST(WordsTest, CharactersMayCrossBlocks) {
  for (const char* character :
       {"中", "٣", "๓", "３", "й", "é", "가", "，", "ก", "क", "×", "\xf0\x9f\x98\x80",
        "\xf0\xa0\x80\x80", "\xe4\xb8", "\xf0\xa0\x80"}) {
    for (size_t before = 40; before < 140; ++before) {
      for (const char* behind :
           {"", "7", "中", "й x", " 7", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
        ExpectAsReference(absl::StrCat(std::string(before, ' '), character, behind));
        ExpectAsReference(absl::StrCat(std::string(before, '7'), character, behind));
        ExpectAsReference(absl::StrCat(std::string(before, 'x'), character, character, behind));
      }
    }
  }
}

}  // namespace
}  // namespace stillwatch::detector
