#include "detector/signals/catalogue.h"

namespace stillwatch::detector {

absl::Span<const SignalDefinition* const> SignalCatalogue() {
  static constexpr const SignalDefinition* kCatalogue[] = {
      &kBreadthWithoutRevisits,
      &kTopicSpread,
      &kTemplateSkeleton,
      &kGeneratorLoop,
      &kReasoningElicitation,
      &kPreferenceLoop,
      &kSelfChat,
      &kOutputsAsProduct,
      &kLogitExtraction,
      &kNoConsumptionLoop,
      &kFiniteSetRerun,
      &kClosedAnswers,
      &kConversation,
      &kNarrowDomain,
      &kSustainedNovelty,
      &kScriptedTurns,
      &kManySamples,
      &kScheduledJob,
      &kAskedAgain,
  };
  return kCatalogue;
}

}  // namespace stillwatch::detector
