#include <protozero/exception.hpp>
#include <protozero/pbf_reader.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "service/gateways/otlp/record.h"

// Field numbers as in proto/opentelemetry. Records are read one at a time and where they lie:
// building the messages would take many times the memory that the bytes do.

namespace stillwatch::gateways {
namespace {

using protozero::pbf_reader;
using protozero::pbf_wire_type;
using protozero::tag_and_type;

constexpr pbf_wire_type kBytes = pbf_wire_type::length_delimited;
constexpr pbf_wire_type kVarint = pbf_wire_type::varint;
constexpr pbf_wire_type kFixed64 = pbf_wire_type::fixed64;

// Thrown when a record has more than its document takes.
struct TooMuch {};

absl::string_view View(const protozero::data_view& bytes) { return {bytes.data(), bytes.size()}; }

size_t Count(pbf_reader message, uint32_t tag) {
  size_t count = 0;
  while (message.next(tag, kBytes)) {
    ++count;
    message.skip();
  }
  return count;
}

Value ReadAttributes(pbf_reader message, uint32_t tag, int depth, Document* document);

Value ReadAny(pbf_reader any, int depth, Document* document) {
  if (depth <= 0) throw TooMuch();
  Value value;
  while (any.next()) {
    switch (any.tag_and_type()) {
      case tag_and_type(1, kBytes):
      case tag_and_type(7, kBytes):
        value = Value::Text(View(any.get_view()));
        break;
      case tag_and_type(2, kVarint):
        value = Value::Truth(any.get_bool());
        break;
      case tag_and_type(3, kVarint):
        value = Value::Whole(any.get_int64());
        break;
      case tag_and_type(4, kFixed64):
        value = Value::Real(any.get_double());
        break;
      case tag_and_type(5, kBytes): {
        pbf_reader list = any.get_message();
        const size_t count = Count(list, 1);
        Value* items = document->NewItems(count);
        if (items == nullptr) throw TooMuch();
        value = Document::Array(items, count);
        while (list.next(1, kBytes)) *items++ = ReadAny(list.get_message(), depth - 1, document);
        break;
      }
      case tag_and_type(6, kBytes):
        value = ReadAttributes(any.get_message(), 1, depth - 1, document);
        break;
      default:
        any.skip();
    }
  }
  return value;
}

Value ReadAttributes(pbf_reader message, uint32_t tag, int depth, Document* document) {
  const size_t count = Count(message, tag);
  Member* members = document->NewMembers(count);
  if (members == nullptr) throw TooMuch();
  const Value object = Document::Object(members, count);
  while (message.next(tag, kBytes)) {
    pbf_reader entry = message.get_message();
    while (entry.next()) {
      if (entry.tag_and_type() == tag_and_type(1, kBytes)) {
        members->name = View(entry.get_view());
      } else if (entry.tag_and_type() == tag_and_type(2, kBytes)) {
        members->value = ReadAny(entry.get_message(), depth, document);
      } else {
        entry.skip();
      }
    }
    ++members;
  }
  return object;
}

std::string Hex(const protozero::data_view& id) { return absl::BytesToHexString(View(id)); }

Value ReadEvents(pbf_reader span, int depth, Document* document) {
  const size_t count = Count(span, 11);
  Value* items = document->NewItems(count);
  if (items == nullptr) throw TooMuch();
  const Value events = Document::Array(items, count);
  while (span.next(11, kBytes)) {
    pbf_reader event = span.get_message();
    Member* members = document->NewMembers(2);
    if (members == nullptr) throw TooMuch();
    members[0].name = "name";
    members[1].name = "attributes";
    members[1].value = ReadAttributes(event, 3, depth, document);
    while (event.next(2, kBytes)) members[0].value = Value::Text(View(event.get_view()));
    *items++ = Document::Object(members, 2);
  }
  return events;
}

void ReadSpan(pbf_reader span, Document* document, OtlpRecord* record) {
  const int depth = document->limits().depth;
  record->attributes = ReadAttributes(span, 9, depth, document);
  record->events = ReadEvents(span, depth, document);
  while (span.next()) {
    switch (span.tag_and_type()) {
      case tag_and_type(1, kBytes):
        record->trace_id = Hex(span.get_view());
        break;
      case tag_and_type(2, kBytes):
        record->span_id = Hex(span.get_view());
        break;
      case tag_and_type(5, kBytes):
        record->name = View(span.get_view());
        break;
      case tag_and_type(7, kFixed64):
        record->start_nanos = span.get_fixed64();
        break;
      case tag_and_type(8, kFixed64):
        record->end_nanos = span.get_fixed64();
        break;
      case tag_and_type(10, kVarint):
      case tag_and_type(12, kVarint):
        record->incomplete |= span.get_uint32() > 0;
        break;
      case tag_and_type(15, kBytes): {
        pbf_reader status = span.get_message();
        while (status.next(3, kVarint)) record->failed = status.get_enum() == 2;
        break;
      }
      default:
        span.skip();
    }
  }
}

void ReadLog(pbf_reader log, Document* document, OtlpRecord* record) {
  const int depth = document->limits().depth;
  record->attributes = ReadAttributes(log, 6, depth, document);
  uint64_t observed = 0;
  while (log.next()) {
    switch (log.tag_and_type()) {
      case tag_and_type(1, kFixed64):
        record->start_nanos = log.get_fixed64();
        break;
      case tag_and_type(5, kBytes):
        record->body = ReadAny(log.get_message(), depth, document);
        break;
      case tag_and_type(7, kVarint):
        record->incomplete = log.get_uint32() > 0;
        break;
      case tag_and_type(9, kBytes):
        record->trace_id = Hex(log.get_view());
        break;
      case tag_and_type(10, kBytes):
        record->span_id = Hex(log.get_view());
        break;
      case tag_and_type(11, kFixed64):
        observed = log.get_fixed64();
        break;
      case tag_and_type(12, kBytes):
        record->name = View(log.get_view());
        break;
      default:
        log.skip();
    }
  }
  if (record->start_nanos == 0) record->start_nanos = observed;
}

void ReadOne(pbf_reader bytes, OtlpSignal signal, const Value& resource, Document* document,
             OtlpVisitor* visitor) {
  document->Clear();
  OtlpRecord record;
  record.resource = resource;
  try {
    if (signal == OtlpSignal::kTraces) {
      ReadSpan(bytes, document, &record);
    } else {
      ReadLog(bytes, document, &record);
    }
  } catch (const TooMuch&) {
    return visitor->OnBroken(absl::StrCat("has more than ", document->limits().values,
                                          " values or is nested more than ",
                                          document->limits().depth, " deep"));
  } catch (const protozero::exception&) {
    return visitor->OnBroken("is not a valid protobuf message; send it anew");
  }
  if (signal == OtlpSignal::kTraces) {
    visitor->OnSpan(document, record);
  } else {
    visitor->OnLog(document, record);
  }
}

}  // namespace

bool ReadOtlpWire(absl::string_view message, OtlpSignal signal, OtlpVisitor* visitor) {
  Document of_resource;
  Document of_record;
  try {
    pbf_reader request(message.data(), message.size());
    while (request.next(1, kBytes)) {
      const pbf_reader group = request.get_message();
      of_resource.Clear();
      Value resource;
      for (pbf_reader pass = group; pass.next(1, kBytes);) {
        resource = ReadAttributes(pass.get_message(), 1, of_resource.limits().depth, &of_resource);
      }
      for (pbf_reader pass = group; pass.next(2, kBytes);) {
        pbf_reader scope = pass.get_message();
        while (scope.next(2, kBytes))
          ReadOne(scope.get_message(), signal, resource, &of_record, visitor);
      }
    }
  } catch (const TooMuch&) {
    return false;
  } catch (const protozero::exception&) {
    return false;
  }
  return true;
}

}  // namespace stillwatch::gateways
