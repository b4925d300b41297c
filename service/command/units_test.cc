#include "service/command/units.h"

#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

TEST(Units, Bytes) {
  EXPECT_EQ(ParseBytes("65536"), 65536u);
  EXPECT_EQ(ParseBytes("512MiB"), size_t{512} << 20);
  EXPECT_EQ(ParseBytes("1.5GiB"), size_t{3} << 29);
  EXPECT_EQ(ParseBytes("2KiB"), 2048u);
  for (const char* wrong : {"", "GiB", "5 GiB", "5GB", "-1", "5GiBs", "1..5MiB", "99999999TiB"}) {
    EXPECT_FALSE(ParseBytes(wrong).has_value()) << wrong;
  }
  EXPECT_EQ(BytesText(1536), "1.5 KiB");
  EXPECT_EQ(BytesText(12), "12 B");
}

TEST(Units, Spans) {
  EXPECT_EQ(ParseSpan("90d"), absl::Hours(24 * 90));
  EXPECT_EQ(ParseSpan("1d12h"), absl::Hours(36));
  EXPECT_EQ(ParseSpan("15m"), absl::Minutes(15));
  EXPECT_EQ(ParseSpan("forever"), absl::InfiniteDuration());
  for (const char* wrong : {"", "90", "d", "0d", "-1d", "5w", "1d 2h", "90days"}) {
    EXPECT_FALSE(ParseSpan(wrong).has_value()) << wrong;
  }
}

}  // namespace
}  // namespace stillwatch::service
