#include "service/simulate/text/found_texts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/simulate/text/voice.h"

namespace stillwatch::simulate {
namespace {

constexpr const char* kKinds[kTextKinds] = {"topics", "questions", "passages", "code"};
constexpr int kTries = 6;

// What a file's name says.
struct FileName {
  std::string language;
  size_t kind = 0;
  std::string subject;
};

absl::StatusOr<FileName> ReadName(const std::string& path, const std::vector<std::string>& parts) {
  const auto languages = VoiceLanguages();
  if (std::count(languages.begin(), languages.end(), parts[0]) == 0) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": \"", parts[0],
                                                   "\" is no language of the simulator; there are ",
                                                   absl::StrJoin(languages, ", ")));
  }
  const auto* const kind = std::find(std::begin(kKinds), std::end(kKinds), parts[1]);
  if (kind == std::end(kKinds)) {
    return absl::InvalidArgumentError(absl::StrCat(
        path, ": \"", parts[1], "\" is no kind of text; there are ", absl::StrJoin(kKinds, ", ")));
  }
  return FileName{parts[0], static_cast<size_t>(kind - std::begin(kKinds)), parts[2]};
}

absl::StatusOr<std::vector<std::string>> ReadTexts(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read; check its rights"));
  std::vector<std::string> texts;
  for (absl::string_view text : absl::StrSplit(content.str(), "\n\n")) {
    text = absl::StripAsciiWhitespace(text);
    if (!text.empty()) texts.emplace_back(text);
  }
  if (texts.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": has no texts; remove it, or put some in, a blank line between two"));
  }
  return texts;
}

// Cuts behind the first end of a sentence after `bytes` bytes, or within a sentence where that is
// far; never within a character.
void Cut(size_t bytes, std::string* text) {
  if (text->size() <= bytes) return;
  const size_t most = 2 * bytes + 100;
  const size_t end = text->find_first_of(".\n", bytes);
  size_t size = end != std::string::npos && end < most ? end + 1 : std::min(most, text->size());
  while (size > 0 && size < text->size() && (static_cast<uint8_t>((*text)[size]) & 0xc0) == 0x80) {
    --size;
  }
  text->resize(size);
}

}  // namespace

absl::StatusOr<std::unique_ptr<const FoundTexts>> FoundTexts::Read(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    paths.push_back(it->path());
  }
  if (error) {
    return absl::NotFoundError(absl::StrCat(folder, ": cannot be read (", error.message(),
                                            "); name a folder with files of texts"));
  }
  std::sort(paths.begin(), paths.end());
  auto found = std::make_unique<FoundTexts>();
  for (const std::filesystem::path& path : paths) {
    const std::vector<std::string> parts = absl::StrSplit(path.filename().string(), '.');
    if (parts.size() != 4 || parts[3] != "txt") continue;
    const auto name = ReadName(path.string(), parts);
    if (!name.ok()) return name.status();
    auto texts = ReadTexts(path.string());
    if (!texts.ok()) return texts.status();
    std::vector<TextCollection>& collections = found->by_language_[name->language];
    auto it = std::find_if(collections.begin(), collections.end(), [&](const auto& collection) {
      return collection.name == name->subject;
    });
    if (it == collections.end()) it = collections.insert(it, {name->subject, {}});
    it->texts[name->kind] = *std::move(texts);
  }
  if (found->by_language_.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(folder,
                     ": has no file of texts; name them LANGUAGE.KIND.SUBJECT.txt, such as "
                     "en.passages.recipes.txt"));
  }
  for (auto& [language, collections] : found->by_language_) {
    std::sort(collections.begin(), collections.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
  }
  return found;
}

absl::Span<const TextCollection> FoundTexts::In(absl::string_view language) const {
  const auto it = by_language_.find(language);
  if (it == by_language_.end()) return {};
  return it->second;
}

Clippings::Clippings(absl::Span<const TextCollection> collections, uint64_t taste, double faithful)
    : collections_(collections) {
  Random own(Mix(taste, 911));
  order_ = own.Next();
  home_ = own.Below(collections.size());
  const double habit = own.Unit();
  at_home_ = habit < faithful ? 0.97 : habit < 0.85 ? 0 : 0.6;
  literal_ = own.Unit();
  if (!own.Chance(0.4)) return;
  part_ = 0.05 + 0.4 * own.Unit();
  from_ = (1 - part_) * own.Unit();
}

size_t Clippings::Pick(Random* rng) const {
  if (rng->Chance(at_home_)) return home_;
  const size_t size = collections_.size();
  return static_cast<size_t>(Mix(order_, rng->Chance(0.5) ? rng->Zipf(size) : rng->Below(size)) %
                             size);
}

std::string Clippings::Draw(TextKind kind, size_t bytes, Random* rng) const {
  for (int tries = 0; tries < kTries; ++tries) {
    const auto& texts = collections_[Pick(rng)].texts[static_cast<size_t>(kind)];
    if (texts.empty()) continue;
    const double at = from_ + part_ * rng->Unit();
    const auto index = static_cast<size_t>(at * static_cast<double>(texts.size()));
    std::string text = texts[std::min(index, texts.size() - 1)];
    Cut(bytes, &text);
    return text;
  }
  return "";
}

}  // namespace stillwatch::simulate
