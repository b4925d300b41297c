#ifndef STILLWATCH_SERVICE_RPC_PAGES_H_
#define STILLWATCH_SERVICE_RPC_PAGES_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace stillwatch::service {

// What requests for lists and for single resources have in common. All errors are INVALID_ARGUMENT.

// 0 means 100; 1 to 1,000.
absl::StatusOr<size_t> PageSize(int requested);

// Tokens hide a position so that nobody builds on what it looks like. Empty stays empty.
std::string MakePageToken(absl::string_view position);
absl::StatusOr<std::string> ReadPageToken(absl::string_view token);

// The id in a resource name "{collection}/{id}".
absl::StatusOr<std::string> IdInName(absl::string_view name, absl::string_view collection);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_RPC_PAGES_H_
