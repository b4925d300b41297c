#include "service/audit/audit.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "detector/account/account.h"
#include "service/engine/batch.h"
#include "service/engine/engine.h"
#include "service/engine/queries.h"
#include "service/feed/feed.h"
#include "service/gateways/lines/line_translator.h"
#include "service/memory/memory_shares.h"
#include "service/normalise/normaliser.h"
#include "service/view/account_view.h"
#include "service/view/campaign_view.h"
#include "stillwatch/v1/account_service.pb.h"
#include "stillwatch/v1/campaign.pb.h"
#include "stillwatch/v1/finding.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

// Accounts that are looked at together; few enough to stay in the processor's caches.
constexpr size_t kPage = 64;

// A folder that goes away with it.
class ScratchFolder {
 public:
  static absl::StatusOr<std::unique_ptr<ScratchFolder>> Make(const std::string& parent) {
    std::error_code error;
    const std::string base =
        parent.empty() ? std::filesystem::temp_directory_path(error).string() : parent;
    std::string path = absl::StrCat(base, "/stillwatch-audit-XXXXXX");
    if (error || mkdtemp(path.data()) == nullptr) {
      return absl::UnavailableError(absl::StrCat("cannot make a temporary folder in ", base,
                                                 "; choose another with the variable TMPDIR"));
    }
    return std::unique_ptr<ScratchFolder>(new ScratchFolder(std::move(path)));
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  const std::string path_;
};

// What a parsing thread makes of a batch.
struct Converted {
  Batch batch;
  input::ParsedBatch parsed;  // Its rejects include those of the normaliser.
};

// Makes a batch of what `parse` hands over.
template <class Parse>
Converted Convert(const Normaliser* normaliser, size_t lines, const Parse& parse) {
  Converted converted{Batch(normaliser), {}};
  converted.batch.Reserve(lines);
  parse(&converted.parsed, [&](int64_t line, const detector::CallView& call) {
    std::optional<FieldError> error = converted.batch.Add(call);
    if (!error.has_value()) return;
    converted.parsed.rejects.push_back({line, std::move(error->field), std::move(error->reason)});
  });
  return converted;
}

void WaitForRoom(Engine* engine) {
  if (engine->HasRoom()) return;
  std::promise<void> room;
  engine->WhenRoom([&room] { room.set_value(); });
  room.get_future().wait();
}

// Feeds the files of a run to the engine.
class Feeder {
 public:
  Feeder(const AuditOptions& options, const Normaliser* normaliser, Engine* engine,
         const AuditEvents& events, AuditSummary* summary)
      : options_(options),
        normaliser_(normaliser),
        engine_(engine),
        events_(events),
        summary_(summary),
        translator_(&options.gateways) {}

  absl::Status File(const std::string& path) {
    gateways::Format format = gateways::Format::kCalls;
    if (options_.format.has_value()) {
      format = *options_.format;
    } else {
      absl::StatusOr<gateways::Format> guess = gateways::GuessFormatOfFile(path);
      if (!guess.ok()) return guess.status();
      format = *guess;
    }
    absl::StatusOr<std::unique_ptr<input::CallFileReader>> reader =
        input::CallFileReader::Open(path);
    if (!reader.ok()) return reader.status();
    const bool native = format == gateways::Format::kCalls;
    absl::Status status = Feed<Converted>(
        reader->get(),
        // A translator remembers lines for later ones.
        native ? options_.threads : 1,
        [&](const input::RawBatch& raw, input::CallParser* parser) {
          return Convert(normaliser_, raw.entries.size(),
                         [&](input::ParsedBatch* parsed, input::CallFileReader::Visitor visit) {
                           if (native) {
                             input::CallFileReader::Parse(raw, parser, parsed, visit);
                           } else {
                             translator_.Parse(format, raw, parsed, visit);
                           }
                         });
        },
        [&](Converted converted) {
          Submit(path, std::move(converted));
          if (events_.progress) {
            const input::LineReader& lines = (*reader)->lines();
            events_.progress(lines.bytes_consumed(), lines.file_bytes(),
                             engine_->counters().accepted);
          }
          return absl::OkStatus();
        });
    summary_->lines += (*reader)->lines().lines();
    const absl::Status drained = Drain();
    return drained.ok() ? status : drained;
  }

  // What waited for the other half of a record.
  absl::Status Finish() {
    Submit(options_.files.back(),
           Convert(normaliser_, 0,
                   [&](input::ParsedBatch* parsed, input::CallFileReader::Visitor visit) {
                     translator_.Finish(parsed, visit);
                   }));
    summary_->skipped = translator_.skipped();
    return Drain();
  }

 private:
  void Submit(const std::string& path, Converted converted) {
    const std::vector<input::RejectedLine>& rejects = converted.parsed.rejects;
    summary_->rejected += static_cast<int64_t>(rejects.size());
    summary_->unknown_fields += converted.parsed.unknown_fields;
    for (const input::RejectedLine& reject : rejects) {
      if (events_.rejected) events_.rejected(path, reject.line, reject.field, reject.reason);
    }
    WaitForRoom(engine_);
    engine_->Submit(std::move(converted.batch),
                    [this](const absl::Status& result, const BatchResult&) {
                      if (failed_.ok()) failed_ = result;
                    });
  }

  // Answered after everything that was submitted before.
  absl::Status Drain() {
    Batch last(normaliser_);
    const absl::Status drained = engine_->SubmitAndWait(std::move(last)).status();
    return failed_.ok() ? drained : failed_;
  }

  const AuditOptions& options_;
  const Normaliser* const normaliser_;
  Engine* const engine_;
  const AuditEvents& events_;
  AuditSummary* const summary_;
  gateways::LineTranslator translator_;
  absl::Status failed_;  // Of a batch; written by the engine before the last one is waited for.
};

void Count(const v1::Account& account, AuditSummary* summary) {
  ++summary->accounts;
  const bool flagged = !account.finding().empty();
  summary->flagged += flagged ? 1 : 0;
  summary->elevated += !flagged && account.assessment().verdict() >= v1::VERDICT_ELEVATED ? 1 : 0;
  const auto micros = [](const google::protobuf::Timestamp& time) {
    return time.seconds() * 1000000 + time.nanos() / 1000;
  };
  const int64_t first = micros(account.profile().first_call_time());
  if (summary->first_time_us == 0 || first < summary->first_time_us) {
    summary->first_time_us = first;
  }
  summary->last_time_us =
      std::max(summary->last_time_us, micros(account.profile().last_call_time()));
}

// A page of accounts and what there is to show of them, which another thread makes.
struct ShownPage {
  AccountPage page;
  std::future<std::vector<v1::Account>> views;  // Waited for before the accounts go.
};

absl::StatusOr<ShownPage> ShowPage(Engine* engine, const std::string& after) {
  ShownPage shown;
  absl::StatusOr<AccountPage> page = engine->Ask(
      [&](EngineState& state) { return ListAccounts(state, after, kPage, AccountFilter{}); });
  if (!page.ok()) return page.status();
  shown.page = *std::move(page);
  const absl::Span<const detector::Account> accounts = shown.page.accounts;
  shown.views = std::async(std::launch::async, [accounts, engine] {
    std::vector<v1::Account> views;
    views.reserve(accounts.size());
    for (const detector::Account& account : accounts) {
      views.push_back(ViewAccount(account, engine->assessor()));
    }
    return views;
  });
  return shown;
}

absl::Status VisitAccounts(Engine* engine, const AuditEvents& events, AuditSummary* summary) {
  absl::StatusOr<ShownPage> current = ShowPage(engine, "");
  for (bool more = true; more;) {
    if (!current.ok()) return current.status();
    const std::string& after = current->page.next;
    more = !after.empty();
    absl::StatusOr<ShownPage> next = more ? ShowPage(engine, after) : ShownPage();
    const std::vector<v1::Account> views = current->views.get();
    for (size_t i = 0; i < views.size(); ++i) {
      Count(views[i], summary);
      if (!events.account) continue;
      absl::Status status = events.account(views[i], current->page.accounts[i].finding());
      if (!status.ok()) return status;
    }
    current = std::move(next);
  }
  return absl::OkStatus();
}

absl::Status VisitCampaigns(Engine* engine, const AuditEvents& events, AuditSummary* summary) {
  const std::shared_ptr<const v1::CampaignState> state = engine->campaigns();
  summary->campaigns = state->campaigns_size();
  for (v1::Campaign campaign : state->campaigns()) {
    absl::Status status =
        engine->Ask([&](EngineState& resting) { return AddDays(resting, &campaign); });
    if (status.ok() && events.campaign) status = events.campaign(campaign);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<AuditSummary> RunAudit(const AuditOptions& options, const AuditEvents& events) {
  const absl::StatusOr<std::unique_ptr<ScratchFolder>> scratch =
      ScratchFolder::Make(options.scratch_folder);
  if (!scratch.ok()) return scratch.status();
  const MemoryShares shares = ShareMemory(options.memory_limit);
  const absl::StatusOr<std::unique_ptr<storage::Store>> store =
      storage::Store::Open({.path = (*scratch)->path() + "/store",
                            .scratch = true,
                            .cache_bytes = shares.block_cache,
                            .write_buffer_bytes = shares.write_buffers,
                            .marks_in_memory = shares.marks_in_memory});
  if (!store.ok()) return store.status();
  EngineOptions engine_options;
  engine_options.policy = options.policy;
  engine_options.cache_bytes = shares.accounts;
  engine_options.campaigns = options.campaigns;
  engine_options.campaign_bytes = shares.campaigns;
  engine_options.queue_bytes = shares.queue;
  engine_options.shards = options.threads;
  const absl::StatusOr<std::unique_ptr<Engine>> engine =
      Engine::Open(store->get(), std::move(engine_options));
  if (!engine.ok()) return engine.status();
  const Normaliser normaliser(options.key);

  AuditSummary summary;
  Feeder feeder(options, &normaliser, engine->get(), events, &summary);
  for (const std::string& file : options.files) {
    absl::Status status = feeder.File(file);
    if (!status.ok()) return status;
  }
  absl::Status finished = feeder.Finish();
  if (!finished.ok()) return finished;
  summary.calls = (*engine)->counters().accepted;
  summary.duplicates = (*engine)->counters().duplicates;
  if (summary.calls == 0) {
    return absl::FailedPreconditionError(absl::StrCat(absl::StrJoin(options.files, ", "),
                                                      ": no calls (", summary.lines, " lines, ",
                                                      summary.rejected, " rejected)"));
  }
  absl::Status status = VisitAccounts(engine->get(), events, &summary);
  if (status.ok()) status = VisitCampaigns(engine->get(), events, &summary);
  if (!status.ok()) return status;
  return summary;
}

}  // namespace stillwatch::service
