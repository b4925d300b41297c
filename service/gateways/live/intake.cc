#include "service/gateways/live/intake.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/engine/engine.h"

namespace stillwatch::gateways {
namespace {

constexpr size_t kMostTold = 10;

}  // namespace

std::string Receipt::Summary() const {
  if (rejected == 0) return "";
  std::string text = absl::StrCat(rejected, " rejected");
  if (!first_rejects.empty()) {
    const service::FieldError& first = first_rejects.front();
    absl::StrAppend(&text, ", first: ", first.field, first.field.empty() ? "" : " ", first.reason);
  }
  return text;
}

Intake::Intake(service::Engine* engine, const service::Normaliser* normaliser,
               std::shared_ptr<SourceCounters> counters)
    : engine_(engine), counters_(std::move(counters)), batch_(normaliser) {}

void Intake::Take(const detector::CallView& call) {
  if (std::optional<service::FieldError> error = batch_.Add(call)) {
    return Reject(*std::move(error));
  }
  without_content_ += call.messages.empty() ? 1 : 0;
}

void Intake::Reject(service::FieldError error) {
  ++receipt_.rejected;
  ++counters_->rejected;
  if (receipt_.first_rejects.size() < kMostTold) receipt_.first_rejects.push_back(std::move(error));
}

void Intake::Skip() { ++counters_->skipped; }

void Intake::Gap() { ++counters_->gaps; }

void Intake::Submit(Done done) && {
  const auto calls = static_cast<int64_t>(batch_.size());
  if (calls == 0) return done(absl::OkStatus(), receipt_);
  engine_->Submit(std::move(batch_),
                  [counters = counters_, receipt = std::move(receipt_), done = std::move(done),
                   calls, without_content = without_content_](
                      const absl::Status& status, const service::BatchResult& result) mutable {
                    if (status.ok()) {
                      counters->calls += calls;
                      counters->without_content += without_content;
                      counters->accepted += result.accepted;
                      counters->duplicates += result.duplicates;
                      receipt.accepted = result.accepted;
                      receipt.duplicates = result.duplicates;
                    }
                    done(status, receipt);
                  });
}

}  // namespace stillwatch::gateways
