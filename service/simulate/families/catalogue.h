#ifndef STILLWATCH_SERVICE_SIMULATE_FAMILIES_CATALOGUE_H_
#define STILLWATCH_SERVICE_SIMULATE_FAMILIES_CATALOGUE_H_

#include <cstdint>
#include <memory>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "service/simulate/families/behaviour.h"

namespace stillwatch::simulate {

// When calls come.
enum class Rhythm {
  kPeople,   // Sessions, in waking hours.
  kLoop,     // One after the other, day and night.
  kBatch,    // A burst at about the same time each day.
  kCron,     // At fixed intervals.
  kPaced,    // So many a day, spread out.
  kWorkers,  // Several at once, round after round.
  kTraffic,  // What many people cause, each on their own: by the hour of the day and the weekday.
  kCrowd,    // Many people: each account has kPeople or kTraffic.
  kAny,      // Each account has one of the others.
};

// What a family is for.
enum class Use {
  kBasic,     // A small, quick mix with harvesters that are easily seen.
  kOrdinary,  // Ordinary customers of many kinds, hard look-alikes among them.
  kHarvest,   // Many ways to harvest alone, with and without cover.
};

// A kind of account.
struct Family {
  const char* name;
  const char* description;
  bool harvests;
  int accounts;  // At scale 1. Of a campaign: members in all.
  int groups;    // Accounts of a group work on one thing; 0: each for itself.
  // Calls of an account: log-normal around the median within the bounds.
  double median_calls;
  double spread;
  int64_t least_calls;
  int64_t most_calls;
  Rhythm rhythm;
  double calls_a_day;  // Typical pace while it is at work.
  bool speaks;         // In one of several languages.
  std::unique_ptr<Behaviour> (*make)(const Role& role);
  Use use = Use::kBasic;
  bool pivots = false;  // Moves to a new model within a day of its release.
};

// The basic families and the varied ones.
absl::Span<const Family> Families();
// Null if there is none.
const Family* FindFamily(absl::string_view name);

// Those of the uses kOrdinary and kHarvest; varied.cc.
absl::Span<const Family> VariedFamilies();

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_FAMILIES_CATALOGUE_H_
