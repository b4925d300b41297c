#ifndef STILLWATCH_SERVICE_GATEWAYS_OTLP_RECORD_H_
#define STILLWATCH_SERVICE_GATEWAYS_OTLP_RECORD_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "service/gateways/record/value.h"

namespace stillwatch::gateways {

// A span or a log record, whichever encoding of OTLP it came in. Attributes are objects whose
// members have the attributes' names, dots and all.
struct OtlpRecord {
  Value resource;
  Value attributes;
  Value body;              // Of a log record.
  Value events;            // Of a span: a list of {name, attributes}.
  absl::string_view name;  // Of a span, or of a log record's event.
  std::string trace_id;    // In lower case hexadecimal; empty if there is none.
  std::string span_id;
  uint64_t start_nanos = 0;  // Since 1970. Of a log record: its time, else when it was seen.
  uint64_t end_nanos = 0;
  bool failed = false;
  bool incomplete = false;  // The sender says that it dropped attributes or events.
};

class OtlpVisitor {
 public:
  virtual ~OtlpVisitor() = default;
  // The record and its document hold until these return.
  virtual void OnSpan(Document* document, const OtlpRecord& span) = 0;
  virtual void OnLog(Document* document, const OtlpRecord& log) = 0;
  // A span or log record that cannot be read.
  virtual void OnBroken(const std::string& reason) = 0;
};

enum class OtlpSignal { kTraces, kLogs };

// Of a protobuf message ExportTraceServiceRequest or ExportLogsServiceRequest. Memory is bounded by
// the message's size and what a record may have. False if the message as a whole cannot be read;
// records before the fault were given.
bool ReadOtlpWire(absl::string_view message, OtlpSignal signal, OtlpVisitor* visitor);

// The same of the JSON form, which tells by itself what it holds. Returns what is wrong, or
// nothing.
std::string ReadOtlpJson(absl::string_view json, OtlpVisitor* visitor);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_OTLP_RECORD_H_
