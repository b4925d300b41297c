#include "detector/learn/boost.h"

#include <cmath>

#include "detector/fingerprint/mix.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

// 0 to 1, the same for the same number.
double Draw(uint64_t number) { return std::ldexp(static_cast<double>(Avalanche(number + 1)), -64); }

// Rows of two features and one that says nothing.
std::vector<TrainingRow> MakeRows(size_t count, bool (*harvests)(float, float)) {
  std::vector<TrainingRow> rows;
  for (size_t i = 0; i < count; ++i) {
    const auto a = static_cast<float>(Draw(3 * i));
    const auto b = static_cast<float>(Draw(3 * i + 1));
    rows.push_back({{a, b, static_cast<float>(Draw(3 * i + 2))}, harvests(a, b), 1});
  }
  return rows;
}

Model Learn(const std::vector<TrainingRow>& rows, const std::vector<Expectation>& expectations,
            BoostOptions options = {.directed_trees = 0, .trust = 1, .feature_share = 1}) {
  std::vector<const TrainingRow*> pointers;
  for (const TrainingRow& row : rows) pointers.push_back(&row);
  return LearnModel(pointers, expectations, options);
}

double Weigh(const Model& model, float a, float b, float c = 0.5) {
  std::vector<double> parts(3);
  return model.Weigh(std::vector<float>{a, b, c}, absl::MakeSpan(parts));
}

void ExpectSame(const Model& a, const Model& b) {
  EXPECT_EQ(a.base(), b.base());
  EXPECT_EQ(a.slopes(), b.slopes());
  ASSERT_EQ(a.trees().size(), b.trees().size());
  for (size_t t = 0; t < a.trees().size(); ++t) {
    ASSERT_EQ(a.trees()[t].size(), b.trees()[t].size());
    for (size_t n = 0; n < a.trees()[t].size(); ++n) {
      const TreeNode& x = a.trees()[t][n];
      const TreeNode& y = b.trees()[t][n];
      EXPECT_TRUE(x.feature == y.feature && x.threshold == y.threshold && x.left == y.left &&
                  x.value == y.value);
    }
  }
}

TEST(Boost, LearnsWhereTwoKindsPart) {
  const Model model = Learn(MakeRows(600, [](float a, float) { return a > 0.3f; }), {{}, {}, {}});
  EXPECT_LT(Weigh(model, 0.1f, 0.9f), -2);
  EXPECT_GT(Weigh(model, 0.5f, 0.1f), 2);
  std::vector<double> parts(3);
  model.Weigh(std::vector<float>{0.5f, 0.1f, 0.5f}, absl::MakeSpan(parts));
  EXPECT_GT(parts[0], 10 * std::abs(parts[1]));
  EXPECT_GT(parts[0], 10 * std::abs(parts[2]));
}

TEST(Boost, LearnsWhatOnlyTwoFeaturesTellTogether) {
  const Model model = Learn(
      MakeRows(2000, [](float a, float b) { return (a > 0.5f) != (b > 0.45f); }), {{}, {}, {}});
  EXPECT_GT(Weigh(model, 0.8f, 0.2f), 1);
  EXPECT_GT(Weigh(model, 0.2f, 0.8f), 1);
  EXPECT_LT(Weigh(model, 0.8f, 0.8f), -1);
  EXPECT_LT(Weigh(model, 0.2f, 0.2f), -1);
}

// Noisy rows, so that trees go deep; the second feature falls and rises.
std::vector<TrainingRow> NoisyRows() {
  std::vector<TrainingRow> rows =
      MakeRows(1500, [](float a, float b) { return std::sin(9 * b) + a > 0.8f; });
  for (size_t i = 0; i < rows.size(); i += 6) rows[i].harvest = !rows[i].harvest;
  return rows;
}

TEST(Boost, NeverGoesAgainstADirection) {
  for (const int8_t direction : {1, -1}) {
    const Model model = Learn(NoisyRows(), {{}, {direction, 0.5 * direction}, {}});
    for (float a = 0; a <= 1; a += 0.05f) {
      for (float c = 0; c <= 1; c += 0.25f) {
        double last = Weigh(model, a, 0, c);
        for (float b = 0; b <= 1; b += 0.01f) {
          const double next = Weigh(model, a, b, c);
          ASSERT_GE(direction * (next - last), -1e-9) << a << " " << b << " " << c;
          last = next;
        }
      }
    }
  }
}

TEST(Boost, TheFirstTreesLookOnlyWhereADirectionIsKnown) {
  const auto rows = MakeRows(800, [](float a, float b) { return a + b > 1; });
  const Model model =
      Learn(rows, {{}, {1}, {}}, {.directed_trees = 10, .trees = 10, .feature_share = 1});
  ASSERT_EQ(model.trees().size(), 20);
  size_t elsewhere = 0;
  for (size_t t = 0; t < 20; ++t) {
    for (const TreeNode& node : model.trees()[t]) {
      if (node.feature < 0 || node.feature == 1) continue;
      EXPECT_GE(t, 10);
      ++elsewhere;
    }
  }
  EXPECT_GT(elsewhere, 0);
}

TEST(Boost, FreeTreesAreBelievedInPart) {
  const auto rows = MakeRows(600, [](float a, float) { return a > 0.3f; });
  BoostOptions options = {.directed_trees = 0, .trust = 1, .feature_share = 1};
  const Model whole = Learn(rows, {{}, {}, {}}, options);
  options.trust = 0.25;
  const Model quarter = Learn(rows, {{}, {}, {}}, options);
  const auto parted = [](const Model& model) {
    return Weigh(model, 0.9f, 0.9f) - Weigh(model, 0.1f, 0.9f);
  };
  EXPECT_GT(parted(whole), 4);
  EXPECT_NEAR(parted(quarter), 0.25 * parted(whole), 1e-4);
}

TEST(Boost, TheSameRowsMakeTheSameTrees) {
  const auto rows = MakeRows(400, [](float a, float b) { return a * b > 0.25f; });
  const BoostOptions options = {.trees = 20};
  ExpectSame(Learn(rows, {{}, {1}, {-1, -2}}, options), Learn(rows, {{}, {1}, {-1, -2}}, options));
}

TEST(Boost, AHeavyRowCountsForMany) {
  // At the same place as many of both kinds: the weights decide.
  std::vector<TrainingRow> rows;
  for (int i = 0; i < 100; ++i) rows.push_back({{0.5f, 0, 0}, i % 2 == 0, i % 2 == 0 ? 9.0 : 1.0});
  EXPECT_NEAR(Weigh(Learn(rows, {{}, {}, {}}), 0.5f, 0, 0), std::log(9), 1e-6);
  for (TrainingRow& row : rows) row.weight *= 1000;
  EXPECT_NEAR(Weigh(Learn(rows, {{}, {}, {}}), 0.5f, 0, 0), std::log(9), 1e-6);
}

TEST(Boost, OneKindAloneTeachesNothing) {
  for (const auto& rows :
       {MakeRows(50, [](float, float) { return true; }),
        MakeRows(50, [](float, float) { return false; }), std::vector<TrainingRow>()}) {
    const Model model = Learn(rows, {{}, {}, {}});
    EXPECT_TRUE(model.trees().empty());
    EXPECT_EQ(model.start(), 0);
  }
}

}  // namespace
}  // namespace stillwatch::detector
