#include "service/threads/priority.h"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <optional>

namespace stillwatch::service {
namespace {

constexpr int kStep = 1;                   // Of niceness.
constexpr uint64_t kShortTurnNs = 100000;  // The least there is.

// What sched_setattr(2) takes; the C library has neither.
struct SchedulingAttributes {
  uint32_t size;
  uint32_t policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime_ns;  // Of the ordinary policies: how long a turn is; 0: the usual length.
  uint64_t deadline_ns;
  uint64_t period_ns;
};

// A system that says no is only slower to answer.
void Schedule(int policy, int step, Turns turns) {
  const auto thread = static_cast<id_t>(gettid());
  errno = 0;
  const int niceness = getpriority(PRIO_PROCESS, thread);
  if (errno != 0) return;
  SchedulingAttributes attributes = {};
  attributes.size = sizeof attributes;
  attributes.policy = static_cast<uint32_t>(policy);
  attributes.nice = std::min(niceness + step, 19);
  attributes.runtime_ns = turns == Turns::kShort ? kShortTurnNs : 0;
  syscall(SYS_sched_setattr, 0, &attributes, 0);
}

// Of a thread that gives way; none before.
thread_local std::optional<Turns> turns_now;

}  // namespace

void AnswerSoon() {
  thread_local bool shortened = false;
  if (shortened) return;
  shortened = true;
  Schedule(SCHED_OTHER, 0, Turns::kShort);
}

void GiveWayToChecks(Turns turns) {
  if (turns_now.has_value()) return;
  turns_now = turns;
  Schedule(SCHED_BATCH, kStep, turns);
}

void TakeTurns(Turns turns) {
  if (turns_now == turns) return;
  turns_now = turns;
  Schedule(SCHED_BATCH, 0, turns);
}

void LetOthersIn() { sched_yield(); }

}  // namespace stillwatch::service
