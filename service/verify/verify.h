#ifndef STILLWATCH_SERVICE_VERIFY_VERIFY_H_
#define STILLWATCH_SERVICE_VERIFY_VERIFY_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "detector/fingerprint/key.h"

namespace stillwatch::service {

struct VerifyOptions {
  std::string store;
  detector::FingerprintKey key;  // The one that the store was made with.
  std::string key_path;          // For messages.
  // Where scratch copies go; empty: beside the store, or else the folder for temporary files.
  std::string scratch_folder;
};

// What was found; everything that is wrong in words. At most kMostNamed of each kind are named.
struct VerifySummary {
  static constexpr size_t kMostNamed = 10;

  uint64_t first_sequence = 1;  // Of the calls that are there.
  uint64_t calls = 0;
  bool accounts_expired = false;  // Some may have been forgotten for being idle.
  int64_t accounts = 0;
  int64_t same = 0;  // Whose profile is what their calls give.
  // Part of whose calls expired, or who were forgotten in between.
  int64_t not_verifiable = 0;
  std::vector<std::string> damaged_files;
  std::vector<std::string> log_faults;  // Gaps, calls that cannot be read, calls not known.
  int64_t differing = 0;
  std::vector<std::string> differing_accounts;

  bool good() const { return damaged_files.empty() && log_faults.empty() && differing == 0; }
};

// What is being done, and how far it is; `total` 0 where that is not known.
using VerifyProgress = std::function<void(absl::string_view step, uint64_t done, uint64_t total)>;

// Checks a store that no server has open, without changing it: every file's checksums; that the
// log has no gap and knows its calls; that folding the calls again, by the engine itself in a
// scratch copy, gives the stored profiles. What people decided is not compared. Stops before what a
// damaged file makes pointless. Errors as when a store is opened, and of its key.
absl::StatusOr<VerifySummary> VerifyStore(const VerifyOptions& options,
                                          const VerifyProgress& progress);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_VERIFY_VERIFY_H_
