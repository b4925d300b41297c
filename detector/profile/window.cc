#include "detector/profile/window.h"

#include "detector/call/answer.h"
#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

// An open window with fewer calls says less than the closed one before it.
constexpr uint32_t kTellingCalls = 24;

}  // namespace

void Window::Add(const StoredCall& call, int64_t previous_us) {
  if (previous_us != 0 && call.time_us >= previous_us) {
    gap_seconds.Add(static_cast<double>(call.time_us - previous_us) / 1e6);
  }
  if (call.fingerprint.request_words > 0) request_words.Add(call.fingerprint.request_words);
  if (const std::optional<int64_t> answer = AnswerTokens(call); answer.has_value()) {
    output_tokens.Add(static_cast<double>(*answer));
  }
  if (++calls < kCalls) return;
  previous = Open();
  gap_seconds.Reset();
  request_words.Reset();
  output_tokens.Reset();
  calls = 0;
  ++closed;
}

Window::Summary Window::Open() const {
  return {gap_seconds.median(),   gap_seconds.mean(),   gap_seconds.variance(),
          request_words.median(), request_words.mean(), request_words.variance(),
          output_tokens.median(), output_tokens.mean(), output_tokens.variance()};
}

Window::Summary Window::Latest() const {
  return calls < kTellingCalls && closed > 0 ? previous : Open();
}

}  // namespace stillwatch::detector
