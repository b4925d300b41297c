#include "storage/packing.h"

#include <lz4.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace stillwatch::storage {
namespace {

constexpr size_t kSizeBytes = 4;
constexpr size_t kHeaderBytes = 2 * kSizeBytes;
// LZ4's acceleration. Most of a call are hashes, which cannot be compressed: to pass over them
// sooner takes less than half the time and gives 4 % more bytes.
constexpr int kHaste = 8;

void WriteSize(size_t size, char* out) {
  for (size_t i = kSizeBytes; i-- > 0; size >>= 8) out[i] = static_cast<char>(size);
}

size_t ReadSize(const char* from) {
  size_t size = 0;
  for (size_t i = 0; i < kSizeBytes; ++i) size = size << 8 | static_cast<uint8_t>(from[i]);
  return size;
}

void AppendPiece(absl::string_view bytes, void* state, std::string* pieces) {
  const size_t begin = pieces->size();
  // A piece that would not become smaller does not fit.
  pieces->resize(begin + kHeaderBytes + bytes.size());
  char* const header = pieces->data() + begin;
  char* const body = header + kHeaderBytes;
  const auto size = static_cast<int>(bytes.size());
  auto packed = static_cast<size_t>(
      LZ4_compress_fast_extState(state, bytes.data(), body, size, size - 1, kHaste));
  if (packed == 0) {
    packed = bytes.size();
    std::copy(bytes.begin(), bytes.end(), body);
  }
  WriteSize(bytes.size(), header);
  WriteSize(packed, header + kSizeBytes);
  pieces->resize(begin + kHeaderBytes + packed);
}

}  // namespace

void AppendPacked(absl::string_view bytes, std::string* pieces) {
  thread_local const std::unique_ptr<uint64_t[]> state(
      new uint64_t[static_cast<size_t>(LZ4_sizeofState()) / sizeof(uint64_t) + 1]);
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kMostPieceBytes))) {
    AppendPiece(bytes.substr(0, kMostPieceBytes), state.get(), pieces);
  }
}

bool AppendUnpacked(absl::string_view pieces, std::string* bytes) {
  while (!pieces.empty()) {
    if (pieces.size() < kHeaderBytes) return false;
    const size_t size = ReadSize(pieces.data());
    const size_t packed = ReadSize(pieces.data() + kSizeBytes);
    pieces.remove_prefix(kHeaderBytes);
    if (size > kMostPieceBytes || packed > size || packed > pieces.size()) return false;
    if (packed == size) {
      bytes->append(pieces.data(), size);
    } else {
      const size_t begin = bytes->size();
      bytes->resize(begin + size);
      const int read = LZ4_decompress_safe(pieces.data(), bytes->data() + begin,
                                           static_cast<int>(packed), static_cast<int>(size));
      if (read != static_cast<int>(size)) return false;
    }
    pieces.remove_prefix(packed);
  }
  return true;
}

}  // namespace stillwatch::storage
