#include "detector/memory/clear.h"

#include <cstring>

namespace stillwatch::detector {

void Clear(void* bytes, size_t size) { std::memset(bytes, 0, size); }

}  // namespace stillwatch::detector
