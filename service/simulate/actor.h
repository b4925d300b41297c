#ifndef STILLWATCH_SERVICE_SIMULATE_ACTOR_H_
#define STILLWATCH_SERVICE_SIMULATE_ACTOR_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "service/simulate/clock.h"
#include "service/simulate/families/catalogue.h"
#include "service/simulate/families/frame.h"
#include "service/simulate/identity.h"
#include "service/simulate/random.h"

namespace stillwatch::v1 {
class Call;
}

namespace stillwatch::simulate {

// Everything that is settled about an account before it begins.
struct Part {
  const Family* family = nullptr;  // What it does; outlives the actor.
  Role role;
  // What it mixes in: each call of its own is such a call with the probability `cover`.
  std::unique_ptr<Behaviour> (*make_cover)(const Role& role) = nullptr;
  double cover = 0;
  int64_t calls = 0;  // 0: drawn from the family's distribution.
  Rhythm rhythm = Rhythm::kPeople;
  double calls_a_day = 1;
  int64_t start_us = 0;
  const char* model = nullptr;  // Null: one that is drawn.
  int64_t switch_us = 0;        // From then on it uses the newest model; 0: never.
  bool text = true;
  // Its harvest comes from a relay, so that its own clock makes cover calls alone.
  bool relayed = false;
  uint64_t organization = 0;  // 0: its own.
  uint64_t client = 0;        // That chooses parameters; 0: the account does.
};

// One account at work.
class Actor {
 public:
  Actor(const Part& part, size_t label);

  const std::string& account_id() const { return identity_.account_id(); }
  size_t label() const { return label_; }
  bool done() const { return left_ <= 0; }
  int64_t NextTime() { return clock_.Next(); }

  // Writes the next call; returns whether it harvests. Once done, frees what it needed.
  bool Write(int64_t time_us, v1::Call* call);
  // Writes the next call of the harvest, whatever is left.
  void WriteHarvest(int64_t time_us, v1::Call* call);

 private:
  void Fill(Behaviour* behaviour, int64_t time_us, v1::Call* call);

  const Part part_;
  Random rng_;
  Identity identity_;
  Clock clock_;
  const size_t label_;
  int64_t left_;
  // Made when first needed.
  std::unique_ptr<Behaviour> behaviour_;
  std::unique_ptr<Behaviour> cover_;
  std::optional<Habits> client_;
};

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_ACTOR_H_
