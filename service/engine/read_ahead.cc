#include "service/engine/read_ahead.h"

#include <utility>

#include "storage/store.h"

namespace stillwatch::service {

ReadAhead::ReadAhead(const storage::Store* store) : store_(store), thread_(1, "ahead") {}

ReadAhead::~ReadAhead() = default;

void ReadAhead::ReadSome() {
  for (size_t i; (i = claimed_.fetch_add(1)) < next_.read.size();) {
    next_.read[i].stored = store_->ReadAccount(next_.read[i].account_id);
  }
}

void ReadAhead::Begin(const std::vector<Wanted>& accounts) {
  for (const Wanted& wanted : accounts) {
    if (next_.places.try_emplace(wanted.key, next_.read.size()).second) {
      next_.read.push_back({wanted.account_id, Stored()});
    }
  }
  claimed_ = 0;
  if (next_.read.empty()) return;
  {
    std::lock_guard lock(mutex_);
    reader_ = Reader::kCalled;
  }
  thread_.Run([this] {
    {
      std::lock_guard lock(mutex_);
      // Turn was faster.
      if (reader_ != Reader::kCalled) return;
      reader_ = Reader::kReading;
    }
    ReadSome();
    std::lock_guard lock(mutex_);
    reader_ = Reader::kIdle;
    done_.notify_one();
  });
}

void ReadAhead::Turn() {
  ReadSome();
  {
    std::unique_lock lock(mutex_);
    // One that was called and did not come yet is not waited for.
    if (reader_ == Reader::kCalled) reader_ = Reader::kIdle;
    done_.wait(lock, [this] { return reader_ == Reader::kIdle; });
  }
  std::swap(now_, next_);
  next_.places.clear();
  next_.read.clear();
}

std::optional<absl::StatusOr<ReadAhead::Stored>> ReadAhead::Take(const AccountKey& key) {
  const auto found = now_.places.find(key);
  if (found == now_.places.end()) return std::nullopt;
  absl::StatusOr<Stored> stored = std::move(now_.read[found->second].stored);
  now_.places.erase(found);
  return stored;
}

void ReadAhead::Forget(const AccountKey& key) {
  now_.places.erase(key);
  next_.places.erase(key);
}

}  // namespace stillwatch::service
