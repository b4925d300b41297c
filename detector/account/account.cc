#include "detector/account/account.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/archive/archive.h"
#include "detector/call/stored_call.h"
#include "detector/findings/life.h"
#include "stillwatch/v1/finding.pb.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::detector {
namespace {

// A finding's assessment is written down anew when the score moved by so much or the account made a
// quarter more calls: its words and examples cost far more than its score.
constexpr double kTellingMove = 1;

// Whether one assessment says more than another.
bool IsHigher(const Outcome& one, const Outcome& other) {
  const bool flagged = one.verdict == Verdict::kFlagged;
  if (flagged != (other.verdict == Verdict::kFlagged)) return flagged;
  return one.score > other.score;
}

int64_t DueAt(const Strand& strand, int64_t min_calls) {
  return std::max(strand.next_assessment_calls, min_calls);
}

// The contribution that stands for a membership.
constexpr char kCampaignSignal[] = "campaign";

// Of a record's layout. A record with another version is not read.
constexpr char kRecordVersion = 9;
// Of case and trace.
constexpr size_t kMaxCaseBytes = 2048;

// A message, 0 bytes if there is none; one that is there is never empty.
template <class Message>
void AppendMessage(const Message* message, Writer* writer, std::string* record) {
  const size_t size = message == nullptr ? 0 : message->ByteSizeLong();
  writer->Number(size);
  if (size > 0) message->AppendToString(record);
}

}  // namespace

Account::Account(absl::string_view account_id) : id_(account_id) {}
Account::~Account() = default;
Account::Account(Account&&) noexcept = default;
Account& Account::operator=(Account&&) noexcept = default;

bool Account::flagged() const { return finding_ != nullptr && IsLive(*finding_); }

bool Account::AllowedAt(int64_t time_us, const Policy& policy) const {
  if (allow_ != nullptr) {
    if (!allow_->has_expire_time() || time_us <= allow_->expire_time().seconds() * 1000000) {
      return true;
    }
  }
  return policy.Allows(id_, time_us);
}

void Account::Prefetch() const {
  constexpr size_t kLine = 64;
  const auto* line = reinterpret_cast<const char*>(this);
  for (; line < reinterpret_cast<const char*>(&profile_); line += kLine) {
    __builtin_prefetch(line, /*rw=*/1);
  }
  profile_.Prefetch();
}

CaseChange Account::Add(const StoredCall& call, const Assessor& assessor) {
  const int64_t previous_us = profile_.volume.last_time_us;
  strands_.Add(call, profile_);
  profile_.Add(call);
  trace_.Add(call);
  const bool idle_closed = CloseIfIdle(previous_us, assessor.policy());
  const CaseChange change = LookIfDue(assessor) ? OnAssessment(assessor) : CaseChange::kNone;
  if (!idle_closed) return change;
  return change == CaseChange::kOpened ? CaseChange::kClosedAndOpened : CaseChange::kClosed;
}

int64_t Account::CallsUntilAssessed(int64_t min_calls) const {
  // A finding closes at the first call after a long silence.
  if (flagged()) return 1;
  int64_t left = std::max(case_.next_assessment_calls, min_calls) - calls();
  // A strand that has no call yet may become due as well.
  left = std::min(left, min_calls);
  for (const Strand& strand : strands_.all()) {
    if (strand.profile == nullptr) continue;
    left = std::min(left, DueAt(strand, min_calls) - strand.profile_calls());
  }
  return std::max<int64_t>(left, 1);
}

Assessor::Weighing Account::WeighWhole(const Assessor& assessor) const {
  return assessor.Weigh(profile_, {calls(), strands_.MixedShare(calls())});
}

Assessor::Weighing Account::WeighStrand(const Assessor& assessor, const Strand& strand) const {
  return assessor.Weigh(*strand.profile, {calls(), /*mixed_share=*/0});
}

void Account::LookAtWhole(const Assessor& assessor) {
  const Assessor::Weighing weighing = WeighWhole(assessor);
  case_.whole_score = weighing.score;
  case_.whole_verdict = static_cast<uint8_t>(weighing.verdict);
}

bool Account::LookIfDue(const Assessor& assessor) {
  const int64_t min_calls = assessor.policy().min_calls();
  bool looked = false;
  if (calls() >= std::max(case_.next_assessment_calls, min_calls)) {
    case_.next_assessment_calls = NextAssessment(calls());
    LookAtWhole(assessor);
    looked = true;
  }
  for (Strand& strand : strands_.all()) {
    if (strand.profile == nullptr || strand.profile_calls() < DueAt(strand, min_calls)) continue;
    strand.next_assessment_calls = NextAssessment(strand.profile_calls());
    const Assessor::Weighing weighing = WeighStrand(assessor, strand);
    strand.score = weighing.score;
    strand.verdict = static_cast<uint8_t>(weighing.verdict);
    looked = true;
  }
  return looked;
}

const Strand* Account::HighestStrand() const {
  const Strand* highest = nullptr;
  Outcome most = {case_.whole_score, static_cast<Verdict>(case_.whole_verdict)};
  for (const Strand& strand : strands_.all()) {
    const Outcome outcome = {strand.score, static_cast<Verdict>(strand.verdict)};
    if (outcome.verdict == Verdict::kUnspecified || !IsHigher(outcome, most)) continue;
    highest = &strand;
    most = outcome;
  }
  return highest;
}

bool Account::CloseIfIdle(int64_t previous_us, const Policy& policy) {
  if (!flagged() || finding_->state() == v1::FINDING_STATE_CONFIRMED) return false;
  const int64_t now_us = profile_.volume.last_time_us;
  if (now_us - previous_us <= policy.idle_close_us()) return false;
  CloseFinding(now_us, "silent for longer than the policy's idle_close", finding_.get());
  return true;
}

// The finding was opened for a campaign that the account has left, its own calls never came to as
// much, and nobody has taken it up.
bool Account::RestsOnMembership(const Policy& policy) const {
  const auto& reasons = finding_->assessment().contributions();
  return campaign_.campaign.empty() && finding_->history_size() == 1 && !reasons.empty() &&
         reasons[0].signal().name() == kCampaignSignal &&
         case_.highest_own_score < policy.flag_score();
}

// Of an assessment that was not flagged. Not at once: what was taken is taken, and repeating calls
// must not make a finding go away. Only one that a campaign alone opened ends with the membership.
bool Account::CloseIfQuiet(const Policy& policy) {
  if (finding_->state() == v1::FINDING_STATE_CONFIRMED) return false;
  const int64_t now_us = profile_.volume.last_time_us;
  if (RestsOnMembership(policy)) {
    CloseFinding(now_us, "no longer in a campaign, and not flagged by itself", finding_.get());
    return true;
  }
  if (case_.quiet_since_us == 0 || now_us - case_.quiet_since_us < policy.idle_close_us()) {
    return false;
  }
  CloseFinding(
      now_us,
      absl::StrCat("score below ", policy.close_score(), " for as long as the policy's idle_close"),
      finding_.get());
  return true;
}

CaseChange Account::SeeAgain(const Assessor& assessor, double score) {
  const v1::Assessment& written = finding_->assessment();
  if (std::abs(written.score() - score) < kTellingMove &&
      calls() < written.calls() + written.calls() / 4) {
    SeeFindingAgain(profile_.volume.last_time_us, finding_.get());
  } else {
    // In place, as the memory of the one before serves again.
    AssessHighest(assessor, finding_->mutable_assessment());
    UpdateFinding(finding_.get());
  }
  return CaseChange::kUpdated;
}

CaseChange Account::OnAssessment(const Assessor& assessor) {
  const Strand* strand = HighestStrand();
  Outcome outcome = strand == nullptr
                        ? Outcome{case_.whole_score, static_cast<Verdict>(case_.whole_verdict)}
                        : Outcome{strand->score, static_cast<Verdict>(strand->verdict)};
  case_.own_score = outcome.score + FewCallsPoints(calls());
  case_.highest_own_score = std::max(case_.highest_own_score, outcome.score);
  if (!campaign_.campaign.empty()) {
    // What it does alone does not matter while others do the rest.
    outcome.score = std::max(outcome.score, campaign_.score);
    outcome.verdict = Verdict::kFlagged;
  }
  case_.score = outcome.score;
  case_.verdict = static_cast<uint8_t>(outcome.verdict);
  const int64_t now_us = profile_.volume.last_time_us;
  if (outcome.score >= assessor.policy().close_score()) {
    case_.quiet_since_us = 0;
  } else if (case_.quiet_since_us == 0) {
    case_.quiet_since_us = now_us;
  }
  if (flagged()) {
    if (outcome.verdict == Verdict::kFlagged) return SeeAgain(assessor, outcome.score);
    return CloseIfQuiet(assessor.policy()) ? CaseChange::kClosed : CaseChange::kNone;
  }
  if (outcome.verdict != Verdict::kFlagged || calls() < case_.dismissed_until_calls ||
      AllowedAt(now_us, assessor.policy())) {
    return CaseChange::kNone;
  }
  return Open(assessor);
}

CaseChange Account::Open(const Assessor& assessor) {
  v1::Assessment assessment;
  AssessHighest(assessor, &assessment);
  ++case_.findings;
  finding_ = std::make_unique<v1::Finding>(OpenFinding(id_, case_.findings, std::move(assessment)));
  return CaseChange::kOpened;
}

void Account::Assess(const Assessor& assessor, v1::Assessment* assessment) const {
  Assessor::Weighing most = WeighWhole(assessor);
  const Strand* highest = nullptr;
  for (const Strand& strand : strands_.all()) {
    if (strand.profile == nullptr) continue;
    if (strand.profile_calls() < assessor.policy().min_calls()) continue;
    Assessor::Weighing weighing = WeighStrand(assessor, strand);
    if (!IsHigher(weighing, most)) continue;
    highest = &strand;
    most = std::move(weighing);
  }
  Assess(assessor, highest, most, assessment);
}

void Account::AssessHighest(const Assessor& assessor, v1::Assessment* assessment) const {
  const Strand* strand = HighestStrand();
  Assess(assessor, strand,
         strand == nullptr ? WeighWhole(assessor) : WeighStrand(assessor, *strand), assessment);
}

void Account::Assess(const Assessor& assessor, const Strand* strand,
                     const Assessor::Weighing& weighing, v1::Assessment* assessment) const {
  assessor.Assess(id_, strand == nullptr ? profile_ : *strand->profile, weighing, assessment);
  assessment->set_calls(calls());
  assessment->set_strand_calls(strand == nullptr ? 0 : strand->profile_calls());
  assessment->set_highest_score(std::max(case_.highest_own_score, assessment->score()));
  if (!campaign_.campaign.empty()) AddMembership(assessment);
}

void Account::AddMembership(v1::Assessment* assessment) const {
  assessment->set_verdict(v1::VERDICT_FLAGGED);
  // First, as it is what counts even where the account alone would be flagged.
  v1::Contribution part;
  part.mutable_signal()->set_name(kCampaignSignal);
  part.mutable_signal()->set_group(v1::EVIDENCE_GROUP_CONTENT);
  part.mutable_signal()->set_strength(1);
  part.mutable_signal()->set_reason(campaign_.reason);
  v1::Measurement* score = part.mutable_signal()->add_measurements();
  score->set_name("campaign_score");
  score->set_value(campaign_.score);
  part.set_weight(campaign_.score);
  part.set_points(std::max(0.0, campaign_.score - assessment->score()));
  assessment->set_score(std::max(assessment->score(), campaign_.score));
  assessment->set_highest_score(std::max(assessment->highest_score(), campaign_.score));
  *assessment->add_contributions() = std::move(part);
  for (int i = assessment->contributions_size() - 1; i > 0; --i) {
    assessment->mutable_contributions()->SwapElements(i, i - 1);
  }
}

CaseChange Account::JoinCampaign(const Membership& membership, const Assessor& assessor) {
  campaign_ = membership;
  LookAtWhole(assessor);
  return OnAssessment(assessor);
}

CaseChange Account::LeaveCampaign(const Assessor& assessor) {
  campaign_ = Membership();
  LookAtWhole(assessor);
  return OnAssessment(assessor);
}

absl::Status Account::Acknowledge(const Decision& decision) {
  return detector::Acknowledge(decision, finding_.get());
}

absl::Status Account::Confirm(const Decision& decision) {
  return detector::Confirm(decision, finding_.get());
}

absl::Status Account::Dismiss(const Decision& decision, const v1::AllowEntry* allow) {
  absl::Status status = detector::Dismiss(decision, finding_.get());
  if (!status.ok()) return status;
  // The same evidence again says nothing new; as much again does.
  case_.dismissed_until_calls = 2 * calls();
  if (allow != nullptr) allow_ = std::make_unique<v1::AllowEntry>(*allow);
  return absl::OkStatus();
}

absl::Status Account::Reopen(const Decision& decision) {
  absl::Status status = detector::Reopen(decision, finding_.get());
  if (!status.ok()) return status;
  allow_.reset();
  case_.dismissed_until_calls = 0;
  case_.quiet_since_us = 0;
  return absl::OkStatus();
}

void Account::AppendTo(std::string* record) const {
  std::array<char, kMaxCaseBytes + Profile::kMaxBytes + Strands::kMaxBytes> buffer;
  Writer writer(buffer.data());
  writer.Raw(&kRecordVersion, 1);
  // Transfer is the same for reading, hence not const; a Writer changes nothing.
  const_cast<Case&>(case_).Transfer(writer);
  const_cast<Profile&>(profile_).Transfer(writer);
  const_cast<Trace&>(trace_).Transfer(writer);
  const_cast<Strands&>(strands_).Transfer(writer);
  std::string messages;
  AppendMessage(finding_.get(), &writer, &messages);
  AppendMessage(allow_.get(), &writer, &messages);
  v1::Contribution membership;
  if (!campaign_.campaign.empty()) {
    membership.mutable_signal()->set_name(campaign_.campaign);
    membership.mutable_signal()->set_reason(campaign_.reason);
    membership.set_points(campaign_.score);
  }
  AppendMessage(campaign_.campaign.empty() ? nullptr : &membership, &writer, &messages);
  record->append(writer.bytes().data(), writer.bytes().size());
  record->append(messages);
}

absl::Status Account::Read(absl::string_view account_id, absl::string_view record) {
  Reset(account_id);
  Reader reader(record);
  char version = 0;
  reader.Raw(&version, 1);
  case_.Transfer(reader);
  profile_.Transfer(reader);
  trace_.Transfer(reader);
  strands_.Transfer(reader);
  const uint64_t finding_bytes = reader.Number();
  const uint64_t allow_bytes = reader.Number();
  const uint64_t membership_bytes = reader.Number();
  absl::string_view rest = reader.Rest();
  bool good = version == kRecordVersion && reader.ok() && finding_bytes <= rest.size() &&
              allow_bytes <= rest.size() - finding_bytes &&
              membership_bytes == rest.size() - finding_bytes - allow_bytes;
  const auto parse = [&good, &rest](uint64_t bytes, auto* message) {
    good = good && message->ParseFromArray(rest.data(), static_cast<int>(bytes));
    if (good) rest.remove_prefix(bytes);
  };
  if (good && finding_bytes > 0) {
    finding_ = std::make_unique<v1::Finding>();
    parse(finding_bytes, finding_.get());
  }
  if (good && allow_bytes > 0) {
    allow_ = std::make_unique<v1::AllowEntry>();
    parse(allow_bytes, allow_.get());
  }
  if (good && membership_bytes > 0) {
    v1::Contribution membership;
    parse(membership_bytes, &membership);
    campaign_ = {membership.signal().name(), membership.points(), membership.signal().reason()};
  }
  if (good) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(
      "the stored account \"", account_id, "\" cannot be read: ",
      version == kRecordVersion
          ? "its bytes are damaged"
          : absl::StrCat("it has version ", int{version}, ", expected ", int{kRecordVersion})));
}

void Account::Reset(absl::string_view account_id) {
  id_.assign(account_id.data(), account_id.size());
  case_ = Case();
  finding_.reset();
  allow_.reset();
  campaign_ = Membership();
  trace_ = Trace();
  strands_ = Strands();
  std::destroy_at(&profile_);
  std::construct_at(&profile_);
}

}  // namespace stillwatch::detector
