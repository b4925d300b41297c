#ifndef STILLWATCH_DETECTOR_SIGNALS_CATALOGUE_H_
#define STILLWATCH_DETECTOR_SIGNALS_CATALOGUE_H_

#include "absl/types/span.h"
#include "detector/signals/signal.h"

namespace stillwatch::detector {

// What speaks for a harvest.
extern const SignalDefinition kBreadthWithoutRevisits;
extern const SignalDefinition kTopicSpread;
extern const SignalDefinition kTemplateSkeleton;
extern const SignalDefinition kGeneratorLoop;
extern const SignalDefinition kReasoningElicitation;
extern const SignalDefinition kPreferenceLoop;
extern const SignalDefinition kSelfChat;
extern const SignalDefinition kOutputsAsProduct;
extern const SignalDefinition kLogitExtraction;
extern const SignalDefinition kNoConsumptionLoop;
extern const SignalDefinition kSustainedNovelty;
extern const SignalDefinition kScriptedTurns;
extern const SignalDefinition kManySamples;

// What speaks against one.
extern const SignalDefinition kFiniteSetRerun;
extern const SignalDefinition kClosedAnswers;
extern const SignalDefinition kConversation;
extern const SignalDefinition kNarrowDomain;
extern const SignalDefinition kScheduledJob;
extern const SignalDefinition kAskedAgain;

// All of them, in a fixed order.
absl::Span<const SignalDefinition* const> SignalCatalogue();

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_SIGNALS_CATALOGUE_H_
