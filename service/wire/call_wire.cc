#include "service/wire/call_wire.h"

#include <protozero/pbf_reader.hpp>
#include <utility>

namespace stillwatch::wire {
namespace {

using detector::CallView;
using detector::ClientView;
using detector::MessageView;
using detector::ParamsView;
using detector::UsageView;
using protozero::pbf_reader;
using protozero::pbf_wire_type;

// Field numbers of ingest_service.proto and call.proto, with the wire type of each: what comes with
// another one is an unknown field.
constexpr uint32_t Field(uint32_t number, pbf_wire_type type) {
  return protozero::tag_and_type(number, type);
}
constexpr uint32_t Varint(uint32_t number) { return Field(number, pbf_wire_type::varint); }
constexpr uint32_t Fixed64(uint32_t number) { return Field(number, pbf_wire_type::fixed64); }
constexpr uint32_t Bytes(uint32_t number) { return Field(number, pbf_wire_type::length_delimited); }

absl::string_view View(pbf_reader& reader) {
  const protozero::data_view view = reader.get_view();
  return {view.data(), view.size()};
}

void ReadTime(pbf_reader reader, CallView* call) {
  call->has_time = true;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case Varint(1):
        call->time_seconds = reader.get_int64();
        break;
      case Varint(2):
        call->time_nanos = reader.get_int32();
        break;
      default:
        reader.skip();
    }
  }
}

MessageView ReadMessage(pbf_reader reader) {
  MessageView message;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case Bytes(1):
        message.role = View(reader);
        break;
      case Bytes(2):
        message.content = View(reader);
        break;
      default:
        reader.skip();
    }
  }
  return message;
}

std::pair<int64_t, double> ReadBias(pbf_reader reader) {
  std::pair<int64_t, double> bias;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case Varint(1):
        bias.first = reader.get_int64();
        break;
      case Fixed64(2):
        bias.second = reader.get_double();
        break;
      default:
        reader.skip();
    }
  }
  return bias;
}

void ReadParams(pbf_reader reader, ParamsView* params) {
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case Fixed64(1):
        params->temperature = reader.get_double();
        break;
      case Fixed64(2):
        params->top_p = reader.get_double();
        break;
      case Varint(3):
        params->n = reader.get_int32();
        break;
      case Varint(4):
        params->max_output_tokens = reader.get_int64();
        break;
      case Varint(5):
        params->seed = reader.get_int64();
        break;
      case Varint(6):
        params->stream = reader.get_bool();
        break;
      case Varint(7):
        params->logprobs = reader.get_bool();
        break;
      case Varint(8):
        params->top_logprobs = reader.get_int32();
        break;
      case Bytes(9):
        params->logit_bias.push_back(ReadBias(reader.get_message()));
        break;
      case Bytes(10):
        params->response_format = View(reader);
        break;
      default:
        reader.skip();
    }
  }
}

void ReadUsage(pbf_reader reader, UsageView* usage) {
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case Varint(1):
        usage->input_tokens = reader.get_int64();
        break;
      case Varint(2):
        usage->output_tokens = reader.get_int64();
        break;
      case Varint(3):
        usage->reasoning_tokens = reader.get_int64();
        break;
      case Varint(4):
        usage->cached_input_tokens = reader.get_int64();
        break;
      default:
        reader.skip();
    }
  }
}

void ReadClient(pbf_reader reader, ClientView* client) {
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case Bytes(1):
        client->ip = View(reader);
        break;
      case Varint(2):
        client->asn = reader.get_int64();
        break;
      case Bytes(3):
        client->country = View(reader);
        break;
      case Bytes(4):
        client->user_agent = View(reader);
        break;
      case Bytes(5):
        client->tls_fingerprint = View(reader);
        break;
      default:
        reader.skip();
    }
  }
}

void ReadFields(pbf_reader reader, CallView* call) {
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case Bytes(1):
        call->account_id = View(reader);
        break;
      case Bytes(2):
        call->request_id = View(reader);
        break;
      case Bytes(3):
        ReadTime(reader.get_message(), call);
        break;
      case Bytes(4):
        call->organization_id = View(reader);
        break;
      case Bytes(5):
        call->api_key_id = View(reader);
        break;
      case Bytes(6):
        call->operation = View(reader);
        break;
      case Bytes(7):
        call->model = View(reader);
        break;
      case Bytes(8):
        call->has_params = true;
        ReadParams(reader.get_message(), &call->params);
        break;
      case Bytes(9):
        call->messages.push_back(ReadMessage(reader.get_message()));
        break;
      case Bytes(10):
        call->has_usage = true;
        ReadUsage(reader.get_message(), &call->usage);
        break;
      case Bytes(11):
        call->finish_reason = View(reader);
        break;
      case Varint(12):
        call->status = reader.get_int32();
        break;
      case Varint(13):
        call->latency_ms = reader.get_int64();
        break;
      case Bytes(14):
        call->has_client = true;
        ReadClient(reader.get_message(), &call->client);
        break;
      case Bytes(15):
        call->billing_fingerprint = View(reader);
        break;
      default:
        reader.skip();
    }
  }
}

}  // namespace

bool ReadStreamCalls(absl::string_view bytes, StreamCallsView* view) {
  view->sequence = 0;
  view->source = {};
  view->calls.clear();
  try {
    pbf_reader reader(bytes.data(), bytes.size());
    while (reader.next()) {
      switch (reader.tag_and_type()) {
        case Varint(1):
          view->sequence = reader.get_uint64();
          break;
        case Bytes(2):
          view->calls.push_back(View(reader));
          break;
        case Bytes(3):
          view->source = View(reader);
          break;
        default:
          reader.skip();
      }
    }
    return true;
  } catch (const protozero::exception&) {
    return false;
  }
}

bool ReadCall(absl::string_view bytes, CallView* view) {
  view->Clear();
  try {
    ReadFields(pbf_reader(bytes.data(), bytes.size()), view);
    return true;
  } catch (const protozero::exception&) {
    return false;
  }
}

}  // namespace stillwatch::wire
