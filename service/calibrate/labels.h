#ifndef STILLWATCH_SERVICE_CALIBRATE_LABELS_H_
#define STILLWATCH_SERVICE_CALIBRATE_LABELS_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"

namespace stillwatch::service {

// What is known of an account.
struct Label {
  bool harvest = false;
  // Accounts that behave alike for a known reason.
  std::string family;
  // Where what they ask comes from, which other families may share; the family where nobody says.
  std::string source;
  bool in_campaign = false;
};

// Reads a CSV file with the columns account_id, label ("benign" or "harvest"; rows with others are
// left out), family and, if they are there, campaign, source and note, which tells families apart
// further.
// INVALID_ARGUMENT names the line at fault.
absl::StatusOr<absl::flat_hash_map<std::string, Label>> LoadLabels(const std::string& path);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_CALIBRATE_LABELS_H_
