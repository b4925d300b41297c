#ifndef STILLWATCH_DETECTOR_PROFILE_STATISTICS_H_
#define STILLWATCH_DETECTOR_PROFILE_STATISTICS_H_

#include <cstdint>

#include "absl/strings/string_view.h"

// The statistics that a profile consists of, a file each. Every one adds a call to its own part of
// the state and reads nothing else.

namespace stillwatch::v1 {
class BreadthState;
class ConversationState;
class ElicitationState;
class EmbeddingState;
class ExampleState;
class FrameState;
class IdentityState;
class OutputState;
class ParameterState;
class ScheduleState;
class StoredCall;
class VolumeState;
}  // namespace stillwatch::v1

namespace stillwatch::detector {

// Whether the call got an answer. Without a status it is taken to have got one.
bool Succeeded(const v1::StoredCall& call);

// What the call's request is to the account; found by breadth, used by others.
enum class Novelty {
  kNoRequest,
  kNew,        // Not among the recent requests.
  kRecent,     // Among the recent ones.
  kImmediate,  // The same as the one before.
};

// All calls.
void AddToVolume(const v1::StoredCall& call, v1::VolumeState* volume);
// `previous_us` is the newest event time before the call, 0 for the first.
void AddToSchedule(const v1::StoredCall& call, int64_t previous_us, v1::ScheduleState* schedule);
void AddToIdentity(const v1::StoredCall& call, v1::IdentityState* identity);

// Successful calls only.
Novelty AddToBreadth(const v1::StoredCall& call, v1::BreadthState* breadth);
void AddToOutput(const v1::StoredCall& call, Novelty novelty, v1::OutputState* output);
void AddToEmbedding(const v1::StoredCall& call, v1::EmbeddingState* embedding);
void AddToFrames(const v1::StoredCall& call, v1::FrameState* frames);
void AddToConversation(const v1::StoredCall& call, v1::ConversationState* conversation);
void AddToParameters(const v1::StoredCall& call, v1::ParameterState* parameters);
void AddToElicitation(const v1::StoredCall& call, v1::ElicitationState* elicitation);
void AddToExamples(const v1::StoredCall& call, Novelty novelty, v1::ExampleState* examples);

// Kinds of calls that examples are kept of.
enum class ExampleKind {
  kNewRequest,
  kLongOutput,
  kReasoning,
  kGeneration,
  kPreference,
  kRoleScript,
  kLogits,
  kRepeat,
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_STATISTICS_H_
