#include "detector/campaigns/meeting.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

using Pairs = std::set<std::pair<size_t, size_t>>;

constexpr int64_t kHour = int64_t{3600} * 1'000'000;
constexpr size_t kCalls = 32;
constexpr size_t kMembers = 20;

// A rotation of a round an hour first, then callers of its pace.
std::vector<Sequence> RotationAmong(size_t strangers) {
  std::mt19937 random(5);
  std::exponential_distribution<double> wait(1);
  std::vector<Sequence> sequences(kMembers + strangers);
  double at = 30;
  for (size_t call = 0; call < kCalls; ++call) {
    for (size_t i = 0; i < kMembers; ++i) {
      at += wait(random) / kMembers;
      sequences[i].Add(static_cast<int64_t>(at * kHour));
    }
  }
  std::uniform_real_distribution<double> begin(0, 72);
  for (size_t i = kMembers; i < sequences.size(); ++i) {
    at = begin(random);
    for (size_t call = 0; call < kCalls; ++call) {
      sequences[i].Add(static_cast<int64_t>((at += wait(random)) * kHour));
    }
  }
  return sequences;
}

// And how many times any meet.
Pairs Meet(const std::vector<Sequence>& sequences, const std::vector<bool>* wanted,
           size_t* meetings) {
  Pairs pairs;
  *meetings = 0;
  for (const MeetingsFrom end : kBothEnds) {
    ForMeetings(
        end, sequences.size(), [&](size_t i) -> const Sequence& { return sequences[i]; }, wanted,
        [&](size_t a, size_t b) {
          pairs.emplace(std::min(a, b), std::max(a, b));
          ++*meetings;
        });
  }
  return pairs;
}

size_t AmongMembers(const Pairs& pairs) {
  return static_cast<size_t>(
      std::count_if(pairs.begin(), pairs.end(), [](const auto& p) { return p.second < kMembers; }));
}

TEST(Meetings, MembersMeetAndStrangersHardlyDoHoweverMany) {
  for (const size_t strangers : {size_t{1000}, size_t{20000}}) {
    const std::vector<Sequence> sequences = RotationAmong(strangers);
    size_t meetings = 0;
    const Pairs pairs = Meet(sequences, nullptr, &meetings);
    // Each with most of the others.
    EXPECT_GT(AmongMembers(pairs), kMembers * (kMembers - 1) / 2 * 8 / 10) << strangers;
    EXPECT_LT(pairs.size() - AmongMembers(pairs), sequences.size()) << strangers;
    EXPECT_LT(meetings, 2 * sequences.size()) << strangers;
  }
}

TEST(Meetings, OnlyThoseOfTheWantedAreTold) {
  const std::vector<Sequence> sequences = RotationAmong(5000);
  std::vector<bool> wanted(sequences.size());
  std::fill(wanted.begin(), wanted.begin() + kMembers / 2, true);
  size_t all = 0, some = 0;
  Meet(sequences, nullptr, &all);
  const Pairs pairs = Meet(sequences, &wanted, &some);
  EXPECT_LT(some, all);
  EXPECT_GT(AmongMembers(pairs), kMembers * kMembers / 4);
  for (const auto& [a, b] : pairs) EXPECT_TRUE(wanted[a] || wanted[b]);
}

}  // namespace
}  // namespace stillwatch::detector
