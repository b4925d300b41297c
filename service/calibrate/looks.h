#ifndef STILLWATCH_SERVICE_CALIBRATE_LOOKS_H_
#define STILLWATCH_SERVICE_CALIBRATE_LOOKS_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "detector/fingerprint/key.h"
#include "service/calibrate/log_view.h"

namespace stillwatch::detector {
struct Profile;
}

namespace stillwatch::service {

struct LooksOptions {
  detector::FingerprintKey key;
  LogView view = LogView::kAsItIs;
  int64_t first_look = 20;  // Calls.
  // Called now and then.
  absl::FunctionRef<void(int64_t bytes_read, int64_t bytes)> progress;
};

// An account when an audit would have assessed it, or one of its strands.
struct ShownLook {
  absl::string_view account_id;
  int64_t calls = 0;  // The account's.
  const detector::Profile& profile;
  double mixed_share = 0;  // As in detector/assess/assessor.h; 0 for a strand.
  bool of_strand = false;
};

// Log-odds that an audit takes away from such a look, whatever it comes to.
double Handicap(const ShownLook& look);

// Folds a log as an audit does and shows every look. But as nobody judges strands here, none makes
// room for another: the first that have profiles keep them. Errors are those of reading; lines that
// are no calls are skipped.
absl::Status FoldLooks(const std::string& path, const LooksOptions& options,
                       absl::FunctionRef<void(const ShownLook& look)> look);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_CALIBRATE_LOOKS_H_
