#include "detector/cohort/cohort.h"

#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

Traits Single() {
  Traits traits;
  traits.calls = traits.requests = traits.answers = 200;
  traits.content_share = 1;
  traits.distinct_requests = 195;
  traits.late_novelty = 0.5;
  traits.likeness = 0.1;
  traits.output_median = 250;
  traits.single_turn_share = 1;
  return traits;
}

TEST(Cohort, ComesFromWhatAccountsDo) {
  EXPECT_EQ(CohortOf(Traits()), Cohort::kUnspecified);
  EXPECT_EQ(CohortOf(Single()), Cohort::kOpen);

  Traits traits = Single();
  traits.follow_up_share = 0.5;
  traits.single_turn_share = 0.4;
  EXPECT_EQ(CohortOf(traits), Cohort::kChat);
  traits.calls_per_active_day = 200;
  traits.addresses = 30;
  EXPECT_EQ(CohortOf(traits), Cohort::kReseller);

  traits = Single();
  traits.prefix_share = 1;
  traits.likeness = 0.6;
  EXPECT_EQ(CohortOf(traits), Cohort::kContent);
  traits.output_median = 3;
  EXPECT_EQ(CohortOf(traits), Cohort::kPipeline);

  traits = Single();
  traits.repeat_share = 0.6;
  traits.late_novelty = 0;
  EXPECT_EQ(CohortOf(traits), Cohort::kEvaluation);

  traits = Single();
  traits.tool_share = 0.8;
  EXPECT_EQ(CohortOf(traits), Cohort::kAgent);

  traits = Single();
  traits.repeat_share = 0.98;
  traits.distinct_requests = 3;
  EXPECT_EQ(CohortOf(traits), Cohort::kMonitor);
  traits.logit_bias_share = 1;
  traits.constant_bias_share = 0.01;
  EXPECT_NE(CohortOf(traits), Cohort::kMonitor);

  traits = Single();
  traits.content_share = 0;
  EXPECT_EQ(CohortOf(traits), Cohort::kMetadataOnly);
}

TEST(Cohort, EachHasAName) {
  for (int cohort = 0; cohort <= static_cast<int>(Cohort::kOpen); ++cohort) {
    EXPECT_NE(CohortName(static_cast<Cohort>(cohort)), "unknown");
  }
}

}  // namespace
}  // namespace stillwatch::detector
