#ifndef STILLWATCH_SERVICE_VIEW_ACCOUNT_VIEW_H_
#define STILLWATCH_SERVICE_VIEW_ACCOUNT_VIEW_H_

#include "detector/assess/assessor.h"

namespace stillwatch::detector {
class Account;
}
namespace stillwatch::v1 {
class Account;
}

namespace stillwatch::service {

// An account as people and programs see it, assessed as of its newest call. The finding, if one is
// open, is the account's.
v1::Account ViewAccount(const detector::Account& account, const detector::Assessor& assessor);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_VIEW_ACCOUNT_VIEW_H_
