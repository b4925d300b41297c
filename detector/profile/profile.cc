#include "detector/profile/profile.h"

#include "detector/call/stored_call.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kLine = 64;

void PrefetchRange(const void* begin, const void* end) {
  const char* at = static_cast<const char*>(begin);
  for (; at < static_cast<const char*>(end); at += kLine) __builtin_prefetch(at, /*rw=*/1);
}

}  // namespace

void Profile::Prefetch() const {
  PrefetchRange(&schedule, &volume.day);
  PrefetchRange(&breadth, &breadth.requests);
  breadth.requests.Prefetch();
  PrefetchRange(&examples.calls, &examples.kinds);
}

void Profile::Add(const StoredCall& call) {
  const int64_t previous_us = volume.last_time_us;
  volume.Add(call);
  schedule.Add(call, previous_us);
  identity.Add(call);
  if (!Succeeded(call)) return;
  Novelty novelty = Novelty::kNoRequest;
  if (call.has_fingerprint) {
    novelty = breadth.Add(call);
    embedding.Add(call);
    const bool framed = frames.Add(call);
    conversation.Add(call);
    elicitation.Add(call);
    items.Add(call, novelty, framed);
  }
  output.Add(call, novelty);
  parameters.Add(call);
  examples.Add(call, novelty);
  window.Add(call, previous_us);
}

}  // namespace stillwatch::detector
