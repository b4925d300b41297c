#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/gateways/otlp/record.h"

namespace stillwatch::gateways {
namespace {

constexpr DocumentLimits kRequestLimits = {
    .values = 2'000'000, .text_bytes = 16 << 20, .depth = 64};

const Value* List(const Value& object, absl::string_view name) {
  const Value* list = object.Get(name);
  return list != nullptr && list->is(Value::Kind::kArray) ? list : nullptr;
}

absl::string_view TextAt(const Value& object, absl::string_view name) {
  const Value* text = object.Get(name);
  return text == nullptr ? absl::string_view() : text->AsText().value_or("");
}

// 64-bit numbers are texts in this form, but not everybody knows.
uint64_t NanosAt(const Value& object, absl::string_view name) {
  const Value* value = object.Get(name);
  if (value == nullptr) return 0;
  const std::optional<int64_t> nanos = value->AsWhole();
  return nanos && *nanos > 0 ? static_cast<uint64_t>(*nanos) : 0;
}

std::string IdAt(const Value& object, absl::string_view name) {
  return absl::AsciiStrToLower(TextAt(object, name));
}

// False when there is more than the document takes.
bool ReadAttributes(const Value* list, Document* document, Value* object);

bool ReadAny(const Value* any, Document* document, Value* value) {
  if (any == nullptr || !any->is(Value::Kind::kObject)) return true;
  for (uint32_t i = 0; i < any->size; ++i) {
    const absl::string_view name = any->members[i].name;
    const Value& inner = any->members[i].value;
    if (name == "intValue") {
      if (const auto whole = inner.AsWhole()) *value = Value::Whole(*whole);
    } else if (name == "doubleValue") {
      if (const auto real = inner.AsReal()) *value = Value::Real(*real);
    } else if (name == "arrayValue") {
      const Value* values = List(inner, "values");
      const size_t count = values == nullptr ? 0 : values->size;
      Value* items = document->NewItems(count);
      if (items == nullptr) return false;
      *value = Document::Array(items, count);
      for (size_t item = 0; item < count; ++item) {
        if (!ReadAny(&values->items[item], document, items + item)) return false;
      }
    } else if (name == "kvlistValue") {
      if (!ReadAttributes(List(inner, "values"), document, value)) return false;
    } else if (name == "stringValue" || name == "boolValue" || name == "bytesValue") {
      *value = inner;
    }
  }
  return true;
}

bool ReadAttributes(const Value* list, Document* document, Value* object) {
  const size_t count = list == nullptr ? 0 : list->size;
  Member* members = document->NewMembers(count);
  if (members == nullptr) return false;
  *object = Document::Object(members, count);
  for (size_t i = 0; i < count; ++i) {
    const Value& entry = list->items[i];
    members[i].name = TextAt(entry, "key");
    if (!ReadAny(entry.Get("value"), document, &members[i].value)) return false;
  }
  return true;
}

bool ReadEvents(const Value* list, Document* document, Value* events) {
  const size_t count = list == nullptr ? 0 : list->size;
  Value* items = document->NewItems(count);
  if (items == nullptr) return false;
  *events = Document::Array(items, count);
  for (size_t i = 0; i < count; ++i) {
    Member* members = document->NewMembers(2);
    if (members == nullptr) return false;
    members[0] = {"name", Value::Text(TextAt(list->items[i], "name"))};
    members[1].name = "attributes";
    if (!ReadAttributes(List(list->items[i], "attributes"), document, &members[1].value)) {
      return false;
    }
    items[i] = Document::Object(members, 2);
  }
  return true;
}

bool ReadSpan(const Value& span, Document* document, OtlpRecord* record) {
  record->name = TextAt(span, "name");
  record->start_nanos = NanosAt(span, "startTimeUnixNano");
  record->end_nanos = NanosAt(span, "endTimeUnixNano");
  record->incomplete =
      NanosAt(span, "droppedAttributesCount") > 0 || NanosAt(span, "droppedEventsCount") > 0;
  if (const Value* status = span.Get("status")) {
    const Value* code = status->Get("code");
    record->failed = code != nullptr && (code->AsWhole() == 2 ||
                                         code->AsText() == absl::string_view("STATUS_CODE_ERROR"));
  }
  return ReadEvents(List(span, "events"), document, &record->events);
}

bool ReadLog(const Value& log, Document* document, OtlpRecord* record) {
  record->name = TextAt(log, "eventName");
  record->start_nanos = NanosAt(log, "timeUnixNano");
  if (record->start_nanos == 0) record->start_nanos = NanosAt(log, "observedTimeUnixNano");
  record->incomplete = NanosAt(log, "droppedAttributesCount") > 0;
  return ReadAny(log.Get("body"), document, &record->body);
}

void ReadOne(const Value& from, OtlpSignal signal, const Value& resource, Document* document,
             OtlpVisitor* visitor) {
  document->Clear();
  OtlpRecord record;
  record.resource = resource;
  record.trace_id = IdAt(from, "traceId");
  record.span_id = IdAt(from, "spanId");
  const bool traces = signal == OtlpSignal::kTraces;
  if (!ReadAttributes(List(from, "attributes"), document, &record.attributes) ||
      !(traces ? ReadSpan(from, document, &record) : ReadLog(from, document, &record))) {
    return visitor->OnBroken(document->fault());
  }
  if (traces) {
    visitor->OnSpan(document, record);
  } else {
    visitor->OnLog(document, record);
  }
}

}  // namespace

std::string ReadOtlpJson(absl::string_view json, OtlpVisitor* visitor) {
  Document request(kRequestLimits);
  const Value* root = request.ParseJson(json);
  if (root == nullptr) return request.fault();
  Document of_resource;
  Document of_record;
  bool known = false;
  const std::pair<OtlpSignal, std::pair<absl::string_view, absl::string_view>> kinds[] = {
      {OtlpSignal::kTraces, {"resourceSpans", "scopeSpans"}},
      {OtlpSignal::kLogs, {"resourceLogs", "scopeLogs"}}};
  for (const auto& [signal, names] : kinds) {
    const Value* groups = List(*root, names.first);
    if (groups == nullptr) continue;
    known = true;
    for (const Value& group : *groups) {
      of_resource.Clear();
      Value resource;
      const Value* described = group.Get("resource");
      if (described != nullptr &&
          !ReadAttributes(List(*described, "attributes"), &of_resource, &resource)) {
        return of_resource.fault();
      }
      const Value* scopes = List(group, names.second);
      if (scopes == nullptr) continue;
      for (const Value& scope : *scopes) {
        const Value* records = List(scope, signal == OtlpSignal::kTraces ? "spans" : "logRecords");
        if (records == nullptr) continue;
        for (const Value& record : *records) ReadOne(record, signal, resource, &of_record, visitor);
      }
    }
  }
  // An empty object is an export without records.
  if (known || (root->is(Value::Kind::kObject) && root->size == 0)) return "";
  return "has neither resourceSpans nor resourceLogs; expected an OTLP export request";
}

}  // namespace stillwatch::gateways
