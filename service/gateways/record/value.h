#ifndef STILLWATCH_SERVICE_GATEWAYS_RECORD_VALUE_H_
#define STILLWATCH_SERVICE_GATEWAYS_RECORD_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace stillwatch::gateways {

struct Member;

// A value of a record, whatever encoding it came in. Small and copied freely; what it points to is
// the document's.
struct Value {
  enum class Kind : uint8_t { kNull, kBool, kWhole, kReal, kText, kArray, kObject };

  Kind kind = Kind::kNull;
  uint32_t size = 0;  // Bytes, items or members.
  union {
    bool truth;
    int64_t whole = 0;
    double real;
    const char* text;
    Value* items;
    Member* members;
  };

  static Value Truth(bool truth);
  static Value Whole(int64_t whole);
  static Value Real(double real);
  // At most 4 GiB.
  static Value Text(absl::string_view text);

  bool is(Kind wanted) const { return kind == wanted; }
  const Value* begin() const { return is(Kind::kArray) ? items : nullptr; }
  const Value* end() const { return is(Kind::kArray) ? items + size : nullptr; }
  // The member of this name, the first if there are several; null if there is none.
  const Value* Get(absl::string_view name) const;

  // Each is unset when the value is of another kind. Whole numbers may be reals without a fraction
  // or decimal text, reals also decimal text.
  std::optional<absl::string_view> AsText() const;
  std::optional<int64_t> AsWhole() const;
  std::optional<double> AsReal() const;
  std::optional<bool> AsTruth() const;
};

struct Member {
  absl::string_view name;
  Value value;
};

struct DocumentLimits {
  size_t values = 200'000;      // Of a record. More is an error, which bounds memory.
  size_t text_bytes = 8 << 20;  // Of one JSON text; twice that of all together.
  int depth = 64;
};

// Owns the values of one record. Texts that it did not make are borrowed. Used by one thread.
class Document {
 public:
  explicit Document(DocumentLimits limits = {});
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  // Forgets everything.
  void Clear();

  // Null when the text is not JSON or too large; fault() then says why.
  const Value* ParseJson(absl::string_view text);

  // Null when there are too many values already. Not initialised beyond being nulls.
  Value* NewItems(size_t count);
  Member* NewMembers(size_t count);
  static Value Array(Value* items, size_t count);
  static Value Object(Member* members, size_t count);
  // Keeps a copy.
  absl::string_view Keep(absl::string_view text);

  // What a path such as "metadata.user.id" leads to below `from`: each name in it is as long as a
  // member has it, so names may hold dots; numbers are positions in arrays. Text on the way that
  // holds JSON is read. Null if nothing is there.
  const Value* Find(const Value& from, absl::string_view path);
  // The value, or what it says when it is a text that holds a JSON object or array.
  const Value* Unwrap(const Value* value);

  const std::string& fault() const { return fault_; }
  const DocumentLimits& limits() const { return limits_; }

 private:
  struct Parsers;

  bool Spend(size_t count);

  const DocumentLimits limits_;
  std::pmr::monotonic_buffer_resource arena_;
  std::unique_ptr<Parsers> parsers_;
  size_t values_ = 0;
  size_t parsed_bytes_ = 0;
  std::string fault_;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_RECORD_VALUE_H_
