#include "detector/campaigns/partition.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "detector/campaigns/sorted_runs.h"

namespace stillwatch::detector {
namespace {

// A tenth of the members may know few hashes without narrowing the view of all others.
constexpr double kNarrow = 0.1;
// Of more members some will do.
constexpr size_t kMostLookers = 128;
constexpr double kUnshared = 1.5;
constexpr double kPlanned = 0.5;
constexpr double kCommonShare = 0.4;
// An item that more of them ask is no item but part of how they ask.
constexpr double kOfAll = 0.8;
constexpr double kMostOfAll = 4;

// `runs` holds every item once for each member that asked it.
Overlap OverlapIn(SortedRuns<uint64_t> runs, size_t lookers) {
  const std::vector<uint64_t> seen = std::move(runs).Merge(std::less<>());
  std::vector<double> counts;
  for (size_t i = 0; i < seen.size();) {
    size_t next = i;
    while (next < seen.size() && seen[next] == seen[i]) ++next;
    counts.push_back(static_cast<double>(next - i));
    i = next;
  }
  // A few requests that all make are the frame's, not items.
  const auto all = static_cast<double>(lookers);
  for (double dropped = 0; counts.size() > 20 && dropped < kMostOfAll; ++dropped) {
    const auto most = std::max_element(counts.begin(), counts.end());
    if (*most <= kOfAll * all) break;
    counts.erase(most);
  }
  Overlap overlap;
  double sum = 0, squares = 0;
  for (const double count : counts) {
    sum += count;
    squares += count * count;
  }
  overlap.items = static_cast<double>(counts.size());
  if (sum == 0 || lookers < 2) return overlap;
  const double mean = sum / overlap.items;
  overlap.sharers = squares / sum;
  overlap.share = overlap.sharers / all;
  overlap.dispersion = (squares / overlap.items - mean * mean) / mean;
  return overlap;
}

}  // namespace

Overlap OverlapOf(absl::Span<const Card* const> all_members) {
  std::vector<const Card*> members;
  const size_t step = 1 + all_members.size() / (kMostLookers + 1);
  for (size_t i = 0; i < all_members.size(); i += step) members.push_back(all_members[i]);
  std::vector<uint64_t> known;
  known.reserve(members.size());
  for (const Card* card : members) known.push_back(card->items_below);
  std::sort(known.begin(), known.end());
  const uint64_t below = known[static_cast<size_t>(kNarrow * static_cast<double>(known.size()))];
  SortedRuns<uint64_t> seen;
  size_t lookers = 0;
  for (const Card* card : members) {
    if (card->items_below < below) continue;
    ++lookers;
    for (const uint64_t item : card->items) {
      if (item <= below) seen.Add(item);
    }
    seen.EndRun();
  }
  return OverlapIn(std::move(seen), lookers);
}

Overlap OverlapOfStreams(absl::Span<const Card* const> members,
                         absl::Span<const uint32_t> streams) {
  SortedRuns<uint64_t> seen;
  for (size_t i = 0; i < members.size(); ++i) {
    std::vector<uint64_t> own;
    for (size_t k = 0; k < members[i]->latest.size(); ++k) {
      const uint64_t signs = members[i]->latest[k].sketch.signs;
      if ((streams[i] >> k & 1) != 0 && signs != 0) own.push_back(signs);
    }
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    for (const uint64_t item : own) seen.Add(item);
    seen.EndRun();
  }
  return OverlapIn(std::move(seen), members.size());
}

bool IsPartition(const Overlap& overlap) {
  if (overlap.items < 10) return false;
  if (overlap.sharers <= kUnshared) return true;
  return overlap.dispersion <= kPlanned && overlap.share <= kCommonShare;
}

bool IsCommonSet(const Overlap& overlap) {
  return IsAskedByMost(overlap) || (overlap.sharers > 2 && overlap.dispersion > 1);
}

bool IsAskedByMost(const Overlap& overlap) {
  return overlap.items < 10 || overlap.share > kCommonShare;
}

}  // namespace stillwatch::detector
