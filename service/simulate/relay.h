#ifndef STILLWATCH_SERVICE_SIMULATE_RELAY_H_
#define STILLWATCH_SERVICE_SIMULATE_RELAY_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "service/simulate/random.h"

namespace stillwatch::simulate {

class Actor;

// How a relay chooses the account that gets the next item.
enum class Dispatch : uint8_t {
  kTurns,      // The one that has rested longest.
  kLoose,      // Any of the fifth that has rested longest.
  kRandom,     // Any.
  kUnequal,    // Any, some much more often than others.
  kBursts,     // In turn, in jobs of some items a head with pauses between.
  kStaggered,  // In turn; accounts join one by one during the first half.
  kTurnover,   // In turn, half of the accounts at a time: each is replaced after a while.
};

absl::Span<const char* const> DispatchNames();
// Of a name among them.
Dispatch DispatchOf(absl::string_view name);

// Hands the items of a campaign to its accounts.
struct RelayPlan {
  uint64_t seed = 0;
  int64_t start_us = 0;
  int64_t end_us = 0;
  double calls_a_day = 0;  // Of all accounts together.
  bool failover = false;   // Half-way some are blocked, and spare ones step in.
  Dispatch dispatch = Dispatch::kTurns;
};

class Relay {
 public:
  // At least one member.
  Relay(const RelayPlan& plan, std::vector<Actor*> members);

  // Past the simulated time when there is nothing more to do.
  int64_t NextTime();
  // Who makes the call of that time. Times never fall.
  Actor* Pick(int64_t time_us);

 private:
  void Block();
  void ComeAndGo(int64_t time_us);
  // Where in the ring.
  size_t Choose();

  const RelayPlan plan_;
  Random rng_;
  std::vector<Actor*> ring_;  // The one that has rested longest first.
  std::vector<Actor*> spares_;
  std::vector<double> weights_;
  int64_t now_us_;
  int64_t block_us_ = 0;  // 0: nobody is blocked, or all that will be are.
  int64_t change_us_ = 0;
  int64_t every_us_ = 0;  // A change; 0: never.
  int64_t left_ = 0;      // Of a burst.
};

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_RELAY_H_
