#include "detector/fingerprint/open_list.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "detector/fingerprint/scripts.h"

namespace stillwatch::detector {
namespace {

// Farther before its end no list is looked for.
constexpr size_t kReach = 16384;
constexpr size_t kMostOfLabel = 32;
constexpr size_t kMostOfLastLine = 64;
constexpr int kMostDigits = 3;
// Between one number and the next, so that the numbers are not the text.
constexpr size_t kLeastOfEntry = 8;
constexpr absl::string_view kWideColon = "\xEF\xBC\x9A";

struct Numbered {
  int number = 0;
  absl::string_view rest;  // Of the line.
};

bool IsLetter(char c) { return absl::ascii_isalpha(c) || static_cast<unsigned char>(c) >= 0x80; }

// Marks, at most one word, a number: "9.", "### 9)", "Task 9:".
std::optional<Numbered> ReadNumbered(absl::string_view line) {
  size_t at = 0;
  const auto skip = [&](auto belongs) {
    while (at < line.size() && at < kMostOfLabel && belongs(line[at])) ++at;
  };
  const auto is_mark = [](char c) { return absl::ascii_isspace(c) || absl::ascii_ispunct(c); };
  skip(is_mark);
  skip(IsLetter);
  skip(is_mark);
  Numbered numbered;
  int digits = 0;
  while (at < line.size() && digits <= kMostDigits && absl::ascii_isdigit(line[at])) {
    numbered.number = 10 * numbered.number + (line[at] - '0');
    ++digits;
    ++at;
  }
  if (digits == 0 || digits > kMostDigits) return std::nullopt;
  numbered.rest = line.substr(at);
  const bool goes_on = !numbered.rest.empty() && absl::ascii_isalnum(numbered.rest[0]);
  // 9.5 is no ninth entry.
  const bool is_fraction = numbered.rest.size() > 1 && !absl::ascii_isspace(numbered.rest[0]) &&
                           absl::ascii_isdigit(numbered.rest[1]);
  if (goes_on || is_fraction) return std::nullopt;
  return numbered;
}

// Nothing but marks, or a word or two with a colon.
bool IsLabel(absl::string_view rest) {
  if (absl::EndsWith(rest, ":") || absl::EndsWith(rest, kWideColon)) {
    return rest.size() <= kMostOfLabel;
  }
  size_t at = 0;
  while (at < rest.size()) {
    const CodePoint next = DecodeUtf8(rest, at);
    const bool is_mark =
        next.value < 0x80 ? !absl::ascii_isalnum(rest[at]) : IsWideSymbol(next.value);
    if (!is_mark) return false;
    at += static_cast<size_t>(next.bytes);
  }
  return true;
}

// Takes the last line off. std::string_view looks for the break byte by byte.
absl::string_view TakeLastLine(absl::string_view* text) {
  const auto* const end = static_cast<const char*>(memrchr(text->data(), '\n', text->size()));
  const size_t kept = end == nullptr ? 0 : static_cast<size_t>(end - text->data());
  const absl::string_view line = text->substr(end == nullptr ? 0 : kept + 1);
  *text = text->substr(0, kept);
  return line;
}

}  // namespace

bool LeavesListOpen(absl::string_view text) {
  text = absl::StripTrailingAsciiWhitespace(text);
  if (text.size() > kReach) text.remove_prefix(text.size() - kReach);
  const absl::string_view end = text.substr(text.size() - std::min(text.size(), kMostOfLastLine));
  if (end.find('\n') == absl::string_view::npos) return false;
  const absl::string_view last = TakeLastLine(&text);
  const std::optional<Numbered> open = ReadNumbered(last);
  if (!open || open->number < 3 || !IsLabel(open->rest)) return false;
  int wanted = open->number - 1;
  const char* after = last.data();
  while (!text.empty() && wanted >= open->number - 2) {
    const absl::string_view line = TakeLastLine(&text);
    const std::optional<Numbered> entry = ReadNumbered(line);
    if (!entry || entry->number != wanted) continue;
    if (static_cast<size_t>(after - entry->rest.data()) < kLeastOfEntry) return false;
    after = line.data();
    --wanted;
  }
  return wanted < open->number - 2;
}

}  // namespace stillwatch::detector
