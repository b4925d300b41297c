#include "service/gateways/record/value.h"

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace stillwatch::gateways {
namespace {

namespace dom = simdjson::dom;

// Texts within texts that hold JSON.
constexpr size_t kMostParsed = 32;
constexpr int kMostTries = 256;  // Of ways to read a path.

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

bool LooksLikeJson(absl::string_view text) {
  for (const char c : text) {
    if (c == '{' || c == '[') return true;
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return false;
  }
  return false;
}

}  // namespace

Value Value::Truth(bool truth) {
  Value value;
  value.kind = Kind::kBool;
  value.truth = truth;
  return value;
}

Value Value::Whole(int64_t whole) {
  Value value;
  value.kind = Kind::kWhole;
  value.whole = whole;
  return value;
}

Value Value::Real(double real) {
  Value value;
  value.kind = Kind::kReal;
  value.real = real;
  return value;
}

Value Value::Text(absl::string_view text) {
  Value value;
  value.kind = Kind::kText;
  value.size = static_cast<uint32_t>(text.size());
  value.text = text.data();
  return value;
}

const Value* Value::Get(absl::string_view name) const {
  if (!is(Kind::kObject)) return nullptr;
  for (uint32_t i = 0; i < size; ++i) {
    if (members[i].name == name) return &members[i].value;
  }
  return nullptr;
}

std::optional<absl::string_view> Value::AsText() const {
  if (!is(Kind::kText)) return std::nullopt;
  return absl::string_view(text, size);
}

std::optional<int64_t> Value::AsWhole() const {
  if (is(Kind::kWhole)) return whole;
  if (is(Kind::kReal) && std::trunc(real) == real && std::abs(real) < 9e18) {
    return static_cast<int64_t>(real);
  }
  int64_t parsed = 0;
  if (is(Kind::kText) && size <= 32 && absl::SimpleAtoi(absl::string_view(text, size), &parsed)) {
    return parsed;
  }
  return std::nullopt;
}

std::optional<double> Value::AsReal() const {
  if (is(Kind::kReal)) return real;
  if (is(Kind::kWhole)) return static_cast<double>(whole);
  double parsed = 0;
  if (is(Kind::kText) && size <= 64 && absl::SimpleAtod(absl::string_view(text, size), &parsed)) {
    return parsed;
  }
  return std::nullopt;
}

std::optional<bool> Value::AsTruth() const {
  if (!is(Kind::kBool)) return std::nullopt;
  return truth;
}

// The texts of a parsed document lie in it until it goes.
struct Document::Parsers {
  dom::parser parser;
  std::deque<dom::document> documents;
  // What texts within texts turned out to hold; null: no JSON.
  std::vector<std::pair<const char*, const Value*>> unwrapped;
};

Document::Document(DocumentLimits limits)
    : limits_(limits), parsers_(std::make_unique<Parsers>()) {}

Document::~Document() = default;

void Document::Clear() {
  arena_.release();
  parsers_->documents.clear();
  parsers_->unwrapped.clear();
  values_ = 0;
  parsed_bytes_ = 0;
  fault_.clear();
}

bool Document::Spend(size_t count) {
  if (count > limits_.values - values_) {
    fault_ = absl::StrCat("has more than ", limits_.values, " values");
    return false;
  }
  values_ += count;
  return true;
}

Value* Document::NewItems(size_t count) {
  if (!Spend(count)) return nullptr;
  auto* items = static_cast<Value*>(arena_.allocate(count * sizeof(Value), alignof(Value)));
  for (size_t i = 0; i < count; ++i) new (items + i) Value();
  return items;
}

Member* Document::NewMembers(size_t count) {
  if (!Spend(count)) return nullptr;
  auto* members = static_cast<Member*>(arena_.allocate(count * sizeof(Member), alignof(Member)));
  for (size_t i = 0; i < count; ++i) new (members + i) Member();
  return members;
}

Value Document::Array(Value* items, size_t count) {
  Value value;
  value.kind = Value::Kind::kArray;
  value.size = static_cast<uint32_t>(count);
  value.items = items;
  return value;
}

Value Document::Object(Member* members, size_t count) {
  Value value;
  value.kind = Value::Kind::kObject;
  value.size = static_cast<uint32_t>(count);
  value.members = members;
  return value;
}

absl::string_view Document::Keep(absl::string_view text) {
  if (text.empty()) return {};
  auto* copy = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

namespace {

bool Convert(const dom::element& from, int depth, Document* document, Value* to);

bool ConvertArray(const dom::array& from, int depth, Document* document, Value* to) {
  size_t count = 0;
  for ([[maybe_unused]] const dom::element item : from) ++count;
  Value* items = document->NewItems(count);
  if (items == nullptr) return false;
  *to = Document::Array(items, count);
  for (const dom::element item : from) {
    if (!Convert(item, depth - 1, document, items++)) return false;
  }
  return true;
}

bool ConvertObject(const dom::object& from, int depth, Document* document, Value* to) {
  size_t count = 0;
  for ([[maybe_unused]] const dom::key_value_pair member : from) ++count;
  Member* members = document->NewMembers(count);
  if (members == nullptr) return false;
  *to = Document::Object(members, count);
  for (const dom::key_value_pair member : from) {
    members->name = View(member.key);
    if (!Convert(member.value, depth - 1, document, &members->value)) return false;
    ++members;
  }
  return true;
}

bool Convert(const dom::element& from, int depth, Document* document, Value* to) {
  if (depth <= 0) return false;
  switch (from.type()) {
    case dom::element_type::ARRAY:
      return ConvertArray(from.get_array().value_unsafe(), depth, document, to);
    case dom::element_type::OBJECT:
      return ConvertObject(from.get_object().value_unsafe(), depth, document, to);
    case dom::element_type::STRING:
      *to = Value::Text(View(from.get_string().value_unsafe()));
      return true;
    case dom::element_type::INT64:
      *to = Value::Whole(from.get_int64().value_unsafe());
      return true;
    case dom::element_type::UINT64:
      *to = Value::Real(static_cast<double>(from.get_uint64().value_unsafe()));
      return true;
    case dom::element_type::DOUBLE:
      *to = Value::Real(from.get_double().value_unsafe());
      return true;
    case dom::element_type::BOOL:
      *to = Value::Truth(from.get_bool().value_unsafe());
      return true;
    case dom::element_type::NULL_VALUE:
      return true;
  }
  return false;
}

}  // namespace

const Value* Document::ParseJson(absl::string_view text) {
  if (text.size() > limits_.text_bytes) {
    fault_ = absl::StrCat("has ", text.size(), " bytes; at most ", limits_.text_bytes,
                          " are taken for a record");
    return nullptr;
  }
  if (parsers_->documents.size() >= kMostParsed ||
      parsed_bytes_ + text.size() > 2 * limits_.text_bytes) {
    fault_ = absl::StrCat("holds more than ", kMostParsed, " JSON texts, or more than ",
                          2 * limits_.text_bytes, " bytes of them");
    return nullptr;
  }
  parsed_bytes_ += text.size();
  dom::element root;
  dom::document& document = parsers_->documents.emplace_back();
  const simdjson::error_code code =
      parsers_->parser.parse_into_document(document, text.data(), text.size()).get(root);
  if (code != simdjson::SUCCESS) {
    parsers_->documents.pop_back();
    fault_ = absl::StrCat("is not JSON: ", simdjson::error_message(code));
    return nullptr;
  }
  Value* value = NewItems(1);
  if (value == nullptr) return nullptr;
  if (!Convert(root, limits_.depth, this, value)) {
    if (fault_.empty()) fault_ = absl::StrCat("is nested more than ", limits_.depth, " deep");
    return nullptr;
  }
  return value;
}

const Value* Document::Unwrap(const Value* value) {
  if (value == nullptr || !value->is(Value::Kind::kText)) return value;
  const absl::string_view text = *value->AsText();
  if (!LooksLikeJson(text)) return value;
  for (const auto& [known, held] : parsers_->unwrapped) {
    if (known == text.data()) return held == nullptr ? value : held;
  }
  const std::string before = fault_;
  const Value* parsed = ParseJson(text);
  if (parsed == nullptr) fault_ = before;
  if (parsers_->unwrapped.size() < kMostParsed) {
    parsers_->unwrapped.emplace_back(text.data(), parsed);
  }
  return parsed == nullptr ? value : parsed;
}

namespace {

const Value* Step(Document* document, const Value& from, absl::string_view path, int* tries) {
  if (--*tries < 0) return nullptr;
  const Value* here = document->Unwrap(&from);
  if (here->is(Value::Kind::kArray)) {
    const size_t dot = std::min(path.find('.'), path.size());
    uint32_t position = 0;
    if (!absl::SimpleAtoi(path.substr(0, dot), &position) || position >= here->size) {
      return nullptr;
    }
    const Value& item = here->items[position];
    return dot == path.size() ? &item : Step(document, item, path.substr(dot + 1), tries);
  }
  if (const Value* found = here->Get(path)) return found;
  for (size_t dot = path.find('.'); dot != path.npos; dot = path.find('.', dot + 1)) {
    const Value* next = here->Get(path.substr(0, dot));
    if (next == nullptr) continue;
    if (const Value* found = Step(document, *next, path.substr(dot + 1), tries)) return found;
  }
  return nullptr;
}

}  // namespace

const Value* Document::Find(const Value& from, absl::string_view path) {
  int tries = kMostTries;
  const Value* found = Step(this, from, path, &tries);
  return found == nullptr || found->is(Value::Kind::kNull) ? nullptr : found;
}

}  // namespace stillwatch::gateways
