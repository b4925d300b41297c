#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/simulate/families/behaviour.h"

// Programs of ordinary customers.

namespace stillwatch::simulate {
namespace {

constexpr int64_t kLongestAnswer = 4096;

class Pipeline final : public Behaviour {
 public:
  explicit Pipeline(const Role& role) : rng_(role.seed), speech_(&rng_), kind_(rng_.Below(4)) {}

  void Write(Draft* draft) override {
    static constexpr const char* kFrames[] = {"{frame.sentiment}", "{frame.route}",
                                              "{frame.extract}", "{frame.translate}"};
    static constexpr double kOutput[] = {2, 2, 48, 42};
    draft->messages.emplace_back("user", speech_.Say(kFrames[kind_]));
    draft->output_tokens = std::max<int64_t>(
        1, static_cast<int64_t>(rng_.LogNormal(kOutput[kind_], kind_ < 2 ? 0.2 : 0.3)));
    draft->temperature = 0;
    draft->json = kind_ == 2;
  }

 private:
  Random rng_;
  Speech speech_;
  const size_t kind_;
};

class Content final : public Behaviour {
 public:
  explicit Content(const Role& role)
      : rng_(role.seed),
        speech_(&rng_),
        frame_(rng_.Chance(0.5) ? "{frame.product}" : "{frame.news}") {
    speech_.Remember('s', speech_.Say("{company}"));
    speech_.Remember('o', speech_.Say("{object}"));
  }

  void Write(Draft* draft) override {
    draft->messages.emplace_back("user", speech_.Say(frame_));
    draft->output_tokens = static_cast<int64_t>(rng_.LogNormal(230, 0.25));
    draft->temperature = 0.8;
    draft->max_output_tokens = 800;
  }

 private:
  Random rng_;
  Speech speech_;
  const char* const frame_;
};

// The same questions in the same order, run after run.
class Evaluation final : public Behaviour {
 public:
  explicit Evaluation(const Role& role)
      : rng_(role.seed), set_(rng_.Next()), size_(60 + rng_.Below(120)) {}

  void Write(Draft* draft) override {
    Random question(Mix(set_, next_++ % size_));
    draft->messages.emplace_back("user", Speech(&question).Say("{work.question}"));
    draft->output_tokens = 1 + static_cast<int64_t>(question.Below(8));
    draft->temperature = 0;
    draft->max_output_tokens = 16;
  }

 private:
  Random rng_;
  const uint64_t set_;
  const uint64_t size_;
  uint64_t next_ = 0;
};

// Works on one issue after the other: reads, calls tools, reads what came back.
class Agent final : public Behaviour {
 public:
  explicit Agent(const Role& role)
      : rng_(role.seed), speech_(&rng_), system_(speech_.Say("{work.system}")) {}

  void Write(Draft* draft) override {
    if (steps_left_ == 0) {
      steps_left_ = static_cast<int>(rng_.Between(4, 15));
      history_.clear();
      history_.emplace_back("system", system_);
      history_.emplace_back("user", speech_.Say("{work.issue}"));
    } else {
      history_.emplace_back("assistant", speech_.Say("Reading {%word}."));
      history_.emplace_back("tool", speech_.Say("{work.tool}"));
    }
    if (history_.size() > 14) history_.erase(history_.begin() + 2, history_.begin() + 4);
    draft->messages = history_;
    draft->output_tokens = static_cast<int64_t>(rng_.LogNormal(90, 0.7)) + 4;
    draft->finish_reason = --steps_left_ > 0 ? "tool_calls" : "stop";
    draft->stream = true;
  }

 private:
  Random rng_;
  Speech speech_;
  const std::string system_;
  int steps_left_ = 0;
  std::vector<std::pair<const char*, std::string>> history_;
};

// A few fixed requests at fixed times.
class Cron final : public Behaviour {
 public:
  explicit Cron(const Role& role) : rng_(role.seed) {
    Speech speech(&rng_);
    const int64_t count = rng_.Between(1, 3);
    for (int64_t i = 0; i < count; ++i) requests_.push_back(speech.Say("{task.text}"));
  }

  void Write(Draft* draft) override {
    draft->messages.emplace_back("user", requests_[next_++ % requests_.size()]);
    draft->output_tokens = std::min(kLongestAnswer, static_cast<int64_t>(rng_.LogNormal(120, 0.2)));
    draft->temperature = 0.2;
  }

 private:
  Random rng_;
  std::vector<std::string> requests_;
  size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Behaviour> MakePipeline(const Role& role) {
  return std::make_unique<Pipeline>(role);
}
std::unique_ptr<Behaviour> MakeContent(const Role& role) { return std::make_unique<Content>(role); }
std::unique_ptr<Behaviour> MakeEvaluation(const Role& role) {
  return std::make_unique<Evaluation>(role);
}
std::unique_ptr<Behaviour> MakeAgent(const Role& role) { return std::make_unique<Agent>(role); }
std::unique_ptr<Behaviour> MakeCron(const Role& role) { return std::make_unique<Cron>(role); }

}  // namespace stillwatch::simulate
