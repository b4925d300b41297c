#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_LIKENESS_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_LIKENESS_H_

#include <array>
#include <cstdint>

#include "absl/types/span.h"
#include "detector/campaigns/card.h"

namespace stillwatch::detector {

// What requests of several accounts come to when taken together, as far as their distribution goes.
struct Distribution {
  double requests = 0;
  std::array<float, Card::kDimensions> mean{};
  double within = 0;  // Mean cosine between two requests.
  double spread = 0;  // Mean squared distance of a request from the mean.
  Card::Moment log_words;
  Card::Moment log_output;
};

Distribution DistributionOf(const Card& card);
Distribution DistributionOf(absl::Span<const Card* const> cards);

// Of the calls of a stream that have text, by their sketches: in units of its own, to be compared
// with others of the kind. Copies of a call count once.
Distribution DistributionOf(const Card& card, uint32_t stream);
// The same in a third of the memory, for very many.
struct SmallDistribution {
  std::array<uint8_t, Card::kDimensions> ones{};  // Requests with each sign.
  uint8_t requests = 0;
  Card::Moment log_words;
  Card::Moment log_output;

  float Mean(size_t i) const;
};
SmallDistribution SmallDistributionOf(const Card& card, uint32_t stream);
Distribution DistributionOf(const SmallDistribution& small);
Distribution Sum(absl::Span<const Distribution> parts);

// Whether the requests of both can come from one source: the maximum mean discrepancy (Gretton et
// al. 2012), unbiased, is not beyond its noise, nor are the differences in lengths. For few
// requests nearly everything can.
// How long answers are depends on what an account allows, too; kLoose looks at it loosely. kClose
// is kLoose with less noise allowed for: most of one source pass, and few others.
enum class Fit : uint8_t { kUsual, kLoose, kClose };
bool MayBeOneSource(const Distribution& a, const Distribution& b, Fit fit = Fit::kUsual);
// The same; most end before all of b is worked out.
bool MayBeOneSource(const Distribution& a, const SmallDistribution& b, Fit fit);
// The maximum mean discrepancy.
double Discrepancy(const Distribution& a, const Distribution& b);

// How much more the accounts' own distributions differ than chance would have it: 1 when members
// are drawn from one source, far above 1 when everybody has their own subject. The greater of the
// ratios for content and lengths of requests; how long answers are depends on parameters as well.
double Heterogeneity(absl::Span<const Card* const> cards);

// The share of the variance between requests that lies between members (intraclass correlation):
// 0 when each request could as well be another member's, the more the more members have subjects
// of their own. Unlike the ratio above it does not grow with their calls.
struct Between {
  double content = 1;
  double content_error = 1;  // Standard error of the estimate.
  double words = 1;
};
Between BetweenMembers(absl::Span<const Distribution> members);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_LIKENESS_H_
