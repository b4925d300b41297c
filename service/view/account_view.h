#ifndef STILLWATCH_SERVICE_VIEW_ACCOUNT_VIEW_H_
#define STILLWATCH_SERVICE_VIEW_ACCOUNT_VIEW_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "detector/assess/assessor.h"

namespace stillwatch::v1 {
class Account;
class AccountRecord;
}  // namespace stillwatch::v1

namespace stillwatch::service {

// An account as people and programs see it, assessed as of its newest call. The finding, if one is
// open, is the record's.
absl::StatusOr<v1::Account> ViewAccount(absl::string_view account_id, v1::AccountRecord record,
                                        const detector::Assessor& assessor);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_VIEW_ACCOUNT_VIEW_H_
