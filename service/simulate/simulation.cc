#include "service/simulate/simulation.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/simulate/clock.h"
#include "service/simulate/families/catalogue.h"
#include "service/simulate/identity.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::simulate {
namespace {

constexpr int64_t kSecond = 1000000;
constexpr int64_t kDay = 86400 * kSecond;
constexpr const char* kLanguages[] = {"en", "en", "en", "en", "zh", "id", "es"};

// A token for every four bytes; letters of three bytes are about a token each.
int64_t Tokens(const std::string& text) {
  const auto wide = std::count_if(text.begin(), text.end(),
                                  [](char c) { return (static_cast<uint8_t>(c) & 0xf0) == 0xe0; });
  return static_cast<int64_t>((text.size() - static_cast<size_t>(3 * wide)) / 4) + wide + 1;
}

// One account at work.
class Actor {
 public:
  Actor(const Family& family, const Role& role, const SimulationOptions& options, size_t label)
      : family_(family),
        rng_(Mix(role.seed, 1)),
        identity_(Mix(role.seed, 2), family.rhythm != Rhythm::kPeople),
        clock_(family.rhythm, family.calls_a_day, options.start_us, Mix(role.seed, 3)),
        behaviour_(family.make(role)),
        label_(label),
        left_(std::clamp(static_cast<int64_t>(rng_.LogNormal(family.median_calls, family.spread)),
                         family.least_calls, family.most_calls)) {
    if (family.harvests && options.cover > 0) {
      Role ordinary = role;
      ordinary.seed = Mix(role.seed, 4);
      cover_behaviour_ = MakeChat(ordinary);
    }
  }

  const Identity& identity() const { return identity_; }
  size_t label() const { return label_; }
  bool done() const { return left_ <= 0; }
  int64_t NextTime() { return clock_.Next(); }

  // Writes the next call; returns whether it harvests.
  bool Write(int64_t time_us, const SimulationOptions& options, v1::Call* call) {
    --left_;
    const bool covers = cover_behaviour_ != nullptr && rng_.Chance(options.cover);
    Draft draft;
    (covers ? cover_behaviour_ : behaviour_)->Write(&draft);
    identity_.Fill(draft.person, &rng_, call);
    call->set_request_id(absl::StrFormat("req-%016x", rng_.Next()));
    call->mutable_time()->set_seconds(time_us / kSecond);
    call->mutable_time()->set_nanos(static_cast<int32_t>(time_us % kSecond / 1000 * 1000000));
    SetParams(draft, call->mutable_params());
    int64_t input = 0;
    for (const auto& [role, text] : draft.messages) {
      input += Tokens(text) + 3;
      if (!options.text) continue;
      v1::Message* message = call->add_messages();
      message->set_role(role);
      message->set_content(text);
    }
    const int failed = rng_.Chance(0.012) ? (rng_.Chance(0.7) ? 429 : 500) : 0;
    call->set_status(failed != 0 ? failed : 200);
    call->mutable_usage()->set_input_tokens(input);
    if (failed == 0) {
      call->mutable_usage()->set_output_tokens(draft.output_tokens * draft.n.value_or(1));
      call->set_finish_reason(draft.finish_reason);
    }
    call->set_latency_ms(300 + draft.output_tokens * rng_.Between(12, 25));
    return family_.harvests && !covers;
  }

 private:
  static void SetParams(const Draft& draft, v1::SamplingParams* params) {
    if (draft.temperature) params->set_temperature(*draft.temperature);
    if (draft.n) params->set_n(*draft.n);
    if (draft.max_output_tokens) params->set_max_output_tokens(*draft.max_output_tokens);
    if (draft.stream) params->set_stream(true);
    if (draft.json) params->set_response_format("json_object");
    if (draft.top_logprobs > 0) {
      params->set_logprobs(true);
      params->set_top_logprobs(draft.top_logprobs);
    }
    for (const int64_t token : draft.logit_bias) (*params->mutable_logit_bias())[token] = 100;
  }

  const Family& family_;
  Random rng_;
  Identity identity_;
  Clock clock_;
  std::unique_ptr<Behaviour> behaviour_;
  std::unique_ptr<Behaviour> cover_behaviour_;
  const size_t label_;
  int64_t left_;
};

// What happens next: an actor makes a call, or a call arrives (again).
struct Event {
  int64_t time_us = 0;
  uint64_t order = 0;  // Among equal times.
  Actor* actor = nullptr;
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
  if (!(options.cover >= 0) || options.cover > 0.95) return wrong("cover must be 0 to 0.95");
  if (!(options.redelivery_share >= 0) || options.redelivery_share > 1) {
    return wrong("the share of redeliveries must be 0 to 1");
  }
  if (!(options.late_share >= 0) || options.late_share > 1) {
    return wrong("the share of late calls must be 0 to 1");
  }
  for (const std::string& name : options.families) {
    std::string known;
    bool found = false;
    for (const Family& family : Families()) {
      found = found || name == family.name;
      absl::StrAppend(&known, known.empty() ? "" : ", ", family.name);
    }
    if (!found) return wrong(absl::StrCat("\"", name, "\" is no family; there are ", known));
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
  std::vector<std::unique_ptr<Actor>> actors;
  std::vector<AccountLabel> labels;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events;

  void AddFamily(const Family& family);
  void AddActor(const Family& family, const Role& role, const std::string& campaign);
  void Schedule(Actor* actor);
  void Act(const Event& event);
};

void Simulation::Rep::AddFamily(const Family& family) {
  Random rng(Mix(options.seed, Mix(static_cast<uint64_t>(&family - Families().data()), 17)));
  const int accounts = std::max(1, static_cast<int>(std::lround(family.accounts * options.scale)));
  const int groups = family.groups == 0 ? 0 : std::clamp(family.groups, 1, accounts);
  for (int i = 0; i < accounts; ++i) {
    Role role;
    role.seed = rng.Next();
    if (family.speaks) role.language = kLanguages[rng.Below(std::size(kLanguages))];
    std::string campaign;
    if (groups > 0) {
      const int group = i % groups;
      role.shared = Mix(options.seed, Mix(1000 + static_cast<uint64_t>(group),
                                          static_cast<uint64_t>(family.accounts)));
      role.member = i / groups;
      role.members = family.harvests ? (accounts - group + groups - 1) / groups : 1;
      if (family.harvests) campaign = absl::StrCat(family.name, "-", group + 1);
    }
    AddActor(family, role, campaign);
  }
}

void Simulation::Rep::AddActor(const Family& family, const Role& role,
                               const std::string& campaign) {
  actors.push_back(std::make_unique<Actor>(family, role, options, labels.size()));
  AccountLabel label;
  label.account_id = actors.back()->identity().account_id();
  label.family = family.name;
  label.harvests = family.harvests;
  label.campaign = campaign;
  label.cover = family.harvests ? options.cover : 0;
  labels.push_back(label);
  Schedule(actors.back().get());
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
  arrival.harvest = event.actor->Write(event.time_us, options, call.get());
  arrival.label = event.actor->label();
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
  Schedule(event.actor);
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
  for (const Family& family : Families()) {
    const std::vector<std::string>& chosen = options.families;
    if (chosen.empty() || std::count(chosen.begin(), chosen.end(), family.name) > 0) {
      rep->AddFamily(family);
    }
  }
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

const std::vector<AccountLabel>& Simulation::labels() const { return rep_->labels; }

double Simulation::progress() const {
  const auto total = static_cast<double>(rep_->end_us - rep_->options.start_us);
  return std::clamp(static_cast<double>(rep_->now_us - rep_->options.start_us) / total, 0.0, 1.0);
}

}  // namespace stillwatch::simulate
