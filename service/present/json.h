#ifndef STILLWATCH_SERVICE_PRESENT_JSON_H_
#define STILLWATCH_SERVICE_PRESENT_JSON_H_

#include <string>

namespace google::protobuf {
class Message;
}
namespace stillwatch::v1 {
class Account;
}

namespace stillwatch::service {

// The protobuf JSON mapping with snake_case names, on one line without the line end.
std::string MessageJson(const google::protobuf::Message& message);

// A line of an audit's assessments: account_id, score, flagged, flagged_at (event time of the first
// flag, or null), campaign_id (or null), and the account's cohort, calls, finding and assessment.
std::string AssessmentLine(const v1::Account& account);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_PRESENT_JSON_H_
