#ifndef STILLWATCH_SERVICE_AUDIT_AUDIT_H_
#define STILLWATCH_SERVICE_AUDIT_AUDIT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "detector/fingerprint/key.h"
#include "detector/policy/policy.h"
#include "service/gateways/config/config.h"
#include "service/gateways/lines/format.h"

namespace stillwatch::v1 {
class Account;
class Campaign;
class Finding;
}  // namespace stillwatch::v1

namespace stillwatch::service {

struct AuditOptions {
  std::vector<std::string> files;  // Read one after the other.
  detector::FingerprintKey key;
  detector::Policy policy = detector::Policy::Default();
  bool campaigns = true;                   // Whether to look for them.
  int threads = 2;                         // That parse.
  size_t memory_limit = size_t{2} << 30;   // Of the process, in bytes.
  std::string scratch_folder;              // Empty: the system's folder for temporary files.
  std::optional<gateways::Format> format;  // Of all files; unset: of each by its first line.
  gateways::GatewayConfig gateways = gateways::DefaultConfig();
};

// What an audit tells while it runs, on the thread that runs it. Each may be empty.
struct AuditEvents {
  // A record that was not taken; `field` is empty when the line as a whole is wrong.
  std::function<void(const std::string& file, int64_t line, const std::string& field,
                     const std::string& reason)>
      rejected;
  // Bytes of the files so far; `total` is not positive when it is not known.
  std::function<void(int64_t done, int64_t total, int64_t calls)> progress;
  // Every account in order of its id, with the newest finding on it, or null.
  std::function<absl::Status(const v1::Account& account, const v1::Finding* finding)> account;
  // Every campaign with its days, the one found first before the others; after the accounts.
  std::function<absl::Status(const v1::Campaign& campaign)> campaign;
};

struct AuditSummary {
  int64_t lines = 0;
  int64_t calls = 0;
  int64_t duplicates = 0;
  int64_t rejected = 0;
  int64_t unknown_fields = 0;
  int64_t skipped = 0;  // Records of gateways that are not about calls.
  int64_t accounts = 0;
  int64_t elevated = 0;
  int64_t flagged = 0;
  int64_t campaigns = 0;
  int64_t first_time_us = 0;
  int64_t last_time_us = 0;
};

// Runs historical logs through the same normaliser and engine as a server, on a store that is
// deleted at the end. Fails when a file cannot be read to its end, or when none holds a call.
absl::StatusOr<AuditSummary> RunAudit(const AuditOptions& options, const AuditEvents& events);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_AUDIT_AUDIT_H_
