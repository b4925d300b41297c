#ifndef STILLWATCH_DETECTOR_MEMORY_CLEAR_H_
#define STILLWATCH_DETECTOR_MEMORY_CLEAR_H_

#include <cstddef>

namespace stillwatch::detector {

// Fills with zeros. Where the size is known compilers put a string instruction in memset's place,
// which takes as long to begin as a short text to digest.
void Clear(void* bytes, size_t size);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_MEMORY_CLEAR_H_
