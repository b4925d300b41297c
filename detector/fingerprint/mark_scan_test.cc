#include "detector/fingerprint/mark_scan.h"

#include <cstdint>

#include "detector/fingerprint/marks.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

constexpr uint64_t Aspect(Mark mark, int aspect) {
  return uint64_t{1} << (4 * static_cast<int>(mark) + aspect);
}

constexpr uint32_t Bit(Mark mark) { return 1u << mark; }

MarkScan Scan(size_t first, size_t second) {
  MarkScan scan;
  scan.Add(first, Aspect(kJudge, 0));
  scan.Add(second, Aspect(kJudge, 3));
  return scan;
}

TEST(MarkScanTest, WordsNearEachOtherBearAMark) {
  for (const size_t begin : {size_t{0}, size_t{127}, size_t{128}, size_t{1000}}) {
    for (const size_t apart : {1, 20, 128}) {
      EXPECT_EQ(Scan(begin, begin + apart).marks(), Bit(kJudge)) << begin << " + " << apart;
    }
  }
}

TEST(MarkScanTest, WordsFarApartBearNone) {
  for (const size_t begin : {size_t{0}, size_t{127}, size_t{128}, size_t{1000}}) {
    for (const size_t apart : {256, 900}) {
      EXPECT_EQ(Scan(begin, begin + apart).marks(), 0u) << begin << " + " << apart;
    }
  }
  EXPECT_EQ(Scan(0, 900).aspects(), Aspect(kJudge, 0) | Aspect(kJudge, 3));
}

TEST(MarkScanTest, AMarkStaysWhateverFollows) {
  MarkScan scan = Scan(10, 12);
  scan.Add(700, Aspect(kReasoning, 1));
  EXPECT_EQ(scan.marks(), Bit(kJudge));
  scan.Add(701, Aspect(kReasoning, 2));
  EXPECT_EQ(scan.marks(), Bit(kJudge) | Bit(kReasoning));
}

}  // namespace
}  // namespace stillwatch::detector
