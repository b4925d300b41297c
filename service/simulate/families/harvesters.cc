#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/simulate/families/behaviour.h"

// Those who harvest.

namespace stillwatch::simulate {
namespace {

constexpr uint64_t kCorpus = 50000;

const char* InstructionPattern(const char* language) {
  switch (language[0]) {
    case 'z':
      return "{zh.instruction}";
    case 'i':
      return "{id.instruction}";
    default:
      return language[1] == 's' ? "{es.instruction}" : "{instruction}";
  }
}

// A corpus from one end to the other. In a group every member takes each n-th item.
class InstructionWalk final : public Behaviour {
 public:
  explicit InstructionWalk(const Role& role)
      : rng_(role.seed),
        corpus_(role.members > 1 ? role.shared : role.seed),
        language_(role.language),
        step_(static_cast<uint64_t>(role.members)),
        next_(static_cast<uint64_t>(role.member)) {}

  void Write(Draft* draft) override {
    draft->messages.emplace_back("user", CorpusInstruction(corpus_, next_, language_));
    next_ += step_;
    draft->output_tokens = std::min<int64_t>(2048, static_cast<int64_t>(rng_.LogNormal(280, 0.6)));
    draft->finish_reason = draft->output_tokens == 2048 ? "length" : "stop";
    draft->temperature = 0.7;
    draft->max_output_tokens = 2048;
  }

 private:
  Random rng_;
  const uint64_t corpus_;
  const char* const language_;
  const uint64_t step_;
  uint64_t next_;
};

// Demonstrations in, new tasks out; at times a rewrite into a harder one.
class GeneratorLoop final : public Behaviour {
 public:
  explicit GeneratorLoop(const Role& role)
      : rng_(role.seed), speech_(&rng_), frame_seed_(rng_.Next()), harder_(rng_.Chance(0.3)) {}

  void Write(Draft* draft) override {
    for (const char slot : {'a', 'b', 'c'}) speech_.Remember(slot, speech_.Say("{instruction}"));
    speech_.Remember('n', absl::StrCat(rng_.Between(8, 20)));
    // The frame is the account's: its generator is begun anew, the slots are filled from memory.
    Random frame(frame_seed_);
    std::string text = speech_.SayWith(&frame, harder_ ? "{frame.harder}" : "{frame.tasks}");
    draft->messages.emplace_back("user", std::move(text));
    draft->output_tokens = static_cast<int64_t>(rng_.LogNormal(harder_ ? 90 : 700, 0.3));
    draft->temperature = 1;
    draft->max_output_tokens = 3072;
  }

 private:
  Random rng_;
  Speech speech_;
  const uint64_t frame_seed_;
  const bool harder_;
};

// Problems with the demand to show every step, several samples of each.
class Reasoning final : public Behaviour {
 public:
  explicit Reasoning(const Role& role)
      : rng_(role.seed),
        speech_(&rng_),
        frame_seed_(rng_.Next()),
        samples_(static_cast<int>(rng_.Between(1, 6))),
        in_one_call_(rng_.Chance(0.4)) {}

  void Write(Draft* draft) override {
    if (left_ == 0) {
      speech_.Remember('p', speech_.Say("{problem}"));
      Random frame(frame_seed_);
      text_ = speech_.SayWith(&frame, "{frame.reason}");
      left_ = in_one_call_ ? 1 : samples_;
    }
    --left_;
    draft->messages.emplace_back("user", text_);
    draft->output_tokens = static_cast<int64_t>(rng_.LogNormal(320, 0.4));
    draft->temperature = 0.9;
    if (in_one_call_) draft->n = samples_;
    draft->max_output_tokens = 2048;
  }

 private:
  Random rng_;
  Speech speech_;
  const uint64_t frame_seed_;
  const int samples_;
  const bool in_one_call_;
  int left_ = 0;
  std::string text_;
};

class Preference final : public Behaviour {
 public:
  explicit Preference(const Role& role)
      : rng_(role.seed), speech_(&rng_), frame_seed_(rng_.Next()) {}

  void Write(Draft* draft) override {
    speech_.Remember('t', speech_.Say("{topic}"));
    speech_.Remember('a', speech_.Say("{instruction}"));
    speech_.Remember('x', speech_.Ramble("{answer.part}", 200));
    speech_.Remember('y', speech_.Ramble("{vague}", 120));
    Random frame(frame_seed_);
    draft->messages.emplace_back("user", speech_.SayWith(&frame, "{frame.judge}"));
    draft->output_tokens = static_cast<int64_t>(rng_.LogNormal(210, 0.3));
    draft->temperature = 0;
  }

 private:
  Random rng_;
  Speech speech_;
  const uint64_t frame_seed_;
};

class SelfChat final : public Behaviour {
 public:
  explicit SelfChat(const Role& role) : rng_(role.seed), speech_(&rng_) {}

  void Write(Draft* draft) override {
    speech_.Remember('t', speech_.Say("{topic}"));
    draft->messages.emplace_back("user", speech_.Say("{frame.talk}"));
    draft->output_tokens = static_cast<int64_t>(rng_.LogNormal(620, 0.3));
    draft->temperature = 1;
    draft->max_output_tokens = 2048;
  }

 private:
  Random rng_;
  Speech speech_;
};

// One token at a time, with ever other biases, to read the probabilities of all of them.
class Logits final : public Behaviour {
 public:
  explicit Logits(const Role& role) : rng_(role.seed), prompt_(Speech(&rng_).Say("{sentence}")) {}

  void Write(Draft* draft) override {
    draft->messages.emplace_back("user", prompt_);
    draft->output_tokens = 1;
    draft->finish_reason = "length";
    draft->max_output_tokens = 1;
    draft->temperature = 0;
    draft->top_logprobs = 5;
    const int64_t biased = rng_.Between(4, 40);
    for (int64_t i = 0; i < biased; ++i) draft->logit_bias.push_back(rng_.Between(0, 99999));
  }

 private:
  Random rng_;
  const std::string prompt_;
};

}  // namespace

std::string CorpusInstruction(uint64_t corpus, uint64_t index, const char* language) {
  Random item(Mix(corpus, index % kCorpus));
  return Speech(&item).Say(InstructionPattern(language));
}

std::unique_ptr<Behaviour> MakeInstructionWalk(const Role& role) {
  return std::make_unique<InstructionWalk>(role);
}
std::unique_ptr<Behaviour> MakeGeneratorLoop(const Role& role) {
  return std::make_unique<GeneratorLoop>(role);
}
std::unique_ptr<Behaviour> MakeReasoning(const Role& role) {
  return std::make_unique<Reasoning>(role);
}
std::unique_ptr<Behaviour> MakePreference(const Role& role) {
  return std::make_unique<Preference>(role);
}
std::unique_ptr<Behaviour> MakeSelfChat(const Role& role) {
  return std::make_unique<SelfChat>(role);
}
std::unique_ptr<Behaviour> MakeLogits(const Role& role) { return std::make_unique<Logits>(role); }

}  // namespace stillwatch::simulate
