#ifndef STILLWATCH_DETECTOR_POLICY_POLICY_H_
#define STILLWATCH_DETECTOR_POLICY_POLICY_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "detector/baselines/baselines.h"

namespace stillwatch::v1 {
class Policy;
}

namespace stillwatch::detector {

// A policy that has been checked, in the form that assessments use. Immutable.
class Policy {
 public:
  // INVALID_ARGUMENT names the field at fault and what would be right.
  static absl::StatusOr<Policy> Create(const v1::Policy& policy);
  // What holds unless somebody chooses otherwise.
  static Policy Default();

  const std::string& version() const { return version_; }
  double flag_score() const { return flag_score_; }
  double elevated_score() const { return elevated_score_; }
  double close_score() const { return close_score_; }
  int64_t min_calls() const { return min_calls_; }
  int min_evidence_groups() const { return min_evidence_groups_; }
  // What accounts are weighed against; the built-in ones unless others were given.
  const Baselines& baselines() const { return *baselines_; }
  void UseBaselines(std::shared_ptr<const Baselines> baselines);
  int64_t idle_close_us() const { return idle_close_us_; }
  // Parallel to SignalCatalogue().
  absl::Span<const double> weights() const { return weights_; }

  // Whether the allow-list clears the account for calls at this event time.
  bool Allows(absl::string_view account_id, int64_t time_us) const;

 private:
  Policy() = default;

  std::string version_;
  double flag_score_ = 0;
  double elevated_score_ = 0;
  double close_score_ = 0;
  int64_t min_calls_ = 0;
  int min_evidence_groups_ = 0;
  int64_t idle_close_us_ = 0;
  std::shared_ptr<const Baselines> baselines_;
  std::vector<double> weights_;
  absl::flat_hash_map<std::string, int64_t> allowed_until_us_;
};

// The policy that Policy::Default() was created from.
v1::Policy DefaultPolicyProto();

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_POLICY_POLICY_H_
