#include "service/simulate/actor.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "service/simulate/families/frame.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::simulate {
namespace {

constexpr int64_t kSecond = 1000000;
constexpr const char* kNewestModel = "large-3";

void SetParams(const Draft& draft, v1::SamplingParams* params) {
  if (draft.temperature) params->set_temperature(*draft.temperature);
  if (draft.top_p) params->set_top_p(*draft.top_p);
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

}  // namespace

Actor::Actor(const Part& part, size_t label)
    : part_(part),
      rng_(Mix(part.role.seed, 1)),
      identity_(Mix(part.role.seed, 2), part.rhythm != Rhythm::kPeople,
                part.family->use != Use::kBasic),
      clock_(part.rhythm, part.calls_a_day, part.start_us, Mix(part.role.seed, 3)),
      label_(label),
      left_(part.calls) {
  const Family& family = *part.family;
  if (left_ == 0 && !part.relayed) {
    left_ = std::clamp(static_cast<int64_t>(rng_.LogNormal(family.median_calls, family.spread)),
                       family.least_calls, family.most_calls);
  }
  if (part.organization != 0) identity_.Join(part.organization);
  if (part.client != 0) {
    Random client(part.client);
    client_.emplace(&client, true);
  }
  if (part.model != nullptr) identity_.UseModel(part.model);
}

bool Actor::Write(int64_t time_us, v1::Call* call) {
  --left_;
  const bool covers = part_.relayed || (part_.cover > 0 && rng_.Chance(part_.cover));
  if (!covers && behaviour_ == nullptr) behaviour_ = part_.family->make(part_.role);
  if (covers && cover_ == nullptr) {
    Role role = part_.role;
    role.seed = Mix(role.seed, 4);
    role.shared = 0;
    role.frame = 0;
    role.queue = nullptr;
    cover_ = part_.make_cover(role);
  }
  Fill(covers ? cover_.get() : behaviour_.get(), time_us, call);
  if (left_ <= 0 && !part_.relayed) {
    behaviour_.reset();
    cover_.reset();
  }
  return part_.family->harvests && !covers;
}

void Actor::WriteHarvest(int64_t time_us, v1::Call* call) {
  if (behaviour_ == nullptr) behaviour_ = part_.family->make(part_.role);
  Fill(behaviour_.get(), time_us, call);
}

void Actor::Fill(Behaviour* behaviour, int64_t time_us, v1::Call* call) {
  Draft draft;
  behaviour->Write(&draft);
  if (client_) client_->Apply(draft.output_tokens, &draft);
  identity_.Fill(draft.person, &rng_, call);
  call->set_operation(draft.operation);
  if (!draft.model.empty()) call->set_model(draft.model);
  if (part_.switch_us != 0 && time_us >= part_.switch_us) call->set_model(kNewestModel);
  call->set_request_id(absl::StrFormat("req-%016x", rng_.Next()));
  call->mutable_time()->set_seconds(time_us / kSecond);
  call->mutable_time()->set_nanos(static_cast<int32_t>(time_us % kSecond / 1000 * 1000000));
  SetParams(draft, call->mutable_params());
  int64_t input = 0;
  for (auto& [role, text] : draft.messages) {
    input += TokensOf(text) + 3;
    if (!part_.text || draft.without_text) continue;
    v1::Message* message = call->add_messages();
    message->set_role(role);
    message->set_content(std::move(text));
  }
  const int failed = rng_.Chance(0.012) ? (rng_.Chance(0.7) ? 429 : 500) : 0;
  call->set_status(failed != 0 ? failed : 200);
  call->mutable_usage()->set_input_tokens(input);
  if (failed == 0) {
    call->mutable_usage()->set_output_tokens(draft.output_tokens * draft.n.value_or(1));
    call->set_finish_reason(draft.finish_reason);
  }
  call->set_latency_ms(300 + draft.output_tokens * rng_.Between(12, 25));
}

}  // namespace stillwatch::simulate
