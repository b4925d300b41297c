#ifndef STILLWATCH_SERVICE_THREADS_PRIORITY_H_
#define STILLWATCH_SERVICE_THREADS_PRIORITY_H_

namespace stillwatch::service {

// Says of the calling thread, once, that what it does may wait for a moment: it does not interrupt
// others when it wakes, and gets a little less of a processor than they when all are busy.
void GiveWayToChecks();

// Says of the calling thread, once, that it works in short bursts for which somebody waits: where
// the kernel knows such (Linux 6.12), it need not wait until a busy thread's turn is over.
void AnswerSoon();

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_THREADS_PRIORITY_H_
