#ifndef STILLWATCH_DETECTOR_ASSESS_ASSESSOR_H_
#define STILLWATCH_DETECTOR_ASSESS_ASSESSOR_H_

#include <cstddef>
#include <cstdint>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "detector/cohort/cohort.h"
#include "detector/policy/policy.h"
#include "detector/traits/traits.h"

namespace stillwatch::v1 {
class Assessment;
}

namespace stillwatch::detector {

// The number of calls at which to assess an account next that made so many. Evidence is about
// shares, so it can have changed enough only after a share of the calls: assessments per account
// grow with the logarithm.
int64_t NextAssessment(int64_t calls);

// Points of a score that stand for one of the log-odds.
inline constexpr double kPointsPerLogOdd = 10;

// What it takes away from a score that so large a share of the calls, 0 to 1, were made with
// another setup than most: a mixture has something of everything, so that it takes more to flag it.
double MixedPoints(double mixed_share);

struct Profile;

// The values of stillwatch.v1.Verdict.
enum class Verdict { kUnspecified, kClear, kElevated, kFlagged };

// What an assessment comes to.
struct Outcome {
  double score = 0;
  Verdict verdict = Verdict::kClear;
};

// Weighs a profile's signals under a policy, against what is usual in its cohort. Pure and
// thread-safe. The allow-list is not its business: it says what the calls look like.
class Assessor {
  static constexpr size_t kUsualSignals = 32;

 public:
  explicit Assessor(Policy policy);

  const Policy& policy() const { return policy_; }

  // What a profile's signals come to, without words, for the way of a call.
  struct Weighing : Outcome {
    Traits traits;
    Cohort cohort = Cohort::kUnspecified;
    double mixed_share = 0;
    // Points by signal, parallel to the catalogue.
    absl::InlinedVector<double, kUsualSignals> points;
  };
  // `mixed_share` as in MixedPoints.
  Weighing Weigh(const Profile& profile, double mixed_share = 0) const;

  // The same with reasons, numbers, examples and what speaks against a harvest. `weighing` is that
  // of the profile. Whatever the assessment was before is gone; that its memory is used again makes
  // it cheaper.
  void Assess(absl::string_view account_id, const Profile& profile, const Weighing& weighing,
              v1::Assessment* assessment) const;

 private:
  Policy policy_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_ASSESS_ASSESSOR_H_
