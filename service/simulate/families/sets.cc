#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/simulate/families/behaviour.h"
#include "service/simulate/families/frame.h"
#include "service/simulate/text/voice.h"

// Programs that come back to the same things: benchmarks, regression tests, monitors, agents.

namespace stillwatch::simulate {
namespace {

constexpr const char* kModels[] = {"small-3", "medium-3", "large-2", "large-2-turbo"};

// A finite set of questions in a fixed order, again and again: with one model or with several.
class BenchmarkBehaviour final : public Behaviour {
 public:
  BenchmarkBehaviour(const Role& role, bool long_answers)
      : rng_(role.seed),
        role_(role),
        long_answers_(long_answers),
        set_(role.shared != 0 ? role.shared : role.seed),
        // A well-known set has the same size for all who run it.
        size_(40 + Random(set_).Below(long_answers ? 240 : 500)),
        frame_(role.frame != 0 ? role.frame : role.seed, role.language,
               long_answers ? (rng_.Chance(0.5) ? "f.steps" : "f.answer") : "f.classify"),
        framed_(rng_.Chance(0.4)),
        models_(rng_.Chance(0.4) ? 1 : 1 + rng_.Below(4)),
        exact_(rng_.Chance(0.5)),
        habits_(&rng_, long_answers, long_answers ? role.seed : 0),
        certainty_(role.seed, long_answers ? 0 : 0.3) {}

  void Write(Draft* draft) override {
    const uint64_t run = next_ / size_;
    Random item(Mix(set_, next_++ % size_));
    std::string question;
    if (long_answers_) {
      Voice voice(&item, role_.texts, role_.language,
                  item.Chance(0.3) ? Domain::kCode : Domain::kGeneral, 0, 0);
      question = item.Chance(0.2) ? voice.speech().Say("{problem}") : voice.Request();
    } else {
      question = Speech(&item).Say("{bench.choice}");
    }
    if (framed_) {
      frame_.Wrap(question, draft);
    } else {
      draft->messages.emplace_back("user", question);
    }
    habits_.Apply(long_answers_ ? habits_.Length(&rng_, 420, 0.5) : 1, draft);
    certainty_.Apply(draft);
    if (exact_) draft->temperature = 0;
    if (!long_answers_) draft->max_output_tokens = 4;
    draft->model = kModels[(set_ + run % models_) % 4];
  }

 private:
  Random rng_;
  const Role role_;
  const bool long_answers_;
  const uint64_t set_;
  const uint64_t size_;
  const Frame frame_;
  const bool framed_;
  const uint64_t models_;
  const bool exact_;  // At temperature 0.
  const Habits habits_;
  const Certainty certainty_;
  uint64_t next_ = 0;
};

// Every version of the own product answers the same test questions; a model grades the answers.
class JudgeBehaviour final : public Behaviour {
 public:
  explicit JudgeBehaviour(const Role& role)
      : rng_(role.seed),
        role_(role),
        size_(20 + rng_.Below(100)),
        frame_(role.seed, role.language, "f.judge_ci"),
        habits_(&rng_, false),
        reasons_(rng_.Chance(0.4)) {}

  void Write(Draft* draft) override {
    Random item(Mix(Mix(role_.seed, 9), next_++ % size_));
    Voice asked(&item, role_.texts, role_.language, Domain::kGeneral, role_.seed, 0.8);
    std::string text = absl::StrCat("Q: ", asked.Question());
    absl::StrAppend(&text, "\nExpected: ", asked.Prose(120));
    // Most answers stay as they were in the version before.
    Random answer(rng_.Chance(0.7) ? item.Next() : rng_.Next());
    Voice ours(&answer, role_.texts, role_.language, Domain::kGeneral, role_.seed, 0.8);
    ours.SetTopic(asked.About());
    absl::StrAppend(&text, "\nBot: ", ours.Answer(80 + answer.Below(500)));
    frame_.Wrap(text, draft);
    habits_.Apply(static_cast<int64_t>(rng_.LogNormal(reasons_ ? 90 : 3, 0.4)), draft);
  }

 private:
  Random rng_;
  const Role role_;
  const uint64_t size_;
  const Frame frame_;
  const Habits habits_;
  const bool reasons_;
  uint64_t next_ = 0;
};

// A few fixed probes, now and then with the time in them.
class MonitorBehaviour final : public Behaviour {
 public:
  explicit MonitorBehaviour(const Role& role)
      : rng_(role.seed), dated_(rng_.Chance(0.4)), habits_(&rng_, false) {
    Voice voice(&rng_, role.texts, role.language, Domain::kGeneral, role.seed, 0.7);
    for (int64_t i = rng_.Between(1, 4); i > 0; --i) {
      probes_.push_back(rng_.Chance(0.3) ? voice.Greeting() : voice.Request());
    }
  }
  void Write(Draft* draft) override {
    std::string probe = probes_[next_++ % probes_.size()];
    if (dated_) absl::StrAppend(&probe, "\n", Speech(&rng_).Say("{%date} {%time}"));
    draft->messages.emplace_back("user", std::move(probe));
    habits_.Apply(static_cast<int64_t>(rng_.LogNormal(40, 0.5)), draft);
  }

 private:
  Random rng_;
  const bool dated_;
  const Habits habits_;
  std::vector<std::string> probes_;
  size_t next_ = 0;
};

// Takes one job after the other: calls tools, reads what came back, goes on.
class ToolAgentBehaviour final : public Behaviour {
 public:
  explicit ToolAgentBehaviour(const Role& role)
      : rng_(role.seed),
        voice_(&rng_, role.texts, role.language,
               rng_.Chance(0.6) ? Domain::kCode : Domain::kGeneral, role.seed, 0.75),
        habits_(&rng_, true, role.shared != 0 ? role.shared : role.seed) {
    Random frame(role.frame != 0 ? role.frame : role.seed);
    Speech speech(&frame);
    system_ = speech.Say("{f.agentsys}");
    for (int64_t i = frame.Between(2, 7); i > 0; --i) {
      absl::StrAppend(&system_, "\n", speech.Say("{tool.schema}"));
    }
  }

  void Write(Draft* draft) override {
    if (steps_ == 0) {
      steps_ = static_cast<int>(rng_.Between(2, 18));
      history_.clear();
      history_.emplace_back("user", rng_.Chance(0.5) ? voice_.Question() : voice_.Request());
    } else {
      history_.emplace_back("assistant", voice_.speech().Say("{ident}({ident}={#0-99})"));
      history_.emplace_back("tool",
                            voice_.speech().Ramble("{tool.result}", 40 + rng_.Below(400), "\n"));
    }
    if (history_.size() > 15) history_.erase(history_.begin() + 1, history_.begin() + 3);
    draft->messages.emplace_back("system", system_);
    draft->messages.insert(draft->messages.end(), history_.begin(), history_.end());
    habits_.Apply(habits_.Length(&rng_, steps_ == 1 ? 180 : 70, 0.6), draft);
    if (--steps_ > 0) draft->finish_reason = "tool_calls";
  }

 private:
  Random rng_;
  Voice voice_;
  const Habits habits_;
  std::string system_;
  int steps_ = 0;
  std::vector<std::pair<const char*, std::string>> history_;
};

// Calls of which the gateway knows counts alone.
class TokensOnlyBehaviour final : public Behaviour {
 public:
  explicit TokensOnlyBehaviour(const Role& role)
      : rng_(role.seed), embeds_(rng_.Chance(0.6)), input_(rng_.LogNormal(900, 0.8)) {}
  void Write(Draft* draft) override {
    draft->messages.emplace_back(
        "user", std::string(static_cast<size_t>(rng_.LogNormal(input_, 0.5)) + 8, 'x'));
    draft->without_text = true;
    draft->operation = embeds_ ? "embedding" : "chat";
    draft->model = embeds_ ? "embed-1" : "";
    draft->output_tokens = embeds_ ? 0 : static_cast<int64_t>(rng_.LogNormal(60, 0.9));
  }

 private:
  Random rng_;
  const bool embeds_;
  const double input_;
};

}  // namespace

std::unique_ptr<Behaviour> MakeBenchmark(const Role& role) {
  return std::make_unique<BenchmarkBehaviour>(role, false);
}
std::unique_ptr<Behaviour> MakeLongBenchmark(const Role& role) {
  return std::make_unique<BenchmarkBehaviour>(role, true);
}
std::unique_ptr<Behaviour> MakeJudgeCi(const Role& role) {
  return std::make_unique<JudgeBehaviour>(role);
}
std::unique_ptr<Behaviour> MakeMonitor(const Role& role) {
  return std::make_unique<MonitorBehaviour>(role);
}
std::unique_ptr<Behaviour> MakeToolAgent(const Role& role) {
  return std::make_unique<ToolAgentBehaviour>(role);
}
std::unique_ptr<Behaviour> MakeTokensOnly(const Role& role) {
  return std::make_unique<TokensOnlyBehaviour>(role);
}

}  // namespace stillwatch::simulate
