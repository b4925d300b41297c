#include "service/engine/batch.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "detector/call/call_view.h"
#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

detector::CallView CallOf(absl::string_view request_id) {
  detector::CallView call;
  call.account_id = "a";
  call.request_id = request_id;
  call.has_time = true;
  call.time_seconds = 1767571200;
  return call;
}

TEST(Batch, GivesEveryCallAloneAndAllAsABlock) {
  const Normaliser normaliser{detector::FingerprintKey{}};
  Batch batch(&normaliser);
  EXPECT_FALSE(batch.Add(CallOf("1")).has_value());
  EXPECT_EQ(batch.Add(CallOf(""))->field, "request_id");
  // Long enough that its length takes two bytes.
  const std::string long_id(200, 'x');
  EXPECT_FALSE(batch.Add(CallOf(long_id)).has_value());
  EXPECT_FALSE(batch.Add(CallOf("3")).has_value());
  ASSERT_EQ(batch.size(), 3u);
  EXPECT_EQ(batch.marks().size(), 3u);
  EXPECT_NE(batch.marks()[0], batch.marks()[2]);

  const std::string expected[] = {"1", long_id, "3"};
  std::string all;
  detector::StoredCallReader block(batch.bytes());
  for (size_t i = 0; i < batch.size(); ++i) {
    detector::StoredCall call;
    const Batch::Entry& entry = batch.entries()[i];
    const absl::string_view bytes =
        absl::string_view(batch.bytes()).substr(entry.begin, entry.end - entry.begin);
    ASSERT_TRUE(detector::ReadStoredCall(bytes, &call));
    EXPECT_EQ(call.request_id, expected[i]);
    EXPECT_TRUE(entry.key == KeyOf("a"));
    EXPECT_EQ(entry.begin_in_block, all.size());
    absl::StrAppend(&all, batch.CallInBlock(i));
    absl::string_view in_block;
    ASSERT_TRUE(block.Next(&in_block));
    EXPECT_EQ(in_block, bytes);
  }
  EXPECT_EQ(all, batch.bytes());
}

}  // namespace
}  // namespace stillwatch::service
