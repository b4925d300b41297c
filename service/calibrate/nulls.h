#ifndef STILLWATCH_SERVICE_CALIBRATE_NULLS_H_
#define STILLWATCH_SERVICE_CALIBRATE_NULLS_H_

#include <cstddef>
#include <optional>
#include <vector>

namespace stillwatch::service {

// What the ordinary accounts of a cohort come to, read off a population that nobody labelled.
struct EmpiricalNull {
  double median = 0;
  double spread = 0;  // Standard deviation.
  // What at most the budget's share of a normal distribution with these exceeds.
  double threshold = 0;
};

// With fewer accounts nothing is said.
inline constexpr size_t kLeastForNull = 50;

// Fits a normal distribution to the middle of the values, from the median to the upper fifth, which
// few harvesters among them hardly move (the empirical null; Efron 2004, "Large-scale simultaneous
// hypothesis testing"). `budget` is a share, above 0 and below 0.5. Nothing if there are too few.
std::optional<EmpiricalNull> FitNull(std::vector<double> values, double budget);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_CALIBRATE_NULLS_H_
