#include "service/calibrate/nulls.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>

namespace stillwatch::service {
namespace {

constexpr double kMiddle = 0.5;
constexpr double kUpper = 0.8;

double Quantile(std::vector<double>* values, double share) {
  const auto at =
      values->begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values->size()));
  std::nth_element(values->begin(), at, values->end());
  return *at;
}

// Of the normal distribution with mean 0 and deviation 1.
double NormalQuantile(double share) { return quantile(boost::math::normal(), share); }

}  // namespace

std::optional<EmpiricalNull> FitNull(std::vector<double> values, double budget) {
  if (values.size() < kLeastForNull) return std::nullopt;
  EmpiricalNull null;
  null.median = Quantile(&values, kMiddle);
  null.spread = (Quantile(&values, kUpper) - null.median) / NormalQuantile(kUpper);
  null.threshold = null.median + NormalQuantile(1 - budget) * null.spread;
  return null;
}

}  // namespace stillwatch::service
