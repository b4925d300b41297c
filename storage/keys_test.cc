#include "storage/keys.h"

#include <limits>
#include <random>

#include "gtest/gtest.h"

namespace stillwatch::storage {
namespace {

TEST(Keys, EveryNumberComesBackAndSortsAsNumbersDo) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const uint64_t a = random() >> (random() % 64), b = random() >> (random() % 64);
    EXPECT_EQ(ParseBlockKey(MakeBlockKey(a)), a);
    EXPECT_EQ(MakeBlockKey(a) < MakeBlockKey(b), a < b);
    const CallMark mark = {a, b};
    std::string bytes;
    AppendMark(mark, &bytes);
    EXPECT_EQ(ParseMark(bytes), mark);
    const MarkKey mark_key = {static_cast<uint32_t>(b), mark};
    bytes.clear();
    AppendMarkKey(mark_key, &bytes);
    EXPECT_EQ(bytes.size(), kMarkKeyBytes);
    EXPECT_EQ(ParseMarkKey(bytes), mark_key);
    EXPECT_LE(MakeGenerationKey(mark_key.generation), bytes);
    if (mark_key.generation != std::numeric_limits<uint32_t>::max()) {
      EXPECT_GT(MakeGenerationKey(mark_key.generation + 1), bytes);
    }
    const std::vector<MarkGeneration> generations = {
        {static_cast<uint32_t>(a), b, static_cast<int64_t>(a)}, {7, a, -1}};
    EXPECT_EQ(ParseGenerations(MakeGenerations(generations)), generations);
    bytes.clear();
    AppendAccountHeader(static_cast<int64_t>(a), &bytes);
    bytes += "rest";
    absl::string_view account = bytes;
    EXPECT_EQ(ConsumeAccountHeader(&account), static_cast<int64_t>(a));
    EXPECT_EQ(account, "rest");
    std::string value;
    AppendBlockHeader(static_cast<uint32_t>(a), &value);
    value += "rest";
    absl::string_view view = value;
    EXPECT_EQ(ConsumeBlockHeader(&view), static_cast<uint32_t>(a));
    EXPECT_EQ(view, "rest");
  }
}

TEST(Keys, FindingsSortNewestFirst) {
  std::mt19937_64 random(2);
  const auto time = [&random] {
    return static_cast<int64_t>(random()) >> static_cast<int>(random() % 64);
  };
  for (int i = 0; i < 2000; ++i) {
    const int64_t a = time(), b = time();
    const std::string key = MakeFindingTimeKey({a, "fnd-1"});
    const std::optional<FindingTimeKey> parsed = ParseFindingTimeKey(key);
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->open_time_us, a);
    EXPECT_EQ(parsed->finding_id, "fnd-1");
    EXPECT_EQ(key<MakeFindingTimeKey({b, "fnd-1"}), a> b);
  }
  EXPECT_LT(MakeFindingTimeKey({std::numeric_limits<int64_t>::max(), "a"}),
            MakeFindingTimeKey({std::numeric_limits<int64_t>::min(), "a"}));
}

TEST(Keys, BytesOfNoKeyAreRefused) {
  EXPECT_FALSE(ParseBlockKey("1234567").has_value());
  EXPECT_FALSE(ParseBlockKey("123456789").has_value());
  EXPECT_FALSE(ParseMark("12345678").has_value());
  EXPECT_FALSE(ParseMarkKey("1234567812345678").has_value());
  EXPECT_FALSE(ParseGenerations("12345678").has_value());
  absl::string_view account = "1234567";
  EXPECT_FALSE(ConsumeAccountHeader(&account).has_value());
  EXPECT_FALSE(ParseFindingTimeKey("12345678").has_value());
  absl::string_view value = "123";
  EXPECT_FALSE(ConsumeBlockHeader(&value).has_value());
}

TEST(Keys, TheBytesAreTheOnesThatTheSpecificationShows) {
  EXPECT_EQ(MakeBlockKey(258), std::string("\0\0\0\0\0\0\1\2", 8));
  std::string mark_key;
  AppendMarkKey({3, {1, 2}}, &mark_key);
  EXPECT_EQ(mark_key, std::string("\0\0\0\3\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\2", 20));
  std::string account;
  AppendAccountHeader(-2, &account);
  EXPECT_EQ(account, std::string("\xff\xff\xff\xff\xff\xff\xff\xfe", 8));
  EXPECT_EQ(MakeFindingTimeKey({0, "x"}), std::string("\x7f\xff\xff\xff\xff\xff\xff\xffx", 9));
}

}  // namespace
}  // namespace stillwatch::storage
