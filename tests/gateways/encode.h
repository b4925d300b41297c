#ifndef STILLWATCH_TESTS_GATEWAYS_ENCODE_H_
#define STILLWATCH_TESTS_GATEWAYS_ENCODE_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace stillwatch::tests {

// A call in its JSON form as a gateway would have logged it.
struct Encoded {
  nlohmann::json call;                // Less what the gateway's format has no place for.
  std::vector<nlohmann::json> lines;  // Of the gateway's log.
};

Encoded EncodeOtlp(const nlohmann::json& call, int64_t number);
Encoded EncodeLiteLlm(const nlohmann::json& call, int64_t number);
Encoded EncodeKong(const nlohmann::json& call, int64_t number);
// An input line and an output line.
Encoded EncodeOpenAiBatch(const nlohmann::json& call, int64_t number);
Encoded EncodeEnvoy(const nlohmann::json& call, int64_t number);

}  // namespace stillwatch::tests

#endif  // STILLWATCH_TESTS_GATEWAYS_ENCODE_H_
