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

// A walker in a window.
struct Visit {
  const Walker* walker;
  // A bit for paces and for each level: at the end of a window, and so in the next one, too.
  uint16_t twice;
};

// At one of the calls a pause may be between them.
bool KeepStep(const Walker& a, const Walker& b) {
  const float gap = std::max(a.gap_us, b.gap_us);
  const auto now = static_cast<float>(a.time_us - b.time_us);
  const size_t levels = std::min(a.levels, b.levels);
  const auto apart_at = [&](size_t level) { return now - (a.since[level] - b.since[level]); };
  size_t out_of_step = 0;
  for (size_t i = 0; i < levels; ++i) {
    out_of_step += std::abs(apart_at(i)) > kRound * gap ? 1 : 0;
    // Most end here.
    if (out_of_step > 1) return false;
  }
  if (levels < 3) return true;
  // How far apart they are, the two ends of it.
  float least = now, less = INFINITY, most = now, more = -INFINITY;
  for (size_t i = 1; i < levels; ++i) {
    const float apart = apart_at(i);
    less = std::min(less, std::max(least, apart));
    least = std::min(least, apart);
    more = std::max(more, std::min(most, apart));
    most = std::max(most, apart);
  }
  return std::min(most - less, more - least) <= kMostDrift * gap;
}

class Windows {
 public:
  Windows(double slowest_us, absl::FunctionRef<void(size_t, size_t)> meet)
      : slowest_us_(slowest_us), meet_(meet) {}

  // Walkers of one pace, who have met at all levels before.
  void Divide(std::vector<Visit> visits, size_t level) {
    if (std::none_of(visits.begin(), visits.end(),
                     [](const Visit& v) { return v.walker->wanted; })) {
      return;
    }
    if (visits.size() <= kFew || level == kLevels) {
      Compare(std::move(visits));
      return;
    }
    const auto further = std::partition(visits.begin(), visits.end(), [level](const Visit& visit) {
      return visit.walker->levels <= level;
    });
    std::vector<Visit> order(further, visits.end());
    visits.erase(further, visits.end());
    Compare(std::move(visits));
    std::sort(order.begin(), order.end(), [level](const Visit& a, const Visit& b) {
      const double x = a.walker->At(level), y = b.walker->At(level);
      return x != y ? x < y : a.walker->place < b.walker->place;
    });
    const double third_us = (level == 0 ? kRounds : double{kMostDrift}) * slowest_us_;
    const auto third_of = [third_us, level](const Visit& visit) {
      return static_cast<int64_t>(std::floor(visit.walker->At(level) / third_us));
    };
    const auto bit = static_cast<uint16_t>(2u << level);
    for (size_t i = 0, next = 0; i < order.size(); i = next) {
      const int64_t window_at = third_of(order[i]) >> 1;
      std::vector<Visit> window;
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
  void Compare(std::vector<Visit> visits) {
    std::sort(visits.begin(), visits.end(), [](const Visit& a, const Visit& b) {
      return a.walker->time_us != b.walker->time_us ? a.walker->time_us < b.walker->time_us
                                                    : a.walker->place < b.walker->place;
    });
    const size_t most = visits.size() <= kFew ? kFew : kNeighbours;
    for (size_t i = 0; i < visits.size(); ++i) {
      const Walker& walker = *visits[i].walker;
      const size_t end = std::min(visits.size(), i + kReach);
      for (size_t j = i + 1, met = 0; j < end && met < most; ++j) {
        // They meet in the next window.
        if ((visits[i].twice & visits[j].twice) != 0) continue;
        const Walker& other = *visits[j].walker;
        if (!walker.wanted && !other.wanted) continue;
        if (!KeepStep(walker, other)) continue;
        meet_(walker.place, other.place);
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

using Walkers = absl::Span<const Walker* const>;

// Walkers that two neighbouring paces have.
void MeetAtPace(int pace, Walkers walkers, absl::FunctionRef<void(size_t, size_t)> meet) {
  std::vector<Visit> visits;
  visits.reserve(walkers.size());
  for (const Walker* walker : walkers) {
    visits.push_back({walker, static_cast<uint16_t>(walker->pace == pace ? 0 : 1)});
  }
  Windows(std::exp2((pace + 2) * kHalfPace) * 1e6, meet).Divide(std::move(visits), 0);
}

}  // namespace

void ForMeetings(MeetingsFrom end, size_t count,
                 absl::FunctionRef<const Sequence&(size_t)> sequence,
                 const std::vector<bool>* wanted, absl::FunctionRef<void(size_t, size_t)> meet) {
  std::vector<Walker> walkers;
  walkers.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    walkers.push_back(WalkerOf(sequence(i), i, end == MeetingsFrom::kLast));
    walkers.back().wanted = wanted == nullptr || (*wanted)[i];
  }
  std::vector<const Walker*> order;
  order.reserve(count);
  for (const Walker& walker : walkers) order.push_back(&walker);
  std::sort(order.begin(), order.end(), [](const Walker* a, const Walker* b) {
    return a->pace != b->pace ? a->pace < b->pace : a->place < b->place;
  });
  const auto end_of = [&order](size_t begin, int pace) {
    while (begin < order.size() && order[begin]->pace <= pace) ++begin;
    return begin;
  };
  for (size_t begin = 0; begin < order.size();) {
    const int pace = order[begin]->pace;
    const size_t next = end_of(begin, pace);
    MeetAtPace(pace, Walkers(order).subspan(begin, end_of(next, pace + 1) - begin), meet);
    begin = next;
  }
}

}  // namespace stillwatch::detector
