#include "detector/profile/breadth.h"

#include "detector/call/stored_call.h"
#include "detector/profile/logarithm.h"

namespace stillwatch::detector {
namespace {

// Of a tag those bits are the request's; the others are the system message's.
constexpr uint32_t kOfRequest = ~0u << 8;

struct Found {
  bool request = false;
  bool whole = false;
};

// Looks at all of them rather than stop early, which lets the compiler compare many at once.
template <size_t N>
Found Find(const std::array<uint32_t, N>& tags, size_t size, uint32_t tag) {
  uint32_t request = 0;
  uint32_t whole = 0;
  for (size_t i = 0; i < size; ++i) {
    const uint32_t difference = tags[i] ^ tag;
    request |= (difference & kOfRequest) == 0 ? 1u : 0u;
    whole |= difference == 0 ? 1u : 0u;
  }
  return {request != 0, whole != 0};
}

}  // namespace

Novelty Breadth::Add(const StoredCall& call) {
  const Fingerprint& fingerprint = call.fingerprint;
  const uint64_t request = fingerprint.request_hash;
  if (request == 0) return Novelty::kNoRequest;

  Novelty novelty = Novelty::kNew;
  const uint32_t tag = (static_cast<uint32_t>(request) & kOfRequest) |
                       (static_cast<uint32_t>(fingerprint.system_hash) & ~kOfRequest);
  const Found found = Find(recent, RecentSize(), tag);
  if (calls > 0 && request == previous) {
    novelty = Novelty::kImmediate;
    ++immediate_repeats;
  } else if (found.request) {
    novelty = Novelty::kRecent;
    ++recent_repeats;
  }
  if (found.request && !found.whole) novelty = Novelty::kElsewhere;
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
