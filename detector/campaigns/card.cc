#include "detector/campaigns/card.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <tuple>
#include <utility>

#include "detector/profile/profile.h"

namespace stillwatch::detector {
namespace {

// A frame counts from so many calls and such a share of them on: with less a harvest would mostly
// be something else.
constexpr uint32_t kLeastFrameCalls = 3;
constexpr double kLeastFrameShare = 0.1;
constexpr double kLeastSignatureShare = 0.15;
constexpr size_t kMostSignatures = 3;
constexpr int kLeastOfStream = 6;
constexpr size_t kMostStreams = 6;
// Of memory, each with what the allocator adds.
constexpr size_t kPieces = 6;
constexpr size_t kPieceBytes = 16;
constexpr double kUnit = 127;  // Length of a projection.

template <size_t N>
uint64_t Top(const HeavyHitters<N>& values) {
  uint64_t top = 0;
  uint32_t most = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    const uint32_t count = values.count(i) - values.over(i);
    if (count > most || (count == most && values.value(i) < top)) {
      most = count;
      top = values.value(i);
    }
  }
  return top;
}

template <size_t N>
void AddFrames(const HeavyHitters<N>& values, uint32_t calls, FrameKind kind, Card* card) {
  for (size_t i = 0; i < values.size(); ++i) {
    const uint32_t count = values.count(i) - values.over(i);
    if (count < kLeastFrameCalls || count < kLeastFrameShare * calls) continue;
    card->frames.push_back(
        {values.value(i), static_cast<float>(count) / static_cast<float>(calls), kind});
  }
}

Card::Moment MomentOf(double sum, double squares, double count) {
  if (count <= 0) return {};
  const double mean = sum / count;
  return {static_cast<float>(mean),
          static_cast<float>(std::max(0.0, squares / count - mean * mean))};
}

float Share(double part, double whole) { return whole > 0 ? static_cast<float>(part / whole) : 0; }

// Under cover of other traffic a harvest's parameters are not the most common ones.
void AddSignatures(const Parameters& parameters, Card* card) {
  std::vector<std::pair<uint32_t, uint64_t>> common;
  for (size_t i = 0; i < parameters.signatures.size(); ++i) {
    const uint32_t count = parameters.signatures.count(i) - parameters.signatures.over(i);
    if (count >= kLeastFrameCalls && count >= kLeastSignatureShare * parameters.calls) {
      common.emplace_back(count, parameters.signatures.value(i));
    }
  }
  std::sort(common.rbegin(), common.rend());
  if (common.size() > kMostSignatures) common.resize(kMostSignatures);
  for (const auto& [count, signature] : common) card->signatures.push_back(signature);
}

void AddContent(const Profile& profile, Card* card) {
  const Embedding& embedding = profile.embedding;
  const double count = embedding.calls;
  if (count < 2) return;
  double square_of_sum = 0;
  for (size_t i = 0; i < Card::kDimensions; ++i) {
    const double sum = embedding.sum[i];
    square_of_sum += sum * sum;
    card->mean[i] = static_cast<int16_t>(std::lround(sum / count / kUnit * 32767));
  }
  const double squares = static_cast<double>(embedding.sum_squares);
  card->self = static_cast<float>(squares / count / (kUnit * kUnit));
  card->within =
      static_cast<float>((square_of_sum - squares) / (count * (count - 1)) / (kUnit * kUnit));
}

void AddItems(const Breadth& breadth, Card* card) {
  const size_t kept = std::min(breadth.requests.size(), Card::kMaxItems);
  const bool all = kept == breadth.requests.size() && !breadth.requests.full();
  card->items.reserve(kept);
  for (size_t i = 0; i < kept; ++i) card->items.push_back(breadth.requests.hash(i));
  card->items_below = all ? UINT64_MAX : card->items.back();
}

void AddStream(uint32_t stream, Card* card) {
  if (std::popcount(stream) < kLeastOfStream || card->streams.size() == kMostStreams) return;
  for (const uint32_t other : card->streams) {
    // Of two that hardly differ one will do.
    if (std::popcount(stream ^ other) <= std::popcount(stream) / 8) return;
  }
  card->streams.push_back(stream);
}

void AddLatest(const Trace& trace, Card* card) {
  const size_t size = std::min<size_t>(trace.calls, Trace::kTimes);
  card->latest.reserve(size);
  for (size_t i = 0; i < size; ++i) {
    card->latest.push_back({trace.times[i], trace.tags[i], trace.programs[i], trace.sketches[i]});
  }
  std::sort(card->latest.begin(), card->latest.end(), [](const Card::Call& a, const Card::Call& b) {
    return std::tie(a.time_us, a.tags, a.program) < std::tie(b.time_us, b.tags, b.program);
  });
  const auto where = [card](auto holds) {
    uint32_t stream = 0;
    for (size_t i = 0; i < card->latest.size(); ++i) {
      if (holds(card->latest[i])) stream |= 1u << i;
    }
    return stream;
  };
  // Also where they are few.
  card->streams.push_back(
      where([&](const Card::Call& call) { return call.time_us > trace.dropped_us; }));
  for (size_t i = 0; i < card->latest.size(); ++i) {
    const uint16_t program = card->latest[i].program;
    if (std::any_of(card->latest.begin(), card->latest.begin() + static_cast<ptrdiff_t>(i),
                    [program](const Card::Call& call) { return call.program == program; })) {
      continue;
    }
    AddStream(where([program](const Card::Call& call) { return call.program == program; }), card);
  }
  for (const Card::Frame& frame : card->frames) AddStream(card->Bearing(frame), card);
}

}  // namespace

double Card::CallsOf(const Frame& frame) const {
  for (const Frame& own : frames) {
    if (own.hash == frame.hash && own.kind == frame.kind) return double{own.share} * requests;
  }
  return 0;
}

uint32_t Card::Bearing(const Frame& frame) const {
  const uint16_t tag = Trace::TagOf(frame.hash);
  uint32_t stream = 0;
  for (size_t i = 0; i < latest.size(); ++i) {
    if (latest[i].tags[static_cast<size_t>(frame.kind)] == tag) stream |= 1u << i;
  }
  return stream;
}

bool Card::Bears(uint64_t signature) const {
  return std::find(signatures.begin(), signatures.end(), signature) != signatures.end();
}

size_t Card::Bytes() const {
  return sizeof *this + kPieces * kPieceBytes + account_id.capacity() +
         frames.capacity() * sizeof frames[0] + items.capacity() * sizeof items[0] +
         signatures.capacity() * sizeof signatures[0] + latest.capacity() * sizeof latest[0] +
         streams.capacity() * sizeof streams[0];
}

bool HasCard(const Profile& profile) { return profile.breadth.calls >= kLeastRequestsForCard; }

size_t LeastBytesOfCard() {
  return sizeof(Card) + kPieces * kPieceBytes + kLeastRequestsForCard * sizeof Card{}.latest[0] +
         sizeof Card{}.streams[0];
}

std::optional<Card> MakeCard(absl::string_view account_id, const Profile& profile,
                             const Trace& trace) {
  if (!HasCard(profile)) return std::nullopt;
  Card card;
  card.account_id = std::string(account_id);
  card.calls = static_cast<uint32_t>(profile.volume.calls);
  card.requests = profile.breadth.calls;
  card.first_us = profile.volume.first_time_us;
  card.last_us = profile.volume.last_time_us;
  card.output_tokens = profile.volume.output_tokens;
  card.organization = trace.organizations_differ ? 0 : trace.organization;
  card.billing = trace.billing;
  card.tls = Top(profile.identity.tls);
  card.address = Top(profile.identity.addresses);
  AddSignatures(profile.parameters, &card);
  const double turns = profile.conversation.calls;
  card.single_turn = Share(profile.conversation.single_turn, turns);
  card.follow_up = Share(profile.conversation.follow_ups, turns);
  card.repeats = static_cast<float>(profile.breadth.requests.EstimateRepeatShare());
  card.script = static_cast<uint8_t>(
      std::max_element(profile.breadth.scripts.begin(), profile.breadth.scripts.end()) -
      profile.breadth.scripts.begin());
  card.log_words = MomentOf(profile.breadth.sum_log_words, profile.breadth.sum_log_words_squared,
                            profile.breadth.calls);
  double answers = 0;
  for (const uint32_t count : profile.output.tokens_histogram) answers += count;
  card.log_output =
      MomentOf(profile.output.sum_log_output, profile.output.sum_log_output_squared, answers);
  for (size_t i = 0; i < Card::kMarks; ++i) {
    card.marks[i] = Share(profile.elicitation.marks[i], profile.elicitation.calls);
  }
  AddFrames(profile.frames.prefix, profile.frames.calls, FrameKind::kPrefix, &card);
  AddFrames(profile.frames.suffix, profile.frames.calls, FrameKind::kSuffix, &card);
  AddFrames(profile.frames.system, profile.frames.calls, FrameKind::kSystem, &card);
  AddContent(profile, &card);
  AddItems(profile.breadth, &card);
  AddLatest(trace, &card);
  return card;
}

}  // namespace stillwatch::detector
