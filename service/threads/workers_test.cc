#include "service/threads/workers.h"

#include <atomic>
#include <condition_variable>
#include <latch>
#include <mutex>

#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

constexpr int kTasks = 200;

// How many of the tasks were done, and how many at most at a time.
struct Done {
  int tasks = 0;
  int at_once = 0;
};

Done Do(int threads, bool checks_come) {
  std::atomic<int> done = 0, now = 0, most = 0;
  {
    Workers workers(threads, "test", Turns::kShort, [&] { return checks_come; });
    for (int i = 0; i < kTasks; ++i) {
      workers.Run([&] {
        const int here = ++now;
        int before = most;
        while (here > before && !most.compare_exchange_weak(before, here)) {
        }
        LetOthersIn();
        --now;
        ++done;
      });
    }
    // Until the last has begun: nobody pauses once the workers end.
    std::mutex mutex;
    std::condition_variable changed;
    bool last = false;
    workers.Run([&] {
      std::lock_guard lock(mutex);
      last = true;
      changed.notify_one();
    });
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return last; });
  }
  return {done, most};
}

TEST(Workers, DoAllTasks) { EXPECT_EQ(Do(3, false).tasks, kTasks); }

TEST(Workers, WorkAtATime) {
  std::latch both(2);
  Workers workers(2, "test");
  for (int i = 0; i < 2; ++i) workers.Run([&] { both.arrive_and_wait(); });
  both.wait();
}

TEST(Workers, OneOfSeveralPausesWhileChecksCome) {
  const Done done = Do(2, true);
  EXPECT_EQ(done.tasks, kTasks);
  EXPECT_EQ(done.at_once, 1);
}

TEST(Workers, TheOnlyOneDoesNotPause) {
  const Done done = Do(1, true);
  EXPECT_EQ(done.tasks, kTasks);
  EXPECT_EQ(done.at_once, 1);
}

}  // namespace
}  // namespace stillwatch::service
