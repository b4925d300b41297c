#ifndef STILLWATCH_SERVICE_SIMULATE_FAMILIES_JOB_INPUTS_H_
#define STILLWATCH_SERVICE_SIMULATE_FAMILIES_JOB_INPUTS_H_

#include <cstddef>
#include <string>

#include "service/simulate/text/voice.h"

namespace stillwatch::simulate {

// What a customer's program puts into its frame.
enum class Input {
  kDocument,
  kTicket,
  kProduct,
  kKeyword,
  kNotes,
  kPost,
  kFigures,
  kCase,      // A record of fields with a remark.
  kExchange,  // What the own assistant was asked and answered, with its source.
  kCode,
  kExamples,  // Labelled messages out of a stock, and a new one.
  kDated,     // One of a few rubrics, with the date.
  kSlots,     // What a text is to be about, in two to four words of the program's own kinds.
  kHit,       // A question and a passage that a search found.
  kTalk,      // A conversation of two, who are called as the program does; one of them spoke last.
};

// The next one, of about `bytes` bytes where inputs have a length. `own`: of the program; what
// comes out of a stock comes out of its own.
std::string InputText(Input input, size_t bytes, uint64_t own, Voice* voice);

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_FAMILIES_JOB_INPUTS_H_
