#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_CARD_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_CARD_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "detector/campaigns/trace.h"

namespace stillwatch::detector {

struct Profile;

// Where a frame stands.
enum class FrameKind : uint8_t { kPrefix, kSuffix, kSystem };

// What a search for campaigns looks at of one account: a summary of its profile, in numbers that
// can be compared with those of others. A pure function of profile and trace.
struct Card {
  static constexpr size_t kDimensions = 64;
  static constexpr size_t kMarks = 12;
  static constexpr size_t kMaxItems = 48;

  struct Frame {
    uint64_t hash = 0;
    float share = 0;  // Of the account's requests.
    FrameKind kind = FrameKind::kPrefix;
  };
  // A number over the requests.
  struct Moment {
    float mean = 0;
    float variance = 0;
  };

  std::string account_id;
  uint32_t calls = 0;
  uint32_t requests = 0;
  int64_t first_us = 0;
  int64_t last_us = 0;
  uint64_t output_tokens = 0;
  // What the account scores by itself; whoever makes the card weighs it.
  float own_score = 60;

  // Who calls; 0 where unknown.
  uint64_t organization = 0;
  uint64_t billing = 0;
  uint64_t tls = 0;
  uint64_t address = 0;

  // How it calls.
  // Parameters that a good share of its calls have, the most common first.
  std::vector<uint64_t> signatures;
  float single_turn = 0;  // Shares of calls.
  float follow_up = 0;
  float repeats = 0;
  uint8_t script = 0;
  Moment log_words;
  Moment log_output;
  std::array<float, kMarks> marks{};
  std::vector<Frame> frames;

  // What it asks: the mean of the projections, in 1/32767, the mean cosine of two of its requests,
  // and the mean square length of a projection.
  std::array<int16_t, kDimensions> mean{};
  float within = 0;
  float self = 0;
  // Hashes of requests, ascending: all below `items_below`.
  std::vector<uint64_t> items;
  uint64_t items_below = 0;

  // The latest calls, ascending by time, with the tags of their frames and their programs (Trace).
  struct Call {
    int64_t time_us;
    std::array<uint16_t, 3> tags;
    uint16_t program;
    Trace::Sketch sketch;
  };
  std::vector<Call> latest;
  // Parts of the latest calls that may be one piece of work, each a set of bits by place: those of
  // one program or of one frame. First, all since one is missing.
  std::vector<uint32_t> streams;

  bool Bears(uint64_t signature) const;
  // How many requests bear the frame.
  double CallsOf(const Frame& frame) const;
  // The latest calls that bear the frame.
  uint32_t Bearing(const Frame& frame) const;
  // All of the latest, as far as none is missing.
  uint32_t Whole() const { return streams.empty() ? ~0u : streams.front(); }
  float Mean(size_t i) const { return static_cast<float>(mean[i]) / 32767.0f; }
  size_t Bytes() const;
};

// Accounts with fewer requests have no card: there is too little to compare.
constexpr uint32_t kLeastRequestsForCard = 6;

// Nothing for those.
std::optional<Card> MakeCard(absl::string_view account_id, const Profile& profile,
                             const Trace& trace);
// Whether MakeCard would give one; cheap.
bool HasCard(const Profile& profile);
// Of those that MakeCard gives.
size_t LeastBytesOfCard();

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_CARD_H_
