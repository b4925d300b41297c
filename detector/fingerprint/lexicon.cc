#include "detector/fingerprint/lexicon.h"

#include <utf8proc.h>

#include <bit>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "detector/fingerprint/lexicon_words.h"
#include "detector/fingerprint/scripts.h"
#include "detector/fingerprint/words.h"

namespace stillwatch::detector {
namespace {

// So that about half of the slots stay free.
constexpr size_t kSlotsForEntry = 2;

// The hash under which a text's words find an entry: that of its only word, or of its two. 0 for an
// entry that is neither.
uint64_t EntryHash(absl::string_view entry, WordSeed seed) {
  const std::string words = absl::StrReplaceAll(entry, {{"_", " "}});
  WordReader reader(words, seed);
  WordBatch batch;
  reader.Next(&batch);
  if (batch.size == 1) return batch.hashes()[0];
  return batch.size == 2 ? Couple(batch.hashes()[0], batch.hashes()[1]) : 0;
}

// With a capital, as at the beginning of a sentence. Hashes of words disregard the case of ASCII
// letters only.
std::string Capitalised(absl::string_view entry) {
  const CodePoint first = DecodeUtf8(entry, 0);
  std::array<utf8proc_uint8_t, 4> capital;
  const utf8proc_ssize_t bytes = utf8proc_encode_char(
      utf8proc_toupper(static_cast<utf8proc_int32_t>(first.value)), capital.data());
  return absl::StrCat(
      absl::string_view(reinterpret_cast<const char*>(capital.data()), static_cast<size_t>(bytes)),
      entry.substr(static_cast<size_t>(first.bytes)));
}

struct Entry {
  uint64_t hash;
  uint64_t aspect;
};

std::vector<Entry> EntriesOf(absl::Span<const LanguageWords> languages, WordSeed seed) {
  std::vector<Entry> entries;
  const auto add = [&](absl::string_view entry, uint64_t aspect) {
    const uint64_t hash = EntryHash(entry, seed);
    if (hash != 0) entries.push_back({hash, aspect});
  };
  for (const LanguageWords language : languages) {
    for (const MarkWords& mark : language) {
      for (size_t aspect = 0; aspect < mark.aspects.size(); ++aspect) {
        const uint64_t bit = uint64_t{1} << (4 * static_cast<size_t>(mark.mark) + aspect);
        for (absl::string_view entry :
             absl::StrSplit(mark.aspects[aspect], ' ', absl::SkipEmpty())) {
          add(entry, bit);
          if (static_cast<uint8_t>(entry[0]) >= 0x80) add(Capitalised(entry), bit);
        }
      }
    }
  }
  return entries;
}

}  // namespace

Lexicon::Lexicon(WordSeed seed) {
  const std::vector<Entry> entries = EntriesOf(LexiconLanguages(), seed);
  slots_.resize(std::bit_ceil(kSlotsForEntry * entries.size() + 1));
  for (const Entry& entry : entries) Insert(entry.hash, entry.aspect);
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
