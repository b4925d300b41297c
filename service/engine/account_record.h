#ifndef STILLWATCH_SERVICE_ENGINE_ACCOUNT_RECORD_H_
#define STILLWATCH_SERVICE_ENGINE_ACCOUNT_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace stillwatch::detector {
class Account;
struct StoredCall;
}  // namespace stillwatch::detector

namespace stillwatch::service {

// What the store has of an account: the account, then calls that were put aside since; or, while it
// has few, only calls. docs/storage-format.md describes the bytes.

// A call of the log that an account does not have yet. Borrows it.
struct LoggedCall {
  uint64_t sequence = 0;
  const detector::StoredCall* call = nullptr;
};

// The account, which has all calls below `applied_sequence`.
void AppendAccount(const detector::Account& account, uint64_t applied_sequence,
                   std::string* record);
// What of the call is folded.
void AppendCall(const LoggedCall& call, std::string* record);

// Whether the record begins with a call rather than an account.
bool IsCall(absl::string_view record);
// Of a record that does, how many there are.
size_t CountCalls(absl::string_view record);

// Becomes the account, with the calls put aside folded: none of them may be one at which it is
// assessed. `applied_sequence` is then behind the last one. DATA_LOSS if the bytes are damaged.
absl::Status ReadRecord(absl::string_view account_id, absl::string_view record,
                        detector::Account* account, uint64_t* applied_sequence);
absl::Status ReadRecord(absl::string_view account_id, absl::string_view record,
                        detector::Account* account);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_ACCOUNT_RECORD_H_
