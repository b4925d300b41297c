#ifndef STILLWATCH_SERVICE_GATEWAYS_DOORS_OTLP_REQUEST_H_
#define STILLWATCH_SERVICE_GATEWAYS_DOORS_OTLP_REQUEST_H_

#include <memory>
#include <string>

#include "service/gateways/live/context.h"
#include "service/gateways/otlp/record.h"
#include "service/gateways/otlp/translate.h"

namespace stillwatch::gateways {

// Gathers the calls of one export request. Its source is the service.name of its first record.
class OtlpRequest final : public OtlpVisitor {
 public:
  explicit OtlpRequest(GatewayContext* context) : context_(context) {}

  void OnSpan(Document* document, const OtlpRecord& span) override;
  void OnLog(Document* document, const OtlpRecord& log) override;
  void OnBroken(const std::string& reason) override;

  void Submit(Intake::Done done) &&;

 private:
  OtlpTranslator& Translator(const Value& resource);

  GatewayContext* const context_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<OtlpTranslator> translator_;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_DOORS_OTLP_REQUEST_H_
