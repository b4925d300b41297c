#ifndef STILLWATCH_SERVICE_PRESENT_TEXT_H_
#define STILLWATCH_SERVICE_PRESENT_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/types/span.h"

namespace stillwatch::v1 {
class Account;
class Assessment;
class Campaign;
class Finding;
}  // namespace stillwatch::v1

// Findings and accounts for a terminal of `width` columns, 0 meaning any.

namespace stillwatch::service {

std::string FindingsTable(absl::Span<const v1::Finding> findings, size_t width);
std::string FindingDetail(const v1::Finding& finding);
std::string AccountsTable(absl::Span<const v1::Account> accounts, size_t width);
std::string AccountDetail(const v1::Account& account);

std::string CampaignsTable(absl::Span<const v1::Campaign> campaigns, size_t width);
std::string CampaignDetail(const v1::Campaign& campaign, size_t width);

// The three strongest reasons with numbers and example calls, and what speaks against a harvest.
std::string ReasonsText(const v1::Assessment& assessment);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_PRESENT_TEXT_H_
