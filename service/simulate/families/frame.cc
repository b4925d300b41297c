#include "service/simulate/families/frame.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/simulate/text/speech.h"

namespace stillwatch::simulate {
namespace {

// What stands around the input: both texts may be empty.
std::pair<std::string, std::string> Fence(Speech* speech) {
  Random* const rng = speech->rng();
  const std::string label = speech->Say("{f.label}");
  switch (rng->Below(8)) {
    case 0:
      return {absl::StrCat(label, ": "), ""};
    case 1:
      return {absl::StrCat("### ", label, "\n"),
              absl::StrCat("\n### ", speech->Say("{f.outlabel}"))};
    case 2:
      return {absl::StrCat("<", label, ">\n"), absl::StrCat("\n</", label, ">")};
    case 3:
      return {"\"\"\"\n", "\n\"\"\""};
    case 4:
      return {"```\n", "\n```"};
    case 5:
      return {absl::StrCat("[", label, "]\n"), "\n"};
    case 6:
      return {absl::StrCat("{\"", label, "\": \""), "\"}"};
    default:
      return {"", ""};
  }
}

std::string Rules(Speech* speech) {
  Random* const rng = speech->rng();
  const int64_t count = rng->Chance(0.35) ? 0 : rng->Between(1, 5);
  const uint64_t style = rng->Below(3);
  std::string rules;
  for (int64_t i = 0; i < count; ++i) {
    const char* rule = speech->language() != "en" && rng->Chance(0.5) ? "{/want}" : "{f.rule}";
    if (style == 0) {
      absl::StrAppend(&rules, " ", speech->Say(rule));
    } else {
      absl::StrAppend(&rules, "\n", style == 1 ? std::string("- ") : absl::StrCat(i + 1, ". "),
                      speech->Say(rule));
    }
  }
  return rules;
}

}  // namespace

Frame::Frame(uint64_t seed, absl::string_view language, absl::string_view task) {
  Random rng(Mix(seed, 77));
  Speech speech(&rng);
  speech.SetLanguage(language);
  const std::string own = absl::StrCat(language, "/", task);
  const bool native = ListSize(own) > 0 && rng.Chance(0.65);
  std::string what;
  if (rng.Chance(0.5)) {
    speech.SayTo("{f.role}", &what);
    what += rng.Chance(0.5) ? ' ' : '\n';
  }
  speech.SayTo(absl::StrCat("{", native ? own : std::string(task), "}"), &what);
  absl::StrAppend(&what, Rules(&speech));
  auto [open, close] = Fence(&speech);
  if (rng.Chance(0.35)) {
    system_ = std::move(what);
  } else if (rng.Chance(0.75)) {
    before_ = absl::StrCat(what, rng.Chance(0.7) ? "\n\n" : "\n");
  } else {
    after_ = absl::StrCat("\n\n", what);
  }
  absl::StrAppend(&before_, open);
  after_.insert(0, close);
}

void Frame::Wrap(absl::string_view input, Draft* draft) const {
  if (!system_.empty()) draft->messages.emplace_back("system", system_);
  draft->messages.emplace_back("user", absl::StrCat(before_, input, after_));
}

Habits::Habits(Random* rng, bool open, uint64_t varies) {
  static constexpr double kOpen[] = {0.5, 0.7, 0.7, 0.8, 0.9, 1, 1, 1.2};
  static constexpr double kClosed[] = {0, 0, 0, 0, 0.1, 0.2, 0.3, 1};
  static constexpr int64_t kLimits[] = {512, 800, 1024, 1500, 2000, 2048, 3000, 4096};
  if (rng->Chance(0.7)) temperature_ = open ? kOpen[rng->Below(8)] : kClosed[rng->Below(8)];
  if (rng->Chance(0.15)) top_p_ = rng->Chance(0.5) ? 0.95 : 0.9;
  if (rng->Chance(0.5)) max_output_ = open ? kLimits[rng->Below(8)] : 64 << rng->Below(6);
  stream_ = rng->Chance(open ? 0.25 : 0.08);
  if (varies == 0) return;
  Random own(Mix(varies, 41));
  scale_ = own.LogNormal(0.6, 0.7);
  wobble_ = 1.2 * own.Unit();
}

int64_t Habits::Length(Random* rng, double median, double spread) const {
  const double wider = std::sqrt(spread * spread + wobble_ * wobble_);
  return static_cast<int64_t>(rng->LogNormal(median * scale_, wider));
}

void Habits::Apply(int64_t output, Draft* draft) const {
  draft->output_tokens = std::clamp<int64_t>(output, 1, 8192);
  draft->temperature = temperature_;
  draft->top_p = top_p_;
  draft->max_output_tokens = max_output_;
  draft->stream = stream_;
  if (max_output_ && draft->output_tokens >= *max_output_) {
    draft->output_tokens = *max_output_;
    draft->finish_reason = "length";
  }
}

Certainty::Certainty(uint64_t seed, double share) {
  static constexpr int kTop[] = {1, 1, 2, 3, 5, 5, 5, 10, 20, 20};
  constexpr double kBiased = 0.15;  // Of the same seeds' share.
  Random rng(Mix(seed, 51));
  if (rng.Chance(share)) top_logprobs_ = kTop[rng.Below(std::size(kTop))];
  if (!rng.Chance(kBiased * share)) return;
  for (int64_t i = rng.Between(2, 6); i > 0; --i) labels_.push_back(rng.Between(300, 100000));
}

void Certainty::Apply(Draft* draft) const {
  draft->top_logprobs = top_logprobs_;
  draft->logit_bias = labels_;
}

int64_t TokensOf(absl::string_view text) {
  const auto wide = std::count_if(text.begin(), text.end(),
                                  [](char c) { return (static_cast<uint8_t>(c) & 0xf0) == 0xe0; });
  return static_cast<int64_t>((text.size() - static_cast<size_t>(3 * wide)) / 4) + wide + 1;
}

}  // namespace stillwatch::simulate
