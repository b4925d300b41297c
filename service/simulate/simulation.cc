#include "service/simulate/simulation.h"

#include <algorithm>
#include <cstddef>
#include <queue>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/simulate/actor.h"
#include "service/simulate/cast.h"
#include "service/simulate/relay.h"
#include "service/simulate/text/found_texts.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::simulate {
namespace {

constexpr int64_t kSecond = 1000000;
constexpr int64_t kDay = 86400 * kSecond;

// What happens next: an actor or a relay makes a call, or a call arrives (again).
struct Event {
  int64_t time_us = 0;
  uint64_t order = 0;  // Among equal times.
  Actor* actor = nullptr;
  Relay* relay = nullptr;
  std::shared_ptr<const v1::Call> arrival;
  bool harvest = false;
  size_t label = 0;

  friend bool operator>(const Event& a, const Event& b) {
    return a.time_us != b.time_us ? a.time_us > b.time_us : a.order > b.order;
  }
};

absl::Status Check(const SimulationOptions& options) {
  const auto wrong = [](absl::string_view what) { return absl::InvalidArgumentError(what); };
  if (!(options.scale > 0) || options.scale > 10000)
    return wrong("scale must be above 0, to 10000");
  if (options.days < 1 || options.days > 366) return wrong("days must be 1 to 366");
  if (options.cover && (!(*options.cover >= 0) || *options.cover > 0.95)) {
    return wrong("cover must be 0 to 0.95");
  }
  if (options.members < 0 || options.members > 1000000) {
    return wrong("members must be 1 to 1000000, or 0 for as many as a scenario says");
  }
  if (!(options.textless >= 0) || options.textless > 1) {
    return wrong("the share of accounts without text must be 0 to 1");
  }
  if (!(options.redelivery_share >= 0) || options.redelivery_share > 1) {
    return wrong("the share of redeliveries must be 0 to 1");
  }
  if (!(options.late_share >= 0) || options.late_share > 1) {
    return wrong("the share of late calls must be 0 to 1");
  }
  if (std::count(DispatchNames().begin(), DispatchNames().end(), options.relay) == 0) {
    return wrong(absl::StrCat("\"", options.relay, "\" is no relay; there are ",
                              absl::StrJoin(DispatchNames(), ", ")));
  }
  for (const std::string& mix : options.mixes) {
    if (std::count(MixNames().begin(), MixNames().end(), mix) == 0) {
      return wrong(
          absl::StrCat("\"", mix, "\" is no mix; there are ", absl::StrJoin(MixNames(), ", ")));
    }
  }
  for (const std::string& name : options.families) {
    if (FindFamily(name) != nullptr || FindScenario(name) != nullptr) continue;
    std::string known;
    for (const Family& family : Families()) absl::StrAppend(&known, family.name, ", ");
    for (const Scenario& scenario : Scenarios()) absl::StrAppend(&known, scenario.name, ", ");
    known.resize(known.size() - 2);
    return wrong(absl::StrCat("\"", name, "\" is no family; there are ", known));
  }
  return absl::OkStatus();
}

}  // namespace

struct Simulation::Rep {
  SimulationOptions options;
  int64_t end_us = 0;
  int64_t now_us = 0;
  uint64_t next_order = 0;
  Random rng{0};
  std::unique_ptr<const FoundTexts> texts;  // Outlives the actors.
  std::vector<std::unique_ptr<Actor>> actors;
  std::vector<std::unique_ptr<Relay>> relays;
  std::vector<AccountLabel> labels;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events;

  void Add(const Troupe& troupe);
  void Schedule(Actor* actor);
  void Schedule(Relay* relay);
  void Act(const Event& event);
};

void Simulation::Rep::Add(const Troupe& troupe) {
  std::vector<Actor*> added;
  for (const Member& member : troupe.members) {
    Part part = member.part;
    part.role.texts = texts.get();
    actors.push_back(std::make_unique<Actor>(part, labels.size()));
    added.push_back(actors.back().get());
    AccountLabel label;
    label.account_id = added.back()->account_id();
    label.family = troupe.name;
    label.harvests = troupe.harvests;
    label.campaign = member.campaign;
    label.cover = member.cover;
    labels.push_back(label);
    Schedule(added.back());
  }
  if (!troupe.relay) return;
  relays.push_back(std::make_unique<Relay>(*troupe.relay, std::move(added)));
  Schedule(relays.back().get());
}

void Simulation::Rep::Schedule(Relay* relay) {
  Event event;
  event.time_us = relay->NextTime();
  event.order = next_order++;
  event.relay = relay;
  if (event.time_us < end_us) events.push(event);
}

void Simulation::Rep::Schedule(Actor* actor) {
  if (actor->done()) return;
  Event event;
  event.time_us = actor->NextTime();
  event.order = next_order++;
  event.actor = actor;
  if (event.time_us < end_us) events.push(event);
}

void Simulation::Rep::Act(const Event& event) {
  auto call = std::make_shared<v1::Call>();
  Event arrival;
  Actor* const actor = event.relay != nullptr ? event.relay->Pick(event.time_us) : event.actor;
  if (event.relay != nullptr) {
    actor->WriteHarvest(event.time_us, call.get());
    arrival.harvest = true;
  } else {
    arrival.harvest = actor->Write(event.time_us, call.get());
  }
  arrival.label = actor->label();
  arrival.order = next_order++;
  arrival.time_us = event.time_us;
  if (rng.Chance(options.late_share)) arrival.time_us += rng.Between(kSecond, 7200 * kSecond);
  AccountLabel& label = labels[arrival.label];
  ++label.calls;
  if (arrival.harvest && label.harvest_calls++ == 0) label.first_harvest_us = event.time_us;
  arrival.arrival = std::move(call);
  events.push(arrival);
  if (rng.Chance(options.redelivery_share)) {
    arrival.time_us += rng.Between(kSecond, 60 * kSecond);
    arrival.order = next_order++;
    events.push(arrival);
  }
  if (event.relay != nullptr) {
    Schedule(event.relay);
  } else {
    Schedule(actor);
  }
}

Simulation::Simulation(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
Simulation::~Simulation() = default;

absl::StatusOr<std::unique_ptr<Simulation>> Simulation::Create(const SimulationOptions& options) {
  absl::Status status = Check(options);
  if (!status.ok()) return status;
  auto rep = std::make_unique<Rep>();
  rep->options = options;
  rep->end_us = options.start_us + options.days * kDay;
  rep->now_us = options.start_us;
  rep->rng = Random(Mix(options.seed, 99));
  if (!options.texts.empty()) {
    auto texts = FoundTexts::Read(options.texts);
    if (!texts.ok()) return texts.status();
    rep->texts = *std::move(texts);
  }
  for (const Troupe& troupe : CastOf(options)) rep->Add(troupe);
  return std::unique_ptr<Simulation>(new Simulation(std::move(rep)));
}

bool Simulation::Next(v1::Call* call, Truth* truth) {
  while (!rep_->events.empty()) {
    const Event event = rep_->events.top();
    rep_->events.pop();
    rep_->now_us = event.time_us;
    if (event.arrival == nullptr) {
      rep_->Act(event);
      continue;
    }
    *call = *event.arrival;
    truth->harvest = event.harvest;
    truth->campaign = event.harvest ? rep_->labels[event.label].campaign : "";
    return true;
  }
  return false;
}

absl::Span<const char* const> RelayNames() { return DispatchNames(); }

const std::vector<AccountLabel>& Simulation::labels() const { return rep_->labels; }

double Simulation::progress() const {
  const auto total = static_cast<double>(rep_->end_us - rep_->options.start_us);
  return std::clamp(static_cast<double>(rep_->now_us - rep_->options.start_us) / total, 0.0, 1.0);
}

}  // namespace stillwatch::simulate
