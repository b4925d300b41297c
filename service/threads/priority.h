#ifndef STILLWATCH_SERVICE_THREADS_PRIORITY_H_
#define STILLWATCH_SERVICE_THREADS_PRIORITY_H_

namespace stillwatch::service {

// How long a thread keeps a processor that others wait for. A thread that wakes cuts in only on one
// whose turns are longer than its own.
enum class Turns {
  kUsual,
  kShort,  // Where the kernel knows such: Linux 6.12.
};

// Says of the calling thread, once, that what it does may wait for a moment: it does not interrupt
// others when it wakes, and gets a little less of a processor than they when all are busy.
void GiveWayToChecks(Turns turns = Turns::kUsual);

// Gives the calling thread, which gives way, turns of another length. Does nothing if it has them.
void TakeTurns(Turns turns);

// Lets threads that wait have the processor, at the cost of little when there is none. For threads
// that give way, within long work: the kernel looks only every few milliseconds.
void LetOthersIn();

// Says of the calling thread, once, that it works in short bursts for which somebody waits: where
// the kernel knows short turns, it need not wait until a busy thread's turn is over.
void AnswerSoon();

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_THREADS_PRIORITY_H_
