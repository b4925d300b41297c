#include "storage/packing.h"

#include <random>
#include <string>

#include "gtest/gtest.h"

namespace stillwatch::storage {
namespace {

std::string Noise(size_t size) {
  std::mt19937 random(1);
  std::string noise;
  while (noise.size() < size) noise.push_back(static_cast<char>(random()));
  return noise;
}

TEST(Packing, GivesBackWhatWasPackedPieceByPiece) {
  const std::string texts[] = {"", "a", std::string(300, 'b'), Noise(1000),
                               std::string(3 * kMostPieceBytes + 5, 'c') + Noise(70000)};
  std::string pieces, all;
  for (const std::string& text : texts) {
    AppendPacked(text, &pieces);
    all += text;
    std::string bytes;
    ASSERT_TRUE(AppendUnpacked(pieces, &bytes));
    EXPECT_EQ(bytes, all);
  }
}

TEST(Packing, MakesRepetitionsSmallAndNothingMuchLarger) {
  std::string pieces;
  AppendPacked(std::string(10000, 'a'), &pieces);
  EXPECT_LT(pieces.size(), 200u);
  pieces.clear();
  AppendPacked(Noise(10000), &pieces);
  EXPECT_LE(pieces.size(), 10008u);
}

TEST(Packing, CutOffPiecesAreRefusedAndDamagedOnesTakeNoMoreMemory) {
  std::string pieces;
  AppendPacked(std::string(500, 'a') + Noise(500), &pieces);
  for (size_t size = 1; size < pieces.size(); ++size) {
    std::string bytes;
    EXPECT_FALSE(AppendUnpacked(absl::string_view(pieces).substr(0, size), &bytes)) << size;
  }
  for (size_t at = 0; at < pieces.size(); ++at) {
    std::string damaged = pieces;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    std::string bytes;
    // What the files' checksums are for; here memory is all that is at stake.
    AppendUnpacked(damaged, &bytes);
    EXPECT_LE(bytes.size(), kMostPieceBytes) << at;
  }
}

}  // namespace
}  // namespace stillwatch::storage
