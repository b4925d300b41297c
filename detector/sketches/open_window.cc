#include "detector/sketches/open_window.h"

#include <algorithm>
#include <boost/accumulators/accumulators.hpp>
#include <boost/accumulators/statistics/count.hpp>
#include <boost/accumulators/statistics/mean.hpp>
#include <boost/accumulators/statistics/p_square_quantile.hpp>
#include <boost/accumulators/statistics/stats.hpp>
#include <boost/accumulators/statistics/variance.hpp>
#include <cstring>
#include <new>
#include <type_traits>

#include "detector/archive/archive.h"

namespace stillwatch::detector {
namespace {

namespace acc = boost::accumulators;

// P-square's own estimate needs more than five values.
constexpr size_t kExactMedian = 5;

using Set =
    acc::accumulator_set<double, acc::stats<acc::tag::count, acc::tag::mean, acc::tag::variance,
                                            acc::tag::p_square_quantile>>;
static_assert(std::is_trivially_destructible_v<Set>);

Set& SetIn(unsigned char* bytes) { return *std::launder(reinterpret_cast<Set*>(bytes)); }
const Set& SetIn(const unsigned char* bytes) {
  return *std::launder(reinterpret_cast<const Set*>(bytes));
}

// What Boost's serialize functions write to and read from: numbers in order.
template <class Archive>
struct Numbers {
  Archive* archive;

  template <class T>
  Numbers& operator&(T& value) {
    if constexpr (std::is_floating_point_v<T>) {
      TransferReal(*archive, value);
    } else if constexpr (std::is_integral_v<T>) {
      TransferNumber(*archive, value);
    } else {
      for (auto& element : value) *this& element;
    }
    return *this;
  }
};

}  // namespace

OpenWindow::OpenWindow(const OpenWindow& other) : count_(other.count_) {
  if (count_ > kKeptValues) {
    new (state_.data()) Set(SetIn(other.state_.data()));
  } else {
    std::memcpy(state_.data(), other.state_.data(), count_ * sizeof(double));
  }
}

OpenWindow& OpenWindow::operator=(const OpenWindow& other) {
  if (this != &other) new (this) OpenWindow(other);
  return *this;
}

OpenWindow::Kept OpenWindow::kept() const {
  Kept values;
  std::memcpy(values.data(), state_.data(), count_ * sizeof(double));
  return values;
}

void OpenWindow::Add(double value) {
  static_assert(sizeof(Set) <= kStateBytes && alignof(Set) <= 8);
  if (count_ < kKeptValues) {
    std::memcpy(state_.data() + count_ * sizeof value, &value, sizeof value);
  } else {
    if (count_ == kKeptValues) {
      const Kept values = kept();
      Set* set = new (state_.data()) Set;
      for (const double kept : values) (*set)(kept);
    }
    SetIn(state_.data())(value);
  }
  ++count_;
}

template <class Read>
double OpenWindow::Ask(const Read& read) const {
  if (count_ == 0) return 0;
  if (count_ > kKeptValues) return read(SetIn(state_.data()));
  Set set;
  const Kept values = kept();
  for (size_t i = 0; i < count_; ++i) set(values[i]);
  return read(set);
}

double OpenWindow::mean() const {
  return Ask([](const Set& set) { return acc::mean(set); });
}

double OpenWindow::variance() const {
  return Ask([](const Set& set) { return acc::variance(set); });
}

double OpenWindow::median() const {
  if (count_ == 0) return 0;
  if (count_ > kExactMedian) {
    return Ask([](const Set& set) { return acc::p_square_quantile(set); });
  }
  Kept sorted = kept();
  std::sort(sorted.begin(), sorted.begin() + count_);
  return sorted[(count_ - 1) / 2];
}

void OpenWindow::Transfer(Writer& writer) {
  TransferNumber(writer, count_);
  if (count_ <= kKeptValues) {
    Kept values = kept();
    for (size_t i = 0; i < count_; ++i) TransferReal(writer, values[i]);
    return;
  }
  Numbers<Writer> numbers{&writer};
  SetIn(state_.data()).serialize(numbers, 0);
}

void OpenWindow::Transfer(Reader& reader) {
  uint32_t count = 0;
  TransferNumber(reader, count);
  count_ = 0;
  if (count <= kKeptValues) {
    for (size_t i = 0; i < count; ++i) {
      double value = 0;
      TransferReal(reader, value);
      Add(value);
    }
    return;
  }
  count_ = count;
  Numbers<Reader> numbers{&reader};
  new (state_.data()) Set;
  SetIn(state_.data()).serialize(numbers, 0);
  if (acc::count(SetIn(state_.data())) != count_) reader.Fail();
}

}  // namespace stillwatch::detector
