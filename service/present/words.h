#ifndef STILLWATCH_SERVICE_PRESENT_WORDS_H_
#define STILLWATCH_SERVICE_PRESENT_WORDS_H_

#include <string>

namespace stillwatch::v1 {
class Measurement;
}

namespace stillwatch::service {

// Values of stillwatch.v1 enums in words, e.g. "flagged", "open", "an evaluation run".
std::string VerdictText(int verdict);
std::string FindingStateText(int state);
std::string CohortText(int cohort);

// "prefix_share 0.93" or "level 0.9 (usual up to 0.8)".
std::string MeasurementText(const v1::Measurement& measurement);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_PRESENT_WORDS_H_
