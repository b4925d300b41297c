#include "detector/policy/policy.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::detector {
namespace {

struct Weight {
  const char* signal;
  double points;
};

// What marks a way of harvesting weighs most; what pipelines do as well only adds to it.
constexpr Weight kWeights[] = {
    {"breadth_without_revisits", 15},
    {"topic_spread", 30},
    {"template_skeleton", 10},
    {"generator_loop", 45},
    {"reasoning_elicitation", 40},
    {"preference_loop", 40},
    {"self_chat", 40},
    {"outputs_as_product", 15},
    {"logit_extraction", 60},
    {"no_consumption_loop", 15},
    {"steady_schedule", 10},
    {"finite_set_rerun", -35},
    {"closed_answers", -25},
    {"conversation", -30},
    {"narrow_domain", -10},
};

}  // namespace

v1::Policy DefaultPolicyProto() {
  v1::Policy policy;
  policy.set_version("default-1");
  policy.set_flag_score(60);
  policy.set_elevated_score(40);
  policy.set_close_score(30);
  policy.set_min_calls(20);
  policy.set_min_evidence_groups(2);
  policy.mutable_idle_close()->set_seconds(14 * 86400);
  for (const Weight& weight : kWeights) {
    v1::SignalWeight* entry = policy.add_weights();
    entry->set_signal(weight.signal);
    entry->set_weight(weight.points);
  }
  return policy;
}

}  // namespace stillwatch::detector
