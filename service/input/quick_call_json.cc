#include "service/input/quick_call_json.h"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>

#include "service/input/call_fields.h"
#include "service/input/call_json.h"
#include "service/input/rfc3339.h"

namespace stillwatch::input {
namespace {

using detector::CallView;
using detector::MessageView;
using detector::ParamsView;
using Implementation = simdjson::internal::dom_parser_implementation;

constexpr size_t kMaxKeptBytes = 1 << 20;
constexpr size_t kDepth = 8;
// So many decimal digits are exact in a double, and so are their quotients by powers of ten.
constexpr int kExactDigits = 15;
constexpr double kPowersOfTen[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

// Goes from token to token. A token is one of {}[]:, or where a string or another value begins.
class Tokens {
 public:
  Tokens(absl::string_view json, const Implementation& found, char* unescaped)
      : json_(json.data()),
        json_end_(json.data() + json.size()),
        found_(found),
        at_(found.structural_indexes.get()),
        end_(at_ + found.n_structural_indexes),
        escape_(FindEscape(json_)),
        unescaped_(unescaped) {}

  bool AtEnd() const { return at_ == end_; }
  // The character at the token; 0 at the end.
  char Peek() const { return at_ == end_ ? '\0' : json_[*at_]; }
  const char* text() const { return json_ + *at_; }
  void Skip() { ++at_; }
  bool Take(char token) {
    if (Peek() != token) return false;
    ++at_;
    return true;
  }

  // Takes a string. Its text is in the JSON unless something in it is escaped.
  bool String(absl::string_view* value) {
    if (Peek() != '"' || at_ + 1 == end_) return false;
    const char* const begin = text() + 1;
    // Between the closing quote and the next token there is white space only.
    const char* close = json_ + at_[1] - 1;
    while (*close != '"') --close;
    ++at_;
    if (escape_ < begin) escape_ = FindEscape(begin);
    if (escape_ > close) {
      *value = absl::string_view(begin, static_cast<size_t>(close - begin));
      return true;
    }
    auto* const out = reinterpret_cast<uint8_t*>(unescaped_);
    const uint8_t* const out_end =
        found_.parse_string(reinterpret_cast<const uint8_t*>(begin), out);
    if (out_end == nullptr) return false;
    *value = absl::string_view(unescaped_, static_cast<size_t>(out_end - out));
    unescaped_ += value->size();
    return true;
  }

  // Takes `word` if it is the whole value.
  bool Word(absl::string_view word) {
    if (AtEnd() || std::memcmp(text(), word.data(), word.size()) != 0 ||
        !EndsValue(text()[word.size()])) {
      return false;
    }
    ++at_;
    return true;
  }

  // Takes a number without exponent and with few enough digits to be exact: `value` / 10^`places`.
  bool Decimal(int64_t* value, int* places) {
    if (AtEnd()) return false;
    const char* at = text();
    const bool negative = *at == '-';
    if (negative) ++at;
    const char* const first = at;
    int64_t read = 0;
    for (; IsDigit(*at) && at - first <= kExactDigits; ++at) read = read * 10 + (*at - '0');
    auto digits = at - first;
    if (digits == 0 || (*first == '0' && (digits > 1 || negative))) return false;
    *places = 0;
    if (*at == '.') {
      const char* const point = at++;
      for (; IsDigit(*at) && digits <= kExactDigits; ++at, ++digits) read = read * 10 + (*at - '0');
      *places = static_cast<int>(at - point - 1);
      if (*places == 0) return false;
    }
    if (digits > kExactDigits || !EndsValue(*at)) return false;
    *value = negative ? -read : read;
    ++at_;
    return true;
  }

 private:
  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }
  static bool EndsValue(char c) {
    return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  // The next backslash; the end if there is none.
  const char* FindEscape(const char* from) const {
    const void* const found = std::memchr(from, '\\', static_cast<size_t>(json_end_ - from));
    return found == nullptr ? json_end_ : static_cast<const char*>(found);
  }

  const char* const json_;
  const char* const json_end_;
  const Implementation& found_;
  const uint32_t* at_;
  const uint32_t* const end_;
  const char* escape_;  // The first backslash of the line that is not before the last string.
  char* unescaped_;
};

// ---- Values. Each returns false if it is anything but what is wanted. ----

bool Read(Tokens& tokens, absl::string_view* value) { return tokens.String(value); }

template <typename Int>
bool ReadWhole(Tokens& tokens, Int* value) {
  int64_t read;
  int places;
  if (!tokens.Decimal(&read, &places) || places != 0) return false;
  if (read < std::numeric_limits<Int>::min() || read > std::numeric_limits<Int>::max()) {
    return false;
  }
  *value = static_cast<Int>(read);
  return true;
}

bool Read(Tokens& tokens, int32_t* value) { return ReadWhole(tokens, value); }
bool Read(Tokens& tokens, int64_t* value) { return ReadWhole(tokens, value); }

bool Read(Tokens& tokens, double* value) {
  int64_t read;
  int places;
  if (!tokens.Decimal(&read, &places)) return false;
  *value = static_cast<double>(read) / kPowersOfTen[places];
  return true;
}

bool Read(Tokens& tokens, bool* value) {
  *value = tokens.Word("true");
  return *value || tokens.Word("false");
}

template <typename T>
bool Read(Tokens& tokens, std::optional<T>* value) {
  return Read(tokens, &value->emplace());
}

// ---- Objects ----

using Fields = CallFields<Tokens>;
template <class Owner>
using Field = Fields::Field<Owner>;

// Names are too short for a call of memcmp to pay.
bool SameBytes(const char* key, absl::string_view name) {
  size_t at = 0;
  for (; at + sizeof(uint64_t) <= name.size(); at += sizeof(uint64_t)) {
    uint64_t one, other;
    std::memcpy(&one, key + at, sizeof one);
    std::memcpy(&other, name.data() + at, sizeof other);
    if (one != other) return false;
  }
  for (; at < name.size(); ++at) {
    if (key[at] != name[at]) return false;
  }
  return true;
}

// The padding makes it safe to compare behind the end.
template <class Owner, size_t kSize>
size_t Find(const Field<Owner> (&fields)[kSize], const char* key, size_t guess) {
  for (size_t tried = 0; tried < kSize; ++tried) {
    const size_t i = guess + tried < kSize ? guess + tried : guess + tried - kSize;
    const absl::string_view name = fields[i].name;
    if (key[0] == name[0] && key[name.size()] == '"' && SameBytes(key, name)) return i;
  }
  return kSize;
}

template <class Owner, size_t kSize>
bool ReadObject(Tokens& tokens, const Field<Owner> (&fields)[kSize], Owner* owner) {
  if (!tokens.Take('{')) return false;
  if (tokens.Take('}')) return true;
  uint32_t seen = 0;
  size_t next = 0;
  do {
    if (tokens.Peek() != '"') return false;
    const size_t i = Find(fields, tokens.text() + 1, next < kSize ? next : 0);
    if (i == kSize || (seen >> i & 1) != 0) return false;
    seen |= uint32_t{1} << i;
    next = i + 1;
    tokens.Skip();
    if (!tokens.Take(':')) return false;
    if (tokens.Peek() == 'n' ? !tokens.Word("null") : !fields[i].read(tokens, owner)) return false;
  } while (tokens.Take(','));
  return tokens.Take('}');
}

// Content in parts, and logit biases, are rare.
bool ReadContent(Tokens& tokens, MessageView* message) { return Read(tokens, &message->content); }
bool ReadLogitBias(Tokens&, ParamsView*) { return false; }

bool ReadMessages(Tokens& tokens, CallView* call) {
  if (!tokens.Take('[')) return false;
  if (tokens.Take(']')) return true;
  do {
    if (call->messages.size() == kMaxMessages) return false;
    if (!ReadObject(tokens, Fields::kMessage, &call->messages.emplace_back())) return false;
  } while (tokens.Take(','));
  return tokens.Take(']');
}

bool ReadTime(Tokens& tokens, CallView* call) {
  absl::string_view text;
  TimePoint time;
  if (!tokens.String(&text) || !ParseRfc3339(text, &time)) return false;
  call->has_time = true;
  call->time_seconds = time.seconds;
  call->time_nanos = time.nanos;
  return true;
}

}  // namespace

struct QuickCallParser::Memory {
  std::unique_ptr<Implementation> implementation;
  size_t capacity = 0;
  // Texts that had something escaped, one behind the other. Each is shorter than in the JSON;
  // behind the last one simdjson writes a little more.
  std::unique_ptr<char[]> unescaped;

  bool Prepare(size_t size) {
    if (size <= capacity && (capacity <= kMaxKeptBytes || size > kMaxKeptBytes)) return true;
    capacity = std::bit_ceil(std::max<size_t>(size, 16 << 10));
    implementation.reset();
    if (simdjson::get_active_implementation()->create_dom_parser_implementation(
            capacity, kDepth, implementation) != simdjson::SUCCESS) {
      capacity = 0;
      return false;
    }
    unescaped.reset(new char[capacity + 2 * kJsonPadding]);
    return true;
  }
};

QuickCallParser::QuickCallParser() : memory_(std::make_unique<Memory>()) {}
QuickCallParser::~QuickCallParser() = default;

bool QuickCallParser::Parse(absl::string_view json, CallView* call) {
  call->Clear();
  if (json.empty() || !memory_->Prepare(json.size())) return false;
  Implementation& found = *memory_->implementation;
  if (found.stage1(reinterpret_cast<const uint8_t*>(json.data()), json.size(),
                   simdjson::stage1_mode::regular) != simdjson::SUCCESS) {
    return false;
  }
  Tokens tokens(json, found, memory_->unescaped.get());
  return ReadObject(tokens, Fields::kCall, call) && tokens.AtEnd();
}

}  // namespace stillwatch::input
