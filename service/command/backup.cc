#include "storage/backup.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "service/command/command.h"
#include "service/command/units.h"
#include "service/present/format.h"
#include "service/present/progress.h"
#include "service/present/table.h"

namespace stillwatch::service {
namespace {

struct BackupCommand {
  std::string store = "stillwatch-store";
  std::string target;
};

struct RestoreCommand {
  std::string source;
  std::string folder;
  uint32_t id = 0;
};

std::string TimeOf(const storage::BackupInfo& backup) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", absl::FromUnixMicros(backup.time_us),
                          absl::UTCTimeZone());
}

uint64_t Calls(const storage::BackupInfo& backup) {
  return backup.next_sequence - backup.first_sequence;
}

std::string Json(const storage::BackupInfo& backup) {
  nlohmann::ordered_json json;
  json["id"] = backup.id;
  json["time"] = absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixMicros(backup.time_us),
                                  absl::UTCTimeZone());
  json["bytes"] = backup.bytes;
  json["first_sequence"] = backup.first_sequence;
  json["next_sequence"] = backup.next_sequence;
  return json.dump();
}

absl::Status Backup(const BackupCommand& command, bool json) {
  const absl::StatusOr<std::unique_ptr<storage::Store>> store =
      storage::Store::Open({.path = command.store, .create_if_missing = false});
  if (!store.ok()) return store.status();
  std::optional<ProgressBar> bar;
  bar.emplace("backing up", static_cast<int64_t>((*store)->Statistics().file_bytes));
  const absl::StatusOr<storage::BackupInfo> made =
      storage::MakeBackup(**store, command.target, [&bar](uint64_t bytes) {
        bar->Update(static_cast<int64_t>(bytes), BytesText(static_cast<double>(bytes)));
      });
  bar.reset();
  if (!made.ok()) return made.status();
  if (json) {
    std::printf("%s\n", Json(*made).c_str());
  } else {
    std::printf("backup %u of %s in %s: %s calls, %s\n", made->id, command.store.c_str(),
                command.target.c_str(), Grouped(static_cast<int64_t>(Calls(*made))).c_str(),
                BytesText(static_cast<double>(made->bytes)).c_str());
  }
  return absl::OkStatus();
}

absl::Status List(const BackupCommand& command, bool json) {
  const absl::StatusOr<std::vector<storage::BackupInfo>> backups =
      storage::ListBackups(command.target);
  if (!backups.ok()) return backups.status();
  Table table({{"backup", Table::kRight},
               {"made (UTC)", Table::kLeft},
               {"calls", Table::kRight},
               {"up to call", Table::kRight},
               {"size", Table::kRight}});
  for (const storage::BackupInfo& backup : *backups) {
    if (json) std::printf("%s\n", Json(backup).c_str());
    table.AddRow({absl::StrCat(backup.id), TimeOf(backup),
                  Grouped(static_cast<int64_t>(Calls(backup))),
                  Grouped(static_cast<int64_t>(backup.next_sequence) - 1),
                  BytesText(static_cast<double>(backup.bytes))});
  }
  if (!json) std::printf("%s", table.Render(static_cast<size_t>(TerminalWidth())).c_str());
  return absl::OkStatus();
}

absl::Status Restore(const RestoreCommand& command, bool json) {
  std::optional<ProgressBar> bar;
  bar.emplace("restoring", 0);
  bar->Update(0, "checking and copying");
  const absl::StatusOr<storage::BackupInfo> restored =
      storage::RestoreBackup(command.source, command.id, command.folder);
  bar.reset();
  if (!restored.ok()) return restored.status();
  // Opened once, so that what cannot be used is found out now.
  const auto store = storage::Store::Open({.path = command.folder, .create_if_missing = false});
  if (!store.ok()) return store.status();
  if (json) {
    std::printf("%s\n", Json(*restored).c_str());
  } else {
    std::printf("backup %u of %s UTC is in %s: %s calls\n", restored->id, TimeOf(*restored).c_str(),
                command.folder.c_str(), Grouped(static_cast<int64_t>(Calls(*restored))).c_str());
  }
  return absl::OkStatus();
}

}  // namespace

void AddBackup(CLI::App* app, CommandContext* context) {
  CLI::App* command =
      app->add_subcommand("backup", "Copy a store that no server has open; only what is new");
  auto options = std::make_shared<BackupCommand>();
  AddStoreOption(command, &options->store);
  command->add_option("target", options->target, "Folder of the backups; made if it is missing");
  AddOutputOption(command, context);
  command->require_subcommand(0, 1);
  CLI::App* list = command->add_subcommand("list", "List the backups in a folder");
  list->add_option("target", options->target, "Folder of the backups")->required();
  AddOutputOption(list, context);
  list->callback([options, context] {
    const absl::Status status = List(*options, context->json);
    if (!status.ok()) context->exit_code = Fail(status);
  });
  command->callback([command, options, context] {
    if (!command->get_subcommands().empty()) return;
    if (options->target.empty()) throw CLI::RequiredError("target");
    const absl::Status status = Backup(*options, context->json);
    if (!status.ok()) context->exit_code = Fail(status);
  });
}

void AddRestore(CLI::App* app, CommandContext* context) {
  CLI::App* command = app->add_subcommand("restore", "Make a store from a backup");
  auto options = std::make_shared<RestoreCommand>();
  command->add_option("source", options->source, "Folder of the backups")->required();
  command->add_option("folder", options->folder, "Folder of the store to be; empty or missing")
      ->required();
  command->add_option("--id", options->id, "Which backup; the newest unless given");
  AddOutputOption(command, context);
  command->callback([options, context] {
    const absl::Status status = Restore(*options, context->json);
    if (!status.ok()) context->exit_code = Fail(status);
  });
}

}  // namespace stillwatch::service
