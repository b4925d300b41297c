#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_LIKENESS_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_LIKENESS_H_

#include <array>

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

// Whether the requests of both can come from one source: the maximum mean discrepancy (Gretton et
// al. 2012), unbiased, is not beyond its noise, nor are the differences in lengths. For few
// requests nearly everything can.
bool MayBeOneSource(const Distribution& a, const Distribution& b);

// How much more the accounts' own distributions differ than chance would have it: 1 when members
// are drawn from one source, far above 1 when everybody has their own subject. The greatest of the
// ratios for content, lengths of requests and lengths of answers.
double Heterogeneity(absl::Span<const Card* const> cards);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_LIKENESS_H_
