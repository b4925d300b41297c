#include "service/simulate/text/voice.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace stillwatch::simulate {
namespace {

constexpr double kDrawsFromTexts = 0.65;
constexpr size_t kWhole = 1 << 20;
constexpr size_t kMostCode = 1500;

const char* TopicOf(Domain domain) {
  switch (domain) {
    case Domain::kMedicine:
      return "{t=/med}";
    case Domain::kLaw:
      return "{t=/law}";
    case Domain::kFinance:
      return "{t=/fin}";
    case Domain::kCode:
      return "{t=code.topic}";
    case Domain::kGeneral:
      break;
  }
  return "{t=/topic}";
}

const char* QuestionOf(Domain domain) {
  switch (domain) {
    case Domain::kMedicine:
      return "{/medq}";
    case Domain::kLaw:
      return "{/lawq}";
    case Domain::kFinance:
      return "{/finq}";
    case Domain::kCode:
      return "{code.q}";
    case Domain::kGeneral:
      break;
  }
  return "{/genq}";
}

}  // namespace

absl::Span<const char* const> VoiceLanguages() {
  static constexpr const char* kAll[] = {"en", "zh", "ko", "ja", "id",
                                         "es", "ru", "ar", "hi", "de"};
  return kAll;
}

Voice::Voice(Random* rng, const FoundTexts* found, absl::string_view language, Domain domain,
             uint64_t taste, double skew)
    : rng_(rng),
      speech_(rng),
      domain_(domain),
      joiner_(language == "zh" || language == "ja" ? "" : " ") {
  speech_.SetLanguage(language);
  speech_.SetTaste(taste, skew);
  if (found == nullptr || found->In(language).empty()) return;
  // Without a taste it is decided anew each time; those who draw then draw alike.
  Random own(taste == 0 ? rng->Next() : Mix(taste, 57));
  if (!own.Chance(kDrawsFromTexts)) return;
  const double faithful = taste == 0 ? 0 : domain != Domain::kGeneral ? 1 : 0.2 + 0.6 * skew;
  clippings_.emplace(found->In(language), taste, faithful);
}

std::string Voice::Topic() {
  has_topic_ = true;
  if (clippings_) {
    std::string topic = clippings_->Draw(TextKind::kTopic, kWhole, rng_);
    if (!topic.empty()) {
      speech_.Remember('t', topic);
      return topic;
    }
  }
  return speech_.Say(TopicOf(domain_));
}

void Voice::SetTopic(std::string topic) {
  has_topic_ = true;
  speech_.Remember('t', std::move(topic));
}

std::string Voice::About() { return has_topic_ ? speech_.Say("{$t}") : Topic(); }

std::string Voice::FollowUp() {
  if (!has_topic_) Topic();
  return speech_.Say(domain_ == Domain::kCode ? "{code.follow}" : "{/follow}");
}

std::string Voice::Request() {
  Topic();
  std::string out;
  if (rng_->Chance(0.2)) absl::StrAppend(&out, speech_.Say("{/lead}"), joiner_);
  speech_.SayTo(domain_ == Domain::kCode ? "{code.ask}" : "{/ask}", &out);
  for (double more = 0.4; rng_->Chance(more); more *= 0.5) {
    absl::StrAppend(&out, rng_->Chance(0.85) ? joiner_ : "\n");
    speech_.SayTo("{/want}", &out);
  }
  const double pasted = clippings_ ? 0.05 + 0.4 * clippings_->literal() : 0.05;
  if (rng_->Chance(pasted)) absl::StrAppend(&out, "\n\n", Prose(80 + rng_->Below(500)));
  return out;
}

std::string Voice::Question() {
  if (clippings_ && rng_->Chance(clippings_->literal())) {
    std::string question = clippings_->Draw(TextKind::kQuestion, kWhole, rng_);
    if (!question.empty()) {
      SetTopic(question);
      return question;
    }
  }
  Topic();
  std::string out;
  if (rng_->Chance(0.12)) absl::StrAppend(&out, Greeting(), " ");
  if (rng_->Chance(0.18)) absl::StrAppend(&out, speech_.Say("{/lead}"), joiner_);
  speech_.SayTo(QuestionOf(domain_), &out);
  if (rng_->Chance(0.15)) absl::StrAppend(&out, joiner_, speech_.Say("{/detail}"));
  return out;
}

std::string Voice::Problem() {
  if (speech_.language() == "en" || rng_->Chance(0.3)) return speech_.Say("{problem}");
  Topic();
  return speech_.Say("{/finq}");
}

std::string Voice::Prose(size_t bytes) {
  if (!has_topic_) Topic();
  std::string out;
  while (clippings_ && out.size() < bytes) {
    const std::string more = clippings_->Draw(TextKind::kPassage, bytes - out.size(), rng_);
    if (more.empty()) break;
    absl::StrAppend(&out, out.empty() ? "" : "\n", more);
  }
  if (!out.empty()) return out;
  do {
    if (!out.empty()) absl::StrAppend(&out, joiner_);
    if (rng_->Chance(0.3)) absl::StrAppend(&out, speech_.Say("{/link}"), joiner_);
    speech_.SayTo("{/fact}", &out);
  } while (out.size() < bytes);
  return out;
}

std::string Voice::Answer(size_t bytes) {
  if (!has_topic_) Topic();
  const int shape = static_cast<int>(rng_->Below(3));
  if (shape == 0) return Prose(bytes);
  std::string out = Prose(bytes / 4);
  int number = 0;
  while (out.size() < bytes) {
    absl::StrAppend(&out, "\n", shape == 1 ? std::string("- ") : absl::StrCat(++number, ". "),
                    Fact());
  }
  return out;
}

std::string Voice::Clipping() {
  return clippings_ ? clippings_->Draw(TextKind::kPassage, 60 + rng_->Below(400), rng_) : "";
}

std::string Voice::Fact() {
  std::string text;
  if (clippings_) text = clippings_->Draw(TextKind::kPassage, 60 + rng_->Below(150), rng_);
  return text.empty() ? speech_.Say("{/fact}") : text;
}

std::string Voice::Code(const char* otherwise) {
  std::string text;
  if (clippings_) text = clippings_->Draw(TextKind::kCode, kMostCode, rng_);
  return text.empty() ? speech_.Say(otherwise) : text;
}

void Mistype(double rate, Random* rng, std::string* text) {
  if (text->size() < 4) return;
  if (rng->Chance(rate * 8)) (*text)[0] = absl::ascii_tolower((*text)[0]);
  if (text->back() == '.' && rng->Chance(rate * 10)) text->pop_back();
  std::string out;
  out.reserve(text->size() + 8);
  for (size_t i = 0; i < text->size(); ++i) {
    const char c = (*text)[i];
    const bool letters =
        i + 1 < text->size() && absl::ascii_isalpha(c) && absl::ascii_isalpha((*text)[i + 1]);
    if (!letters || !rng->Chance(rate / 5)) {
      out += c;
      continue;
    }
    switch (rng->Below(3)) {
      case 0:
        out += (*text)[++i];
        out += c;
        break;
      case 1:
        break;
      default:
        out += c;
        out += c;
    }
  }
  *text = std::move(out);
}

}  // namespace stillwatch::simulate
