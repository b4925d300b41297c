#include "detector/fingerprint/words.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace stillwatch::detector {
namespace {

constexpr uint64_t kTopBit = uint64_t{1} << 63;

// Appends the positions of the bits to `out`, which must have room for 64: sixteen are written
// whatever their number, because a branch per bit would be guessed wrongly once per block.
inline void AppendPositions(uint64_t bits, size_t count, size_t base, size_t* out) {
  const auto write = [&](size_t i) {
    out[i] = base + static_cast<size_t>(__builtin_ctzll(bits | kTopBit));
    bits &= bits - 1;
  };
  for (size_t i = 0; i < 8; ++i) write(i);
  if (count <= 8) return;
  for (size_t i = 8; i < 16; ++i) write(i);
  for (size_t i = 16; i < count; ++i) write(i);
}

}  // namespace

// Blocks are read from the text itself as long as the text goes on behind them for a chunk.
WordReader::WordReader(absl::string_view text, WordSeed seed) : text_(text), seed_(seed) {
  constexpr size_t kNeeded = kBlockBytes + kChunkBytes;
  tail_begin_ =
      text.size() < kNeeded ? 0 : (text.size() - kNeeded + kBlockBytes) / kBlockBytes * kBlockBytes;
  std::memset(tail_, 0, sizeof tail_);
  if (const size_t left = text.size() - tail_begin_; left > 0) {
    std::memcpy(tail_, text.data() + tail_begin_, left);
  }
}

bool WordReader::Next(WordBatch* batch) {
  while (ended_ + kBlockWords <= WordBatch::kCapacity && scanned_ < text_.size()) ScanBlock();
  if (scanned_ >= text_.size()) Finish();
  batch->size = ended_;
  batch->is_wide = is_wide_;
  if (is_wide_) {
    Hash<true>(batch);
  } else {
    Hash<false>(batch);
  }
  if (begun_ > ended_) begins_[0] = begins_[ended_];
  begun_ -= ended_;
  ended_ = 0;
  is_wide_ &= begun_ > 0;
  return batch->size > 0;
}

void WordReader::ScanBlock() {
  const char* block = At(scanned_);
  BlockMasks masks = Classify(block);
  uint64_t words = masks.letters | masks.digits;
  uint64_t breaks = 0;
  if ((masks.high | carried_.breaks) != 0) {
    const WideMasks wide = ScanWide(block, masks.high);
    words |= wide.words;
    masks.symbols |= wide.symbols;
    breaks = wide.breaks;
    is_wide_ |= wide.words != 0;
  }
  const uint64_t before = words << 1 | static_cast<uint64_t>(in_word_);
  const uint64_t begins = words & (~before | breaks);
  const uint64_t ends = before & (~words | breaks);
  const size_t begin_count = CountBits(begins);
  const bool in_word = (words & kTopBit) != 0;
  const size_t end_count =
      begin_count + static_cast<size_t>(in_word_) - static_cast<size_t>(in_word);
  AppendPositions(begins, begin_count, scanned_, &begins_[begun_]);
  AppendPositions(ends, end_count, scanned_, &ends_[ended_]);
  begun_ += begin_count;
  ended_ += end_count;
  if (masks.digits != 0 || in_number_) CountNumbers(masks.digits, begins, ~words | breaks);
  symbols_ += CountBits(masks.symbols);
  in_word_ = in_word;
  scanned_ += kBlockBytes;
}

// Adding its first bit to a run of digits carries to the bit behind it: the run is a number if the
// word ends there.
void WordReader::CountNumbers(uint64_t digits, uint64_t begins, uint64_t ends) {
  const auto open = static_cast<uint64_t>(in_number_);
  const uint64_t first = digits & (begins | open);
  uint64_t sum;
  in_number_ = __builtin_add_overflow(digits, first, &sum);
  numbers_ += CountBits((sum | open) & ~digits & ends);
}

WordReader::WideMasks WordReader::ScanWide(const char* block, uint64_t high) {
  const auto [letters, alone] = ClassifyWide(block);
  const uint64_t plain = letters | letters << 1 | alone | alone << 1 | alone << 2;
  WideMasks here = carried_;
  here.words |= plain;
  here.breaks |= alone | alone << 3;
  here.seen |= plain;
  const uint64_t over = letters >> 63 | alone >> 63 | alone >> 62;
  carried_ = {over, 0, alone >> 61, over};
  for (uint64_t left = high & ~here.seen; left != 0;) {
    const int at = __builtin_ctzll(left);
    const WideCharacter character = ReadWide(block + at);
    const uint64_t bytes = (uint64_t{1} << character.bytes) - 1;
    left &= ~(bytes << at);
    const uint64_t words = character.is_symbol ? 0 : bytes;
    const uint64_t breaks = StandsAlone(character.system) ? words + 2 * (words & 1) : 0;
    here.words |= words << at;
    here.symbols |= (bytes ^ words) << at;
    here.breaks |= breaks << at;
    if (at + character.bytes < static_cast<int>(kBlockBytes)) continue;
    const int inside = static_cast<int>(kBlockBytes) - at;
    carried_.words |= words >> inside;
    carried_.symbols |= (bytes ^ words) >> inside;
    carried_.breaks |= breaks >> inside;
    carried_.seen |= bytes >> inside;
  }
  return here;
}

void WordReader::Finish() {
  if (finished_) return;
  finished_ = true;
  if (in_word_) ends_[ended_++] = text_.size();
  numbers_ += in_number_;
}

template <bool IsWide>
void WordReader::Hash(WordBatch* batch) const {
  for (size_t i = 0; i < ended_; ++i) {
    size_t at = begins_[i];
    size_t left = ends_[i] - at;
    uint64_t hash = AppendChunk(0, LoadChunk<IsWide>(At(at), std::min(left, kChunkBytes)), seed_);
    if (IsWide) batch->systems[i] = SystemOfWord(absl::string_view(At(at), left));
    while (left > kChunkBytes) {
      at += kChunkBytes;
      left -= kChunkBytes;
      hash = AppendChunk(hash, LoadChunk<IsWide>(At(at), std::min(left, kChunkBytes)), seed_);
    }
    batch->hashes[i] = hash;
  }
}

}  // namespace stillwatch::detector
