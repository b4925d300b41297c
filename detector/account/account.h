#ifndef STILLWATCH_DETECTOR_ACCOUNT_ACCOUNT_H_
#define STILLWATCH_DETECTOR_ACCOUNT_ACCOUNT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "detector/assess/assessor.h"
#include "detector/profile/profile.h"

namespace stillwatch::v1 {
class AccountRecord;
class AllowEntry;
class CaseRecord;
class Finding;
class StoredCall;
}  // namespace stillwatch::v1

namespace stillwatch::detector {

struct Decision;

// What a call or a decision did to an account's case.
enum class CaseChange {
  kNone,
  kUpdated,  // The open finding was seen again.
  kOpened,
  kClosed,
  kClosedAndOpened,
  kDecided,
};

// All that detection keeps of an account: its profile and its case. A deterministic fold over its
// calls, whether they come live, from a historical log or again after a crash. Not thread-safe.
class Account {
 public:
  explicit Account(absl::string_view account_id);
  ~Account();
  Account(Account&&) noexcept;
  Account& operator=(Account&&) noexcept;

  const std::string& id() const;

  // Folds the call and, when enough has come since the last time, assesses the account.
  CaseChange Add(const v1::StoredCall& call, const Assessor& assessor);

  const Profile& profile() const;
  // The newest finding, in whatever state; null if there never was one.
  const v1::Finding* finding() const;
  // Whether a finding is open, acknowledged or confirmed.
  bool flagged() const;
  // Bytes of memory, roughly.
  size_t SpaceUsed() const;
  // What the newest assessment came to.
  Outcome outcome() const;
  // Whether a person or the policy cleared it for calls at this event time.
  bool AllowedAt(int64_t time_us, const Policy& policy) const;

  // A person's decision on the newest finding; errors as in findings/life.h.
  absl::Status Acknowledge(const Decision& decision);
  absl::Status Confirm(const Decision& decision);
  // With `allow` the account is never flagged again until that entry expires.
  absl::Status Dismiss(const Decision& decision, const v1::AllowEntry* allow);
  absl::Status Reopen(const Decision& decision);

  // Everything but the sequence number, which is the engine's.
  void Save(v1::AccountRecord* record) const;
  // DATA_LOSS if the record cannot have come from Save().
  static absl::StatusOr<Account> Load(absl::string_view account_id, v1::AccountRecord record);

 private:
  CaseChange OnAssessment(const Assessor& assessor, Outcome outcome);
  bool CloseIfIdle(int64_t previous_us, const Policy& policy);

  std::string id_;
  Profile profile_;
  std::unique_ptr<v1::CaseRecord> case_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_ACCOUNT_ACCOUNT_H_
