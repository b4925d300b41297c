#ifndef STILLWATCH_DETECTOR_ASSESS_EVIDENCE_H_
#define STILLWATCH_DETECTOR_ASSESS_EVIDENCE_H_

#include <cstdint>

#include "detector/signals/signal.h"

namespace google::protobuf {
class Timestamp;
}
namespace stillwatch::v1 {
class Assessment;
class Contribution;
}  // namespace stillwatch::v1

namespace stillwatch::detector {

struct Profile;

// What a signal came to in one assessment.
struct SignalEvidence {
  const SignalDefinition* signal;
  double level;
  double usual;
  double weight;
  double points;
};

// Writes the signal down with its reason, its numbers and the calls that show it, in place of
// whatever the contribution was.
void SetContribution(const SignalEvidence& evidence, const Traits& traits, const Profile& profile,
                     v1::Contribution* contribution);

// Writes down that so large a share of the calls have another setup than most, in place of whatever
// the contribution was.
void SetMixture(double mixed_share, double points, v1::Contribution* contribution);

// Writes down that only so many calls were seen, in place of whatever the contribution was.
void SetFewCalls(int64_t calls, double points, v1::Contribution* contribution);

// Contributions: what speaks for a harvest first, the most points first.
void SortByWeight(v1::Assessment* assessment);

// Microseconds since 1970.
void SetTime(int64_t time_us, google::protobuf::Timestamp* time);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_ASSESS_EVIDENCE_H_
