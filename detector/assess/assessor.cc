#include "detector/assess/assessor.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <utility>

#include "absl/strings/str_format.h"
#include "detector/assess/evidence.h"
#include "detector/baselines/baselines.h"
#include "detector/profile/profile.h"
#include "detector/signals/catalogue.h"
#include "stillwatch/v1/assessment.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kCohorts = static_cast<int>(Cohort::kOpen) + 1;
constexpr size_t kMaxSignals = 64;
constexpr int kEvidenceGroups = static_cast<int>(EvidenceGroup::kIdentity) + 1;
// A signal has to be this strong to count as evidence of its group.
constexpr double kTelling = 0.25;

// Schedule and identity only corroborate.
bool Independent(EvidenceGroup group) {
  return group != EvidenceGroup::kSchedule && group != EvidenceGroup::kIdentity;
}

}  // namespace

struct Assessor::Weighing {
  Outcome outcome;
  Cohort cohort = Cohort::kUnspecified;
  std::array<double, kMaxSignals> level;
  std::array<double, kMaxSignals> strength;
};

Assessor::Assessor(Policy policy) : policy_(std::move(policy)) {
  const absl::Span<const SignalDefinition* const> catalogue = SignalCatalogue();
  for (int cohort = 0; cohort < kCohorts; ++cohort) {
    std::vector<double>& row = usual_.emplace_back();
    for (const SignalDefinition* signal : catalogue) {
      row.push_back(signal->mitigates ? 0 : UsualLevel(static_cast<Cohort>(cohort), signal->name));
    }
  }
}

Assessor::Weighing Assessor::WeighTraits(const Traits& traits) const {
  Weighing weighing;
  weighing.cohort = CohortOf(traits);
  const std::vector<double>& usual = usual_[static_cast<size_t>(weighing.cohort)];
  const absl::Span<const SignalDefinition* const> catalogue = SignalCatalogue();
  std::bitset<kEvidenceGroups> groups;
  double score = 0;
  for (size_t i = 0; i < catalogue.size(); ++i) {
    const SignalDefinition& signal = *catalogue[i];
    weighing.level[i] = signal.level(traits);
    weighing.strength[i] = BeyondUsual(weighing.level[i], usual[i]);
    score += policy_.weights()[i] * weighing.strength[i];
    if (!signal.mitigates && policy_.weights()[i] > 0 && weighing.strength[i] >= kTelling &&
        Independent(signal.group)) {
      groups.set(static_cast<size_t>(signal.group));
    }
  }
  weighing.outcome.score = score;
  const double successful = std::max(traits.requests, traits.answers);
  const bool enough = successful >= static_cast<double>(policy_.min_calls()) &&
                      static_cast<int>(groups.count()) >= policy_.min_evidence_groups();
  if (enough && score >= policy_.flag_score()) {
    weighing.outcome.verdict = Verdict::kFlagged;
  } else if (score >= policy_.elevated_score()) {
    weighing.outcome.verdict = Verdict::kElevated;
  }
  return weighing;
}

Outcome Assessor::Weigh(const Profile& profile) const {
  return WeighTraits(Measure(profile)).outcome;
}

Outcome Assessor::Assess(absl::string_view account_id, const Profile& profile,
                         v1::Assessment* assessment) const {
  const Traits traits = Measure(profile);
  const Weighing weighing = WeighTraits(traits);
  assessment->Clear();
  assessment->set_account_id(account_id.data(), account_id.size());
  assessment->set_score(weighing.outcome.score);
  assessment->set_verdict(static_cast<v1::Verdict>(weighing.outcome.verdict));
  assessment->set_cohort(static_cast<v1::Cohort>(weighing.cohort));
  assessment->set_policy_version(policy_.version());
  SetTime(profile.volume.last_time_us, assessment->mutable_time());
  assessment->set_calls(static_cast<int64_t>(profile.volume.calls));
  assessment->set_content_share(traits.content_share);

  const absl::Span<const SignalDefinition* const> catalogue = SignalCatalogue();
  for (size_t i = 0; i < catalogue.size(); ++i) {
    const double weight = policy_.weights()[i];
    if (weighing.strength[i] <= 0 || weight == 0) continue;
    const SignalEvidence evidence = {catalogue[i], weighing.level[i],
                                     usual_[static_cast<size_t>(weighing.cohort)][i],
                                     weighing.strength[i], weight};
    AddContribution(evidence, traits, profile, assessment->add_contributions());
    if (weight < 0) assessment->add_mitigations(catalogue[i]->reason(traits));
  }
  SortByWeight(assessment);
  return weighing.outcome;
}

}  // namespace stillwatch::detector
