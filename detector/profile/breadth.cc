#include <algorithm>
#include <cmath>

#include "detector/profile/statistics.h"
#include "detector/sketches/counted_sample.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kSampled = 64;
constexpr int kRecent = 64;
constexpr int kScripts = 10;

}  // namespace

Novelty AddToBreadth(const v1::StoredCall& call, v1::BreadthState* breadth) {
  const v1::Fingerprint& fingerprint = call.fingerprint();
  const uint64_t request = fingerprint.request_hash();
  if (request == 0) return Novelty::kNoRequest;

  Novelty novelty = Novelty::kNew;
  const uint32_t tag = static_cast<uint32_t>(request);
  const auto& recent = breadth->recent();
  if (request == breadth->previous()) {
    novelty = Novelty::kImmediate;
    breadth->set_immediate_repeats(breadth->immediate_repeats() + 1);
  } else if (std::find(recent.begin(), recent.end(), tag) != recent.end()) {
    novelty = Novelty::kRecent;
    breadth->set_recent_repeats(breadth->recent_repeats() + 1);
  }
  breadth->set_previous(request);
  if (breadth->recent_size() < kRecent) {
    breadth->add_recent(tag);
  } else {
    breadth->set_recent(static_cast<int>(breadth->calls() % kRecent), tag);
  }

  AddToSample(request, breadth->calls(), kSampled, breadth->mutable_requests());
  breadth->set_calls(breadth->calls() + 1);
  const double log_words = std::log1p(fingerprint.request_words());
  breadth->set_sum_log_words(breadth->sum_log_words() + log_words);
  breadth->set_sum_log_words_squared(breadth->sum_log_words_squared() + log_words * log_words);
  breadth->set_symbol_permille(breadth->symbol_permille() + fingerprint.symbol_permille());
  breadth->set_number_permille(breadth->number_permille() + fingerprint.number_permille());
  while (breadth->scripts_size() < kScripts) breadth->add_scripts(0);
  const int script = fingerprint.script();
  if (script >= 0 && script < kScripts) {
    breadth->set_scripts(script, breadth->scripts(script) + 1);
  }
  return novelty;
}

}  // namespace stillwatch::detector
