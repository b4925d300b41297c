#include "detector/profile/breadth.h"

#include "detector/call/stored_call.h"
#include "detector/profile/logarithm.h"

namespace stillwatch::detector {
namespace {

// Looks at all of them rather than stop early, which lets the compiler compare many at once.
template <size_t N>
bool Contains(const std::array<uint32_t, N>& tags, size_t size, uint32_t tag) {
  uint32_t found = 0;
  for (size_t i = 0; i < size; ++i) found |= tags[i] == tag ? 1u : 0u;
  return found != 0;
}

}  // namespace

Novelty Breadth::Add(const StoredCall& call) {
  const Fingerprint& fingerprint = call.fingerprint;
  const uint64_t request = fingerprint.request_hash;
  if (request == 0) return Novelty::kNoRequest;

  Novelty novelty = Novelty::kNew;
  const auto tag = static_cast<uint32_t>(request);
  if (calls > 0 && request == previous) {
    novelty = Novelty::kImmediate;
    ++immediate_repeats;
  } else if (Contains(recent, RecentSize(), tag)) {
    novelty = Novelty::kRecent;
    ++recent_repeats;
  }
  previous = request;
  recent[calls % kRecent] = tag;
  requests.Add(request, calls);
  ++calls;
  const double log_words = Log1p(fingerprint.request_words);
  sum_log_words += log_words;
  sum_log_words_squared += log_words * log_words;
  symbol_permille += fingerprint.symbol_permille;
  number_permille += fingerprint.number_permille;
  if (fingerprint.script < kScripts) ++scripts[fingerprint.script];
  return novelty;
}

}  // namespace stillwatch::detector
