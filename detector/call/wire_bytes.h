#ifndef STILLWATCH_DETECTOR_CALL_WIRE_BYTES_H_
#define STILLWATCH_DETECTOR_CALL_WIRE_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>

#include "absl/strings/string_view.h"

// Private to the library stored_call_codec: the alphabet of protobuf's wire form, for messages
// whose fields mostly come in the order of their numbers.
namespace stillwatch::detector::wire {

enum class WireType : uint32_t { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

inline constexpr size_t kLongestVarint = 10;

// `out` must have room for kLongestVarint bytes. Returns what is behind.
inline char* WriteVarint(uint64_t value, char* out) {
  while (value >= 0x80) {
    *out++ = static_cast<char>(value | 0x80);
    value >>= 7;
  }
  *out++ = static_cast<char>(value);
  return out;
}

constexpr uint32_t Tag(uint32_t field, WireType type) {
  return field << 3 | static_cast<uint32_t>(type);
}

template <uint32_t kTag>
char* WriteTag(char* out) {
  if constexpr (kTag < 0x80) {
    *out = static_cast<char>(kTag);
    return out + 1;
  } else {
    static_assert(kTag < 0x4000);
    out[0] = static_cast<char>((kTag & 0x7f) | 0x80);
    out[1] = static_cast<char>(kTag >> 7);
    return out + 2;
  }
}

// A place in a message. Never reads beyond its bytes. The methods with a field's number take that
// field if it comes next and say whether; else they do nothing.
class Cursor {
 public:
  explicit Cursor(absl::string_view bytes)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()), stuck_at_(nullptr) {}

  // Whether anything is left. A field that nobody took since the last time is passed over.
  bool More() {
    if (at_ != end_ && at_ == stuck_at_) Skip();
    stuck_at_ = at_;
    return at_ != end_;
  }
  bool ok() const { return ok_; }
  absl::string_view rest() const { return {at_, Left()}; }

  template <uint32_t kField, typename T>
  bool Varint(T* value) {
    uint64_t number;
    if (!Take<Tag(kField, WireType::kVarint)>() || !ReadVarint(&number)) return false;
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::optional<bool>>) {
      *value = number != 0;
    } else if constexpr (std::is_integral_v<T>) {
      *value = static_cast<T>(number);
    } else {
      *value = static_cast<typename T::value_type>(number);
    }
    return true;
  }

  template <uint32_t kField>
  bool Fixed64(uint64_t* value) {
    return Take<Tag(kField, WireType::kFixed64)>() && ReadFixed(value);
  }

  template <uint32_t kField>
  bool Double(std::optional<double>* value) {
    double number;
    if (!Take<Tag(kField, WireType::kFixed64)>() || !ReadFixed(&number)) return false;
    *value = number;
    return true;
  }

  template <uint32_t kField>
  bool Bytes(absl::string_view* bytes) {
    return Take<Tag(kField, WireType::kBytes)>() && ReadBytes(bytes);
  }

 private:
  size_t Left() const { return static_cast<size_t>(end_ - at_); }

  bool Fail() {
    at_ = end_;
    return ok_ = false;
  }

  template <uint32_t kTag>
  bool Take() {
    if constexpr (kTag < 0x80) {
      if (at_ == end_ || static_cast<uint8_t>(*at_) != kTag) return false;
      ++at_;
    } else {
      static_assert(kTag < 0x4000);
      if (Left() < 2 || static_cast<uint8_t>(at_[0]) != ((kTag & 0x7f) | 0x80) ||
          static_cast<uint8_t>(at_[1]) != kTag >> 7) {
        return false;
      }
      at_ += 2;
    }
    return true;
  }

  bool ReadVarint(uint64_t* value) {
    if (at_ == end_) return Fail();
    uint64_t byte = static_cast<uint8_t>(*at_++);
    uint64_t read = byte & 0x7f;
    for (int shift = 7; byte >= 0x80; shift += 7) {
      if (at_ == end_ || shift > 63) return Fail();
      byte = static_cast<uint8_t>(*at_++);
      read |= (byte & 0x7f) << shift;
    }
    *value = read;
    return true;
  }

  template <typename T>
  bool ReadFixed(T* value) {
    if (Left() < sizeof *value) return Fail();
    std::memcpy(value, at_, sizeof *value);
    at_ += sizeof *value;
    return true;
  }

  bool ReadBytes(absl::string_view* bytes) {
    uint64_t size;
    if (!ReadVarint(&size)) return false;
    if (size > Left()) return Fail();
    *bytes = {at_, static_cast<size_t>(size)};
    at_ += size;
    return true;
  }

  bool Skip() {
    uint64_t tag, number;
    uint32_t half;
    absl::string_view bytes;
    if (!ReadVarint(&tag)) return false;
    if (tag < 8 || tag > UINT32_MAX) return Fail();
    switch (static_cast<WireType>(tag & 7)) {
      case WireType::kVarint:
        return ReadVarint(&number);
      case WireType::kFixed64:
        return ReadFixed(&number);
      case WireType::kBytes:
        return ReadBytes(&bytes);
      case WireType::kFixed32:
        return ReadFixed(&half);
    }
    return Fail();  // Groups have been out of use for long.
  }

  const char* at_;
  const char* const end_;
  const char* stuck_at_;  // Where the last round began.
  bool ok_ = true;
};

}  // namespace stillwatch::detector::wire

#endif  // STILLWATCH_DETECTOR_CALL_WIRE_BYTES_H_
