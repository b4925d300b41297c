#ifndef STILLWATCH_DETECTOR_FINGERPRINT_SYSTEM_SCAN_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_SYSTEM_SCAN_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "detector/fingerprint/lexicon.h"
#include "detector/fingerprint/word_hash.h"

namespace stillwatch::detector {

// The aspects (see Lexicon) of the words of a system message. Such messages say what they ask for
// at their beginning; only the first 4096 bytes are read.
uint64_t SystemAspects(absl::string_view text, const Lexicon& lexicon, WordSeed seed);

// Likewise, from a small memory of the thread's latest system messages, which are the same call
// after call. `text_hash` must be a keyed 64-bit hash of the whole text: a text is known by it and
// its size. Aspects do not depend on the key, so that the memory may serve several.
uint64_t RememberedSystemAspects(absl::string_view text, uint64_t text_hash, const Lexicon& lexicon,
                                 WordSeed seed);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_SYSTEM_SCAN_H_
