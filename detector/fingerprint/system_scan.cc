#include "detector/fingerprint/system_scan.h"

#include <array>
#include <cstddef>

#include "detector/fingerprint/mix.h"
#include "detector/fingerprint/words.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kScannedBytes = 4096;

struct Remembered {
  uint64_t text_hash = 0;  // 0 when the place is free.
  size_t size = 0;
  uint32_t marks = 0;
};

thread_local std::array<Remembered, 128> memory;

}  // namespace

MarkScan ScanSystem(absl::string_view text, const Lexicon& lexicon, WordSeed seed) {
  WordReader reader(text.substr(0, kScannedBytes), seed);
  WordBatch batch;
  MarkScan scan;
  size_t words = 0;
  uint64_t previous = 0;
  const auto look_up = [&](uint64_t hash) {
    const uint64_t aspects = lexicon.MayHave(hash) ? lexicon.Aspects(hash) : 0;
    if (aspects != 0) scan.Add(words, aspects);
  };
  while (reader.Next(&batch)) {
    for (size_t i = 0; i < batch.size; ++i) {
      const uint64_t word = batch.hashes()[i];
      look_up(word);
      if (batch.is_wide) look_up(Couple(previous, word));
      previous = word;
      ++words;
    }
  }
  return scan;
}

uint32_t SystemMarks(absl::string_view text, uint64_t text_hash, const Lexicon& lexicon,
                     WordSeed seed) {
  Remembered& place = memory[text_hash % memory.size()];
  if (place.text_hash != text_hash || place.size != text.size()) {
    place = {text_hash, text.size(), ScanSystem(text, lexicon, seed).marks()};
  }
  return place.marks;
}

}  // namespace stillwatch::detector
