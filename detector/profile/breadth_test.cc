#include "detector/profile/breadth.h"

#include "detector/call/stored_call.h"
#include "detector/fingerprint/mix.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

Novelty Ask(uint64_t request, uint64_t system, Breadth* breadth) {
  StoredCall call;
  call.fingerprint.request_hash = request == 0 ? 0 : Avalanche(request);
  call.fingerprint.system_hash = system == 0 ? 0 : Avalanche(system);
  return breadth->Add(call);
}

TEST(Breadth, TellsWhatARequestIsToTheRecentOnes) {
  Breadth breadth;
  EXPECT_EQ(Ask(0, 0, &breadth), Novelty::kNoRequest);
  EXPECT_EQ(Ask(1, 0, &breadth), Novelty::kNew);
  EXPECT_EQ(Ask(1, 0, &breadth), Novelty::kImmediate);
  EXPECT_EQ(Ask(2, 0, &breadth), Novelty::kNew);
  EXPECT_EQ(Ask(1, 0, &breadth), Novelty::kRecent);
  EXPECT_EQ(breadth.calls, 4u);
  EXPECT_EQ(breadth.immediate_repeats, 1u);
  EXPECT_EQ(breadth.recent_repeats, 1u);
}

TEST(Breadth, OtherRolesThatAreAskedTheSameAreElsewhereOnce) {
  Breadth breadth;
  EXPECT_EQ(Ask(1, 7, &breadth), Novelty::kNew);
  EXPECT_EQ(Ask(1, 8, &breadth), Novelty::kElsewhere);
  EXPECT_EQ(Ask(1, 7, &breadth), Novelty::kImmediate);
  EXPECT_EQ(Ask(2, 7, &breadth), Novelty::kNew);
  EXPECT_EQ(Ask(1, 9, &breadth), Novelty::kElsewhere);
  EXPECT_EQ(Ask(1, 9, &breadth), Novelty::kImmediate);
  // Repeats all of them, whoever was asked.
  EXPECT_EQ(breadth.immediate_repeats + breadth.recent_repeats, 4u);
}

TEST(Breadth, WhatIsLongAgoIsNew) {
  Breadth breadth;
  for (uint64_t i = 1; i <= Breadth::kRecent + 1; ++i) Ask(i, 0, &breadth);
  EXPECT_EQ(Ask(2, 0, &breadth), Novelty::kRecent);
  EXPECT_EQ(Ask(1, 0, &breadth), Novelty::kNew);
}

}  // namespace
}  // namespace stillwatch::detector
