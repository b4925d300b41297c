#include "detector/baselines/specimens.h"

#include <string>

#include "detector/features/features.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::detector {
namespace {

using ::testing::HasSubstr;

v1::Baselines OfAllFeatures() {
  v1::Baselines baselines;
  for (const FeatureDefinition& feature : FeatureCatalogue()) {
    baselines.add_features(std::string(feature.name));
  }
  WriteSpecimens(&baselines);
  return baselines;
}

// A feature that is the same for all of them would not be missed.
TEST(SpecimensTest, TellEveryFeatureFromNone) {
  const auto& specimens = SpecimenFeatures();
  for (size_t f = 0; f < FeatureCatalogue().size(); ++f) {
    bool differs = false;
    for (const std::vector<float>& specimen : specimens) {
      differs |= specimen[f] != specimens[0][f];
    }
    EXPECT_TRUE(differs) << FeatureCatalogue()[f].name;
  }
}

TEST(SpecimensTest, WhatWasWrittenHereFits) { EXPECT_TRUE(CheckSpecimens(OfAllFeatures()).ok()); }

TEST(SpecimensTest, AFeatureThatMeantSomethingElseIsNamed) {
  v1::Baselines other = OfAllFeatures();
  const int at = other.features_size() + 7;
  other.set_specimens(at, other.specimens(at) + 0.01F);
  EXPECT_THAT(std::string(CheckSpecimens(other).message()),
              HasSubstr("\"" + other.features(7) + "\""));
}

TEST(SpecimensTest, WithoutThemNothingIsBelieved) {
  v1::Baselines other = OfAllFeatures();
  other.mutable_specimens()->RemoveLast();
  EXPECT_FALSE(CheckSpecimens(other).ok());
}

}  // namespace
}  // namespace stillwatch::detector
