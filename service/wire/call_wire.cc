#include "service/wire/call_wire.h"

#include <algorithm>
#include <protozero/pbf_reader.hpp>
#include <utility>

namespace stillwatch::service {
namespace {

using detector::CallView;
using protozero::pbf_reader;
using protozero::pbf_wire_type;
using protozero::tag_and_type;

// Memory for more is given back after the call that needed it.
constexpr size_t kMostKeptEntries = 10'000;

constexpr uint32_t Varint(uint32_t field) { return tag_and_type(field, pbf_wire_type::varint); }
constexpr uint32_t Fixed64(uint32_t field) { return tag_and_type(field, pbf_wire_type::fixed64); }
constexpr uint32_t Bytes(uint32_t field) {
  return tag_and_type(field, pbf_wire_type::length_delimited);
}

absl::string_view Text(pbf_reader& from) {
  const protozero::data_view view = from.get_view();
  return {view.data(), view.size()};
}

bool Bool(pbf_reader& from) { return from.get_uint64() != 0; }

// As protobuf, from what the sender may have encoded with 64 bits.
int32_t Int32(pbf_reader& from) { return static_cast<int32_t>(from.get_uint64()); }

void ReadTime(pbf_reader from, CallView* call) {
  call->has_time = true;
  while (from.next()) {
    switch (from.tag_and_type()) {
      case Varint(1):
        call->time_seconds = from.get_int64();
        break;
      case Varint(2):
        call->time_nanos = Int32(from);
        break;
      default:
        from.skip();
    }
  }
}

void ReadBias(pbf_reader from, detector::ParamsView* params) {
  auto& [token, bias] = params->logit_bias.emplace_back(0, 0.0);
  while (from.next()) {
    switch (from.tag_and_type()) {
      case Varint(1):
        token = from.get_int64();
        break;
      case Fixed64(2):
        bias = from.get_double();
        break;
      default:
        from.skip();
    }
  }
}

void ReadParams(pbf_reader from, detector::ParamsView* params) {
  while (from.next()) {
    switch (from.tag_and_type()) {
      case Fixed64(1):
        params->temperature = from.get_double();
        break;
      case Fixed64(2):
        params->top_p = from.get_double();
        break;
      case Varint(3):
        params->n = Int32(from);
        break;
      case Varint(4):
        params->max_output_tokens = from.get_int64();
        break;
      case Varint(5):
        params->seed = from.get_int64();
        break;
      case Varint(6):
        params->stream = Bool(from);
        break;
      case Varint(7):
        params->logprobs = Bool(from);
        break;
      case Varint(8):
        params->top_logprobs = Int32(from);
        break;
      case Bytes(9):
        ReadBias(from.get_message(), params);
        break;
      case Bytes(10):
        params->response_format = Text(from);
        break;
      default:
        from.skip();
    }
  }
}

void ReadMessage(pbf_reader from, detector::MessageView* message) {
  while (from.next()) {
    switch (from.tag_and_type()) {
      case Bytes(1):
        message->role = Text(from);
        break;
      case Bytes(2):
        message->content = Text(from);
        break;
      default:
        from.skip();
    }
  }
}

void ReadUsage(pbf_reader from, detector::UsageView* usage) {
  while (from.next()) {
    switch (from.tag_and_type()) {
      case Varint(1):
        usage->input_tokens = from.get_int64();
        break;
      case Varint(2):
        usage->output_tokens = from.get_int64();
        break;
      case Varint(3):
        usage->reasoning_tokens = from.get_int64();
        break;
      case Varint(4):
        usage->cached_input_tokens = from.get_int64();
        break;
      default:
        from.skip();
    }
  }
}

void ReadClient(pbf_reader from, detector::ClientView* client) {
  while (from.next()) {
    switch (from.tag_and_type()) {
      case Bytes(1):
        client->ip = Text(from);
        break;
      case Varint(2):
        client->asn = from.get_int64();
        break;
      case Bytes(3):
        client->country = Text(from);
        break;
      case Bytes(4):
        client->user_agent = Text(from);
        break;
      case Bytes(5):
        client->tls_fingerprint = Text(from);
        break;
      default:
        from.skip();
    }
  }
}

void ReadFields(pbf_reader from, CallView* call) {
  while (from.next()) {
    switch (from.tag_and_type()) {
      case Bytes(1):
        call->account_id = Text(from);
        break;
      case Bytes(2):
        call->request_id = Text(from);
        break;
      case Bytes(3):
        ReadTime(from.get_message(), call);
        break;
      case Bytes(4):
        call->organization_id = Text(from);
        break;
      case Bytes(5):
        call->api_key_id = Text(from);
        break;
      case Bytes(6):
        call->operation = Text(from);
        break;
      case Bytes(7):
        call->model = Text(from);
        break;
      case Bytes(8):
        call->has_params = true;
        ReadParams(from.get_message(), &call->params);
        break;
      case Bytes(9):
        ReadMessage(from.get_message(), &call->messages.emplace_back());
        break;
      case Bytes(10):
        call->has_usage = true;
        ReadUsage(from.get_message(), &call->usage);
        break;
      case Bytes(11):
        call->finish_reason = Text(from);
        break;
      case Varint(12):
        call->status = Int32(from);
        break;
      case Varint(13):
        call->latency_ms = from.get_int64();
        break;
      case Bytes(14):
        ReadClient(from.get_message(), &call->client);
        break;
      case Bytes(15):
        call->billing_fingerprint = Text(from);
        break;
      default:
        from.skip();
    }
  }
}

// By token; of those that came twice the last.
void SortBiases(std::vector<std::pair<int64_t, double>>* biases) {
  if (biases->size() < 2) return;
  const auto by_token = [](const auto& a, const auto& b) { return a.first < b.first; };
  std::stable_sort(biases->begin(), biases->end(), by_token);
  auto kept = biases->begin();
  for (auto bias = kept + 1; bias != biases->end(); ++bias) {
    if (bias->first != kept->first) ++kept;
    *kept = *bias;
  }
  biases->erase(kept + 1, biases->end());
}

template <typename T>
void GiveBackMuch(std::vector<T>* entries) {
  if (entries->capacity() > kMostKeptEntries) *entries = std::vector<T>();
}

}  // namespace

bool ReadStreamCalls(absl::string_view bytes, StreamCallsView* view) {
  view->sequence = 0;
  view->source = absl::string_view();
  GiveBackMuch(&view->calls);
  view->calls.clear();
  try {
    pbf_reader from(bytes.data(), bytes.size());
    while (from.next()) {
      switch (from.tag_and_type()) {
        case Varint(1):
          view->sequence = from.get_uint64();
          break;
        case Bytes(2):
          view->calls.push_back(Text(from));
          break;
        case Bytes(3):
          view->source = Text(from);
          break;
        default:
          from.skip();
      }
    }
  } catch (const protozero::exception&) {
    return false;
  }
  return true;
}

bool ReadCall(absl::string_view bytes, CallView* call) {
  GiveBackMuch(&call->messages);
  GiveBackMuch(&call->params.logit_bias);
  call->Clear();
  try {
    ReadFields(pbf_reader(bytes.data(), bytes.size()), call);
  } catch (const protozero::exception&) {
    return false;
  }
  SortBiases(&call->params.logit_bias);
  return true;
}

}  // namespace stillwatch::service
