#ifndef STILLWATCH_SERVICE_THREADS_WORKERS_H_
#define STILLWATCH_SERVICE_THREADS_WORKERS_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "service/threads/priority.h"

namespace stillwatch::service {

// Threads that do what those who wait for answers should not be held up with; a single one does
// everything in the order in which it came. Thread-safe.
class Workers {
 public:
  // `name` is what the system shows, up to 15 characters. While `checks_come`, which is asked
  // before every task and may be empty, says so, turns have the usual length and one thread of
  // several pauses, so that who answers finds a processor.
  Workers(int threads, const char* name, Turns turns = Turns::kUsual,
          std::function<bool()> checks_come = nullptr);
  // Does what waits, then ends.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void Run(std::function<void()> task);

 private:
  void Loop();
  // Whether a thread may begin a task now; there is one.
  bool MayBegin();

  const size_t most_at_work_;
  const Turns turns_;
  const std::function<bool()> checks_come_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  size_t at_work_ = 0;
  bool checks_come_now_ = false;  // When it was asked last.
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_THREADS_WORKERS_H_
