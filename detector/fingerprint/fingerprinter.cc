#include "detector/fingerprint/fingerprinter.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "detector/fingerprint/marks.h"
#include "detector/fingerprint/mix.h"
#include "detector/fingerprint/open_list.h"
#include "detector/fingerprint/pass.h"
#include "detector/fingerprint/system_scan.h"

namespace stillwatch::detector {
namespace {

uint64_t ReadKeyWord(const FingerprintKey& key, int index) {
  uint64_t word;
  std::memcpy(&word, key.bytes.data() + 8 * index, sizeof word);
  return word;
}

WordSeed SeedFrom(uint64_t key_word) {
  const uint64_t low = Avalanche(key_word);
  return {low, Avalanche(low ^ 0xa0761d6478bd642fu)};
}

enum class Role { kSystem, kUser, kAssistant, kTool };

// The size first: it nearly tells the role.
Role RoleOf(absl::string_view name) {
  const auto is = [name](const auto& role) {
    constexpr size_t kSize = sizeof role - 1;
    return name.size() == kSize && std::memcmp(name.data(), role, kSize) == 0;
  };
  if (is("system") || is("developer")) return Role::kSystem;
  if (is("assistant")) return Role::kAssistant;
  return is("tool") ? Role::kTool : Role::kUser;
}

uint32_t Clamp(uint64_t bytes) {
  return static_cast<uint32_t>(std::min<uint64_t>(bytes, std::numeric_limits<uint32_t>::max()));
}

}  // namespace

Fingerprinter::Fingerprinter(const FingerprintKey& key)
    : seed_(SeedFrom(ReadKeyWord(key, 0))),
      final_key_(Avalanche(ReadKeyWord(key, 1) ^ 1)),
      mark_keys_{Avalanche(ReadKeyWord(key, 2) ^ 2), Avalanche(ReadKeyWord(key, 3) ^ 3)},
      lexicon_(seed_) {}

uint64_t Fingerprinter::HashBytes(absl::string_view bytes) const {
  if (bytes.empty()) return 0;
  const uint64_t hash = Avalanche(XXH3_64bits_withSeed(bytes.data(), bytes.size(), final_key_));
  return hash == 0 ? 1 : hash;
}

void Fingerprinter::CallMark(absl::string_view account_id, absl::string_view request_id,
                             uint64_t mark[2]) const {
  for (int half = 0; half < 2; ++half) {
    const uint64_t account =
        XXH3_64bits_withSeed(account_id.data(), account_id.size(), mark_keys_[half]);
    mark[half] = Avalanche(XXH3_64bits_withSeed(request_id.data(), request_id.size(), account));
  }
}

void Fingerprinter::DigestRequest(absl::string_view text, Fingerprint* out) const {
  out->has_request = true;
  out->request_bytes = Clamp(text.size());
  Pass pass(lexicon_, final_key_);
  pass.Digest(text, seed_, out);
  out->marks |= pass.marks();
  if (LeavesListOpen(text)) out->marks |= 1u << kDemonstrations;
}

void Fingerprinter::Digest(absl::Span<const MessageView> messages, Fingerprint* out) const {
  uint64_t content_bytes = 0;
  uint64_t system_bytes = 0;
  const MessageView* first_user = nullptr;
  const MessageView* request = nullptr;
  for (const MessageView& message : messages) {
    const absl::string_view text = message.content;
    content_bytes += text.size();
    switch (RoleOf(message.role)) {
      case Role::kSystem: {
        const uint64_t hash = HashBytes(text);
        system_bytes += text.size();
        out->system_hash = Chain(out->system_hash, hash);
        if (hash != 0) out->marks |= SystemMarks(text, hash, lexicon_, seed_);
        break;
      }
      case Role::kAssistant:
        ++out->assistant_turns;
        break;
      case Role::kTool:
        ++out->tool_turns;
        break;
      case Role::kUser:
        ++out->user_turns;
        if (first_user == nullptr) first_user = &message;
        request = &message;
        break;
    }
  }
  out->content_bytes = Clamp(content_bytes);
  out->system_bytes = Clamp(system_bytes);
  if (request != nullptr) {
    out->conversation_hash = Chain(out->system_hash, HashBytes(first_user->content));
    DigestRequest(request->content, out);
  }
}

}  // namespace stillwatch::detector
