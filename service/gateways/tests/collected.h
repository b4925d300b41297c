#ifndef STILLWATCH_SERVICE_GATEWAYS_TESTS_COLLECTED_H_
#define STILLWATCH_SERVICE_GATEWAYS_TESTS_COLLECTED_H_

#include <string>
#include <utility>
#include <vector>

#include "service/gateways/record/draft.h"
#include "service/normalise/call_proto.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::gateways {

// Keeps what a translator makes.
class Collected final : public CallSink {
 public:
  void Take(const detector::CallView& call) override {
    service::ToProto(call, &calls.emplace_back());
  }
  void Reject(service::FieldError error) override {
    rejects.push_back(error.field + ": " + error.reason);
  }
  void Skip() override { ++skipped; }
  void Gap() override { ++gaps; }

  std::vector<v1::Call> calls;
  std::vector<std::string> rejects;
  int skipped = 0;
  int gaps = 0;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_TESTS_COLLECTED_H_
