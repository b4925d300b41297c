#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_TRACE_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_TRACE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "detector/archive/archive.h"

namespace stillwatch::detector {

struct StoredCall;

// What of an account only matters among others: when its latest calls came, who says to be behind
// it, and who pays. A fold over its calls, bounded, beside the profile.
//
// An account may do several things at a time: a harvest behind a cover of ordinary calls. What one
// program sends shows by its parameters, and by whether it converses. When there is no room left,
// the oldest call of the program with most calls goes, so that a busy program does not push out
// what a quiet one did.
struct Trace {
  // Of a call's content.
  struct Sketch {
    uint64_t signs = 0;  // Of its projection (a bit each); 0 where there is no text.
    // Logarithms, as LogByte has them.
    uint8_t words = 0;
    uint8_t output_tokens = 0;
  };

  static constexpr size_t kTimes = 32;
  // Parts of a frame's tag: first 8 words, last 8 words, system message.
  static constexpr size_t kTags = 3;

  uint32_t calls = 0;
  // What calls are told apart by, the lowest bit set for those that stand alone.
  std::array<uint16_t, kTimes> programs{};
  // Event times in microseconds, in no order.
  std::array<int64_t, kTimes> times{};
  // Low bits of the hashes of their frames; 0 where there is none.
  std::array<std::array<uint16_t, kTags>, kTimes> tags{};
  // What they asked, enough to compare distributions of a few calls.
  std::array<Sketch, kTimes> sketches{};
  // All calls after it are there.
  int64_t dropped_us = INT64_MIN;
  // Hash of the declared organisation; 0: none.
  uint64_t organization = 0;
  bool organizations_differ = false;
  uint64_t billing = 0;  // Of the latest call that names one.

  static uint16_t TagOf(uint64_t frame) { return static_cast<uint16_t>(frame); }
  // A number's logarithm in eighths of an octave, and the natural one that it stands for.
  static uint8_t LogByte(uint64_t number);
  static float LogOf(uint8_t byte);
  static bool StandsAlone(uint16_t program) { return (program & 1) != 0; }

  void Add(const StoredCall& call);

  template <class Archive>
  void Transfer(Archive& archive) {
    TransferNumbers(archive, calls, organizations_differ);
    TransferHashes(archive, &organization, 1);
    TransferHashes(archive, &billing, 1);
    int64_t before = 0;
    for (size_t i = 0; i < calls && i < kTimes; ++i) {
      int64_t step = times[i] - before;
      TransferNumber(archive, step);
      if constexpr (Archive::kReads) times[i] = before + step;
      before = times[i];
      TransferNumber(archive, programs[i]);
      for (uint16_t& tag : tags[i]) TransferNumber(archive, tag);
      TransferHashes(archive, &sketches[i].signs, 1);
      TransferNumbers(archive, sketches[i].words, sketches[i].output_tokens);
    }
    if (calls > kTimes) TransferNumber(archive, dropped_us);
  }

 private:
  // Where the next call goes.
  size_t Place(uint16_t program);
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_TRACE_H_
