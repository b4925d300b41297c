#include "service/threads/priority.h"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace stillwatch::service {
namespace {

constexpr int kStep = 1;              // Of niceness.
constexpr uint64_t kTurnNs = 100000;  // The least there is.

void LowerPriority() {
  const auto thread = static_cast<id_t>(gettid());
  errno = 0;
  const int niceness = getpriority(PRIO_PROCESS, thread);
  if (errno != 0) return;
  // A system that says no is only slower to answer.
  setpriority(PRIO_PROCESS, thread, niceness + kStep);
  const sched_param parameters = {};
  sched_setscheduler(0, SCHED_BATCH, &parameters);
}

// What sched_setattr(2) takes; the C library has neither.
struct SchedulingAttributes {
  uint32_t size;
  uint32_t policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime_ns;  // Of the ordinary policy: how long a turn is.
  uint64_t deadline_ns;
  uint64_t period_ns;
};

void ShortenTurns() {
  SchedulingAttributes attributes = {};
  attributes.size = sizeof attributes;
  attributes.policy = SCHED_OTHER;
  attributes.nice = getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()));
  attributes.runtime_ns = kTurnNs;
  syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace

void AnswerSoon() {
  thread_local bool shortened = false;
  if (shortened) return;
  shortened = true;
  ShortenTurns();
}

void GiveWayToChecks() {
  thread_local bool lowered = false;
  if (lowered) return;
  lowered = true;
  LowerPriority();
}

}  // namespace stillwatch::service
