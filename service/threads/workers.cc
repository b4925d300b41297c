#include "service/threads/workers.h"

#include <pthread.h>

#include <utility>

namespace stillwatch::service {

Workers::Workers(int threads, const char* name, Turns turns, std::function<bool()> checks_come)
    : most_at_work_(static_cast<size_t>(threads)),
      turns_(turns),
      checks_come_(std::move(checks_come)) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Loop(); });
    pthread_setname_np(threads_.back().native_handle(), name);
  }
}

Workers::~Workers() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::Run(std::function<void()> task) {
  {
    std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
}

// Whoever ends a task looks for the next one, so that a thread that pauses need not be woken.
bool Workers::MayBegin() {
  checks_come_now_ = checks_come_ && checks_come_();
  return !checks_come_now_ || at_work_ + 1 < most_at_work_ || at_work_ == 0;
}

void Workers::Loop() {
  GiveWayToChecks(turns_);
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || (!tasks_.empty() && MayBegin()); });
    if (tasks_.empty()) return;
    const std::function<void()> task = std::move(tasks_.front());
    tasks_.pop_front();
    const Turns turns = checks_come_now_ ? Turns::kUsual : turns_;
    ++at_work_;
    lock.unlock();
    TakeTurns(turns);
    task();
    lock.lock();
    --at_work_;
  }
}

}  // namespace stillwatch::service
