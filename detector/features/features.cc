#include "detector/features/features.h"

#include <cmath>

#include "detector/profile/logarithm.h"
#include "detector/signals/catalogue.h"

namespace stillwatch::detector {
namespace {

struct TraitFeature {
  const char* name;
  const char* signal;
  double (*value)(const Traits& traits);
};

// Most amounts are small whole numbers, whose logarithms are at hand.
double Log(double amount) {
  constexpr double kSmall = 1024;
  if (amount >= 0 && amount < kSmall) {
    const auto whole = static_cast<uint64_t>(amount);
    if (static_cast<double>(whole) == amount) return Log1p(whole);
  }
  return std::log1p(amount);
}

// The marks by number, as in stillwatch.v1.Mark. How often lessons are demanded is left to the
// signals: as bare numbers these told of words that sources prefer.
constexpr TraitFeature kTraitFeatures[] = {
    {"distinct_requests", "breadth_without_revisits",
     [](const Traits& t) { return Log(t.distinct_requests); }},
    {"repeat_share", "finite_set_rerun", [](const Traits& t) { return t.repeat_share; }},
    {"late_novelty", "finite_set_rerun", [](const Traits& t) { return t.late_novelty; }},
    {"immediate_repeat_share", "many_samples",
     [](const Traits& t) { return t.immediate_repeat_share; }},
    {"sample_share", "many_samples", [](const Traits& t) { return t.sample_share; }},
    {"samples_per_call", "many_samples", [](const Traits& t) { return t.samples_per_call; }},
    {"likeness", "topic_spread", [](const Traits& t) { return t.likeness; }},
    {"persistence", "topic_spread", [](const Traits& t) { return t.lag_likeness - t.likeness; }},
    {"request_words", "topic_spread", [](const Traits& t) { return Log(t.request_words); }},
    {"request_words_spread", "topic_spread",
     [](const Traits& t) { return t.request_words_spread; }},
    {"prefix_share", "template_skeleton", [](const Traits& t) { return t.prefix_share; }},
    {"suffix_share", "template_skeleton", [](const Traits& t) { return t.suffix_share; }},
    {"frames_share", "template_skeleton", [](const Traits& t) { return t.frames_share; }},
    {"short_share", "conversation", [](const Traits& t) { return t.short_share; }},
    {"system_share", "narrow_domain", [](const Traits& t) { return t.system_share; }},
    {"system_bytes", "narrow_domain", [](const Traits& t) { return Log(t.system_bytes); }},
    {"system_weight", "narrow_domain", [](const Traits& t) { return t.system_weight; }},
    {"judge_mark", "preference_loop", [](const Traits& t) { return t.marks[1]; }},
    {"training_mark", "generator_loop", [](const Traits& t) { return t.marks[7]; }},
    {"many_items_mark", "generator_loop", [](const Traits& t) { return t.marks[9]; }},
    {"role_mark", "self_chat", [](const Traits& t) { return t.marks[6]; }},
    {"structured_mark", "closed_answers", [](const Traits& t) { return t.marks[10]; }},
    {"closed_mark", "closed_answers", [](const Traits& t) { return t.marks[11]; }},
    {"output_median", "outputs_as_product", [](const Traits& t) { return Log(t.output_median); }},
    // How far answers' lengths spread tells one source of requests from another, of harvests as of
    // ordinary use: with sources held out it misled wherever anything better is known.
    {"output_spread", "outputs_as_product",
     [](const Traits& t) { return HasText(t) ? 0 : t.output_spread; }},
    {"output_ratio", "outputs_as_product",
     // Where answers have no lengths, requests' say nothing of it.
     [](const Traits& t) {
       return t.answers > 0 ? Log(t.output_tokens) - Log(t.input_tokens) : 0;
     }},
    {"near_cap_share", "outputs_as_product", [](const Traits& t) { return t.near_cap_share; }},
    {"new_output_tokens", "outputs_as_product",
     [](const Traits& t) { return Log(t.new_output_tokens); }},
    {"tiny_share", "closed_answers", [](const Traits& t) { return t.tiny_share; }},
    {"item_share", "closed_answers", [](const Traits& t) { return t.item_share; }},
    {"open_share", "closed_answers", [](const Traits& t) { return t.open_share; }},
    {"single_turn_share", "no_consumption_loop",
     [](const Traits& t) { return t.single_turn_share; }},
    {"alone_share", "no_consumption_loop", [](const Traits& t) { return t.alone_share; }},
    {"follow_up_share", "conversation", [](const Traits& t) { return t.follow_up_share; }},
    {"assistant_turns", "conversation", [](const Traits& t) { return t.assistant_turns; }},
    {"tool_share", "conversation", [](const Traits& t) { return t.tool_share; }},
    {"logprobs_share", "logit_extraction", [](const Traits& t) { return t.logprobs_share; }},
    {"logit_bias_share", "logit_extraction", [](const Traits& t) { return t.logit_bias_share; }},
    {"constant_bias_share", "logit_extraction",
     [](const Traits& t) { return t.constant_bias_share; }},
    {"loose_items", "sustained_novelty", [](const Traits& t) { return Log(t.loose_items); }},
    {"loose_hours", "sustained_novelty", [](const Traits& t) { return Log(t.loose_hours); }},
    {"loose_share", "sustained_novelty",
     [](const Traits& t) { return t.items > 0 ? t.loose_items / t.items : 0; }},
    {"busiest_hour_share", "scheduled_job", [](const Traits& t) { return t.busiest_hour_share; }},
    {"content_share", "no_consumption_loop", [](const Traits& t) { return t.content_share; }},
};

size_t SignalNamed(absl::string_view name) {
  const absl::Span<const SignalDefinition* const> catalogue = SignalCatalogue();
  size_t at = 0;
  while (at < catalogue.size() && name != catalogue[at]->name) ++at;
  return at;
}

std::vector<FeatureDefinition> MakeCatalogue() {
  std::vector<FeatureDefinition> features;
  for (const TraitFeature& feature : kTraitFeatures) {
    features.push_back({feature.name, SignalNamed(feature.signal), {}});
  }
  const absl::Span<const SignalDefinition* const> signals = SignalCatalogue();
  for (size_t i = 0; i < signals.size(); ++i) {
    const double expected = signals[i]->expected;
    const int8_t direction = expected < 0 ? -1 : 1;
    features.push_back({signals[i]->name, i, {direction, expected}});
  }
  return features;
}

}  // namespace

absl::Span<const FeatureDefinition> FeatureCatalogue() {
  static const auto* const catalogue = new std::vector<FeatureDefinition>(MakeCatalogue());
  return *catalogue;
}

size_t FindFeature(absl::string_view name) {
  const absl::Span<const FeatureDefinition> catalogue = FeatureCatalogue();
  size_t at = 0;
  while (at < catalogue.size() && name != catalogue[at].name) ++at;
  return at;
}

std::vector<float> MeasureFeatures(const Traits& traits) {
  std::vector<float> features(FeatureCatalogue().size());
  MeasureFeatures(traits, absl::MakeSpan(features));
  return features;
}

void MeasureFeatures(const Traits& traits, absl::Span<float> features) {
  auto next = features.begin();
  for (const TraitFeature& feature : kTraitFeatures) {
    *next++ = static_cast<float>(feature.value(traits));
  }
  for (const SignalDefinition* signal : SignalCatalogue()) {
    *next++ = static_cast<float>(signal->level(traits));
  }
}

}  // namespace stillwatch::detector
