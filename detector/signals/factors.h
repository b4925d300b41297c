#ifndef STILLWATCH_DETECTOR_SIGNALS_FACTORS_H_
#define STILLWATCH_DETECTOR_SIGNALS_FACTORS_H_

#include "detector/profile/lesson.h"
#include "detector/signals/signal.h"

namespace stillwatch::detector {

// What several signals have in common; all 0 to 1.

// 0 for an agent: long system messages beside short requests, or results of tools.
double AgentFactor(const Traits& traits);

// 1 for who goes through the same questions again, and not with ever other biases.
double RerunFactor(const Traits& traits);

// 1 where those who ask for the lesson talk about what comes back, as readers do; a program that
// goes on by itself does so in few frames.
double ReadFactor(const Traits& traits, Lesson lesson);

// How much an account asks for a lesson: by the items of frames that teach it, whatever else the
// account does, or by its share of all items.
double LessonLevel(const Traits& traits, Lesson lesson);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_SIGNALS_FACTORS_H_
