#ifndef STILLWATCH_SERVICE_THREADS_WORKERS_H_
#define STILLWATCH_SERVICE_THREADS_WORKERS_H_

#include <condition_variable>
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
  // `name` is what the system shows, up to 15 characters.
  Workers(int threads, const char* name, Turns turns = Turns::kUsual);
  // Does what waits, then ends.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void Run(std::function<void()> task);

 private:
  void Loop();

  const Turns turns_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_THREADS_WORKERS_H_
