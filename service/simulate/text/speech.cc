#include "service/simulate/text/speech.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {
namespace {

constexpr int kMaxDepth = 16;

using Entries = std::vector<absl::string_view>;

const absl::flat_hash_map<absl::string_view, Entries>& Grammar() {
  static const auto* const grammar = [] {
    auto* map = new absl::flat_hash_map<absl::string_view, Entries>();
    for (const auto& table : AllLists()) {
      for (const List& list : table) {
        Entries entries = absl::StrSplit(list.entries, '|');
        // A raw string begins with a new line and may break between entries.
        if (list.entries[0] == '\n') {
          for (absl::string_view& entry : entries) entry = absl::StripAsciiWhitespace(entry);
        }
        (*map)[list.name] = std::move(entries);
      }
    }
    return map;
  }();
  return *grammar;
}

bool ParseRange(absl::string_view text, int64_t* low, int64_t* high) {
  const std::vector<absl::string_view> ends = absl::StrSplit(text, absl::MaxSplits('-', 1));
  return ends.size() == 2 && absl::SimpleAtoi(ends[0], low) && absl::SimpleAtoi(ends[1], high) &&
         *low <= *high;
}

std::string InventedWord(Random* rng) {
  static constexpr const char* kOnsets[] = {"b",  "br", "d",  "dr", "f",  "g", "gr", "h", "j",
                                            "k",  "kl", "l",  "m",  "n",  "p", "pr", "r", "s",
                                            "st", "t",  "tr", "v",  "vl", "w", "z",  "sh"};
  static constexpr const char* kVowels[] = {"a", "e", "i", "o", "u", "ai", "ea", "io", "ou"};
  static constexpr const char* kCodas[] = {"",  "",  "",  "n",  "l",  "r",  "s",
                                           "x", "m", "t", "nd", "rk", "st", "lm"};
  std::string word;
  for (int64_t i = rng->Between(2, 3); i > 0; --i) {
    absl::StrAppend(&word, kOnsets[rng->Below(26)], kVowels[rng->Below(9)]);
    if (i == 1 || rng->Chance(0.3)) word += kCodas[rng->Below(14)];
  }
  return word;
}

// What "%kind" stands for; false if there is no such kind.
bool Made(absl::string_view kind, Random* rng, std::string* out) {
  if (kind == "nl") {
    *out += '\n';
  } else if (kind == "word") {
    *out += InventedWord(rng);
  } else if (kind == "date") {
    absl::StrAppendFormat(out, "%d-%02d-%02d", rng->Between(2019, 2026), rng->Between(1, 12),
                          rng->Between(1, 28));
  } else if (kind == "time") {
    absl::StrAppendFormat(out, "%02d:%02d", rng->Between(0, 23), rng->Between(0, 59));
  } else if (kind == "money") {
    absl::StrAppendFormat(out, "%d.%02d", static_cast<int64_t>(rng->LogNormal(60, 1.2)) + 1,
                          rng->Between(0, 99));
  } else if (kind.substr(0, 3) == "hex") {
    int64_t digits = 0;
    if (!absl::SimpleAtoi(kind.substr(3), &digits)) return false;
    for (; digits > 0; --digits) *out += "0123456789abcdef"[rng->Below(16)];
  } else {
    return false;
  }
  return true;
}

struct Parts {
  bool capital = false;
  bool article = false;
  bool silent = false;
  char name = 0;
  absl::string_view core;
};

Parts Parse(absl::string_view slot) {
  Parts parts;
  if (!slot.empty() && slot[0] == ':') {
    parts.silent = true;
    slot.remove_prefix(1);
  }
  if (!slot.empty() && slot[0] == '^') {
    parts.capital = true;
    slot.remove_prefix(1);
  }
  if (slot.size() > 2 && slot.substr(0, 2) == "a ") {
    parts.article = true;
    slot.remove_prefix(2);
  }
  if (slot.size() > 2 && slot[1] == '=') {
    parts.name = slot[0];
    slot.remove_prefix(2);
  }
  parts.core = slot;
  return parts;
}

bool StartsWithVowel(absl::string_view text) {
  return !text.empty() && absl::string_view("aeiouAEIOU").find(text[0]) != absl::string_view::npos;
}

// The list that `core` means in an entry of `list`.
std::string OfLanguage(absl::string_view list, absl::string_view core) {
  if (core.empty() || core[0] != '/') return std::string(core);
  const size_t slash = list.find('/');
  return absl::StrCat(slash == absl::string_view::npos ? "en" : list.substr(0, slash), core);
}

}  // namespace

std::string Speech::Say(absl::string_view pattern) {
  std::string out;
  Expand(pattern, 0, &out);
  return out;
}

std::string Speech::SayWith(Random* rng, absl::string_view pattern) {
  std::swap(rng, rng_);
  std::string out = Say(pattern);
  std::swap(rng, rng_);
  return out;
}

void Speech::SayTo(absl::string_view pattern, std::string* out) { Expand(pattern, 0, out); }

void Speech::Remember(char name, std::string value) {
  for (auto& [known, old] : memory_) {
    if (known == name) {
      old = std::move(value);
      return;
    }
  }
  memory_.emplace_back(name, std::move(value));
}

std::string Speech::Ramble(absl::string_view pattern, size_t bytes, absl::string_view separator) {
  std::string out;
  do {
    if (!out.empty()) absl::StrAppend(&out, separator);
    Expand(pattern, 0, &out);
  } while (out.size() < bytes);
  return out;
}

void Speech::Expand(absl::string_view pattern, int depth, std::string* out) {
  while (!pattern.empty()) {
    const size_t open = pattern.find('{');
    if (open == absl::string_view::npos) break;
    absl::StrAppend(out, pattern.substr(0, open));
    pattern.remove_prefix(open + 1);
    if (!pattern.empty() && pattern[0] == '{') {
      *out += '{';
      pattern.remove_prefix(1);
      continue;
    }
    const size_t close = pattern.find('}');
    if (close == absl::string_view::npos) {
      absl::StrAppend(out, kUnresolved);
      return;
    }
    Slot(pattern.substr(0, close), depth, out);
    pattern.remove_prefix(close + 1);
  }
  absl::StrAppend(out, pattern);
}

void Speech::Slot(absl::string_view slot, int depth, std::string* out) {
  const Parts parts = Parse(slot);
  std::string said;
  Core(parts.core, depth, &said);
  if (parts.article) said.insert(0, StartsWithVowel(said) ? "an " : "a ");
  if (parts.name != 0) Remember(parts.name, said);
  if (parts.silent) return;
  if (parts.capital && !said.empty()) said[0] = absl::ascii_toupper(said[0]);
  *out += said;
}

void Speech::Core(absl::string_view core, int depth, std::string* out) {
  if (!core.empty() && core[0] == '#') {
    int64_t low = 0;
    int64_t high = 0;
    if (ParseRange(core.substr(1), &low, &high)) {
      absl::StrAppend(out, rng_->Between(low, high));
      return;
    }
  } else if (!core.empty() && core[0] == '%') {
    if (Made(core.substr(1), rng_, out)) return;
  } else if (core.size() == 2 && core[0] == '$') {
    for (const auto& [name, value] : memory_) {
      if (name != core[1]) continue;
      *out += value;
      return;
    }
  } else if (depth < kMaxDepth) {
    std::string own;
    if (!core.empty() && core[0] == '/') {
      own = absl::StrCat(language_, core);
      core = own;
    }
    const auto list = Grammar().find(core);
    if (list != Grammar().end()) {
      Expand(list->second[Choose(core, list->second.size())], depth + 1, out);
      return;
    }
  }
  absl::StrAppend(out, kUnresolved);
}

size_t Speech::Choose(absl::string_view list, size_t entries) {
  if (!has_taste_ || entries < 3) return rng_->Below(entries);
  uint64_t order = taste_;
  for (const char c : list) order = (order ^ static_cast<uint8_t>(c)) * 0x100000001b3ULL;
  order = Scramble(order);
  size_t step = 1 + order % (entries - 1);
  while (std::gcd(step, entries) != 1) ++step;
  size_t entry = 0;
  for (int tries = 0; tries < 4; ++tries) {
    entry = rng_->Chance(skew_) ? (rng_->Zipf(entries) * step + (order >> 32)) % entries
                                : rng_->Below(entries);
    const uint64_t said = order ^ entry;
    if (std::find(std::begin(said_), std::end(said_), said) != std::end(said_)) continue;
    said_[next_said_++ % std::size(said_)] = said;
    break;
  }
  return entry;
}

absl::Status CheckGrammar() {
  size_t lists = 0;
  for (const auto& table : AllLists()) lists += table.size();
  if (lists != Grammar().size()) return absl::InternalError("two lists have the same name");
  Random rng(1);
  for (const auto& [name, entries] : Grammar()) {
    for (absl::string_view entry : entries) {
      if (entry.empty()) return absl::InternalError(absl::StrCat(name, ": empty entry"));
      for (size_t at = entry.find('{'); at != absl::string_view::npos; at = entry.find('{', at)) {
        ++at;
        if (at < entry.size() && entry[at] == '{') {
          ++at;
          continue;
        }
        const size_t close = entry.find('}', at);
        if (close == absl::string_view::npos) {
          return absl::InternalError(absl::StrCat(name, ": no end of slot in: ", entry));
        }
        const absl::string_view core = Parse(entry.substr(at, close - at)).core;
        int64_t low = 0;
        int64_t high = 0;
        std::string made;
        const bool known =
            (core.size() == 2 && core[0] == '$') || Grammar().contains(OfLanguage(name, core)) ||
            (!core.empty() && core[0] == '#' && ParseRange(core.substr(1), &low, &high)) ||
            (!core.empty() && core[0] == '%' && Made(core.substr(1), &rng, &made));
        if (!known) return absl::InternalError(absl::StrCat(name, ": no meaning of ", core));
      }
    }
  }
  return absl::OkStatus();
}

size_t ListSize(absl::string_view list) {
  const auto found = Grammar().find(list);
  return found == Grammar().end() ? 0 : found->second.size();
}

}  // namespace stillwatch::simulate
