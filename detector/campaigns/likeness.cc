#include "detector/campaigns/likeness.h"

#include <algorithm>
#include <cmath>

namespace stillwatch::detector {
namespace {

// Directions that a corpus' requests effectively vary in.
constexpr double kDirections = 20;
constexpr double kErrors = 2.5;
constexpr double kTolerance = 0.01;
constexpr double kLengthTolerance = 0.15;

double Dot(const Distribution& a, const Distribution& b) {
  float dot = 0;
  for (size_t i = 0; i < Card::kDimensions; ++i) dot += a.mean[i] * b.mean[i];
  return dot;
}

bool Alike(const Card::Moment& a, double count_a, const Card::Moment& b, double count_b) {
  const double error = std::sqrt(a.variance / count_a + b.variance / count_b);
  return std::abs(a.mean - b.mean) <= kErrors * error + kLengthTolerance;
}

// Between-members variance of a mean over what it would be by chance.
double Ratio(absl::Span<const Card* const> cards, Card::Moment Card::*moment) {
  double sum = 0, squares = 0, chance = 0;
  for (const Card* card : cards) {
    const Card::Moment& value = card->*moment;
    sum += value.mean;
    squares += static_cast<double>(value.mean) * value.mean;
    chance += value.variance / card->requests;
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

Distribution DistributionOf(absl::Span<const Card* const> cards) {
  Distribution result;
  double words = 0, words_squares = 0, output = 0, output_squares = 0, self = 0;
  std::array<double, Card::kDimensions> sum{};
  for (const Card* card : cards) {
    const double count = card->requests;
    result.requests += count;
    for (size_t i = 0; i < Card::kDimensions; ++i) sum[i] += count * card->Mean(i);
    self += count * card->self;
    const auto add = [count](const Card::Moment& value, double* first, double* second) {
      *first += count * value.mean;
      *second += count * (value.variance + static_cast<double>(value.mean) * value.mean);
    };
    add(card->log_words, &words, &words_squares);
    add(card->log_output, &output, &output_squares);
  }
  const double count = std::max(1.0, result.requests);
  double square_of_sum = 0;
  for (size_t i = 0; i < Card::kDimensions; ++i) {
    result.mean[i] = static_cast<float>(sum[i] / count);
    square_of_sum += sum[i] * sum[i];
  }
  if (count > 1) result.within = (square_of_sum - self) / (count * (count - 1));
  result.spread = std::max(0.0, self / count - result.within);
  const auto moment = [count](double first, double second) {
    const double mean = first / count;
    return Card::Moment{static_cast<float>(mean),
                        static_cast<float>(std::max(0.0, second / count - mean * mean))};
  };
  result.log_words = moment(words, words_squares);
  result.log_output = moment(output, output_squares);
  return result;
}

bool MayBeOneSource(const Distribution& a, const Distribution& b) {
  if (!Alike(a.log_words, a.requests, b.log_words, b.requests)) return false;
  if (!Alike(a.log_output, a.requests, b.log_output, b.requests)) return false;
  const double discrepancy = a.within + b.within - 2 * Dot(a, b);
  const double error = std::sqrt(2 / kDirections) * (a.spread / a.requests + b.spread / b.requests);
  return discrepancy <= kErrors * error + kTolerance;
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
  return std::max({content, Ratio(cards, &Card::log_words), Ratio(cards, &Card::log_output)});
}

}  // namespace stillwatch::detector
