#ifndef STILLWATCH_SERVICE_SIMULATE_DATASET_H_
#define STILLWATCH_SERVICE_SIMULATE_DATASET_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"

namespace stillwatch::simulate {

class Simulation;

// Writes the rest of the simulation to a folder, which is made if it is missing:
// - calls.jsonl.zst: calls in order of arrival, as a gateway would log them;
// - labels.csv: an account a line: account_id, label (benign or harvest), family, campaign, cover,
//   calls, harvest_calls, first_harvest, note;
// - truth.csv.zst: an arrival a line, parallel to the calls: request_id, account_id, harvest (0 or
//   1), campaign.
// `progress` may be empty. Returns the number of calls.
absl::StatusOr<int64_t> WriteDataset(
    Simulation* simulation, const std::string& folder,
    const std::function<void(double share, int64_t calls)>& progress);

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_DATASET_H_
