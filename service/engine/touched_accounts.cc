#include "service/engine/touched_accounts.h"

#include <algorithm>
#include <utility>

namespace stillwatch::service {

uint32_t TouchedAccounts::Add(const AccountKey& key, absl::string_view account_id,
                              int64_t last_us) {
  const auto [known, fresh] = places_.try_emplace(key, static_cast<uint32_t>(entries_.size()));
  if (fresh) {
    entries_.push_back({key, last_us, std::string(account_id)});
  } else {
    int64_t& latest_us = entries_[known->second].last_us;
    latest_us = std::max(latest_us, last_us);
  }
  return known->second;
}

void TouchedAccounts::Prune(absl::FunctionRef<void(const AccountKey&, uint32_t)> moved) {
  if (entries_.size() <= most_) return;
  // As CardIndex has it.
  const auto middle = entries_.begin() + static_cast<ptrdiff_t>(most_);
  std::nth_element(entries_.begin(), middle, entries_.end(), [](const Entry& a, const Entry& b) {
    return a.last_us != b.last_us ? a.last_us > b.last_us : a.account_id > b.account_id;
  });
  for (auto entry = middle; entry != entries_.end(); ++entry) {
    places_.erase(entry->key);
    moved(entry->key, kNowhere);
  }
  entries_.erase(middle, entries_.end());
  for (size_t i = 0; i < entries_.size(); ++i) {
    places_[entries_[i].key] = static_cast<uint32_t>(i);
    moved(entries_[i].key, static_cast<uint32_t>(i));
  }
}

std::vector<const TouchedAccounts::Entry*> TouchedAccounts::ById() const {
  std::vector<const Entry*> order;
  order.reserve(entries_.size());
  for (const Entry& entry : entries_) order.push_back(&entry);
  std::sort(order.begin(), order.end(),
            [](const Entry* a, const Entry* b) { return a->account_id < b->account_id; });
  return order;
}

void TouchedAccounts::Clear() {
  entries_ = {};
  places_ = {};
}

}  // namespace stillwatch::service
