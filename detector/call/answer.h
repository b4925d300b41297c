#ifndef STILLWATCH_DETECTOR_CALL_ANSWER_H_
#define STILLWATCH_DETECTOR_CALL_ANSWER_H_

#include <cstdint>
#include <optional>

#include "absl/strings/match.h"
#include "detector/call/stored_call.h"

namespace stillwatch::detector {

// Tokens of what the model wrote, null where nobody said. A gateway that has no count, as of many a
// stream, leaves it out or says 0, so 0 is known only of operations that write nothing.
inline std::optional<int64_t> AnswerTokens(const StoredCall& call) {
  if (call.has_usage && call.output_tokens > 0) return call.output_tokens;
  if (absl::StartsWith(call.operation, "embedding")) return 0;
  return std::nullopt;
}

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CALL_ANSWER_H_
