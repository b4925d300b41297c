#ifndef STILLWATCH_SERVICE_GATEWAYS_HOOKS_HOOK_H_
#define STILLWATCH_SERVICE_GATEWAYS_HOOKS_HOOK_H_

#include <atomic>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "detector/assess/assessor.h"
#include "service/gateways/config/config.h"
#include "service/gateways/record/draft.h"
#include "service/gateways/record/value.h"

namespace stillwatch::detector {
class Policy;
}
namespace stillwatch::service {
class VerdictBoard;
}

namespace stillwatch::gateways {

// Monotonic.
struct HookCounters {
  std::atomic<int64_t> asked{0};
  std::atomic<int64_t> without_account{0};  // No path led to one; let through.
  std::atomic<int64_t> flagged{0};          // Of accounts that are flagged and not allow-listed.
  std::atomic<int64_t> denied{0};           // Fewer than flagged unless the mode is enforce.
};

struct HookAnswer {
  bool deny = false;
  bool tell = false;  // What follows may be told to the gateway.
  detector::Verdict verdict = detector::Verdict::kClear;
  double score = 0;
  std::string finding;
  std::string reason;
};

absl::string_view VerdictName(detector::Verdict verdict);

// Answers a gateway that asks before it serves a call, out of memory alone: waits for neither store
// nor engine. Who cannot be told is let through: questions without an account, accounts nothing is
// known of, accounts on the allow-list. Thread-safe. Borrows everything.
class Hook {
 public:
  Hook(const service::VerdictBoard* verdicts, const detector::Policy* policy,
       const HookConfig* config)
      : verdicts_(verdicts), policy_(policy), config_(config) {}

  // `question` is what the paths of the account are looked up in.
  HookAnswer Ask(Document* document, const Value& question, absl::Time now) const;
  HookAnswer AskAbout(absl::string_view account, absl::Time now) const;

  const HookConfig& config() const { return *config_; }
  const HookCounters& counters() const { return counters_; }

 private:
  const service::VerdictBoard* const verdicts_;
  const detector::Policy* const policy_;
  const HookConfig* const config_;
  mutable HookCounters counters_;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_HOOKS_HOOK_H_
