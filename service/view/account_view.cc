#include "service/view/account_view.h"

#include "absl/strings/str_cat.h"
#include "detector/account/account.h"
#include "stillwatch/v1/account_service.pb.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::service {

v1::Account ViewAccount(const detector::Account& account, const detector::Assessor& assessor) {
  v1::Account view;
  view.set_name(absl::StrCat("accounts/", account.id()));
  view.set_account_id(account.id());
  account.profile().Summarize(view.mutable_profile());
  view.mutable_profile()->set_state_bytes(view.profile().state_bytes() +
                                          static_cast<int64_t>(account.strands().WrittenBytes()));
  account.Assess(assessor, view.mutable_assessment());
  view.set_campaign(account.campaign().campaign);
  if (account.flagged()) {
    view.set_finding(account.finding()->name());
    *view.mutable_flag_time() = account.finding()->open_time();
  }
  return view;
}

}  // namespace stillwatch::service
