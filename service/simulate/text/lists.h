#ifndef STILLWATCH_SERVICE_SIMULATE_TEXT_LISTS_H_
#define STILLWATCH_SERVICE_SIMULATE_TEXT_LISTS_H_

#include "absl/types/span.h"

namespace stillwatch::simulate {

// A named word list. Entries stand between '|' and are patterns (see speech.h).
struct List {
  const char* name;
  const char* entries;
};

// All tables of lists; lists.cc puts them together. Names are unique across tables.
absl::Span<const List> EnglishThings();
absl::Span<const List> EnglishPeople();
absl::Span<const List> EnglishTopics();
absl::Span<const List> EnglishTasks();
absl::Span<const List> EnglishProse();
absl::Span<const List> EnglishChat();
absl::Span<const List> EnglishWork();
absl::Span<const List> EnglishFrames();
absl::Span<const List> EnglishReasoning();
absl::Span<const List> EnglishCode();
absl::Span<const List> Chinese();
absl::Span<const List> Indonesian();
absl::Span<const List> Spanish();

// Of voice.h: every language has the same lists, "ko/topic" and so on.
absl::Span<const List> EnglishVoice();
absl::Span<const List> CodeVoice();
absl::Span<const List> FrameParts();
absl::Span<const List> FrameTasks();
absl::Span<const List> ChineseVoice();
absl::Span<const List> KoreanVoice();
absl::Span<const List> JapaneseVoice();
absl::Span<const List> SpanishVoice();
absl::Span<const List> GermanVoice();
absl::Span<const List> RussianVoice();
absl::Span<const List> IndonesianVoice();
absl::Span<const List> ArabicVoice();
absl::Span<const List> HindiVoice();

absl::Span<const absl::Span<const List>> AllLists();

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_TEXT_LISTS_H_
