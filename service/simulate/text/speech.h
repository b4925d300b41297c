#ifndef STILLWATCH_SERVICE_SIMULATE_TEXT_SPEECH_H_
#define STILLWATCH_SERVICE_SIMULATE_TEXT_SPEECH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "service/simulate/random.h"

namespace stillwatch::simulate {

// Says sentences from patterns and the word lists of the grammar. A pattern is text with slots:
//
//   {animal}      an entry of the list "animal", itself a pattern
//   {/who}        of the list "who" of the speaker's language: "ko/who"
//   {#2-90}       a whole number from 2 to 90
//   {%hex8}       8 hexadecimal digits; {%word} an invented word, {%date}, {%time}, {%money},
//                 {%nl} a new line
//   {p=person}    as {person}, and remembers what was said as p; p is one letter
//   {:p=person}   remembers and says nothing
//   {$p}          what was remembered as p
//   {^…} {a …}    with a capital; with the article "a" or "an" (in that order: {^a animal})
//   {{            a brace
//
// What is remembered lasts as long as the Speech, so that one conversation keeps its subject.
// Equal patterns and generator states give equal text.
class Speech {
 public:
  // Borrows `rng`, which must outlive this.
  explicit Speech(Random* rng) : rng_(rng) {}

  // "en" if never set. Must outlive this.
  void SetLanguage(absl::string_view language) { language_ = language; }
  // Has favourites from now on: with the probability `skew` an entry is drawn by Zipf's law, each
  // list in an order that `taste` decides. What was just said is seldom said again.
  void SetTaste(uint64_t taste, double skew) {
    taste_ = taste;
    skew_ = skew;
    has_taste_ = true;
  }
  absl::string_view language() const { return language_; }

  std::string Say(absl::string_view pattern);
  // As Say, with other dice; what is remembered stays this one's. With dice begun anew each time it
  // chooses the same entries again, so that only what is remembered differs.
  std::string SayWith(Random* rng, absl::string_view pattern);
  // As Say, appended to `out`.
  void SayTo(absl::string_view pattern, std::string* out);
  void Remember(char name, std::string value);
  // Sentences of `pattern`, one after the other with `separator` between, until there are at least
  // `bytes` bytes of them.
  std::string Ramble(absl::string_view pattern, size_t bytes, absl::string_view separator = " ");

  Random* rng() { return rng_; }

 private:
  void Expand(absl::string_view pattern, int depth, std::string* out);
  void Slot(absl::string_view slot, int depth, std::string* out);
  void Core(absl::string_view core, int depth, std::string* out);

  size_t Choose(absl::string_view list, size_t entries);

  Random* rng_;
  absl::string_view language_ = "en";
  uint64_t taste_ = 0;
  double skew_ = 0;
  bool has_taste_ = false;
  uint64_t said_[8] = {};  // Entries of late.
  size_t next_said_ = 0;
  std::vector<std::pair<char, std::string>> memory_;
};

// Stands in the text for a slot that has no meaning, so that tests find it.
inline constexpr char kUnresolved[] = "\xE2\x9F\xA6?\xE2\x9F\xA7";

// Whether every slot of every list has a meaning; names the list and the slot that has none.
absl::Status CheckGrammar();
// How many entries a list has; 0 if there is no such list.
size_t ListSize(absl::string_view list);

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_TEXT_SPEECH_H_
