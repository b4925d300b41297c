#ifndef STILLWATCH_SERVICE_PRESENT_REPORT_H_
#define STILLWATCH_SERVICE_PRESENT_REPORT_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace stillwatch::v1 {
class Account;
class Campaign;
class Finding;
}  // namespace stillwatch::v1

namespace stillwatch::service {

struct ReportData {
  std::vector<std::string> files;
  int64_t calls = 0;
  int64_t duplicates = 0;
  int64_t rejected = 0;
  int64_t accounts = 0;
  int64_t elevated = 0;
  int64_t first_time_us = 0;
  int64_t last_time_us = 0;
  double flag_score = 0;
  std::string policy_version;
  // Newest or strongest first, as they shall be shown; each with its account.
  std::vector<std::pair<v1::Finding, v1::Account>> findings;
  // With their days.
  std::vector<v1::Campaign> campaigns;
};

// One HTML page that needs nothing else: the result in figures, the findings as a table, and for
// each of the first 200 its reasons, pictures of its activity, and what speaks against it.
std::string ReportHtml(const ReportData& data);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_PRESENT_REPORT_H_
