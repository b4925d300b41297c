// jemalloc reads this as it starts; the environment variable MALLOC_CONF goes before it.
//
// Few arenas, as each keeps what it once needed; and what is free goes back to the system within
// half a second, by threads of jemalloc's own: the process has to stay within its memory limit.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" const char* malloc_conf;
const char* malloc_conf = "narenas:2,dirty_decay_ms:500,muzzy_decay_ms:0,background_thread:true";
