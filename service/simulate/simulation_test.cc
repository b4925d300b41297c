#include "service/simulate/simulation.h"

#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/simulate/families/catalogue.h"
#include "service/simulate/text/speech.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::simulate {
namespace {

using ::testing::HasSubstr;

SimulationOptions Small() {
  SimulationOptions options;
  options.scale = 0.08;
  options.days = 5;
  return options;
}

struct Arrival {
  v1::Call call;
  Truth truth;
};

std::vector<Arrival> ArrivalsOf(const SimulationOptions& options,
                                std::vector<AccountLabel>* labels = nullptr) {
  auto simulation = Simulation::Create(options);
  EXPECT_TRUE(simulation.ok()) << simulation.status();
  std::vector<Arrival> arrivals;
  Arrival next;
  while ((*simulation)->Next(&next.call, &next.truth)) arrivals.push_back(next);
  if (labels != nullptr) *labels = (*simulation)->labels();
  return arrivals;
}

std::string Bytes(const std::vector<Arrival>& arrivals) {
  std::string bytes;
  for (const Arrival& arrival : arrivals) {
    // Maps have no order in the bytes.
    v1::Call call = arrival.call;
    call.mutable_params()->clear_logit_bias();
    absl::StrAppend(&bytes, call.SerializeAsString(), arrival.truth.harvest);
  }
  return bytes;
}

TEST(Simulation, EveryPatternHasAMeaning) {
  const absl::Status status = CheckGrammar();
  EXPECT_TRUE(status.ok()) << status;
  for (const Arrival& arrival : ArrivalsOf(Small())) {
    for (const v1::Message& message : arrival.call.messages()) {
      ASSERT_FALSE(absl::StrContains(message.content(), kUnresolved)) << message.content();
    }
  }
}

TEST(Simulation, TheSeedDecidesEveryCall) {
  const std::string one = Bytes(ArrivalsOf(Small()));
  EXPECT_EQ(one, Bytes(ArrivalsOf(Small())));
  SimulationOptions other = Small();
  other.seed = 2;
  EXPECT_NE(one, Bytes(ArrivalsOf(other)));
}

TEST(Simulation, EveryFamilyIsThereWithItsLabel) {
  std::vector<AccountLabel> labels;
  const std::vector<Arrival> arrivals = ArrivalsOf(Small(), &labels);
  std::map<std::string, bool> families;
  std::set<std::string> ids;
  for (const AccountLabel& label : labels) {
    families[label.family] = label.harvests;
    EXPECT_TRUE(ids.insert(label.account_id).second);
    EXPECT_LE(label.harvest_calls, label.calls);
    EXPECT_EQ(label.harvest_calls > 0, label.harvests && label.calls > 0) << label.family;
  }
  std::map<std::string, bool> expected;
  for (const Family& family : Families()) {
    if (family.use == Use::kBasic) expected[family.name] = family.harvests;
  }
  EXPECT_EQ(families, expected);
  int64_t harvested = 0;
  for (const Arrival& arrival : arrivals) harvested += arrival.truth.harvest ? 1 : 0;
  EXPECT_GT(harvested, 0);
}

TEST(Simulation, RedeliveredCallsAreTheSameAndLateOnesArriveLater) {
  SimulationOptions options = Small();
  options.redelivery_share = 0.2;
  options.late_share = 0.2;
  std::map<std::string, std::string> seen;
  int64_t again = 0, late = 0, newest = 0;
  for (const Arrival& arrival : ArrivalsOf(options)) {
    v1::Call call = arrival.call;
    call.mutable_params()->clear_logit_bias();
    const auto [entry, fresh] = seen.emplace(
        absl::StrCat(call.account_id(), "/", call.request_id()), call.SerializeAsString());
    if (!fresh) {
      ++again;
      EXPECT_EQ(entry->second, call.SerializeAsString());
    }
    late += call.time().seconds() + 60 < newest ? 1 : 0;
    newest = std::max(newest, call.time().seconds());
  }
  const auto share = [&](int64_t count) {
    return static_cast<double>(count) / static_cast<double>(seen.size());
  };
  EXPECT_NEAR(share(again), 0.2, 0.05);
  EXPECT_GT(share(late), 0.1);
}

TEST(Simulation, MembersOfAGroupShareNoItem) {
  SimulationOptions options = Small();
  options.scale = 1;
  options.families = {"split_walk"};
  std::vector<AccountLabel> labels;
  std::map<std::string, std::string> owner;
  int64_t shared = 0, items = 0;
  for (const Arrival& arrival : ArrivalsOf(options, &labels)) {
    const std::string item =
        absl::StrCat(arrival.truth.campaign, "/", arrival.call.messages(0).content());
    const auto [entry, fresh] = owner.emplace(item, arrival.call.account_id());
    ++items;
    shared += !fresh && entry->second != arrival.call.account_id() ? 1 : 0;
  }
  // Short patterns say the same now and then.
  EXPECT_LT(static_cast<double>(shared) / static_cast<double>(items), 0.02);
  std::set<std::string> campaigns;
  for (const AccountLabel& label : labels) campaigns.insert(label.campaign);
  EXPECT_EQ(campaigns.size(), 2u);
}

TEST(Simulation, CoverIsTheShareOfOrdinaryCalls) {
  SimulationOptions options = Small();
  options.scale = 0.5;
  options.cover = 0.8;
  options.families = {"instruction_walk"};
  std::vector<AccountLabel> labels;
  ArrivalsOf(options, &labels);
  int64_t calls = 0, harvest = 0;
  for (const AccountLabel& label : labels) {
    calls += label.calls;
    harvest += label.harvest_calls;
  }
  EXPECT_NEAR(static_cast<double>(harvest) / static_cast<double>(calls), 0.2, 0.03);
}

TEST(Simulation, WithoutTextTokenCountsStay) {
  SimulationOptions options = Small();
  options.text = false;
  for (const Arrival& arrival : ArrivalsOf(options)) {
    EXPECT_TRUE(arrival.call.messages().empty());
    EXPECT_GT(arrival.call.usage().input_tokens(), 0);
  }
}

TEST(Simulation, WrongOptionsAreNamed) {
  SimulationOptions options;
  options.families = {"chatt"};
  EXPECT_THAT(std::string(Simulation::Create(options).status().message()),
              HasSubstr("\"chatt\" is no family; there are chat, classroom"));
  options = {};
  options.cover = 0.99;
  EXPECT_THAT(std::string(Simulation::Create(options).status().message()), HasSubstr("cover"));
  options = {};
  options.scale = 0;
  EXPECT_FALSE(Simulation::Create(options).ok());
}

}  // namespace
}  // namespace stillwatch::simulate
