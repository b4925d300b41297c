#ifndef STILLWATCH_DETECTOR_SKETCHES_OPEN_WINDOW_H_
#define STILLWATCH_DETECTOR_SKETCHES_OPEN_WINDOW_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace stillwatch::detector {

class Reader;
class Writer;

// Count, mean, variance and median (P-square, Jain and Chlamtac 1985) of the values of one window,
// over Boost.Accumulators. They cannot be merged: what has to be merged is kept in histograms and
// sums beside them. The state is exact: what was written and read goes on as it would have.
class OpenWindow {
 public:
  OpenWindow() = default;
  OpenWindow(const OpenWindow& other);
  OpenWindow& operator=(const OpenWindow& other);

  void Add(double value);
  void Reset() { count_ = 0; }

  size_t count() const { return count_; }
  // 0 while empty.
  double mean() const;
  double variance() const;
  // Of the first five values the middle one; an estimate beyond.
  double median() const;

  void Transfer(Writer& writer);
  void Transfer(Reader& reader);

 private:
  static constexpr size_t kAccumulatorBytes = 256;
  static constexpr size_t kKeptValues = 16;

  uint32_t count_ = 0;
  // While there are few values they are kept instead of the accumulators' state, which is larger.
  std::array<double, kKeptValues> first_;
  // Boost's accumulators; there are some once a value came.
  alignas(16) std::array<unsigned char, kAccumulatorBytes> accumulators_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_SKETCHES_OPEN_WINDOW_H_
