#include "service/threads/priority.h"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <thread>

#include "gtest/gtest.h"

namespace stillwatch::service {
namespace {

struct Scheduling {
  int policy = 0, nice = 0;
  uint64_t turn_ns = 0;  // 0: the kernel does not tell (before Linux 6.12).
};

Scheduling OfThisThread() {
  struct {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
  } attributes = {};
  EXPECT_EQ(syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0), 0);
  return {static_cast<int>(attributes.policy), attributes.nice, attributes.runtime};
}

// Before and after `change`, in a thread of its own.
template <typename Change>
void Compare(Change change, Scheduling* before, Scheduling* after) {
  std::thread([&] {
    *before = OfThisThread();
    change();
    *after = OfThisThread();
  }).join();
}

TEST(Priority, WhoGivesWayIsNicerAndDoesNotInterrupt) {
  Scheduling before, after;
  Compare([] { GiveWayToChecks(); }, &before, &after);
  EXPECT_EQ(after.policy, SCHED_BATCH);
  EXPECT_EQ(after.nice, std::min(before.nice + 1, 19));
  EXPECT_EQ(after.turn_ns, before.turn_ns);
}

TEST(Priority, WhoGivesWayMayHaveShortTurns) {
  Scheduling before, after;
  Compare([] { GiveWayToChecks(Turns::kShort); }, &before, &after);
  EXPECT_EQ(after.policy, SCHED_BATCH);
  if (before.turn_ns == 0) GTEST_SKIP() << "this kernel has no turns of a thread's own";
  EXPECT_LT(after.turn_ns, before.turn_ns);
}

TEST(Priority, TurnsMayChange) {
  Scheduling before, after;
  Compare(
      [] {
        GiveWayToChecks(Turns::kShort);
        TakeTurns(Turns::kUsual);
      },
      &before, &after);
  EXPECT_EQ(after.policy, SCHED_BATCH);
  EXPECT_EQ(after.nice, std::min(before.nice + 1, 19));
  EXPECT_EQ(after.turn_ns, before.turn_ns);
}

TEST(Priority, WhoAnswersHasShortTurns) {
  Scheduling before, after;
  Compare(AnswerSoon, &before, &after);
  EXPECT_EQ(after.policy, before.policy);
  EXPECT_EQ(after.nice, before.nice);
  if (before.turn_ns == 0) GTEST_SKIP() << "this kernel has no turns of a thread's own";
  EXPECT_LT(after.turn_ns, before.turn_ns);
}

TEST(Priority, SaidTwiceIsSaidOnce) {
  Scheduling before, after;
  Compare(
      [] {
        GiveWayToChecks();
        GiveWayToChecks();
      },
      &before, &after);
  EXPECT_EQ(after.nice, std::min(before.nice + 1, 19));
}

}  // namespace
}  // namespace stillwatch::service
