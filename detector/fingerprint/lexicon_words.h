#ifndef STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_WORDS_H_
#define STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_WORDS_H_

#include <array>

#include "absl/types/span.h"
#include "detector/fingerprint/marks.h"

namespace stillwatch::detector {

// A language's words for the aspects of a mark, the same aspects in every language. Small letters,
// and whole words with their usual endings, single spaces between. An entry of two words has an
// underscore between them, and is found only in texts that are not in ASCII letters alone; in
// scripts without spaces an entry is two characters.
//
// Words are chosen for what they mean, never taken from a log. What is at home in ordinary English
// text is left out of other languages, and so is what is very common in any other.
struct MarkWords {
  Mark mark;
  std::array<const char*, 4> aspects;
};

using LanguageWords = absl::Span<const MarkWords>;

// All languages.
absl::Span<const LanguageWords> LexiconLanguages();

// Of groups of languages.
absl::Span<const LanguageWords> GermanicLanguages();
absl::Span<const LanguageWords> RomanceLanguages();
absl::Span<const LanguageWords> SlavicLanguages();
absl::Span<const LanguageWords> OtherEuropeanLanguages();
absl::Span<const LanguageWords> EastAsianLanguages();
absl::Span<const LanguageWords> SouthEastAsianLanguages();
absl::Span<const LanguageWords> SouthAndWestAsianLanguages();

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_FINGERPRINT_LEXICON_WORDS_H_
