#include "detector/fingerprint/words.h"

#include <algorithm>
#include <cstring>

#include "detector/memory/clear.h"

namespace stillwatch::detector {
namespace {

// What the characters beyond ASCII say of a block.
struct WideMasks {
  uint64_t words = 0;
  uint64_t symbols = 0;
  // Where a word begins or ends although its neighbours are bytes of words.
  uint64_t breaks = 0;
  // Where a character of three bytes begins that is a word; not necessarily all of them.
  uint64_t alone = 0;
  // Where a symbol begins that reaches out of the block.
  size_t end = kBlockBytes;
};

// `block` must begin with a whole character.
WideMasks ScanWide(const char* block, uint64_t high) {
  const auto [letters, alone] = ClassifyWide(block);
  WideMasks masks;
  masks.words = letters | letters << 1 | alone | alone << 1 | alone << 2;
  masks.breaks = alone | alone << 3;
  masks.alone = alone;
  for (uint64_t left = high & ~masks.words; left != 0;) {
    const int at = __builtin_ctzll(left);
    const WideCharacter character = ReadWide(block + at);
    const uint64_t bytes = ((uint64_t{1} << character.bytes) - 1) << at;
    left &= ~bytes;
    if (character.is_symbol) {
      masks.symbols |= bytes;
      if (at + character.bytes > static_cast<int>(kBlockBytes)) masks.end = at;
    } else {
      masks.words |= bytes;
      if (StandsAlone(character.system)) {
        masks.breaks |= uint64_t{1} << at | uint64_t{1} << at << character.bytes;
      }
    }
  }
  return masks;
}

void MakeWide(WordBatch* batch) {
  if (batch->is_wide) return;
  batch->is_wide = true;
  std::fill_n(batch->systems.begin(), batch->size, WritingSystem::kLatin);
}

}  // namespace

bool WordReader::Next(WordBatch* batch) {
  if (at_ >= text_.size()) return false;
  if (at_ > 0) batch->KeepLatest();
  batch->size = 0;
  batch->is_wide = false;
  while (at_ < text_.size() && batch->size < WordBatch::kLeast) ReadBlock(batch);
  return batch->size > 0;
}

const char* WordReader::Block() {
  const size_t left = text_.size() - at_;
  if (left >= kReadable) return text_.data() + at_;
  if (!has_tail_) {
    has_tail_ = true;
    tail_begin_ = at_;
    Clear(tail_, sizeof tail_);
    std::memcpy(tail_, text_.data() + at_, left);
  }
  return tail_ + (at_ - tail_begin_);
}

// A word that goes on at the block's end is left to the next block.
void WordReader::ReadBlock(WordBatch* batch) {
  const char* block = Block();
  BlockMasks masks = Classify(block);
  uint64_t words = masks.letters | masks.digits;
  uint64_t breaks = 0;
  uint64_t alone = 0;
  size_t end = kBlockBytes;
  bool is_wide = false;
  if (masks.high != 0) {
    const WideMasks wide = ScanWide(block, masks.high);
    words |= wide.words;
    breaks = wide.breaks;
    alone = wide.alone;
    end = wide.end;
    masks.symbols |= wide.symbols;
    if (end < kBlockBytes) masks.symbols &= (uint64_t{1} << end) - 1;
    is_wide = wide.words != 0;
  }
  const uint64_t before = words << 1;
  Bounds bounds = {words & (~before | breaks), before & (~words | breaks)};
  if (words >> 63 != 0) {
    end = 63 - static_cast<size_t>(__builtin_clzll(bounds.begins));
    bounds.begins ^= uint64_t{1} << end;
    if (end == 0) return ReadLongWord(batch);
  }
  uint64_t numbers = 0;
  if (masks.digits != 0) {
    // Adding its first bit to a run of digits carries to the bit behind it: the run is a number if
    // the word ends there.
    const uint64_t behind = (masks.digits + (masks.digits & bounds.begins)) & ~masks.digits;
    numbers = behind & (~words | breaks);
  }
  symbols_ += CountBits(masks.symbols);
  at_ += end;
  if (is_wide) MakeWide(batch);
  const size_t first = batch->size;
  const bool has_wide_number = batch->is_wide ? AppendWords<true>(block, bounds, alone, batch)
                                              : AppendWords<false>(block, bounds, alone, batch);
  if (numbers != 0 || has_wide_number) {
    FoldNumbers(bounds.begins, numbers, first, batch);
  } else if (bounds.begins != 0) {
    after_number_ = false;
  }
}

// `begins` are those of the batch's words from `first` on, `ends` those of the numbers in ASCII
// among them.
void WordReader::FoldNumbers(uint64_t begins, uint64_t ends, size_t first, WordBatch* batch) {
  uint64_t* const hashes = batch->hashes() + first;
  for (; ends != 0; ends &= ends - 1) {
    const uint64_t before = (ends & (0 - ends)) - 1;
    hashes[CountBits(begins & before) - 1] = number_;
  }
  WritingSystem* const systems = batch->systems.data() + first;
  const size_t count = batch->size - first;
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    const bool is_number = hashes[i] == number_;
    if (is_number && after_number_) continue;
    after_number_ = is_number;
    numbers_ += is_number;
    hashes[kept] = hashes[i];
    if (batch->is_wide) systems[kept] = systems[i];
    ++kept;
  }
  batch->size = first + kept;
}

template <bool IsWide>
bool WordReader::AppendWords(const char* block, Bounds bounds, uint64_t alone,
                             WordBatch* batch) const {
  const WordSeed seed = seed_;
  uint64_t* hashes = batch->hashes();
  WritingSystem* systems = batch->systems.data();
  size_t size = batch->size;
  bool has_wide_number = false;
  for (auto [begins, ends] = bounds; begins != 0; begins &= begins - 1, ends &= ends - 1) {
    const auto begin = static_cast<unsigned>(__builtin_ctzll(begins));
    const char* at = block + begin;
    if (IsWide && (alone >> begin & 1) != 0) {
      systems[size] = SystemOfRow(at);
      hashes[size++] = AppendChunk(0, LoadThreeWideBytes(at), seed);
      continue;
    }
    size_t left = static_cast<unsigned>(__builtin_ctzll(ends)) - begin;
    if (IsWide) {
      const absl::string_view word(at, left);
      systems[size] = SystemOfWord(word);
      if (IsWideNumber(word)) {
        hashes[size++] = number_;
        has_wide_number = true;
        continue;
      }
    }
    uint64_t hash = 0;
    for (; left > kChunkBytes; left -= kChunkBytes, at += kChunkBytes) {
      hash = AppendChunk(hash, LoadChunk<IsWide>(at, kChunkBytes), seed);
    }
    hashes[size++] = AppendChunk(hash, LoadChunk<IsWide>(at, left), seed);
  }
  batch->size = size;
  return has_wide_number;
}

// The next word has more bytes than fit into a block.
void WordReader::ReadLongWord(WordBatch* batch) {
  size_t end = at_;
  bool only_digits = true;
  bool only_wide_digits = true;
  while (end < text_.size()) {
    const auto byte = static_cast<uint8_t>(text_[end]);
    size_t bytes = 1;
    if (byte >= 0x80) {
      const CodePoint point = DecodeUtf8(text_, end);
      if (IsWideSymbol(point.value) || StandsAlone(WritingSystemOf(point.value))) break;
      bytes = static_cast<size_t>(point.bytes);
      only_wide_digits &= IsWideDigit(point.value);
    } else if (!IsLetter(byte) && !IsDigit(byte)) {
      break;
    }
    only_digits &= IsDigit(byte);
    only_wide_digits &= byte >= 0x80;
    end += bytes;
  }
  const absl::string_view word = text_.substr(at_, end - at_);
  uint64_t hash = 0;
  size_t at = 0;
  for (; word.size() - at > kChunkBytes; at += kChunkBytes) {
    hash = AppendChunk(hash, LoadChunk<true>(word.data() + at, kChunkBytes), seed_);
  }
  char last[kChunkBytes] = {};
  std::memcpy(last, word.data() + at, word.size() - at);
  at_ = end;
  const bool is_number = only_digits || only_wide_digits;
  if (is_number && after_number_) return;
  after_number_ = is_number;
  numbers_ += is_number;
  hash = AppendChunk(hash, LoadChunk<true>(last, word.size() - at), seed_);
  MakeWide(batch);
  batch->systems[batch->size] = SystemOfWord(word);
  batch->hashes()[batch->size++] = is_number ? number_ : hash;
}

}  // namespace stillwatch::detector
