#include <grpcpp/grpcpp.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/client/ingest_client.h"
#include "service/command/command.h"
#include "service/command/log_format.h"
#include "service/command/rejects.h"
#include "service/feed/feed.h"
#include "service/gateways/lines/line_translator.h"
#include "service/normalise/call_proto.h"
#include "service/present/format.h"
#include "service/present/progress.h"
#include "stillwatch/v1/ingest_service.pb.h"

namespace stillwatch::service {
namespace {

struct IngestCommand {
  std::vector<std::string> files;
  std::string server;
  std::string source = "stillwatch-ingest";
  std::string rejects;
  int batch = 500;
  double retry_seconds = 60;
  LogFormatOptions log;
};

// A batch with where its calls came from.
struct Outgoing {
  std::unique_ptr<v1::StreamCallsRequest> request;
  std::vector<int64_t> lines;  // Parallel to the calls.
  std::vector<input::RejectedLine> rejects;
};

// Makes a batch of what `parse` hands over.
template <class Parse>
Outgoing Convert(const std::string& source, const Parse& parse) {
  Outgoing outgoing;
  outgoing.request = std::make_unique<v1::StreamCallsRequest>();
  outgoing.request->set_source(source);
  input::ParsedBatch parsed;
  parse(&parsed, [&](int64_t line, const detector::CallView& call) {
    ToProto(call, outgoing.request->add_calls());
    outgoing.lines.push_back(line);
  });
  outgoing.rejects = std::move(parsed.rejects);
  return outgoing;
}

// Finds the line of a record that the server rejected. Batches stay until it has answered for
// later ones.
class SentLines {
 public:
  void Add(uint64_t sequence, std::string file, std::vector<int64_t> lines) {
    std::lock_guard lock(mutex_);
    sent_[sequence] = {std::move(file), std::move(lines)};
    while (sent_.size() > kMostKept) sent_.erase(sent_.begin());
  }

  std::pair<std::string, int64_t> Find(const v1::RejectedCall& reject) const {
    std::lock_guard lock(mutex_);
    const auto found = sent_.find(reject.sequence());
    if (found == sent_.end()) return {"?", 0};
    const auto& [file, lines] = found->second;
    const auto index = static_cast<size_t>(reject.index());
    return {file, index < lines.size() ? lines[index] : 0};
  }

 private:
  // More than a client keeps unacknowledged.
  static constexpr size_t kMostKept = 256;

  mutable std::mutex mutex_;
  std::map<uint64_t, std::pair<std::string, std::vector<int64_t>>> sent_;
};

// Sends the files of a run.
class Sender {
 public:
  Sender(const IngestCommand& command, const gateways::GatewayConfig* gateways, RejectLog* rejects)
      : command_(command),
        rejects_(rejects),
        translator_(gateways),
        client_(Connect(command.server), {.retry_seconds = command.retry_seconds},
                [this](const v1::RejectedCall& reject) {
                  const auto [file, line] = sent_.Find(reject);
                  rejects_->Add(file, line, reject.field(), reject.reason());
                }) {}

  absl::Status File(const std::string& path) {
    const absl::StatusOr<gateways::Format> format =
        command_.log.format.has_value() ? *command_.log.format : gateways::GuessFormatOfFile(path);
    if (!format.ok()) return format.status();
    input::CallFileOptions options;
    options.max_batch_lines = static_cast<size_t>(command_.batch);
    auto reader = input::CallFileReader::Open(path, options);
    if (!reader.ok()) return reader.status();
    const input::LineReader& lines = (*reader)->lines();
    ProgressBar bar(absl::StrCat("sending ", path), lines.file_bytes());
    const bool native = *format == gateways::Format::kCalls;
    // A translator remembers lines for later ones.
    const int threads =
        native ? static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 4u)) : 1;
    return Feed<Outgoing>(
        reader->get(), threads,
        [&](const input::RawBatch& raw, input::CallParser* parser) {
          return Convert(command_.source,
                         [&](input::ParsedBatch* parsed, input::CallFileReader::Visitor visit) {
                           if (native) {
                             input::CallFileReader::Parse(raw, parser, parsed, visit);
                           } else {
                             translator_.Parse(*format, raw, parsed, visit);
                           }
                         });
        },
        [&](Outgoing outgoing) -> absl::Status {
          absl::Status result = Send(path, std::move(outgoing));
          bar.Update(lines.bytes_consumed(),
                     absl::StrCat(Grouped(client_.progress().accepted), " calls durable"));
          return result;
        });
  }

  // What waited for the other half of a record.
  absl::Status Rest() {
    return Send(command_.files.back(),
                Convert(command_.source,
                        [&](input::ParsedBatch* parsed, input::CallFileReader::Visitor visit) {
                          translator_.Finish(parsed, visit);
                        }));
  }

  absl::Status Finish() { return client_.Finish(); }
  IngestProgress progress() const { return client_.progress(); }
  int64_t skipped() const { return translator_.skipped(); }

 private:
  absl::Status Send(const std::string& path, Outgoing outgoing) {
    for (const input::RejectedLine& reject : outgoing.rejects) {
      rejects_->Add(path, reject.line, reject.field, reject.reason);
    }
    if (outgoing.lines.empty()) return absl::OkStatus();
    sent_.Add(++sequence_, path, std::move(outgoing.lines));
    return client_.Send(std::move(outgoing.request));
  }

  const IngestCommand& command_;
  RejectLog* const rejects_;
  gateways::LineTranslator translator_;
  SentLines sent_;
  uint64_t sequence_ = 0;
  IngestClient client_;  // Calls back into the others, so it goes first.
};

absl::StatusOr<int> Ingest(const IngestCommand& command) {
  RejectLog rejects;
  absl::Status status = rejects.Open(command.rejects);
  if (!status.ok()) return status;
  const absl::StatusOr<gateways::GatewayConfig> gateways = LoadConfig(command.log);
  if (!gateways.ok()) return gateways.status();
  Sender sender(command, &*gateways, &rejects);
  for (const std::string& path : command.files) {
    status = sender.File(path);
    if (!status.ok()) break;
  }
  if (status.ok()) status = sender.Rest();
  // What was read before a damaged end of a file still counts.
  const absl::Status finished = sender.Finish();
  if (status.ok()) status = finished;
  const IngestProgress progress = sender.progress();
  rejects.Conclude();
  std::printf("%s calls taken, %s taken before, %s rejected", Grouped(progress.accepted).c_str(),
              Grouped(progress.duplicates).c_str(), Grouped(rejects.count()).c_str());
  if (progress.reconnects > 0) std::printf(", %s reconnects", Grouped(progress.reconnects).c_str());
  if (sender.skipped() > 0) {
    std::printf(", %s records not about calls", Grouped(sender.skipped()).c_str());
  }
  std::printf("\n");
  if (!status.ok()) return status;
  if (progress.accepted + progress.duplicates == 0) {
    return absl::FailedPreconditionError("the files hold no calls");
  }
  return rejects.count() > 0 ? kDoneWithRejects : kDone;
}

}  // namespace

void AddIngest(CLI::App* app, CommandContext* context) {
  CLI::App* command =
      app->add_subcommand("ingest", "Stream log files to a server; safe to repeat and to resume");
  auto options = std::make_shared<IngestCommand>();
  command
      ->add_option("files", options->files,
                   "Logs, a record in JSON a line, plain, gzip or zstd; - for standard input")
      ->required();
  AddServerOption(command, &options->server);
  AddLogFormatOptions(command, &options->log);
  command->add_option("--source", options->source, "Name of the sender in the server's counters")
      ->capture_default_str();
  command->add_option("--batch", options->batch, "Calls a batch")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  command
      ->add_option("--retry-seconds", options->retry_seconds,
                   "How long to try again after the connection dropped")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str();
  command->add_option("--rejects", options->rejects,
                      "Write every rejected record there, as JSON lines");
  command->callback([options, context] {
    const absl::StatusOr<int> code = Ingest(*options);
    if (code.ok()) {
      context->exit_code = *code;
    } else if (absl::IsUnavailable(code.status())) {
      context->exit_code =
          Fail(grpc::Status(grpc::StatusCode::UNAVAILABLE, std::string(code.status().message())),
               options->server);
    } else {
      context->exit_code = Fail(code.status());
    }
  });
}

}  // namespace stillwatch::service
