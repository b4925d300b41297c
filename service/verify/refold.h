#ifndef STILLWATCH_SERVICE_VERIFY_REFOLD_H_
#define STILLWATCH_SERVICE_VERIFY_REFOLD_H_

#include <string>

#include "absl/status/status.h"
#include "service/verify/verify.h"

namespace stillwatch::service {

// Brings the store at `stored` up to the end of its log, makes that at `refolded` forget its state
// and fold its log anew, and counts in the summary whose profiles differ. Changes both.
absl::Status CompareAccounts(const std::string& stored, const std::string& refolded,
                             const VerifyProgress& progress, VerifySummary* summary);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_VERIFY_REFOLD_H_
