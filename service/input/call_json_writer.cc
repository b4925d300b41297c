#include "service/input/call_json_writer.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/input/rfc3339.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::input {
namespace {

constexpr char kHex[] = "0123456789abcdef";
// Doubles of this size and more are written with an exponent: as plain digits they could look like
// an integer of more than 64 bits.
constexpr double kPlainBelow = 1e15;

template <class Int>
void AppendWhole(Int value, std::string* out) {
  char text[24];
  const char* const end = std::to_chars(text, text + sizeof(text), value).ptr;
  out->append(text, static_cast<size_t>(end - text));
}

void AppendDouble(double value, std::string* out) {
  char text[32];
  char* const limit = text + sizeof(text);
  const char* const end =
      std::abs(value) < kPlainBelow
          ? std::to_chars(text, limit, value).ptr
          : std::to_chars(text, limit, value, std::chars_format::scientific).ptr;
  out->append(text, static_cast<size_t>(end - text));
  if (value == 0 && std::signbit(value))
    out->append(".0");  // "-0" would be read as a whole number.
}

// Length of the UTF-8 sequence at the start of `text`; 0 if there is none that is valid.
size_t SequenceLength(absl::string_view text) {
  for (size_t size = 1; size <= std::min<size_t>(4, text.size()); ++size) {
    if (simdjson::validate_utf8(text.data(), size)) return size;
  }
  return 0;
}

std::string WithoutInvalidUtf8(absl::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const size_t size = SequenceLength(text);
    if (size == 0) {
      valid.append("\xef\xbf\xbd");
    } else {
      valid.append(text.data(), size);
    }
    text.remove_prefix(std::max<size_t>(1, size));
  }
  return valid;
}

void AppendEscape(char c, std::string* out) {
  switch (c) {
    case '"':
      out->append("\\\"");
      return;
    case '\\':
      out->append("\\\\");
      return;
    case '\n':
      out->append("\\n");
      return;
    case '\r':
      out->append("\\r");
      return;
    case '\t':
      out->append("\\t");
      return;
    default:
      out->append("\\u00");
      out->push_back(kHex[c >> 4]);
      out->push_back(kHex[c & 15]);
  }
}

void AppendText(absl::string_view text, std::string* out) {
  if (!simdjson::validate_utf8(text.data(), text.size())) {
    AppendText(WithoutInvalidUtf8(text), out);
    return;
  }
  out->push_back('"');
  const char* plain = text.data();
  const char* const end = plain + text.size();
  for (const char* at = plain; at != end; ++at) {
    if (static_cast<unsigned char>(*at) >= 0x20 && *at != '"' && *at != '\\') continue;
    out->append(plain, at);
    AppendEscape(*at, out);
    plain = at + 1;
  }
  out->append(plain, end);
  out->push_back('"');
}

// Writes the members of an object that are set.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string* out) : out_(out) { out_->push_back('{'); }
  ~ObjectWriter() { out_->push_back('}'); }
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;

  // The value is for the caller to append. Names need no escapes.
  std::string* Name(absl::string_view name) {
    if (!first_) out_->push_back(',');
    first_ = false;
    out_->push_back('"');
    out_->append(name.data(), name.size());
    out_->append("\":");
    return out_;
  }

  void Text(absl::string_view name, const std::string& value) {
    if (!value.empty()) AppendText(value, Name(name));
  }
  void Whole(absl::string_view name, int64_t value) {
    if (value != 0) AppendWhole(value, Name(name));
  }
  void Double(absl::string_view name, double value) {
    if (std::isfinite(value)) AppendDouble(value, Name(name));
  }
  void Bool(absl::string_view name, bool value) { Name(name)->append(value ? "true" : "false"); }

 private:
  std::string* const out_;
  bool first_ = true;
};

void AppendLogitBias(const v1::SamplingParams& params, std::string* out) {
  std::vector<std::pair<int64_t, double>> biases(params.logit_bias().begin(),
                                                 params.logit_bias().end());
  std::sort(biases.begin(), biases.end());
  ObjectWriter object(out);
  for (const auto& [token, bias] : biases) {
    std::string name;
    AppendWhole(token, &name);
    object.Double(name, bias);
  }
}

void AppendParams(const v1::SamplingParams& params, std::string* out) {
  ObjectWriter object(out);
  if (params.has_temperature()) object.Double("temperature", params.temperature());
  if (params.has_top_p()) object.Double("top_p", params.top_p());
  if (params.has_n()) AppendWhole(params.n(), object.Name("n"));
  if (params.has_max_output_tokens()) {
    AppendWhole(params.max_output_tokens(), object.Name("max_output_tokens"));
  }
  if (params.has_seed()) AppendWhole(params.seed(), object.Name("seed"));
  if (params.has_stream()) object.Bool("stream", params.stream());
  if (params.has_logprobs()) object.Bool("logprobs", params.logprobs());
  if (params.has_top_logprobs()) AppendWhole(params.top_logprobs(), object.Name("top_logprobs"));
  if (!params.logit_bias().empty()) AppendLogitBias(params, object.Name("logit_bias"));
  if (params.has_response_format()) {
    AppendText(params.response_format(), object.Name("response_format"));
  }
}

void AppendMessages(const v1::Call& call, std::string* out) {
  out->push_back('[');
  for (int i = 0; i < call.messages_size(); ++i) {
    if (i > 0) out->push_back(',');
    ObjectWriter object(out);
    object.Text("role", call.messages(i).role());
    object.Text("content", call.messages(i).content());
  }
  out->push_back(']');
}

void AppendUsage(const v1::Usage& usage, std::string* out) {
  ObjectWriter object(out);
  object.Whole("input_tokens", usage.input_tokens());
  object.Whole("output_tokens", usage.output_tokens());
  object.Whole("reasoning_tokens", usage.reasoning_tokens());
  object.Whole("cached_input_tokens", usage.cached_input_tokens());
}

void AppendClient(const v1::Client& client, std::string* out) {
  ObjectWriter object(out);
  object.Text("ip", client.ip());
  object.Whole("asn", client.asn());
  object.Text("country", client.country());
  object.Text("user_agent", client.user_agent());
  object.Text("tls_fingerprint", client.tls_fingerprint());
}

}  // namespace

void AppendCallJson(const v1::Call& call, std::string* out) {
  ObjectWriter object(out);
  object.Text("account_id", call.account_id());
  object.Text("request_id", call.request_id());
  if (call.has_time()) {
    std::string time;
    if (AppendRfc3339({call.time().seconds(), call.time().nanos()}, &time)) {
      object.Text("time", time);
    }
  }
  object.Text("organization_id", call.organization_id());
  object.Text("api_key_id", call.api_key_id());
  object.Text("operation", call.operation());
  object.Text("model", call.model());
  if (call.has_params()) AppendParams(call.params(), object.Name("params"));
  if (!call.messages().empty()) AppendMessages(call, object.Name("messages"));
  if (call.has_usage()) AppendUsage(call.usage(), object.Name("usage"));
  object.Text("finish_reason", call.finish_reason());
  object.Whole("status", call.status());
  object.Whole("latency_ms", call.latency_ms());
  if (call.has_client()) AppendClient(call.client(), object.Name("client"));
  object.Text("billing_fingerprint", call.billing_fingerprint());
}

}  // namespace stillwatch::input
