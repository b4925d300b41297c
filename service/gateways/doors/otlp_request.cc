#include "service/gateways/doors/otlp_request.h"

#include <utility>

namespace stillwatch::gateways {

OtlpTranslator& OtlpRequest::Translator(const Value& resource) {
  if (translator_ == nullptr) {
    const Value* name = resource.Get("service.name");
    intake_ = std::make_unique<Intake>(context_->NewIntake(
        "otlp", name == nullptr ? absl::string_view() : name->AsText().value_or("")));
    translator_ =
        std::make_unique<OtlpTranslator>(&context_->config.otlp, &context_->pending, intake_.get());
  }
  return *translator_;
}

void OtlpRequest::OnSpan(Document* document, const OtlpRecord& span) {
  Translator(span.resource).OnSpan(document, span);
}

void OtlpRequest::OnLog(Document* document, const OtlpRecord& log) {
  Translator(log.resource).OnLog(document, log);
}

void OtlpRequest::OnBroken(const std::string& reason) { Translator(Value()).OnBroken(reason); }

void OtlpRequest::Submit(Intake::Done done) && {
  if (intake_ == nullptr) return done(absl::OkStatus(), Receipt());
  std::move(*intake_).Submit(std::move(done));
}

}  // namespace stillwatch::gateways
