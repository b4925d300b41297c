#include "detector/campaigns/mingling.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "detector/campaigns/sorted_runs.h"

namespace stillwatch::detector {
namespace {

// Calls before and after, whose owners say what is chance.
constexpr size_t kAround = 40;
// Of more members some will do.
constexpr size_t kMost = 256;
constexpr size_t kTellingCalls = 8;
constexpr double kErrors = 2;
// Own calls before and after.
constexpr size_t kBeside = 4;

}  // namespace

bool HasOwnTimes(const Sequence& account, absl::Span<const int64_t> others) {
  const absl::Span<const int64_t> times = account.times();
  const auto until = [others](int64_t time) {
    return static_cast<double>(std::lower_bound(others.begin(), others.end(), time) -
                               others.begin());
  };
  double in_a_row = 0, expected = 0;
  for (size_t i = 0; i + 1 < times.size(); ++i) {
    in_a_row += until(times[i]) == until(times[i + 1]) ? 1 : 0;
    const size_t begin = i < kBeside ? 0 : i - kBeside;
    const size_t end = std::min(times.size() - 1, i + kBeside);
    const auto own = static_cast<double>(end - begin);
    expected += own / (own + until(times[end]) - until(times[begin]));
  }
  return in_a_row - expected > kErrors * std::sqrt(expected + 0.25);
}

Mingling MinglingOf(absl::Span<const Sequence> members) {
  const size_t step = 1 + (members.size() - 1) / kMost;
  using Call = std::pair<int64_t, uint32_t>;  // When, and whose.
  SortedRuns<Call> runs;
  std::vector<size_t> sizes;
  for (size_t i = 0; i < members.size(); i += step) {
    for (const int64_t time : members[i].times()) runs.Add({time, sizes.size()});
    runs.EndRun();
    sizes.push_back(members[i].size());
  }
  const std::vector<Call> calls =
      std::move(runs).Merge([](const Call& a, const Call& b) { return a.first < b.first; });
  std::vector<double> in_a_row(sizes.size()), expected(sizes.size());
  std::vector<uint32_t> around(sizes.size());
  size_t begin = 0, end = 0;
  for (size_t i = 0; i + 1 < calls.size(); ++i) {
    for (; end < calls.size() && end <= i + kAround + 1; ++end) ++around[calls[end].second];
    for (; begin + kAround < i; ++begin) --around[calls[begin].second];
    const uint32_t member = calls[i].second;
    expected[member] +=
        static_cast<double>(around[member] - 1) / static_cast<double>(end - begin - 1);
    in_a_row[member] += calls[i + 1].second == member ? 1 : 0;
  }
  Mingling result;
  double sum = 0, own = 0, telling = 0;
  for (size_t member = 0; member < sizes.size(); ++member) {
    sum += in_a_row[member];
    result.by_chance += expected[member];
    if (sizes[member] < kTellingCalls) continue;
    ++telling;
    own += in_a_row[member] - expected[member] > kErrors * std::sqrt(expected[member] + 0.25);
  }
  result.in_a_row = (sum + 1) / (result.by_chance + 1);
  if (telling > 0) result.own_times = own / telling;
  result.telling = telling / static_cast<double>(std::max<size_t>(1, sizes.size()));
  return result;
}

}  // namespace stillwatch::detector
