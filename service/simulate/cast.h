#ifndef STILLWATCH_SERVICE_SIMULATE_CAST_H_
#define STILLWATCH_SERVICE_SIMULATE_CAST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/simulate/actor.h"
#include "service/simulate/scenarios.h"
#include "service/simulate/simulation.h"

namespace stillwatch::simulate {

// Hands the items of a campaign to its accounts.
struct RelayPlan {
  uint64_t seed = 0;
  int64_t start_us = 0;
  int64_t end_us = 0;
  double calls_a_day = 0;  // Of all accounts together.
  bool failover = false;
};

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
