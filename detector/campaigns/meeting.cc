#include "detector/campaigns/meeting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

namespace stillwatch::detector {
namespace {

// Calls between two that are looked at; a level of windows for each.
constexpr size_t kStep = 4;
constexpr size_t kLevels = 8;
// Half a window of paces, in octaves.
constexpr double kHalfPace = 0.25;
// How far apart calls of a round are, and by how much more or less those of another round, in
// median gaps.
constexpr float kRound = 2;
constexpr float kMostDrift = 0.75;
// A third of a window of times, in median gaps of the slowest that are of the pace.
constexpr double kRounds = 1;
// So many all meet; of more, so many next to each one do.
constexpr size_t kFew = 24;
constexpr size_t kNeighbours = 16;
// Looked through for them.
constexpr size_t kReach = 64;

struct Walker {
  uint32_t place = 0;
  int16_t pace = 0;
  // A bit for paces and for each level: at the end of a window, and so in the next one, too.
  uint16_t twice = 0;
  uint8_t levels = 0;
  bool wanted = true;
  float gap_us = 0;
  int64_t time_us = 0;
  // Since the call at each level, the first 0.
  std::array<float, kLevels> since{};

  double At(size_t level) const {
    return level == 0 ? static_cast<double>(time_us) : double{since[level]};
  }
};

// At one of the calls a pause may be between them.
bool KeepStep(const Walker& a, const Walker& b) {
  const float gap = std::max(a.gap_us, b.gap_us);
  const auto now = static_cast<float>(a.time_us - b.time_us);
  const size_t levels = std::min(a.levels, b.levels);
  size_t out_of_step = 0;
  // How far apart they are, the two ends of it.
  float least = now, less = INFINITY, most = now, more = -INFINITY;
  for (size_t i = 0; i < levels; ++i) {
    const float apart = now - (a.since[i] - b.since[i]);
    out_of_step += std::abs(apart) > kRound * gap ? 1 : 0;
    if (i == 0) continue;
    less = std::min(less, std::max(least, apart));
    least = std::min(least, apart);
    more = std::max(more, std::min(most, apart));
    most = std::max(most, apart);
  }
  if (out_of_step > 1) return false;
  return levels < 3 || std::min(most - less, more - least) <= kMostDrift * gap;
}

class Windows {
 public:
  Windows(double slowest_us, absl::FunctionRef<void(size_t, size_t)> meet)
      : slowest_us_(slowest_us), meet_(meet) {}

  // Walkers of one pace, who have met at all levels before.
  void Divide(std::vector<Walker> walkers, size_t level) {
    if (std::none_of(walkers.begin(), walkers.end(), [](const Walker& w) { return w.wanted; })) {
      return;
    }
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
      const double x = a.At(level), y = b.At(level);
      return x != y ? x < y : a.place < b.place;
    });
    const double third_us = (level == 0 ? kRounds : double{kMostDrift}) * slowest_us_;
    const auto third_of = [third_us, level](const Walker& walker) {
      return static_cast<int64_t>(std::floor(walker.At(level) / third_us));
    };
    const auto bit = static_cast<uint16_t>(2u << level);
    for (size_t i = 0, next = 0; i < order.size(); i = next) {
      const int64_t window_at = third_of(order[i]) >> 1;
      std::vector<Walker> window;
      for (next = i; next < order.size() && third_of(order[next]) >> 1 == window_at; ++next) {
        window.push_back(order[next]);
      }
      for (size_t k = next; k < order.size() && third_of(order[k]) == 2 * window_at + 2; ++k) {
        window.push_back(order[k]);
        window.back().twice |= bit;
      }
      Divide(std::move(window), level + 1);
    }
  }

 private:
  void Compare(std::vector<Walker> walkers) {
    std::sort(walkers.begin(), walkers.end(), [](const Walker& a, const Walker& b) {
      return a.time_us != b.time_us ? a.time_us < b.time_us : a.place < b.place;
    });
    const size_t most = walkers.size() <= kFew ? kFew : kNeighbours;
    for (size_t i = 0; i < walkers.size(); ++i) {
      const Walker& walker = walkers[i];
      const size_t end = std::min(walkers.size(), i + kReach);
      for (size_t j = i + 1, met = 0; j < end && met < most; ++j) {
        // They meet in the next window.
        if ((walker.twice & walkers[j].twice) != 0) continue;
        if (!walker.wanted && !walkers[j].wanted) continue;
        if (!KeepStep(walker, walkers[j])) continue;
        meet_(walker.place, walkers[j].place);
        ++met;
      }
    }
  }

  const double slowest_us_;
  const absl::FunctionRef<void(size_t, size_t)> meet_;
};

Walker WalkerOf(const Sequence& sequence, size_t place, bool from_last) {
  const absl::Span<const int64_t> times = sequence.times();
  Walker walker;
  walker.place = static_cast<uint32_t>(place);
  walker.gap_us = static_cast<float>(sequence.median_gap());
  const double octaves = std::log2(1 + sequence.median_gap() / 1e6);
  walker.pace = static_cast<int16_t>(octaves / kHalfPace);
  walker.time_us = from_last ? times.back() : times.front();
  for (size_t call = 0; walker.levels < kLevels && call < times.size(); call += kStep) {
    const int64_t time_us = times[from_last ? times.size() - 1 - call : call];
    walker.since[walker.levels++] = static_cast<float>(walker.time_us - time_us);
  }
  return walker;
}

// Walkers that two neighbouring paces have.
void MeetAtPace(int pace, std::vector<Walker> walkers,
                absl::FunctionRef<void(size_t, size_t)> meet) {
  for (Walker& walker : walkers) walker.twice = walker.pace == pace ? 0 : 1;
  Windows(std::exp2((pace + 2) * kHalfPace) * 1e6, meet).Divide(std::move(walkers), 0);
}

}  // namespace

void ForMeetings(size_t count, absl::FunctionRef<Sequence(size_t)> sequence,
                 const std::vector<bool>* wanted, absl::FunctionRef<void(size_t, size_t)> meet) {
  for (const bool from_last : {false, true}) {
    std::vector<Walker> walkers;
    walkers.reserve(count);
    for (size_t i = 0; i < count; ++i) {
      walkers.push_back(WalkerOf(sequence(i), i, from_last));
      walkers.back().wanted = wanted == nullptr || (*wanted)[i];
    }
    std::sort(walkers.begin(), walkers.end(), [](const Walker& a, const Walker& b) {
      return a.pace != b.pace ? a.pace < b.pace : a.place < b.place;
    });
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
