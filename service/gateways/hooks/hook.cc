#include "service/gateways/hooks/hook.h"

#include <memory>

#include "detector/policy/policy.h"
#include "service/engine/verdict_board.h"

namespace stillwatch::gateways {

using detector::Verdict;

absl::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kElevated:
      return "elevated";
    case Verdict::kFlagged:
      return "flagged";
    default:
      return "clear";
  }
}

HookAnswer Hook::Ask(Document* document, const Value& question, absl::Time now) const {
  Draft draft;
  return AskAbout(FindText(document, {&question}, config_->account, &draft), now);
}

HookAnswer Hook::AskAbout(absl::string_view account, absl::Time now) const {
  HookAnswer answer;
  answer.tell = config_->mode != HookMode::kShadow;
  ++counters_.asked;
  if (account.empty()) {
    ++counters_.without_account;
    return answer;
  }
  const std::shared_ptr<const service::VerdictBoard::Entry> entry =
      verdicts_->GetUnlessAllowed(account, *policy_, now);
  if (entry == nullptr) return answer;
  answer.verdict = entry->outcome.verdict;
  answer.score = entry->outcome.score;
  answer.finding = entry->finding;
  answer.reason = entry->reason;
  if (answer.verdict != Verdict::kFlagged) return answer;
  ++counters_.flagged;
  answer.deny = config_->mode == HookMode::kEnforce;
  if (answer.deny) ++counters_.denied;
  return answer;
}

}  // namespace stillwatch::gateways
