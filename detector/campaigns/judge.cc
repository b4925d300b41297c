#include "detector/campaigns/judge.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <utility>

#include "absl/strings/str_format.h"
#include "detector/campaigns/asking.h"
#include "detector/campaigns/likeness.h"
#include "detector/campaigns/lockstep.h"
#include "detector/campaigns/partition.h"
#include "detector/campaigns/sameness.h"
#include "detector/ramp/ramp.h"

namespace stillwatch::detector {
namespace {

constexpr double kAtTheBeginning = 0.05;
constexpr int64_t kHour = int64_t{3600} * 1'000'000;
constexpr double kFirstDay = 86400e6;
// A kind of evidence counts from so many points on.
constexpr double kTelling = 10;
// From so many points for mingled calls on they are dealt out of one queue.
constexpr double kOneQueue = 20;
constexpr double kAgainFromQueue = -15;
constexpr size_t kManyInTurn = 12;
constexpr double kBeyondLuck = 4.5;  // Standard errors.
constexpr double kMostly = 0.8;
// Of a member by itself.
constexpr double kHarvester = 60;

using Members = absl::Span<const Card* const>;

template <typename Number>
Number Quantile(std::vector<Number> values, double share) {
  const auto at = static_cast<size_t>(std::lround(share * static_cast<double>(values.size() - 1)));
  std::nth_element(values.begin(), values.begin() + static_cast<ptrdiff_t>(at), values.end());
  return values[at];
}

// How many bear the most common value; 0 is none.
size_t TopCount(Members members, uint64_t Card::*field) {
  std::map<uint64_t, size_t> counts;
  size_t top = 0;
  for (const Card* card : members) {
    if (card->*field != 0) top = std::max(top, ++counts[card->*field]);
  }
  return top;
}

double Days(double micros) { return micros / 86400e6; }

class Judge {
 public:
  Judge(const Candidate& candidate, const Baseline& baseline)
      : candidate_(candidate),
        members_(candidate.members),
        size_(static_cast<double>(members_.size())),
        baseline_(baseline) {
    sequences_.reserve(members_.size());
    streams_.reserve(members_.size());
    for (size_t i = 0; i < members_.size(); ++i) {
      streams_.push_back(StreamOf(i));
      sequences_.push_back(SequenceOf(*members_[i], streams_[i]));
      // Whether the member does much else besides.
      const uint32_t all = members_[i]->Whole();
      if (std::popcount(all & streams_[i]) < kMostly * std::popcount(all)) ++partial_;
    }
  }

  Judgement Run() {
    own_ = MedianOwnScore();
    if (own_ < kLeastOwnScore) return {};
    LinkOf();
    TakeTurns();
    Parameters();
    Aligned();
    Quota();
    // Most end here, before what takes longer.
    if (!Sameness(own_ < kHarvester ? kCoordination : 1)) return {};
    if (!Divided() || OneOrganisation()) return {};
    Exchangeable();
    Add(UseOfAnswers(members_,
                     UnderCover() ? absl::MakeConstSpan(streams_) : absl::Span<const uint32_t>()));
    Add(Elicitation(members_));
    Identity();
    Alone();
    Conclude();
    return std::move(judgement_);
  }

 private:
  uint32_t StreamOf(size_t i) const {
    if (!candidate_.streams.empty()) return candidate_.streams[i];
    return candidate_.link == Link::kFrame ? members_[i]->Bearing(candidate_.frame)
                                           : members_[i]->Whole();
  }
  // Most do much else besides, so that what is known of whole accounts says little of the group.
  bool UnderCover() const { return 2 * partial_ > members_.size(); }

  void Add(GroupEvidence kind, double points, double value, std::string words) {
    Add({kind, points, value, std::move(words)});
  }

  void Add(GroupReason reason) {
    if (reason.points != 0) judgement_.reasons.push_back(std::move(reason));
  }

  void LinkOf() {
    if (candidate_.link == Link::kFrame) {
      Add(GroupEvidence::kLink, 15, candidate_.frame.share,
          absl::StrFormat("%d accounts make requests from one frame, %.0f %% of what they ask",
                          members_.size(), 100 * candidate_.frame.share));
      return;
    }
    if (candidate_.link == Link::kRotation) return;
    Add(GroupEvidence::kLink, 10, size_,
        absl::StrFormat("what %d accounts ask may come from one source", members_.size()));
  }

  bool Dispatched() const { return ShowsDispatcher(judgement_); }
  // A few of the many users of one client can be found that take turns for a while.
  bool SurelyDispatched() const {
    return Dispatched() && (members_.size() >= kManyInTurn || turns_.errors >= kBeyondLuck);
  }

  bool Divided() {
    const Overlap overlap =
        UnderCover() ? OverlapOfStreams(members_, streams_) : OverlapOf(members_);
    // A dispatcher may ask each question several times, for samples.
    const bool samples = Dispatched();
    if (IsCommonSet(overlap) && !samples) {
      const bool again = FromOneQueue() && !IsAskedByMost(overlap);
      Add(GroupEvidence::kPartition, again ? kAgainFromQueue : -40, overlap.sharers,
          absl::StrFormat("members ask the same questions: a question is asked by %.1f of them",
                          overlap.sharers));
      if (!again) return false;
    }
    double repeats = 0;
    for (const Card* card : members_) repeats += card->repeats;
    repeats /= size_;
    if (repeats > 0.4 && !samples && !UnderCover()) {
      Add(GroupEvidence::kPartition, -40, repeats,
          absl::StrFormat("members ask the same again: %.0f %% of their requests", 100 * repeats));
      return false;
    }
    if (IsPartition(overlap)) {
      Add(GroupEvidence::kPartition, 15, overlap.sharers,
          absl::StrFormat("the work is divided: of %.0f items looked at, each goes to %.2f members",
                          overlap.items, overlap.sharers));
    }
    return true;
  }

  // Nobody has times or subjects, and somebody plans when or how much: what comes again is how
  // items were made, from few texts with new numbers. Pupils of one tutor ask alike, too, without a
  // plan.
  bool FromOneQueue() const {
    const double planned =
        std::max({PointsOf(GroupEvidence::kQuota), PointsOf(GroupEvidence::kAligned),
                  PointsOf(GroupEvidence::kTurns)});
    return PointsOf(GroupEvidence::kMingled) >= kOneQueue && planned >= kTelling;
  }

  double PointsOf(GroupEvidence kind) const {
    double points = 0;
    for (const GroupReason& reason : judgement_.reasons) {
      if (reason.kind == kind) points += reason.points;
    }
    return points;
  }

  bool OneOrganisation() {
    const auto share = static_cast<double>(TopCount(members_, &Card::organization)) / size_;
    if (share < 0.5) return false;
    Add(GroupEvidence::kIdentity, -40, share,
        absl::StrFormat("%.0f %% of the accounts belong to one declared organisation",
                        100 * share));
    return true;
  }

  void Parameters() {
    const TopSignature top = TopSignatureOf(members_);
    // Members chosen by their parameters are held against all that they were chosen among.
    const size_t among = std::max(candidate_.around, members_.size());
    const double nats = baseline_.SignatureEvidence(top.signature, top.bearers, among);
    const double whole =
        SurelyDispatched() ? 1 : Ramp(baseline_.ShareOfNotable(top.signature, members_), 0.25, 0.5);
    Add(GroupEvidence::kParameters, 25 * whole * Ramp(nats, 4, 14), nats,
        absl::StrFormat("%d of %d call with the same parameters, which %d accounts of all have",
                        top.bearers, among, baseline_.Bearers(top.signature)));
  }

  // What turns do not show. False if too few kinds of coordination show then.
  bool Sameness(int least_kinds) {
    for (size_t i = 0; i < members_.size(); ++i) {
      const Card& card = *members_[i];
      distributions_.push_back(UnderCover() ? DistributionOf(card, streams_[i])
                                            : DistributionOf(card));
    }
    // Separate harvests of one source, one after the other, are not one.
    const double together = Ramp(AtOneTime(members_), 0.6, 0.8);
    const Between between = BetweenMembers(distributions_);
    GroupReason source = OneSource(between, members_.size(), own_);
    const double chosen = Dispatched() ? 0 : Ramp(baseline_.ShareOfFrame(members_), 0.8, 0.5);
    source.points *= together * (1 - chosen);
    const double weight = Dispatched() || Lucky() ? 0 : together;
    const double most = MostOfMingledCalls(members_.size(), between.content, weight);
    const int more = (source.points >= kTelling ? 1 : 0) + (most >= kTelling ? 1 : 0);
    if (Coordination() + more < least_kinds) return false;
    Add(MingledCalls(sequences_, turns_, between.content, own_, weight));
    Add(std::move(source));
    return Coordination() >= least_kinds;
  }

  // Choosing finds a few that seem to take turns, but not many, nor for long.
  bool Lucky() const {
    return candidate_.by_turns && members_.size() < kManyInTurn && turns_.errors < kBeyondLuck;
  }

  void TakeTurns() {
    const Turns& turns = turns_ = MeanTurns(sequences_);
    const double excess = turns.excess;
    const double level = Lucky()
                             ? Ramp(excess, 0.6, 0.85) * Ramp(turns.gap_correlation, 0.4, 0.55)
                             : Ramp(excess, 0.45, 0.75) * Ramp(turns.gap_correlation, 0.25, 0.45);
    // Hardly anything but a dispatcher keeps many accounts strictly in turn, or few for long.
    const double strict =
        Ramp(excess, 0.8, 0.95) * std::max(Ramp(size_, 6, 20), Ramp(turns.errors, 3.8, 5));
    Add(GroupEvidence::kTurns, (35 + 25 * strict) * level, excess,
        absl::StrFormat("accounts take turns: %.0f %% of the way from chance to strict rotation",
                        100 * excess));
  }

  void Aligned() {
    std::vector<int64_t> first, last;
    for (const Card* card : members_) {
      first.push_back(card->first_us);
      last.push_back(card->last_us);
    }
    const auto begin = static_cast<double>(Quantile(first, 0.5));
    const auto lasting = static_cast<double>(Quantile(last, 0.5)) - begin;
    const int64_t early = Quantile(first, 0.1), late = Quantile(first, 0.9);
    const auto started = static_cast<double>(late) - static_cast<double>(early);
    if (lasting <= 0) return;
    // Where the log begins everybody seems to.
    const double since_log_began = begin - static_cast<double>(baseline_.begin_us());
    if (since_log_began < std::max(kFirstDay, kAtTheBeginning * lasting)) return;
    const double ratio = started / lasting;
    // Nor does it say anything that they begin when many do: after an outage, with a new model.
    const size_t begun = baseline_.BegunWithin(early - kHour, late);
    const size_t others = begun > members_.size() ? begun - members_.size() : 0;
    const double rush = static_cast<double>(others) / static_cast<double>(baseline_.accounts());
    // Few members may by luck begin together.
    Add(GroupEvidence::kAligned,
        15 * Ramp(ratio, 0.2, 0.08) * Ramp(size_, 3, 6) *
            Ramp(rush, 0.02 + 0.5 * ratio, 0.005 + 0.3 * ratio),
        ratio,
        absl::StrFormat("nine in ten began within %.1f days and go on for %.1f", Days(started),
                        Days(lasting)));
  }

  void Quota() {
    size_t clocks = 0;
    for (const Sequence& sequence : sequences_) clocks += sequence.ByTheClock() ? 1 : 0;
    // Clocks make equally many calls without a plan.
    if (2 * clocks > members_.size()) return;
    const Share share = SharesOfWork();
    // Few members, or members with few calls, are equal by luck.
    const double points =
        20 * Ramp(share.variation, 0.22, 0.06) * Ramp(share.mean, 8, 20) * Ramp(size_, 3, 10);
    Add(GroupEvidence::kQuota, points, share.variation,
        absl::StrFormat("members make equally many calls, %.0f: beyond chance they vary by %.0f %%",
                        share.mean, 100 * share.variation));
  }

  // Of the work that links them, where members do much else besides.
  Share SharesOfWork() const {
    if (candidate_.link != Link::kFrame || !UnderCover()) return ShareOf(members_);
    std::vector<double> calls;
    for (const Card* card : members_) calls.push_back(card->CallsOf(candidate_.frame));
    return ShareOf(std::move(calls));
  }

  void Exchangeable() {
    // Of members that do much else their whole says nothing.
    if (UnderCover()) {
      const Between between = BetweenMembers(distributions_);
      Add(GroupEvidence::kExchangeable, 10 * Ramp(between.content, 0.08, 0.03), between.content,
          absl::StrFormat("of this work, %.1f %% of what requests differ by lies between members",
                          100 * std::max(0.0, between.content)));
      return;
    }
    const double ratio = Heterogeneity(members_);
    // A dispatcher may hand several kinds of work to its accounts.
    const double against = Dispatched() ? 0 : -25 * Ramp(ratio, 8, 25);
    const double points = ratio < 8 ? 10 * Ramp(ratio, 6, 3) : against;
    Add(GroupEvidence::kExchangeable, points, ratio,
        absl::StrFormat("members' requests differ %.1f times as much as chance would have it",
                        ratio));
  }

  void Identity() {
    const double billing = static_cast<double>(TopCount(members_, &Card::billing)) / size_;
    Add(GroupEvidence::kIdentity, 10 * Ramp(billing, 0.3, 0.6), billing,
        absl::StrFormat("%.0f %% of the accounts share a means of payment", 100 * billing));
  }

  // Ordinary work can be dealt out to many accounts as well: most members must look a little like
  // harvesters by themselves.
  double MedianOwnScore() const {
    std::vector<float> scores;
    for (const Card* card : members_) scores.push_back(card->own_score);
    const auto middle = scores.begin() + static_cast<ptrdiff_t>(scores.size() / 2);
    std::nth_element(scores.begin(), middle, scores.end());
    return *middle;
  }

  void Alone() {
    Add(GroupEvidence::kAlone, 15 * Ramp(own_, 30, 50), own_,
        absl::StrFormat("half of the members score %.0f or more by themselves", own_));
  }

  // Kinds of it that show.
  int Coordination() const {
    int kinds = Dispatched() ? 1 : 0;
    for (const GroupReason& reason : judgement_.reasons) {
      if (reason.kind <= GroupEvidence::kSource && reason.points >= kTelling) ++kinds;
    }
    return kinds;
  }

  double CoordinationPoints() const {
    double points = 0;
    for (const GroupReason& reason : judgement_.reasons) {
      if (reason.kind <= GroupEvidence::kSource) points += reason.points;
    }
    return points;
  }

  void Conclude() {
    for (const GroupReason& reason : judgement_.reasons) judgement_.score += reason.points;
    const bool doubtful = members_.size() < kSmall || Coordination() < kCoordination;
    const double needed = doubtful ? kDoubtfulCampaignScore : kCampaignScore;
    judgement_.campaign = judgement_.score >= needed &&
                          (members_.size() >= kFew || CoordinationPoints() >= kFewCoordination);
    std::stable_sort(
        judgement_.reasons.begin(), judgement_.reasons.end(),
        [](const GroupReason& a, const GroupReason& b) { return a.points > b.points; });
  }

  const Candidate& candidate_;
  const Members members_;
  const double size_;
  const Baseline& baseline_;
  std::vector<uint32_t> streams_;  // Of each member's latest calls those that are looked at.
  std::vector<Sequence> sequences_;
  std::vector<Distribution> distributions_;
  Turns turns_;
  size_t partial_ = 0;
  double own_ = 0;  // The median own score.
  Judgement judgement_;
};

}  // namespace

Judgement JudgeGroup(const Candidate& candidate, const Baseline& baseline) {
  return Judge(candidate, baseline).Run();
}

}  // namespace stillwatch::detector
