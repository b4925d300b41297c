#include "detector/campaigns/likeness.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace stillwatch::detector {
namespace {

// Directions that a corpus' requests effectively vary in.
constexpr double kDirections = 20;
constexpr double kErrors = 2.5;
constexpr double kFewErrors = 1;
constexpr double kTolerance = 0.01;
constexpr double kLengthTolerance = 0.15;
constexpr double kLooseTolerance = 0.6;
constexpr float kRootOfDimensions = 8;
static_assert(Card::kDimensions == 64);

double Dot(const Distribution& a, const Distribution& b) {
  float dot = 0;
  for (size_t i = 0; i < Card::kDimensions; ++i) dot += a.mean[i] * b.mean[i];
  return dot;
}

bool Alike(const Card::Moment& a, double count_a, const Card::Moment& b, double count_b,
           double errors, double tolerance) {
  const double apart = std::abs(a.mean - b.mean);
  if (apart <= tolerance) return true;
  return apart <= errors * std::sqrt(a.variance / count_a + b.variance / count_b) + tolerance;
}

template <typename Other>
bool LengthsAlike(const Distribution& a, const Other& b, Fit fit) {
  const double errors = fit == Fit::kClose ? kFewErrors : kErrors;
  const double answers = fit == Fit::kUsual ? kLengthTolerance : kLooseTolerance;
  return Alike(a.log_words, a.requests, b.log_words, b.requests, errors, kLengthTolerance) &&
         Alike(a.log_output, a.requests, b.log_output, b.requests, errors, answers);
}

class Sums {
 public:
  void Add(double value) {
    first_ += value;
    second_ += value * value;
  }
  void Add(const Card::Moment& value, double count) {
    first_ += count * value.mean;
    second_ += count * (value.variance + static_cast<double>(value.mean) * value.mean);
  }
  Card::Moment Get(double count) const {
    const double mean = first_ / count;
    return {static_cast<float>(mean),
            static_cast<float>(std::max(0.0, second_ / count - mean * mean))};
  }

 private:
  double first_ = 0, second_ = 0;
};

// Of eight bits, each in a byte of its own.
uint64_t EachOfEight(uint64_t bits) {
  const uint64_t apart = bits * 0x0101010101010101u & 0x8040201008040201u;
  return (apart + 0x7f7f7f7f7f7f7f7fu) >> 7 & 0x0101010101010101u;
}

// Between-members variance of a mean over what it would be by chance.
double Ratio(absl::Span<const Card* const> cards, Card::Moment Card::*moment) {
  double sum = 0, squares = 0, chance = 0;
  for (const Card* card : cards) {
    const Card::Moment& value = card->*moment;
    sum += value.mean;
    squares += static_cast<double>(value.mean) * value.mean;
    chance += value.variance / static_cast<float>(card->requests);
  }
  const auto count = static_cast<double>(cards.size());
  const double between = (squares - sum * sum / count) / (count - 1);
  // Estimates from few calls may by luck hardly vary.
  return between / (chance / count + 1e-3);
}

}  // namespace

Distribution DistributionOf(const Card& card) {
  Distribution result;
  result.requests = card.requests;
  for (size_t i = 0; i < Card::kDimensions; ++i) result.mean[i] = card.Mean(i);
  result.within = card.within;
  result.spread = std::max(0.0f, card.self - card.within);
  result.log_words = card.log_words;
  result.log_output = card.log_output;
  return result;
}

float SmallDistribution::Mean(size_t i) const {
  const int count = requests;
  return static_cast<float>(static_cast<double>(2 * ones[i] - count) / count) / kRootOfDimensions;
}

SmallDistribution SmallDistributionOf(const Card& card, uint32_t stream) {
  std::array<const Card::Call*, Trace::kTimes> calls;
  size_t size = 0;
  for (size_t i = 0; i < card.latest.size(); ++i) {
    if ((stream >> i & 1) != 0 && card.latest[i].sketch.signs != 0) calls[size++] = &card.latest[i];
  }
  const auto end = calls.begin() + static_cast<ptrdiff_t>(size);
  std::sort(calls.begin(), end, [](const Card::Call* a, const Card::Call* b) {
    return a->sketch.signs < b->sketch.signs;
  });
  size = static_cast<size_t>(std::unique(calls.begin(), end,
                                         [](const Card::Call* a, const Card::Call* b) {
                                           return a->sketch.signs == b->sketch.signs;
                                         }) -
                             calls.begin());
  SmallDistribution result;
  result.requests = static_cast<uint8_t>(size);
  if (size < 2) return result;
  Sums words, output;
  std::array<uint64_t, Card::kDimensions / 8> ones{};  // Eight counts each, of at most kTimes.
  for (size_t i = 0; i < size; ++i) {
    const Trace::Sketch& sketch = calls[i]->sketch;
    for (size_t k = 0; k < ones.size(); ++k) ones[k] += EachOfEight(sketch.signs >> 8 * k & 0xff);
    words.Add(Trace::LogOf(sketch.words));
    output.Add(Trace::LogOf(sketch.output_tokens));
  }
  for (size_t k = 0; k < Card::kDimensions; ++k) {
    result.ones[k] = static_cast<uint8_t>(ones[k / 8] >> 8 * (k % 8));
  }
  result.log_words = words.Get(result.requests);
  result.log_output = output.Get(result.requests);
  return result;
}

Distribution DistributionOf(const SmallDistribution& small) {
  Distribution result;
  const double count = result.requests = small.requests;
  if (count < 2) return result;
  double square = 0;
  for (size_t k = 0; k < Card::kDimensions; ++k) {
    result.mean[k] = small.Mean(k);
    square += static_cast<double>(result.mean[k]) * result.mean[k];
  }
  result.within = (count * square - 1) / (count - 1);
  result.spread = std::max(0.0, 1 - result.within);
  result.log_words = small.log_words;
  result.log_output = small.log_output;
  return result;
}

Distribution DistributionOf(const Card& card, uint32_t stream) {
  return DistributionOf(SmallDistributionOf(card, stream));
}

Distribution Sum(absl::Span<const Distribution> parts) {
  Distribution result;
  Sums words, output;
  double self = 0;
  std::array<double, Card::kDimensions> sum{};
  for (const Distribution& part : parts) {
    const double count = part.requests;
    result.requests += count;
    for (size_t i = 0; i < Card::kDimensions; ++i) sum[i] += count * part.mean[i];
    self += count * (part.within + part.spread);
    words.Add(part.log_words, count);
    output.Add(part.log_output, count);
  }
  const double count = std::max(1.0, result.requests);
  double square_of_sum = 0;
  for (size_t i = 0; i < Card::kDimensions; ++i) {
    result.mean[i] = static_cast<float>(sum[i] / count);
    square_of_sum += sum[i] * sum[i];
  }
  if (count > 1) result.within = (square_of_sum - self) / (count * (count - 1));
  result.spread = std::max(0.0, self / count - result.within);
  result.log_words = words.Get(count);
  result.log_output = output.Get(count);
  return result;
}

Distribution DistributionOf(absl::Span<const Card* const> cards) {
  std::vector<Distribution> parts;
  parts.reserve(cards.size());
  for (const Card* card : cards) parts.push_back(DistributionOf(*card));
  return Sum(parts);
}

double Discrepancy(const Distribution& a, const Distribution& b) {
  return a.within + b.within - 2 * Dot(a, b);
}

bool MayBeOneSource(const Distribution& a, const Distribution& b, Fit fit) {
  if (!LengthsAlike(a, b, fit)) return false;
  const double errors = fit == Fit::kClose ? kFewErrors : kErrors;
  const double error = std::sqrt(2 / kDirections) * (a.spread / a.requests + b.spread / b.requests);
  return Discrepancy(a, b) <= errors * error + kTolerance;
}

bool MayBeOneSource(const Distribution& a, const SmallDistribution& b, Fit fit) {
  return LengthsAlike(a, b, fit) && MayBeOneSource(a, DistributionOf(b), fit);
}

double Heterogeneity(absl::Span<const Card* const> cards) {
  if (cards.size() < 2) return 1;
  const Distribution all = DistributionOf(cards);
  double between = 0, chance = 0;
  for (const Card* card : cards) {
    for (size_t i = 0; i < Card::kDimensions; ++i) {
      const double step = card->Mean(i) - all.mean[i];
      between += step * step;
    }
    chance += std::max(0.0f, card->self - card->within) / static_cast<double>(card->requests);
  }
  const double content = between / (chance + 1e-3 * static_cast<double>(cards.size()));
  return std::max(content, Ratio(cards, &Card::log_words));
}

Between BetweenMembers(absl::Span<const Distribution> members) {
  std::array<double, Card::kDimensions> sum{};
  double squares = 0, chance = 0, spread = 0;
  double words = 0, words_squares = 0, words_chance = 0, words_spread = 0, size = 0;
  for (const Distribution& member : members) {
    if (member.requests < 2) continue;
    ++size;
    for (size_t i = 0; i < Card::kDimensions; ++i) {
      sum[i] += member.mean[i];
      squares += static_cast<double>(member.mean[i]) * member.mean[i];
    }
    chance += member.spread / member.requests;
    spread += member.spread;
    words += member.log_words.mean;
    words_squares += static_cast<double>(member.log_words.mean) * member.log_words.mean;
    words_chance += member.log_words.variance / (member.requests - 1);
    words_spread += member.log_words.variance;
  }
  if (size < 2 || spread <= 0) return {};
  double square_of_sum = 0;
  for (const double x : sum) square_of_sum += x * x;
  Between result;
  const double between = (squares - square_of_sum / size) / (size - 1);
  result.content = (between - chance / size) / (spread / size);
  result.content_error = std::sqrt(2 / (kDirections * (size - 1))) * chance / spread;
  result.words = ((words_squares - words * words / size) / (size - 1) - words_chance / size) /
                 (words_spread / size + kLengthTolerance * kLengthTolerance);
  return result;
}

}  // namespace stillwatch::detector
