#include "detector/fingerprint/fingerprinter.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "detector/fingerprint/mix.h"
#include "detector/fingerprint/words.h"

namespace stillwatch::detector {
namespace {

constexpr std::array<uint64_t, 4> kFrameWords = {4, 8, 16, 32};
constexpr int kDimensions = 64;
constexpr int kMinHashBins = 8;
constexpr int kSystems = 10;
// System messages say what they ask for at their beginning; beyond this many bytes they are only
// hashed.
constexpr size_t kSystemScanBytes = 4096;

uint64_t ReadKeyWord(const FingerprintKey& key, int index) {
  uint64_t word;
  std::memcpy(&word, key.bytes.data() + 8 * index, sizeof word);
  return word;
}

bool IsSystemRole(absl::string_view role) { return role == "system" || role == "developer"; }

// What one pass over a request gathers.
struct Pass {
  std::array<int32_t, kDimensions> projection{};
  std::array<uint32_t, kMinHashBins> minhash;
  std::array<uint64_t, 32> tail{};  // The last 32 words, a ring.
  std::array<uint64_t, 4> prefixes{};
  std::array<uint32_t, kSystems> systems{};
  uint64_t whole = 0;
  uint64_t words = 0;
  uint64_t numbers = 0;
  uint64_t aspects = 0;
  uint64_t previous = 0;
  uint64_t before_previous = 0;
  bool previous_stands_alone = false;

  Pass() { minhash.fill(std::numeric_limits<uint32_t>::max()); }

  void Project(uint64_t feature) {
    const int sign = static_cast<int>(feature >> 62 & 2) - 1;
    projection[feature >> 32 & (kDimensions - 1)] += sign;
  }

  void Add(uint64_t word, WritingSystem system, bool is_number, const Lexicon& lexicon) {
    aspects |= lexicon.Aspects(word);
    const bool stands_alone = StandsAlone(system);
    if (stands_alone && previous_stands_alone) {
      aspects |= lexicon.Aspects(Lexicon::Pair(previous, word));
    }
    Project(word);
    if (words > 0) Project(Chain(previous, word));
    if (words > 1) {
      const uint64_t shingle = Chain(Chain(before_previous, previous), word);
      uint32_t& bin = minhash[shingle >> 61];
      bin = std::min(bin, static_cast<uint32_t>(shingle));
    }
    whole = Chain(whole, word);
    tail[words % tail.size()] = word;
    ++words;
    for (size_t i = 0; i < kFrameWords.size(); ++i) {
      if (words == kFrameWords[i]) prefixes[i] = whole;
    }
    numbers += is_number;
    ++systems[static_cast<int>(system)];
    before_previous = previous;
    previous = word;
    previous_stands_alone = stands_alone;
  }

  uint64_t Suffix(uint64_t length) const {
    uint64_t hash = 0;
    for (uint64_t i = words - length; i < words; ++i) hash = Chain(hash, tail[i % tail.size()]);
    return hash;
  }
};

// Scales the vector to length 127, so that a long request weighs no more than a short one.
void WriteProjection(const std::array<int32_t, kDimensions>& projection,
                     std::array<int8_t, kDimensions>* out) {
  double squares = 0;
  for (const int32_t x : projection) squares += static_cast<double>(x) * x;
  if (squares == 0) return;
  const double scale = 127.0 / std::sqrt(squares);
  for (int i = 0; i < kDimensions; ++i) {
    (*out)[i] = static_cast<int8_t>(std::lround(projection[i] * scale));
  }
}

uint32_t Permille(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : static_cast<uint32_t>(1000 * part / whole);
}

}  // namespace

Fingerprinter::Fingerprinter(const FingerprintKey& key)
    : seed_(Avalanche(ReadKeyWord(key, 0))),
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

uint64_t Fingerprinter::AspectsOf(absl::string_view text) const {
  uint64_t aspects = 0;
  uint64_t previous = 0;
  bool previous_stands_alone = false;
  ForEachWord(text, seed_, [&](uint64_t word, WritingSystem system, bool) {
    aspects |= lexicon_.Aspects(word);
    const bool stands_alone = StandsAlone(system);
    if (stands_alone && previous_stands_alone) {
      aspects |= lexicon_.Aspects(Lexicon::Pair(previous, word));
    }
    previous = word;
    previous_stands_alone = stands_alone;
  });
  return aspects;
}

void Fingerprinter::DigestRequest(absl::string_view text, uint64_t aspects,
                                  Fingerprint* out) const {
  Pass pass;
  pass.aspects = aspects;
  const size_t symbols =
      ForEachWord(text, seed_, [&](uint64_t word, WritingSystem system, bool is_number) {
        pass.Add(word, system, is_number, lexicon_);
      });
  const auto keyed = [this](uint64_t hash) { return Avalanche(hash ^ final_key_); };
  out->has_request = true;
  out->request_bytes = static_cast<uint32_t>(text.size());
  out->request_words = static_cast<uint32_t>(pass.words);
  out->symbol_permille = Permille(symbols, text.size());
  out->number_permille = Permille(pass.numbers, pass.words);
  out->request_hash = keyed(pass.whole);
  const auto dominant = std::max_element(pass.systems.begin(), pass.systems.end());
  if (*dominant > 0) out->script = static_cast<uint8_t>(dominant - pass.systems.begin());
  for (size_t i = 0; i < kFrameWords.size() && pass.words >= kFrameWords[i]; ++i) {
    out->prefix_hash[i] = keyed(pass.prefixes[i]);
    out->suffix_hash[i] = keyed(pass.Suffix(kFrameWords[i]));
    out->frames = static_cast<uint8_t>(i + 1);
  }
  WriteProjection(pass.projection, &out->projection);
  out->minhash = pass.minhash;
  out->marks = Lexicon::Marks(pass.aspects);
}

void Fingerprinter::Digest(absl::Span<const MessageView> messages, Fingerprint* out) const {
  uint64_t content_bytes = 0;
  uint64_t system_bytes = 0;
  uint64_t system_hash = 0;
  uint64_t system_aspects = 0;
  const MessageView* first_user = nullptr;
  const MessageView* request = nullptr;
  int user_turns = 0;
  int assistant_turns = 0;
  int tool_turns = 0;
  for (const MessageView& message : messages) {
    const absl::string_view text = message.content;
    content_bytes += text.size();
    if (IsSystemRole(message.role)) {
      system_bytes += text.size();
      system_hash = Chain(system_hash, HashBytes(text));
      system_aspects |= AspectsOf(text.substr(0, kSystemScanBytes));
    } else if (message.role == "assistant") {
      ++assistant_turns;
    } else if (message.role == "tool") {
      ++tool_turns;
    } else {
      ++user_turns;
      if (first_user == nullptr) first_user = &message;
      request = &message;
    }
  }
  constexpr uint64_t kMax = std::numeric_limits<uint32_t>::max();
  out->content_bytes = static_cast<uint32_t>(std::min(content_bytes, kMax));
  out->system_bytes = static_cast<uint32_t>(std::min(system_bytes, kMax));
  out->system_hash = system_hash;
  out->user_turns = user_turns;
  out->assistant_turns = assistant_turns;
  out->tool_turns = tool_turns;
  if (request != nullptr) {
    out->conversation_hash = Chain(system_hash, HashBytes(first_user->content));
    DigestRequest(request->content, system_aspects, out);
  } else {
    out->marks = Lexicon::Marks(system_aspects);
  }
}

}  // namespace stillwatch::detector
