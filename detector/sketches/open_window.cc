#include "detector/sketches/open_window.h"

#include <algorithm>
#include <array>
#include <boost/accumulators/accumulators.hpp>
#include <boost/accumulators/statistics/count.hpp>
#include <boost/accumulators/statistics/mean.hpp>
#include <boost/accumulators/statistics/p_square_quantile.hpp>
#include <boost/accumulators/statistics/stats.hpp>
#include <boost/accumulators/statistics/variance.hpp>
#include <cstring>
#include <type_traits>

namespace stillwatch::detector {
namespace {

namespace acc = boost::accumulators;

using Set =
    acc::accumulator_set<double, acc::stats<acc::tag::count, acc::tag::mean, acc::tag::variance,
                                            acc::tag::p_square_quantile>>;

// The archives that Boost's serialize functions write to and read from: raw numbers in order.
struct Writer {
  std::string* bytes;

  template <typename T>
  Writer& operator&(const T& value) {
    if constexpr (std::is_arithmetic_v<T>) {
      bytes->append(reinterpret_cast<const char*>(&value), sizeof value);
    } else {
      for (const auto& element : value) *this& element;
    }
    return *this;
  }
};

struct Reader {
  absl::string_view bytes;
  bool ok = true;

  template <typename T>
  Reader& operator&(T& value) {
    if constexpr (std::is_arithmetic_v<T>) {
      if (bytes.size() < sizeof value) {
        ok = false;
        return *this;
      }
      std::memcpy(&value, bytes.data(), sizeof value);
      bytes.remove_prefix(sizeof value);
    } else {
      for (auto& element : value) *this& element;
    }
    return *this;
  }
};

}  // namespace

struct OpenWindow::Accumulators {
  Set set;
  std::array<double, 5> first{};  // P-square's own estimate needs more than five values.
};

OpenWindow::OpenWindow() = default;
OpenWindow::~OpenWindow() = default;
OpenWindow::OpenWindow(OpenWindow&&) noexcept = default;
OpenWindow& OpenWindow::operator=(OpenWindow&&) noexcept = default;

void OpenWindow::Add(double value) {
  if (accumulators_ == nullptr) accumulators_ = std::make_unique<Accumulators>();
  const size_t before = count();
  if (before < accumulators_->first.size()) accumulators_->first[before] = value;
  accumulators_->set(value);
}

void OpenWindow::Reset() { accumulators_.reset(); }

size_t OpenWindow::count() const {
  return accumulators_ == nullptr ? 0 : acc::count(accumulators_->set);
}

double OpenWindow::mean() const { return count() == 0 ? 0 : acc::mean(accumulators_->set); }

double OpenWindow::variance() const { return count() == 0 ? 0 : acc::variance(accumulators_->set); }

double OpenWindow::median() const {
  const size_t values = count();
  if (values == 0) return 0;
  if (values > 5) return acc::p_square_quantile(accumulators_->set);
  std::array<double, 5> sorted = accumulators_->first;
  std::sort(sorted.begin(), sorted.begin() + values);
  return sorted[(values - 1) / 2];
}

std::string OpenWindow::Save() const {
  std::string bytes;
  if (accumulators_ == nullptr) return bytes;
  Writer writer{&bytes};
  accumulators_->set.serialize(writer, 0);
  writer & accumulators_->first;
  return bytes;
}

absl::Status OpenWindow::Load(absl::string_view bytes) {
  accumulators_.reset();
  if (bytes.empty()) return absl::OkStatus();
  auto loaded = std::make_unique<Accumulators>();
  Reader reader{bytes};
  loaded->set.serialize(reader, 0);
  reader & loaded->first;
  if (!reader.ok || !reader.bytes.empty()) {
    return absl::DataLossError("the state of a window's statistics has the wrong length");
  }
  accumulators_ = std::move(loaded);
  return absl::OkStatus();
}

}  // namespace stillwatch::detector
