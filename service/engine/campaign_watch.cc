#include "service/engine/campaign_watch.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/engine/account_record.h"
#include "service/threads/in_parallel.h"
#include "stillwatch/v1/campaign.pb.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

constexpr char kName[] = "campaigns";
constexpr int64_t kInterval = int64_t{15} * 60 * 1'000'000;
// A sweep looks at every card; so many calls for each card have to come before the next one, so
// that sweeps cost a small share of what folding does.
constexpr uint64_t kCallsForCard = 16;
// With more accounts than there can be cards of, a sweep reads most of those that called from the
// store, and a card stands for one of many.
constexpr uint64_t kCallsForCardOfMany = 96;
// Where calls are sparse, fewer do, so that a day has several sweeps; who calls so rarely leaves
// time for them.
constexpr uint64_t kSparseCallsForCard = 6;
constexpr int64_t kSparseInterval = int64_t{6} * 3600 * 1'000'000;
// While there are few.
constexpr uint64_t kCallsForFew = 12;
constexpr size_t kFewCards = 512;
constexpr uint64_t kLeastCalls = 512;
constexpr uint64_t kLongest = 16;

// Members have few calls each; what they are like counts, as if each had made as many.
constexpr int64_t kCallsOfCard = 150;

std::optional<detector::Card> MakeCard(const detector::Account& account,
                                       const detector::Assessor& assessor) {
  std::optional<detector::Card> card =
      detector::MakeCard(account.id(), account.profile(), account.trace());
  if (!card.has_value()) return card;
  // What the newest assessment came to will do.
  const double score = account.calls() >= assessor.policy().min_calls()
                           ? account.own_score() - detector::FewCallsPoints(kCallsOfCard)
                           : assessor.Weigh(account.profile(), {kCallsOfCard, 0}).score;
  card->own_score = static_cast<float>(score);
  return card;
}

}  // namespace

CampaignWatch::CampaignWatch(storage::Store* store,
                             const std::vector<std::unique_ptr<Shard>>* shards,
                             const detector::Assessor* assessor, size_t limit_bytes)
    : store_(store), shards_(shards), assessor_(assessor), cards_(limit_bytes) {
  Publish();
}

CampaignWatch::~CampaignWatch() = default;

absl::Status CampaignWatch::Open() {
  const absl::StatusOr<std::optional<std::string>> stored = store_->ReadMetadata(kName);
  if (!stored.ok()) return stored.status();
  if (stored->has_value() && !book_.mutable_state()->ParseFromString(**stored)) {
    return absl::DataLossError("the stored campaigns cannot be read");
  }
  Schedule();
  Publish();
  absl::Status fault;
  absl::Status listed =
      store_->ListAccounts("", [&](absl::string_view id, absl::string_view bytes) {
        detector::Account account(id);
        fault = ReadRecord(id, bytes, &account);
        if (!fault.ok()) return false;
        std::optional<detector::Card> card = MakeCard(account, *assessor_);
        if (card.has_value()) cards_.Put(*std::move(card));
        return true;
      });
  if (!fault.ok()) return fault;
  if (!listed.ok()) return listed;
  cards_.Settle();
  return absl::OkStatus();
}

void CampaignWatch::Schedule() {
  const v1::CampaignState& state = book_.state();
  const uint64_t gap = std::max(kLeastCalls, state.least_calls());
  due_sequence_ = state.sequence() + gap;
  latest_sequence_ = state.sequence() + kLongest * gap;
  next_us_ = state.next_us();
  sparse_sequence_ = state.sequence() + std::max(kLeastCalls, state.least_sparse_calls());
  sparse_us_ = state.time_us() + kSparseInterval;
}

uint64_t CampaignWatch::CallsForCard() const {
  if (cards_.is_full()) return kCallsForCardOfMany;
  return cards_.cards().size() <= kFewCards ? kCallsForFew : kCallsForCard;
}

absl::Status CampaignWatch::GatherCards() {
  for (const std::unique_ptr<Shard>& shard : *shards_) {
    absl::Status status = shard->MakeCards(
        [this](const detector::Account& account) { return MakeCard(account, *assessor_); },
        [this](detector::Card card) { cards_.Put(std::move(card)); });
    if (!status.ok()) return status;
  }
  cards_.Settle();
  return absl::OkStatus();
}

absl::Status CampaignWatch::Apply(const std::vector<detector::MembershipChange>& changes,
                                  uint64_t sequence) {
  for (const std::unique_ptr<Shard>& shard : *shards_) {
    std::vector<AccountKey> changed;
    for (const detector::MembershipChange& change : changes) {
      const AccountKey key = KeyOf(change.account_id);
      if ((*shards_)[key.high % shards_->size()] != shard) continue;
      absl::Status status = shard->ChangeMembership(
          key, change.account_id, {change.campaign, change.score, change.reason}, sequence);
      if (!status.ok()) return status;
      changed.push_back(key);
    }
    absl::Status status = shard->accounts().Write(changed, /*durable=*/false);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status CampaignWatch::Sweep(uint64_t sequence, int64_t time_us) {
  absl::Status status = GatherCards();
  if (!status.ok()) return status;
  const std::vector<detector::MembershipChange> changes =
      book_.Sweep(cards_.cards(), time_us, InParallelOneByOne);
  status = Apply(changes, sequence);
  if (!status.ok()) return status;
  v1::CampaignState* state = book_.mutable_state();
  state->set_sequence(sequence);
  state->set_next_us((time_us / kInterval + 1) * kInterval);
  const size_t cards = cards_.cards().size();
  state->set_least_calls(CallsForCard() * cards);
  state->set_least_sparse_calls(kSparseCallsForCard * cards);
  state->set_time_us(time_us);
  Schedule();
  Publish();
  // Behind the members' accounts: what is written of a sweep is never ahead of what it did.
  return store_->WriteMetadata(kName, state->SerializeAsString());
}

std::shared_ptr<const v1::CampaignState> CampaignWatch::Snapshot() const {
  std::lock_guard lock(mutex_);
  return snapshot_;
}

void CampaignWatch::Publish() {
  auto snapshot = std::make_shared<const v1::CampaignState>(book_.state());
  std::lock_guard lock(mutex_);
  snapshot_ = std::move(snapshot);
}

}  // namespace stillwatch::service
