#include "service/policy_file/policy_file.h"

#include <fstream>
#include <iterator>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

using ::testing::HasSubstr;

TEST(PolicyFile, TheOneInDeployIsTheDefault) {
  std::ifstream file("deploy/policy.json");
  ASSERT_TRUE(file.good());
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), DefaultPolicyJson());
  const auto policy = LoadPolicy("deploy/policy.json");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy->version(), detector::Policy::Default().version());
}

TEST(PolicyFile, MistakesNameTheFile) {
  const std::string path = ::testing::TempDir() + "/policy.json";
  EXPECT_THAT(std::string(LoadPolicy(path + ".none").status().message()), HasSubstr(".none"));
  std::ofstream(path) << R"({"version": "a", "flag_scor": 1})";
  EXPECT_THAT(std::string(LoadPolicy(path).status().message()), HasSubstr("flag_scor"));
  std::ofstream(path) << R"({"version": "a", "flag_score": -1})";
  EXPECT_THAT(std::string(LoadPolicy(path).status().message()),
              HasSubstr("flag_score is -1; it must be a number above 0"));
}

}  // namespace
}  // namespace stillwatch::service
