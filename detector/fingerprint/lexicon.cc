#include "detector/fingerprint/lexicon.h"

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "detector/fingerprint/lexicon_words.h"

namespace stillwatch::detector {
namespace {

// The hash under which a text's words find an entry: that of its only word, or of a pair of
// characters. 0 for an entry that is neither.
uint64_t EntryHash(absl::string_view entry, uint64_t seed) {
  uint64_t words[2] = {0, 0};
  int count = 0;
  ForEachWord(entry, seed, [&](uint64_t hash, WritingSystem, bool) {
    if (count < 2) words[count] = hash;
    ++count;
  });
  if (count == 1) return words[0];
  return count == 2 ? Lexicon::Pair(words[0], words[1]) : 0;
}

}  // namespace

Lexicon::Lexicon(uint64_t seed) : slots_(4096) {
  for (const AspectWords& aspect : LexiconWords()) {
    const uint64_t bit = uint64_t{1} << (4 * aspect.mark + aspect.aspect);
    for (absl::string_view entry : absl::StrSplit(aspect.words, ' ', absl::SkipEmpty())) {
      if (const uint64_t hash = EntryHash(entry, seed); hash != 0) Insert(hash, bit);
    }
  }
}

void Lexicon::Insert(uint64_t word, uint64_t aspects) {
  const uint32_t bit = word & (kFilterBits - 1);
  filter_[bit / 64] |= uint64_t{1} << (bit % 64);
  const size_t mask = slots_.size() - 1;
  size_t at = (word >> 32) & mask;
  while (slots_[at].word != 0 && slots_[at].word != word) at = (at + 1) & mask;
  slots_[at].word = word;
  slots_[at].aspects |= aspects;
}

uint64_t Lexicon::Find(uint64_t word) const {
  const size_t mask = slots_.size() - 1;
  for (size_t at = (word >> 32) & mask; slots_[at].word != 0; at = (at + 1) & mask) {
    if (slots_[at].word == word) return slots_[at].aspects;
  }
  return 0;
}

uint32_t Lexicon::Marks(uint64_t aspects) {
  uint32_t marks = 0;
  for (int mark = 0; mark < 16; ++mark) {
    if (__builtin_popcountll(aspects >> (4 * mark) & 0xf) >= 2) marks |= 1u << mark;
  }
  return marks;
}

}  // namespace stillwatch::detector
