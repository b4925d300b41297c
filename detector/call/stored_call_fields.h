#ifndef STILLWATCH_DETECTOR_CALL_STORED_CALL_FIELDS_H_
#define STILLWATCH_DETECTOR_CALL_STORED_CALL_FIELDS_H_

#include <cstdint>

// Field numbers of stored_call.proto and fingerprint.proto.

namespace stillwatch::detector::wire {

constexpr uint32_t kBlockCalls = 1;

// Fields of stillwatch.v1.StoredCall.
enum CallField : uint32_t {
  kAccountId = 1,
  kRequestId = 2,
  kTimeUs = 3,
  kOrganizationId = 4,
  kApiKeyId = 5,
  kOperation = 6,
  kModel = 7,
  kParams = 8,
  kFingerprint = 9,
  kInputTokens = 10,
  kOutputTokens = 11,
  kReasoningTokens = 12,
  kCachedInputTokens = 13,
  kHasUsage = 14,
  kFinishReason = 15,
  kStatus = 16,
  kLatencyMs = 17,
  kClientIp = 18,
  kClientAsn = 19,
  kClientCountry = 20,
  kUserAgentHash = 21,
  kTlsHash = 22,
  kBillingHash = 23,
};

// Of stillwatch.v1.StoredParams.
enum ParamsField : uint32_t {
  kTemperature = 1,
  kTopP = 2,
  kN = 3,
  kMaxOutputTokens = 4,
  kSeed = 5,
  kStream = 6,
  kLogprobs = 7,
  kTopLogprobs = 8,
  kLogitBiasEntries = 9,
  kLogitBiasHash = 10,
  kResponseFormatHash = 11,
  kSignature = 12,
};

// Of stillwatch.v1.Fingerprint.
enum FingerprintField : uint32_t {
  kContentBytes = 1,
  kRequestBytes = 2,
  kRequestWords = 3,
  kSystemBytes = 4,
  kScript = 5,
  kSymbolPermille = 6,
  kNumberPermille = 7,
  kRequestHash = 8,
  kSystemHash = 9,
  kConversationHash = 10,
  kUserTurns = 11,
  kAssistantTurns = 12,
  kToolTurns = 13,
  kPrefixHash = 14,
  kSuffixHash = 15,
  kProjection = 16,
  kMinhash = 17,
  kMarks = 18,
};

}  // namespace stillwatch::detector::wire

#endif  // STILLWATCH_DETECTOR_CALL_STORED_CALL_FIELDS_H_
