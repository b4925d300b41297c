#include "absl/strings/str_cat.h"
#include "service/engine/engine.h"
#include "service/engine/queries.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::service {
namespace {

absl::StatusOr<HotAccount*> AccountOfFinding(EngineState& state, const std::string& finding_id) {
  const absl::StatusOr<std::optional<v1::Finding>> finding = ReadFinding(state, finding_id);
  if (!finding.ok()) return finding.status();
  if (!finding->has_value()) {
    return absl::NotFoundError(absl::StrCat("there is no finding findings/", finding_id));
  }
  const std::string& account_id = (*finding)->account_id();
  const AccountKey key = KeyOf(account_id);
  const absl::StatusOr<HotAccount*> hot = state.ShardOf(key).accounts().Get(key, account_id);
  if (!hot.ok()) return hot.status();
  const v1::Finding* newest = (*hot)->account.finding();
  if (newest == nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat("findings/", finding_id,
                     " is history: its account was idle for so long that it is not kept any more"));
  }
  if (newest->name() != (*finding)->name()) {
    return absl::FailedPreconditionError(absl::StrCat("findings/", finding_id,
                                                      " is history: the account has a newer one, ",
                                                      newest->name(), "; decide on that"));
  }
  return *hot;
}

}  // namespace

absl::StatusOr<v1::Finding> Engine::Decide(
    const std::string& finding_id,
    const std::function<absl::Status(detector::Account*)>& decision) {
  return Ask([&](EngineState& state) -> absl::StatusOr<v1::Finding> {
    const absl::StatusOr<HotAccount*> hot = AccountOfFinding(state, finding_id);
    if (!hot.ok()) return hot.status();
    absl::Status status = decision(&(*hot)->account);
    if (!status.ok()) return status;
    Shard& shard = state.ShardOf((*hot)->key);
    shard.OnChange(*hot, detector::CaseChange::kDecided, shard.folded_end());
    status = shard.accounts().Write({(*hot)->key}, /*durable=*/true);
    if (!status.ok()) return status;
    return *(*hot)->account.finding();
  });
}

}  // namespace stillwatch::service
