#ifndef STILLWATCH_SERVICE_ENGINE_QUERIES_H_
#define STILLWATCH_SERVICE_ENGINE_QUERIES_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "detector/account/account.h"
#include "detector/assess/assessor.h"

namespace stillwatch::v1 {
class Finding;
}

// Questions for Engine::Ask: what is in memory laid over what is in the store.

namespace stillwatch::service {

class EngineState;

struct AccountFilter {
  // A finding is open on it (kFlagged), or what its newest assessment came to; unset: all.
  std::optional<detector::Verdict> verdict;
  std::optional<double> min_score;
};

struct AccountPage {
  std::vector<detector::Account> accounts;
  // Where the next page begins; empty when there is none. A page may hold fewer accounts than asked
  // for, even none, and not be the last: the work for one is bounded.
  std::string next;
};

// In order of ids, from behind `after`.
absl::StatusOr<AccountPage> ListAccounts(EngineState& state, absl::string_view after, size_t limit,
                                         const AccountFilter& filter);

struct FindingPage {
  std::vector<v1::Finding> findings;
  std::string next;  // As in AccountPage.
};

absl::StatusOr<std::optional<v1::Finding>> ReadFinding(EngineState& state, absl::string_view id);
// Newest first.
absl::StatusOr<FindingPage> ListFindings(EngineState& state, absl::string_view after, size_t limit,
                                         const std::function<bool(const v1::Finding&)>& wanted);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_QUERIES_H_
