#include "detector/findings/life.h"

#include <xxhash.h>

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "detector/fingerprint/mix.h"
#include "stillwatch/v1/finding.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int kMostEvents = 100;
constexpr char kDetector[] = "detector";

void SetTime(int64_t time_us, google::protobuf::Timestamp* time) {
  time->set_seconds(time_us / 1000000);
  time->set_nanos(static_cast<int32_t>(time_us % 1000000 * 1000));
}

int64_t Microseconds(const google::protobuf::Timestamp& time) {
  return time.seconds() * 1000000 + time.nanos() / 1000;
}

// The second half of the history is the newer one; what goes is the oldest of it.
void DropTheMiddle(v1::Finding* finding) {
  const int excess = finding->history_size() - kMostEvents;
  if (excess > 0) finding->mutable_history()->DeleteSubrange(kMostEvents / 2, excess);
}

void Enter(v1::FindingState state, int64_t time_us, absl::string_view actor, absl::string_view note,
           v1::Finding* finding) {
  finding->set_state(state);
  v1::FindingEvent* event = finding->add_history();
  event->set_state(state);
  SetTime(time_us, event->mutable_time());
  event->set_actor(actor.data(), actor.size());
  event->set_note(note.data(), note.size());
  DropTheMiddle(finding);
  uint64_t revision = 0;
  if (!absl::SimpleAtoi(finding->etag(), &revision)) revision = 0;
  finding->set_etag(absl::StrCat(revision + 1));
}

absl::string_view StateInWords(v1::FindingState state) {
  switch (state) {
    case v1::FINDING_STATE_OPEN:
      return "open";
    case v1::FINDING_STATE_ACKNOWLEDGED:
      return "acknowledged";
    case v1::FINDING_STATE_CONFIRMED:
      return "confirmed";
    case v1::FINDING_STATE_DISMISSED:
      return "dismissed";
    case v1::FINDING_STATE_CLOSED:
      return "closed";
    default:
      return "in an unknown state";
  }
}

absl::Status CheckEtag(const Decision& decision, const v1::Finding& finding) {
  if (decision.etag.empty() || decision.etag == finding.etag()) return absl::OkStatus();
  return absl::AbortedError(absl::StrCat(finding.name(), " has changed since it was read: it is ",
                                         StateInWords(finding.state()), " now, with etag \"",
                                         finding.etag(), "\" instead of \"", decision.etag,
                                         "\"; read it again and decide anew"));
}

// A live finding can be acknowledged, confirmed and dismissed.
absl::Status CheckLive(absl::string_view verb, const v1::Finding& finding) {
  if (IsLive(finding)) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(finding.name(), " is ",
                                                    StateInWords(finding.state()),
                                                    " and cannot be ", verb, "; reopen it first"));
}

absl::Status Decide(v1::FindingState state, const Decision& decision, v1::Finding* finding) {
  absl::Status status = CheckEtag(decision, *finding);
  if (status.ok()) status = CheckLive(StateInWords(state), *finding);
  if (!status.ok()) return status;
  Enter(state, decision.time_us, decision.actor, decision.note, finding);
  return absl::OkStatus();
}

}  // namespace

v1::Finding OpenFinding(absl::string_view account_id, int64_t ordinal, v1::Assessment assessment) {
  v1::Finding finding;
  const uint64_t id = Avalanche(
      XXH3_64bits_withSeed(account_id.data(), account_id.size(), static_cast<uint64_t>(ordinal)));
  finding.set_name(absl::StrFormat("findings/fnd-%016x", id));
  finding.set_account_id(account_id.data(), account_id.size());
  *finding.mutable_open_time() = assessment.time();
  finding.set_calls_at_open(assessment.calls());
  Enter(v1::FINDING_STATE_OPEN, Microseconds(assessment.time()), kDetector,
        absl::StrFormat("score %.0f at call %d", assessment.score(), assessment.calls()), &finding);
  *finding.mutable_assessment() = std::move(assessment);
  UpdateFinding(&finding);
  return finding;
}

bool IsLive(const v1::Finding& finding) {
  return finding.state() == v1::FINDING_STATE_OPEN ||
         finding.state() == v1::FINDING_STATE_ACKNOWLEDGED ||
         finding.state() == v1::FINDING_STATE_CONFIRMED;
}

void UpdateFinding(v1::Finding* finding) {
  finding->set_occurrences(finding->occurrences() + 1);
  *finding->mutable_update_time() = finding->assessment().time();
}

void SeeFindingAgain(int64_t time_us, v1::Finding* finding) {
  finding->set_occurrences(finding->occurrences() + 1);
  SetTime(time_us, finding->mutable_update_time());
}

void CloseFinding(int64_t time_us, absl::string_view reason, v1::Finding* finding) {
  SetTime(time_us, finding->mutable_close_time());
  Enter(v1::FINDING_STATE_CLOSED, time_us, kDetector, reason, finding);
}

absl::Status Acknowledge(const Decision& decision, v1::Finding* finding) {
  return Decide(v1::FINDING_STATE_ACKNOWLEDGED, decision, finding);
}

absl::Status Confirm(const Decision& decision, v1::Finding* finding) {
  return Decide(v1::FINDING_STATE_CONFIRMED, decision, finding);
}

absl::Status Dismiss(const Decision& decision, v1::Finding* finding) {
  if (decision.note.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("reason is empty; say why ", finding->name(),
                                                   " is not a harvest, so that others can tell"));
  }
  return Decide(v1::FINDING_STATE_DISMISSED, decision, finding);
}

absl::Status Reopen(const Decision& decision, v1::Finding* finding) {
  if (absl::Status status = CheckEtag(decision, *finding); !status.ok()) return status;
  if (finding->state() == v1::FINDING_STATE_OPEN) {
    return absl::FailedPreconditionError(absl::StrCat(finding->name(), " is open already"));
  }
  finding->clear_close_time();
  Enter(v1::FINDING_STATE_OPEN, decision.time_us, decision.actor, decision.note, finding);
  return absl::OkStatus();
}

}  // namespace stillwatch::detector
