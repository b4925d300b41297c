#ifndef STILLWATCH_DETECTOR_ARCHIVE_ARCHIVE_H_
#define STILLWATCH_DETECTOR_ARCHIVE_ARCHIVE_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>

#include "absl/strings/string_view.h"

// The bytes of a detector's state. A class that is kept has one member function
//
//   template <class Archive> void Transfer(Archive& archive)
//
// that names its fields in order; a Writer and a Reader go through it alike, so that the two cannot
// differ. Small numbers take few bytes: whole numbers are varints, doubles that are whole numbers
// too.

namespace stillwatch::detector {

// Writes to a buffer that is large enough; how large is the caller's to know.
class Writer {
 public:
  static constexpr bool kReads = false;

  explicit Writer(char* buffer) : begin_(buffer), at_(buffer) {}

  absl::string_view bytes() const { return {begin_, static_cast<size_t>(at_ - begin_)}; }

  void Number(uint64_t number) {
    while (number >= 0x80) {
      *at_++ = static_cast<char>(number | 0x80);
      number >>= 7;
    }
    *at_++ = static_cast<char>(number);
  }
  void Raw(const void* bytes, size_t size) {
    std::memcpy(at_, bytes, size);
    at_ += size;
  }
  bool ok() const { return true; }

 private:
  char* const begin_;
  char* at_;
};

// Reads what a Writer wrote. Once bytes are missing or make no sense it gives zeros and is not ok.
class Reader {
 public:
  static constexpr bool kReads = true;

  explicit Reader(absl::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  uint64_t Number() {
    if (at_ < end_ && static_cast<int8_t>(*at_) >= 0) return static_cast<uint8_t>(*at_++);
    uint64_t number = 0;
    for (int shift = 0; shift < 64 && at_ < end_; shift += 7) {
      const auto byte = static_cast<uint8_t>(*at_++);
      number |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
    Fail();
    return 0;
  }
  void Raw(void* bytes, size_t size) {
    if (static_cast<size_t>(end_ - at_) < size) {
      Fail();
      std::memset(bytes, 0, size);
      return;
    }
    std::memcpy(bytes, at_, size);
    at_ += size;
  }
  void Fail() {
    ok_ = false;
    at_ = end_;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return at_ == end_; }
  // What is not read yet.
  absl::string_view Rest() const { return {at_, static_cast<size_t>(end_ - at_)}; }

 private:
  const char* at_;
  const char* const end_;
  bool ok_ = true;
};

// Whole numbers of any type. Negative ones are folded between the others.
template <class Archive, class Number>
void TransferNumber(Archive& archive, Number& number) {
  static_assert(std::is_integral_v<Number>);
  if constexpr (std::is_signed_v<Number>) {
    const auto fold = [](int64_t x) {
      return static_cast<uint64_t>(x) << 1 ^ static_cast<uint64_t>(x >> 63);
    };
    if constexpr (Archive::kReads) {
      const uint64_t folded = archive.Number();
      number = static_cast<Number>(static_cast<int64_t>(folded >> 1) ^
                                   -static_cast<int64_t>(folded & 1));
    } else {
      archive.Number(fold(number));
    }
  } else if constexpr (Archive::kReads) {
    number = static_cast<Number>(archive.Number());
  } else {
    archive.Number(number);
  }
}

template <class Archive, class... Numbers>
void TransferNumbers(Archive& archive, Numbers&... numbers) {
  (TransferNumber(archive, numbers), ...);
}

// The first `size` elements of an array of whole numbers.
template <class Archive, class Number>
void TransferArray(Archive& archive, Number* numbers, size_t size) {
  for (size_t i = 0; i < size; ++i) TransferNumber(archive, numbers[i]);
}

// An array most of which is 0: which elements are not, then those. At most 64 elements.
template <class Archive, class Number, size_t N>
void TransferSparse(Archive& archive, std::array<Number, N>& numbers) {
  static_assert(N <= 64);
  uint64_t set = 0;
  for (size_t i = 0; i < N; ++i) set |= uint64_t{numbers[i] != 0} << i;
  TransferNumber(archive, set);
  for (size_t i = 0; i < N; ++i) {
    if ((set >> i & 1) != 0) TransferNumber(archive, numbers[i]);
  }
}

// How much of an array of `capacity` elements there is.
template <class Archive, class Size>
void TransferSize(Archive& archive, Size& size, size_t capacity) {
  TransferNumber(archive, size);
  if constexpr (Archive::kReads) {
    if (size > capacity) {
      size = 0;
      archive.Fail();
    }
  }
}

// A double: whole numbers up to 2^40 or so in few bytes, all others exactly in nine.
template <class Archive>
void TransferReal(Archive& archive, double& real) {
  constexpr double kLargest = 1099511627776.0;
  if constexpr (Archive::kReads) {
    const uint64_t number = archive.Number();
    if (number > 0) {
      real = static_cast<double>(number - 1);
    } else {
      archive.Raw(&real, sizeof real);
    }
  } else {
    if (real >= 0 && real <= kLargest && real == std::floor(real) && !std::signbit(real)) {
      archive.Number(static_cast<uint64_t>(real) + 1);
    } else {
      archive.Number(0);
      archive.Raw(&real, sizeof real);
    }
  }
}

// Hashes, which no encoding makes smaller.
template <class Archive>
void TransferHashes(Archive& archive, uint64_t* hashes, size_t size) {
  archive.Raw(hashes, size * sizeof *hashes);
}

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_ARCHIVE_ARCHIVE_H_
