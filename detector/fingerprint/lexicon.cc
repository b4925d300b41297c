#include "detector/fingerprint/lexicon.h"

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "detector/fingerprint/lexicon_words.h"
#include "detector/fingerprint/words.h"

namespace stillwatch::detector {
namespace {

// The hash under which a text's words find an entry: that of its only word, or of a pair of
// characters. 0 for an entry that is neither.
uint64_t EntryHash(absl::string_view entry, WordSeed seed) {
  WordReader reader(entry, seed);
  WordBatch batch;
  reader.Next(&batch);
  if (batch.size == 1) return batch.hashes()[0];
  return batch.size == 2 ? Couple(batch.hashes()[0], batch.hashes()[1]) : 0;
}

}  // namespace

Lexicon::Lexicon(WordSeed seed) : slots_(4096) {
  for (const AspectWords& aspect : LexiconWords()) {
    const uint64_t bit = uint64_t{1} << (4 * aspect.mark + aspect.aspect);
    for (absl::string_view entry : absl::StrSplit(aspect.words, ' ', absl::SkipEmpty())) {
      if (const uint64_t hash = EntryHash(entry, seed); hash != 0) Insert(hash, bit);
    }
  }
}

void Lexicon::Insert(uint64_t word, uint64_t aspects) {
  filter_[word >> (64 - kFilterBits)] |= uint64_t{1} << (word % 64);
  const size_t mask = slots_.size() - 1;
  size_t at = (word >> 32) & mask;
  while (slots_[at].word != 0 && slots_[at].word != word) at = (at + 1) & mask;
  slots_[at].word = word;
  slots_[at].aspects |= aspects;
}

uint64_t Lexicon::Aspects(uint64_t word) const {
  const size_t mask = slots_.size() - 1;
  for (size_t at = (word >> 32) & mask; slots_[at].word != 0; at = (at + 1) & mask) {
    if (slots_[at].word == word) return slots_[at].aspects;
  }
  return 0;
}

uint32_t Lexicon::Marks(uint64_t aspects) {
  constexpr uint64_t kFirst = 0x1111111111111111u;
  const uint64_t a = aspects & kFirst;
  const uint64_t b = aspects >> 1 & kFirst;
  const uint64_t c = aspects >> 2 & kFirst;
  const uint64_t d = aspects >> 3 & kFirst;
  uint32_t marks = 0;
  for (uint64_t two = (a & b) | (c & d) | ((a | b) & (c | d)); two != 0; two &= two - 1) {
    marks |= 1u << (__builtin_ctzll(two) / 4);
  }
  return marks;
}

}  // namespace stillwatch::detector
