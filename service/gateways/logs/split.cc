#include "service/gateways/logs/split.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace stillwatch::gateways {
namespace {

// Behind the object that begins here; the end of the text if it does not end.
size_t EndOfObject(absl::string_view text, size_t at) {
  size_t depth = 0;
  bool in_text = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (in_text) {
      if (c == '\\') {
        ++at;
      } else if (c == '"') {
        in_text = false;
      }
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return text.size();
}

bool IsBetween(char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)) || c == ','; }

}  // namespace

void SplitRecords(absl::string_view body, absl::FunctionRef<void(absl::string_view)> visit) {
  size_t at = 0;
  bool in_array = false;
  while (at < body.size()) {
    const char c = body[at];
    if (IsBetween(c) || (in_array && c == ']')) {
      ++at;
    } else if (c == '[' && !in_array) {
      in_array = true;
      ++at;
    } else {
      const size_t end =
          c == '{' ? EndOfObject(body, at) : std::min(body.find('\n', at), body.size());
      visit(body.substr(at, end - at));
      at = end;
    }
  }
}

}  // namespace stillwatch::gateways
