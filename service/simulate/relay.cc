#include "service/simulate/relay.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace stillwatch::simulate {
namespace {

constexpr double kDay = 86400e6;
constexpr const char* kNames[] = {"turns",  "loose",     "random",  "unequal",
                                  "bursts", "staggered", "turnover"};
constexpr size_t kLoosePart = 5;
constexpr double kUnequal = 0.8;  // Of the logarithm.
constexpr int64_t kBurstRounds = 3;
constexpr double kBurstPace = 12;  // Times the mean.

}  // namespace

absl::Span<const char* const> DispatchNames() { return kNames; }

Dispatch DispatchOf(absl::string_view name) {
  const auto found = std::find(std::begin(kNames), std::end(kNames), name);
  return static_cast<Dispatch>(found - std::begin(kNames));
}

Relay::Relay(const RelayPlan& plan, std::vector<Actor*> members)
    : plan_(plan), rng_(plan.seed), ring_(std::move(members)), now_us_(plan.start_us) {
  const size_t size = ring_.size();
  const auto lay_aside = [this, size](size_t count) {
    spares_.assign(ring_.end() - static_cast<std::ptrdiff_t>(count), ring_.end());
    ring_.resize(size - count);
  };
  if (plan.failover) {
    block_us_ = plan.start_us + (plan.end_us - plan.start_us) / 2;
    lay_aside(size * 3 / 10);
    return;
  }
  if (plan.dispatch == Dispatch::kUnequal) {
    for (size_t i = 0; i < size; ++i) weights_.push_back(rng_.LogNormal(1, kUnequal));
  }
  const bool joins = plan.dispatch == Dispatch::kStaggered;
  if (!joins && plan.dispatch != Dispatch::kTurnover) return;
  lay_aside(joins ? size - 1 : size / 2);
  // All have come half-way, or all have been replaced at the end.
  const int64_t during = joins ? (plan.end_us - plan.start_us) / 2 : plan.end_us - plan.start_us;
  every_us_ = during / static_cast<int64_t>(spares_.size() + 1);
  change_us_ = plan.start_us + every_us_;
}

int64_t Relay::NextTime() {
  double mean = kDay / plan_.calls_a_day;
  if (plan_.dispatch == Dispatch::kBursts) {
    const auto items = static_cast<int64_t>(ring_.size()) * kBurstRounds;
    if (left_-- <= 0) {
      left_ = items;
      mean *= static_cast<double>(items) * (1 - 1 / kBurstPace);
    } else {
      mean /= kBurstPace;
    }
  }
  now_us_ += static_cast<int64_t>(rng_.Exponential(mean));
  return now_us_ < plan_.end_us ? now_us_ : std::numeric_limits<int64_t>::max();
}

void Relay::Block() {
  ring_.erase(ring_.begin(), ring_.begin() + static_cast<std::ptrdiff_t>(ring_.size() * 2 / 5));
  ring_.insert(ring_.end(), spares_.begin(), spares_.end());
  block_us_ = 0;
}

void Relay::ComeAndGo(int64_t time_us) {
  while (every_us_ != 0 && time_us >= change_us_ && !spares_.empty()) {
    change_us_ += every_us_;
    if (plan_.dispatch == Dispatch::kTurnover) ring_.erase(ring_.begin());
    ring_.insert(ring_.begin(), spares_.back());
    spares_.pop_back();
  }
}

size_t Relay::Choose() {
  switch (plan_.dispatch) {
    case Dispatch::kLoose:
      return rng_.Below(std::min(ring_.size(), std::max<size_t>(2, ring_.size() / kLoosePart)));
    case Dispatch::kRandom:
      return rng_.Below(ring_.size());
    case Dispatch::kUnequal:
      return rng_.Weighted(weights_.data(), weights_.size());
    default:
      return 0;
  }
}

Actor* Relay::Pick(int64_t time_us) {
  if (block_us_ != 0 && time_us >= block_us_) Block();
  ComeAndGo(time_us);
  const auto chosen = ring_.begin() + static_cast<std::ptrdiff_t>(Choose());
  Actor* const actor = *chosen;
  if (plan_.dispatch != Dispatch::kUnequal) std::rotate(chosen, chosen + 1, ring_.end());
  return actor;
}

}  // namespace stillwatch::simulate
