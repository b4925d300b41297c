#ifndef STILLWATCH_SERVICE_SIMULATE_SCENARIOS_H_
#define STILLWATCH_SERVICE_SIMULATE_SCENARIOS_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace stillwatch::simulate {

// What the accounts of a scenario have in common.
enum class Common {
  kPlan,             // The items, each asked by one account; no frame.
  kPlanAndFrame,     // The items and the words around them.
  kPlanParaphrased,  // The items; every account has words of its own around them.
  kInput,            // What is asked: the same for all of them.
  kFrame,            // The words around what is asked.
  kOrganization,     // The frame, and the organisation that they declare.
  kNothing,
};

// Several accounts that belong, or seem to belong, together.
struct Scenario {
  const char* name;
  const char* description;
  bool harvests;       // A campaign; else a negative control.
  const char* family;  // What the accounts do.
  int members;
  Common common;
  double cover = 0;       // Share of ordinary calls.
  bool pivots = false;    // To a new model, all at once.
  bool failover = false;  // Some are blocked on the way; spare accounts step in.
  double days = 0;        // All within so many days; 0: as usual.
  bool in_mix = true;     // Else only by name.
  // Ordinary accounts that call through one client: its parameters and its model, from the days on
  // in which it was published.
  bool one_client = false;
  bool no_subject = false;  // Nobody comes back to a subject of their own.
};

// Campaigns and negative controls.
absl::Span<const Scenario> Scenarios();
// Null if there is none.
const Scenario* FindScenario(absl::string_view name);

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_SCENARIOS_H_
