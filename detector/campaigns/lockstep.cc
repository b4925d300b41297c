#include "detector/campaigns/lockstep.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace stillwatch::detector {
namespace {

constexpr size_t kLeastCalls = 4;  // Of each, in the time that both call.
constexpr size_t kNeighbours = 4;
constexpr size_t kFew = 12;
constexpr size_t kMany = 64;
constexpr double kLeastCompared = 0.5;  // Of pairs.
constexpr size_t kTrimmed = 8;          // One in so many, at either side.
constexpr double kAnything = 1e6;
constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kPause = 4;  // Times the median gap.
// A program that waits the same time after every call varies less.
constexpr double kClockVariation = 0.25;
constexpr double kRegularVariation = 0.45;
constexpr double kExact = 0.01;
constexpr double kMostlyExact = 0.6;

using Times = absl::Span<const int64_t>;

// Their calls in the time that both call.
std::pair<Times, Times> Together(Times a, Times b) {
  const int64_t begin = std::max(a.front(), b.front());
  const int64_t end = std::min(a.back(), b.back());
  const auto part = [begin, end](Times times) {
    const auto first = times.front() == begin ? times.begin()
                                              : std::lower_bound(times.begin(), times.end(), begin);
    const auto last = times.back() == end ? times.end() : std::upper_bound(first, times.end(), end);
    return times.subspan(static_cast<size_t>(first - times.begin()),
                         static_cast<size_t>(last - first));
  };
  return begin <= end ? std::pair(part(a), part(b)) : std::pair<Times, Times>();
}

// Runs of calls of one account; soon 0 when there are fewer than `least`.
size_t CountRuns(Times a, Times b, double least) {
  const size_t calls = a.size() + b.size();
  const auto most_repeats = static_cast<int64_t>(std::floor(static_cast<double>(calls) - least));
  size_t i = 0, j = 0;
  int64_t repeats = 0;
  bool last = a[0] > b[0];
  ++(last ? j : i);
  while (i < a.size() && j < b.size()) {
    const bool next = a[i] > b[j];
    const auto of_b = static_cast<size_t>(next);
    j += of_b;
    i += 1 - of_b;
    repeats += last == next ? 1 : 0;
    if (repeats > most_repeats) return 0;
    last = next;
  }
  // The rest is of one of them.
  const size_t rest = calls - i - j;
  if (rest > 0) repeats += static_cast<int64_t>(rest) - (last == (j < b.size()) ? 0 : 1);
  return calls - static_cast<size_t>(repeats);
}

// Of runs by chance, and the most that there can be.
struct Chance {
  double expected;
  double deviation;
  double most;
};

Chance ChanceOf(size_t a, size_t b) {
  const auto n = static_cast<double>(a);
  const auto m = static_cast<double>(b);
  const double expected = 2 * n * m / (n + m) + 1;
  const double variance = (expected - 1) * (expected - 2) / (n + m - 1);
  return {expected, std::sqrt(variance), n == m ? 2 * n : 2 * std::min(n, m) + 1};
}

// Two numbers that are worked with at once.
using Two = double __attribute__((vector_size(16)));
using TwoMasks = int64_t __attribute__((vector_size(16)));

// Pearson's, twice.
class Correlations {
 public:
  // To the first where the lowest bit of `to` is set, to the second where the next one is.
  void Add(uint64_t to, Two x, Two y) {
    static constexpr TwoMasks kMasks[4] = {{0, 0}, {-1, 0}, {0, -1}, {-1, -1}};
    const TwoMasks mask = kMasks[to];
    const auto masked = [mask](Two numbers) {
      return reinterpret_cast<Two>(reinterpret_cast<TwoMasks>(numbers) & mask);
    };
    x = masked(x);
    y = masked(y);
    n_ += masked(Two{1, 1});
    x_ += x;
    y_ += y;
    xx_ += x * x;
    yy_ += y * y;
    xy_ += x * y;
  }
  double Get(int which) const {
    const double n = n_[which], x = x_[which], y = y_[which];
    if (n < 4) return 0;
    const double varies = (xx_[which] - x * x / n) * (yy_[which] - y * y / n);
    return varies <= 1e-12 ? 0 : (xy_[which] - x * y / n) / std::sqrt(varies);
  }

 private:
  Two n_{}, x_{}, y_{}, xx_{}, yy_{}, xy_{};
};

// Between each gap of a and the gap of b that begins in it, or the one before that: whichever is
// the greater.
double GapCorrelation(const Sequence& a, const Sequence& b) {
  const Times times_a = a.times(), times_b = b.times();
  const float* const gaps_a = a.log_gaps();
  const float* const gaps_b = b.log_gaps();
  const uint64_t breaks_a = a.breaks(), breaks_b = b.breaks();
  // The one before is the first.
  Correlations correlations;
  uint64_t followed = 0;
  Two last_x{}, last_y{};
  for (size_t i = 0, j = 0; i + 1 < times_a.size(); ++i) {
    while (j < times_b.size() && times_b[j] < times_a[i]) ++j;
    if (j == times_b.size()) break;
    if (times_b[j] >= times_a[i + 1]) {
      followed = 0;
      continue;
    }
    const uint64_t follows = (breaks_a >> (i + 1) & 1) != 0 ? 0 : ~(breaks_b >> j) & 3;
    const double gap = gaps_a[i + 1];
    const Two x = {gap, gap}, y = {gaps_b[j], gaps_b[j + 1]};
    correlations.Add(follows & followed, x - last_x, y - last_y);
    followed = follows;
    last_x = x;
    last_y = y;
  }
  return std::max(correlations.Get(0), correlations.Get(1));
}

// Variance without so many of the largest and the smallest: pauses are no part of a pace.
template <size_t kCut>
double VarianceWithout(absl::Span<const double> values) {
  // In order; what is pushed out of one goes on to the next.
  std::array<double, kCut> smallest, largest;
  smallest.fill(kInfinite);
  largest.fill(-kInfinite);
  double sum = 0, squares = 0;
  for (double value : values) {
    for (double& place : smallest) {
      const double least = std::min(place, value);
      value = std::max(place, value);
      place = least;
    }
    if (value == kInfinite) continue;
    for (double& place : largest) {
      const double most = std::max(place, value);
      value = std::min(place, value);
      place = most;
    }
    if (value == -kInfinite) continue;
    sum += value;
    squares += value * value;
  }
  const double count = std::max(1.0, static_cast<double>(values.size() - 2 * kCut));
  return std::max(0.0, squares / count - sum * sum / count / count);
}

double TrimmedVariance(absl::Span<const double> values) {
  static_assert(Trace::kTimes / kTrimmed == 4);
  switch (values.size() / kTrimmed) {
    case 0:
      return VarianceWithout<0>(values);
    case 1:
      return VarianceWithout<1>(values);
    case 2:
      return VarianceWithout<2>(values);
    case 3:
      return VarianceWithout<3>(values);
    default:
      return VarianceWithout<4>(values);
  }
}

// Of the calls of the sequence that are `times`.
double GapVariance(const Sequence& sequence, Times times) {
  const auto first = static_cast<size_t>(times.data() - sequence.times().data());
  return sequence.GapVariance(first, first + times.size());
}

// Of the times from each call of a to the next one of b.
double LagVariance(Times a, Times b) {
  std::array<double, Trace::kTimes> lags;
  size_t size = 0, j = 0;
  for (const int64_t time : a) {
    while (j < b.size() && b[j] < time) ++j;
    if (j == b.size()) break;
    lags[size++] = static_cast<double>(b[j] - time) / 1e6;
  }
  return TrimmedVariance({lags.data(), size});
}

size_t PairsBetween(absl::Span<const Sequence> a, absl::Span<const Sequence> b) {
  return std::min(kMany, std::max(a.size(), b.size()));
}

class Mean {
 public:
  void Add(const Turns& turns) {
    ++pairs_;
    if (!turns.compared) return;
    sum_.excess += turns.excess;
    sum_.errors += turns.errors;
    sum_.gap_correlation += turns.gap_correlation;
    ++compared_;
  }
  Turns Get() const {
    const double by = std::max({1.0, compared_, kLeastCompared * pairs_});
    return {sum_.excess / by, sum_.errors / by, sum_.gap_correlation / by, compared_ > 0};
  }

 private:
  Turns sum_;
  double pairs_ = 0;
  double compared_ = 0;
};

}  // namespace

double Sequence::median_gap() const {
  if (median_gap_ >= 0 || size_ < 2) return std::max(0.0, median_gap_);
  std::array<int64_t, Trace::kTimes> gaps;
  for (size_t i = 1; i < size_; ++i) gaps[i - 1] = times_[i] - times_[i - 1];
  const auto middle = gaps.begin() + static_cast<ptrdiff_t>((size_ - 1) / 2);
  std::nth_element(gaps.begin(), middle, gaps.begin() + static_cast<ptrdiff_t>(size_ - 1));
  median_gap_ = static_cast<double>(*middle);
  return median_gap_;
}

void Sequence::Measure() const {
  if (measured_) return;
  const double pause = kPause * median_gap();
  breaks_ = ~uint64_t{0};
  log_gaps_[0] = log_gaps_[size_] = 0;
  for (size_t i = 1; i < size_; ++i) {
    const int64_t gap = times_[i] - times_[i - 1];
    log_gaps_[i] = std::log(1 + static_cast<float>(gap) / 1e6f);
    if (static_cast<double>(gap) <= pause) breaks_ &= ~(uint64_t{1} << i);
  }
  measured_ = true;
}

double Sequence::GapVariance(size_t first, size_t last) const {
  // Of most pairs all calls but the first or the last of either are in the time that both call.
  Spread& known = spreads_[(first & 1) | (last & 1) << 1];
  if (known.first == first && known.last == last) return known.variance;
  std::array<double, Trace::kTimes> gaps;
  for (size_t i = first + 1; i < last; ++i) {
    gaps[i - first - 1] = static_cast<double>(times_[i] - times_[i - 1]) / 1e6;
  }
  const double variance = TrimmedVariance({gaps.data(), last - first - 1});
  known = {static_cast<uint32_t>(first), static_cast<uint32_t>(last), variance};
  return variance;
}

bool Sequence::ByTheClock() const {
  double sum = 0, squares = 0;
  for (size_t i = 1; i < size_; ++i) {
    const auto gap = static_cast<double>(times_[i] - times_[i - 1]);
    sum += gap;
    squares += gap * gap;
  }
  const double count = static_cast<double>(size_) - 1;
  if (count < 2 || sum == 0) return true;
  const double mean = sum / count;
  return std::sqrt(std::max(0.0, squares / count - mean * mean)) < kClockVariation * mean;
}

bool Sequence::Regular() const {
  if (size_ < 4) return false;
  const double pause = kPause * median_gap();
  double sum = 0, squares = 0, count = 0;
  for (size_t i = 1; i < size_; ++i) {
    const auto gap = static_cast<double>(times_[i] - times_[i - 1]);
    if (gap > pause) continue;
    sum += gap;
    squares += gap * gap;
    ++count;
  }
  const double mean = sum / count;
  return std::sqrt(std::max(0.0, squares / count - mean * mean)) < kRegularVariation * mean;
}

bool Sequence::ByATimer() const {
  const double usual = median_gap();
  size_t exact = 0;
  for (size_t i = 1; i < size_; ++i) {
    const auto gap = static_cast<double>(times_[i] - times_[i - 1]);
    exact += std::abs(gap - usual) < kExact * usual ? 1 : 0;
  }
  return static_cast<double>(exact) > kMostlyExact * static_cast<double>(size_);
}

Sequence SequenceOf(const Card& card, uint32_t stream) {
  Sequence sequence;
  for (size_t i = 0; i < card.latest.size(); ++i) {
    if ((stream >> i & 1) != 0) sequence.Add(card.latest[i].time_us);
  }
  return sequence;
}

Sequence SequenceOf(const Card& card, const Card::Frame* frame) {
  return SequenceOf(card, frame == nullptr ? card.Whole() : card.Bearing(*frame));
}

Turns TurnsBeyond(const Sequence& a, const Sequence& b, double least_errors, double least_excess) {
  if (a.size() < kLeastCalls || b.size() < kLeastCalls) return {};
  const auto [times_a, times_b] = Together(a.times(), b.times());
  if (times_a.size() < kLeastCalls || times_b.size() < kLeastCalls) return {};
  const Chance chance = ChanceOf(times_a.size(), times_b.size());
  const double range = chance.most - chance.expected;
  const double least = std::max(least_errors * chance.deviation, least_excess * range);
  if (range < least) return {};
  const size_t runs = CountRuns(times_a, times_b, chance.expected + least);
  // Most pairs end here.
  if (runs == 0) return {};
  const double beyond = static_cast<double>(runs) - chance.expected;
  Turns turns{beyond / range, beyond / chance.deviation, 0, true};
  if (!turns.AreTelling()) return turns;
  turns.gap_correlation = GapCorrelation(a, b);
  return turns;
}

Turns TurnsOf(const Sequence& a, const Sequence& b) {
  return TurnsBeyond(a, b, -kAnything, -kAnything);
}

double DriftOf(const Sequence& a, const Sequence& b) {
  const auto [times_a, times_b] = Together(a.times(), b.times());
  if (times_a.size() < kLeastCalls || times_b.size() < kLeastCalls) return 0;
  const double gaps = (GapVariance(a, times_a) + GapVariance(b, times_b)) / 2;
  return std::min(LagVariance(times_a, times_b), LagVariance(times_b, times_a)) / (gaps + 1);
}

bool DriftAtMost(const Sequence& a, const Sequence& b, double most) {
  const auto [times_a, times_b] = Together(a.times(), b.times());
  if (times_a.size() < kLeastCalls || times_b.size() < kLeastCalls) return most >= 0;
  const double gaps = (GapVariance(a, times_a) + GapVariance(b, times_b)) / 2;
  return LagVariance(times_a, times_b) / (gaps + 1) <= most ||
         LagVariance(times_b, times_a) / (gaps + 1) <= most;
}

Turns MeanTurns(absl::Span<const Sequence> members) {
  const size_t size = members.size();
  const size_t reach = size <= kFew ? size - 1 : kNeighbours;
  // Of very many members some will do.
  const size_t stride = 1 + size / kMany;
  Mean mean;
  for (size_t i = 0; i < size; i += stride) {
    for (size_t step = 1; step <= reach && i + step < size; ++step) {
      mean.Add(TurnsOf(members[i], members[i + step]));
    }
  }
  return mean.Get();
}

Turns MeanTurnsBetween(absl::Span<const Sequence> a, absl::Span<const Sequence> b) {
  Mean mean;
  const size_t pairs = PairsBetween(a, b);
  for (size_t i = 0; i < pairs; ++i) mean.Add(TurnsOf(a[i % a.size()], b[i % b.size()]));
  return mean.Get();
}

double MeanDriftBetween(absl::Span<const Sequence> a, absl::Span<const Sequence> b) {
  const size_t pairs = PairsBetween(a, b);
  double sum = 0, compared = 0;
  for (size_t i = 0; i < pairs; ++i) {
    const Sequence& one = a[i % a.size()];
    const Sequence& other = b[i % b.size()];
    const Turns turns = TurnsOf(one, other);
    compared += turns.compared ? 1 : 0;
    if (turns.AreTelling()) sum += DriftOf(one, other);
  }
  return sum / std::max({1.0, compared, kLeastCompared * static_cast<double>(pairs)});
}

}  // namespace stillwatch::detector
