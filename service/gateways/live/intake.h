#ifndef STILLWATCH_SERVICE_GATEWAYS_LIVE_INTAKE_H_
#define STILLWATCH_SERVICE_GATEWAYS_LIVE_INTAKE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "service/engine/batch.h"
#include "service/gateways/live/sources.h"
#include "service/gateways/record/draft.h"

namespace stillwatch::service {
class Engine;
class Normaliser;
}  // namespace stillwatch::service

namespace stillwatch::gateways {

// What became of a request's records.
struct Receipt {
  int64_t accepted = 0;
  int64_t duplicates = 0;
  int64_t rejected = 0;
  std::vector<service::FieldError> first_rejects;  // A few of them.

  // "3 rejected, first: account_id is missing: …"; empty if none was.
  std::string Summary() const;
};

// Gathers the calls of one request of a gateway and submits them to the engine: from here on they
// go the way of all calls. Used by one thread.
class Intake final : public CallSink {
 public:
  Intake(service::Engine* engine, const service::Normaliser* normaliser,
         std::shared_ptr<SourceCounters> counters);

  void Take(const detector::CallView& call) override;
  void Reject(service::FieldError error) override;
  void Skip() override;
  void Gap() override;

  // Called once everything taken is durable, or with why it is not, from a thread of the engine or
  // at once. Must not block.
  using Done = std::function<void(const absl::Status&, const Receipt&)>;
  // Nothing is submitted when no call was taken.
  void Submit(Done done) &&;

 private:
  service::Engine* const engine_;
  const std::shared_ptr<SourceCounters> counters_;
  service::Batch batch_;
  Receipt receipt_;
  int64_t without_content_ = 0;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_LIVE_INTAKE_H_
