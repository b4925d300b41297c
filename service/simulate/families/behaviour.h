#ifndef STILLWATCH_SERVICE_SIMULATE_FAMILIES_BEHAVIOUR_H_
#define STILLWATCH_SERVICE_SIMULATE_FAMILIES_BEHAVIOUR_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/simulate/random.h"
#include "service/simulate/text/speech.h"

namespace stillwatch::simulate {

// What an account sends next, before it has an id, a time and an address.
struct Draft {
  std::vector<std::pair<const char*, std::string>> messages;  // Role and text.
  int64_t output_tokens = 0;
  const char* finish_reason = "stop";
  std::optional<double> temperature;
  std::optional<int> n;
  std::optional<int64_t> max_output_tokens;
  bool stream = false;
  bool json = false;
  int top_logprobs = 0;
  std::vector<int64_t> logit_bias;  // Token ids.
  int person = 0;                   // Who of several behind the account.
};

// What an account is made with. All of it follows from the simulation's seed.
struct Role {
  uint64_t seed = 0;    // Of the account.
  uint64_t shared = 0;  // Of what the accounts of a group or class have in common.
  int member = 0;       // Which of the group.
  int members = 1;
  const char* language = "en";  // en, zh, id or es.
};

// How the accounts of a family write. One per account; the calls depend on the role alone.
class Behaviour {
 public:
  virtual ~Behaviour() = default;
  virtual void Write(Draft* draft) = 0;
};

std::unique_ptr<Behaviour> MakeChat(const Role& role);
std::unique_ptr<Behaviour> MakeReseller(const Role& role);
std::unique_ptr<Behaviour> MakeClassroom(const Role& role);
std::unique_ptr<Behaviour> MakePipeline(const Role& role);
std::unique_ptr<Behaviour> MakeContent(const Role& role);
std::unique_ptr<Behaviour> MakeEvaluation(const Role& role);
std::unique_ptr<Behaviour> MakeAgent(const Role& role);
std::unique_ptr<Behaviour> MakeCron(const Role& role);

std::unique_ptr<Behaviour> MakeInstructionWalk(const Role& role);
std::unique_ptr<Behaviour> MakeGeneratorLoop(const Role& role);
std::unique_ptr<Behaviour> MakeReasoning(const Role& role);
std::unique_ptr<Behaviour> MakePreference(const Role& role);
std::unique_ptr<Behaviour> MakeSelfChat(const Role& role);
std::unique_ptr<Behaviour> MakeLogits(const Role& role);

// An instruction out of a corpus of many; the same seed and index give the same.
std::string CorpusInstruction(uint64_t corpus, uint64_t index, const char* language);

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_FAMILIES_BEHAVIOUR_H_
