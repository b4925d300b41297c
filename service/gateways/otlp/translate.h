#ifndef STILLWATCH_SERVICE_GATEWAYS_OTLP_TRANSLATE_H_
#define STILLWATCH_SERVICE_GATEWAYS_OTLP_TRANSLATE_H_

#include "service/gateways/otlp/pending.h"
#include "service/gateways/otlp/record.h"
#include "service/gateways/record/draft.h"

namespace stillwatch::gateways {

// Makes calls of spans and events that describe a call of a model, and skips all others. Borrows
// everything. Used by one thread; many may share the pending messages.
class OtlpTranslator final : public OtlpVisitor {
 public:
  OtlpTranslator(const IdentityPaths* paths, PendingMessages* pending, CallSink* sink)
      : paths_(paths), pending_(pending), sink_(sink) {}

  void OnSpan(Document* document, const OtlpRecord& span) override;
  void OnLog(Document* document, const OtlpRecord& log) override;
  void OnBroken(const std::string& reason) override;

 private:
  void Translate(Document* document, const OtlpRecord& record, bool is_span);

  const IdentityPaths* const paths_;
  PendingMessages* const pending_;
  CallSink* const sink_;
  Draft draft_;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_OTLP_TRANSLATE_H_
