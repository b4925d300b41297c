#ifndef STILLWATCH_SERVICE_CALIBRATE_POPULATION_H_
#define STILLWATCH_SERVICE_CALIBRATE_POPULATION_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "detector/assess/assessor.h"
#include "detector/cohort/cohort.h"
#include "service/calibrate/looks.h"

namespace stillwatch::v1 {
class Baselines;
}

namespace stillwatch::service {

// What a cohort of an unlabelled population came to, in points of a score.
struct CohortRow {
  detector::Cohort cohort = detector::Cohort::kUnspecified;
  int64_t accounts = 0;  // That were of it at some look.
  double median = 0, spread = 0;
  double flag_score = 0;  // From which on they are flagged from now on, as things were.
  int64_t flagged_before = 0, flagged_now = 0;
};

// The accounts of logs without labels, judged by what is in use, to find from which score on a
// cohort's accounts are out of the ordinary among themselves.
class Population {
 public:
  // `assessor` has the baselines in use and must outlive it.
  explicit Population(const detector::Assessor* assessor) : assessor_(assessor) {}

  void Add(const ShownLook& look);

  // Raises the baselines' thresholds of cohorts where more than the budget's share of a normal
  // population would exceed them, writes down what is usual, and says what changes. `baselines` are
  // those in use. A threshold is never lowered: that few exceed it is no fault.
  std::vector<CohortRow> Calibrate(double budget, v1::Baselines* baselines) const;

  size_t size() const { return accounts_.size(); }

 private:
  static constexpr size_t kCohorts = static_cast<size_t>(detector::Cohort::kOpen) + 1;

  struct Member {
    // Highest score by the cohort it was of at the look.
    std::array<double, kCohorts> highest;
    // Of the newest look.
    detector::Cohort cohort = detector::Cohort::kUnspecified;
    std::vector<float> levels;
  };

  void WriteUsual(double flag_score, v1::Baselines* baselines) const;

  const detector::Assessor* const assessor_;
  absl::btree_map<std::string, Member> accounts_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_CALIBRATE_POPULATION_H_
