#ifndef STILLWATCH_DETECTOR_BASELINES_BASELINES_H_
#define STILLWATCH_DETECTOR_BASELINES_BASELINES_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "detector/cohort/cohort.h"
#include "detector/model/model.h"

namespace stillwatch::v1 {
class Baselines;
}

namespace stillwatch::detector {

// What was learned from a population (see baselines.proto), checked and in the form that
// assessments use. Immutable.
class Baselines {
 public:
  // INVALID_ARGUMENT says what is wrong with them.
  static absl::StatusOr<Baselines> Create(const v1::Baselines& baselines);
  // What Stillwatch comes with.
  static std::shared_ptr<const Baselines> Default();

  const std::string& version() const { return version_; }
  const Model& model() const { return model_; }
  // Where the score is 60 for accounts of the cohort.
  double flag_log_odds(Cohort cohort) const { return flag_log_odds_[static_cast<size_t>(cohort)]; }
  // The level that nine of ten ordinary accounts of the cohort stay below; 0 if nothing is known.
  // `signal` is a position in SignalCatalogue().
  double Usual(Cohort cohort, size_t signal) const {
    return usual_[static_cast<size_t>(cohort)][signal];
  }

 private:
  Baselines() = default;

  // Create, but that the specimens are not compared.
  static absl::StatusOr<Baselines> Read(const v1::Baselines& baselines);

  std::string version_;
  Model model_;
  std::vector<double> flag_log_odds_;  // By cohort.
  std::vector<std::vector<double>> usual_;
};

// The built-in baselines as JSON.
absl::string_view DefaultBaselinesJson();

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_BASELINES_BASELINES_H_
