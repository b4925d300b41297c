#ifndef STILLWATCH_DETECTOR_FINGERPRINT_FINGERPRINTER_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_FINGERPRINTER_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "detector/call/call_view.h"
#include "detector/call/fingerprint.h"
#include "detector/fingerprint/key.h"
#include "detector/fingerprint/lexicon.h"
#include "detector/fingerprint/word_hash.h"

namespace stillwatch::detector {

// Digests the content of calls: text in, Fingerprint out, one pass over the request. A pure
// function of key and messages. Thread-safe.
class Fingerprinter {
 public:
  explicit Fingerprinter(const FingerprintKey& key);

  // Fills `out`, which must be as default-constructed, from a call's messages. There must be some.
  void Digest(absl::Span<const MessageView> messages, Fingerprint* out) const;

  // Keyed hash of any bytes; 0 for none. For identities that are compared, never read.
  uint64_t HashBytes(absl::string_view bytes) const;

  // The two halves of the 128-bit mark that tells one call of a deployment from every other.
  void CallMark(absl::string_view account_id, absl::string_view request_id, uint64_t mark[2]) const;

 private:
  void DigestRequest(absl::string_view text, Fingerprint* out) const;

  WordSeed seed_;       // Of words, which never leave the process.
  uint64_t final_key_;  // Of what is stored.
  uint64_t mark_keys_[2];
  Lexicon lexicon_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_FINGERPRINTER_H_
