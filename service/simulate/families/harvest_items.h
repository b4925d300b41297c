#ifndef STILLWATCH_SERVICE_SIMULATE_FAMILIES_HARVEST_ITEMS_H_
#define STILLWATCH_SERVICE_SIMULATE_FAMILIES_HARVEST_ITEMS_H_

#include <cstdint>
#include <string>

#include "service/simulate/text/voice.h"

namespace stillwatch::simulate {

struct Role;

// What a plan of a harvest consists of.
enum class Item {
  kRequest,
  kQuestion,
  kEvolving,  // A request, then what it grew into, several times.
  kDemonstrations,
  kPersona,
  kTopic,  // A topic, then its subtopics.
  kProblem,
  kAttempt,  // A problem, then the same with a solution to check.
  kTwoAnswers,
  kAnswer,  // A question with one answer.
  kSubject,
  kCharacters,
  kToolTask,
  kFunctions,
  kCode,
  kSentence,
  kPassage,
  kTerm,
  kReader,     // A topic, for whom and how it is written.
  kBeginning,  // Of a text.
  kPooled,     // Demonstrations out of a pool, ever other ones together.
  kRestyled,   // A text and a style.
  kSeveralAnswers,
};

// The text of the index-th item of a plan. Equal arguments give equal text.
std::string ItemText(Item item, uint64_t plan, uint64_t index, const Role& role, Domain domain);

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_FAMILIES_HARVEST_ITEMS_H_
