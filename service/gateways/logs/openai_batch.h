#ifndef STILLWATCH_SERVICE_GATEWAYS_LOGS_OPENAI_BATCH_H_
#define STILLWATCH_SERVICE_GATEWAYS_LOGS_OPENAI_BATCH_H_

#include <cstddef>
#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "service/gateways/record/draft.h"
#include "service/gateways/record/value.h"

namespace stillwatch::gateways {

// Pairs the lines of OpenAI's batch files, inputs and outputs in any order, by their custom_id and
// makes a call of each pair. Keeps what has no partner yet, up to a limit. Used by one thread.
class OpenAiBatch {
 public:
  explicit OpenAiBatch(const IdentityPaths* paths, size_t most_bytes = size_t{512} << 20)
      : paths_(paths), most_bytes_(most_bytes) {}

  void Read(absl::string_view line, CallSink* sink);
  // An answer whose question is not there is a call without content; a question without an answer
  // is rejected.
  void Finish(CallSink* sink);

 private:
  void Pair(absl::string_view input, absl::string_view output, CallSink* sink);

  const IdentityPaths* const paths_;
  const size_t most_bytes_;
  std::map<std::string, std::string> inputs_;  // Lines by custom_id.
  std::map<std::string, std::string> outputs_;
  size_t bytes_ = 0;
  Document document_;
  Draft draft_;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_LOGS_OPENAI_BATCH_H_
