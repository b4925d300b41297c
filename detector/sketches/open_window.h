#ifndef STILLWATCH_DETECTOR_SKETCHES_OPEN_WINDOW_H_
#define STILLWATCH_DETECTOR_SKETCHES_OPEN_WINDOW_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace stillwatch::detector {

// Count, mean, variance and median (P-square, Jain and Chlamtac 1985) of the values of one window,
// over Boost.Accumulators. They cannot be merged: what has to be merged is kept in histograms and
// sums beside them. The state is exact: Load(Save(x)) goes on as x would have.
class OpenWindow {
 public:
  OpenWindow();
  ~OpenWindow();
  OpenWindow(OpenWindow&&) noexcept;
  OpenWindow& operator=(OpenWindow&&) noexcept;

  void Add(double value);
  void Reset();

  size_t count() const;
  // 0 while empty.
  double mean() const;
  double variance() const;
  // Of the first five values the middle one; an estimate beyond.
  double median() const;

  // Empty while nothing was added.
  std::string Save() const;
  // DATA_LOSS if `bytes` is not what Save gave.
  absl::Status Load(absl::string_view bytes);

 private:
  struct Accumulators;
  std::unique_ptr<Accumulators> accumulators_;  // Null while empty.
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_SKETCHES_OPEN_WINDOW_H_
