#include "detector/baselines/baselines.h"

namespace stillwatch::detector {
namespace {

struct Usual {
  Cohort cohort;
  const char* signal;
  double level;
};

// Set by what the cohorts are, not fitted: a content pipeline writes long texts from a template
// without anybody following up; that says nothing until something else is added.
constexpr Usual kUsual[] = {
    {Cohort::kChat, "breadth_without_revisits", 0.5},
    {Cohort::kChat, "no_consumption_loop", 0.5},
    {Cohort::kContent, "breadth_without_revisits", 0.7},
    {Cohort::kContent, "template_skeleton", 0.8},
    {Cohort::kContent, "no_consumption_loop", 0.6},
    {Cohort::kContent, "outputs_as_product", 0.6},
    {Cohort::kContent, "steady_schedule", 0.5},
    {Cohort::kPipeline, "breadth_without_revisits", 0.7},
    {Cohort::kPipeline, "template_skeleton", 0.8},
    {Cohort::kPipeline, "no_consumption_loop", 0.8},
    {Cohort::kPipeline, "steady_schedule", 0.8},
    {Cohort::kEvaluation, "no_consumption_loop", 0.9},
    {Cohort::kEvaluation, "reasoning_elicitation", 0.3},
    {Cohort::kAgent, "topic_spread", 0.8},
    {Cohort::kAgent, "breadth_without_revisits", 0.7},
    {Cohort::kAgent, "no_consumption_loop", 0.8},
    {Cohort::kReseller, "topic_spread", 0.8},
    {Cohort::kReseller, "breadth_without_revisits", 0.8},
    {Cohort::kReseller, "outputs_as_product", 0.7},
    {Cohort::kMetadataOnly, "outputs_as_product", 0.5},
};

}  // namespace

double UsualLevel(Cohort cohort, absl::string_view signal) {
  if (cohort == Cohort::kMonitor) return 1;
  for (const Usual& usual : kUsual) {
    if (usual.cohort == cohort && usual.signal == signal) return usual.level;
  }
  return 0;
}

}  // namespace stillwatch::detector
