#ifndef STILLWATCH_DETECTOR_TRAITS_TRAITS_H_
#define STILLWATCH_DETECTOR_TRAITS_TRAITS_H_

#include <array>

namespace stillwatch::detector {

struct Profile;

// The numbers of a profile that cohorts and signals are judged by. Shares are 0 to 1, over
// successful calls unless the name says otherwise; a share of nothing is 0.
struct Traits {
  static constexpr int kMarks = 12;
  static constexpr int kLessons = 4;

  // Amounts.
  double calls = 0;               // All calls.
  double requests = 0;            // Successful calls with a request to read.
  double answers = 0;             // Successful calls whose answers' lengths are known.
  double active_days = 0;         // Days with calls.
  double content_share = 0;       // Calls that came with content, of all.
  double rate_limited_share = 0;  // Of all calls.

  // What is asked.
  double distinct_requests = 0;       // Estimated.
  double repeat_share = 0;            // Requests that came before.
  double immediate_repeat_share = 0;  // The same as the request before: samples and retries.
  double late_novelty = 0;          // Requests first seen in the later half, of the distinct ones.
  double likeness = 0;              // Mean cosine between two of its requests.
  double lag_likeness = 0;          // Mean cosine between a request and the next.
  double request_words = 0;         // Geometric mean.
  double request_words_spread = 0;  // Standard deviation of the logarithm.
  double symbol_share = 0;          // Of the bytes of requests.

  // How it is asked.
  double prefix_share = 0;  // Requests with the most common first 8 words.
  double suffix_share = 0;  // Requests with the most common last 8 words.
  double frames_share = 0;  // Requests with one of the 8 most common first or last 8 words.
  double short_share = 0;   // Requests too short to have a frame.
  double system_share = 0;  // Calls with the most common system message.
  double system_bytes = 0;  // Mean.
  std::array<double, kMarks> marks{};  // Calls that bear the mark, by stillwatch.v1.Mark.

  // What is taken.
  double output_tokens = 0;      // Mean.
  double output_median = 0;      // From the histogram: geometric middle of its bucket.
  double output_spread = 0;      // Standard deviation of the logarithm.
  double reasoning_tokens = 0;   // Mean.
  double input_tokens = 0;       // Mean.
  double tiny_share = 0;         // Answers of at most 4 tokens.
  double near_cap_share = 0;     // Answers that ended at the limit.
  double new_output_tokens = 0;  // Sum over requests that were new.

  // How answers are used.
  double single_turn_share = 0;
  double follow_up_share = 0;
  double assistant_turns = 0;  // Mean.
  double tool_share = 0;
  // Conversations that ask for it first and went on, of those that do, by Lesson.
  std::array<double, kLessons> lessons_read{};

  // Parameters.
  double many_samples_share = 0;
  double samples_per_call = 0;
  double logprobs_share = 0;
  double logit_bias_share = 0;
  double constant_bias_share = 0;  // The most common bias map, of the calls with one.
  double zero_temperature_share = 0;
  double constant_signature_share = 0;
  double structured_share = 0;

  // What a harvest would collect: new requests with open answers (see profile/items.h).
  double items = 0;
  double item_share = 0;   // Of the requests.
  double alone_share = 0;  // Of the items, those that stand alone.
  double loose_items = 0;  // Alone, without a frame or a telling system message.
  double loose_hours = 0;  // Different clock hours in which loose items came.
  double loose_days = 0;
  double open_share = 0;                   // Requests with an open answer, repeats included.
  double sample_share = 0;                 // Open answers to a recent request, of all open answers.
  std::array<double, kLessons> lessons{};  // Items that ask for it, of all, by Lesson.
  std::array<double, kLessons> framed_lessons{};  // Number of items of frames that ask for it.
  double system_weight = 0;  // Bytes of system messages, of those and requests.

  // When and from where.
  double calls_per_active_day = 0;
  double busiest_hour_share = 0;  // Of all calls.
  double hours_entropy = 0;       // Of the hour of the day: 0 one hour, 1 all alike.
  double addresses = 0;           // Estimated number of different ones.
};

// Whether enough of the calls came with content for it to tell.
inline bool HasText(const Traits& traits) { return traits.content_share > 0.3; }

// Reads the traits off a profile. Pure.
Traits Measure(const Profile& profile);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_TRAITS_TRAITS_H_
