#include "detector/learn/straight.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace stillwatch::detector {
namespace {

constexpr int kMostSteps = 50;
constexpr int kMostHalvings = 30;
constexpr int kSweeps = 200;
constexpr double kLeastGain = 1e-10;
// Expected slopes are known to so much of themselves, and to so much of a unit.
constexpr double kRelativeTolerance = 0.3;
constexpr double kTolerance = 1;

// One number for the base, then one for each feature with an expected slope.
using Vector = std::vector<double>;

// ln(1 + e^x)
double Softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }

class Fit {
 public:
  Fit(const std::vector<const TrainingRow*>& rows, absl::Span<const Expectation> expectations,
      double firmness)
      : rows_(rows) {
    for (size_t f = 0; f < expectations.size(); ++f) {
      const double expected = expectations[f].slope;
      if (expected == 0) continue;
      const double tolerance = kTolerance + kRelativeTolerance * std::abs(expected);
      columns_.push_back(f);
      expected_.push_back(expected);
      firmness_.push_back(firmness / (tolerance * tolerance));
    }
    double all = 0;
    double harvests = 0;
    for (const TrainingRow* row : rows_) {
      all += row->weight;
      if (row->harvest) harvests += row->weight;
    }
    scale_ = 1 / all;
    at_.push_back(std::log(harvests / (all - harvests)));
    at_.insert(at_.end(), expected_.begin(), expected_.end());
  }

  void Run() {
    if (columns_.empty()) return;
    double loss = Loss(at_);
    for (int i = 0; i < kMostSteps; ++i) {
      const Vector step = Step();
      Vector next = at_;
      double next_loss = loss;
      double part = 1;
      for (int halving = 0; halving < kMostHalvings; ++halving, part /= 2) {
        for (size_t j = 0; j < at_.size(); ++j) next[j] = at_[j] + part * step[j];
        next_loss = Loss(next);
        if (next_loss < loss) break;
      }
      if (!(loss - next_loss > kLeastGain)) return;
      at_ = next;
      loss = next_loss;
    }
  }

  Straight Result(size_t features) const {
    Straight result{at_[0], std::vector<double>(features, 0)};
    for (size_t j = 0; j < columns_.size(); ++j) result.slopes[columns_[j]] = at_[1 + j];
    return result;
  }

 private:
  double Margin(const TrainingRow& row, const Vector& at) const {
    double sum = at[0];
    for (size_t j = 0; j < columns_.size(); ++j) sum += at[1 + j] * row.features[columns_[j]];
    return sum;
  }

  double Loss(const Vector& at) const {
    double loss = 0;
    for (const TrainingRow* row : rows_) {
      const double margin = Margin(*row, at);
      loss += row->weight * scale_ * Softplus(row->harvest ? -margin : margin);
    }
    for (size_t j = 0; j < columns_.size(); ++j) {
      loss += firmness_[j] * (at[1 + j] - expected_[j]) * (at[1 + j] - expected_[j]);
    }
    return loss;
  }

  // The first and second derivatives of the loss.
  void Derive(Vector* gradient, std::vector<Vector>* curvature) const {
    const size_t size = at_.size();
    gradient->assign(size, 0);
    curvature->assign(size, Vector(size, 0));
    Vector values(size, 1);
    for (const TrainingRow* row : rows_) {
      const double chance = 1 / (1 + std::exp(-Margin(*row, at_)));
      const double slope = row->weight * scale_ * (chance - (row->harvest ? 1.0 : 0.0));
      const double bend = row->weight * scale_ * chance * (1 - chance);
      for (size_t j = 1; j < size; ++j) values[j] = row->features[columns_[j - 1]];
      for (size_t j = 0; j < size; ++j) {
        (*gradient)[j] += slope * values[j];
        for (size_t k = 0; k <= j; ++k) (*curvature)[j][k] += bend * values[j] * values[k];
      }
    }
    for (size_t j = 0; j < size; ++j) {
      for (size_t k = 0; k < j; ++k) (*curvature)[k][j] = (*curvature)[j][k];
    }
    (*curvature)[0][0] += 1e-9;
    for (size_t j = 1; j < size; ++j) {
      (*gradient)[j] += 2 * firmness_[j - 1] * (at_[j] - expected_[j - 1]);
      (*curvature)[j][j] += 2 * firmness_[j - 1];
    }
  }

  // Where the parabola at this point is lowest without a slope changing its sign.
  Vector Step() const {
    Vector gradient;
    std::vector<Vector> curvature;
    Derive(&gradient, &curvature);
    Vector step(at_.size(), 0);
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      for (size_t j = 0; j < step.size(); ++j) {
        double slope = gradient[j];
        for (size_t k = 0; k < step.size(); ++k) slope += curvature[j][k] * step[k];
        double value = at_[j] + step[j] - slope / curvature[j][j];
        if (j > 0) value = expected_[j - 1] > 0 ? std::max(value, 0.0) : std::min(value, 0.0);
        step[j] = value - at_[j];
      }
    }
    return step;
  }

  const std::vector<const TrainingRow*>& rows_;
  std::vector<size_t> columns_;
  Vector expected_;
  Vector firmness_;
  double scale_ = 1;
  Vector at_;
};

}  // namespace

double Straight::Margin(absl::Span<const float> features) const {
  double sum = base;
  for (size_t f = 0; f < slopes.size(); ++f) sum += slopes[f] * features[f];
  return sum;
}

Straight LearnStraight(const std::vector<const TrainingRow*>& rows,
                       absl::Span<const Expectation> expectations, double firmness) {
  Fit fit(rows, expectations, firmness);
  fit.Run();
  return fit.Result(expectations.size());
}

}  // namespace stillwatch::detector
