#include <algorithm>
#include <cstring>
#include <protozero/pbf_reader.hpp>

#include "detector/call/stored_call_codec.h"
#include "detector/call/stored_call_fields.h"

namespace stillwatch::detector {
namespace {

using namespace wire;  // NOLINT(google-build-using-namespace): field numbers only.

absl::string_view View(protozero::pbf_reader& reader) {
  const protozero::data_view view = reader.get_view();
  return {view.data(), view.size()};
}

// The elements that there are, as many as fit; returns how many.
template <class Array>
size_t ReadPacked(protozero::pbf_reader& reader, Array* array) {
  const absl::string_view bytes = View(reader);
  const size_t size = std::min(bytes.size() / sizeof(*array)[0], array->size());
  std::memcpy(array->data(), bytes.data(), size * sizeof(*array)[0]);
  return size;
}

void ReadParams(protozero::pbf_reader reader, StoredParams* params) {
  while (reader.next()) {
    switch (reader.tag()) {
      case kTemperature:
        params->temperature = reader.get_double();
        break;
      case kTopP:
        params->top_p = reader.get_double();
        break;
      case kN:
        params->n = reader.get_int32();
        break;
      case kMaxOutputTokens:
        params->max_output_tokens = reader.get_int64();
        break;
      case kSeed:
        params->seed = reader.get_int64();
        break;
      case kStream:
        params->stream = reader.get_bool();
        break;
      case kLogprobs:
        params->logprobs = reader.get_bool();
        break;
      case kTopLogprobs:
        params->top_logprobs = reader.get_int32();
        break;
      case kLogitBiasEntries:
        params->logit_bias_entries = reader.get_uint32();
        break;
      case kLogitBiasHash:
        params->logit_bias_hash = reader.get_fixed64();
        break;
      case kResponseFormatHash:
        params->response_format_hash = reader.get_fixed64();
        break;
      case kSignature:
        params->signature = reader.get_fixed64();
        break;
      default:
        reader.skip();
    }
  }
}

void ReadFingerprint(protozero::pbf_reader reader, Fingerprint* print) {
  size_t prefixes = 0;
  size_t suffixes = 0;
  while (reader.next()) {
    switch (reader.tag()) {
      case kContentBytes:
        print->content_bytes = reader.get_uint32();
        break;
      case kRequestBytes:
        print->request_bytes = reader.get_uint32();
        break;
      case kRequestWords:
        print->request_words = reader.get_uint32();
        break;
      case kSystemBytes:
        print->system_bytes = reader.get_uint32();
        break;
      case kScript:
        print->script = static_cast<uint8_t>(reader.get_enum());
        break;
      case kSymbolPermille:
        print->symbol_permille = reader.get_uint32();
        break;
      case kNumberPermille:
        print->number_permille = reader.get_uint32();
        break;
      case kRequestHash:
        print->request_hash = reader.get_fixed64();
        break;
      case kSystemHash:
        print->system_hash = reader.get_fixed64();
        break;
      case kConversationHash:
        print->conversation_hash = reader.get_fixed64();
        break;
      case kUserTurns:
        print->user_turns = reader.get_uint32();
        break;
      case kAssistantTurns:
        print->assistant_turns = reader.get_uint32();
        break;
      case kToolTurns:
        print->tool_turns = reader.get_uint32();
        break;
      case kPrefixHash:
        prefixes = ReadPacked(reader, &print->prefix_hash);
        break;
      case kSuffixHash:
        suffixes = ReadPacked(reader, &print->suffix_hash);
        break;
      case kProjection:
        print->has_request = ReadPacked(reader, &print->projection) == print->projection.size();
        break;
      case kMinhash:
        ReadPacked(reader, &print->minhash);
        break;
      case kMarks:
        print->marks = reader.get_uint32();
        break;
      default:
        reader.skip();
    }
  }
  print->frames = static_cast<uint8_t>(std::min(prefixes, suffixes));
}

void ReadCall(protozero::pbf_reader reader, StoredCall* call) {
  while (reader.next()) {
    switch (reader.tag()) {
      case kAccountId:
        call->account_id = View(reader);
        break;
      case kRequestId:
        call->request_id = View(reader);
        break;
      case kTimeUs:
        call->time_us = reader.get_int64();
        break;
      case kOrganizationId:
        call->organization_id = View(reader);
        break;
      case kApiKeyId:
        call->api_key_id = View(reader);
        break;
      case kOperation:
        call->operation = View(reader);
        break;
      case kModel:
        call->model = View(reader);
        break;
      case kParams:
        ReadParams(reader.get_message(), &call->params);
        break;
      case kFingerprint:
        call->has_fingerprint = true;
        ReadFingerprint(reader.get_message(), &call->fingerprint);
        break;
      case kInputTokens:
        call->input_tokens = reader.get_int64();
        break;
      case kOutputTokens:
        call->output_tokens = reader.get_int64();
        break;
      case kReasoningTokens:
        call->reasoning_tokens = reader.get_int64();
        break;
      case kCachedInputTokens:
        call->cached_input_tokens = reader.get_int64();
        break;
      case kHasUsage:
        call->has_usage = reader.get_bool();
        break;
      case kFinishReason:
        call->finish_reason = View(reader);
        break;
      case kStatus:
        call->status = reader.get_int32();
        break;
      case kLatencyMs:
        call->latency_ms = reader.get_int64();
        break;
      case kClientIp:
        call->client_ip = View(reader);
        break;
      case kClientAsn:
        call->client_asn = reader.get_uint32();
        break;
      case kClientCountry:
        call->client_country = View(reader);
        break;
      case kUserAgentHash:
        call->user_agent_hash = reader.get_fixed64();
        break;
      case kTlsHash:
        call->tls_hash = reader.get_fixed64();
        break;
      case kBillingHash:
        call->billing_hash = reader.get_fixed64();
        break;
      default:
        reader.skip();
    }
  }
}

}  // namespace

bool StoredCallReader::Next(absl::string_view* call) {
  try {
    protozero::pbf_reader reader(rest_.data(), rest_.size());
    while (reader.next()) {
      if (reader.tag() != kBlockCalls) {
        reader.skip();
        continue;
      }
      *call = View(reader);
      const protozero::data_view rest = reader.data();
      rest_ = {rest.data(), rest.size()};
      return true;
    }
  } catch (const protozero::exception&) {
    ok_ = false;
  }
  rest_ = {};
  return false;
}

bool ReadStoredCall(absl::string_view bytes, StoredCall* call) {
  *call = StoredCall();
  try {
    ReadCall(protozero::pbf_reader(bytes.data(), bytes.size()), call);
    return true;
  } catch (const protozero::exception&) {
    return false;
  }
}

absl::string_view PeekAccountId(absl::string_view bytes) {
  try {
    protozero::pbf_reader reader(bytes.data(), bytes.size());
    if (reader.next(kAccountId)) return View(reader);
  } catch (const protozero::exception&) {
  }
  return {};
}

}  // namespace stillwatch::detector
