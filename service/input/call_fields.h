#ifndef STILLWATCH_SERVICE_INPUT_CALL_FIELDS_H_
#define STILLWATCH_SERVICE_INPUT_CALL_FIELDS_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "detector/call/call_view.h"

// Private to the library call_json: the fields of a call by their names in JSON, in the order in
// which they mostly come, for both of its parsers.
namespace stillwatch::input {

inline constexpr size_t kMaxMessages = 10'000;

// `Source` is what the parser's functions take before the owner of a field: where the value is.
// They stand in its namespace, and are, beside those named below, Read() for every type of value
// and ReadObject() for a table of fields; all return whether the value was read.
template <class Source>
struct CallFields {
  template <class Owner>
  struct Field {
    absl::string_view name;
    bool (*read)(Source&, Owner*);
  };

  // Into the member.
  template <auto kMember>
  struct Into;
  template <class Owner, class Member, Member Owner::*kMember>
  struct Into<kMember> {
    static bool Value(Source& source, Owner* owner) { return Read(source, &(owner->*kMember)); }
  };

  static bool Content(Source& source, detector::MessageView* message) {
    return ReadContent(source, message);
  }
  static bool LogitBias(Source& source, detector::ParamsView* params) {
    return ReadLogitBias(source, params);
  }
  static bool Time(Source& source, detector::CallView* call) { return ReadTime(source, call); }
  static bool Messages(Source& source, detector::CallView* call) {
    return ReadMessages(source, call);
  }
  static bool Params(Source& source, detector::CallView* call) {
    call->has_params = true;
    return ReadObject(source, kParams, &call->params);
  }
  static bool Usage(Source& source, detector::CallView* call) {
    call->has_usage = true;
    return ReadObject(source, kUsage, &call->usage);
  }
  static bool Client(Source& source, detector::CallView* call) {
    return ReadObject(source, kClient, &call->client);
  }

  static constexpr Field<detector::MessageView> kMessage[] = {
      {"role", Into<&detector::MessageView::role>::Value},
      {"content", Content},
  };
  static constexpr Field<detector::ParamsView> kParams[] = {
      {"temperature", Into<&detector::ParamsView::temperature>::Value},
      {"top_p", Into<&detector::ParamsView::top_p>::Value},
      {"n", Into<&detector::ParamsView::n>::Value},
      {"max_output_tokens", Into<&detector::ParamsView::max_output_tokens>::Value},
      {"seed", Into<&detector::ParamsView::seed>::Value},
      {"stream", Into<&detector::ParamsView::stream>::Value},
      {"logprobs", Into<&detector::ParamsView::logprobs>::Value},
      {"top_logprobs", Into<&detector::ParamsView::top_logprobs>::Value},
      {"logit_bias", LogitBias},
      {"response_format", Into<&detector::ParamsView::response_format>::Value},
  };
  static constexpr Field<detector::UsageView> kUsage[] = {
      {"input_tokens", Into<&detector::UsageView::input_tokens>::Value},
      {"output_tokens", Into<&detector::UsageView::output_tokens>::Value},
      {"reasoning_tokens", Into<&detector::UsageView::reasoning_tokens>::Value},
      {"cached_input_tokens", Into<&detector::UsageView::cached_input_tokens>::Value},
  };
  static constexpr Field<detector::ClientView> kClient[] = {
      {"ip", Into<&detector::ClientView::ip>::Value},
      {"asn", Into<&detector::ClientView::asn>::Value},
      {"country", Into<&detector::ClientView::country>::Value},
      {"user_agent", Into<&detector::ClientView::user_agent>::Value},
      {"tls_fingerprint", Into<&detector::ClientView::tls_fingerprint>::Value},
  };
  static constexpr Field<detector::CallView> kCall[] = {
      {"account_id", Into<&detector::CallView::account_id>::Value},
      {"request_id", Into<&detector::CallView::request_id>::Value},
      {"time", Time},
      {"organization_id", Into<&detector::CallView::organization_id>::Value},
      {"api_key_id", Into<&detector::CallView::api_key_id>::Value},
      {"operation", Into<&detector::CallView::operation>::Value},
      {"model", Into<&detector::CallView::model>::Value},
      {"params", Params},
      {"messages", Messages},
      {"usage", Usage},
      {"finish_reason", Into<&detector::CallView::finish_reason>::Value},
      {"status", Into<&detector::CallView::status>::Value},
      {"latency_ms", Into<&detector::CallView::latency_ms>::Value},
      {"client", Client},
      {"billing_fingerprint", Into<&detector::CallView::billing_fingerprint>::Value},
  };
};

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_CALL_FIELDS_H_
