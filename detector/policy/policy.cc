#include "detector/policy/policy.h"

#include <cmath>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/signals/catalogue.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kForEver = std::numeric_limits<int64_t>::max();
constexpr int64_t kSecond = 1000000;
constexpr int64_t kLongestIdle = int64_t{3650} * 86400;
constexpr double kHeaviest = 10;

absl::Status Wrong(absl::string_view field, absl::string_view found, absl::string_view right) {
  return absl::InvalidArgumentError(
      absl::StrCat("policy: ", field, " is ", found, "; it must be ", right));
}

absl::Status CheckNumbers(const v1::Policy& policy) {
  if (policy.version().empty() || policy.version().size() > 64) {
    return Wrong("version", absl::StrCat("of ", policy.version().size(), " bytes"),
                 "1 to 64 bytes long");
  }
  if (!(policy.flag_score() > 0) || !std::isfinite(policy.flag_score())) {
    return Wrong("flag_score", absl::StrCat(policy.flag_score()), "a number above 0");
  }
  if (!(policy.elevated_score() <= policy.flag_score())) {
    return Wrong("elevated_score", absl::StrCat(policy.elevated_score()), "at most flag_score");
  }
  if (!(policy.close_score() <= policy.elevated_score())) {
    return Wrong("close_score", absl::StrCat(policy.close_score()), "at most elevated_score");
  }
  if (policy.min_calls() < 1) {
    return Wrong("min_calls", absl::StrCat(policy.min_calls()), "at least 1");
  }
  if (policy.min_evidence_groups() < 1 || policy.min_evidence_groups() > 4) {
    return Wrong("min_evidence_groups", absl::StrCat(policy.min_evidence_groups()), "1 to 4");
  }
  const int64_t idle = policy.idle_close().seconds();
  if (policy.has_idle_close() && (idle <= 0 || idle > kLongestIdle)) {
    return Wrong("idle_close", absl::StrCat(idle, " seconds"), "from 1 second to ten years");
  }
  return absl::OkStatus();
}

absl::StatusOr<size_t> PositionInCatalogue(absl::string_view name) {
  const absl::Span<const SignalDefinition* const> catalogue = SignalCatalogue();
  for (size_t i = 0; i < catalogue.size(); ++i) {
    if (catalogue[i]->name == name) return i;
  }
  std::string known;
  for (const SignalDefinition* signal : catalogue) {
    absl::StrAppend(&known, known.empty() ? "" : ", ", signal->name);
  }
  return Wrong("weights.signal", absl::StrCat("\"", name, "\""), absl::StrCat("one of ", known));
}

absl::Status ReadWeights(const v1::Policy& policy, std::vector<double>* weights) {
  weights->assign(SignalCatalogue().size(), 1);
  std::vector<bool> seen(weights->size());
  for (const v1::SignalWeight& entry : policy.weights()) {
    const absl::StatusOr<size_t> position = PositionInCatalogue(entry.signal());
    if (!position.ok()) return position.status();
    if (seen[*position]) {
      return Wrong("weights", absl::StrCat("naming \"", entry.signal(), "\" twice"),
                   "a list that names each signal once");
    }
    seen[*position] = true;
    const double weight = entry.weight();
    if (!(weight >= 0 && weight <= kHeaviest)) {
      return Wrong(absl::StrCat("weights: ", entry.signal()), absl::StrCat(weight), "0 to 10");
    }
    (*weights)[*position] = weight;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Policy> Policy::Create(const v1::Policy& policy) {
  absl::Status status = CheckNumbers(policy);
  if (!status.ok()) return status;
  Policy result;
  status = ReadWeights(policy, &result.weights_);
  if (!status.ok()) return status;
  for (const v1::AllowEntry& entry : policy.allow_list()) {
    if (entry.account_id().empty()) {
      return Wrong("allow_list.account_id", "empty", "the id of an account");
    }
    result.allowed_until_us_[entry.account_id()] =
        entry.has_expire_time() ? entry.expire_time().seconds() * kSecond : kForEver;
  }
  result.baselines_ = Baselines::Default();
  result.version_ = policy.version();
  result.flag_score_ = policy.flag_score();
  result.elevated_score_ = policy.elevated_score();
  result.close_score_ = policy.close_score();
  result.min_calls_ = policy.min_calls();
  result.min_evidence_groups_ = policy.min_evidence_groups();
  result.idle_close_us_ =
      (policy.has_idle_close() ? policy.idle_close().seconds() : int64_t{14} * 86400) * kSecond;
  return result;
}

Policy Policy::Default() { return *Create(DefaultPolicyProto()); }

void Policy::UseBaselines(std::shared_ptr<const Baselines> baselines) {
  baselines_ = std::move(baselines);
}

bool Policy::Allows(absl::string_view account_id, int64_t time_us) const {
  const auto entry = allowed_until_us_.find(account_id);
  return entry != allowed_until_us_.end() && time_us <= entry->second;
}

}  // namespace stillwatch::detector
