#include "detector/account/strands.h"

#include <algorithm>
#include <string>
#include <vector>

#include "detector/assess/assessor.h"
#include "detector/call/stored_call.h"
#include "detector/fingerprint/mix.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

// A call with a request of its own and the given setup.
StoredCall Call(uint64_t number, uint64_t setup) {
  StoredCall call;
  call.account_id = "a";
  call.request_id = "r";
  call.time_us = 1767571200000000 + static_cast<int64_t>(number) * 1000000;
  call.status = 200;
  call.operation = "chat";
  call.has_fingerprint = call.fingerprint.has_request = true;
  call.fingerprint.request_hash = call.fingerprint.conversation_hash = Avalanche(number + 1);
  call.fingerprint.request_words = 10;
  call.fingerprint.user_turns = 1;
  call.fingerprint.system_hash = Avalanche(setup + 1);
  return call;
}

// Strands and the profile of all calls.
class Mixture {
 public:
  void Add(const StoredCall& call) {
    strands.Add(call, whole);
    whole.Add(call);
  }
  double MixedShare() const { return strands.MixedShare(static_cast<int64_t>(whole.volume.calls)); }
  std::vector<int64_t> Calls() const {
    std::vector<int64_t> calls;
    for (const Strand& strand : strands.all()) calls.push_back(strand.profile_calls());
    return calls;
  }

  Strands strands;
  Profile whole;
};

template <class State>
std::string Written(const State& state) {
  std::string buffer(Strands::kMaxBytes, '\0');
  Writer writer(buffer.data());
  const_cast<State&>(state).Transfer(writer);
  return std::string(writer.bytes());
}

TEST(Strands, OneSetupHasNone) {
  Mixture mixture;
  for (uint64_t i = 0; i < 100; ++i) mixture.Add(Call(i, 7));
  EXPECT_TRUE(mixture.strands.all().empty());
  EXPECT_EQ(mixture.strands.bytes(), 0);
  EXPECT_EQ(mixture.MixedShare(), 0);
}

TEST(Strands, EachHasTheProfileOfItsCalls) {
  Mixture mixture;
  Profile first, second;
  for (uint64_t i = 0; i < 99; ++i) {
    const StoredCall call = Call(i, i % 3 == 1 ? 2 : 1);
    mixture.Add(call);
    // Not of the first call of a setup that is not the account's first.
    if (i % 3 != 1) {
      first.Add(call);
    } else if (i > 1) {
      second.Add(call);
    }
  }
  ASSERT_EQ(mixture.strands.all().size(), 2);
  EXPECT_EQ(Written(*mixture.strands.all()[0].profile), Written(first));
  EXPECT_EQ(Written(*mixture.strands.all()[1].profile), Written(second));
  EXPECT_NEAR(mixture.MixedShare(), 1.0 / 3, 0.02);
}

TEST(Strands, TheProfileOfAllServesWhileOthersAreFew) {
  Mixture mixture;
  for (uint64_t i = 0; i < 80; ++i) mixture.Add(Call(i, 1));
  for (uint64_t i = 80; i < 90; ++i) mixture.Add(Call(i, 2));
  EXPECT_EQ(mixture.Calls(), (std::vector<int64_t>{0, 9}));
  EXPECT_NEAR(mixture.MixedShare(), 1.0 / 9, 1e-9);
  for (uint64_t i = 90; i < 110; ++i) mixture.Add(Call(i, 2));
  // With at most an eighth of the others in it.
  EXPECT_GE(mixture.Calls()[0], 80);
  EXPECT_LE(mixture.Calls()[0], 91);
  EXPECT_EQ(mixture.Calls()[1], 29);
}

TEST(Strands, SetupsThatChangeWithEveryCallCostNoProfile) {
  Mixture mixture;
  for (uint64_t i = 0; i < 1000; ++i) mixture.Add(Call(i, i));
  for (const int64_t calls : mixture.Calls()) EXPECT_EQ(calls, 0);
  EXPECT_LT(mixture.strands.bytes(), sizeof(Profile));
  EXPECT_EQ(mixture.MixedShare(), 0);
}

TEST(Strands, AFrequentOneStaysAmongMany) {
  Mixture mixture;
  // Each fifth call has it, every other a setup of its own.
  for (uint64_t i = 0; i < 2000; ++i) mixture.Add(Call(i, i % 5 == 4 ? 1 : 1000 + i));
  int64_t most = 0;
  for (const int64_t calls : mixture.Calls()) most = std::max(most, calls);
  EXPECT_GE(most, 390);
  EXPECT_LE(mixture.strands.all().size(), Strands::kMost);
}

// Sets what an assessment of the strand with a profile would come to.
void Judge(Strand* strand, double score, Verdict verdict) {
  strand->score = score;
  strand->verdict = static_cast<uint8_t>(verdict);
}

TEST(Strands, TheLowestThatIsClearMakesRoom) {
  Mixture mixture;
  uint64_t number = 0;
  const auto add = [&](uint64_t setup, int calls) {
    for (int i = 0; i < calls; ++i) mixture.Add(Call(number++, setup));
  };
  for (int round = 0; round < 10; ++round) {
    for (uint64_t setup = 1; setup <= 3; ++setup) add(setup, 1);
  }
  add(4, 4);
  // Nobody was assessed yet.
  EXPECT_EQ(mixture.Calls(), (std::vector<int64_t>{10, 9, 9, 0}));
  const absl::Span<Strand> all = mixture.strands.all();
  Judge(&all[0], 20, Verdict::kClear);
  Judge(&all[1], -5, Verdict::kElevated);
  Judge(&all[2], 10, Verdict::kClear);
  add(4, 3);
  EXPECT_EQ(mixture.Calls(), (std::vector<int64_t>{10, 9, 0, 3}));
  EXPECT_EQ(static_cast<Verdict>(all[2].verdict), Verdict::kUnspecified);
  // It has its turn again when it has made as many calls again.
  add(3, 9);
  EXPECT_EQ(mixture.Calls(), (std::vector<int64_t>{10, 9, 0, 3}));
  add(3, 1);
  EXPECT_EQ(mixture.Calls(), (std::vector<int64_t>{0, 9, 1, 3}));
  // What has no profile is still known to be there.
  EXPECT_NEAR(mixture.MixedShare(), 1 - 20.0 / 47, 0.01);
}

TEST(Strands, AsManyAsThereCanBeStayWithinTheirBytes) {
  Mixture mixture;
  for (uint64_t i = 0; i < 3000; ++i) mixture.Add(Call(i, i % Strands::kMost));
  size_t profiles = 0;
  for (const Strand& strand : mixture.strands.all()) profiles += strand.profile != nullptr ? 1 : 0;
  EXPECT_EQ(profiles, Strands::kMostProfiles);
  EXPECT_EQ(mixture.strands.WrittenBytes(), Written(mixture.strands).size());
  EXPECT_LT(mixture.strands.WrittenBytes(), Strands::kMaxBytes);
}

TEST(Strands, WritingAndReadingAtAnyPointChangesNothing) {
  Mixture straight;
  Mixture interrupted;
  for (uint64_t i = 0; i < 400; ++i) {
    // Some that stay, some that come once, one that comes late.
    const uint64_t setup = i % 3 == 0 ? 1 : i % 7 == 0 ? i : i < 200 ? i % 5 : 77;
    straight.Add(Call(i, setup));
    interrupted.Add(Call(i, setup));
    const std::string bytes = Written(interrupted.strands);
    interrupted.strands = Strands();
    Reader reader(bytes);
    interrupted.strands.Transfer(reader);
    ASSERT_TRUE(reader.ok() && reader.at_end());
    ASSERT_EQ(Written(interrupted.strands), Written(straight.strands)) << "call " << i;
  }
}

TEST(Strands, MoreThanThereCanBeAreNotRead) {
  std::string bytes = Written(Strands());
  bytes[8] = static_cast<char>(Strands::kMost + 1);
  Reader reader(bytes);
  Strands strands;
  strands.Transfer(reader);
  EXPECT_FALSE(reader.ok());
  EXPECT_TRUE(strands.all().empty());
}

}  // namespace
}  // namespace stillwatch::detector
