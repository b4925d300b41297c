#include <bit>
#include <cstring>

#include "detector/call/stored_call_codec.h"
#include "detector/call/stored_call_fields.h"

namespace stillwatch::detector {
namespace {

using namespace wire;  // NOLINT(google-build-using-namespace): field numbers only.

static_assert(std::endian::native == std::endian::little);

// More than a call takes beside its strings.
constexpr size_t kFixedBytes = 1024;

// Writes fields to a buffer that is large enough; leaves out what has its default value.
class FieldWriter {
 public:
  explicit FieldWriter(char* at) : at_(at) {}

  char* at() const { return at_; }

  void Varint(uint64_t number) {
    while (number >= 0x80) {
      *at_++ = static_cast<char>(number | 0x80);
      number >>= 7;
    }
    *at_++ = static_cast<char>(number);
  }
  void Tag(uint32_t field, int wire_type) { Varint(field << 3 | static_cast<uint32_t>(wire_type)); }

  void Number(uint32_t field, uint64_t number) {
    if (number != 0) AnyNumber(field, number);
  }
  void AnyNumber(uint32_t field, uint64_t number) {
    Tag(field, 0);
    Varint(number);
  }
  void Hash(uint32_t field, uint64_t hash) {
    if (hash == 0) return;
    Tag(field, 1);
    Raw(&hash, sizeof hash);
  }
  void AnyReal(uint32_t field, double real) {
    Tag(field, 1);
    Raw(&real, sizeof real);
  }
  void Bytes(uint32_t field, const void* bytes, size_t size) {
    if (size == 0) return;
    Tag(field, 2);
    Varint(size);
    Raw(bytes, size);
  }
  void Text(uint32_t field, absl::string_view text) { Bytes(field, text.data(), text.size()); }

  // A message within: its length is known at its end, and takes one byte or two.
  char* Begin(uint32_t field) {
    Tag(field, 2);
    at_ += 2;
    return at_;
  }
  void End(char* begin) {
    const auto size = static_cast<size_t>(at_ - begin);
    if (size < 0x80) {
      std::memmove(begin - 1, begin, size);
      begin[-2] = static_cast<char>(size);
      --at_;
      return;
    }
    begin[-2] = static_cast<char>(size | 0x80);
    begin[-1] = static_cast<char>(size >> 7);
  }

 private:
  void Raw(const void* bytes, size_t size) {
    std::memcpy(at_, bytes, size);
    at_ += size;
  }

  char* at_;
};

// proto3 writes a negative int32 or int64 as the 64 bits of its two's complement.
uint64_t Wide(int64_t number) { return static_cast<uint64_t>(number); }

void WriteParams(const StoredParams& params, FieldWriter* out) {
  static const StoredParams kNone;
  if (params == kNone) return;
  char* begin = out->Begin(kParams);
  if (params.temperature) out->AnyReal(kTemperature, *params.temperature);
  if (params.top_p) out->AnyReal(kTopP, *params.top_p);
  if (params.n) out->AnyNumber(kN, Wide(*params.n));
  if (params.max_output_tokens) out->AnyNumber(kMaxOutputTokens, Wide(*params.max_output_tokens));
  if (params.seed) out->AnyNumber(kSeed, Wide(*params.seed));
  if (params.stream) out->AnyNumber(kStream, *params.stream ? 1 : 0);
  if (params.logprobs) out->AnyNumber(kLogprobs, *params.logprobs ? 1 : 0);
  if (params.top_logprobs) out->AnyNumber(kTopLogprobs, Wide(*params.top_logprobs));
  out->Number(kLogitBiasEntries, params.logit_bias_entries);
  out->Hash(kLogitBiasHash, params.logit_bias_hash);
  out->Hash(kResponseFormatHash, params.response_format_hash);
  out->Hash(kSignature, params.signature);
  out->End(begin);
}

void WriteFingerprint(const Fingerprint& print, FieldWriter* out) {
  char* begin = out->Begin(kFingerprint);
  out->Number(kContentBytes, print.content_bytes);
  out->Number(kRequestBytes, print.request_bytes);
  out->Number(kRequestWords, print.request_words);
  out->Number(kSystemBytes, print.system_bytes);
  out->Number(kScript, print.script);
  out->Number(kSymbolPermille, print.symbol_permille);
  out->Number(kNumberPermille, print.number_permille);
  out->Hash(kRequestHash, print.request_hash);
  out->Hash(kSystemHash, print.system_hash);
  out->Hash(kConversationHash, print.conversation_hash);
  out->Number(kUserTurns, print.user_turns);
  out->Number(kAssistantTurns, print.assistant_turns);
  out->Number(kToolTurns, print.tool_turns);
  out->Bytes(kPrefixHash, print.prefix_hash.data(), print.frames * sizeof print.prefix_hash[0]);
  out->Bytes(kSuffixHash, print.suffix_hash.data(), print.frames * sizeof print.suffix_hash[0]);
  if (print.has_request) {
    out->Bytes(kProjection, print.projection.data(), sizeof print.projection);
    out->Bytes(kMinhash, print.minhash.data(), sizeof print.minhash);
  }
  out->Number(kMarks, print.marks);
  out->End(begin);
}

}  // namespace

void AppendStoredCall(const StoredCall& call, std::string* block) {
  const size_t before = block->size();
  const size_t strings = call.account_id.size() + call.request_id.size() +
                         call.organization_id.size() + call.api_key_id.size() +
                         call.operation.size() + call.model.size() + call.finish_reason.size() +
                         call.client_ip.size() + call.client_country.size();
  if (block->capacity() < before + strings + kFixedBytes) {
    block->reserve(2 * (before + strings + kFixedBytes));
  }
  block->resize(before + strings + kFixedBytes);
  FieldWriter out(block->data() + before);
  char* begin = out.Begin(kBlockCalls);
  out.Text(kAccountId, call.account_id);
  out.Text(kRequestId, call.request_id);
  out.Number(kTimeUs, Wide(call.time_us));
  out.Text(kOrganizationId, call.organization_id);
  out.Text(kApiKeyId, call.api_key_id);
  out.Text(kOperation, call.operation);
  out.Text(kModel, call.model);
  WriteParams(call.params, &out);
  if (call.has_fingerprint) WriteFingerprint(call.fingerprint, &out);
  out.Number(kInputTokens, Wide(call.input_tokens));
  out.Number(kOutputTokens, Wide(call.output_tokens));
  out.Number(kReasoningTokens, Wide(call.reasoning_tokens));
  out.Number(kCachedInputTokens, Wide(call.cached_input_tokens));
  out.Number(kHasUsage, call.has_usage ? 1 : 0);
  out.Text(kFinishReason, call.finish_reason);
  out.Number(kStatus, Wide(call.status));
  out.Number(kLatencyMs, Wide(call.latency_ms));
  out.Text(kClientIp, call.client_ip);
  out.Number(kClientAsn, call.client_asn);
  out.Text(kClientCountry, call.client_country);
  out.Hash(kUserAgentHash, call.user_agent_hash);
  out.Hash(kTlsHash, call.tls_hash);
  out.Hash(kBillingHash, call.billing_hash);
  out.End(begin);
  block->resize(static_cast<size_t>(out.at() - block->data()));
}

}  // namespace stillwatch::detector
