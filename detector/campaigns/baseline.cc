#include "detector/campaigns/baseline.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace stillwatch::detector {
namespace {

// Share of a signature among those outside, with one made up so that rare is not never.
double Popularity(size_t with, size_t bearers, size_t all, size_t size) {
  const double others = static_cast<double>(all > size ? all - size : 0);
  const double bear = static_cast<double>(with > bearers ? with - bearers : 0);
  return (bear + 1) / (others + 10);
}

}  // namespace

bool HardlyConverses(const Card& card) {
  return card.single_turn >= 0.75 && card.follow_up <= 0.15;
}

Baseline::Baseline(absl::Span<const Card> cards) {
  for (const Card& card : cards) {
    const bool single = HardlyConverses(card);
    for (const uint64_t signature : card.signatures) {
      Count& count = signatures_[signature];
      ++count.all;
      count.single += single ? 1 : 0;
      count.notable += card.own_score >= kNotable ? 1 : 0;
    }
    if (card.own_score >= kNotable) {
      for (const Card::Frame& frame : card.frames) ++frames_[frame.hash];
    }
    begins_.push_back(card.first_us);
    if (accounts_ == 0 || card.first_us < begin_us_) begin_us_ = card.first_us;
    ++accounts_;
    single_ += single ? 1 : 0;
  }
  std::sort(begins_.begin(), begins_.end());
}

size_t Baseline::BegunWithin(int64_t from_us, int64_t to_us) const {
  return static_cast<size_t>(std::upper_bound(begins_.begin(), begins_.end(), to_us) -
                             std::lower_bound(begins_.begin(), begins_.end(), from_us));
}

size_t Baseline::Bearers(uint64_t signature) const {
  const auto found = signatures_.find(signature);
  return found == signatures_.end() ? 0 : found->second.all;
}

double Baseline::ShareOfNotable(uint64_t signature, absl::Span<const Card* const> members) const {
  const auto found = signatures_.find(signature);
  if (found == signatures_.end() || found->second.notable == 0) return 0;
  const auto notable = std::count_if(members.begin(), members.end(), [&](const Card* card) {
    const auto& own = card->signatures;
    return card->own_score >= kNotable && std::find(own.begin(), own.end(), signature) != own.end();
  });
  return static_cast<double>(notable) / static_cast<double>(found->second.notable);
}

double Baseline::ShareOfFrame(absl::Span<const Card* const> members) const {
  std::map<uint64_t, size_t> bearers;
  size_t notable = 0;
  for (const Card* card : members) {
    if (card->own_score < kNotable) continue;
    ++notable;
    for (const Card::Frame& frame : card->frames) ++bearers[frame.hash];
  }
  // A template may show by several of its parts; the one that most others use counts.
  double least = 1;
  for (const auto& [frame, count] : bearers) {
    const auto found = frames_.find(frame);
    if (2 * count <= notable || found == frames_.end()) continue;
    least = std::min(least, static_cast<double>(count) / static_cast<double>(found->second));
  }
  return least;
}

double Baseline::SignatureEvidence(uint64_t signature, size_t bearers, size_t size) const {
  if (size == 0) return 0;
  const auto found = signatures_.find(signature);
  const Count count = found == signatures_.end() ? Count{} : found->second;
  // Programs choose otherwise than people; whoever of both is the likelier counts.
  const double usual = std::clamp(std::max(Popularity(count.all, bearers, accounts_, size),
                                           Popularity(count.single, bearers, single_, size)),
                                  1e-4, 0.99);
  const auto with = static_cast<double>(bearers);
  const auto without = static_cast<double>(size - bearers);
  const double share = with / static_cast<double>(size);
  if (share <= usual) return 0;
  double nats = with * std::log(share / usual);
  if (without > 0) nats += without * std::log((1 - share) / (1 - usual));
  return nats;
}

}  // namespace stillwatch::detector
