#ifndef STILLWATCH_DETECTOR_SIGNALS_SIGNAL_H_
#define STILLWATCH_DETECTOR_SIGNALS_SIGNAL_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "detector/profile/examples.h"
#include "detector/traits/traits.h"

namespace stillwatch::detector {

// Independent groups of evidence; the values of stillwatch.v1.EvidenceGroup.
enum class EvidenceGroup {
  kUnspecified,
  kContent,
  kForm,
  kOutput,
  kUse,
  kSchedule,
  kIdentity,
};

// A number that a signal's level was computed from.
struct Reading {
  const char* name;
  double value;
};

// A signal: a pure function of an account's traits. Each is a file that says why a harvester cannot
// avoid it cheaply, where its limits are, how it is computed and what it shows as evidence.
struct SignalDefinition {
  // Name in the catalogue; policies and stored findings refer to it, so it never changes.
  const char* name;
  EvidenceGroup group;
  // Log-odds of a harvest that the full level is expected to add; below 0 it speaks against one.
  // Learning starts from it and never changes its sign.
  double expected;
  // The calls to show.
  ExampleKind examples;
  // 0 (nothing) to 1 (as strong as it gets).
  double (*level)(const Traits& traits);
  // One sentence with the numbers in it. Called at level 0, too: other numbers of the signal can
  // have points.
  std::string (*reason)(const Traits& traits);
  std::vector<Reading> (*readings)(const Traits& traits);
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_SIGNALS_SIGNAL_H_
