#ifndef STILLWATCH_SERVICE_SIMULATE_FAMILIES_FRAME_H_
#define STILLWATCH_SERVICE_SIMULATE_FAMILIES_FRAME_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/simulate/families/behaviour.h"
#include "service/simulate/random.h"

namespace stillwatch::simulate {

// The fixed words of a program's prompts around what changes: a role, the task, rules, labels,
// before or after the input or in the system message. Put together once from parts, so that two
// seeds hardly ever give the same frame.
class Frame {
 public:
  // `task` is a list such as "f.summarise"; the language's own, "ko/f.summarise", is taken at times
  // if there is one.
  Frame(uint64_t seed, absl::string_view language, absl::string_view task);

  // Appends the messages with `input` in them.
  void Wrap(absl::string_view input, Draft* draft) const;

 private:
  std::string system_;
  std::string before_;
  std::string after_;
};

// The parameters that a program always sends.
class Habits {
 public:
  // `open`: for long free answers rather than short fixed ones. `varies`: a seed that lets answers
  // be shorter or longer and more unequal than is usual, as with another model or subject; 0: not.
  Habits(Random* rng, bool open, uint64_t varies = 0);
  // Tokens of an answer, log-normal around the median where nothing varies.
  int64_t Length(Random* rng, double median, double spread) const;
  // Sets parameters; answers of `output` tokens at most as long as allowed.
  void Apply(int64_t output, Draft* draft) const;

 private:
  std::optional<double> temperature_;
  std::optional<double> top_p_;
  std::optional<int64_t> max_output_;
  bool stream_ = false;
  double scale_ = 1;
  double wobble_ = 0;
};

// What some programs ask for beside a short answer: how likely it was, or that it is one of the
// labels, always in the same way.
class Certainty {
 public:
  // `share` of the seeds take log-probabilities; a few bend the logits.
  Certainty(uint64_t seed, double share);
  void Apply(Draft* draft) const;

 private:
  int top_logprobs_ = 0;
  std::vector<int64_t> labels_;  // Token ids.
};

// A token for about every four letters, for every letter of East Asia and India.
int64_t TokensOf(absl::string_view text);

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_FAMILIES_FRAME_H_
