#ifndef STILLWATCH_SERVICE_GATEWAYS_ENVOY_ACCESS_LOG_H_
#define STILLWATCH_SERVICE_GATEWAYS_ENVOY_ACCESS_LOG_H_

#include "absl/strings/string_view.h"
#include "service/gateways/record/draft.h"
#include "service/gateways/record/value.h"

namespace envoy::data::accesslog::v3 {
class HTTPAccessLogEntry;
}
namespace envoy::config::core::v3 {
class Metadata;
}
namespace google::protobuf {
class Struct;
}

namespace stillwatch::gateways {

// An entry of Envoy's access log, without content: Envoy logs no bodies. Skips what is logged
// before a request ended and what neither names a model nor goes to a path of an LLM API.
//
// Identities are looked up in {request_id, stream_id, route, headers, response_headers,
// custom_tags, metadata}.
void ReadAccessLog(Document* document, const envoy::data::accesslog::v3::HTTPAccessLogEntry& entry,
                   const IdentityPaths& paths, Draft* draft, CallSink* sink);

// The same of a StreamAccessLogsMessage or an entry in protobuf's JSON form.
void ReadAccessLogJson(Document* document, absl::string_view json, const IdentityPaths& paths,
                       Draft* draft, CallSink* sink);

// Metadata as an object by filter. Null if it is too large.
Value MetadataValue(const envoy::config::core::v3::Metadata& metadata, Document* document);
// A map of texts as an object that borrows them.
template <class Map>
Value TextsValue(const Map& map, Document* document) {
  Member* members = document->NewMembers(map.size());
  if (members == nullptr) return Value();
  const Value object = Document::Object(members, map.size());
  for (const auto& [name, text] : map) *members++ = {name, Value::Text(text)};
  return object;
}

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_ENVOY_ACCESS_LOG_H_
