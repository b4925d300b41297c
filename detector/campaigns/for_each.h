#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_FOR_EACH_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_FOR_EACH_H_

#include <cstddef>

#include "absl/functional/function_ref.h"

namespace stillwatch::detector {

// Does `work` for every number below `count`, each once, in any order and perhaps several at a
// time: threads are the caller's business. What comes out does not depend on them.
using ForEach = absl::FunctionRef<void(size_t count, absl::FunctionRef<void(size_t)> work)>;

inline void OneByOne(size_t count, absl::FunctionRef<void(size_t)> work) {
  for (size_t i = 0; i < count; ++i) work(i);
}

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_FOR_EACH_H_
