#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const absl::Span<const List>> AllLists() {
  static const absl::Span<const List> all[] = {
      EnglishThings(), EnglishPeople(), EnglishTopics(), EnglishTasks(),    EnglishProse(),
      EnglishChat(),   EnglishWork(),   EnglishFrames(), EnglishCode(),     EnglishReasoning(),
      Chinese(),       Indonesian(),    Spanish(),       EnglishVoice(),    CodeVoice(),
      FrameParts(),    FrameTasks(),    ChineseVoice(),  KoreanVoice(),     JapaneseVoice(),
      SpanishVoice(),  GermanVoice(),   RussianVoice(),  IndonesianVoice(), ArabicVoice(),
      HindiVoice(),
  };
  return all;
}

}  // namespace stillwatch::simulate
