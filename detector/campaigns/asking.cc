#include "detector/campaigns/asking.h"

#include <algorithm>
#include <bit>

#include "absl/strings/str_format.h"
#include "detector/campaigns/trace.h"
#include "detector/ramp/ramp.h"

namespace stillwatch::detector {
namespace {

// Marks that harvests live on, by stillwatch.v1.Mark: reasoning, judging, rubrics, tasks,
// rewriting, role scripts, demonstrations.
constexpr size_t kElicitationMarks[] = {0, 1, 2, 3, 4, 6, 8};
constexpr size_t kClosedAnswer = 11;
constexpr double kShortAnswer = 3.0;  // ln of tokens.

double ShareThatStandsAlone(const Card& card, uint32_t stream) {
  double alone = 0;
  for (size_t k = 0; k < card.latest.size(); ++k) {
    if ((stream >> k & 1) != 0) alone += Trace::StandsAlone(card.latest[k].program);
  }
  return alone / std::max(1, std::popcount(stream));
}

}  // namespace

GroupReason UseOfAnswers(absl::Span<const Card* const> members,
                         absl::Span<const uint32_t> streams) {
  double single = 0, follow = 0;
  for (size_t i = 0; i < members.size(); ++i) {
    if (!streams.empty()) {
      single += ShareThatStandsAlone(*members[i], streams[i]);
      continue;
    }
    single += members[i]->single_turn;
    follow += members[i]->follow_up;
  }
  const auto size = static_cast<double>(members.size());
  single /= size;
  follow /= size;
  return {GroupEvidence::kUse, 10 * Ramp(single, 0.75, 0.95) - 20 * Ramp(follow, 0.1, 0.3), single,
          absl::StrFormat("%.0f %% of the requests stand alone, %.0f %% go back to an answer",
                          100 * single, 100 * follow)};
}

GroupReason Elicitation(absl::Span<const Card* const> members) {
  double marked = 0, closed = 0, output = 0;
  for (const Card* card : members) {
    float most = 0;
    for (const size_t mark : kElicitationMarks) most = std::max(most, card->marks[mark]);
    marked += most;
    closed += card->marks[kClosedAnswer];
    output += card->log_output.mean;
  }
  const auto size = static_cast<double>(members.size());
  marked /= size;
  closed /= size;
  output /= size;
  if (output < kShortAnswer && closed > 0.5) {
    return {GroupEvidence::kElicitation, -20, closed, "short closed answers are asked for"};
  }
  return {GroupEvidence::kElicitation, 15 * Ramp(marked, 0.3, 0.6), marked,
          absl::StrFormat("%.0f %% of the requests draw out reasoning, tasks, rubrics or rewriting",
                          100 * marked)};
}

}  // namespace stillwatch::detector
