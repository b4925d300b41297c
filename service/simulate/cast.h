#ifndef STILLWATCH_SERVICE_SIMULATE_CAST_H_
#define STILLWATCH_SERVICE_SIMULATE_CAST_H_

#include <optional>
#include <string>
#include <vector>

#include "service/simulate/actor.h"
#include "service/simulate/relay.h"
#include "service/simulate/scenarios.h"
#include "service/simulate/simulation.h"

namespace stillwatch::simulate {

struct Member {
  Part part;
  std::string campaign;
  double cover = 0;
};

// Accounts of one family or scenario.
struct Troupe {
  const char* name = "";  // For the labels.
  bool harvests = false;
  std::vector<Member> members;
  std::optional<RelayPlan> relay;  // Whose calls go to the members.
};

// Who takes part; the options have been checked.
std::vector<Troupe> CastOf(const SimulationOptions& options);

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_CAST_H_
