#include <algorithm>
#include <map>
#include <numeric>

#include "absl/container/flat_hash_map.h"
#include "detector/campaigns/book.h"
#include "detector/campaigns/likeness.h"
#include "detector/campaigns/lockstep.h"
#include "detector/campaigns/sameness.h"
#include "detector/campaigns/search.h"

namespace stillwatch::detector {
namespace {

constexpr double kOneRotation = 0.4;
constexpr double kMostDrift = 2;
constexpr double kTogether = 0.75;
constexpr double kOnePace = 1.5;
constexpr double kSharedMembers = 0.5;  // Of the smaller.

class Roots {
 public:
  explicit Roots(size_t size) : root_(size) { std::iota(root_.begin(), root_.end(), size_t{0}); }
  size_t Find(size_t i) {
    while (root_[i] != i) i = root_[i] = root_[root_[i]];
    return i;
  }
  // The smaller one leads.
  void Join(size_t a, size_t b) {
    a = Find(a);
    b = Find(b);
    root_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<size_t> root_;
};

bool Overlap(const FoundGroup& a, const FoundGroup& b) {
  std::vector<const Card*> both;
  std::set_intersection(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(),
                        std::back_inserter(both));
  return static_cast<double>(both.size()) >=
         kSharedMembers * static_cast<double>(std::min(a.members.size(), b.members.size()));
}

double MedianPace(const FoundGroup& group) {
  std::vector<double> paces;
  for (const Card* card : group.members) {
    paces.push_back(card->calls / (static_cast<double>(card->last_us - card->first_us) + 1));
  }
  const auto middle = paces.begin() + static_cast<ptrdiff_t>(paces.size() / 2);
  std::nth_element(paces.begin(), middle, paces.end());
  return *middle;
}

std::vector<Sequence> SequencesOf(const FoundGroup& group) {
  std::vector<Sequence> sequences;
  for (size_t i = 0; i < group.members.size(); ++i) {
    const Card& card = *group.members[i];
    sequences.push_back(SequenceOf(card, group.streams.empty() ? card.Whole() : group.streams[i]));
  }
  return sequences;
}

// The groups' members came and go together, and call as often.
bool OnePace(const FoundGroup& a, const FoundGroup& b) {
  std::vector<const Card*> both = a.members;
  both.insert(both.end(), b.members.begin(), b.members.end());
  if (AtOneTime(both) < kTogether) return false;
  const double ratio = MedianPace(a) / MedianPace(b);
  return ratio < kOnePace && ratio > 1 / kOnePace;
}

double ExcessBetween(const FoundGroup& a, const FoundGroup& b) {
  return MeanTurnsBetween(SequencesOf(a), SequencesOf(b)).excess;
}

// Parts of one rotation rather than two rotations of one pace, which alternate as well but drift
// past each other.
bool OneRotation(const FoundGroup& a, const FoundGroup& b) {
  return ExcessBetween(a, b) > kOneRotation &&
         MeanDriftBetween(SequencesOf(a), SequencesOf(b)) <= kMostDrift;
}

// The tree over distributions cuts groups in pieces; those of one source, parameters or rotation
// are one.
bool OneSource(const FoundGroup& a, const FoundGroup& b) {
  if (a.link == Link::kFrame || b.link == Link::kFrame) return false;
  if (a.members.front()->script != b.members.front()->script) return false;
  if (!MayBeOneSource(DistributionOf(a.members), DistributionOf(b.members))) return false;
  // Whoever has a rotation of its own is another one, even with the same requests.
  if (a.link == Link::kRotation && b.link == Link::kRotation) {
    return OnePace(a, b) && OneRotation(a, b);
  }
  if (OnePace(a, b)) return true;
  if (a.link != Link::kDistribution || b.link != Link::kDistribution) return false;
  if (TopSignatureOf(a.members).signature == TopSignatureOf(b.members).signature) return true;
  return ExcessBetween(a, b) > kOneRotation;
}

}  // namespace

bool AreTwo(const FoundGroup& a, const FoundGroup& b) {
  return AtOneTime(a.members) >= kTogether && AtOneTime(b.members) >= kTogether && !OnePace(a, b);
}

std::vector<FoundGroup> MergeGroups(std::vector<FoundGroup> groups) {
  // The most certain first; it gives its reasons to what it is merged with.
  std::stable_sort(groups.begin(), groups.end(), [](const FoundGroup& a, const FoundGroup& b) {
    return a.judgement.score > b.judgement.score;
  });
  Roots roots(groups.size());
  for (size_t i = 0; i < groups.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (roots.Find(i) == roots.Find(j)) continue;
      if (Overlap(groups[i], groups[j]) || OneSource(groups[i], groups[j])) roots.Join(i, j);
    }
  }
  std::map<size_t, FoundGroup> merged;
  absl::flat_hash_map<const Card*, size_t> owner;
  for (size_t i = 0; i < groups.size(); ++i) {
    const size_t root = roots.Find(i);
    FoundGroup& into =
        merged.try_emplace(root, FoundGroup{groups[root].link, {}, groups[root].judgement})
            .first->second;
    for (const Card* card : groups[i].members) {
      if (owner.try_emplace(card, root).second) into.members.push_back(card);
    }
  }
  std::vector<FoundGroup> result;
  for (auto& [root, group] : merged) {
    if (group.members.size() < kLeastMembers) continue;
    std::sort(group.members.begin(), group.members.end());
    result.push_back(std::move(group));
  }
  return result;
}

}  // namespace stillwatch::detector
