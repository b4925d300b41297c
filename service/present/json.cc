#include "service/present/json.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <nlohmann/json.hpp>

#include "service/present/words.h"
#include "stillwatch/v1/account_service.pb.h"

namespace stillwatch::service {

std::string MessageJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  // Cannot fail: none of our messages holds an Any.
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) return "{}";
  return json;
}

std::string AssessmentLine(const v1::Account& account) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? nlohmann::json() : nlohmann::json(text);
  };
  const v1::Assessment& assessment = account.assessment();
  nlohmann::ordered_json line;
  line["account_id"] = account.account_id();
  line["score"] = assessment.highest_score();
  line["latest_score"] = assessment.score();
  line["flagged"] = !account.finding().empty();
  line["flagged_at"] =
      account.has_flag_time()
          ? nlohmann::json(google::protobuf::util::TimeUtil::ToString(account.flag_time()))
          : nlohmann::json();
  line["campaign_id"] = text_or_null(account.campaign());
  line["finding"] = text_or_null(account.finding());
  line["cohort"] = CohortText(assessment.cohort());
  line["calls"] = assessment.calls();
  line["strand_calls"] = assessment.strand_calls();
  line["policy_version"] = assessment.policy_version();
  nlohmann::ordered_json& parts = line["contributions"] = nlohmann::ordered_json::array();
  for (const v1::Contribution& part : assessment.contributions()) {
    parts.push_back({{"signal", part.signal().name()},
                     {"points", part.points()},
                     {"reason", part.signal().reason()}});
  }
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace stillwatch::service
