#include "detector/account/account.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/findings/life.h"
#include "stillwatch/v1/account_record.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

// A finding closes when this many assessments in a row came out below the close score.
constexpr int kQuietAssessments = 2;

// The number of calls at which to assess next. Evidence is about shares, so it can have changed
// enough only after a share of the calls: assessments per account grow with the logarithm.
int64_t NextAssessment(int64_t calls) { return calls + std::max<int64_t>(2, calls / 16); }

}  // namespace

Account::Account(absl::string_view account_id)
    : id_(account_id), case_(std::make_unique<v1::CaseRecord>()) {}
Account::~Account() = default;
Account::Account(Account&&) noexcept = default;
Account& Account::operator=(Account&&) noexcept = default;

const std::string& Account::id() const { return id_; }
const Profile& Account::profile() const { return profile_; }

const v1::Finding* Account::finding() const {
  return case_->has_finding() ? &case_->finding() : nullptr;
}

bool Account::flagged() const { return case_->has_finding() && IsLive(case_->finding()); }

Outcome Account::outcome() const {
  return {case_->score(), static_cast<Verdict>(case_->verdict())};
}

size_t Account::SpaceUsed() const { return profile_.SpaceUsed() + case_->SpaceUsedLong(); }

bool Account::AllowedAt(int64_t time_us, const Policy& policy) const {
  if (case_->has_allow()) {
    const v1::AllowEntry& allow = case_->allow();
    if (!allow.has_expire_time() || time_us <= allow.expire_time().seconds() * 1000000) return true;
  }
  return policy.Allows(id_, time_us);
}

CaseChange Account::Add(const v1::StoredCall& call, const Assessor& assessor) {
  const int64_t previous_us = profile_.last_time_us();
  profile_.Add(call);
  const bool idle_closed = CloseIfIdle(previous_us, assessor.policy());
  CaseChange change = CaseChange::kNone;
  if (profile_.calls() >= std::max(case_->next_assessment_calls(), assessor.policy().min_calls())) {
    case_->set_next_assessment_calls(NextAssessment(profile_.calls()));
    change = OnAssessment(assessor, assessor.Weigh(profile_));
  }
  if (!idle_closed) return change;
  return change == CaseChange::kOpened ? CaseChange::kClosedAndOpened : CaseChange::kClosed;
}

bool Account::CloseIfIdle(int64_t previous_us, const Policy& policy) {
  if (!flagged() || case_->finding().state() == v1::FINDING_STATE_CONFIRMED) return false;
  if (profile_.last_time_us() - previous_us <= policy.idle_close_us()) return false;
  CloseFinding(profile_.last_time_us(), "silent for longer than the policy's idle_close",
               case_->mutable_finding());
  return true;
}

CaseChange Account::OnAssessment(const Assessor& assessor, Outcome outcome) {
  case_->set_score(outcome.score);
  case_->set_verdict(static_cast<v1::Verdict>(outcome.verdict));
  const bool quiet = outcome.score < assessor.policy().close_score();
  case_->set_quiet_assessments(quiet ? case_->quiet_assessments() + 1 : 0);
  const int64_t now_us = profile_.last_time_us();
  if (flagged()) {
    v1::Finding* finding = case_->mutable_finding();
    if (outcome.verdict == Verdict::kFlagged) {
      v1::Assessment assessment;
      assessor.Assess(id_, profile_, &assessment);
      UpdateFinding(assessment, finding);
      return CaseChange::kUpdated;
    }
    if (case_->quiet_assessments() < kQuietAssessments ||
        finding->state() == v1::FINDING_STATE_CONFIRMED) {
      return CaseChange::kNone;
    }
    CloseFinding(now_us,
                 absl::StrCat("score below ", assessor.policy().close_score(), " for ",
                              kQuietAssessments, " assessments"),
                 finding);
    return CaseChange::kClosed;
  }
  if (outcome.verdict != Verdict::kFlagged || profile_.calls() < case_->dismissed_until_calls() ||
      AllowedAt(now_us, assessor.policy())) {
    return CaseChange::kNone;
  }
  v1::Assessment assessment;
  assessor.Assess(id_, profile_, &assessment);
  case_->set_findings(case_->findings() + 1);
  *case_->mutable_finding() = OpenFinding(id_, case_->findings(), assessment);
  return CaseChange::kOpened;
}

absl::Status Account::Acknowledge(const Decision& decision) {
  return detector::Acknowledge(decision, case_->mutable_finding());
}

absl::Status Account::Confirm(const Decision& decision) {
  return detector::Confirm(decision, case_->mutable_finding());
}

absl::Status Account::Dismiss(const Decision& decision, const v1::AllowEntry* allow) {
  absl::Status status = detector::Dismiss(decision, case_->mutable_finding());
  if (!status.ok()) return status;
  // The same evidence again says nothing new; as much again does.
  case_->set_dismissed_until_calls(2 * profile_.calls());
  if (allow != nullptr) *case_->mutable_allow() = *allow;
  return absl::OkStatus();
}

absl::Status Account::Reopen(const Decision& decision) {
  absl::Status status = detector::Reopen(decision, case_->mutable_finding());
  if (!status.ok()) return status;
  case_->clear_allow();
  case_->clear_dismissed_until_calls();
  case_->clear_quiet_assessments();
  return absl::OkStatus();
}

void Account::Save(v1::AccountRecord* record) const {
  profile_.Save(record->mutable_profile());
  *record->mutable_case_record() = *case_;
}

absl::StatusOr<Account> Account::Load(absl::string_view account_id, v1::AccountRecord record) {
  absl::StatusOr<Profile> profile = Profile::Load(std::move(*record.mutable_profile()));
  if (!profile.ok()) {
    return absl::DataLossError(absl::StrCat("the stored profile of an account cannot be read: ",
                                            profile.status().message()));
  }
  Account account(account_id);
  account.profile_ = *std::move(profile);
  *account.case_ = std::move(*record.mutable_case_record());
  return account;
}

}  // namespace stillwatch::detector
