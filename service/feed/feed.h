#ifndef STILLWATCH_SERVICE_FEED_FEED_H_
#define STILLWATCH_SERVICE_FEED_FEED_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "service/input/call_file.h"

namespace stillwatch::service {

// Parses a file's batches on several threads and hands over, on the calling thread and in the order
// of the file, what `convert` made of each. At most a few batches a thread are in memory.
//
// `convert` runs on the parsing threads, one batch and parser on one at a time. When `take` returns
// an error the feed stops and returns it; else it returns the reader's status at the end.
template <typename Converted>
absl::Status Feed(
    input::CallFileReader* reader, int threads,
    const std::function<Converted(const input::RawBatch&, input::CallParser*)>& convert,
    const std::function<absl::Status(Converted)>& take) {
  struct Slot {
    input::RawBatch raw;
    std::optional<Converted> converted;
    bool done = false;
  };
  std::mutex mutex;
  std::condition_variable has_work;         // Or ended.
  std::condition_variable is_done;          // The first of the slots is.
  std::deque<std::unique_ptr<Slot>> slots;  // In order of the file; the first is taken next.
  std::deque<Slot*> to_parse;
  bool ended = false;

  const auto parse = [&] {
    input::CallParser parser;
    std::unique_lock lock(mutex);
    for (;;) {
      has_work.wait(lock, [&] { return ended || !to_parse.empty(); });
      if (to_parse.empty()) return;
      Slot* slot = to_parse.front();
      to_parse.pop_front();
      lock.unlock();
      slot->converted.emplace(convert(slot->raw, &parser));
      lock.lock();
      slot->done = true;
      if (slot == slots.front().get()) is_done.notify_one();
    }
  };
  std::vector<std::thread> parsers;
  parsers.reserve(static_cast<size_t>(threads));
  for (int i = 0; i < threads; ++i) parsers.emplace_back(parse);

  absl::Status status;
  const size_t most = 3 * static_cast<size_t>(threads);
  std::vector<std::unique_ptr<Slot>> free;
  bool more = true;
  while (status.ok()) {
    if (more) {
      if (free.empty()) free.push_back(std::make_unique<Slot>());
      std::unique_ptr<Slot> slot = std::move(free.back());
      free.pop_back();
      more = reader->ReadRaw(&slot->raw);
      if (more) {
        std::lock_guard lock(mutex);
        to_parse.push_back(slot.get());
        slots.push_back(std::move(slot));
        has_work.notify_one();
      }
    }
    std::unique_lock lock(mutex);
    if (slots.empty() && !more) break;
    if (slots.empty() || (more && slots.size() < most && !slots.front()->done)) continue;
    is_done.wait(lock, [&] { return slots.front()->done; });
    std::unique_ptr<Slot> slot = std::move(slots.front());
    slots.pop_front();
    lock.unlock();
    status = take(*std::move(slot->converted));
    slot->converted.reset();
    slot->done = false;
    free.push_back(std::move(slot));
  }
  {
    std::lock_guard lock(mutex);
    to_parse.clear();
    ended = true;
  }
  has_work.notify_all();
  for (std::thread& parser : parsers) parser.join();
  return status.ok() ? reader->status() : status;
}

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_FEED_FEED_H_
