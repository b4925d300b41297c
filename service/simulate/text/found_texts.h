#ifndef STILLWATCH_SERVICE_SIMULATE_TEXT_FOUND_TEXTS_H_
#define STILLWATCH_SERVICE_SIMULATE_TEXT_FOUND_TEXTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "service/simulate/random.h"

namespace stillwatch::simulate {

enum class TextKind { kTopic, kQuestion, kPassage, kCode };
inline constexpr size_t kTextKinds = 4;

// Texts on one subject in one language, by TextKind.
struct TextCollection {
  std::string name;
  std::array<std::vector<std::string>, kTextKinds> texts;
};

// Texts of others that accounts draw from beside the word lists. Immutable.
class FoundTexts {
 public:
  // Reads every LANGUAGE.KIND.SUBJECT.txt of a folder: one of VoiceLanguages(); "topics",
  // "questions", "passages" or "code"; any name. In a file a blank line stands between two texts.
  // Other files are left alone. INVALID_ARGUMENT or NOT_FOUND names the file at fault and says what
  // to do.
  static absl::StatusOr<std::unique_ptr<const FoundTexts>> Read(const std::string& folder);

  // In the order of their names; empty if there are none.
  absl::Span<const TextCollection> In(absl::string_view language) const;

 private:
  std::map<std::string, std::vector<TextCollection>, std::less<>> by_language_;
};

// What one who writes has at hand of the collections: mostly one of them, a part of each, or all,
// some rather than others. Borrows them. All of it follows from the taste.
class Clippings {
 public:
  // `faithful`: how likely it is to keep to one collection, 0 to 1. `collections` is not empty.
  Clippings(absl::Span<const TextCollection> collections, uint64_t taste, double faithful);

  // A text of the kind, cut behind `bytes` bytes or so; empty if none was found.
  std::string Draw(TextKind kind, size_t bytes, Random* rng) const;
  // How often its owner's questions are found ones, 0 to 1.
  double literal() const { return literal_; }

 private:
  size_t Pick(Random* rng) const;

  absl::Span<const TextCollection> collections_;
  uint64_t order_;
  size_t home_;
  double at_home_;
  double literal_;
  // Of each list of texts.
  double from_ = 0;
  double part_ = 1;
};

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_TEXT_FOUND_TEXTS_H_
