#include "detector/traits/traits.h"

#include <algorithm>
#include <cmath>

#include "detector/profile/profile.h"

namespace stillwatch::detector {
namespace {

double Share(double part, double whole) { return whole > 0 ? part / whole : 0; }

double Deviation(double sum, double squares, double count) {
  if (count < 2) return 0;
  return std::sqrt(std::max(0.0, squares / count - (sum / count) * (sum / count)));
}

// Mean cosine over all pairs of projections, from their sum: |sum|^2 is the sum over all ordered
// pairs, those of a projection with itself included.
double MeanLikeness(const Embedding& embedding) {
  const double count = embedding.calls;
  if (count < 2) return 0;
  double square_of_sum = 0;
  for (const int32_t x : embedding.sum) {
    square_of_sum += static_cast<double>(x) * static_cast<double>(x);
  }
  const double squares = static_cast<double>(embedding.sum_squares);
  return (square_of_sum - squares) / (squares * (count - 1));
}

double HistogramMedian(const Output& output) {
  uint64_t total = 0;
  for (const uint32_t count : output.tokens_histogram) total += count;
  if (total == 0) return 0;
  uint64_t seen = 0;
  for (size_t bucket = 0; bucket < output.tokens_histogram.size(); ++bucket) {
    seen += output.tokens_histogram[bucket];
    if (2 * seen >= total) return std::exp2(static_cast<double>(bucket) / 2.0 + 0.25);
  }
  return 0;
}

double HoursEntropy(const Schedule& schedule) {
  double total = 0;
  for (const uint32_t calls : schedule.hours) total += calls;
  double entropy = 0;
  for (const uint32_t calls : schedule.hours) {
    if (calls > 0) entropy -= calls / total * std::log(calls / total);
  }
  return entropy / std::log(24.0);
}

void MeasureContent(const Profile& state, Traits* traits) {
  const Breadth& breadth = state.breadth;
  traits->requests = breadth.calls;
  traits->distinct_requests =
      std::min(breadth.requests.EstimateDistinct(), static_cast<double>(breadth.calls));
  traits->repeat_share = breadth.requests.EstimateRepeatShare();
  traits->immediate_repeat_share = Share(breadth.immediate_repeats, breadth.calls);
  traits->late_novelty = breadth.requests.LateNoveltyShare(breadth.calls);
  traits->likeness = MeanLikeness(state.embedding);
  traits->lag_likeness = Share(state.embedding.sum_lag_cosine, state.embedding.lag_pairs);
  traits->request_words = std::exp(Share(breadth.sum_log_words, breadth.calls));
  traits->request_words_spread =
      Deviation(breadth.sum_log_words, breadth.sum_log_words_squared, breadth.calls);
  traits->symbol_share = Share(static_cast<double>(breadth.symbol_permille), breadth.calls) / 1000;

  const Frames& frames = state.frames;
  traits->prefix_share = Share(frames.prefix.TopCount(), frames.calls);
  traits->suffix_share = Share(frames.suffix.TopCount(), frames.calls);
  traits->frames_share =
      Share(static_cast<double>(std::max(frames.prefix.TopCounts(8), frames.suffix.TopCounts(8))),
            frames.calls);
  traits->short_share = 1 - Share(frames.framed_calls, frames.calls);
  traits->system_share = Share(frames.system.TopCount(), frames.calls);
  traits->system_bytes = Share(static_cast<double>(frames.system_bytes), frames.calls);
  static_assert(Traits::kMarks == Elicitation::kMarks);
  for (size_t mark = 0; mark < Elicitation::kMarks; ++mark) {
    traits->marks[mark] = Share(state.elicitation.marks[mark], state.elicitation.calls);
  }

  const Conversation& conversation = state.conversation;
  traits->single_turn_share = Share(conversation.single_turn, conversation.calls);
  traits->follow_up_share = Share(conversation.follow_ups, conversation.calls);
  traits->assistant_turns =
      Share(static_cast<double>(conversation.assistant_turns), conversation.calls);
  traits->tool_share = Share(conversation.tool_calls, conversation.calls);
  static_assert(Traits::kLessons == kLessons);
  for (size_t i = 0; i < kLessons; ++i) {
    traits->lessons_read[i] = Share(conversation.read[i], conversation.begun[i]);
  }
}

// Of the requests that repeat none of the latest ones, those that nevertheless came before: all but
// the first round of a list that is gone through again.
double StaleShare(const Breadth& breadth) {
  const double recent = Share(breadth.recent_repeats, breadth.calls);
  if (recent >= 1) return 0;
  return std::clamp((breadth.requests.EstimateRepeatShare() - recent) / (1 - recent), 0.0, 1.0);
}

void MeasureItems(const Profile& profile, Traits* traits) {
  const Items& items = profile.items;
  traits->items = items.count;
  traits->item_share = Share(items.count, profile.breadth.calls);
  traits->alone_share = Share(items.alone, items.count);
  traits->loose_items = items.loose * (1 - StaleShare(profile.breadth));
  traits->loose_hours = items.loose_hours;
  traits->loose_days = items.loose_days;
  traits->open_share = Share(items.count + items.samples, profile.breadth.calls);
  traits->sample_share = Share(items.samples, items.samples + items.count);
  for (size_t i = 0; i < kLessons; ++i) {
    traits->lessons[i] = Share(items.lessons[i], items.count);
    traits->framed_lessons[i] = items.FramedLesson(static_cast<Lesson>(i));
  }
  const Frames& frames = profile.frames;
  traits->system_weight = Share(static_cast<double>(frames.system_bytes),
                                static_cast<double>(frames.system_bytes + frames.request_bytes));
}

void MeasureOutput(const Profile& state, Traits* traits) {
  const Output& output = state.output;
  double answers = 0;
  for (const uint32_t count : output.tokens_histogram) answers += count;
  const Volume& volume = state.volume;
  traits->answers = answers;
  traits->output_tokens = Share(static_cast<double>(volume.output_tokens), answers);
  traits->input_tokens =
      Share(static_cast<double>(volume.input_tokens), static_cast<double>(volume.calls_with_usage));
  traits->reasoning_tokens = Share(static_cast<double>(volume.reasoning_tokens), answers);
  traits->output_median = HistogramMedian(output);
  traits->output_spread = Deviation(output.sum_log_output, output.sum_log_output_squared, answers);
  traits->tiny_share = Share(output.tiny, answers);
  traits->near_cap_share = Share(output.near_cap, answers);
  traits->new_output_tokens =
      static_cast<double>(output.new_request_tokens) * (1 - StaleShare(state.breadth));
}

void MeasureParameters(const Parameters& parameters, Traits* traits) {
  const double calls = parameters.calls;
  traits->many_samples_share = Share(parameters.many_samples, calls);
  traits->samples_per_call = Share(static_cast<double>(parameters.samples), calls);
  traits->logprobs_share = Share(parameters.with_logprobs, calls);
  traits->logit_bias_share = Share(parameters.with_logit_bias, calls);
  traits->constant_bias_share = Share(parameters.bias_maps.TopCount(), parameters.with_logit_bias);
  traits->zero_temperature_share = Share(parameters.zero_temperature, calls);
  traits->constant_signature_share = Share(parameters.signatures.TopCount(), calls);
  traits->structured_share = Share(parameters.structured, calls);
}

}  // namespace

Traits Measure(const Profile& profile) {
  const Volume& volume = profile.volume;
  Traits traits;
  traits.calls = static_cast<double>(volume.calls);
  traits.active_days = volume.days;
  traits.content_share = Share(static_cast<double>(volume.calls_with_content), traits.calls);
  traits.rate_limited_share = Share(static_cast<double>(volume.rate_limited_calls), traits.calls);
  MeasureContent(profile, &traits);
  MeasureItems(profile, &traits);
  MeasureOutput(profile, &traits);
  MeasureParameters(profile.parameters, &traits);

  traits.calls_per_active_day = Share(traits.calls, traits.active_days);
  double busiest = 0;
  for (const uint32_t calls : profile.schedule.hours) busiest = std::max<double>(busiest, calls);
  traits.busiest_hour_share = Share(busiest, traits.calls);
  traits.hours_entropy = HoursEntropy(profile.schedule);
  traits.addresses = profile.identity.address_sample.EstimateDistinct();
  return traits;
}

}  // namespace stillwatch::detector
