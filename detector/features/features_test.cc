#include "detector/features/features.h"

#include <array>
#include <bit>
#include <cmath>
#include <set>
#include <string>
#include <type_traits>

#include "detector/signals/catalogue.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kNumbers = sizeof(Traits) / sizeof(double);
static_assert(std::is_trivially_copyable_v<Traits> && sizeof(Traits) == kNumbers * sizeof(double),
              "traits are doubles alone");

Traits Made(const std::array<double, kNumbers>& numbers) { return std::bit_cast<Traits>(numbers); }

void ExpectFinite(const Traits& traits) {
  const std::vector<float> features = MeasureFeatures(traits);
  ASSERT_EQ(features.size(), FeatureCatalogue().size());
  for (size_t i = 0; i < features.size(); ++i) {
    EXPECT_TRUE(std::isfinite(features[i])) << FeatureCatalogue()[i].name;
  }
}

TEST(Features, EachHasItsOwnNameAndASignal) {
  std::set<std::string> names;
  for (const FeatureDefinition& feature : FeatureCatalogue()) {
    EXPECT_TRUE(names.insert(std::string(feature.name)).second) << feature.name;
    EXPECT_LT(feature.signal, SignalCatalogue().size()) << feature.name;
  }
}

TEST(Features, TheLastOnesAreTheSignalsLevels) {
  Traits traits;
  traits.logprobs_share = 1;
  traits.requests = traits.answers = traits.calls = 1000;
  const auto signals = SignalCatalogue();
  const std::vector<float> features = MeasureFeatures(traits);
  const size_t first = features.size() - signals.size();
  for (size_t i = 0; i < signals.size(); ++i) {
    const FeatureDefinition& feature = FeatureCatalogue()[first + i];
    EXPECT_EQ(feature.name, signals[i]->name);
    EXPECT_EQ(feature.signal, i);
    EXPECT_EQ(feature.expectation.slope, signals[i]->expected) << feature.name;
    EXPECT_NE(feature.expectation.slope, 0) << feature.name;
    EXPECT_EQ(feature.expectation.direction, signals[i]->expected < 0 ? -1 : 1) << feature.name;
    EXPECT_EQ(features[first + i], static_cast<float>(signals[i]->level(traits))) << feature.name;
  }
  for (size_t i = 0; i < first; ++i) EXPECT_EQ(FeatureCatalogue()[i].expectation.direction, 0);
}

TEST(Features, WhereNoAnswerIsCountedRequestsAloneMakeNoRatio) {
  const size_t ratio = FindFeature("output_ratio");
  Traits traits;
  traits.input_tokens = 500;
  EXPECT_EQ(MeasureFeatures(traits)[ratio], 0);
  traits.answers = 10;
  EXPECT_LT(MeasureFeatures(traits)[ratio], -6);
}

TEST(Features, AreFiniteWhateverTheTraits) {
  ExpectFinite(Traits());
  std::array<double, kNumbers> numbers;
  for (const double extreme : {1.0, 1e18}) {
    numbers.fill(extreme);
    ExpectFinite(Made(numbers));
    for (size_t i = 0; i < kNumbers; ++i) {
      numbers.fill(0);
      numbers[i] = extreme;
      ExpectFinite(Made(numbers));
      numbers.fill(extreme);
      numbers[i] = 0;
      ExpectFinite(Made(numbers));
    }
  }
}

TEST(Features, EverySignalHasWordsEvenAtLevelZero) {
  // Other features of a signal can have points while its level is 0.
  for (const SignalDefinition* signal : SignalCatalogue()) {
    const std::string reason = signal->reason(Traits());
    EXPECT_FALSE(reason.empty()) << signal->name;
    EXPECT_EQ(reason.find("nan"), std::string::npos) << reason;
    EXPECT_EQ(reason.find("inf"), std::string::npos) << reason;
    for (const Reading& reading : signal->readings(Traits())) {
      EXPECT_TRUE(std::isfinite(reading.value)) << signal->name << " " << reading.name;
    }
  }
}

}  // namespace
}  // namespace stillwatch::detector
