#ifndef STILLWATCH_SERVICE_POLICY_FILE_POLICY_FILE_H_
#define STILLWATCH_SERVICE_POLICY_FILE_POLICY_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "detector/baselines/baselines.h"
#include "detector/policy/policy.h"

namespace stillwatch::service {

// Reads a policy in the JSON form of stillwatch.v1.Policy. An empty path is the default policy.
absl::StatusOr<detector::Policy> LoadPolicy(const std::string& path);

// Reads and checks baselines; errors name the file. An empty path is the built-in ones.
absl::StatusOr<detector::Baselines> LoadBaselines(const std::string& path);

// The default policy in that form, to begin an own one with.
std::string DefaultPolicyJson();

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_POLICY_FILE_POLICY_FILE_H_
