#ifndef STILLWATCH_SERVICE_SIMULATE_TEXT_VOICE_H_
#define STILLWATCH_SERVICE_SIMULATE_TEXT_VOICE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "service/simulate/random.h"
#include "service/simulate/text/found_texts.h"
#include "service/simulate/text/speech.h"

namespace stillwatch::simulate {

// Languages that have a voice, as ISO 639-1 codes.
absl::Span<const char* const> VoiceLanguages();

// What is talked about: the list of the language that topics come from.
enum class Domain { kGeneral, kMedicine, kLaw, kFinance, kCode };

// One who writes in a language about a domain, with favourite words and habits of typing. The text
// follows from the generator and the taste.
class Voice {
 public:
  // Borrows what it is given, which must outlive this. `skew` as in Speech::SetTaste. Where there
  // are found texts (null: none), two voices in three draw from them.
  Voice(Random* rng, const FoundTexts* found, absl::string_view language, Domain domain,
        uint64_t taste, double skew);

  // A new thing to talk about; what follows is about it.
  std::string Topic();
  // Goes on about what it was about at another time.
  void SetTopic(std::string topic);
  // What it is about.
  std::string About();
  // A task for a model: what to do, often with a lead and wishes.
  std::string Request();
  // What somebody wants to know for themselves.
  std::string Question();
  // An exercise with one answer.
  std::string Problem();
  std::string FollowUp();
  std::string Greeting() { return speech_.Say("{/hi}"); }
  // Sentences about the topic, at least `bytes` of them.
  std::string Prose(size_t bytes);
  // A paragraphed or listed answer on the topic.
  std::string Answer(size_t bytes);
  // Of one or two sentences, said by somebody else: a post, a message. Empty without found texts.
  std::string Clipping();
  std::string Fact();
  // A few lines of a program, or more; of the word lists those of the pattern.
  std::string Code(const char* otherwise = "{code.snippet}");

  Speech& speech() { return speech_; }
  Random& rng() { return *rng_; }
  // Between sentences: a space, or nothing in Chinese and Japanese.
  absl::string_view joiner() const { return joiner_; }

 private:
  Random* const rng_;
  Speech speech_;
  const Domain domain_;
  absl::string_view joiner_;
  bool has_topic_ = false;
  std::optional<Clippings> clippings_;
};

// Slips of the finger and laziness, about `rate` of the words: letters swapped, lost or doubled,
// no capital at the start, no full stop at the end. UTF-8 stays valid.
void Mistype(double rate, Random* rng, std::string* text);

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_TEXT_VOICE_H_
