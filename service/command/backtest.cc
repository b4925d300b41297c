#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/audit/audit.h"
#include "service/command/command.h"
#include "service/key_file/key_file.h"
#include "service/policy_file/policy_file.h"
#include "service/present/format.h"
#include "service/present/progress.h"
#include "service/present/table.h"
#include "stillwatch/v1/account_service.pb.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::service {
namespace {

struct BacktestCommand {
  std::vector<std::string> files;
  std::string policy;
  std::string against;
  std::string key_file = DefaultKeyPath();
  size_t memory_limit = size_t{2} << 30;
};

// What a policy makes of an account.
struct Judged {
  double score = 0;
  bool flagged = false;
  std::string reason;  // The strongest.
};

using Judgements = std::map<std::string, Judged>;

absl::StatusOr<Judgements> Judge(const BacktestCommand& command, const detector::Policy& policy,
                                 const detector::FingerprintKey& key) {
  AuditOptions options;
  options.files = command.files;
  options.policy = policy;
  options.key = key;
  options.memory_limit = command.memory_limit;
  options.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 16u));
  Judgements judgements;
  std::optional<ProgressBar> bar;
  AuditEvents events;
  events.progress = [&](int64_t done, int64_t total, int64_t calls) {
    if (!bar) bar.emplace(absl::StrCat("policy ", policy.version()), total);
    bar->Update(done, absl::StrCat(Grouped(calls), " calls"));
  };
  events.account = [&](const v1::Account& account, const v1::Finding*) -> absl::Status {
    Judged& judged = judgements[account.account_id()];
    judged.score = account.assessment().score();
    judged.flagged = !account.finding().empty();
    if (account.assessment().contributions_size() > 0) {
      judged.reason = account.assessment().contributions(0).signal().reason();
    }
    return absl::OkStatus();
  };
  const absl::StatusOr<AuditSummary> summary = RunAudit(options, events);
  if (!summary.ok()) return summary.status();
  return judgements;
}

void Print(const Judgements& before, const Judgements& after) {
  Table table({{"ACCOUNT"},
               {"BEFORE", Table::kRight},
               {"AFTER", Table::kRight},
               {"CHANGE"},
               {"STRONGEST REASON AFTER"}});
  int64_t both = 0;
  int64_t added = 0;
  int64_t dropped = 0;
  for (const auto& [id, now] : after) {
    const Judged& then = before.at(id);
    if (now.flagged && then.flagged) ++both;
    if (now.flagged == then.flagged) continue;
    ++(now.flagged ? added : dropped);
    table.AddRow({id, absl::StrFormat("%.1f", then.score), absl::StrFormat("%.1f", now.score),
                  now.flagged ? "flagged now" : "flagged no more", now.reason});
  }
  if (added + dropped > 0) {
    std::printf("%s\n", table.Render(static_cast<size_t>(TerminalWidth())).c_str());
  }
  std::printf("%s accounts: %s flagged before, %s after; %s by both, %s now, %s no more\n",
              Grouped(static_cast<int64_t>(after.size())).c_str(), Grouped(both + dropped).c_str(),
              Grouped(both + added).c_str(), Grouped(both).c_str(), Grouped(added).c_str(),
              Grouped(dropped).c_str());
}

absl::Status Backtest(const BacktestCommand& command) {
  const absl::StatusOr<detector::Policy> before = LoadPolicy(command.against);
  if (!before.ok()) return before.status();
  const absl::StatusOr<detector::Policy> after = LoadPolicy(command.policy);
  if (!after.ok()) return after.status();
  const absl::StatusOr<detector::FingerprintKey> key = LoadOrCreateKey(command.key_file);
  if (!key.ok()) return key.status();
  const absl::StatusOr<Judgements> then = Judge(command, *before, *key);
  if (!then.ok()) return then.status();
  const absl::StatusOr<Judgements> now = Judge(command, *after, *key);
  if (!now.ok()) return now.status();
  Print(*then, *now);
  return absl::OkStatus();
}

}  // namespace

void AddBacktest(CLI::App* policy, CommandContext* context) {
  auto options = std::make_shared<BacktestCommand>();
  CLI::App* command = policy->add_subcommand(
      "backtest", "What another policy would have flagged in historical logs, side by side");
  command->add_option("policy", options->policy, "The policy in JSON")->required();
  command->add_option("files", options->files, "Logs, as audit reads them")->required();
  command->add_option("--against", options->against,
                      "The policy that it is compared with; the default policy if empty");
  command->add_option("--key-file", options->key_file, "The installation's fingerprint key")
      ->envname("STILLWATCH_KEY_FILE")
      ->capture_default_str();
  AddMemoryLimitOption(command, &options->memory_limit);
  command->callback([options, context] {
    const absl::Status status = Backtest(*options);
    context->exit_code = status.ok() ? kDone : Fail(status);
  });
}

}  // namespace stillwatch::service
