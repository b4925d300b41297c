#include "service/calibrate/looks.h"

#include <algorithm>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "detector/account/strands.h"
#include "detector/assess/assessor.h"
#include "detector/profile/profile.h"
#include "service/input/call_file.h"
#include "service/normalise/normaliser.h"

namespace stillwatch::service {
namespace {

struct State {
  detector::Strands strands;
  detector::Profile profile;
  int64_t next_look = 0;

  int64_t calls() const { return static_cast<int64_t>(profile.volume.calls); }
};

void ShowWhatIsDue(absl::string_view account_id, int64_t first_look, State* state,
                   absl::FunctionRef<void(const ShownLook& look)> look) {
  const int64_t calls = state->calls();
  if (calls >= std::max(first_look, state->next_look)) {
    state->next_look = detector::NextAssessment(calls);
    look({account_id, calls, state->profile, state->strands.MixedShare(calls), false});
  }
  for (detector::Strand& strand : state->strands.all()) {
    if (strand.profile == nullptr) continue;
    if (strand.profile_calls() < std::max(first_look, strand.next_assessment_calls)) continue;
    strand.next_assessment_calls = detector::NextAssessment(strand.profile_calls());
    look({account_id, calls, *strand.profile, 0, true});
  }
}

}  // namespace

double Handicap(const ShownLook& look) {
  return (detector::MixedPoints(look.mixed_share) + detector::FewCallsPoints(look.calls)) /
         detector::kPointsPerLogOdd;
}

absl::Status FoldLooks(const std::string& path, const LooksOptions& options,
                       absl::FunctionRef<void(const ShownLook& look)> look) {
  auto reader = input::CallFileReader::Open(path);
  if (!reader.ok()) return reader.status();
  const Normaliser normaliser(options.key);
  absl::flat_hash_map<std::string, std::unique_ptr<State>> accounts;
  absl::flat_hash_map<uint64_t, uint64_t> seen;  // The halves of calls' marks.
  Viewer viewer(options.view);
  const auto add = [&](int64_t, const detector::CallView& logged) {
    const detector::CallView& call = viewer.Show(logged);
    uint64_t mark[2];
    normaliser.fingerprinter().CallMark(call.account_id, call.request_id, mark);
    detector::StoredCall stored;
    if (normaliser.Normalise(call, &stored).has_value()) return;
    if (!seen.emplace(mark[0], mark[1]).second) return;
    std::unique_ptr<State>& state = accounts[std::string(call.account_id)];
    if (state == nullptr) state = std::make_unique<State>();
    state->strands.Add(stored, state->profile);
    state->profile.Add(stored);
    ShowWhatIsDue(call.account_id, options.first_look, state.get(), look);
  };
  input::RawBatch raw;
  input::CallParser parser;
  while ((*reader)->ReadRaw(&raw)) {
    input::ParsedBatch parsed;
    input::CallFileReader::Parse(raw, &parser, &parsed, add);
    options.progress((*reader)->lines().bytes_consumed(), (*reader)->lines().file_bytes());
  }
  return (*reader)->status();
}

}  // namespace stillwatch::service
