#include "service/engine/queries.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/findings/life.h"
#include "service/engine/account_record.h"
#include "service/engine/engine.h"
#include "stillwatch/v1/finding.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

// Records looked at for one page.
constexpr size_t kMostScanned = 5000;
// Accounts are large: room for as many is made at once.
constexpr size_t kUsualPage = 64;

bool Wanted(const detector::Account& account, const AccountFilter& filter) {
  if (filter.min_score && account.outcome().score < *filter.min_score) return false;
  if (!filter.verdict) return true;
  if (account.flagged() || *filter.verdict == detector::Verdict::kFlagged) {
    return account.flagged() && *filter.verdict == detector::Verdict::kFlagged;
  }
  const detector::Verdict verdict = account.outcome().verdict;
  const bool elevated =
      verdict == detector::Verdict::kElevated || verdict == detector::Verdict::kFlagged;
  return elevated == (*filter.verdict == detector::Verdict::kElevated);
}

// The finding as it is in memory, if it is there and the account's newest.
void Refresh(EngineState& state, v1::Finding* finding) {
  const AccountKey key = KeyOf(finding->account_id());
  const HotAccount* hot = state.ShardOf(key).accounts().Peek(key);
  if (hot == nullptr || hot->account.finding() == nullptr) return;
  if (hot->account.finding()->name() == finding->name()) *finding = *hot->account.finding();
}

}  // namespace

absl::StatusOr<bool> EngineState::ReadAccount(absl::string_view account_id,
                                              detector::Account* account) {
  return ShardOf(KeyOf(account_id)).accounts().Read(account_id, account);
}

absl::Status EngineState::WriteAll() {
  for (const std::unique_ptr<Shard>& shard : *shards_) {
    if (absl::Status status = shard->WriteAll(); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<AccountPage> ListAccounts(EngineState& state, absl::string_view after, size_t limit,
                                         const AccountFilter& filter) {
  if (absl::Status written = state.WriteAll(); !written.ok()) return written;
  AccountPage page;
  page.accounts.reserve(std::min(limit, kUsualPage));
  size_t scanned = 0;
  absl::Status fault;
  absl::Status listed =
      state.store()->ListAccounts(after, [&](absl::string_view id, absl::string_view bytes) {
        detector::Account account(id);
        fault = ReadRecord(id, bytes, &account);
        if (!fault.ok()) return false;
        if (Wanted(account, filter)) page.accounts.push_back(std::move(account));
        if (page.accounts.size() < limit && ++scanned < kMostScanned) return true;
        page.next = std::string(id);
        return false;
      });
  if (!fault.ok()) return fault;
  if (!listed.ok()) return listed;
  return page;
}

absl::StatusOr<std::optional<v1::Finding>> ReadFinding(EngineState& state, absl::string_view id) {
  const absl::StatusOr<std::optional<std::string>> bytes = state.store()->ReadFinding(id);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return std::optional<v1::Finding>();
  v1::Finding finding;
  if (!finding.ParseFromString(**bytes)) {
    return absl::DataLossError(absl::StrCat("the stored finding ", id, " cannot be read"));
  }
  Refresh(state, &finding);
  return std::optional<v1::Finding>(std::move(finding));
}

absl::StatusOr<FindingPage> ListFindings(EngineState& state, absl::string_view after, size_t limit,
                                         const std::function<bool(const v1::Finding&)>& wanted) {
  FindingPage page;
  size_t scanned = 0;
  absl::Status fault;
  const absl::Status listed = state.store()->ListFindings(
      after, [&](absl::string_view position, absl::string_view id, absl::string_view bytes) {
        v1::Finding finding;
        if (!finding.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
          fault = absl::DataLossError(absl::StrCat("the stored finding ", id, " cannot be read"));
          return false;
        }
        Refresh(state, &finding);
        if (wanted(finding)) page.findings.push_back(std::move(finding));
        if (page.findings.size() < limit && ++scanned < kMostScanned) return true;
        page.next = std::string(position);
        return false;
      });
  if (!fault.ok()) return fault;
  if (!listed.ok()) return listed;
  return page;
}

}  // namespace stillwatch::service
