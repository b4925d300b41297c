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
  static constexpr size_t kStateBytes = 208;
  static constexpr size_t kKeptValues = 16;

  using Kept = std::array<double, kKeptValues>;
  // The first count_ of them.
  Kept kept() const;
  // What `read` makes of the accumulators; 0 while empty.
  template <class Read>
  double Ask(const Read& read) const;

  uint32_t count_ = 0;
  // The values themselves while there are at most kKeptValues, which touches less memory than
  // Boost's accumulators do; those from then on.
  alignas(8) std::array<unsigned char, kStateBytes> state_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_SKETCHES_OPEN_WINDOW_H_
