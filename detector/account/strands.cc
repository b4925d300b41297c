#include "detector/account/strands.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>

#include "detector/assess/assessor.h"
#include "detector/call/stored_call.h"
#include "detector/fingerprint/mix.h"

namespace stillwatch::detector {
namespace {

// Not a setup: the first one has gone or has a profile of its own.
constexpr uint64_t kNone = 1;
// A strand gets a profile with its second call: setups that change with every call cost nothing.
constexpr uint32_t kLeastCalls = 2;
// Up to so many of an account's calls the profile of all serves for its most common setup.
constexpr int64_t kOthersShare = 8;

uint64_t SetupOf(const StoredCall& call) {
  const uint64_t setup = Avalanche(
      Chain(Chain(XXH3_64bits(call.operation.data(), call.operation.size()), call.params.signature),
            call.fingerprint.system_hash));
  return setup <= kNone ? kNone + 1 : setup;
}

}  // namespace

void Strands::Add(const StoredCall& call, const Profile& whole) {
  const uint64_t setup = SetupOf(call);
  if (first_ == 0) {
    first_ = setup;
    return;
  }
  if (size_ == 0 && first_ != kNone) {
    if (setup == first_) return;
    table_ = std::make_unique<Table>();
    size_ = 1;
    table_->strands[0].setup = first_;
    table_->strands[0].lead = static_cast<uint32_t>(whole.volume.calls);
  }
  Strand* strand = FindOrAdd(setup);
  if (strand == nullptr) return;
  ++strand->lead;
  if (setup != first_) SplitFirst(whole);
  if (IsWhole(*strand)) return;
  if (strand->profile == nullptr) {
    if (strand->lead < kLeastCalls) return;
    strand->profile = std::make_unique<Profile>();
  }
  strand->profile->Add(call);
}

// Null if there is no room; then each strand has lost some of its lead to the call.
Strand* Strands::FindOrAdd(uint64_t setup) {
  for (Strand& strand : all()) {
    if (strand.setup == setup) return &strand;
  }
  if (size_ == kMost) {
    Yield();
    return nullptr;
  }
  if (table_ == nullptr) table_ = std::make_unique<Table>();
  Strand* strand = &table_->strands[size_++];
  *strand = Strand();
  strand->setup = setup;
  return strand;
}

void Strands::Yield() {
  for (Strand& strand : all()) --strand.lead;
  const auto end = std::remove_if(all().begin(), all().end(), [this](const Strand& strand) {
    if (strand.lead > 0) return false;
    if (strand.setup == first_) first_ = kNone;
    return true;
  });
  size_ = static_cast<uint8_t>(end - all().begin());
}

// Gives the first setup a profile of its own once others have more than a small share. Until then
// theirs are in it: at the first other call none, so that it is exact where it matters.
void Strands::SplitFirst(const Profile& whole) {
  const auto calls = static_cast<int64_t>(whole.volume.calls);
  for (Strand& strand : all()) {
    if (!IsWhole(strand)) continue;
    const int64_t others = calls + 1 - static_cast<int64_t>(strand.lead);
    if (others * kOthersShare <= calls) return;
    strand.profile = std::make_unique<Profile>(whole);
    // Not before the account is, which has just as many calls.
    strand.next_assessment_calls = NextAssessment(calls);
    first_ = kNone;
    return;
  }
}

double Strands::MixedShare(int64_t calls) const {
  int64_t known = 0;
  int64_t largest = 0;
  bool first_is_whole = false;
  for (const Strand& strand : all()) {
    known += strand.calls();
    largest = std::max(largest, strand.calls());
    first_is_whole |= IsWhole(strand);
  }
  if (first_is_whole) {
    largest = std::max(largest, calls - known);
    known = calls;
  }
  if (calls == 0 || known <= largest) return 0;
  return static_cast<double>(known - largest) / static_cast<double>(calls);
}

size_t Strands::bytes() const {
  if (table_ == nullptr) return 0;
  size_t bytes = sizeof(Table);
  for (const Strand& strand : all()) bytes += strand.profile == nullptr ? 0 : sizeof(Profile);
  return bytes;
}

}  // namespace stillwatch::detector
