#ifndef STILLWATCH_SERVICE_SIMULATE_SIMULATION_H_
#define STILLWATCH_SERVICE_SIMULATE_SIMULATION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace stillwatch::v1 {
class Call;
}

namespace stillwatch::simulate {

struct SimulationOptions {
  uint64_t seed = 1;
  int64_t start_us = 1767571200000000;  // 2026-01-05T00:00:00Z.
  int days = 14;
  double scale = 1;                            // Of the number of accounts.
  std::vector<std::string> mixes = {"basic"};  // Of MixNames().
  std::vector<std::string> families;           // Families and scenarios by name, instead of mixes.
  // Share of ordinary calls of those who harvest; to 0.95. Not set: as the mix has it, none in the
  // basic one, none, a half and nine tenths in turn elsewhere.
  std::optional<double> cover;
  int members = 0;                 // Accounts of a scenario; 0: as many as it says.
  std::string relay = "turns";     // Of RelayNames(): how a campaign's items are dealt out.
  std::string texts;               // Folder of FoundTexts; empty: the word lists alone.
  bool text = true;                // Whether calls come with their messages.
  double textless = 0.06;          // Share of accounts without text; not in the basic mix.
  double redelivery_share = 0.01;  // Calls that arrive twice.
  double late_share = 0.02;        // Calls that arrive up to two hours late.
};

// Mixes: "basic", "ordinary", "harvests", "campaigns", "controls", and "hard" for the last four.
absl::Span<const char* const> MixNames();

absl::Span<const char* const> RelayNames();

// What is true of a call.
struct Truth {
  bool harvest = false;
  std::string campaign;  // Empty: none.
};

struct AccountLabel {
  std::string account_id;
  std::string family;
  bool harvests = false;
  std::string campaign;
  double cover = 0;
  // Counted as calls come; complete at the end. Redeliveries do not count.
  int64_t calls = 0;
  int64_t harvest_calls = 0;
  int64_t first_harvest_us = 0;
};

// Traffic of a gateway with known harvesters, from our own word lists and, where given, found
// texts. The same options give the
// same calls on every machine. Used by one thread.
class Simulation {
 public:
  // INVALID_ARGUMENT names the option at fault, or NOT_FOUND what cannot be read.
  static absl::StatusOr<std::unique_ptr<Simulation>> Create(const SimulationOptions& options);
  ~Simulation();

  // The next call in order of arrival; false at the end.
  bool Next(v1::Call* call, Truth* truth);

  const std::vector<AccountLabel>& labels() const;
  // Of the calls so far in event time, 0 to 1.
  double progress() const;

 private:
  struct Rep;
  explicit Simulation(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_SIMULATION_H_
