#include "service/audit/audit.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <thread>

#include "absl/strings/str_cat.h"
#include "service/command/command.h"
#include "service/command/log_format.h"
#include "service/command/rejects.h"
#include "service/key_file/key_file.h"
#include "service/policy_file/policy_file.h"
#include "service/present/format.h"
#include "service/present/json.h"
#include "service/present/progress.h"
#include "service/present/report.h"
#include "service/present/text.h"
#include "stillwatch/v1/account_service.pb.h"
#include "stillwatch/v1/campaign.pb.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::service {
namespace {

struct AuditCommand {
  std::vector<std::string> files;
  std::string assessments;
  std::string campaigns;
  std::string report;
  std::string rejects;
  std::string key_file = DefaultKeyPath();
  std::string policy;
  bool without_campaigns = false;
  size_t memory_limit = size_t{2} << 30;
  LogFormatOptions log;
};

using Flagged = std::vector<std::pair<v1::Finding, v1::Account>>;

absl::Status WriteReport(const AuditCommand& command, const AuditSummary& summary,
                         const detector::Policy& policy, const Flagged& flagged,
                         const std::vector<v1::Campaign>& campaigns) {
  ReportData data;
  data.files = command.files;
  data.calls = summary.calls;
  data.duplicates = summary.duplicates;
  data.rejected = summary.rejected;
  data.accounts = summary.accounts;
  data.elevated = summary.elevated;
  data.first_time_us = summary.first_time_us;
  data.last_time_us = summary.last_time_us;
  data.flag_score = policy.flag_score();
  data.policy_version = policy.version();
  data.findings = flagged;
  data.campaigns = campaigns;
  std::ofstream file(command.report, std::ios::trunc);
  file << ReportHtml(data);
  file.close();
  if (file) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write the report ", command.report));
}

void Print(const AuditSummary& summary, const Flagged& flagged,
           const std::vector<v1::Campaign>& campaigns, bool json) {
  if (json) {
    for (const auto& [finding, account] : flagged) {
      std::printf("%s\n", MessageJson(finding).c_str());
    }
    return;
  }
  if (!campaigns.empty()) {
    std::printf("%s\n", CampaignsTable(campaigns, static_cast<size_t>(TerminalWidth())).c_str());
  }
  std::vector<v1::Finding> findings;
  for (const auto& [finding, account] : flagged) findings.push_back(finding);
  std::printf("%s\n%s calls of %s accounts: %s flagged, %s elevated\n",
              FindingsTable(findings, static_cast<size_t>(TerminalWidth())).c_str(),
              Grouped(summary.calls).c_str(), Grouped(summary.accounts).c_str(),
              Grouped(summary.flagged).c_str(), Grouped(summary.elevated).c_str());
  if (summary.duplicates + summary.rejected + summary.unknown_fields > 0) {
    std::printf("%s redelivered, %s rejected, %s fields that are not known were left out\n",
                Grouped(summary.duplicates).c_str(), Grouped(summary.rejected).c_str(),
                Grouped(summary.unknown_fields).c_str());
  }
  if (summary.skipped > 0) {
    std::printf("%s records of gateways were not about calls of a model\n",
                Grouped(summary.skipped).c_str());
  }
}

// A file that somebody may have asked for, of a line each.
class LinesFile {
 public:
  // Opens it unless the path is empty; then lines go nowhere.
  absl::Status Open(const std::string& path) {
    path_ = path;
    if (path.empty()) return absl::OkStatus();
    file_.open(path, std::ios::trunc);
    if (file_) return absl::OkStatus();
    return absl::UnavailableError(absl::StrCat("cannot write ", path));
  }

  bool wanted() const { return !path_.empty(); }
  void Add(const std::string& line) { file_ << line << "\n"; }

  absl::Status Close() {
    if (!wanted()) return absl::OkStatus();
    file_.close();
    if (file_) return absl::OkStatus();
    return absl::UnavailableError(
        absl::StrCat("cannot write ", path_, " to its end: is the disk full?"));
  }

 private:
  std::string path_;
  std::ofstream file_;
};

absl::StatusOr<AuditOptions> OptionsOf(const AuditCommand& command) {
  AuditOptions options;
  options.files = command.files;
  options.memory_limit = command.memory_limit;
  options.campaigns = !command.without_campaigns;
  options.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 16u));
  absl::StatusOr<detector::Policy> policy = LoadPolicy(command.policy);
  if (!policy.ok()) return policy.status();
  options.policy = *std::move(policy);
  const absl::StatusOr<detector::FingerprintKey> key = LoadOrCreateKey(command.key_file);
  if (!key.ok()) return key.status();
  options.key = *key;
  options.format = command.log.format;
  absl::StatusOr<gateways::GatewayConfig> gateways = LoadConfig(command.log);
  if (!gateways.ok()) return gateways.status();
  options.gateways = *std::move(gateways);
  return options;
}

// The exit code, or why it failed.
absl::StatusOr<int> Audit(const AuditCommand& command, bool json) {
  const absl::StatusOr<AuditOptions> options = OptionsOf(command);
  if (!options.ok()) return options.status();
  RejectLog rejects;
  LinesFile assessments;
  LinesFile campaigns;
  absl::Status status = rejects.Open(command.rejects);
  if (status.ok()) status = assessments.Open(command.assessments);
  if (status.ok()) status = campaigns.Open(command.campaigns);
  if (!status.ok()) return status;

  Flagged flagged;
  std::vector<v1::Campaign> found;
  std::optional<ProgressBar> bar;
  AuditEvents events;
  events.rejected = [&](const std::string& file, int64_t line, const std::string& field,
                        const std::string& reason) { rejects.Add(file, line, field, reason); };
  events.progress = [&](int64_t done, int64_t total, int64_t calls) {
    if (!bar) bar.emplace("auditing", total);
    bar->Update(done, absl::StrCat(Grouped(calls), " calls"));
  };
  events.account = [&](const v1::Account& account, const v1::Finding* finding) -> absl::Status {
    if (assessments.wanted()) assessments.Add(AssessmentLine(account));
    if (finding != nullptr && !account.finding().empty()) flagged.emplace_back(*finding, account);
    return absl::OkStatus();
  };
  events.campaign = [&](const v1::Campaign& campaign) -> absl::Status {
    found.push_back(campaign);
    if (campaigns.wanted()) campaigns.Add(MessageJson(campaign));
    return absl::OkStatus();
  };
  const absl::StatusOr<AuditSummary> summary = RunAudit(*options, events);
  bar.reset();
  rejects.Conclude();
  if (!summary.ok()) return summary.status();
  std::stable_sort(flagged.begin(), flagged.end(), [](const auto& a, const auto& b) {
    return a.second.assessment().score() > b.second.assessment().score();
  });
  status = assessments.Close();
  if (status.ok()) status = campaigns.Close();
  if (status.ok() && !command.report.empty()) {
    status = WriteReport(command, *summary, options->policy, flagged, found);
  }
  if (!status.ok()) return status;
  Print(*summary, flagged, found, json);
  return rejects.count() > 0 ? kDoneWithRejects : kDone;
}

}  // namespace

void AddAudit(CLI::App* app, CommandContext* context) {
  CLI::App* command =
      app->add_subcommand("audit", "Find harvesting accounts in historical logs, without a server");
  auto options = std::make_shared<AuditCommand>();
  command
      ->add_option("files", options->files,
                   "Logs, a record in JSON a line, plain, gzip or zstd; - for standard input")
      ->required();
  command->add_option("--assessments", options->assessments,
                      "Write the assessment of every account there, as JSON lines");
  command->add_option("--campaigns", options->campaigns,
                      "Write every campaign with its members there, as JSON lines");
  command->add_option("--report", options->report, "Write a report there, one HTML page");
  command->add_option("--rejects", options->rejects,
                      "Write every rejected record there, as JSON lines");
  command->add_option("--key-file", options->key_file, "The installation's fingerprint key")
      ->envname("STILLWATCH_KEY_FILE")
      ->capture_default_str();
  command->add_option("--policy", options->policy, "Policy in JSON; the default policy if empty")
      ->envname("STILLWATCH_POLICY");
  AddLogFormatOptions(command, &options->log);
  AddWithoutCampaignsOption(command, &options->without_campaigns);
  AddMemoryLimitOption(command, &options->memory_limit);
  AddOutputOption(command, context);
  command->callback([options, context] {
    const absl::StatusOr<int> code = Audit(*options, context->json);
    context->exit_code = code.ok() ? *code : Fail(code.status());
  });
}

}  // namespace stillwatch::service
