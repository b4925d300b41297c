#ifndef STILLWATCH_DETECTOR_FINGERPRINT_REFERENCE_WORDS_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_REFERENCE_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "detector/fingerprint/scripts.h"
#include "detector/fingerprint/word_hash.h"

namespace stillwatch::detector {

// The words of a text as WordReader must find them, one character at a time and written to be read.
struct ReferenceWords {
  struct Word {
    uint64_t hash;
    WritingSystem system;

    friend bool operator==(const Word&, const Word&) = default;
  };
  std::vector<Word> words;
  size_t numbers = 0;
  size_t symbols = 0;
};

ReferenceWords ReadByReference(absl::string_view text, WordSeed seed);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_REFERENCE_WORDS_H_
