#ifndef STILLWATCH_DETECTOR_ASSESS_ASSESSOR_H_
#define STILLWATCH_DETECTOR_ASSESS_ASSESSOR_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "detector/cohort/cohort.h"
#include "detector/model/quick_model.h"
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

// What it takes away from a score that only so many calls of the account were seen: odds count in
// proportion to the calls, up to 320. An account is looked at from its twentieth call on, and may
// so spend its chance of a false alarm in proportion to its calls, rather than on looks at which
// little is known (a uniform spending function; Lan and DeMets 1983).
double FewCallsPoints(int64_t calls);

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
 public:
  explicit Assessor(Policy policy);

  const Policy& policy() const { return policy_; }

  // What counts of the account beside the profile, which is of all its calls or of a strand.
  struct Surroundings {
    int64_t calls = 0;       // Of the account.
    double mixed_share = 0;  // As in MixedPoints.
  };

  // What a profile's signals come to, without words, for the way of a call.
  struct Weighing : Outcome {
    Traits traits;
    Cohort cohort = Cohort::kUnspecified;
    Surroundings surroundings;
  };
  Weighing Weigh(const Profile& profile, Surroundings surroundings) const;
  // Of a profile that is all of an account, and no mixture.
  Weighing Weigh(const Profile& profile) const;

  // The same with reasons, numbers, examples and what speaks against a harvest. `weighing` is that
  // of the profile. Whatever the assessment was before is gone; that its memory is used again makes
  // it cheaper.
  void Assess(absl::string_view account_id, const Profile& profile, const Weighing& weighing,
              v1::Assessment* assessment) const;

 private:
  // What every signal adds to the score, parallel to the catalogue.
  std::vector<double> Points(const Traits& traits) const;
  // Whether enough speaks for a harvest beside a score that is high enough.
  bool Agreed(const Traits& traits, double score) const;

  Policy policy_;
  QuickModel quick_model_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_ASSESS_ASSESSOR_H_
