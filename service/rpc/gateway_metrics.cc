#include "service/rpc/gateway_metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "service/gateways/live/context.h"

namespace stillwatch::service {
namespace {

using gateways::GatewayContext;
using gateways::Hook;
using gateways::HookCounters;
using gateways::SourceCounters;

using Labels = std::vector<prometheus::ClientMetric::Label>;

struct SourceMetric {
  const char* name;
  const char* help;
  std::atomic<int64_t> SourceCounters::*counter;
};

constexpr SourceMetric kSourceMetrics[] = {
    {"stillwatch_source_calls_total", "Calls that a source sent and that were taken.",
     &SourceCounters::calls},
    {"stillwatch_source_accepted_total", "Of those, the ones that were new.",
     &SourceCounters::accepted},
    {"stillwatch_source_duplicates_total", "Of those, the ones that had been taken before.",
     &SourceCounters::duplicates},
    {"stillwatch_source_without_content_total", "Of those, the ones that came without messages.",
     &SourceCounters::without_content},
    {"stillwatch_source_rejected_total", "Records that should be calls and could not be taken.",
     &SourceCounters::rejected},
    {"stillwatch_source_skipped_total", "Records about something else.", &SourceCounters::skipped},
    {"stillwatch_source_gaps_total", "Signs that records of a source are missing.",
     &SourceCounters::gaps},
};

struct HookMetric {
  const char* name;
  const char* help;
  std::atomic<int64_t> HookCounters::*counter;
};

constexpr HookMetric kHookMetrics[] = {
    {"stillwatch_hook_questions_total", "Verdicts that a gateway asked for.", &HookCounters::asked},
    {"stillwatch_hook_without_account_total", "Questions that named no account; let through.",
     &HookCounters::without_account},
    {"stillwatch_hook_flagged_total", "Questions about flagged accounts.", &HookCounters::flagged},
    {"stillwatch_hook_denied_total", "Calls that a hook denied.", &HookCounters::denied},
};

void Add(prometheus::MetricFamily* family, Labels labels, int64_t value) {
  prometheus::ClientMetric metric;
  metric.label = std::move(labels);
  metric.counter.value = static_cast<double>(value);
  family->metric.push_back(std::move(metric));
}

class Metrics final : public prometheus::Collectable {
 public:
  explicit Metrics(const GatewayContext* context) : context_(context) {}

  std::vector<prometheus::MetricFamily> Collect() const override {
    std::vector<prometheus::MetricFamily> families;
    for (const SourceMetric& metric : kSourceMetrics) {
      prometheus::MetricFamily family{
          metric.name, metric.help, prometheus::MetricType::Counter, {}};
      context_->sources.Visit([&](const std::string& gateway, const std::string& source,
                                  const SourceCounters& counters) {
        Add(&family, {{"gateway", gateway}, {"source", source}}, counters.*metric.counter);
      });
      families.push_back(std::move(family));
    }
    const std::pair<const char*, const Hook*> hooks[] = {
        {"ext_authz", &context_->ext_authz},
        {"rate_limit", &context_->rate_limit},
        {"litellm_guardrail", &context_->litellm_guardrail},
        {"portkey_guardrail", &context_->portkey_guardrail}};
    for (const HookMetric& metric : kHookMetrics) {
      prometheus::MetricFamily family{
          metric.name, metric.help, prometheus::MetricType::Counter, {}};
      for (const auto& [name, hook] : hooks) {
        Add(&family, {{"hook", name}}, hook->counters().*metric.counter);
      }
      families.push_back(std::move(family));
    }
    return families;
  }

 private:
  const GatewayContext* const context_;
};

}  // namespace

std::shared_ptr<prometheus::Collectable> MakeGatewayMetrics(const GatewayContext* context) {
  return std::make_shared<Metrics>(context);
}

}  // namespace stillwatch::service
