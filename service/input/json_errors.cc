#include "service/input/json_errors.h"

#include "absl/strings/str_cat.h"
#include "service/input/json_syntax.h"

namespace stillwatch::input {
namespace {

absl::string_view SyntaxReason(simdjson::error_code code) {
  switch (code) {
    case simdjson::EMPTY:
      return "the line is empty";
    case simdjson::UTF8_ERROR:
      return "invalid UTF-8";
    case simdjson::UNESCAPED_CHARS:
      return "a control character that is not escaped";
    case simdjson::UNCLOSED_STRING:
      return "a string without a closing quote";
    case simdjson::STRING_ERROR:
      return "a string with a wrong escape";
    case simdjson::NUMBER_ERROR:
      return "a malformed number or one beyond the range of a double";
    case simdjson::DEPTH_ERROR:
      return "nested more than 1,024 levels deep";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
      return "a word that is not true, false or null";
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY:
      return "too long to be parsed in memory";
    default:
      return "a brace, bracket, comma, colon or quote is missing or too many";
  }
}

}  // namespace

std::string NotJson(simdjson::error_code code, absl::string_view json) {
  const absl::string_view reason = SyntaxReason(code);
  if (code == simdjson::EMPTY) return absl::StrCat("not JSON: ", reason);
  const std::string where = LocateSyntaxError(json);
  return absl::StrCat("not JSON: ", reason, where.empty() ? "" : " ", where);
}

}  // namespace stillwatch::input
