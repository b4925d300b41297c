#include "service/engine/queries.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/findings/life.h"
#include "service/engine/engine.h"
#include "stillwatch/v1/account_record.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

// Records looked at for one page.
constexpr size_t kMostScanned = 5000;

bool Wanted(const v1::AccountRecord& record, const AccountFilter& filter) {
  const v1::CaseRecord& the_case = record.case_record();
  if (filter.min_score && the_case.score() < *filter.min_score) return false;
  if (!filter.verdict) return true;
  const bool flagged = the_case.has_finding() && detector::IsLive(the_case.finding());
  if (flagged || *filter.verdict == detector::Verdict::kFlagged) {
    return flagged && *filter.verdict == detector::Verdict::kFlagged;
  }
  const bool elevated = the_case.verdict() >= v1::VERDICT_ELEVATED;
  return elevated == (*filter.verdict == detector::Verdict::kElevated);
}

absl::Status NotARecord(absl::string_view account_id) {
  return absl::DataLossError(
      absl::StrCat("the stored account \"", account_id, "\" cannot be read"));
}

// The finding as it is in memory, if it is there and the account's newest.
void Refresh(const EngineState& state, v1::Finding* finding) {
  const AccountCache::Entry* entry = state.accounts.Peek(finding->account_id());
  if (entry == nullptr || entry->account.finding() == nullptr) return;
  if (entry->account.finding()->name() == finding->name()) *finding = *entry->account.finding();
}

}  // namespace

absl::StatusOr<std::optional<v1::AccountRecord>> ReadAccount(EngineState& state,
                                                             absl::string_view account_id) {
  v1::AccountRecord record;
  if (const AccountCache::Entry* entry = state.accounts.Peek(account_id)) {
    AccountCache::Save(*entry, &record);
    return std::optional<v1::AccountRecord>(std::move(record));
  }
  const absl::StatusOr<std::optional<std::string>> bytes = state.store->ReadAccount(account_id);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return std::optional<v1::AccountRecord>();
  if (!record.ParseFromString(**bytes)) return NotARecord(account_id);
  return std::optional<v1::AccountRecord>(std::move(record));
}

absl::StatusOr<AccountPage> ListAccounts(EngineState& state, absl::string_view after, size_t limit,
                                         const AccountFilter& filter) {
  AccountPage page;
  size_t scanned = 0;
  bool full = false;
  absl::Status fault;
  // False when the page is complete.
  const auto take = [&](absl::string_view id, absl::string_view bytes) {
    v1::AccountRecord record;
    if (const AccountCache::Entry* entry = state.accounts.Peek(id)) {
      AccountCache::Save(*entry, &record);
    } else if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
      fault = NotARecord(id);
      return false;
    }
    if (Wanted(record, filter)) {
      page.ids.emplace_back(id);
      page.records.push_back(std::move(record));
    }
    full = page.ids.size() >= limit || ++scanned >= kMostScanned;
    if (full) page.next = std::string(id);
    return !full;
  };

  const auto& unwritten = state.accounts.unwritten();
  auto fresh = unwritten.upper_bound(std::string(after));
  absl::Status listed =
      state.store->ListAccounts(after, [&](absl::string_view id, absl::string_view bytes) {
        for (; fresh != unwritten.end() && *fresh < id; ++fresh) {
          if (!take(*fresh, "")) return false;
        }
        return take(id, bytes);
      });
  while (listed.ok() && fault.ok() && !full && fresh != unwritten.end()) take(*fresh++, "");
  if (!fault.ok()) return fault;
  if (!listed.ok()) return listed;
  return page;
}

absl::StatusOr<std::optional<v1::Finding>> ReadFinding(EngineState& state, absl::string_view id) {
  const absl::StatusOr<std::optional<std::string>> bytes = state.store->ReadFinding(id);
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
  const absl::Status listed = state.store->ListFindings(
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
