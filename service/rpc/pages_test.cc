#include "service/rpc/pages.h"

#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

TEST(Pages, SizesOutsideTheBoundsAreRefused) {
  EXPECT_EQ(*PageSize(0), 100u);
  EXPECT_EQ(*PageSize(1000), 1000u);
  EXPECT_EQ(PageSize(1001).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(PageSize(-1).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Pages, TokensComeBackAndOthersAreRefused) {
  const std::string position("a\0b\xff", 4);
  EXPECT_EQ(*ReadPageToken(MakePageToken(position)), position);
  EXPECT_EQ(*ReadPageToken(""), "");
  EXPECT_EQ(MakePageToken(""), "");
  EXPECT_FALSE(ReadPageToken("acct-1").ok());
  EXPECT_FALSE(ReadPageToken("YWJj").ok());
}

TEST(Pages, NamesHaveACollectionAndAnId) {
  EXPECT_EQ(*IdInName("accounts/a/b", "accounts"), "a/b");
  EXPECT_FALSE(IdInName("accounts/", "accounts").ok());
  EXPECT_FALSE(IdInName("findings/x", "accounts").ok());
  EXPECT_FALSE(IdInName("x", "accounts").ok());
}

}  // namespace
}  // namespace stillwatch::service
