#include "service/simulate/families/job_inputs.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"

namespace stillwatch::simulate {
namespace {

constexpr size_t kRubrics = 12;

std::string Ticket(Voice* voice) {
  Random& rng = voice->rng();
  std::string ticket = voice->Clipping();
  if (ticket.empty() || rng.Chance(0.3)) {
    voice->Topic();
    ticket = voice->speech().Say("{/ticket}");
    if (rng.Chance(0.4))
      absl::StrAppend(&ticket, voice->joiner(), voice->speech().Say("{/detail}"));
  }
  if (rng.Chance(0.2)) absl::StrAppend(&ticket, "\n", voice->speech().Say("{/name}"));
  Mistype(0.03, &rng, &ticket);
  return ticket;
}

std::string Notes(Voice* voice) {
  std::string notes = voice->speech().Say("{/name}; ");
  notes += Ticket(voice);
  for (int64_t i = voice->rng().Between(0, 3); i > 0; --i) {
    absl::StrAppend(&notes, "\n- ", voice->speech().Say("{/detail}"));
  }
  return notes;
}

std::string Post(Voice* voice) {
  Random& rng = voice->rng();
  std::string post = voice->Clipping();
  if (post.empty()) {
    voice->Topic();
    post = rng.Chance(0.5) ? voice->speech().Say("{/genq}") : voice->speech().Say("{/fact}");
    if (rng.Chance(0.4)) absl::StrAppend(&post, " ", voice->speech().Say("{/follow}"));
  }
  Mistype(0.05, &rng, &post);
  return post;
}

// The fields are the program's, what stands in them is new.
std::string Case(uint64_t own, Voice* voice) {
  Random form(Mix(own, 21));
  Speech fields(&form);
  std::string text;
  for (int64_t i = form.Between(3, 9); i > 0; --i) {
    const std::string name = fields.Say("{f.field}");
    const char* const value = form.Chance(0.5)   ? "{#1-9000}"
                              : form.Chance(0.5) ? "{%money}"
                                                 : "{/name}";
    absl::StrAppend(&text, name, ": ", voice->speech().Say(value), "\n");
  }
  return text + Ticket(voice);
}

std::string Exchange(Voice* voice) {
  const std::string question = voice->Question();
  const std::string source = voice->Prose(150 + voice->rng().Below(900));
  return absl::StrCat("Context: ", source, "\n\nQ: ", question,
                      "\n\nA: ", voice->Answer(80 + voice->rng().Below(500)));
}

std::string Examples(uint64_t own, Voice* voice) {
  const uint64_t labels = 3 + own % 9;
  const size_t stock = 40 + own % 160;
  std::string text;
  for (int64_t i = voice->rng().Between(3, 8); i > 0; --i) {
    const uint64_t which = voice->rng().Below(stock);
    Random known(Mix(own, 100 + which));
    Speech said(&known);
    said.SetLanguage(voice->speech().language());
    said.Say("{:t=/base}");
    absl::StrAppend(&text, said.Say("{/ticket}"), "\n-> ");
    Random label(Mix(own, 40 + which % labels));
    absl::StrAppend(&text, Speech(&label).Say("{f.cls}"), "\n\n");
  }
  return absl::StrCat(text, Ticket(voice), "\n-> ");
}

std::string Dated(uint64_t own, Voice* voice) {
  Random rubric(Mix(own, 60 + voice->rng().Below(kRubrics)));
  Speech said(&rubric);
  said.SetLanguage(voice->speech().language());
  return absl::StrCat(said.Say("{/base}"), voice->speech().Say(", {%date}"));
}

// Which kinds of words there are is the program's, the words are new.
std::string Slots(uint64_t own, Voice* voice) {
  static constexpr std::pair<const char*, const char*> kKinds[] = {
      {"City", "{place}"},      {"Audience", "{group}"},    {"Job", "{profession}"},
      {"Company", "{company}"}, {"Item", "{product}"},      {"Subject", "{theme}"},
      {"Name", "{/name}"},      {"Section", "{f.section}"}, {"Price", "{%money}"},
  };
  Random form(Mix(own, 23));
  std::string text = voice->Topic();
  for (int64_t i = form.Between(1, 3); i > 0; --i) {
    const auto& [name, words] = kKinds[form.Below(std::size(kKinds))];
    absl::StrAppend(&text, form.Chance(0.5) ? "\n" : "; ", name, ": ", voice->speech().Say(words));
  }
  return text;
}

struct Speakers {
  const char* language;  // Empty: used whatever people speak.
  const char* asks;
  const char* answers;
};

constexpr Speakers kSpeakers[] = {
    {"", "Human", "Assistant"},
    {"", "Human", "AI"},
    {"", "User", "Bot"},
    {"", "Customer", "Agent"},
    {"", "user", "assistant"},
    {"", "Speaker 1", "Speaker 2"},
    {"", "Q", "A"},
    {"", "Caller", "Clerk"},
    {"de", "Kunde", "Berater"},
    {"de", "Nutzer", "System"},
    {"es", "Cliente", "Agente"},
    {"es", "Usuario", "Asistente"},
    {"zh", "用户", "助手"},
    {"zh", "客户", "客服"},
    {"ja", "ユーザー", "アシスタント"},
    {"ja", "お客様", "担当者"},
    {"ko", "고객", "상담원"},
    {"ko", "사용자", "어시스턴트"},
    {"ru", "Клиент", "Оператор"},
    {"id", "Pelanggan", "Agen"},
    {"ar", "العميل", "الموظف"},
    {"hi", "ग्राहक", "एजेंट"},
};

const Speakers& SpeakersOf(uint64_t own, absl::string_view language) {
  Random rng(Mix(own, 22));
  const bool native = rng.Chance(0.5);
  for (;;) {
    const Speakers& speakers = kSpeakers[rng.Below(std::size(kSpeakers))];
    if (*speakers.language == 0 || (native && speakers.language == language)) return speakers;
  }
}

std::string Talk(uint64_t own, Voice* voice) {
  Random& rng = voice->rng();
  const Speakers& speakers = SpeakersOf(own, voice->speech().language());
  std::string text = absl::StrCat(speakers.asks, ": ", voice->Question());
  for (int64_t i = rng.Between(1, 6); i > 0; --i) {
    absl::StrAppend(&text, "\n", speakers.answers, ": ", voice->Answer(60 + rng.Below(300)), "\n",
                    speakers.asks, ": ", voice->FollowUp());
  }
  return text;
}

}  // namespace

std::string InputText(Input input, size_t bytes, uint64_t own, Voice* voice) {
  switch (input) {
    case Input::kTicket:
      return Ticket(voice);
    case Input::kProduct: {
      std::string text = voice->Clipping();
      return text.empty() ? voice->speech().Say("{product}")
                          : absl::StrCat(voice->Topic(), "\n", text);
    }
    case Input::kKeyword:
      return voice->Topic();
    case Input::kNotes:
      return Notes(voice);
    case Input::kPost:
      return Post(voice);
    case Input::kFigures:
      return voice->speech().Ramble("{figures}", bytes, "");
    case Input::kCase:
      return Case(own, voice);
    case Input::kExchange:
      return Exchange(voice);
    case Input::kCode:
      return voice->Code("{code.block}");
    case Input::kExamples:
      return Examples(own, voice);
    case Input::kDated:
      return Dated(own, voice);
    case Input::kSlots:
      return Slots(own, voice);
    case Input::kHit:
      return absl::StrCat("Query: ", voice->Question(),
                          "\n\nPassage: ", voice->Prose(150 + voice->rng().Below(700)));
    case Input::kTalk:
      return Talk(own, voice);
    case Input::kDocument:
      break;
  }
  voice->Topic();
  return voice->Prose(bytes);
}

}  // namespace stillwatch::simulate
