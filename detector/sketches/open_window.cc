#include "detector/sketches/open_window.h"

#include <algorithm>
#include <boost/accumulators/accumulators.hpp>
#include <boost/accumulators/statistics/count.hpp>
#include <boost/accumulators/statistics/mean.hpp>
#include <boost/accumulators/statistics/p_square_quantile.hpp>
#include <boost/accumulators/statistics/stats.hpp>
#include <boost/accumulators/statistics/variance.hpp>
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
  std::copy_n(other.first_.begin(), std::min<size_t>(count_, kKeptValues), first_.begin());
  if (count_ > 0) new (accumulators_.data()) Set(SetIn(other.accumulators_.data()));
}

OpenWindow& OpenWindow::operator=(const OpenWindow& other) {
  if (this != &other) new (this) OpenWindow(other);
  return *this;
}

void OpenWindow::Add(double value) {
  static_assert(sizeof(Set) <= kAccumulatorBytes && alignof(Set) <= 16);
  if (count_ == 0) new (accumulators_.data()) Set;
  if (count_ < first_.size()) first_[count_] = value;
  ++count_;
  SetIn(accumulators_.data())(value);
}

double OpenWindow::mean() const { return count_ == 0 ? 0 : acc::mean(SetIn(accumulators_.data())); }

double OpenWindow::variance() const {
  return count_ == 0 ? 0 : acc::variance(SetIn(accumulators_.data()));
}

double OpenWindow::median() const {
  if (count_ == 0) return 0;
  if (count_ > kExactMedian) return acc::p_square_quantile(SetIn(accumulators_.data()));
  std::array<double, kExactMedian> sorted;
  std::copy_n(first_.begin(), count_, sorted.begin());
  std::sort(sorted.begin(), sorted.begin() + count_);
  return sorted[(count_ - 1) / 2];
}

void OpenWindow::Transfer(Writer& writer) {
  TransferNumber(writer, count_);
  if (count_ <= kKeptValues) {
    for (size_t i = 0; i < count_; ++i) TransferReal(writer, first_[i]);
    return;
  }
  Numbers<Writer> numbers{&writer};
  SetIn(accumulators_.data()).serialize(numbers, 0);
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
  new (accumulators_.data()) Set;
  SetIn(accumulators_.data()).serialize(numbers, 0);
  if (acc::count(SetIn(accumulators_.data())) != count_) reader.Fail();
}

}  // namespace stillwatch::detector
