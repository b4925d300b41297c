#include "tests/end_to_end/assessments.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "gtest/gtest.h"
#include "tests/process/process.h"

namespace stillwatch::tests {
namespace {

using nlohmann::json;

std::string Digest(const json& scores, bool flagged, const json& flagged_at, int64_t calls,
                   const json& contributions) {
  std::ostringstream text;
  text.precision(15);
  text << "scores " << scores.dump() << (flagged ? ", flagged at " : ", not flagged ")
       << flagged_at.dump() << ", " << calls << " calls, because " << contributions.dump();
  return text.str();
}

}  // namespace

std::string Difference(const Assessments& a, const Assessments& b) {
  if (a.size() != b.size()) {
    return std::to_string(a.size()) + " accounts against " + std::to_string(b.size());
  }
  for (const auto& [account, found] : a) {
    const auto other = b.find(account);
    if (other == b.end()) return account + " is only in one";
    if (other->second != found) return account + ": " + found + " against " + other->second;
  }
  return "";
}

Assessments OfAudit(const std::string& path) {
  Assessments all;
  std::istringstream lines(ReadFile(path));
  for (std::string line; std::getline(lines, line);) {
    const json account = json::parse(line);
    json parts = json::array();
    for (const json& part : account["contributions"]) {
      parts.push_back({part["signal"], part["points"].get<double>(), part["reason"]});
    }
    all[account["account_id"]] =
        Digest(json::array({account["score"], account["latest_score"]}), account["flagged"],
               account["flagged_at"], account["calls"], parts);
  }
  return all;
}

Assessments OfServer(const std::string& address) {
  Assessments all;
  const Output output =
      RunStillwatch({"accounts", "list", "--limit", "0", "-o", "json", "--server", address});
  EXPECT_EQ(output.exit_code, 0) << output.err;
  std::istringstream lines(output.out);
  for (std::string line; std::getline(lines, line);) {
    const json account = json::parse(line);
    const json& assessment = account["assessment"];
    json parts = json::array();
    for (const json& part : assessment.value("contributions", json::array())) {
      parts.push_back(
          {part["signal"]["name"], part["points"].get<double>(), part["signal"]["reason"]});
    }
    // Defaults are left out of the JSON form; 64-bit numbers are text in it.
    all[account["account_id"]] =
        Digest(json::array({assessment.value("highest_score", json(0.0)),
                            assessment.value("score", json(0.0))}),
               account.contains("finding"), account.value("flag_time", json()),
               std::stoll(assessment.value("calls", std::string("0"))), parts);
  }
  return all;
}

}  // namespace stillwatch::tests
