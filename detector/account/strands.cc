#include "detector/account/strands.h"

#include <xxhash.h>

#include <algorithm>
#include <string>

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
// A setup with fewer calls does not make an account a mixture.
constexpr uint32_t kTellingCalls = 5;

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
    Strand& first = table_->strands[0];
    first.setup = first_;
    first.calls = first.lead = static_cast<uint32_t>(whole.volume.calls);
  }
  Strand* strand = FindOrAdd(setup);
  if (strand == nullptr) return;
  ++strand->calls;
  ++strand->lead;
  if (setup != first_) SplitFirst(whole);
  if (IsWhole(*strand)) return;
  if (strand->profile == nullptr) {
    if (strand->lead < kLeastCalls || strand->calls < 2 * strand->made_room_at) return;
    if (!MakeRoomForProfile()) return;
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
    first_ = kNone;
    if (!MakeRoomForProfile()) return;
    strand.profile = std::make_unique<Profile>(whole);
    // Not before the account is, which has just as many calls.
    strand.next_assessment_calls = NextAssessment(calls);
    return;
  }
}

// Whether there can be one more: as many as may be have none that came out clear.
bool Strands::MakeRoomForProfile() {
  size_t profiles = 0;
  Strand* lowest = nullptr;
  for (Strand& strand : all()) {
    if (strand.profile == nullptr) continue;
    ++profiles;
    const bool clear = static_cast<Verdict>(strand.verdict) == Verdict::kClear;
    if (clear && (lowest == nullptr || strand.score < lowest->score)) lowest = &strand;
  }
  if (profiles < kMostProfiles) return true;
  if (lowest == nullptr) return false;
  lowest->profile.reset();
  lowest->made_room_at = lowest->calls;
  lowest->score = 0;
  lowest->verdict = static_cast<uint8_t>(Verdict::kUnspecified);
  lowest->next_assessment_calls = 0;
  return true;
}

double Strands::MixedShare(int64_t calls) const {
  int64_t known = 0;
  int64_t largest = 0;
  bool first_is_whole = false;
  for (const Strand& strand : all()) {
    if (IsWhole(strand)) {
      first_is_whole = true;
    } else if (strand.calls >= kTellingCalls) {
      known += strand.calls;
      largest = std::max(largest, int64_t{strand.calls});
    }
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

size_t Strands::WrittenBytes() const {
  if (size_ == 0) return 0;
  std::string buffer(kMaxBytes, '\0');
  Writer writer(buffer.data());
  // Transfer is the same for reading, hence not const; a Writer changes nothing.
  const_cast<Strands&>(*this).Transfer(writer);
  return writer.bytes().size();
}

}  // namespace stillwatch::detector
