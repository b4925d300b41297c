#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "detector/campaigns/lockstep.h"
#include "detector/campaigns/meeting.h"
#include "detector/campaigns/search.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kLeastCalls = 7;
constexpr double kErrors = 3;
constexpr double kExcess = 0.75;
constexpr double kCorrelation = 0.5;
// With so many others of its set a member is compared, and takes turns with them on average.
constexpr size_t kCompared = 8;
constexpr double kLeastCompared = 3;
constexpr double kTogether = 0.6;
constexpr double kHopeless = 0.3;
constexpr double kBeyond = 2.4;  // Standard errors.
constexpr double kShared = 0.35;
constexpr double kMostDrift = 1.2;
constexpr size_t kFewLinks = 4;
constexpr size_t kLinksBetween = 2;  // To a member of the smaller one.
// Programs that ask the same again and again take turns by the clock.
constexpr float kMostRepeats = 0.6f;
// Of calls, between two members.
constexpr double kMostApart = 1.2;
constexpr double kFewCalls = 3;

// Sequences, of half a kilobyte.
constexpr size_t kKept = 4096;

uint32_t SetOf(size_t calls) { return calls >= 32 ? ~0u : (1u << calls) - 1; }

struct Entry {
  const Card* card;
  uint32_t calls;  // As of a stream.
  uint32_t there;  // Those of them that there are.
  size_t times;    // Where those of the card begin.
  double median_gap;
};

bool MayTakeTurns(const Sequence& a, const Sequence& b, double round) {
  const auto apart = [round](int64_t x, int64_t y) {
    return std::abs(static_cast<double>(x) - static_cast<double>(y)) > round;
  };
  if (apart(a.front(), b.front()) && apart(a.back(), b.back())) {
    return false;
  }
  const double more = static_cast<double>(std::max(a.size(), b.size()));
  const double less = static_cast<double>(std::min(a.size(), b.size()));
  if (!apart(a.front(), b.front()) && !apart(a.back(), b.back()) &&
      more > kMostApart * less + kFewCalls) {
    return false;
  }
  const Turns turns = TurnsBeyond(a, b, kErrors, kExcess);
  return turns.excess >= kExcess && turns.gap_correlation >= kCorrelation &&
         DriftAtMost(a, b, kMostDrift);
}

// Sequences of entries that were asked for lately, each in the place of its number's remainder: of
// all accounts they would take more memory than is worth it.
class Sequences {
 public:
  Sequences(const std::vector<Entry>* entries, const std::vector<int64_t>* times)
      : entries_(*entries),
        times_(*times),
        kept_(std::min(entries_.size(), kKept)),
        kept_of_(kept_.size(), SIZE_MAX) {}

  // Good until the next call.
  const Sequence& At(size_t entry) {
    const size_t place = entry % kept_.size();
    Sequence& sequence = kept_[place];
    if (kept_of_[place] == entry) return sequence;
    kept_of_[place] = entry;
    sequence = Sequence(entries_[entry].median_gap);
    for (uint32_t rest = entries_[entry].there; rest != 0; rest &= rest - 1) {
      sequence.Add(times_[entries_[entry].times + static_cast<size_t>(std::countr_zero(rest))]);
    }
    return sequence;
  }

 private:
  const std::vector<Entry>& entries_;
  const std::vector<int64_t>& times_;
  std::vector<Sequence> kept_;
  std::vector<size_t> kept_of_;
};

// By entry.
using Links = std::vector<std::vector<size_t>>;

class Search {
 public:
  explicit Search(const std::vector<Stream>& streams) {
    const Card* last = nullptr;
    size_t times = 0;
    for (const Stream& stream : streams) {
      const Sequence sequence = SequenceOf(*stream.card, stream.calls);
      if (sequence.size() < kLeastCalls || sequence.ByATimer()) continue;
      if (stream.card != last) {
        last = stream.card;
        times = times_.size();
        for (const Card::Call& call : last->latest) times_.push_back(call.time_us);
      }
      const uint32_t all = SetOf(last->latest.size());
      entries_.push_back({last, stream.calls, stream.calls & all, times, sequence.median_gap()});
    }
    root_.resize(entries_.size());
    std::iota(root_.begin(), root_.end(), size_t{0});
    sequences_.emplace(&entries_, &times_);
  }

  std::vector<std::vector<Stream>> Run(ForEach for_each) {
    Link(for_each);
    for (size_t i = 0; i < entries_.size(); ++i) {
      for (const size_t j : links_[i]) {
        if (i < j && Find(i) != Find(j) && Supported(i, j)) Join(i, j);
      }
    }
    JoinParts();
    std::map<size_t, std::vector<size_t>> sets;
    for (size_t i = 0; i < entries_.size(); ++i) {
      if (!links_[i].empty()) sets[Find(i)].push_back(i);
    }
    std::vector<std::vector<size_t>> cores;
    for (const auto& [first, set] : sets) {
      if (set.size() < kLeastMembers) continue;
      std::vector<size_t> core = InTurn(set);
      if (core.size() >= kLeastMembers) cores.push_back(std::move(core));
    }
    std::vector<std::vector<size_t>> all = cores;
    AddThoseAround(&all);
    std::vector<std::vector<Stream>> result;
    for (size_t i = 0; i < all.size(); ++i) {
      std::vector<Stream> members = OnePerAccount(all[i], cores[i]);
      if (members.size() >= kLeastMembers) result.push_back(std::move(members));
    }
    return result;
  }

 private:
  // Good until the next call.
  const Sequence& SequenceAt(size_t entry) const { return sequences_->At(entry); }

  size_t Find(size_t i) {
    while (root_[i] != i) i = root_[i] = root_[root_[i]];
    return i;
  }

  void Join(size_t i, size_t j) {
    const size_t a = Find(i), b = Find(j);
    root_[std::max(a, b)] = std::min(a, b);
  }

  // Those who meet and may take turns.
  void LinkFrom(MeetingsFrom end, Links* links) const {
    links->resize(entries_.size());
    Sequences sequences(&entries_, &times_);
    size_t last = SIZE_MAX;
    Sequence sequence;
    // Whose links were marked last: most of those who are linked meet several times.
    std::vector<uint32_t> linked_to(entries_.size(), UINT32_MAX);
    const auto at = [&sequences](size_t entry) -> const Sequence& { return sequences.At(entry); };
    ForMeetings(end, entries_.size(), at, nullptr, [&](size_t a, size_t b) {
      if (entries_[a].card == entries_[b].card) return;
      if (a != last) {
        sequence = sequences.At(last = a);
        for (const size_t link : (*links)[a]) linked_to[link] = static_cast<uint32_t>(a);
      }
      if (linked_to[b] == a) return;
      const double round = 2 * std::max(entries_[a].median_gap, entries_[b].median_gap);
      if (!MayTakeTurns(sequence, sequences.At(b), round)) return;
      (*links)[a].push_back(b);
      (*links)[b].push_back(a);
      linked_to[b] = static_cast<uint32_t>(a);
    });
  }

  void Link(ForEach for_each) {
    std::array<Links, kBothEnds.size()> found;
    for_each(found.size(), [&](size_t i) { LinkFrom(kBothEnds[i], &found[i]); });
    links_ = std::move(found[0]);
    for (size_t i = 0; i < links_.size(); ++i) {
      std::vector<size_t>& links = links_[i];
      links.insert(links.end(), found[1][i].begin(), found[1][i].end());
      std::sort(links.begin(), links.end());
      links.erase(std::unique(links.begin(), links.end()), links.end());
    }
  }

  // Two rotations of one pace alternate as well and are linked here and there by luck; within one
  // those who are linked have most of their links in common.
  bool Supported(size_t i, size_t j) const {
    std::vector<size_t> both;
    std::set_intersection(links_[i].begin(), links_[i].end(), links_[j].begin(), links_[j].end(),
                          std::back_inserter(both));
    const size_t fewer = std::min(links_[i].size(), links_[j].size());
    return fewer <= kFewLinks ? 2 * both.size() + 1 >= fewer && !both.empty()
                              : 2 * both.size() >= fewer;
  }

  // Parts of a loose rotation have many links between them.
  void JoinParts() {
    std::vector<size_t> sizes(entries_.size());
    for (size_t i = 0; i < entries_.size(); ++i) ++sizes[Find(i)];
    std::map<std::pair<size_t, size_t>, size_t> between;
    for (size_t i = 0; i < entries_.size(); ++i) {
      for (const size_t j : links_[i]) {
        const size_t a = Find(i), b = Find(j);
        if (a < b && sizes[a] >= kLeastMembers && sizes[b] >= kLeastMembers) ++between[{a, b}];
      }
    }
    for (const auto& [parts, links] : between) {
      if (links >= kLinksBetween * std::min(sizes[parts.first], sizes[parts.second])) {
        Join(parts.first, parts.second);
      }
    }
  }

  // How far the entry takes turns with some of the set on average; 0 where their rounds differ.
  double Excess(size_t entry, const std::vector<size_t>& set, double least_errors,
                double least_shared) const {
    double sum = 0, errors = 0, correlation = 0, compared = 0;
    std::array<size_t, kCompared> telling;
    size_t tell = 0;
    const Sequence sequence = SequenceAt(entry);  // A copy, as others follow.
    const size_t step = std::max<size_t>(1, set.size() / kCompared);
    for (size_t k = 0; k < std::min(kCompared, set.size()); ++k) {
      const size_t other = set[(entry + k * step) % set.size()];
      if (entries_[other].card == entries_[entry].card) continue;
      const Turns turns = TurnsOf(sequence, SequenceAt(other));
      if (!turns.compared) continue;
      sum += turns.excess;
      errors += turns.errors;
      correlation += turns.gap_correlation;
      if (turns.AreTelling()) telling[tell++] = other;
      ++compared;
      // Strangers show soon.
      if (compared == kLeastCompared && sum < kHopeless * compared) return 0;
    }
    if (compared < kLeastCompared || errors < least_errors * compared) return 0;
    if (correlation < least_shared * compared) return 0;
    double drift = 0;
    for (size_t k = 0; k < tell; ++k) drift += DriftOf(sequence, SequenceAt(telling[k]));
    return drift > kMostDrift * compared ? 0 : sum / compared;
  }

  // Those who take turns with the others of the set, not only with one of them.
  std::vector<size_t> InTurn(const std::vector<size_t>& set) const {
    std::vector<size_t> in;
    for (const size_t entry : set) {
      if (Excess(entry, set, kBeyond, kShared) >= kTogether) in.push_back(entry);
    }
    return in;
  }

  // Who meets one of a set may belong to it: chance left out some of a rotation.
  void AddThoseAround(std::vector<std::vector<size_t>>* sets) {
    constexpr size_t kNone = SIZE_MAX;
    std::vector<size_t> set_of(entries_.size(), kNone);
    for (size_t i = 0; i < sets->size(); ++i) {
      for (const size_t entry : (*sets)[i]) set_of[entry] = i;
    }
    std::vector<std::set<size_t>> around(sets->size());
    if (!sets->empty()) {
      std::vector<bool> wanted(entries_.size());
      for (size_t i = 0; i < entries_.size(); ++i) wanted[i] = set_of[i] != kNone;
      const auto at = [this](size_t entry) -> const Sequence& { return SequenceAt(entry); };
      for (const MeetingsFrom end : kBothEnds) {
        ForMeetings(end, entries_.size(), at, &wanted, [&](size_t a, size_t b) {
          if (set_of[a] == set_of[b]) return;
          if (set_of[a] != kNone) around[set_of[a]].insert(b);
          if (set_of[b] != kNone) around[set_of[b]].insert(a);
        });
      }
    }
    for (size_t i = 0; i < sets->size(); ++i) {
      const std::vector<size_t> core = (*sets)[i];
      for (const size_t entry : around[i]) {
        if (entries_[entry].card->own_score < kLeastOwnScore) continue;
        if (Excess(entry, core, kErrors, kCorrelation) >= kExcess) (*sets)[i].push_back(entry);
      }
    }
  }

  // By account; of an account's streams the one that fits best.
  std::vector<Stream> OnePerAccount(const std::vector<size_t>& entries,
                                    const std::vector<size_t>& set) const {
    std::map<const Card*, size_t> streams;
    for (const size_t entry : entries) ++streams[entries_[entry].card];
    std::map<const Card*, std::pair<double, uint32_t>> best;
    for (const size_t entry : entries) {
      const double excess = streams[entries_[entry].card] > 1 ? Excess(entry, set, 0, 0) : 1;
      const auto [known, fresh] =
          best.try_emplace(entries_[entry].card, excess, entries_[entry].calls);
      if (!fresh && excess > known->second.first) {
        known->second = {excess, entries_[entry].calls};
      }
    }
    std::vector<Stream> members;
    members.reserve(best.size());
    for (const auto& [card, stream] : best) members.push_back({card, stream.second});
    return members;
  }

  std::vector<Entry> entries_;
  std::vector<int64_t> times_;  // Of the cards' latest calls, close together.
  std::vector<size_t> root_;
  Links links_;
  mutable std::optional<Sequences> sequences_;
};

}  // namespace

std::vector<std::vector<Stream>> RotationSets(const std::vector<Stream>& streams,
                                              ForEach for_each) {
  return Search(streams).Run(for_each);
}

void FindByRotation(absl::Span<const Card> cards, const Baseline& baseline, ForEach for_each,
                    std::vector<FoundGroup>* groups) {
  std::vector<Stream> streams;
  for (const Card& card : cards) {
    if (card.repeats > kMostRepeats || card.own_score < kOrdinary) continue;
    if (card.streams.empty()) streams.push_back({&card, card.Whole()});
    for (const uint32_t stream : card.streams) streams.push_back({&card, stream});
  }
  for (const std::vector<Stream>& set : RotationSets(streams, for_each)) {
    Candidate candidate;
    candidate.link = Link::kRotation;
    candidate.by_turns = true;
    candidate.members.reserve(set.size());
    candidate.streams.reserve(set.size());
    for (const Stream& member : set) {
      candidate.members.push_back(member.card);
      candidate.streams.push_back(member.calls);
    }
    Judgement judgement = JudgeGroup(candidate, baseline);
    if (!judgement.campaign) continue;
    groups->push_back({Link::kRotation, std::move(candidate.members), std::move(judgement),
                       std::move(candidate.streams)});
  }
}

}  // namespace stillwatch::detector
