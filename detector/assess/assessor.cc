#include "detector/assess/assessor.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "detector/assess/evidence.h"
#include "detector/baselines/baselines.h"
#include "detector/features/features.h"
#include "detector/profile/profile.h"
#include "detector/signals/catalogue.h"
#include "stillwatch/v1/assessment.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kEvidenceGroups = static_cast<int>(EvidenceGroup::kIdentity) + 1;
// Room for as many without asking for memory.
constexpr size_t kUsualFeatures = 96;
constexpr double kScoreAtBudget = 60;
// Points from which on a signal counts as evidence of its group, is shown at all, and speaks
// against a harvest.
constexpr double kTellingPoints = 1;
// A signal so strong needs no other group beside it: who reads logits out does nothing else.
constexpr double kOverwhelmingPoints = 40;
// So far above the policy's score, at e times its odds, one group is enough.
constexpr double kPlainPoints = 10;
constexpr double kLeastShown = 0.5;
constexpr double kMitigating = 2;
// What it costs a profile to be a mixture, and from what share of others on it costs that.
constexpr double kMixedPoints = 25;
constexpr double kMixedShare = 0.25;
// From so many calls on, looks cost nothing.
constexpr double kManyCalls = 320;

// Where fewer answers have a known length, evidence from what is taken is not waited for.
constexpr double kCountedShare = 0.5;

// Fewer different requests, again and again, are a job, a probe or a load test: nothing is taken
// but samples of one answer. Who reads logits out asks no more than that, and other biases.
constexpr double kFewRequests = 5;
constexpr double kReadsLogits = 0.1;

// Schedule and identity only corroborate.
bool Independent(EvidenceGroup group) {
  return group != EvidenceGroup::kSchedule && group != EvidenceGroup::kIdentity;
}

int GroupsNeeded(const Traits& traits, const Policy& policy) {
  const bool counted = traits.answers >= kCountedShare * traits.requests;
  return std::max(1, policy.min_evidence_groups() - (counted ? 0 : 1));
}

bool AsksTheSame(const Traits& traits) {
  return HasText(traits) && traits.distinct_requests < kFewRequests &&
         traits.logprobs_share + traits.logit_bias_share < kReadsLogits;
}

double Successful(const Traits& traits) { return std::max(traits.requests, traits.answers); }

// The model has not learned from accounts with fewer calls than are assessed; what it makes of
// them counts in proportion.
double Trust(const Traits& traits, const Policy& policy) {
  return std::min(1.0, Successful(traits) / static_cast<double>(policy.min_calls()));
}

// The weights of the signals that the features belong to.
std::vector<double> FeatureWeights(const Policy& policy) {
  std::vector<double> weights;
  for (const FeatureDefinition& feature : FeatureCatalogue()) {
    weights.push_back(policy.weights()[feature.signal]);
  }
  return weights;
}

int64_t CallsOf(const Profile& profile) { return static_cast<int64_t>(profile.volume.calls); }

}  // namespace

double MixedPoints(double mixed_share) {
  return kMixedPoints * std::min(1.0, mixed_share / kMixedShare);
}

double FewCallsPoints(int64_t calls) {
  const double seen = std::clamp(static_cast<double>(calls), 1.0, kManyCalls);
  return kPointsPerLogOdd * std::log(kManyCalls / seen);
}

int64_t NextAssessment(int64_t calls) { return calls + std::max<int64_t>(4, calls / 8); }

Assessor::Assessor(Policy policy)
    : policy_(std::move(policy)),
      quick_model_(policy_.baselines().model(), FeatureWeights(policy_)) {}

Assessor::Weighing Assessor::Weigh(const Profile& profile) const {
  return Weigh(profile, {CallsOf(profile), /*mixed_share=*/0});
}

Assessor::Weighing Assessor::Weigh(const Profile& profile, Surroundings surroundings) const {
  Weighing weighing;
  weighing.traits = Measure(profile);
  const Traits& traits = weighing.traits;
  weighing.surroundings = surroundings;
  weighing.cohort = CohortOf(traits);
  absl::InlinedVector<float, kUsualFeatures> measured(FeatureCatalogue().size());
  MeasureFeatures(traits, absl::MakeSpan(measured));
  const Baselines& baselines = policy_.baselines();
  const double start = baselines.model().start() - baselines.flag_log_odds(weighing.cohort);
  const double parts = Trust(traits, policy_) * quick_model_.SumOfParts(measured);
  weighing.score = kScoreAtBudget + kPointsPerLogOdd * (start + parts) -
                   MixedPoints(surroundings.mixed_share) - FewCallsPoints(surroundings.calls);
  if (weighing.score >= policy_.flag_score() && Agreed(traits, weighing.score)) {
    weighing.verdict = Verdict::kFlagged;
  } else if (weighing.score >= policy_.elevated_score()) {
    weighing.verdict = Verdict::kElevated;
  }
  return weighing;
}

std::vector<double> Assessor::Points(const Traits& traits) const {
  const absl::Span<const FeatureDefinition> features = FeatureCatalogue();
  const std::vector<float> measured = MeasureFeatures(traits);
  std::vector<double> parts(features.size());
  policy_.baselines().model().Weigh(measured, absl::MakeSpan(parts));
  std::vector<double> points(SignalCatalogue().size());
  const double trust = Trust(traits, policy_);
  for (size_t i = 0; i < features.size(); ++i) {
    const size_t signal = features[i].signal;
    points[signal] += trust * kPointsPerLogOdd * policy_.weights()[signal] * parts[i];
  }
  return points;
}

bool Assessor::Agreed(const Traits& traits, double score) const {
  if (Successful(traits) < static_cast<double>(policy_.min_calls()) || AsksTheSame(traits)) {
    return false;
  }
  if (score >= policy_.flag_score() + kPlainPoints) return true;
  std::bitset<kEvidenceGroups> groups;
  const std::vector<double> points = Points(traits);
  for (size_t i = 0; i < points.size(); ++i) {
    const EvidenceGroup group = SignalCatalogue()[i]->group;
    if (points[i] < kTellingPoints || !Independent(group)) continue;
    if (points[i] >= kOverwhelmingPoints) return true;
    groups.set(static_cast<size_t>(group));
  }
  return static_cast<int>(groups.count()) >= GroupsNeeded(traits, policy_);
}

void Assessor::Assess(absl::string_view account_id, const Profile& profile,
                      const Weighing& weighing, v1::Assessment* assessment) const {
  const Traits& traits = weighing.traits;
  assessment->set_account_id(account_id.data(), account_id.size());
  assessment->set_score(weighing.score);
  assessment->set_verdict(static_cast<v1::Verdict>(weighing.verdict));
  assessment->set_cohort(static_cast<v1::Cohort>(weighing.cohort));
  assessment->set_policy_version(policy_.version());
  SetTime(profile.volume.last_time_us, assessment->mutable_time());
  assessment->set_calls(CallsOf(profile));
  assessment->set_content_share(traits.content_share);
  assessment->clear_mitigations();
  assessment->clear_highest_score();

  const absl::Span<const SignalDefinition* const> catalogue = SignalCatalogue();
  int shown = 0;
  const auto next = [&] {
    return shown++ < assessment->contributions_size() ? assessment->mutable_contributions(shown - 1)
                                                      : assessment->add_contributions();
  };
  const std::vector<double> points = Points(traits);
  for (size_t i = 0; i < catalogue.size(); ++i) {
    if (std::abs(points[i]) < kLeastShown) continue;
    const SignalEvidence evidence = {catalogue[i], catalogue[i]->level(traits),
                                     policy_.baselines().Usual(weighing.cohort, i),
                                     policy_.weights()[i], points[i]};
    SetContribution(evidence, traits, profile, next());
  }
  const auto [calls, mixed_share] = weighing.surroundings;
  const double mixed_points = MixedPoints(mixed_share);
  if (mixed_points >= kLeastShown) SetMixture(mixed_share, -mixed_points, next());
  const double few_calls_points = FewCallsPoints(calls);
  if (few_calls_points >= kLeastShown) SetFewCalls(calls, -few_calls_points, next());
  assessment->mutable_contributions()->DeleteSubrange(shown,
                                                      assessment->contributions_size() - shown);
  SortByWeight(assessment);
  for (int i = assessment->contributions_size(); i-- > 0;) {
    const v1::Contribution& contribution = assessment->contributions(i);
    if (contribution.points() > -kMitigating) break;
    assessment->add_mitigations(contribution.signal().reason());
  }
}

}  // namespace stillwatch::detector
