#include "service/engine/verdict_board.h"

#include <cstdlib>
#include <mutex>
#include <utility>

#include "absl/hash/hash.h"
#include "detector/policy/policy.h"

namespace stillwatch::service {
namespace {

constexpr int64_t kLatelyUs = 1'000'000;

}  // namespace

const VerdictBoard::Shard& VerdictBoard::ShardOf(absl::string_view account_id) const {
  return shards_[absl::HashOf(account_id) % kShards];
}

VerdictBoard::Shard& VerdictBoard::ShardOf(absl::string_view account_id) {
  return shards_[absl::HashOf(account_id) % kShards];
}

std::shared_ptr<const VerdictBoard::Entry> VerdictBoard::Get(absl::string_view account_id) const {
  const Shard& shard = ShardOf(account_id);
  std::shared_lock lock(shard.mutex);
  const auto found = shard.entries.find(account_id);
  return found == shard.entries.end() ? nullptr : found->second;
}

std::shared_ptr<const VerdictBoard::Entry> VerdictBoard::GetUnlessAllowed(
    absl::string_view account_id, const detector::Policy& policy, absl::Time now) const {
  const int64_t now_us = absl::ToUnixMicros(now);
  asked_us_.store(now_us, std::memory_order_relaxed);
  std::shared_ptr<const Entry> entry = Get(account_id);
  // Few have one: the allow-list is asked last.
  if (entry != nullptr && policy.Allows(account_id, now_us)) return nullptr;
  return entry;
}

bool VerdictBoard::WasAskedLately(absl::Time now) const {
  const int64_t ago_us = absl::ToUnixMicros(now) - asked_us_.load(std::memory_order_relaxed);
  // Clocks may be put back.
  return std::abs(ago_us) < kLatelyUs;
}

void VerdictBoard::Set(absl::string_view account_id, Entry entry) {
  auto published = std::make_shared<const Entry>(std::move(entry));
  Shard& shard = ShardOf(account_id);
  std::unique_lock lock(shard.mutex);
  shard.entries[std::string(account_id)] = std::move(published);
}

void VerdictBoard::Clear(absl::string_view account_id) {
  Shard& shard = ShardOf(account_id);
  std::unique_lock lock(shard.mutex);
  shard.entries.erase(account_id);
}

size_t VerdictBoard::size() const {
  size_t sum = 0;
  for (const Shard& shard : shards_) {
    std::shared_lock lock(shard.mutex);
    sum += shard.entries.size();
  }
  return sum;
}

}  // namespace stillwatch::service
