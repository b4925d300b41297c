#include "service/input/call_json.h"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/input/call_fields.h"
#include "service/input/json_errors.h"
#include "service/input/json_syntax.h"
#include "service/input/json_values.h"
#include "service/input/quick_call_json.h"
#include "service/input/rfc3339.h"

namespace stillwatch::input {
namespace {

namespace dom = simdjson::dom;
using detector::CallView;
using detector::MessageView;
using detector::ParamsView;

static_assert(kJsonPadding >= simdjson::SIMDJSON_PADDING);

constexpr size_t kMaxLogitBiases = 100'000;
// Memory for longer lines is given back after the line.
constexpr size_t kMaxKeptBytes = 1 << 20;
constexpr int kMostQuickFailures = 6;

// ---- Objects ----

// A value that was found, and what the call came to so far.
struct Found {
  Reading& reading;
  const dom::element& value;
};

template <class T>
bool Read(const Found& found, T* value) {
  return Read(found.reading, found.value, value);
}

using Fields = CallFields<const Found>;
template <class Owner>
using Field = Fields::Field<Owner>;

bool Twice(Reading& reading, absl::string_view part) {
  reading.Fail("is given more than once; expected one value");
  return reading.In(part);
}

// Compares the first byte before memcmp() is called; names are not empty.
bool Same(absl::string_view field, std::string_view name) {
  return field.size() == name.size() && field[0] == name[0] &&
         std::memcmp(field.data(), name.data(), name.size()) == 0;
}

// Where `name` stands in `fields`, `size` if nowhere. Tries `guess` first: fields mostly come in
// the order of the table.
template <class Message>
size_t Find(const Field<Message>* fields, size_t size, std::string_view name, size_t guess) {
  for (size_t i = guess; i < size; ++i) {
    if (Same(fields[i].name, name)) return i;
  }
  for (size_t i = 0; i < guess; ++i) {
    if (Same(fields[i].name, name)) return i;
  }
  return size;
}

// "inputTokens" as "input_tokens"; empty if `name` is not lowerCamelCase or is very long.
std::string_view SnakeCase(std::string_view name, char (&buffer)[64]) {
  size_t size = 0;
  bool changed = false;
  for (const char c : name) {
    if (c == '_' || size + 2 > sizeof(buffer)) return {};
    if (absl::ascii_isupper(static_cast<unsigned char>(c))) {
      buffer[size++] = '_';
      changed = true;
    }
    buffer[size++] = absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  return changed ? std::string_view(buffer, size) : std::string_view();
}

template <class Message, size_t kSize>
bool ReadObject(const Found& at, const Field<Message> (&fields)[kSize], Message* message) {
  auto& [reading, found] = at;
  static_assert(kSize <= 32);
  dom::object object;
  if (found.get(object) != simdjson::SUCCESS) return reading.Expected(found, "an object");
  uint32_t seen = 0;
  size_t next = 0;
  for (const dom::key_value_pair& entry : object) {
    size_t i = Find(fields, kSize, entry.key, next);
    if (i == kSize) {
      char buffer[64];
      i = Find(fields, kSize, SnakeCase(entry.key, buffer), 0);
    }
    if (i == kSize) {
      ++reading.result.unknown_fields;
      continue;
    }
    next = i + 1;
    const absl::string_view name = fields[i].name;
    if ((seen >> i & 1) != 0) return Twice(reading, name);
    seen |= uint32_t{1} << i;
    if (entry.value.is_null()) continue;
    if (!fields[i].read({reading, entry.value}, message)) return reading.In(name);
  }
  return true;
}

// ---- Messages ----

// Texts with "\n" between them; only from the second on they are copied.
class JoinedText {
 public:
  explicit JoinedText(std::string* memory) : memory_(memory), begin_(memory->size()) {}

  void Add(std::string_view text) {
    if (++texts_ == 1) {
      first_ = text;
      return;
    }
    if (texts_ == 2) memory_->append(first_);
    memory_->push_back('\n');
    memory_->append(text);
  }

  absl::string_view text() const {
    if (texts_ < 2) return absl::string_view(first_.data(), first_.size());
    return absl::string_view(*memory_).substr(begin_);
  }

 private:
  std::string* const memory_;
  const size_t begin_;
  int texts_ = 0;
  std::string_view first_;
};

// Adds the text of one part of a message's content.
bool ReadPart(Reading& reading, const dom::element& found, JoinedText* content) {
  dom::object part;
  if (found.get(part) != simdjson::SUCCESS) {
    return reading.Expected(found, "an object such as {\"type\":\"text\",\"text\":\"…\"}");
  }
  std::string_view type = "text";
  dom::element text;
  bool has_text = false;
  int64_t others = 0;
  int types = 0;
  int texts = 0;
  for (const dom::key_value_pair& entry : part) {
    if (entry.key == "type") {
      if (++types > 1) return Twice(reading, "type");
      if (entry.value.get(type) != simdjson::SUCCESS) {
        reading.Expected(entry.value, "a string");
        return reading.In("type");
      }
    } else if (entry.key == "text") {
      if (++texts > 1) return Twice(reading, "text");
      text = entry.value;
      has_text = !text.is_null();
    } else {
      ++others;
    }
  }
  if (type != "text" && type != "input_text" && type != "output_text") {
    ++reading.result.skipped_parts;
    return true;
  }
  reading.result.unknown_fields += others;
  if (!has_text) return true;
  std::string_view value;
  if (text.get(value) != simdjson::SUCCESS) {
    reading.Expected(text, "a string");
    return reading.In("text");
  }
  content->Add(value);
  return true;
}

bool ReadContent(const Found& at, MessageView* message) {
  auto& [reading, found] = at;
  if (found.is_string()) return Read(reading, found, &message->content);
  dom::array parts;
  if (found.get(parts) != simdjson::SUCCESS) {
    return reading.Expected(found, "a string, null or an array of parts");
  }
  size_t i = 0;
  JoinedText content(reading.joined);
  for (const dom::element& part : parts) {
    if (!ReadPart(reading, part, &content)) return reading.In(absl::StrCat("[", i, "]"));
    ++i;
  }
  message->content = content.text();
  return true;
}

bool ReadMessages(const Found& at, CallView* call) {
  auto& [reading, found] = at;
  dom::array messages;
  reading.may_quote = false;
  if (found.get(messages) != simdjson::SUCCESS) return reading.Expected(found, "an array");
  if (messages.size() > kMaxMessages) {
    return reading.Fail(
        absl::StrCat("has more than ", kMaxMessages, " entries; expected no more than that"));
  }
  for (const dom::element& message : messages) {
    if (!ReadObject({reading, message}, Fields::kMessage, &call->messages.emplace_back())) {
      return reading.In(absl::StrCat("[", call->messages.size() - 1, "]"));
    }
  }
  reading.may_quote = true;
  return true;
}

// ---- The rest of a call ----

bool ReadTime(const Found& at, CallView* call) {
  auto& [reading, found] = at;
  std::string_view text;
  TimePoint time;
  if (found.get(text) != simdjson::SUCCESS ||
      !ParseRfc3339(absl::string_view(text.data(), text.size()), &time)) {
    return reading.Expected(found, "an RFC 3339 time such as \"2026-03-02T00:00:00.128Z\"");
  }
  call->has_time = true;
  call->time_seconds = time.seconds;
  call->time_nanos = time.nanos;
  return true;
}

bool ReadLogitBias(const Found& at, ParamsView* params) {
  auto& [reading, found] = at;
  dom::object biases;
  if (found.get(biases) != simdjson::SUCCESS) return reading.Expected(found, "an object");
  if (biases.size() > kMaxLogitBiases) {
    return reading.Fail(
        absl::StrCat("has more than ", kMaxLogitBiases, " entries; expected no more than that"));
  }
  for (const dom::key_value_pair& entry : biases) {
    int64_t token = 0;
    if (WholeFromText(entry.key, &token) != Whole::kYes) {
      return reading.Fail(absl::StrCat("has the key ", Quote(entry.key),
                                       "; expected token ids, which are whole numbers of 64 bits"));
    }
    double* const bias = &params->logit_bias.emplace_back(token, 0.0).second;
    if (!Read(reading, entry.value, bias)) return reading.In(absl::StrCat("[", token, "]"));
  }
  std::sort(params->logit_bias.begin(), params->logit_bias.end());
  const auto twice =
      std::adjacent_find(params->logit_bias.begin(), params->logit_bias.end(),
                         [](const auto& one, const auto& next) { return one.first == next.first; });
  return twice == params->logit_bias.end() || Twice(reading, absl::StrCat("[", twice->first, "]"));
}

}  // namespace

struct CallParser::Scratch {
  // Is tried less often in logs that it cannot read: so many lines are not tried.
  QuickCallParser quick;
  int quick_pause = 0;
  int quick_failures = 0;
  dom::parser parser;
  std::string copy;
  std::string joined;

  bool ReadQuickly(absl::string_view json, CallView* call) {
    if (quick_pause > 0) {
      --quick_pause;
      return false;
    }
    if (quick.Parse(json, call)) {
      quick_failures = 0;
      return true;
    }
    quick_failures = std::min(quick_failures + 1, kMostQuickFailures);
    quick_pause = (1 << quick_failures) - 2;
    return false;
  }

  // Makes room for a line of this size; grows in powers of two. What was needed for a much longer
  // line before is given back.
  void Prepare(size_t size) {
    joined.clear();
    if (joined.capacity() > kMaxKeptBytes) joined = std::string();
    if (parser.capacity() > kMaxKeptBytes && size <= kMaxKeptBytes) parser = dom::parser();
    if (size <= parser.capacity()) return;
    const size_t capacity = std::bit_ceil(std::max<size_t>(size, 16 << 10));
    if (parser.doc.allocate(capacity) != simdjson::SUCCESS ||
        parser.allocate(capacity) != simdjson::SUCCESS) {
      parser = dom::parser();  // Parsing will say what is wrong.
    }
  }
};

CallParser::CallParser(bool quick) : quick_(quick), scratch_(std::make_unique<Scratch>()) {}
CallParser::~CallParser() = default;
CallParser::CallParser(CallParser&&) noexcept = default;
CallParser& CallParser::operator=(CallParser&&) noexcept = default;

ParseResult CallParser::Parse(absl::string_view json, CallView* call) {
  if (quick_ && scratch_->ReadQuickly(json, call)) return ParseResult();
  call->Clear();
  Reading reading;
  dom::element root;
  scratch_->Prepare(json.size());
  // A text that is joined is longer in the JSON, so it never moves while it grows.
  scratch_->joined.reserve(json.size());
  reading.joined = &scratch_->joined;
  simdjson::error_code code =
      scratch_->parser.parse(json.data(), json.size(), /*realloc_if_needed=*/false).get(root);
  if (code == simdjson::STRING_ERROR || code == simdjson::NUMBER_ERROR) {
    std::string repaired;
    repaired.reserve(json.size() + kJsonPadding);
    repaired.assign(json.data(), json.size());
    reading.result.replaced_surrogates = RepairJson(&repaired);
    code = scratch_->parser.parse(repaired.data(), repaired.size(), false).get(root);
    if (code != simdjson::SUCCESS) reading.Fail(NotJson(code, repaired));
  } else if (code != simdjson::SUCCESS) {
    reading.Fail(NotJson(code, json));
  }
  if (code == simdjson::SUCCESS) ReadObject({reading, root}, Fields::kCall, call);
  if (!reading.result.ok()) call->Clear();
  return std::move(reading.result);
}

ParseResult CallParser::ParseUnpadded(absl::string_view json, CallView* call) {
  if (scratch_->copy.capacity() > kMaxKeptBytes) scratch_->copy = std::string();
  scratch_->copy.reserve(json.size() + kJsonPadding);
  scratch_->copy.assign(json.data(), json.size());
  return Parse(scratch_->copy, call);
}

}  // namespace stillwatch::input
