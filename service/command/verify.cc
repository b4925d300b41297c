#include "service/verify/verify.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "absl/strings/str_cat.h"
#include "service/command/command.h"
#include "service/key_file/key_file.h"
#include "service/present/format.h"
#include "service/present/progress.h"

namespace stillwatch::service {
namespace {

struct VerifyCommand {
  std::string store = "stillwatch-store";
  std::string key_file = DefaultKeyPath();
  std::string scratch;
};

std::string Counted(int64_t number) { return Grouped(number); }

void PrintJson(const VerifySummary& summary) {
  nlohmann::ordered_json json;
  json["good"] = summary.good();
  json["first_sequence"] = summary.first_sequence;
  json["calls"] = summary.calls;
  json["accounts"] = summary.accounts;
  json["same"] = summary.same;
  json["not_verifiable"] = summary.not_verifiable;
  json["differing"] = summary.differing;
  json["differing_accounts"] = summary.differing_accounts;
  json["damaged_files"] = summary.damaged_files;
  json["log_faults"] = summary.log_faults;
  const auto replace = nlohmann::ordered_json::error_handler_t::replace;
  std::printf("%s\n", json.dump(-1, ' ', false, replace).c_str());
}

void Print(const VerifySummary& summary) {
  for (const std::string& file : summary.damaged_files) {
    std::printf("damaged: %s\n", Printable(file).c_str());
  }
  if (!summary.damaged_files.empty()) {
    std::printf("the rest was not looked at; keep a copy, then restore a backup\n");
    return;
  }
  for (const std::string& fault : summary.log_faults) {
    std::printf("log: %s\n", Printable(fault).c_str());
  }
  if (!summary.log_faults.empty()) {
    std::printf("accounts were not looked at; restore a backup, or stream the logs in again\n");
    return;
  }
  for (const std::string& account : summary.differing_accounts) {
    std::printf("account %s is not what its calls give\n", Printable(account).c_str());
  }
  std::printf("%s calls from number %s on, none missing\n",
              Counted(static_cast<int64_t>(summary.calls)).c_str(),
              Counted(static_cast<int64_t>(summary.first_sequence)).c_str());
  std::printf(
      "%s accounts: %s are what their calls give, %s are not, %s cannot be verified "
      "because calls of theirs have expired\n",
      Counted(summary.accounts).c_str(), Counted(summary.same).c_str(),
      Counted(summary.differing).c_str(), Counted(summary.not_verifiable).c_str());
  if (summary.good()) std::printf("the store is good\n");
}

absl::StatusOr<int> Verify(const VerifyCommand& command, bool json) {
  std::error_code error;
  if (!std::filesystem::exists(command.key_file, error)) {
    return absl::NotFoundError(absl::StrCat("no fingerprint key at ", command.key_file,
                                            "; name the one that the store was made with by "
                                            "--key-file"));
  }
  const absl::StatusOr<detector::FingerprintKey> key = LoadOrCreateKey(command.key_file);
  if (!key.ok()) return key.status();
  std::optional<ProgressBar> bar;
  std::string shown;
  const absl::StatusOr<VerifySummary> summary =
      VerifyStore({command.store, *key, command.key_file, command.scratch},
                  [&](absl::string_view step, uint64_t done, uint64_t total) {
                    if (shown != step) {
                      shown = std::string(step);
                      bar.emplace(step, static_cast<int64_t>(total));
                    }
                    bar->Update(static_cast<int64_t>(done),
                                total > 0 ? "" : Grouped(static_cast<int64_t>(done)));
                  });
  bar.reset();
  if (!summary.ok()) return summary.status();
  if (json) {
    PrintJson(*summary);
  } else {
    Print(*summary);
  }
  return summary->good() ? kDone : kFailed;
}

}  // namespace

void AddVerify(CLI::App* app, CommandContext* context) {
  CLI::App* command = app->add_subcommand(
      "verify", "Check a store that no server has open: files, log, and profiles computed anew");
  auto options = std::make_shared<VerifyCommand>();
  AddStoreOption(command, &options->store);
  command->add_option("--key-file", options->key_file, "The installation's fingerprint key")
      ->envname("STILLWATCH_KEY_FILE")
      ->capture_default_str();
  command->add_option("--scratch", options->scratch,
                      "Folder for scratch copies; beside the store unless given");
  AddOutputOption(command, context);
  command->callback([options, context] {
    const absl::StatusOr<int> code = Verify(*options, context->json);
    context->exit_code = code.ok() ? *code : Fail(code.status());
  });
}

}  // namespace stillwatch::service
