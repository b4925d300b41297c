#include "service/simulate/families/harvest_items.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/simulate/families/behaviour.h"

namespace stillwatch::simulate {
namespace {

constexpr uint64_t kGenerations = 4;

// Every third plan leaves the number after its demonstrations open.
bool LeavesNextOpen(uint64_t plan) { return plan / 7 % 3 == 0; }

std::string Demonstrations(uint64_t plan, Voice* voice) {
  std::string text;
  const int64_t count = voice->rng().Between(3, 8);
  for (int64_t i = 1; i <= count; ++i) absl::StrAppend(&text, i, ". ", voice->Request(), "\n");
  if (LeavesNextOpen(plan)) absl::StrAppend(&text, count + 1, ".");
  return text;
}

std::string Persona(Voice* voice) {
  Speech& speech = voice->speech();
  if (speech.language() == "en") return speech.Say("{persona}");
  voice->Topic();
  return speech.Say("{/name}, {#18-80}. {/lead} {/detail} {$t}");
}

std::string TwoAnswers(Voice* voice) {
  const std::string question = voice->Question();
  const std::string one = voice->Answer(150 + voice->rng().Below(700));
  return absl::StrCat(question, "\n\n[A]\n", one, "\n\n[B]\n",
                      voice->Answer(80 + voice->rng().Below(500)));
}

std::string ToolTask(Voice* voice) {
  std::string text = voice->Request();
  for (int64_t i = voice->rng().Between(1, 4); i > 0; --i) {
    absl::StrAppend(&text, "\n", voice->speech().Say("{tool.schema}"));
  }
  return text;
}

// Where a text breaks off: between two letters.
std::string Beginning(Voice* voice) {
  voice->Topic();
  std::string text = voice->Prose(400);
  size_t end = std::min(text.size(), 60 + voice->rng().Below(200));
  while (end < text.size() && (static_cast<uint8_t>(text[end]) & 0xc0) == 0x80) ++end;
  text.resize(end);
  return text;
}

std::string Pooled(uint64_t plan, const Role& role, Random* rng) {
  const size_t pool = 40 + plan % 200;
  std::string text;
  const int64_t count = 3 + static_cast<int64_t>(plan % 6);
  for (int64_t i = 1; i <= count; ++i) {
    Random known(Mix(plan, rng->Below(pool)));
    Voice voice(&known, role.texts, role.language, Domain::kGeneral, plan, 0.3);
    absl::StrAppend(&text, i, ". ", voice.Request(), "\n");
  }
  if (LeavesNextOpen(plan)) absl::StrAppend(&text, count + 1, ".");
  return text;
}

std::string SeveralAnswers(Voice* voice) {
  std::string text = voice->Question();
  for (int64_t i = 1, count = voice->rng().Between(2, 4); i <= count; ++i) {
    absl::StrAppend(&text, "\n\n#", i, "\n", voice->Answer(100 + voice->rng().Below(500)));
  }
  return text;
}

}  // namespace

std::string ItemText(Item item, uint64_t plan, uint64_t index, const Role& role, Domain domain) {
  // What belongs together follows each other.
  const uint64_t together = item == Item::kEvolving ? kGenerations : item == Item::kAttempt ? 2 : 1;
  const uint64_t generation = index % together;
  Random rng(Mix(plan, index / together));
  Voice voice(&rng, role.texts, role.language, domain, plan, 0.3);
  switch (item) {
    case Item::kRequest:
      return voice.Request();
    case Item::kQuestion:
      return voice.Question();
    case Item::kEvolving: {
      std::string text = voice.Request();
      for (uint64_t i = 0; i < generation; ++i) {
        absl::StrAppend(&text, voice.joiner(), voice.speech().Say("{/want}"));
        absl::StrAppend(&text, voice.joiner(), voice.speech().Say("{/detail}"));
      }
      return text;
    }
    case Item::kDemonstrations:
      return Demonstrations(plan, &voice);
    case Item::kPersona:
      return Persona(&voice);
    case Item::kTopic: {
      std::string text = voice.Topic();
      for (int64_t i = rng.Between(0, 2); i > 0; --i) absl::StrAppend(&text, " > ", voice.Topic());
      return text;
    }
    case Item::kProblem:
      return voice.Problem();
    case Item::kAttempt: {
      std::string text = voice.Problem();
      if (index % 2 == 0) return text;
      voice.Topic();
      return absl::StrCat(text, "\n\n", voice.Answer(200 + rng.Below(600)));
    }
    case Item::kTwoAnswers:
      return TwoAnswers(&voice);
    case Item::kAnswer: {
      const std::string question = voice.Question();
      return absl::StrCat(question, "\n\n", voice.Answer(200 + rng.Below(900)));
    }
    case Item::kSubject:
      return rng.Chance(0.5) ? voice.Topic() : voice.Question();
    case Item::kCharacters:
      voice.Topic();
      return voice.speech().Say("{/name} / {/name}, {/place}. {/fact}");
    case Item::kToolTask:
      return ToolTask(&voice);
    case Item::kFunctions:
      return voice.speech().Ramble("{tool.schema}", 150 + rng.Below(500), "\n");
    case Item::kCode:
      return voice.Code("{code.block}");
    case Item::kSentence:
      voice.Topic();
      return voice.Fact();
    case Item::kTerm:
      return voice.Topic();
    case Item::kReader:
      return absl::StrCat(voice.Topic(), "\n", voice.speech().Say("{/who}, {mood}"));
    case Item::kBeginning:
      return Beginning(&voice);
    case Item::kPooled:
      return Pooled(plan, role, &rng);
    case Item::kRestyled:
      voice.Topic();
      return absl::StrCat(voice.speech().Say(rng.Chance(0.5) ? "{a profession}" : "{style}"),
                          "\n\n", voice.Prose(150 + rng.Below(700)));
    case Item::kSeveralAnswers:
      return SeveralAnswers(&voice);
    case Item::kPassage:
      break;
  }
  voice.Topic();
  return voice.Answer(300 + rng.Below(1200));
}

}  // namespace stillwatch::simulate
