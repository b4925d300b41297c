#include "detector/campaigns/sameness.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "detector/campaigns/mingling.h"
#include "detector/ramp/ramp.h"

namespace stillwatch::detector {
namespace {

constexpr double kMostly = 0.5;
// Who joins a group calls at most so many times as much as its median member, or as little: less
// where members are equal.
constexpr double kLeastApart = 1.3;
constexpr double kMostApart = 6;
constexpr double kMingledPoints = 25;
constexpr double kDeviations = 3;  // Of median deviations of the logarithm.

// Loops of one pace mingle as well, without a queue: their gaps hardly vary.
bool MostlyRegular(absl::Span<const Sequence> members) {
  size_t regular = 0;
  for (const Sequence& sequence : members) regular += sequence.Regular() ? 1 : 0;
  return 2 * regular > members.size();
}

template <typename Number>
Number Median(std::vector<Number> values) {
  const auto middle = values.begin() + static_cast<ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

bool ThereAtTheTime(const Card& card, int64_t first_us, int64_t last_us) {
  const double shared = static_cast<double>(std::min(card.last_us, last_us)) -
                        static_cast<double>(std::max(card.first_us, first_us));
  const double either = static_cast<double>(std::max(card.last_us, last_us)) -
                        static_cast<double>(std::min(card.first_us, first_us));
  return shared >= kMostly * either;
}

Times UsualTimes(absl::Span<const Card* const> members) {
  std::vector<int64_t> first, last;
  for (const Card* card : members) {
    first.push_back(card->first_us);
    last.push_back(card->last_us);
  }
  return {Median(std::move(first)), Median(std::move(last))};
}

Pace PaceOf(absl::Span<const Card* const> members) {
  std::vector<double> calls;
  for (const Card* card : members) calls.push_back(std::log(card->calls));
  const double middle = Median(calls);
  for (double& value : calls) value = std::abs(value - middle);
  return {std::exp(middle),
          std::clamp(std::exp(kDeviations * Median(std::move(calls))), kLeastApart, kMostApart)};
}

double AtOneTime(absl::Span<const Card* const> members) {
  const Times usual = UsualTimes(members);
  double there = 0;
  for (const Card* card : members) {
    there += ThereAtTheTime(*card, usual.first_us, usual.last_us) ? 1 : 0;
  }
  return there / static_cast<double>(members.size());
}

double MostOfMingledCalls(size_t members, double content, double weight) {
  // Callers who ask now and then mingle as well, each about something else.
  const double most = kMingledPoints * weight * Ramp(static_cast<double>(members), 4, 9) *
                      Ramp(content, 0.11, 0.07);
  return most * (1 + 1e-9);  // In another order the factors may round up.
}

GroupReason MingledCalls(absl::Span<const Sequence> members, const Turns& turns, double content,
                         double own, double weight) {
  const double against = std::max(Ramp(own, 75, 55), Ramp(content, 0.02, 0.05));
  if (against == 0 && MostOfMingledCalls(members.size(), content, weight) == 0) {
    return {GroupEvidence::kMingled, 0, 0, ""};
  }
  const Mingling mingling = MinglingOf(members);
  const auto size = static_cast<double>(members.size());
  GroupReason reason{GroupEvidence::kMingled, 0, mingling.in_a_row, ""};
  double level =
      std::max(Ramp(mingling.in_a_row, 1.6, 1.25) * Ramp(mingling.by_chance, 4, 10),
               Ramp(mingling.own_times, 0.25, 0.12) * Ramp(mingling.telling * size, 4, 8));
  level *= Ramp(mingling.telling, 0.4, 0.6) * Ramp(size, 4, 9);
  level *= Ramp(content, 0.11, 0.07);
  if (MostlyRegular(members)) level *= Ramp(turns.gap_correlation, 0.1, 0.25);
  if (level > 0) {
    reason.points = kMingledPoints * level * weight;
    reason.words = absl::StrFormat(
        "members have no times of their own: a call is followed by one of the same member %.1f "
        "times as often as if calls were dealt out",
        mingling.in_a_row);
    return reason;
  }
  reason.points = -kMingledPoints * Ramp(mingling.own_times, 0.4, 0.7) *
                  Ramp(mingling.in_a_row, 1.8, 2.5) * against;
  reason.words = absl::StrFormat("%.0f %% of the members call at times of their own",
                                 100 * mingling.own_times);
  return reason;
}

GroupReason OneSource(const Between& between, size_t members, double own) {
  const double most = between.content + between.content_error;
  const double level = Ramp(most, 0.045, 0.015) * Ramp(between.words, 0.2, 0.08) *
                       Ramp(own, 45, 60) * Ramp(static_cast<double>(members), 3, 8);
  return {GroupEvidence::kSource, 20 * level, between.content,
          absl::StrFormat("members have no subjects of their own: %.1f %% of what requests differ "
                          "by lies between members",
                          100 * std::max(0.0, between.content))};
}

}  // namespace stillwatch::detector
