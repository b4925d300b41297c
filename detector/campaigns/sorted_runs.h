#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_SORTED_RUNS_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_SORTED_RUNS_H_

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace stillwatch::detector {

// Many short lists, each in order, that are put together and then in order: quicker than sorting.
// What is equal stays in order of the lists.
template <typename Value>
class SortedRuns {
 public:
  void Add(Value value) { values_.push_back(std::move(value)); }
  // What was added since the last one is a list.
  void EndRun() {
    if (values_.size() > (ends_.empty() ? 0 : ends_.back())) ends_.push_back(values_.size());
  }

  // Once, after the last run ended.
  template <typename Less>
  std::vector<Value> Merge(Less less) && {
    std::vector<Value> merged(values_.size());
    while (ends_.size() > 1) {
      size_t begin = 0, kept = 0;
      for (size_t i = 0; i < ends_.size(); i += 2) {
        const size_t middle = ends_[i], end = ends_[std::min(i + 1, ends_.size() - 1)];
        MergeTwo(begin, middle, end, less, &merged);
        ends_[kept++] = begin = end;
      }
      ends_.resize(kept);
      values_.swap(merged);
    }
    return std::move(values_);
  }

 private:
  template <typename Less>
  void MergeTwo(size_t begin, size_t middle, size_t end, Less less, std::vector<Value>* to) const {
    const Value* a = values_.data() + begin;
    const Value* const a_end = values_.data() + middle;
    const Value* b = a_end;
    const Value* const b_end = values_.data() + end;
    Value* out = to->data() + begin;
    while (a != a_end && b != b_end) {
      // Without a branch, as nobody can say which.
      const bool second = less(*b, *a);
      *out++ = *(second ? b : a);
      b += second ? 1 : 0;
      a += second ? 0 : 1;
    }
    std::copy(b, b_end, std::copy(a, a_end, out));
  }

  std::vector<Value> values_;
  std::vector<size_t> ends_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_SORTED_RUNS_H_
