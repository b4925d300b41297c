#include "detector/campaigns/meeting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <tuple>
#include <utility>

namespace stillwatch::detector {
namespace {

// Calls between two times that are looked at.
constexpr size_t kStep = 8;
constexpr size_t kLevels = 4;
// Half a window of paces, in octaves.
constexpr double kHalfPace = 0.25;
// A round takes at most so many median gaps.
constexpr double kRound = 2;
// Half a window of times, in median gaps of the slowest that are of the pace.
constexpr double kRounds = 1;
// So many all meet; of more, so many next to each one do.
constexpr size_t kFew = 24;
constexpr size_t kNeighbours = 16;
// Looked through for them.
constexpr size_t kReach = 64;

struct Walker {
  size_t place = 0;
  int pace = 0;
  // A bit for paces and for each level: in the second half of a window, and so in the next one,
  // too.
  uint32_t second = 0;
  size_t levels = 0;
  double round_us = 0;  // At most.
  std::array<int64_t, kLevels> times{};
};

class Windows {
 public:
  Windows(double half_us, const std::function<void(size_t, size_t)>& meet)
      : half_us_(half_us), meet_(meet) {}

  // Walkers of one pace, who have met at all levels before.
  void Divide(std::vector<Walker> walkers, size_t level) {
    if (walkers.size() <= kFew || level == kLevels) {
      Compare(std::move(walkers));
      return;
    }
    const auto further =
        std::partition(walkers.begin(), walkers.end(),
                       [level](const Walker& walker) { return walker.levels <= level; });
    std::vector<Walker> order(further, walkers.end());
    walkers.erase(further, walkers.end());
    Compare(std::move(walkers));
    std::sort(order.begin(), order.end(), [level](const Walker& a, const Walker& b) {
      return std::tie(a.times[level], a.place) < std::tie(b.times[level], b.place);
    });
    const auto half_of = [this, level](const Walker& walker) {
      return std::floor(static_cast<double>(walker.times[level]) / half_us_);
    };
    for (size_t i = 0, middle = 0, end = 0; i < order.size(); i = middle) {
      const double half = half_of(order[i]);
      for (middle = i; middle < order.size() && half_of(order[middle]) == half;) ++middle;
      for (end = middle; end < order.size() && half_of(order[end]) == half + 1;) ++end;
      std::vector<Walker> window(order.begin() + static_cast<ptrdiff_t>(i),
                                 order.begin() + static_cast<ptrdiff_t>(end));
      for (size_t k = middle - i; k < window.size(); ++k) window[k].second |= 2u << level;
      Divide(std::move(window), level + 1);
    }
  }

 private:
  void Compare(std::vector<Walker> walkers) {
    std::sort(walkers.begin(), walkers.end(), [](const Walker& a, const Walker& b) {
      return std::tie(a.times[0], a.place) < std::tie(b.times[0], b.place);
    });
    const size_t most = walkers.size() <= kFew ? kFew : kNeighbours;
    for (size_t i = 0; i < walkers.size(); ++i) {
      const size_t end = std::min(walkers.size(), i + kReach);
      for (size_t j = i + 1, met = 0; j < end && met < most; ++j) {
        // They meet in the next window.
        if ((walkers[i].second & walkers[j].second) != 0) continue;
        if (!KeepStep(walkers[i], walkers[j])) continue;
        meet_(walkers[i].place, walkers[j].place);
        ++met;
      }
    }
  }

  // At one of the times a pause may be between them.
  bool KeepStep(const Walker& a, const Walker& b) const {
    const double round = std::max(a.round_us, b.round_us);
    size_t out_of_step = 0;
    for (size_t level = 0; level < std::min(a.levels, b.levels); ++level) {
      const auto apart = static_cast<double>(a.times[level] - b.times[level]);
      out_of_step += std::abs(apart) > round ? 1 : 0;
    }
    return out_of_step <= 1;
  }

  const double half_us_;
  const std::function<void(size_t, size_t)>& meet_;
};

Walker WalkerOf(const Sequence& sequence, size_t place, bool from_last) {
  Walker walker;
  walker.place = place;
  walker.round_us = kRound * sequence.median_gap();
  const double octaves = std::log2(1 + sequence.median_gap() / 1e6);
  walker.pace = static_cast<int>(octaves / kHalfPace);
  for (size_t call = 0; walker.levels < kLevels && call < sequence.size(); call += kStep) {
    walker.times[walker.levels++] = sequence.times()[from_last ? sequence.size() - 1 - call : call];
  }
  return walker;
}

// Walkers that two neighbouring paces have.
void MeetAtPace(int pace, std::vector<Walker> walkers,
                const std::function<void(size_t, size_t)>& meet) {
  for (Walker& walker : walkers) walker.second = walker.pace == pace ? 0 : 1;
  const double slowest_us = std::exp2((pace + 2) * kHalfPace) * 1e6;
  Windows(kRounds * slowest_us, meet).Divide(std::move(walkers), 0);
}

}  // namespace

void ForMeetings(const std::vector<const Sequence*>& sequences,
                 const std::function<void(size_t, size_t)>& meet) {
  for (const bool from_last : {false, true}) {
    std::vector<Walker> walkers;
    walkers.reserve(sequences.size());
    for (size_t i = 0; i < sequences.size(); ++i) {
      walkers.push_back(WalkerOf(*sequences[i], i, from_last));
    }
    std::stable_sort(walkers.begin(), walkers.end(),
                     [](const Walker& a, const Walker& b) { return a.pace < b.pace; });
    const auto end_of = [&walkers](std::vector<Walker>::iterator begin, int pace) {
      return std::find_if(begin, walkers.end(),
                          [pace](const Walker& walker) { return walker.pace > pace; });
    };
    for (auto begin = walkers.begin(); begin != walkers.end();) {
      const int pace = begin->pace;
      const auto next = end_of(begin, pace);
      MeetAtPace(pace, {begin, end_of(next, pace + 1)}, meet);
      begin = next;
    }
  }
}

}  // namespace stillwatch::detector
