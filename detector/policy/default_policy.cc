#include "detector/policy/policy.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::detector {

v1::Policy DefaultPolicyProto() {
  v1::Policy policy;
  policy.set_version("default-5");
  policy.set_flag_score(60);
  policy.set_elevated_score(45);
  policy.set_close_score(35);
  policy.set_min_calls(20);
  policy.set_min_evidence_groups(2);
  policy.mutable_idle_close()->set_seconds(14 * 86400);
  return policy;
}

}  // namespace stillwatch::detector
