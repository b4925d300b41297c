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
  std::vector<std::pair<int64_t, uint32_t>> order;
  order.reserve(entries_.size());
  for (uint32_t i = 0; i < entries_.size(); ++i) order.emplace_back(entries_[i].last_us, i);
  // As CardIndex has it.
  const auto middle = order.begin() + static_cast<ptrdiff_t>(most_);
  std::nth_element(order.begin(), middle, order.end(), [this](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first > b.first;
    return entries_[a.second].account_id > entries_[b.second].account_id;
  });
  // From the back, so that what is last stays, or goes itself.
  std::sort(middle, order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  for (auto gone = middle; gone != order.end(); ++gone) {
    const uint32_t place = gone->second;
    places_.erase(entries_[place].key);
    moved(entries_[place].key, kNowhere);
    if (place + 1 < entries_.size()) {
      entries_[place] = std::move(entries_.back());
      places_[entries_[place].key] = place;
      moved(entries_[place].key, place);
    }
    entries_.pop_back();
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
