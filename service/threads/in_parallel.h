#ifndef STILLWATCH_SERVICE_THREADS_IN_PARALLEL_H_
#define STILLWATCH_SERVICE_THREADS_IN_PARALLEL_H_

#include <cstddef>

#include "absl/functional/function_ref.h"

namespace stillwatch::service {

// Does the work for every number below `count`, each once, on as many threads as the machine runs
// at a time, this one among them. In no order: what `work` does for two numbers must not meet.
void InParallel(size_t count, absl::FunctionRef<void(size_t)> work);
// Likewise, for few numbers with much to do for each.
void InParallelOneByOne(size_t count, absl::FunctionRef<void(size_t)> work);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_THREADS_IN_PARALLEL_H_
