#include "service/rpc/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <string>
#include <vector>

#include "service/engine/engine.h"
#include "service/rpc/ingest_service.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

prometheus::MetricFamily Family(const char* name, const char* help, prometheus::MetricType type,
                                double value) {
  prometheus::ClientMetric metric;
  if (type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
  return {name, help, type, {metric}};
}

class Metrics final : public prometheus::Collectable {
 public:
  Metrics(const Engine* engine, const IngestCounters* ingest) : engine_(engine), ingest_(ingest) {}

  std::vector<prometheus::MetricFamily> Collect() const override {
    std::vector<prometheus::MetricFamily> families;
    const auto count = [&](const char* name, const char* help, int64_t value) {
      families.push_back(
          Family(name, help, prometheus::MetricType::Counter, static_cast<double>(value)));
    };
    const auto gauge = [&](const char* name, const char* help, int64_t value) {
      families.push_back(
          Family(name, help, prometheus::MetricType::Gauge, static_cast<double>(value)));
    };
    const EngineCounters& engine = engine_->counters();
    count("stillwatch_calls_accepted_total", "Calls made durable, each once.", engine.accepted);
    count("stillwatch_calls_duplicate_total", "Calls that had been taken before.",
          engine.duplicates);
    count("stillwatch_calls_rejected_total", "Records that were not calls.", ingest_->rejected);
    count("stillwatch_calls_without_content_total", "Calls that came without messages.",
          ingest_->without_content);
    count("stillwatch_commits_total", "Groups of calls committed.", engine.groups);
    count("stillwatch_commit_failures_total", "Groups that could not be committed.",
          engine.failed_groups);
    count("stillwatch_checkpoints_total", "Checkpoints written.", engine.checkpoints);
    count("stillwatch_replayed_calls_total", "Calls folded again when the store was opened.",
          engine.replayed);
    count("stillwatch_calls_put_aside_total",
          "Calls that were not folded at once, as memory was short and no assessment was due.",
          engine.put_aside);
    count("stillwatch_findings_opened_total", "Findings opened.", engine.findings_opened);
    count("stillwatch_findings_closed_total", "Findings closed by the detector.",
          engine.findings_closed);
    gauge("stillwatch_accounts_cached", "Accounts in memory.", engine.accounts_cached);
    gauge("stillwatch_account_cache_bytes", "Estimated bytes of accounts in memory.",
          engine.cache_bytes);
    gauge("stillwatch_queue_bytes", "Bytes of batches that wait to be committed.",
          engine.queued_bytes);
    const storage::StoreStatistics store = engine_->store().Statistics();
    gauge("stillwatch_store_file_bytes", "Bytes of the store's files, without the log of writes.",
          static_cast<int64_t>(store.file_bytes));
    gauge("stillwatch_store_memory_bytes", "Bytes of the store's buffers, caches and mark sets.",
          static_cast<int64_t>(store.memory_bytes));
    gauge("stillwatch_store_first_sequence", "Number of the oldest call that is kept.",
          static_cast<int64_t>(store.first_sequence));
    gauge("stillwatch_store_next_sequence", "Number that the next call gets.",
          static_cast<int64_t>(store.next_sequence));
    gauge("stillwatch_store_checkpoint", "Calls below are folded again by no restart.",
          static_cast<int64_t>(store.checkpoint));
    gauge("stillwatch_store_clock_seconds",
          "What the log's clock shows, in seconds since 1970; 0 while unknown.",
          store.clock_us.value_or(0) / 1000000);
    gauge("stillwatch_ingest_streams", "Open StreamCalls streams.", ingest_->open_streams);
    gauge("stillwatch_accounts_not_clear", "Accounts that are flagged or elevated.",
          static_cast<int64_t>(engine_->verdicts().size()));
    return families;
  }

 private:
  const Engine* const engine_;
  const IngestCounters* const ingest_;
};

}  // namespace

std::shared_ptr<prometheus::Collectable> MakeMetrics(const Engine* engine,
                                                     const IngestCounters* ingest) {
  return std::make_shared<Metrics>(engine, ingest);
}

}  // namespace stillwatch::service
