#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/simulate/families/behaviour.h"
#include "service/simulate/families/frame.h"
#include "service/simulate/families/harvest_items.h"
#include "service/simulate/text/voice.h"

// Those who harvest, each by working off a plan of items that do not come again.

namespace stillwatch::simulate {
namespace {

constexpr int kTries = 30;

struct Method {
  Item item;
  const char* task;    // List of what the frame asks for.
  bool one_field;      // Medicine, law or finance; else anything, at times one field or code.
  double frame_share;  // Of accounts that put a frame around the item.
  double output;       // Median tokens of an answer.
  double spread;
  int most_samples;            // Of an item.
  const char* then = nullptr;  // Asked of every second item instead.
};

Domain FieldOf(const Method& method, uint64_t plan) {
  static constexpr Domain kFields[] = {Domain::kMedicine, Domain::kLaw, Domain::kFinance};
  Random rng(Mix(plan, 31));
  if (method.one_field) return kFields[rng.Below(3)];
  return rng.Chance(0.08) ? Domain::kCode : Domain::kGeneral;
}

class Harvester final : public Behaviour {
 public:
  Harvester(const Role& role, const Method& method)
      : method_(method),
        role_(role),
        rng_(role.seed),
        plan_(role.shared != 0 ? role.shared : Mix(role.seed, 3)),
        domain_(FieldOf(method, plan_)),
        habits_(&rng_, true, role.shared != 0 ? 0 : role.seed),
        output_(rng_.LogNormal(method.output, 0.25)),
        samples_(static_cast<int>(rng_.Between(1, method.most_samples))),
        at_once_(rng_.Chance(0.4)),
        queue_(role.queue != nullptr ? role.queue : std::make_shared<Progress>()) {
    // Those who share a frame share whether there is one.
    Random shape(Mix(role.frame != 0 ? role.frame : role.seed, 8));
    if (!role.frameless && (role.frame != 0 || shape.Chance(method.frame_share))) {
      frame_.emplace(shape.Next(), role.language, method.task);
      if (method.then != nullptr) then_.emplace(shape.Next(), role.language, method.then);
    }
  }

  void Write(Draft* draft) override {
    if (left_ == 0) {
      NextItem();
      left_ = at_once_ ? 1 : samples_;
    }
    --left_;
    if (then_ && follows_) {
      then_->Wrap(text_, draft);
    } else if (frame_) {
      frame_->Wrap(text_, draft);
    } else {
      draft->messages.emplace_back("user", text_);
    }
    habits_.Apply(habits_.Length(&rng_, output_, method_.spread), draft);
    if (at_once_ && samples_ > 1) draft->n = samples_;
    if (samples_ > 1) draft->temperature = std::max(draft->temperature.value_or(1), 0.6);
  }

 private:
  // Lists to harvest from are made unique first.
  void NextItem() {
    for (int tries = 0; tries < kTries; ++tries) {
      follows_ = queue_->next % 2 != 0;
      text_ = ItemText(method_.item, plan_, queue_->next++, role_, domain_);
      uint64_t digest = 0;
      for (const char c : text_) digest = (digest ^ static_cast<uint8_t>(c)) * 0x100000001b3ULL;
      if (queue_->asked.insert(Scramble(digest)).second) return;
    }
  }

  const Method& method_;
  const Role role_;
  Random rng_;
  const uint64_t plan_;
  const Domain domain_;
  const Habits habits_;
  const double output_;
  const int samples_;
  const bool at_once_;
  const std::shared_ptr<Progress> queue_;
  std::optional<Frame> frame_;
  std::optional<Frame> then_;  // Around every second item.
  bool follows_ = false;
  int left_ = 0;
  std::string text_;
};

// A conversation in which every turn, the user's too, is the model's.
class TwoVoicesBehaviour final : public Behaviour {
 public:
  explicit TwoVoicesBehaviour(const Role& role)
      : role_(role),
        rng_(role.seed),
        as_text_(Mix(role.seed, 54) % 5 < 2),
        user_(Mix(role.seed, 55) % 2 == 0 ? "Human" : "User"),
        model_(Mix(role.seed, 55) % 3 == 0 ? "AI" : "Assistant"),
        voice_(&rng_, role.texts, role.language, Domain::kGeneral, role.seed, 0.2),
        asker_(role.frame != 0 ? role.frame : role.seed, role.language, "f.persona"),
        habits_(&rng_, true),
        queue_(role.queue != nullptr ? role.queue : std::make_shared<Progress>()) {}

  void Write(Draft* draft) override {
    if (turns_ == 0) {
      turns_ = rng_.Between(4, 12);
      history_.clear();
      subject_ = ItemText(Item::kPersona, role_.shared != 0 ? role_.shared : role_.seed,
                          queue_->next++, role_, Domain::kGeneral);
    }
    const bool asks = turns_-- % 2 == 0 || history_.empty();
    if (as_text_) {
      asker_.Wrap(AsText(asks), draft);
      history_.emplace_back(asks ? "user" : "assistant", Next(asks));
    } else if (asks) {
      asker_.Wrap(subject_, draft);
      // Seen from the asker the answers are the user's.
      for (const auto& [role, text] : history_) {
        draft->messages.emplace_back(role[0] == 'u' ? "assistant" : "user", text);
      }
      history_.emplace_back("user", Next(asks));
    } else {
      draft->messages = history_;
      history_.emplace_back("assistant", Next(asks));
    }
    habits_.Apply(static_cast<int64_t>(rng_.LogNormal(asks ? 40 : 260, 0.5)), draft);
  }

 private:
  std::string Next(bool asks) {
    if (!asks) return voice_.Answer(200 + rng_.Below(900));
    return history_.empty() ? voice_.Question() : voice_.FollowUp();
  }

  // All of it so far, up to who speaks next.
  std::string AsText(bool asks) const {
    std::string text = absl::StrCat(subject_, "\n");
    for (const auto& [role, said] : history_) {
      absl::StrAppend(&text, "\n", role[0] == 'u' ? user_ : model_, ": ", said);
    }
    return absl::StrCat(text, "\n", asks ? user_ : model_, ":");
  }

  const Role role_;
  Random rng_;
  const bool as_text_;
  const char* const user_;
  const char* const model_;
  Voice voice_;
  const Frame asker_;
  const Habits habits_;
  const std::shared_ptr<Progress> queue_;
  std::string subject_;
  int64_t turns_ = 0;
  std::vector<std::pair<const char*, std::string>> history_;
};

// One token at a time; biases walk over the vocabulary to read all probabilities.
class BiasSweepBehaviour final : public Behaviour {
 public:
  explicit BiasSweepBehaviour(const Role& role)
      : role_(role),
        rng_(role.seed),
        few_(static_cast<uint64_t>(rng_.Between(1, 200))),
        width_(rng_.Chance(0.3) ? 0 : rng_.Between(1, 60)),
        // Without biases the same prompt would tell the same again.
        prompts_(width_ == 0 ? UINT64_MAX : few_),
        logprobs_(static_cast<int>(rng_.Between(width_ == 0 ? 5 : 0, 20))),
        token_(rng_.Between(0, 50000)),
        output_(rng_.Chance(0.8) ? 1 : rng_.Between(2, 5)) {}

  void Write(Draft* draft) override {
    draft->messages.emplace_back("user", ItemText(Item::kSentence, role_.seed, calls_++ % prompts_,
                                                  role_, Domain::kGeneral));
    draft->output_tokens = output_;
    draft->max_output_tokens = output_;
    draft->finish_reason = "length";
    draft->temperature = 0;
    draft->top_logprobs = logprobs_;
    for (int64_t i = 0; i < width_; ++i) draft->logit_bias.push_back(token_++ % 100000);
  }

 private:
  const Role role_;
  Random rng_;
  const uint64_t few_;
  const int64_t width_;
  const uint64_t prompts_;
  const int logprobs_;
  int64_t token_;
  const int64_t output_;
  uint64_t calls_ = 0;
};

template <const Method& method>
std::unique_ptr<Behaviour> Make(const Role& role) {
  return std::make_unique<Harvester>(role, method);
}

constexpr Method kWalk = {Item::kRequest, "f.answer", false, 0.35, 330, 0.7, 1};
constexpr Method kNarrowWalk = {Item::kQuestion, "f.answer", true, 0.5, 430, 0.45, 1};
constexpr Method kEvolve = {Item::kEvolving, "f.rewrite", false, 1, 95, 0.4, 1};
constexpr Method kSelfInstruct = {Item::kDemonstrations, "f.tasks", false, 1, 700, 0.35, 1};
constexpr Method kTopicTree = {Item::kTopic, "f.topics", false, 1, 620, 0.4, 1};
constexpr Method kPersona = {Item::kPersona, "f.persona", false, 1, 240, 0.5, 1};
constexpr Method kSteps = {Item::kProblem, "f.steps", false, 1, 520, 0.5, 8};
constexpr Method kVerify = {Item::kAttempt, "f.steps", false, 1, 330, 0.45, 3, "f.verify"};
constexpr Method kGrade = {Item::kTwoAnswers, "f.grade", false, 1, 210, 0.4, 2};
constexpr Method kCritique = {Item::kAnswer, "f.critique", false, 1, 520, 0.4, 1};
constexpr Method kScript = {Item::kCharacters, "f.roleplay", false, 1, 680, 0.35, 1};
constexpr Method kDialogue = {Item::kSubject, "f.script", false, 1, 740, 0.35, 1};
constexpr Method kTrace = {Item::kToolTask, "f.trace", false, 1, 600, 0.4, 1};
constexpr Method kCodegen = {Item::kCode, "f.codegen", false, 1, 760, 0.4, 2};
constexpr Method kPairs = {Item::kSentence, "f.pair", false, 1, 38, 0.4, 1};
constexpr Method kBack = {Item::kPassage, "f.back", false, 1, 34, 0.5, 1};
constexpr Method kFunction = {Item::kFunctions, "f.function", false, 1, 380, 0.4, 1};
constexpr Method kTextbook = {Item::kReader, "f.textbook", false, 1, 1100, 0.35, 1};
constexpr Method kBareProblems = {Item::kProblem, "f.answer", false, 0.15, 1900, 0.6, 8};
constexpr Method kDocQuestions = {Item::kPassage, "f.docqa", false, 1, 450, 0.35, 1};
constexpr Method kContinue = {Item::kBeginning, "f.continue", false, 0.2, 420, 0.3, 1};
constexpr Method kPool = {Item::kPooled, "f.more", false, 0.75, 240, 0.5, 1};
constexpr Method kRestyle = {Item::kRestyled, "f.restyle", false, 1, 190, 0.5, 1};
constexpr Method kExplain = {Item::kTerm, "f.explain", false, 0.8, 520, 0.4, 1};
constexpr Method kRank = {Item::kSeveralAnswers, "f.rank", false, 1, 160, 0.5, 1};

}  // namespace

std::unique_ptr<Behaviour> MakeWalk(const Role& role) { return Make<kWalk>(role); }
std::unique_ptr<Behaviour> MakeNarrowWalk(const Role& role) { return Make<kNarrowWalk>(role); }
std::unique_ptr<Behaviour> MakeEvolve(const Role& role) { return Make<kEvolve>(role); }
std::unique_ptr<Behaviour> MakeSelfInstruct(const Role& role) { return Make<kSelfInstruct>(role); }
std::unique_ptr<Behaviour> MakeTopicTree(const Role& role) { return Make<kTopicTree>(role); }
std::unique_ptr<Behaviour> MakePersonaQuestions(const Role& role) { return Make<kPersona>(role); }
std::unique_ptr<Behaviour> MakeStepByStep(const Role& role) { return Make<kSteps>(role); }
std::unique_ptr<Behaviour> MakeSolveVerify(const Role& role) { return Make<kVerify>(role); }
std::unique_ptr<Behaviour> MakeGrading(const Role& role) { return Make<kGrade>(role); }
std::unique_ptr<Behaviour> MakeCritique(const Role& role) { return Make<kCritique>(role); }
std::unique_ptr<Behaviour> MakeRoleScript(const Role& role) {
  return Mix(role.seed, 4) % 2 == 0 ? Make<kScript>(role) : Make<kDialogue>(role);
}
std::unique_ptr<Behaviour> MakeToolTraces(const Role& role) { return Make<kTrace>(role); }
std::unique_ptr<Behaviour> MakeCodePairs(const Role& role) { return Make<kCodegen>(role); }
std::unique_ptr<Behaviour> MakeTranslationPairs(const Role& role) { return Make<kPairs>(role); }
std::unique_ptr<Behaviour> MakeBackTranslation(const Role& role) { return Make<kBack>(role); }
std::unique_ptr<Behaviour> MakeFunctionData(const Role& role) { return Make<kFunction>(role); }
std::unique_ptr<Behaviour> MakeTextbook(const Role& role) { return Make<kTextbook>(role); }
std::unique_ptr<Behaviour> MakeBareProblems(const Role& role) { return Make<kBareProblems>(role); }
std::unique_ptr<Behaviour> MakeDocQuestions(const Role& role) { return Make<kDocQuestions>(role); }
std::unique_ptr<Behaviour> MakeContinuations(const Role& role) { return Make<kContinue>(role); }
std::unique_ptr<Behaviour> MakePooled(const Role& role) { return Make<kPool>(role); }
std::unique_ptr<Behaviour> MakeRestyled(const Role& role) { return Make<kRestyle>(role); }
std::unique_ptr<Behaviour> MakeGlossary(const Role& role) { return Make<kExplain>(role); }
std::unique_ptr<Behaviour> MakeRanking(const Role& role) { return Make<kRank>(role); }
std::unique_ptr<Behaviour> MakeTwoVoices(const Role& role) {
  return std::make_unique<TwoVoicesBehaviour>(role);
}
std::unique_ptr<Behaviour> MakeBiasSweep(const Role& role) {
  return std::make_unique<BiasSweepBehaviour>(role);
}

}  // namespace stillwatch::simulate
