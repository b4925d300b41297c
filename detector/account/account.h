#ifndef STILLWATCH_DETECTOR_ACCOUNT_ACCOUNT_H_
#define STILLWATCH_DETECTOR_ACCOUNT_ACCOUNT_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "detector/account/strands.h"
#include "detector/assess/assessor.h"
#include "detector/campaigns/trace.h"
#include "detector/profile/profile.h"

namespace stillwatch::v1 {
class AllowEntry;
class Assessment;
class Finding;
}  // namespace stillwatch::v1

namespace stillwatch::detector {

struct Decision;

// What a call or a decision did to an account's case.
enum class CaseChange {
  kNone,
  kUpdated,  // The open finding was seen again.
  kOpened,
  kClosed,
  kClosedAndOpened,
  kDecided,
};

// An account's place in a campaign.
struct Membership {
  std::string campaign;  // Resource name.
  double score = 0;      // The campaign's.
  std::string reason;    // In words.
};

// All that detection keeps of an account: its profile, those of its strands and its case. A
// deterministic fold over its calls, whether they come live, from a historical log or again after a
// crash. Not thread-safe.
class Account {
 public:
  explicit Account(absl::string_view account_id);
  ~Account();
  Account(Account&&) noexcept;
  Account& operator=(Account&&) noexcept;

  const std::string& id() const { return id_; }

  // Gets what adding a call needs on its way from memory.
  void Prefetch() const;

  // Folds the call and, when enough has come since the last time, assesses the account.
  CaseChange Add(const StoredCall& call, const Assessor& assessor);

  // With this call from now, the account may be assessed or a finding of it change; what comes
  // before changes nothing that anybody hears of. At least 1.
  int64_t CallsUntilAssessed(int64_t min_calls) const;

  // A sweep found it to belong to a campaign. Opens a finding unless there is one, or a person or
  // the policy cleared the account.
  CaseChange JoinCampaign(const Membership& membership, const Assessor& assessor);
  // It does not belong any more. A finding stays only if the account's own calls have ever held one
  // up, or a person took it up.
  CaseChange LeaveCampaign(const Assessor& assessor);
  // The campaign that it belongs to; an empty name if there is none.
  const Membership& campaign() const { return campaign_; }

  const Profile& profile() const { return profile_; }
  const Trace& trace() const { return trace_; }
  const Strands& strands() const { return strands_; }
  // The profile under the policy, or the strand's that comes out highest, and what the account's
  // campaign adds to that.
  void Assess(const Assessor& assessor, v1::Assessment* assessment) const;
  int64_t calls() const { return static_cast<int64_t>(profile_.volume.calls); }
  // The newest finding, in whatever state; null if there never was one.
  const v1::Finding* finding() const { return finding_.get(); }
  // Whether a finding is open, acknowledged or confirmed.
  bool flagged() const;
  // What the newest assessment came to.
  Outcome outcome() const { return {case_.score, static_cast<Verdict>(case_.verdict)}; }
  // Its score without what a campaign adds and what few calls take away.
  double own_score() const { return case_.own_score; }
  // Whether a person or the policy cleared it for calls at this event time.
  bool AllowedAt(int64_t time_us, const Policy& policy) const;
  // Something is known of it that calls alone would not bring back, or is in use: a finding that is
  // open, or a person's clearance.
  bool MustBeKept() const { return flagged() || allow_ != nullptr; }

  // A person's decision on the newest finding; errors as in findings/life.h.
  absl::Status Acknowledge(const Decision& decision);
  absl::Status Confirm(const Decision& decision);
  // With `allow` the account is never flagged again until that entry expires.
  absl::Status Dismiss(const Decision& decision, const v1::AllowEntry* allow);
  absl::Status Reopen(const Decision& decision);

  // Appends everything but the id; docs/storage-format.md describes the bytes.
  void AppendTo(std::string* record) const;
  // Becomes the account that was appended. DATA_LOSS if the bytes cannot have come from AppendTo().
  absl::Status Read(absl::string_view account_id, absl::string_view record);
  // Becomes an account that never called.
  void Reset(absl::string_view account_id);

 private:
  // Where the account stands between two assessments.
  struct Case {
    int64_t next_assessment_calls = 0;
    // What the newest assessment of all its calls together came to.
    double whole_score = 0;
    uint8_t whole_verdict = 0;
    // What the newest assessment came to.
    double score = 0;
    double own_score = 0;
    // The highest own score of all assessments; the lowest number if there was none.
    double highest_own_score = std::numeric_limits<double>::lowest();
    uint8_t verdict = 0;
    // Findings that were opened on the account.
    int64_t findings = 0;
    // Event time since when every assessment came out below the policy's close_score; 0: not so.
    int64_t quiet_since_us = 0;
    // A dismissed account is not taken up again before it has made so many calls.
    int64_t dismissed_until_calls = 0;

    template <class Archive>
    void Transfer(Archive& archive) {
      TransferNumbers(archive, next_assessment_calls, verdict, whole_verdict, findings,
                      quiet_since_us, dismissed_until_calls);
      TransferReal(archive, whole_score);
      TransferReal(archive, score);
      TransferReal(archive, own_score);
      TransferReal(archive, highest_own_score);
    }
  };

  void LookAtWhole(const Assessor& assessor);
  // Looks at what is due; false if nothing is.
  bool LookIfDue(const Assessor& assessor);
  // The strand whose newest assessment came out highest; null if that of all calls did.
  const Strand* HighestStrand() const;
  CaseChange OnAssessment(const Assessor& assessor);
  CaseChange Open(const Assessor& assessor);
  CaseChange SeeAgain(const Assessor& assessor, double score);
  Assessor::Weighing WeighWhole(const Assessor& assessor) const;
  Assessor::Weighing WeighStrand(const Assessor& assessor, const Strand& strand) const;
  // `strand` is null for all calls; `weighing` is its.
  void Assess(const Assessor& assessor, const Strand* strand, const Assessor::Weighing& weighing,
              v1::Assessment* assessment) const;
  void AssessHighest(const Assessor& assessor, v1::Assessment* assessment) const;
  void AddMembership(v1::Assessment* assessment) const;
  bool CloseIfIdle(int64_t previous_us, const Policy& policy);
  bool RestsOnMembership(const Policy& policy) const;
  bool CloseIfQuiet(const Policy& policy);

  std::string id_;
  Case case_;
  std::unique_ptr<v1::Finding> finding_;
  std::unique_ptr<v1::AllowEntry> allow_;
  Membership campaign_;
  Trace trace_;
  Strands strands_;
  Profile profile_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_ACCOUNT_ACCOUNT_H_
