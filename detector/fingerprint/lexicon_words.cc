#include "detector/fingerprint/lexicon_words.h"

#include <vector>

namespace stillwatch::detector {

absl::Span<const LanguageWords> LexiconLanguages() {
  static const auto* const all = [] {
    auto* languages = new std::vector<LanguageWords>;
    for (const absl::Span<const LanguageWords> group :
         {GermanicLanguages(), RomanceLanguages(), SlavicLanguages(), OtherEuropeanLanguages(),
          EastAsianLanguages(), SouthEastAsianLanguages(), SouthAndWestAsianLanguages()}) {
      languages->insert(languages->end(), group.begin(), group.end());
    }
    return languages;
  }();
  return *all;
}

}  // namespace stillwatch::detector
