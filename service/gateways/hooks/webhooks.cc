#include "service/gateways/hooks/webhooks.h"

#include <nlohmann/json.hpp>

namespace stillwatch::gateways {
namespace {

// Questions carry the texts of the call, which the verdict does not look at.
constexpr DocumentLimits kQuestionLimits = {.values = 500'000, .text_bytes = 16 << 20, .depth = 64};

constexpr char kBlocked[] = "The account is flagged for systematic harvesting of outputs";

std::string Dump(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

HookAnswer Ask(const Hook& hook, absl::string_view question, absl::Time now) {
  Document document(kQuestionLimits);
  const Value* parsed = document.ParseJson(question);
  return parsed == nullptr ? hook.AskAbout("", now) : hook.Ask(&document, *parsed, now);
}

}  // namespace

std::string AnswerLiteLlm(const Hook& hook, absl::string_view question, absl::Time now) {
  const HookAnswer answer = Ask(hook, question, now);
  nlohmann::ordered_json json;
  json["action"] = answer.deny ? "BLOCKED" : "NONE";
  if (answer.deny) json["blocked_reason"] = kBlocked;
  if (answer.tell) {
    json["stillwatch"] = {{"verdict", std::string(VerdictName(answer.verdict))},
                          {"score", answer.score},
                          {"finding", answer.finding}};
  }
  return Dump(json);
}

std::string AnswerPortkey(const Hook& hook, absl::string_view question, absl::Time now) {
  const HookAnswer answer = Ask(hook, question, now);
  nlohmann::ordered_json json;
  json["verdict"] = !answer.deny;
  if (answer.tell) {
    json["data"] = {{"verdict", std::string(VerdictName(answer.verdict))},
                    {"score", answer.score},
                    {"finding", answer.finding},
                    {"reason", answer.reason}};
  }
  return Dump(json);
}

}  // namespace stillwatch::gateways
