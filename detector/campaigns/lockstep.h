#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_LOCKSTEP_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_LOCKSTEP_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "detector/campaigns/card.h"
#include "detector/campaigns/trace.h"

namespace stillwatch::detector {

// When an account made the calls that are looked at. What is worked out is kept, so all calls are
// added first. Not thread-safe.
class Sequence {
 public:
  Sequence() = default;
  // Whose median gap is known.
  explicit Sequence(double median_gap) : median_gap_(median_gap) {}

  // Ascending.
  absl::Span<const int64_t> times() const { return {times_.data(), size_}; }
  size_t size() const { return size_; }
  int64_t front() const { return times_[0]; }
  int64_t back() const { return times_[size_ - 1]; }

  double median_gap() const;
  // Of seconds, from the call before to each one, and 0 before the first and behind the last.
  // Worked out when first asked for.
  const float* log_gaps() const {
    Measure();
    return log_gaps_.data();
  }
  // A bit for each of them where no gap is, or one far longer than the median; likewise.
  uint64_t breaks() const {
    Measure();
    return breaks_;
  }
  // Of the seconds between the calls from `first` to below `last`, without the longest and the
  // shortest. The newest answers are kept.
  double GapVariance(size_t first, size_t last) const;
  // It waits about the same time after every call.
  bool ByTheClock() const;
  // Its gaps, pauses aside, vary less than those of calls that come as they may.
  bool Regular() const;
  // To the second, as only a timer does.
  bool ByATimer() const;

  void Add(int64_t time_us) { times_[size_++] = time_us; }

 private:
  struct Spread {
    uint32_t first = 0;
    uint32_t last = 0;  // 0: none.
    double variance = 0;
  };

  void Measure() const;

  size_t size_ = 0;
  mutable bool measured_ = false;
  mutable uint64_t breaks_ = 0;
  mutable double median_gap_ = -1;
  std::array<int64_t, Trace::kTimes> times_;
  mutable std::array<float, Trace::kTimes + 1> log_gaps_;
  mutable std::array<Spread, 4> spreads_;
};

// Of the stream's calls: cover traffic takes no turns.
Sequence SequenceOf(const Card& card, uint32_t stream);
// Of the latest calls, or with a frame of those that bear it.
Sequence SequenceOf(const Card& card, const Card::Frame* frame);

// Whether two accounts take turns. A relay that gives each call to the account that rested longest
// makes the calls of any two of its accounts alternate; independent accounts make runs as chance
// has it, and people in sessions make longer ones (runs test, Wald and Wolfowitz 1940).
struct Turns {
  double excess = 0;  // 0: as by chance, 1: strictly in turn, below 0: in sessions.
  double errors = 0;  // The same in standard errors.
  // Of how a's gaps change from one to the next with how b's gaps beside them do. In a rotation a
  // gap is the length of a round, which all members share; callers of one pace alternate too, but
  // their gaps have nothing in common. Pauses are left out: nights are common to all.
  double gap_correlation = 0;
  bool compared = false;  // Both called enough in the time that both call.

  // Less is not worth a look at gaps.
  bool AreTelling() const { return excess >= 0.3; }
};

// Nothing telling when their calls hardly overlap in time.
Turns TurnsOf(const Sequence& a, const Sequence& b);
// The same, but nothing where it soon shows that errors or excess stay below the least.
Turns TurnsBeyond(const Sequence& a, const Sequence& b, double least_errors, double least_excess);

// Of two whose turns are telling: the variance of the time from one's call to the other's next one,
// in variances of a gap. In a rotation that is a part of the round; two rotations of one pace drift
// past each other.
double DriftOf(const Sequence& a, const Sequence& b);
// Whether it is that or less; quicker.
bool DriftAtMost(const Sequence& a, const Sequence& b, double most);

// Means over pairs that can be compared: all of a small group, neighbours in a large one. Where
// these are few, as members come and go, means fall.
Turns MeanTurns(absl::Span<const Sequence> members);
// Means over pairs of one of each.
Turns MeanTurnsBetween(absl::Span<const Sequence> a, absl::Span<const Sequence> b);
// Of the same pairs; those whose turns are not telling count as 0.
double MeanDriftBetween(absl::Span<const Sequence> a, absl::Span<const Sequence> b);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_LOCKSTEP_H_
