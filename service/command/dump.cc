#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "absl/strings/str_cat.h"
#include "detector/account/account.h"
#include "detector/assess/assessor.h"
#include "service/command/command.h"
#include "service/engine/account_record.h"
#include "service/policy_file/policy_file.h"
#include "service/present/json.h"
#include "service/view/account_view.h"
#include "stillwatch/v1/account_service.pb.h"
#include "stillwatch/v1/finding.pb.h"
#include "stillwatch/v1/stored_call.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

struct DumpCommand {
  std::string store = "stillwatch-store";
  std::string what = "calls";
  std::string policy;
  uint64_t from = 0;
  uint64_t limit = 0;  // 0: all.
};

// Writes lines until the limit or a fault.
class Lines {
 public:
  explicit Lines(uint64_t limit) : left_(limit == 0 ? UINT64_MAX : limit) {}

  // False when no more are wanted.
  bool Write(const std::string& line) {
    if (left_ == 0) return false;
    --left_;
    return std::printf("%s\n", line.c_str()) >= 0 && left_ > 0;
  }
  bool wanted() const { return left_ > 0; }

 private:
  uint64_t left_;
};

absl::Status CannotRead(absl::string_view what) {
  return absl::DataLossError(absl::StrCat(what, " cannot be read; `stillwatch verify` tells more"));
}

absl::Status DumpCalls(const storage::Store& store, const DumpCommand& command, Lines* lines) {
  absl::Status fault;
  const absl::Status read =
      store.ReadCalls(command.from, [&](uint64_t first, uint32_t count, absl::string_view bytes) {
        v1::StoredCallBlock block;
        if (!block.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
            static_cast<uint32_t>(block.calls_size()) != count) {
          fault = CannotRead(absl::StrCat("the block of calls at ", first));
          return false;
        }
        uint64_t sequence = first;
        for (const v1::StoredCall& call : block.calls()) {
          const uint64_t at = sequence++;
          if (at < command.from) continue;
          const std::string json = MessageJson(call);
          if (!lines->Write(
                  absl::StrCat("{\"sequence\":", at, json == "{}" ? "" : ",", json.substr(1)))) {
            return false;
          }
        }
        return true;
      });
  return fault.ok() ? read : fault;
}

absl::Status DumpAccounts(const storage::Store& store, const DumpCommand& command, Lines* lines) {
  absl::StatusOr<detector::Policy> policy = LoadPolicy(command.policy);
  if (!policy.ok()) return policy.status();
  const detector::Assessor assessor(*policy);
  absl::Status fault;
  const absl::Status read =
      store.ListAccounts("", [&](absl::string_view id, absl::string_view bytes) {
        detector::Account account(id);
        fault = ReadRecord(id, bytes, &account);
        return fault.ok() && lines->Write(MessageJson(ViewAccount(account, assessor)));
      });
  return fault.ok() ? read : fault;
}

absl::Status DumpFindings(const storage::Store& store, Lines* lines) {
  absl::Status fault;
  const absl::Status read =
      store.ListFindings("", [&](absl::string_view, absl::string_view id, absl::string_view bytes) {
        v1::Finding finding;
        if (!finding.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
          fault = CannotRead(absl::StrCat("the finding ", id));
          return false;
        }
        return lines->Write(MessageJson(finding));
      });
  return fault.ok() ? read : fault;
}

absl::Status Dump(const DumpCommand& command) {
  const absl::StatusOr<std::unique_ptr<storage::Store>> store =
      storage::Store::Open({.path = command.store, .create_if_missing = false, .read_only = true});
  if (!store.ok()) return store.status();
  Lines lines(command.limit);
  const absl::Status status = command.what == "calls"      ? DumpCalls(**store, command, &lines)
                              : command.what == "accounts" ? DumpAccounts(**store, command, &lines)
                                                           : DumpFindings(**store, &lines);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    return absl::UnavailableError("cannot write to the end: is the disk full, or the pipe closed?");
  }
  return status;
}

}  // namespace

void AddDump(CLI::App* app, CommandContext* context) {
  CLI::App* command = app->add_subcommand(
      "dump", "Print what a store that no server has open holds, as JSON lines");
  auto options = std::make_shared<DumpCommand>();
  AddStoreOption(command, &options->store);
  command
      ->add_option("--what", options->what,
                   "Calls in order of arrival, accounts by id, or "
                   "findings from the newest on")
      ->check(CLI::IsMember({"calls", "accounts", "findings"}))
      ->capture_default_str();
  command->add_option("--from", options->from, "Calls from this sequence number on");
  command->add_option("--limit", options->limit, "So many at most; 0 for all")
      ->capture_default_str();
  command
      ->add_option("--policy", options->policy,
                   "Assess accounts by this policy; the default policy if empty")
      ->envname("STILLWATCH_POLICY");
  command->callback([options, context] {
    const absl::Status status = Dump(*options);
    if (!status.ok()) context->exit_code = Fail(status);
  });
}

}  // namespace stillwatch::service
