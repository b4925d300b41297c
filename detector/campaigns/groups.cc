#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "detector/campaigns/judge.h"

// What else is asked of groups and judgements.

namespace stillwatch::detector {
namespace {

// From so many points on turns show a dispatcher by themselves.
constexpr double kDispatcher = 25;

}  // namespace

const char* GroupEvidenceName(GroupEvidence kind) {
  switch (kind) {
    case GroupEvidence::kParameters:
      return "same_parameters";
    case GroupEvidence::kTurns:
      return "takes_turns";
    case GroupEvidence::kAligned:
      return "aligned_start";
    case GroupEvidence::kQuota:
      return "equal_quota";
    case GroupEvidence::kMingled:
      return "mingled_calls";
    case GroupEvidence::kSource:
      return "one_source";
    case GroupEvidence::kLink:
      return "shared_source";
    case GroupEvidence::kPartition:
      return "set_partition";
    case GroupEvidence::kExchangeable:
      return "exchangeable_members";
    case GroupEvidence::kUse:
      return "no_consumption_loop";
    case GroupEvidence::kElicitation:
      return "elicitation";
    case GroupEvidence::kIdentity:
      return "shared_identity";
    case GroupEvidence::kAlone:
      return "members_alone";
  }
  return "unknown";
}

Share ShareOf(absl::Span<const Card* const> members) {
  std::vector<double> calls;
  for (const Card* card : members) calls.push_back(card->calls);
  return ShareOf(std::move(calls));
}

Share ShareOf(std::vector<double> calls) {
  std::sort(calls.begin(), calls.end());
  const size_t cut = calls.size() >= 10 ? calls.size() / 20 + 1 : 0;
  double sum = 0, squares = 0;
  for (size_t i = cut; i + cut < calls.size(); ++i) {
    sum += calls[i];
    squares += calls[i] * calls[i];
  }
  const auto count = static_cast<double>(calls.size() - 2 * cut);
  Share share;
  share.mean = sum / count;
  const double variance = (squares - sum * sum / count) / std::max(1.0, count - 1);
  share.variation = std::sqrt(std::max(0.0, variance - share.mean)) / share.mean;
  return share;
}

TopSignature TopSignatureOf(absl::Span<const Card* const> cards) {
  std::map<uint64_t, size_t> counts;
  TopSignature top;
  for (const Card* card : cards) {
    for (const uint64_t signature : card->signatures) ++counts[signature];
  }
  for (const auto& [signature, bearers] : counts) {
    if (bearers > top.bearers) top = {signature, bearers};
  }
  return top;
}

bool ShowsDispatcher(const Judgement& judgement) {
  for (const GroupReason& reason : judgement.reasons) {
    if (reason.kind == GroupEvidence::kTurns) return reason.points >= kDispatcher;
  }
  return false;
}

}  // namespace stillwatch::detector
