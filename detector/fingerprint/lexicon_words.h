#ifndef STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_WORDS_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_WORDS_H_

#include "absl/types/span.h"
#include "detector/fingerprint/marks.h"

namespace stillwatch::detector {

// The words that stand for one aspect of a mark, separated by single spaces. An entry in a script
// without spaces is two characters long.
struct AspectWords {
  Mark mark;
  int aspect;  // 0 to 3
  const char* words;
};

absl::Span<const AspectWords> LexiconWords();

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_WORDS_H_
