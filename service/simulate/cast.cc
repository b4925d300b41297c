#include "service/simulate/cast.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "service/simulate/text/voice.h"

namespace stillwatch::simulate {
namespace {

constexpr double kDay = 86400e6;
constexpr double kMemberCallsADay = 26;
// How far into the simulated time the newest model comes out.
constexpr double kRelease = 0.55;

const char* PickLanguage(Random* rng) {
  const absl::Span<const char* const> all = VoiceLanguages();
  return rng->Chance(0.35) ? all[0] : all[1 + rng->Below(all.size() - 1)];
}

int64_t After(const SimulationOptions& options, double days) {
  return options.start_us + static_cast<int64_t>(days * kDay);
}

Rhythm PickRhythm(bool harvests, Random* rng) {
  static constexpr Rhythm kRhythms[] = {Rhythm::kLoop,   Rhythm::kWorkers, Rhythm::kBatch,
                                        Rhythm::kCron,   Rhythm::kPeople,  Rhythm::kPaced,
                                        Rhythm::kTraffic};
  static constexpr double kOrdinary[] = {0.16, 0.12, 0.22, 0.09, 0.16, 0.07, 0.18};
  static constexpr double kHarvest[] = {0.4, 0.3, 0.1, 0.05, 0.1, 0, 0.05};
  return kRhythms[rng->Weighted(harvests ? kHarvest : kOrdinary, std::size(kRhythms))];
}

Rhythm RhythmOf(const Family& family, Random* rng) {
  switch (family.rhythm) {
    case Rhythm::kAny:
      return PickRhythm(family.harvests, rng);
    case Rhythm::kCrowd:
      return rng->Chance(0.5) ? Rhythm::kPeople : Rhythm::kTraffic;
    default:
      return family.rhythm;
  }
}

using CoverMaker = std::unique_ptr<Behaviour> (*)(const Role& role);

CoverMaker PickCover(Random* rng) {
  static constexpr CoverMaker kCovers[] = {MakePeople,
                                           MakePeople,
                                           MakePeople,
                                           MakePeople,
                                           MakeCoding,
                                           MakeCoding,
                                           MakeSupport,
                                           MakeTutor,
                                           MakeGame,
                                           MakeIdeas,
                                           MakeFaq,
                                           MakeTemplate,
                                           MakeTranslationJob,
                                           MakeSummaryJob,
                                           MakeExtractionJob,
                                           MakeModerationJob,
                                           MakeCatalogueCopy,
                                           MakeEmail,
                                           MakeClassificationJob,
                                           MakeSeo,
                                           MakeToolAgent,
                                           MakeMonitor,
                                           MakeLabelling,
                                           MakeNightlyReport,
                                           MakeJudgeCi};
  return kCovers[rng->Below(std::size(kCovers))];
}

// When the account calls and how often. Slow ones take their time, 20 to 60 calls a day.
void Pace(const SimulationOptions& options, bool slow, Random* rng, Part* part) {
  const Family& family = *part->family;
  part->calls = std::clamp(static_cast<int64_t>(rng->LogNormal(family.median_calls, family.spread)),
                           family.least_calls, family.most_calls);
  part->rhythm = slow ? Rhythm::kPaced : RhythmOf(family, rng);
  if (slow && rng->Chance(0.3)) part->rhythm = Rhythm::kPeople;
  const double days = options.days;
  double active = days * (0.05 + 0.85 * rng->Unit());
  if (slow) active = static_cast<double>(part->calls) / static_cast<double>(rng->Between(20, 60));
  if (part->rhythm == Rhythm::kCron)
    active = std::max(active, static_cast<double>(part->calls) / 250);
  active = std::min(active, days * 0.95);
  part->calls_a_day = std::max(1.0, static_cast<double>(part->calls) / active);
  part->start_us = After(options, std::max(0.0, days - active - 1) * rng->Unit());
}

void Settle(const SimulationOptions& options, Random* rng, Part* part) {
  part->text = options.text && !rng->Chance(options.textless);
  const double release = options.days * kRelease;
  if (part->family->pivots) {
    part->switch_us = After(options, release + rng->Unit());
  } else if (rng->Chance(0.15)) {
    part->switch_us = After(options, release + rng->Exponential(2));
  }
}

Troupe BasicTroupe(const Family& family, const SimulationOptions& options, Random* rng,
                   int accounts, int groups) {
  static constexpr const char* kLanguages[] = {"en", "en", "en", "en", "zh", "id", "es"};
  Troupe troupe{family.name, family.harvests, {}, {}};
  for (int i = 0; i < accounts; ++i) {
    Member member;
    Part& part = member.part;
    part.role.seed = rng->Next();
    if (family.speaks) part.role.language = kLanguages[rng->Below(std::size(kLanguages))];
    if (groups > 0) {
      const int group = i % groups;
      part.role.shared = Mix(options.seed, Mix(1000 + static_cast<uint64_t>(group),
                                               static_cast<uint64_t>(family.accounts)));
      part.role.member = i / groups;
      part.role.members = family.harvests ? (accounts - group + groups - 1) / groups : 1;
      if (family.harvests) member.campaign = absl::StrCat(family.name, "-", group + 1);
    }
    part.family = &family;
    part.rhythm = family.rhythm;
    part.calls_a_day = family.calls_a_day;
    part.start_us = options.start_us;
    part.text = options.text;
    part.cover = family.harvests ? options.cover.value_or(0) : 0;
    part.make_cover = MakeChat;
    member.cover = part.cover;
    troupe.members.push_back(std::move(member));
  }
  return troupe;
}

Troupe VariedTroupe(const Family& family, const SimulationOptions& options, Random* rng,
                    int accounts, int groups) {
  static constexpr double kCovers[] = {0, 0.5, 0.9};
  Troupe troupe{family.name, family.harvests, {}, {}};
  for (int i = 0; i < accounts; ++i) {
    Member member;
    Part& part = member.part;
    part.family = &family;
    part.role.seed = rng->Next();
    part.role.language = PickLanguage(rng);
    if (groups > 0) {
      part.role.shared = Mix(Mix(options.seed, 2000 + static_cast<uint64_t>(i % groups)),
                             static_cast<uint64_t>(family.accounts));
      Random group(part.role.shared);
      part.role.language = PickLanguage(&group);
    }
    Pace(options, family.harvests && i / 3 % 3 == 2, rng, &part);
    Settle(options, rng, &part);
    if (family.harvests) {
      part.cover = options.cover.value_or(kCovers[i % 3]);
      part.make_cover = PickCover(rng);
    }
    member.cover = part.cover;
    troupe.members.push_back(std::move(member));
  }
  return troupe;
}

Troupe TroupeOf(const Family& family, const SimulationOptions& options) {
  Random rng(Mix(options.seed, Mix(static_cast<uint64_t>(&family - Families().data()), 17)));
  const int accounts = std::max(1, static_cast<int>(std::lround(family.accounts * options.scale)));
  const int groups = family.groups == 0 ? 0 : std::clamp(family.groups, 1, accounts);
  return family.use == Use::kBasic ? BasicTroupe(family, options, &rng, accounts, groups)
                                   : VariedTroupe(family, options, &rng, accounts, groups);
}

// A relay hands the items out; the accounts' own clocks make cover calls alone.
void Direct(const Scenario& scenario, const SimulationOptions& options, double cover, Random* rng,
            Troupe* troupe) {
  const double days = options.days;
  const double begin = std::min(days * 0.3, 0.5 + 2.5 * rng->Unit());
  const double end = days - std::min(days * 0.2, 2 * rng->Unit());
  RelayPlan relay;
  relay.seed = rng->Next();
  relay.start_us = After(options, begin);
  relay.end_us = After(options, end);
  const auto size = static_cast<double>(troupe->members.size());
  relay.calls_a_day = size * kMemberCallsADay * (1 - cover) * (scenario.failover ? 0.7 : 1);
  relay.failover = scenario.failover;
  relay.dispatch = DispatchOf(options.relay);
  const int64_t release = After(options, days * kRelease + 0.3);
  const char* const model = rng->Chance(0.7) ? "large-2" : "medium-3";
  for (Member& member : troupe->members) {
    Part& part = member.part;
    part.relayed = true;
    part.model = model;
    part.cover = cover;
    part.make_cover = PickCover(rng);
    part.rhythm = rng->Chance(0.6) ? Rhythm::kPeople : PickRhythm(false, rng);
    part.calls_a_day = std::max(0.5, kMemberCallsADay * cover);
    part.calls = static_cast<int64_t>(kMemberCallsADay * cover * (end - begin));
    part.start_us = After(options, std::max(0.0, begin - 1));
    part.switch_us = scenario.pivots ? release : 0;
    member.cover = cover;
    member.campaign = scenario.name;
  }
  troupe->relay = relay;
}

// Gives it the client that all have, within days of its publication.
void Equip(const Scenario& scenario, const SimulationOptions& options, uint64_t client, Random* rng,
           Part* part) {
  part->client = client;
  part->model = "large-2";
  part->role.no_subject = scenario.no_subject;
  const double published = options.days * 0.2;
  const double begins = std::min(published + rng->Exponential(0.4), options.days * 0.5);
  part->start_us = After(options, begins);
  // They go on.
  part->calls_a_day = static_cast<double>(part->calls) / (options.days * (0.3 + 0.5 * rng->Unit()));
}

Troupe TroupeOf(const Scenario& scenario, const SimulationOptions& options) {
  Random rng(Mix(options.seed, Mix(static_cast<uint64_t>(&scenario - Scenarios().data()), 23)));
  const int accounts = options.members > 0 ? options.members : scenario.members;
  const uint64_t shared = rng.Next();
  const char* const language = PickLanguage(&rng);
  const auto queue = std::make_shared<Progress>();
  Troupe troupe{scenario.name, scenario.harvests, {}, {}};
  for (int i = 0; i < accounts; ++i) {
    Member member;
    Part& part = member.part;
    part.family = FindFamily(scenario.family);
    part.role.seed = rng.Next();
    const bool same = scenario.common != Common::kFrame && scenario.common != Common::kNothing;
    part.role.language = same ? language : PickLanguage(&rng);
    SimulationOptions window = options;
    if (scenario.days > 0) window.days = std::min(options.days, static_cast<int>(scenario.days));
    Pace(window, false, &rng, &part);
    Settle(options, &rng, &part);
    switch (scenario.common) {
      case Common::kPlan:
      case Common::kPlanAndFrame:
      case Common::kPlanParaphrased:
        part.role.shared = shared;
        part.role.queue = queue;
        part.role.frameless = scenario.common == Common::kPlan;
        part.role.frame =
            scenario.common == Common::kPlanAndFrame ? shared : Mix(part.role.seed, 12);
        break;
      case Common::kInput:
        part.role.shared = shared;
        break;
      case Common::kOrganization:
        part.organization = shared;
        part.role.frame = shared;
        break;
      case Common::kFrame:
        part.role.frame = shared;
        break;
      case Common::kNothing:
        break;
    }
    if (scenario.one_client) Equip(scenario, options, shared, &rng, &part);
    troupe.members.push_back(std::move(member));
  }
  if (scenario.harvests) {
    Direct(scenario, options, options.cover.value_or(scenario.cover), &rng, &troupe);
  }
  return troupe;
}

bool Has(const std::vector<std::string>& names, absl::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

absl::Span<const char* const> MixNames() {
  static constexpr const char* kNames[] = {"basic",     "ordinary", "harvests",
                                           "campaigns", "controls", "hard"};
  return kNames;
}

std::vector<Troupe> CastOf(const SimulationOptions& options) {
  const auto plays = [&](const char* name, const char* mix) {
    if (!options.families.empty()) return Has(options.families, name);
    return Has(options.mixes, mix) ||
           (Has(options.mixes, "hard") && absl::string_view(mix) != "basic");
  };
  std::vector<Troupe> troupes;
  for (const Family& family : Families()) {
    const char* mix = family.use == Use::kBasic      ? "basic"
                      : family.use == Use::kOrdinary ? "ordinary"
                                                     : "harvests";
    if (plays(family.name, mix)) troupes.push_back(TroupeOf(family, options));
  }
  for (const Scenario& scenario : Scenarios()) {
    const bool named = Has(options.families, scenario.name);
    const char* mix = scenario.harvests ? "campaigns" : "controls";
    if (named || (scenario.in_mix && plays(scenario.name, mix))) {
      troupes.push_back(TroupeOf(scenario, options));
    }
  }
  return troupes;
}

}  // namespace stillwatch::simulate
