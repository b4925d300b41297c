#include "detector/cohort/cohort.h"

#include <algorithm>

namespace stillwatch::detector {
namespace {

constexpr double kTellingRequests = 8;
constexpr int kMarkClosedAnswer = 11;  // stillwatch.v1.MARK_CLOSED_ANSWER

bool AnswersAreClosed(const Traits& traits) {
  return traits.output_median < 40 || traits.tiny_share > 0.5 ||
         (traits.marks[kMarkClosedAnswer] > 0.5 && traits.output_median < 120);
}

}  // namespace

Cohort CohortOf(const Traits& traits) {
  if (traits.content_share < 0.2) {
    return traits.calls < kTellingRequests ? Cohort::kUnspecified : Cohort::kMetadataOnly;
  }
  if (traits.requests < kTellingRequests) return Cohort::kUnspecified;
  // Who varies the bias of one prompt reads the model out, however much the prompt repeats.
  const bool reads_logits = traits.logit_bias_share > 0.3 && traits.constant_bias_share < 0.5;
  if (traits.repeat_share > 0.8 && traits.distinct_requests < 40 && !reads_logits) {
    return Cohort::kMonitor;
  }
  const double template_share =
      std::max({traits.prefix_share, traits.suffix_share, traits.system_share});
  if (traits.tool_share > 0.15 || (traits.system_share > 0.3 && traits.system_bytes > 1500)) {
    return Cohort::kAgent;
  }
  if (traits.follow_up_share > 0.15 || traits.single_turn_share < 0.7) {
    const bool many_people = traits.calls_per_active_day > 60 && traits.addresses > 8;
    return many_people ? Cohort::kReseller : Cohort::kChat;
  }
  if (traits.repeat_share > 0.25 && traits.late_novelty < 0.35) return Cohort::kEvaluation;
  if (AnswersAreClosed(traits) && (template_share > 0.4 || traits.frames_share > 0.7)) {
    return Cohort::kPipeline;
  }
  if (template_share > 0.6 && traits.likeness > 0.3) return Cohort::kContent;
  return Cohort::kOpen;
}

absl::string_view CohortName(Cohort cohort) {
  switch (cohort) {
    case Cohort::kUnspecified:
      return "too few calls to tell";
    case Cohort::kChat:
      return "people in conversation";
    case Cohort::kPipeline:
      return "a pipeline with a fixed task";
    case Cohort::kEvaluation:
      return "an evaluation run";
    case Cohort::kContent:
      return "a content pipeline";
    case Cohort::kAgent:
      return "an agent with tools";
    case Cohort::kMonitor:
      return "a monitor";
    case Cohort::kReseller:
      return "many people behind one account";
    case Cohort::kMetadataOnly:
      return "a log without content";
    case Cohort::kOpen:
      return "single requests of many kinds";
  }
  return "unknown";
}

}  // namespace stillwatch::detector
