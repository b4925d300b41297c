#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "service/simulate/families/catalogue.h"
#include "service/simulate/scenarios.h"
#include "service/simulate/simulation.h"
#include "service/simulate/text/speech.h"
#include "service/simulate/text/voice.h"
#include "stillwatch/v1/call.pb.h"

// The varied mixes, campaigns and negative controls.

namespace stillwatch::simulate {
namespace {

struct Log {
  std::vector<v1::Call> calls;
  std::vector<Truth> truths;
  std::vector<AccountLabel> labels;
};

Log LogOf(const SimulationOptions& options) {
  auto simulation = Simulation::Create(options);
  EXPECT_TRUE(simulation.ok()) << simulation.status();
  Log log;
  v1::Call call;
  Truth truth;
  while ((*simulation)->Next(&call, &truth)) {
    log.calls.push_back(call);
    log.truths.push_back(truth);
  }
  log.labels = (*simulation)->labels();
  return log;
}

// Without calls that come twice or late.
SimulationOptions Only(const std::string& name, int members = 0) {
  SimulationOptions options;
  options.families = {name};
  options.members = members;
  options.textless = 0;
  options.redelivery_share = 0;
  options.late_share = 0;
  return options;
}

SimulationOptions Hard() {
  SimulationOptions options;
  options.mixes = {"hard"};
  options.scale = 0.05;
  options.members = 6;
  options.days = 6;
  return options;
}

const std::string& Asked(const v1::Call& call) {
  return call.messages(call.messages_size() - 1).content();
}

TEST(Varied, EveryFamilyAndScenarioIsThereWithItsLabel) {
  const Log log = LogOf(Hard());
  std::map<std::string, bool> expected, seen;
  for (const Family& family : Families()) {
    if (family.use != Use::kBasic) expected[family.name] = family.harvests;
  }
  for (const Scenario& scenario : Scenarios()) {
    if (scenario.in_mix) expected[scenario.name] = scenario.harvests;
  }
  std::set<std::string> ids;
  for (const AccountLabel& label : log.labels) {
    seen[label.family] = label.harvests;
    EXPECT_TRUE(ids.insert(label.account_id).second);
    const Scenario* scenario = FindScenario(label.family);
    EXPECT_EQ(label.campaign, scenario != nullptr && scenario->harvests ? label.family : "");
    EXPECT_EQ(label.harvest_calls > 0, label.first_harvest_us > 0);
    EXPECT_TRUE(label.harvests || label.harvest_calls == 0) << label.family;
  }
  EXPECT_EQ(seen, expected);
  for (const v1::Call& call : log.calls) {
    for (const v1::Message& message : call.messages()) {
      ASSERT_FALSE(absl::StrContains(message.content(), kUnresolved)) << message.content();
    }
  }
}

TEST(Varied, TheSeedDecidesEveryCall) {
  SimulationOptions options = Hard();
  options.families = {"people", "evolve", "solve_verify", "two_voices", "dozen", "resale"};
  const Log one = LogOf(options), same = LogOf(options);
  options.seed = 2;
  const Log other = LogOf(options);
  ASSERT_EQ(one.calls.size(), same.calls.size());
  for (size_t i = 0; i < one.calls.size(); ++i) {
    ASSERT_EQ(one.calls[i].SerializeAsString(), same.calls[i].SerializeAsString());
  }
  EXPECT_NE(one.calls[0].SerializeAsString(), other.calls[0].SerializeAsString());
}

TEST(Varied, EveryLanguageSaysEverything) {
  for (const char* language : VoiceLanguages()) {
    for (const Domain domain :
         {Domain::kGeneral, Domain::kMedicine, Domain::kLaw, Domain::kFinance, Domain::kCode}) {
      Random rng(7);
      Voice voice(&rng, nullptr, language, domain, 3, 0.5);
      std::set<std::string> requests;
      for (int i = 0; i < 200; ++i) {
        const std::string text = absl::StrCat(voice.Request(), voice.Question(), voice.FollowUp(),
                                              voice.Answer(200), voice.Greeting());
        ASSERT_FALSE(absl::StrContains(text, kUnresolved)) << language << ": " << text;
        requests.insert(voice.Request());
      }
      EXPECT_GT(requests.size(), 150u) << language;
    }
  }
}

TEST(Varied, CoverComesInThreeSharesWithoutBeingAsked) {
  SimulationOptions options = Only("walk");
  const Log log = LogOf(options);
  std::map<double, std::pair<double, double>> calls;  // Harvest and all, by cover.
  for (const AccountLabel& label : log.labels) {
    calls[label.cover].first += static_cast<double>(label.harvest_calls);
    calls[label.cover].second += static_cast<double>(label.calls);
  }
  ASSERT_EQ(calls.size(), 3u);
  for (const auto& [cover, counts] : calls) {
    EXPECT_NEAR(counts.first / counts.second, 1 - cover, 0.05) << cover;
  }
}

TEST(Varied, ACampaignIsAPartitionInTurns) {
  const Log log = LogOf(Only("hundred", 20));
  std::map<std::string, std::string> owner;
  std::map<std::string, std::set<std::string>> users;  // Of an address, key or payment.
  std::vector<std::string> turns;
  int64_t shared = 0;
  for (const v1::Call& call : log.calls) {
    const auto [entry, fresh] = owner.emplace(Asked(call), call.account_id());
    shared += !fresh && entry->second != call.account_id() ? 1 : 0;
    for (const std::string& id :
         {absl::StrCat("a", call.client().ip()), absl::StrCat("k", call.api_key_id()),
          absl::StrCat("b", call.billing_fingerprint())}) {
      users[id].insert(call.account_id());
    }
    turns.push_back(call.account_id());
  }
  EXPECT_EQ(shared, 0);
  for (const auto& [id, accounts] : users) EXPECT_EQ(accounts.size(), 1u) << id;
  ASSERT_GT(turns.size(), 200u);
  for (size_t i = 20; i < turns.size(); ++i) ASSERT_EQ(turns[i], turns[i - 20]);
}

TEST(Varied, CampaignMembersMixInTheirShare) {
  const Log log = LogOf(Only("sixty_most", 20));
  double harvest = 0, all = 0;
  std::set<int64_t> days;
  for (const AccountLabel& label : log.labels) {
    EXPECT_EQ(label.cover, 0.8);
    harvest += static_cast<double>(label.harvest_calls);
    all += static_cast<double>(label.calls);
    days.insert(label.first_harvest_us / 86400000000);
  }
  EXPECT_NEAR(harvest / all, 0.2, 0.08);
  EXPECT_LE(days.size(), 2u);  // They begin together.
}

TEST(Varied, FramesAreSharedOrParaphrased) {
  const auto beginnings = [](const std::string& name) {
    std::set<std::string> seen;
    for (const v1::Call& call : LogOf(Only(name, 15)).calls) {
      seen.insert(absl::StrCat(call.messages_size(), call.messages(0).content().substr(0, 12)));
    }
    return seen.size();
  };
  EXPECT_EQ(beginnings("thirty"), 1u);
  EXPECT_GE(beginnings("dozen"), 8u);
}

TEST(Varied, APivotMovesEveryMemberToTheNewModelAtOnce) {
  const Log log = LogOf(Only("forty_pivot", 10));
  std::set<std::string> before, after;
  int changes = 0;
  for (size_t i = 0; i < log.calls.size(); ++i) {
    const bool newest = log.calls[i].model() == "large-3";
    (newest ? after : before).insert(log.calls[i].account_id());
    changes += i > 0 && newest != (log.calls[i - 1].model() == "large-3") ? 1 : 0;
  }
  EXPECT_EQ(before.size(), 10u);
  EXPECT_EQ(after.size(), 10u);
  EXPECT_EQ(changes, 1);
}

TEST(Varied, SpareAccountsStepInForBlockedOnes) {
  const Log log = LogOf(Only("forty_failover", 20));
  std::map<std::string, std::pair<int64_t, int64_t>> spans;
  for (const v1::Call& call : log.calls) {
    auto [span, fresh] = spans.try_emplace(call.account_id(), call.time().seconds(), 0);
    span->second.second = call.time().seconds();
  }
  const int64_t begin = log.calls.front().time().seconds();
  const int64_t end = log.calls.back().time().seconds();
  const int64_t fifth = (end - begin) / 5;
  int late = 0, gone = 0;
  for (const auto& [account, span] : spans) {
    late += span.first > begin + 2 * fifth ? 1 : 0;
    gone += span.second < end - 2 * fifth ? 1 : 0;
  }
  EXPECT_EQ(late, 6);
  EXPECT_EQ(gone, 5);
}

TEST(Varied, UsersOfAPublicPromptShareItAndNothingElse) {
  for (const char* name : {"public_prompt", "viral_prompt"}) {
    const Log log = LogOf(Only(name, 25));
    std::set<std::string> starts, prompts;
    for (const v1::Call& call : log.calls) {
      starts.insert(Asked(call).substr(0, 60));
      prompts.insert(Asked(call));
    }
    EXPECT_EQ(starts.size(), 1u) << name;
    EXPECT_GT(prompts.size(), log.calls.size() * 8 / 10) << name;
  }
}

TEST(Varied, AClassAndABenchmarkAskTheSame) {
  for (const char* name : {"same_class", "shared_benchmark"}) {
    const Log log = LogOf(Only(name, 12));
    std::map<std::string, std::set<std::string>> askers;
    for (const v1::Call& call : log.calls) {
      // Their own words are around it: compare the middle.
      const std::string& text = call.messages(0).content();
      if (text.size() > 24) askers[text.substr(4, 20)].insert(call.account_id());
    }
    size_t common = 0;
    for (const auto& [text, accounts] : askers) common += accounts.size() >= 4 ? 1 : 0;
    EXPECT_GE(common, 5u) << name;
  }
}

TEST(Varied, KeysOfAnOrganisationDeclareIt) {
  const Log log = LogOf(Only("organisation_keys", 10));
  std::set<std::string> organizations, accounts;
  for (const v1::Call& call : log.calls) {
    organizations.insert(call.organization_id());
    accounts.insert(call.account_id());
  }
  EXPECT_EQ(organizations.size(), 1u);
  EXPECT_FALSE(organizations.begin()->empty());
  EXPECT_EQ(accounts.size(), 10u);
}

TEST(Varied, AFrameworksPromptIsTheSameForAllItsUsers) {
  std::set<std::string> systems;
  for (const v1::Call& call : LogOf(Only("framework_prompt", 12)).calls) {
    systems.insert(call.messages(0).content());
  }
  EXPECT_EQ(systems.size(), 1u);
}

TEST(Varied, DemonstrationsComeOutOfAPoolAndSomeLeaveTheNextNumberOpen) {
  const Log log = LogOf(Only("pooled"));
  std::map<std::string, int64_t> lines;
  int64_t open = 0, harvests = 0;
  for (size_t i = 0; i < log.calls.size(); ++i) {
    if (!log.truths[i].harvest) continue;
    ++harvests;
    const std::string& text = Asked(log.calls[i]);
    open += absl::EndsWith(text, ".") && absl::ascii_isdigit(text[text.size() - 2]) ? 1 : 0;
    for (absl::string_view line : absl::StrSplit(text, '\n')) {
      const size_t entry = line.find(". ");
      if (entry < 3) ++lines[absl::StrCat(log.calls[i].account_id(), line.substr(entry))];
    }
  }
  int64_t again = 0;
  for (const auto& [line, count] : lines) again += count > 1 ? 1 : 0;
  EXPECT_GT(2 * again, static_cast<int64_t>(lines.size()));
  EXPECT_GT(open, 0);
  EXPECT_LT(2 * open, harvests);
}

TEST(Varied, OrdinaryProgramsDemandReasoningAndGradesToo) {
  for (const char* name : {"decisions", "assessments", "answer_checks", "homework"}) {
    SimulationOptions options = Only(name);
    options.scale = 2;
    const Log log = LogOf(options);
    std::map<std::string, bool> demands;  // By account; frames in other languages do not count.
    for (const v1::Call& call : log.calls) {
      const std::string text = absl::AsciiStrToLower(call.messages(0).content() + Asked(call));
      for (const char* word : {"step", "reason", "score", "grade", "rate ", "points", "judge"}) {
        demands[call.account_id()] |= absl::StrContains(text, word);
      }
    }
    size_t demanding = 0;
    for (const auto& [account, does] : demands) demanding += does ? 1 : 0;
    EXPECT_GE(2 * demanding, demands.size()) << name;
  }
}

TEST(Varied, AccountsWithoutTextKeepTheirCounts) {
  SimulationOptions options = Only("walk");
  options.textless = 1;
  const Log log = LogOf(options);
  ASSERT_FALSE(log.calls.empty());
  for (const v1::Call& call : log.calls) {
    EXPECT_TRUE(call.messages().empty());
    EXPECT_GT(call.usage().input_tokens(), 0);
  }
}

TEST(Varied, TyposKeepTheTextValid) {
  Random rng(5);
  std::string text = "Сколько стоит the telescope в Казани? 望遠鏡 is nice.";
  for (int i = 0; i < 200; ++i) Mistype(0.5, &rng, &text);
  v1::Message message;
  message.set_content(text);
  EXPECT_TRUE(message.SerializeAsString().size() > 2);
  EXPECT_TRUE(absl::StrContains(text, "望遠鏡"));
}

TEST(Varied, WrongOptionsAreNamed) {
  SimulationOptions options;
  options.mixes = {"easy"};
  EXPECT_EQ(Simulation::Create(options).status().message(),
            "\"easy\" is no mix; there are basic, ordinary, harvests, campaigns, controls, hard");
  options = {};
  options.members = -1;
  EXPECT_TRUE(absl::StrContains(Simulation::Create(options).status().message(), "members"));
  options = {};
  options.textless = 2;
  EXPECT_TRUE(absl::StrContains(Simulation::Create(options).status().message(), "without text"));
}

}  // namespace
}  // namespace stillwatch::simulate
