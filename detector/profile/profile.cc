#include "detector/profile/profile.h"

#include <utility>

#include "detector/profile/statistics.h"
#include "detector/sketches/open_window.h"
#include "stillwatch/v1/profile_state.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

constexpr uint32_t kWindowCalls = 128;
// An open window with fewer calls says less than the closed one before it.
constexpr uint32_t kTellingCalls = 24;

}  // namespace

struct Profile::Rep {
  v1::ProfileState state;
  OpenWindow gap_seconds;
  OpenWindow request_words;
  OpenWindow output_tokens;

  void AddToWindow(const v1::StoredCall& call, int64_t previous_us);
  void CloseWindow();
};

void Profile::Rep::AddToWindow(const v1::StoredCall& call, int64_t previous_us) {
  v1::WindowState* window = state.mutable_window();
  if (previous_us != 0 && call.time_us() >= previous_us) {
    gap_seconds.Add(static_cast<double>(call.time_us() - previous_us) / 1e6);
  }
  if (call.fingerprint().request_words() > 0) request_words.Add(call.fingerprint().request_words());
  if (call.has_usage()) output_tokens.Add(static_cast<double>(call.output_tokens()));
  window->set_calls(window->calls() + 1);
  if (window->calls() == kWindowCalls) CloseWindow();
}

void Profile::Rep::CloseWindow() {
  v1::WindowState* window = state.mutable_window();
  v1::WindowSummary* summary = window->mutable_previous();
  summary->set_gap_median(gap_seconds.median());
  summary->set_gap_mean(gap_seconds.mean());
  summary->set_gap_variance(gap_seconds.variance());
  summary->set_words_median(request_words.median());
  summary->set_words_mean(request_words.mean());
  summary->set_words_variance(request_words.variance());
  summary->set_output_median(output_tokens.median());
  summary->set_output_mean(output_tokens.mean());
  summary->set_output_variance(output_tokens.variance());
  gap_seconds.Reset();
  request_words.Reset();
  output_tokens.Reset();
  window->set_calls(0);
  window->set_closed(window->closed() + 1);
}

Profile::Profile() : rep_(std::make_unique<Rep>()) {}
Profile::~Profile() = default;
Profile::Profile(Profile&&) noexcept = default;
Profile& Profile::operator=(Profile&&) noexcept = default;

void Profile::Add(const v1::StoredCall& call) {
  v1::ProfileState& state = rep_->state;
  const int64_t previous_us = last_time_us();
  AddToVolume(call, state.mutable_volume());
  AddToSchedule(call, previous_us, state.mutable_schedule());
  AddToIdentity(call, state.mutable_identity());
  if (!Succeeded(call)) return;
  Novelty novelty = Novelty::kNoRequest;
  if (call.has_fingerprint()) {
    novelty = AddToBreadth(call, state.mutable_breadth());
    AddToEmbedding(call, state.mutable_embedding());
    AddToFrames(call, state.mutable_frames());
    AddToConversation(call, state.mutable_conversation());
    AddToElicitation(call, state.mutable_elicitation());
  }
  AddToOutput(call, novelty, state.mutable_output());
  AddToParameters(call, state.mutable_parameters());
  AddToExamples(call, novelty, state.mutable_examples());
  rep_->AddToWindow(call, previous_us);
}

const v1::ProfileState& Profile::state() const { return rep_->state; }

int64_t Profile::calls() const { return static_cast<int64_t>(rep_->state.volume().calls()); }

int64_t Profile::last_time_us() const { return rep_->state.volume().last_time_us(); }

Profile::Window Profile::window() const {
  const v1::WindowState& state = rep_->state.window();
  if (state.calls() < kTellingCalls && state.closed() > 0) {
    const v1::WindowSummary& previous = state.previous();
    return {previous.gap_median(),  previous.gap_mean(),       previous.gap_variance(),
            previous.words_mean(),  previous.words_variance(), previous.output_median(),
            previous.output_mean(), previous.output_variance()};
  }
  return {rep_->gap_seconds.median(), rep_->gap_seconds.mean(),       rep_->gap_seconds.variance(),
          rep_->request_words.mean(), rep_->request_words.variance(), rep_->output_tokens.median(),
          rep_->output_tokens.mean(), rep_->output_tokens.variance()};
}

size_t Profile::SpaceUsed() const { return sizeof(Rep) + rep_->state.SpaceUsedLong(); }

void Profile::Save(v1::ProfileState* state) const {
  *state = rep_->state;
  state->mutable_window()->set_gap_seconds(rep_->gap_seconds.Save());
  state->mutable_window()->set_request_words(rep_->request_words.Save());
  state->mutable_window()->set_output_tokens(rep_->output_tokens.Save());
}

absl::StatusOr<Profile> Profile::Load(v1::ProfileState state) {
  Profile profile;
  Rep& rep = *profile.rep_;
  rep.state = std::move(state);
  v1::WindowState* window = rep.state.mutable_window();
  for (const auto& [accumulators, bytes] :
       {std::pair{&rep.gap_seconds, window->mutable_gap_seconds()},
        std::pair{&rep.request_words, window->mutable_request_words()},
        std::pair{&rep.output_tokens, window->mutable_output_tokens()}}) {
    if (absl::Status status = accumulators->Load(*bytes); !status.ok()) return status;
    bytes->clear();
  }
  return profile;
}

}  // namespace stillwatch::detector
