#ifndef STILLWATCH_STORAGE_PACKING_H_
#define STILLWATCH_STORAGE_PACKING_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

// How blocks of calls are compressed: in pieces, one behind the other, so that whoever makes a part
// of a block can compress it, on any thread, before its place in the log is known. A piece is the
// size of the bytes and the size that they have in it, 4 bytes each, big-endian, then an LZ4 block,
// or, where the sizes are the same, the bytes as they are.

namespace stillwatch::storage {

// Of what a piece holds. More bytes make several pieces.
inline constexpr size_t kMostPieceBytes = size_t{64} << 10;

// Appends the bytes in pieces.
void AppendPacked(absl::string_view bytes, std::string* pieces);

// Appends the bytes that the pieces hold. False if they are none.
bool AppendUnpacked(absl::string_view pieces, std::string* bytes);

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_PACKING_H_
