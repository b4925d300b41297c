#include "service/gateways/otlp/pending.h"

#include <algorithm>

namespace stillwatch::gateways {
namespace {

constexpr uint64_t kLongestNanos = uint64_t{300} * 1'000'000'000;
constexpr size_t kEntryBytes = 256;  // Beside the texts.

}  // namespace

bool PendingMessages::Add(const std::string& span, uint64_t time_nanos, PendingMessage message) {
  std::lock_guard lock(mutex_);
  const auto [found, added] = by_span_.try_emplace(span);
  if (added) {
    entries_.push_back({span, time_nanos, 0, {}});
    found->second = std::prev(entries_.end());
  }
  Entry& entry = *found->second;
  const size_t bytes = message.content.size() + message.role.size() + kEntryBytes;
  entry.messages.push_back(std::move(message));
  entry.bytes += bytes;
  bytes_ += bytes;
  newest_nanos_ = std::max(newest_nanos_, time_nanos);
  bool kept_all = true;
  while (!entries_.empty() &&
         (bytes_ > most_bytes_ || entries_.front().time_nanos + kLongestNanos < newest_nanos_)) {
    Forget(entries_.begin());
    kept_all = false;
  }
  return kept_all;
}

std::vector<PendingMessage> PendingMessages::Take(const std::string& span) {
  std::lock_guard lock(mutex_);
  const auto found = by_span_.find(span);
  if (found == by_span_.end()) return {};
  std::vector<PendingMessage> messages = std::move(found->second->messages);
  Forget(found->second);
  return messages;
}

size_t PendingMessages::bytes() const {
  std::lock_guard lock(mutex_);
  return bytes_;
}

void PendingMessages::Forget(std::list<Entry>::iterator entry) {
  bytes_ -= entry->bytes;
  by_span_.erase(entry->span);
  entries_.erase(entry);
}

}  // namespace stillwatch::gateways
