#include "service/view/account_view.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/account/account.h"
#include "stillwatch/v1/account_record.pb.h"
#include "stillwatch/v1/account_service.pb.h"

namespace stillwatch::service {

absl::StatusOr<v1::Account> ViewAccount(absl::string_view account_id, v1::AccountRecord record,
                                        const detector::Assessor& assessor) {
  absl::StatusOr<detector::Account> account =
      detector::Account::Load(account_id, std::move(record));
  if (!account.ok()) return account.status();
  v1::Account view;
  view.set_name(absl::StrCat("accounts/", account_id));
  view.set_account_id(account->id());
  account->profile().Summarize(view.mutable_profile());
  assessor.Assess(account_id, account->profile(), view.mutable_assessment());
  if (account->flagged()) {
    view.set_finding(account->finding()->name());
    *view.mutable_flag_time() = account->finding()->open_time();
  }
  return view;
}

}  // namespace stillwatch::service
