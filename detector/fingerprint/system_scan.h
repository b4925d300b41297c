#ifndef STILLWATCH_DETECTOR_FINGERPRINT_SYSTEM_SCAN_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_SYSTEM_SCAN_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "detector/fingerprint/lexicon.h"
#include "detector/fingerprint/mark_scan.h"
#include "detector/fingerprint/word_hash.h"

namespace stillwatch::detector {

// Scans a system message. Such messages say what they ask for at their beginning; only the first
// 4096 bytes are read.
MarkScan ScanSystem(absl::string_view text, const Lexicon& lexicon, WordSeed seed);

// The marks of a system message, from a small memory of the thread's latest ones, which are the
// same call after call. `text_hash` must be a keyed 64-bit hash of the whole text: a text is known
// by it and its size. Marks do not depend on the key, so that the memory may serve several.
uint32_t SystemMarks(absl::string_view text, uint64_t text_hash, const Lexicon& lexicon,
                     WordSeed seed);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_SYSTEM_SCAN_H_
