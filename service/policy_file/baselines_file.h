#ifndef STILLWATCH_SERVICE_POLICY_FILE_BASELINES_FILE_H_
#define STILLWATCH_SERVICE_POLICY_FILE_BASELINES_FILE_H_

#include <string>

#include "absl/status/status.h"

namespace stillwatch::v1 {
class Baselines;
}

namespace stillwatch::service {

// Reads baselines in the JSON form of stillwatch.v1.Baselines; an empty path is the built-in ones.
// NOT_FOUND and INVALID_ARGUMENT name the file; whether they fit this program is not looked at.
absl::Status ReadBaselines(const std::string& path, v1::Baselines* baselines);

// Writes them in that form, a tree a line. UNAVAILABLE if the file cannot be written.
absl::Status WriteBaselines(const v1::Baselines& baselines, const std::string& path);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_POLICY_FILE_BASELINES_FILE_H_
