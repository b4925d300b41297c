#include "service/present/words.h"

#include "absl/strings/str_cat.h"
#include "service/present/format.h"
#include "stillwatch/v1/assessment.pb.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::service {
namespace {

// "FINDING_STATE_OPEN" as "open".
std::string LowerTail(const std::string& name, size_t prefix) {
  std::string text = name.size() > prefix ? name.substr(prefix) : "unknown";
  for (char& c : text) c = c == '_' ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return text;
}

}  // namespace

std::string VerdictText(int verdict) {
  return LowerTail(v1::Verdict_Name(static_cast<v1::Verdict>(verdict)), sizeof "VERDICT_" - 1);
}

std::string FindingStateText(int state) {
  return LowerTail(v1::FindingState_Name(static_cast<v1::FindingState>(state)),
                   sizeof "FINDING_STATE_" - 1);
}

std::string CohortText(int cohort) {
  if (cohort == v1::COHORT_UNSPECIFIED) return "not known yet";
  return LowerTail(v1::Cohort_Name(static_cast<v1::Cohort>(cohort)), sizeof "COHORT_" - 1);
}

std::string MeasurementText(const v1::Measurement& measurement) {
  std::string text = absl::StrCat(measurement.name(), " ", Plain(measurement.value()));
  if (measurement.has_usual()) {
    const bool none = measurement.usual() == 0;
    absl::StrAppend(&text, none ? " (usually none)" : " (usual up to ",
                    none ? "" : Plain(measurement.usual()), none ? "" : ")");
  }
  return text;
}

}  // namespace stillwatch::service
