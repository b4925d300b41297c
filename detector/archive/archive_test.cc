#include "detector/archive/archive.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

struct Everything {
  uint32_t small = 0;
  uint64_t large = 0;
  int64_t negative = 0;
  std::array<double, 6> reals{};
  uint8_t size = 0;
  std::array<uint16_t, 4> some{};
  std::array<uint64_t, 2> hashes{};

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, small, large, negative);
    for (double& real : reals) TransferReal(archive, real);
    TransferSize(archive, size, some.size());
    TransferArray(archive, some.data(), size);
    TransferHashes(archive, hashes.data(), hashes.size());
  }
};

std::string Written(Everything state) {
  std::vector<char> buffer(1000);
  Writer writer(buffer.data());
  state.Transfer(writer);
  return std::string(writer.bytes());
}

Everything Sample() {
  Everything state;
  state.small = 300;
  state.large = std::numeric_limits<uint64_t>::max();
  state.negative = std::numeric_limits<int64_t>::min();
  state.reals = {0, -0.0, 7, 0.1, -3, 1e300};
  state.size = 3;
  state.some = {1, 65535, 128, 0};
  state.hashes = {5, ~uint64_t{0}};
  return state;
}

TEST(Archive, ReadingGivesWhatWasWritten) {
  const std::string bytes = Written(Sample());
  Reader reader(bytes);
  Everything state;
  state.Transfer(reader);
  EXPECT_TRUE(reader.ok());
  EXPECT_TRUE(reader.at_end());
  EXPECT_EQ(Written(state), bytes);
  EXPECT_EQ(state.large, Sample().large);
  EXPECT_EQ(state.negative, Sample().negative);
  EXPECT_TRUE(std::signbit(state.reals[1]));
  EXPECT_EQ(state.reals, Sample().reals);
  EXPECT_EQ(state.some, Sample().some);
}

TEST(Archive, CutAnywhereItIsNotOk) {
  const std::string bytes = Written(Sample());
  for (size_t size = 0; size < bytes.size(); ++size) {
    Reader reader(absl::string_view(bytes).substr(0, size));
    Everything state;
    state.Transfer(reader);
    EXPECT_FALSE(reader.ok()) << size;
  }
}

TEST(Archive, ASizeBeyondTheArrayIsRefused) {
  Everything state;
  state.size = 4;
  std::string bytes = Written(state);
  const size_t at = 3 + 6;
  ASSERT_EQ(bytes[at], 4);
  bytes[at] = 5;
  Reader reader(bytes);
  Everything read;
  read.Transfer(reader);
  EXPECT_FALSE(reader.ok());
}

}  // namespace
}  // namespace stillwatch::detector
