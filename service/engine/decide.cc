#include "absl/strings/str_cat.h"
#include "service/engine/engine.h"
#include "service/engine/queries.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::service {
namespace {

absl::StatusOr<AccountCache::Entry*> AccountOfFinding(EngineState& state,
                                                      const std::string& finding_id) {
  const absl::StatusOr<std::optional<v1::Finding>> finding = ReadFinding(state, finding_id);
  if (!finding.ok()) return finding.status();
  if (!finding->has_value()) {
    return absl::NotFoundError(absl::StrCat("there is no finding findings/", finding_id));
  }
  const absl::StatusOr<AccountCache::Entry*> entry = state.accounts.Find((*finding)->account_id());
  if (!entry.ok()) return entry.status();
  const v1::Finding* newest = *entry == nullptr ? nullptr : (*entry)->account.finding();
  if (newest == nullptr) {
    return absl::DataLossError(absl::StrCat("findings/", finding_id, " has lost its account"));
  }
  if (newest->name() != (*finding)->name()) {
    return absl::FailedPreconditionError(absl::StrCat("findings/", finding_id,
                                                      " is history: the account has a newer one, ",
                                                      newest->name(), "; decide on that"));
  }
  return *entry;
}

}  // namespace

absl::StatusOr<v1::Finding> Engine::Decide(
    const std::string& finding_id,
    const std::function<absl::Status(detector::Account*)>& decision) {
  return Ask([&](EngineState& state) -> absl::StatusOr<v1::Finding> {
    const absl::StatusOr<AccountCache::Entry*> entry = AccountOfFinding(state, finding_id);
    if (!entry.ok()) return entry.status();
    absl::Status status = decision(&(*entry)->account);
    if (!status.ok()) return status;
    OnChange(*entry, detector::CaseChange::kDecided);
    changed_findings_.clear();
    status = state.accounts.WriteOne(*entry);
    if (!status.ok()) return status;
    return *(*entry)->account.finding();
  });
}

}  // namespace stillwatch::service
