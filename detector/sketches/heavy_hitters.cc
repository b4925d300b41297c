#include "detector/sketches/heavy_hitters.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <vector>

#include "stillwatch/v1/profile_state.pb.h"

namespace stillwatch::detector {
namespace {

int IndexOf(uint64_t value, const v1::HeavyHittersState& hitters) {
  const auto at = std::find(hitters.value().begin(), hitters.value().end(), value);
  return at == hitters.value().end() ? -1 : static_cast<int>(at - hitters.value().begin());
}

int SmallestIndex(const v1::HeavyHittersState& hitters) {
  return static_cast<int>(std::min_element(hitters.count().begin(), hitters.count().end()) -
                          hitters.count().begin());
}

}  // namespace

uint32_t AddToHitters(uint64_t value, int capacity, v1::HeavyHittersState* hitters) {
  int at = IndexOf(value, *hitters);
  if (at < 0 && hitters->value_size() < capacity) {
    hitters->add_value(value);
    hitters->add_count(1);
    hitters->add_over(0);
    return 1;
  }
  if (at < 0) {
    at = SmallestIndex(*hitters);
    hitters->set_value(at, value);
    hitters->set_over(at, hitters->count(at));
  }
  hitters->set_count(at, hitters->count(at) + 1);
  return hitters->count(at);
}

void MergeHitters(const v1::HeavyHittersState& from, int capacity, v1::HeavyHittersState* into) {
  const auto unseen = [capacity](const v1::HeavyHittersState& hitters) -> uint32_t {
    return hitters.value_size() < capacity ? 0 : hitters.count(SmallestIndex(hitters));
  };
  const uint32_t unseen_from = unseen(from);
  const uint32_t unseen_into = unseen(*into);
  struct Row {
    uint32_t count;
    uint64_t value;
    uint32_t over;
  };
  std::vector<Row> rows;
  for (int i = 0; i < into->value_size(); ++i) {
    const int other = IndexOf(into->value(i), from);
    const uint32_t count = other < 0 ? unseen_from : from.count(other);
    const uint32_t over = other < 0 ? unseen_from : from.over(other);
    rows.push_back({into->count(i) + count, into->value(i), into->over(i) + over});
  }
  for (int i = 0; i < from.value_size(); ++i) {
    if (IndexOf(from.value(i), *into) >= 0) continue;
    rows.push_back({from.count(i) + unseen_into, from.value(i), from.over(i) + unseen_into});
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(b.count, a.value) < std::tie(a.count, b.value);
  });
  if (rows.size() > static_cast<size_t>(capacity)) rows.resize(capacity);
  into->Clear();
  for (const Row& row : rows) {
    into->add_value(row.value);
    into->add_count(row.count);
    into->add_over(row.over);
  }
}

uint32_t TopCount(const v1::HeavyHittersState& hitters) {
  return static_cast<uint32_t>(TopCounts(hitters, 1));
}

uint64_t TopCounts(const v1::HeavyHittersState& hitters, int n) {
  std::vector<uint32_t> certain;
  for (int i = 0; i < hitters.value_size(); ++i) {
    certain.push_back(hitters.count(i) - hitters.over(i));
  }
  std::sort(certain.begin(), certain.end(), std::greater<>());
  uint64_t sum = 0;
  for (int i = 0; i < n && i < static_cast<int>(certain.size()); ++i) sum += certain[i];
  return sum;
}

}  // namespace stillwatch::detector
