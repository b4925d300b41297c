#include "detector/call/stored_call_codec.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <type_traits>

#include "detector/call/wire_bytes.h"
#include "detector/memory/clear.h"

namespace stillwatch::detector {
namespace {

static_assert(std::endian::native == std::endian::little, "packed fields are copied as they lie");

using wire::Tag;
using wire::WireType;
using wire::WriteTag;

// No message of the numbers alone is longer; strings come on top.
constexpr size_t kNumbersBound = 1024;
constexpr size_t kStackBytes = 4096;
// A tag of one byte and a length.
constexpr size_t kHeaderBound = 1 + wire::kLongestVarint;

// ---- Writing. Every function writes at `out` and returns what is behind. ----

// Negative numbers of 32 bits take ten bytes, as those of 64 do.
template <uint32_t kField>
char* WriteVarint(int64_t value, char* out) {
  out = WriteTag<Tag(kField, WireType::kVarint)>(out);
  return wire::WriteVarint(static_cast<uint64_t>(value), out);
}

template <uint32_t kField>
char* WriteVarintUnlessZero(int64_t value, char* out) {
  return value == 0 ? out : WriteVarint<kField>(value, out);
}

template <uint32_t kField>
char* WriteFixed64UnlessZero(uint64_t value, char* out) {
  if (value == 0) return out;
  out = WriteTag<Tag(kField, WireType::kFixed64)>(out);
  std::memcpy(out, &value, sizeof value);
  return out + sizeof value;
}

template <uint32_t kField>
char* WriteDouble(double value, char* out) {
  out = WriteTag<Tag(kField, WireType::kFixed64)>(out);
  std::memcpy(out, &value, sizeof value);
  return out + sizeof value;
}

template <uint32_t kField>
char* WriteBytes(const void* bytes, size_t size, char* out) {
  out = WriteTag<Tag(kField, WireType::kBytes)>(out);
  out = wire::WriteVarint(size, out);
  std::memcpy(out, bytes, size);
  return out + size;
}

template <uint32_t kField>
char* WriteStringUnlessEmpty(absl::string_view text, char* out) {
  return text.empty() ? out : WriteBytes<kField>(text.data(), text.size(), out);
}

char* WriteParamsBody(const StoredParams& params, char* out) {
  if (params.temperature) out = WriteDouble<1>(*params.temperature, out);
  if (params.top_p) out = WriteDouble<2>(*params.top_p, out);
  if (params.n) out = WriteVarint<3>(*params.n, out);
  if (params.max_output_tokens) out = WriteVarint<4>(*params.max_output_tokens, out);
  if (params.seed) out = WriteVarint<5>(*params.seed, out);
  if (params.stream) out = WriteVarint<6>(*params.stream, out);
  if (params.logprobs) out = WriteVarint<7>(*params.logprobs, out);
  if (params.top_logprobs) out = WriteVarint<8>(*params.top_logprobs, out);
  out = WriteVarintUnlessZero<9>(params.logit_bias_entries, out);
  out = WriteFixed64UnlessZero<10>(params.logit_bias_hash, out);
  out = WriteFixed64UnlessZero<11>(params.response_format_hash, out);
  return WriteFixed64UnlessZero<12>(params.signature, out);
}

char* WriteFingerprintBody(const Fingerprint& print, char* out) {
  out = WriteVarintUnlessZero<1>(print.content_bytes, out);
  out = WriteVarintUnlessZero<2>(print.request_bytes, out);
  out = WriteVarintUnlessZero<3>(print.request_words, out);
  out = WriteVarintUnlessZero<4>(print.system_bytes, out);
  out = WriteVarintUnlessZero<5>(print.script, out);
  out = WriteVarintUnlessZero<6>(print.symbol_permille, out);
  out = WriteVarintUnlessZero<7>(print.number_permille, out);
  out = WriteFixed64UnlessZero<8>(print.request_hash, out);
  out = WriteFixed64UnlessZero<9>(print.system_hash, out);
  out = WriteFixed64UnlessZero<10>(print.conversation_hash, out);
  out = WriteVarintUnlessZero<11>(print.user_turns, out);
  out = WriteVarintUnlessZero<12>(print.assistant_turns, out);
  out = WriteVarintUnlessZero<13>(print.tool_turns, out);
  if (print.has_request) {
    out = WriteBytes<16>(print.projection.data(), sizeof print.projection, out);
  }
  out = WriteVarintUnlessZero<18>(print.marks, out);
  out = WriteFixed64UnlessZero<19>(print.prefix_hash, out);
  return WriteFixed64UnlessZero<20>(print.suffix_hash, out);
}

// Parameters without anything in them are left out; so long as a length of one byte does.
char* WriteParams(const StoredParams& params, char* out) {
  char* const body = out + 2;
  char* const end = WriteParamsBody(params, body);
  if (end == body) return out;
  static_assert(3 * 11 + 6 * 9 + 3 * 2 + 6 < 128);
  WriteTag<Tag(8, WireType::kBytes)>(out);
  out[1] = static_cast<char>(end - body);
  return end;
}

char* WriteFingerprint(const Fingerprint& print, char* out) {
  // Nearly always the length takes two bytes.
  char* const expected = out + 3;
  char* const end = WriteFingerprintBody(print, expected);
  const size_t size = static_cast<size_t>(end - expected);
  out = WriteTag<Tag(9, WireType::kBytes)>(out);
  char* const body = wire::WriteVarint(size, out);
  if (body != expected) std::memmove(body, expected, size);
  return body + size;
}

char* WriteCall(const StoredCall& call, char* out) {
  out = WriteStringUnlessEmpty<1>(call.account_id, out);
  out = WriteStringUnlessEmpty<2>(call.request_id, out);
  out = WriteVarintUnlessZero<3>(call.time_us, out);
  out = WriteStringUnlessEmpty<4>(call.organization_id, out);
  out = WriteStringUnlessEmpty<5>(call.api_key_id, out);
  out = WriteStringUnlessEmpty<6>(call.operation, out);
  out = WriteStringUnlessEmpty<7>(call.model, out);
  out = WriteParams(call.params, out);
  if (call.has_fingerprint) out = WriteFingerprint(call.fingerprint, out);
  out = WriteVarintUnlessZero<10>(call.input_tokens, out);
  out = WriteVarintUnlessZero<11>(call.output_tokens, out);
  out = WriteVarintUnlessZero<12>(call.reasoning_tokens, out);
  out = WriteVarintUnlessZero<13>(call.cached_input_tokens, out);
  out = WriteVarintUnlessZero<14>(call.has_usage, out);
  out = WriteStringUnlessEmpty<15>(call.finish_reason, out);
  out = WriteVarintUnlessZero<16>(call.status, out);
  out = WriteVarintUnlessZero<17>(call.latency_ms, out);
  out = WriteStringUnlessEmpty<18>(call.client_ip, out);
  out = WriteVarintUnlessZero<19>(call.client_asn, out);
  out = WriteStringUnlessEmpty<20>(call.client_country, out);
  out = WriteFixed64UnlessZero<21>(call.user_agent_hash, out);
  out = WriteFixed64UnlessZero<22>(call.tls_hash, out);
  return WriteFixed64UnlessZero<23>(call.billing_hash, out);
}

size_t Bound(const StoredCall& call) {
  return kNumbersBound + call.account_id.size() + call.request_id.size() +
         call.organization_id.size() + call.api_key_id.size() + call.operation.size() +
         call.model.size() + call.finish_reason.size() + call.client_ip.size() +
         call.client_country.size();
}

// Hands over the call's bytes; there is room for a header in front of them.
template <class Append>
void WithBytes(const StoredCall& call, Append append) {
  const size_t bound = kHeaderBound + Bound(call);
  char stack[kStackBytes];
  std::unique_ptr<char[]> heap;
  if (bound > kStackBytes) heap.reset(new char[bound]);
  char* const body = (heap == nullptr ? stack : heap.get()) + kHeaderBound;
  append(body, static_cast<size_t>(WriteCall(call, body) - body));
}

// ---- Reading ----
//
// Fields come in the order of their numbers, so the functions below take one after the other where
// it is there, and are called again as long as something is left.

using wire::Cursor;

void TakeParams(Cursor& from, StoredParams* params) {
  from.Double<1>(&params->temperature);
  from.Double<2>(&params->top_p);
  from.Varint<3>(&params->n);
  from.Varint<4>(&params->max_output_tokens);
  from.Varint<5>(&params->seed);
  from.Varint<6>(&params->stream);
  from.Varint<7>(&params->logprobs);
  from.Varint<8>(&params->top_logprobs);
  from.Varint<9>(&params->logit_bias_entries);
  from.Fixed64<10>(&params->logit_bias_hash);
  from.Fixed64<11>(&params->response_format_hash);
  from.Fixed64<12>(&params->signature);
}

void TakeFingerprint(Cursor& from, Fingerprint* print) {
  from.Varint<1>(&print->content_bytes);
  from.Varint<2>(&print->request_bytes);
  from.Varint<3>(&print->request_words);
  from.Varint<4>(&print->system_bytes);
  from.Varint<5>(&print->script);
  from.Varint<6>(&print->symbol_permille);
  from.Varint<7>(&print->number_permille);
  from.Fixed64<8>(&print->request_hash);
  from.Fixed64<9>(&print->system_hash);
  from.Fixed64<10>(&print->conversation_hash);
  from.Varint<11>(&print->user_turns);
  from.Varint<12>(&print->assistant_turns);
  from.Varint<13>(&print->tool_turns);
  absl::string_view bytes;
  if (from.Bytes<16>(&bytes) && bytes.size() == sizeof print->projection) {
    std::memcpy(print->projection.data(), bytes.data(), sizeof print->projection);
    print->has_request = true;
  }
  from.Varint<18>(&print->marks);
  from.Fixed64<19>(&print->prefix_hash);
  from.Fixed64<20>(&print->suffix_hash);
}

bool ReadParams(absl::string_view bytes, StoredParams* params) {
  Cursor from(bytes);
  while (from.More()) TakeParams(from, params);
  return from.ok();
}

bool ReadFingerprint(absl::string_view bytes, Fingerprint* print) {
  Cursor from(bytes);
  while (from.More()) TakeFingerprint(from, print);
  return from.ok();
}

// False if a message within is malformed.
bool TakeCall(Cursor& from, StoredCall* call) {
  from.Bytes<1>(&call->account_id);
  from.Bytes<2>(&call->request_id);
  from.Varint<3>(&call->time_us);
  from.Bytes<4>(&call->organization_id);
  from.Bytes<5>(&call->api_key_id);
  from.Bytes<6>(&call->operation);
  from.Bytes<7>(&call->model);
  absl::string_view bytes;
  if (from.Bytes<8>(&bytes) && !ReadParams(bytes, &call->params)) return false;
  if (from.Bytes<9>(&bytes)) {
    call->has_fingerprint = true;
    if (!ReadFingerprint(bytes, &call->fingerprint)) return false;
  }
  from.Varint<10>(&call->input_tokens);
  from.Varint<11>(&call->output_tokens);
  from.Varint<12>(&call->reasoning_tokens);
  from.Varint<13>(&call->cached_input_tokens);
  from.Varint<14>(&call->has_usage);
  from.Bytes<15>(&call->finish_reason);
  from.Varint<16>(&call->status);
  from.Varint<17>(&call->latency_ms);
  from.Bytes<18>(&call->client_ip);
  from.Varint<19>(&call->client_asn);
  from.Bytes<20>(&call->client_country);
  from.Fixed64<21>(&call->user_agent_hash);
  from.Fixed64<22>(&call->tls_hash);
  from.Fixed64<23>(&call->billing_hash);
  return true;
}

}  // namespace

void AppendStoredCall(const StoredCall& call, std::string* block) {
  WithBytes(call, [block](char* body, size_t size) {
    // The header goes in front of the body now that its length is known.
    char header[kHeaderBound];
    char* const header_end = wire::WriteVarint(size, WriteTag<Tag(1, WireType::kBytes)>(header));
    const size_t header_size = static_cast<size_t>(header_end - header);
    std::memcpy(body - header_size, header, header_size);
    block->append(body - header_size, header_size + size);
  });
}

void AppendCallBytes(const StoredCall& call, std::string* bytes) {
  WithBytes(call, [bytes](const char* body, size_t size) { bytes->append(body, size); });
}

bool StoredCallReader::Next(absl::string_view* call) {
  Cursor from(rest_);
  while (from.More()) {
    if (!from.Bytes<1>(call)) continue;
    rest_ = from.rest();
    return true;
  }
  ok_ = ok_ && from.ok();
  rest_ = absl::string_view();
  return false;
}

bool ReadStoredCall(absl::string_view bytes, StoredCall* call) {
  // An empty call is zeros.
  static_assert(std::is_trivially_copyable_v<StoredCall>);
  Clear(call, sizeof *call);
  Cursor from(bytes);
  while (from.More()) {
    if (!TakeCall(from, call)) return false;
  }
  return from.ok();
}

absl::string_view PeekAccountId(absl::string_view bytes) {
  absl::string_view id;
  Cursor(bytes).Bytes<1>(&id);
  return id;
}

}  // namespace stillwatch::detector
