#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/process/process.h"

// From labelled logs to a policy with own baselines, tried on history, then used.

namespace stillwatch::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Calibrate : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(
        RunStillwatch({"simulate", folder_ + "/log", "--families",
                       "reasoning,instruction_walk,chat,agent", "--scale", "0.4", "--days", "6"})
            .exit_code,
        0);
  }

  Output Learn(const std::string& output, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {
        "calibrate", log_,   "--labels", labels_, "--trees",   "20",     "--folds",    "3",
        "--budget",  "0.02", "--output", output,  "--version", "ours-1", "--key-file", key_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunStillwatch(arguments);
  }

  // A policy that is the default but for its version and its baselines.
  std::string WritePolicy(const std::string& baselines) {
    nlohmann::json policy = nlohmann::json::parse(RunStillwatch({"policy", "default"}).out);
    policy["version"] = "ours";
    policy["baselines_file"] = baselines;
    std::ofstream(folder_ + "/policy.json") << policy;
    return folder_ + "/policy.json";
  }

  // Of baselines that were learned without labels; 0 if it is not the cohort's own.
  static double ThresholdOfSingleRequests(const std::string& baselines) {
    const nlohmann::json read = nlohmann::json::parse(ReadFile(baselines));
    for (const auto& cohort : read["cohorts"]) {
      if (cohort["cohort"] == "COHORT_OPEN") return cohort.value("flag_log_odds", 0.0);
    }
    return 0;
  }

  const std::string folder_ = NewFolder("calibrate");
  const std::string log_ = folder_ + "/log/calls.jsonl.zst";
  const std::string labels_ = folder_ + "/log/labels.csv";
  const std::string key_ = folder_ + "/key";
};

TEST_F(Calibrate, WhatIsLearnedIsCheckedTriedAndUsed) {
  const Output learned = Learn(folder_ + "/baselines.json");
  ASSERT_EQ(learned.exit_code, 0) << learned.err;
  EXPECT_THAT(learned.out, HasSubstr("reasoning"));
  EXPECT_THAT(learned.out, HasSubstr("flags from log-odds"));
  EXPECT_THAT(learned.out, HasSubstr("without_usage"));
  const std::string baselines = ReadFile(folder_ + "/baselines.json");
  const std::string judgements = folder_ + "/judgements.csv";
  ASSERT_EQ(Learn(folder_ + "/again.json", {"--judgements", judgements}).exit_code, 0);
  EXPECT_THAT(ReadFile(judgements), HasSubstr(",harvest,reasoning,0,as_it_is,"));
  EXPECT_EQ(ReadFile(folder_ + "/again.json"), baselines);

  const std::string policy = WritePolicy("baselines.json");
  const Output check = RunStillwatch({"policy", "check", policy});
  EXPECT_EQ(check.exit_code, 0) << check.err;
  EXPECT_THAT(check.out, HasSubstr("is good: policy ours"));

  const Output backtest = RunStillwatch({"policy", "backtest", policy, log_, "--key-file", key_});
  EXPECT_EQ(backtest.exit_code, 0) << backtest.err;
  EXPECT_THAT(backtest.out, HasSubstr("flagged before"));
  const Output same =
      RunStillwatch({"policy", "backtest", policy, log_, "--against", policy, "--key-file", key_});
  EXPECT_THAT(same.out, HasSubstr("0 now, 0 no more"));

  const std::string assessments = folder_ + "/assessments.jsonl";
  const Output audit = RunStillwatch(
      {"audit", log_, "--policy", policy, "--assessments", assessments, "--key-file", key_});
  EXPECT_EQ(audit.exit_code, 0) << audit.err;
  EXPECT_THAT(ReadFile(assessments), HasSubstr("\"policy_version\":\"ours\""));
  const Output usual =
      RunStillwatch({"audit", log_, "--assessments", folder_ + "/usual.jsonl", "--key-file", key_});
  EXPECT_EQ(usual.exit_code, 0) << usual.err;
  EXPECT_NE(ReadFile(assessments), ReadFile(folder_ + "/usual.jsonl"));
}

TEST_F(Calibrate, WithoutLabelsThresholdsFollowTheLogsOwnAccounts) {
  const std::string many = folder_ + "/many";
  ASSERT_EQ(RunStillwatch({"simulate", many, "--families", "faq", "--scale", "4", "--days", "3"})
                .exit_code,
            0);
  const std::string log = many + "/calls.jsonl.zst";
  const std::string baselines = folder_ + "/own.json";
  const Output learned = RunStillwatch({"calibrate", log, "--budget", "0.01", "--output", baselines,
                                        "--version", "own-1", "--key-file", key_});
  ASSERT_EQ(learned.exit_code, 0) << learned.err;
  EXPECT_THAT(learned.out, HasSubstr("FLAGGED FROM"));
  EXPECT_THAT(ReadFile(baselines), HasSubstr("without labels"));
  const double raised = ThresholdOfSingleRequests(baselines);
  EXPECT_GT(raised, nlohmann::json::parse(ReadFile(baselines))["flag_log_odds"].get<double>());
  const Output check = RunStillwatch({"policy", "check", WritePolicy("own.json")});
  EXPECT_EQ(check.exit_code, 0) << check.err;
  // From what came out nothing is to be raised: the scores are lower by as much.
  const Output again =
      RunStillwatch({"calibrate", log, "--budget", "0.01", "--baselines", baselines, "--output",
                     folder_ + "/again.json", "--version", "own-1", "--key-file", key_});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_NEAR(ThresholdOfSingleRequests(folder_ + "/again.json"), raised, 1e-6);

  EXPECT_EQ(RunStillwatch({"calibrate", log, "--budget", "0", "--key-file", key_}).exit_code, 2);
  EXPECT_EQ(
      RunStillwatch({"calibrate", log, "--baselines", folder_ + "/no.json", "--key-file", key_})
          .exit_code,
      1);
  EXPECT_EQ(Learn(folder_ + "/x.json", {"--baselines", baselines}).exit_code, 2);
}

TEST_F(Calibrate, MistakesAreNamed) {
  const std::string none = folder_ + "/none.json";
  const std::string policy = WritePolicy("none.json");
  EXPECT_THAT(RunStillwatch({"policy", "check", policy}).err, HasSubstr("none.json"));
  std::ofstream(none) << R"({"version":"a","features":["no_feature"]})";
  const Output check = RunStillwatch({"policy", "check", policy});
  EXPECT_EQ(check.exit_code, 1);
  EXPECT_THAT(check.err, HasSubstr("none.json: baselines: the feature \"no_feature\""));

  EXPECT_EQ(Learn(none, {"--labels", labels_}).exit_code, 2);
  EXPECT_EQ(Learn(none, {"--weights", "0"}).exit_code, 2);
  EXPECT_THAT(Learn(none, {"--weights", "5", "1"}).err, HasSubstr("one number for every log"));
  const std::string judgements = folder_ + "/judgements.csv";
  EXPECT_EQ(
      RunStillwatch({"calibrate", log_, "--judgements", judgements, "--key-file", key_}).exit_code,
      2);
  const std::string others = folder_ + "/others.csv";
  std::ofstream(others) << "account_id,label,family\nsomebody,benign,x\n";
  const Output strangers =
      RunStillwatch({"calibrate", log_, "--labels", others, "--key-file", key_});
  EXPECT_EQ(strangers.exit_code, 1);
  EXPECT_THAT(strangers.err, HasSubstr("do the labels belong to the logs"));
  EXPECT_THAT(strangers.out, Not(HasSubstr("flags from")));
  EXPECT_EQ(RunStillwatch({"calibrate", log_, "--labels", labels_, "--version",
                           std::string(65, 'x'), "--key-file", key_})
                .exit_code,
            2);
  const Output unwritable = Learn(folder_ + "/no/folder.json");
  EXPECT_EQ(unwritable.exit_code, 1);
  EXPECT_THAT(unwritable.err, HasSubstr("cannot write"));
}

}  // namespace
}  // namespace stillwatch::tests
