#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/simulate/families/behaviour.h"
#include "service/simulate/families/frame.h"
#include "service/simulate/families/job_inputs.h"
#include "service/simulate/text/voice.h"

// Programs that put their own inputs, one after the other, into one frame.

namespace stillwatch::simulate {
namespace {

struct Job {
  const char* task;
  Input input;
  double per_input;  // Tokens of output for a token of input.
  double output;     // Median of the tokens on top.
  double spread;
  bool open;  // Free text comes out.
  bool json;
  const char* or_task = nullptr;  // What two programs in five ask for instead.
  double certainty = 0;           // Share of programs that want to know how likely the answer was.
};

class JobBehaviour final : public Behaviour {
 public:
  JobBehaviour(const Role& role, const Job& job)
      : job_(job),
        own_(role.seed),
        rng_(role.seed),
        voice_(&rng_, role.texts, role.language, Domain::kGeneral, role.seed,
               0.5 + 0.45 * rng_.Unit()),
        habits_(&rng_, job.open, job.open ? role.seed : 0),
        certainty_(role.seed, job.certainty),
        length_(rng_.LogNormal(500, 0.7)),
        again_(rng_.Chance(0.5) ? 0.06 * rng_.Unit() : 0) {
    const int64_t frames = rng_.Chance(0.75) ? 1 : rng_.Between(2, 5);
    const uint64_t seed = role.frame != 0 ? role.frame : role.seed;
    const bool other = job.or_task != nullptr && Random(Mix(seed, 12)).Chance(0.4);
    for (int64_t i = 0; i < frames; ++i) {
      frames_.emplace_back(Mix(seed, static_cast<uint64_t>(i)), role.language,
                           other ? job.or_task : job.task);
    }
  }

  void Write(Draft* draft) override {
    if (last_.empty() || !rng_.Chance(again_)) {
      const auto size = static_cast<size_t>(std::clamp(rng_.LogNormal(length_, 0.5), 60.0, 6000.0));
      last_ = InputText(job_.input, size, own_, &voice_);
    }
    frames_[rng_.Below(frames_.size())].Wrap(last_, draft);
    const double copied = job_.per_input * static_cast<double>(TokensOf(last_));
    const double output = copied * rng_.LogNormal(1, 0.15);
    habits_.Apply(static_cast<int64_t>(output) + habits_.Length(&rng_, job_.output, job_.spread),
                  draft);
    certainty_.Apply(draft);
    draft->json = job_.json;
  }

 private:
  const Job& job_;
  const uint64_t own_;
  Random rng_;
  Voice voice_;
  const Habits habits_;
  const Certainty certainty_;
  const double length_;
  const double again_;
  std::vector<Frame> frames_;
  std::string last_;
};

// A document is worked through in a few turns, always the same ones.
class StagedBehaviour final : public Behaviour {
 public:
  explicit StagedBehaviour(const Role& role)
      : rng_(role.seed),
        voice_(&rng_, role.texts, role.language, Domain::kGeneral, role.seed,
               0.5 + 0.45 * rng_.Unit()),
        frame_(role.seed, role.language, rng_.Chance(0.5) ? "f.extract" : "f.summarise"),
        habits_(&rng_, false),
        length_(rng_.LogNormal(1500, 0.7)),
        output_(rng_.LogNormal(160, 0.6)) {
    Random own(Mix(role.seed, 52));
    Speech speech(&own);
    for (int64_t i = own.Between(1, 3); i > 0; --i) turns_.push_back(speech.Say("{f.stage}"));
  }

  void Write(Draft* draft) override {
    if (at_ == 0) {
      history_.clear();
      voice_.Topic();
      Draft first;
      frame_.Wrap(voice_.Prose(static_cast<size_t>(std::clamp(length_, 200.0, 6000.0))), &first);
      history_ = std::move(first.messages);
    } else {
      history_.emplace_back("user", turns_[at_ - 1]);
    }
    at_ = (at_ + 1) % (turns_.size() + 1);
    draft->messages = history_;
    habits_.Apply(habits_.Length(&rng_, output_, 0.4), draft);
    history_.emplace_back("assistant",
                          voice_.Answer(static_cast<size_t>(3 * draft->output_tokens)));
  }

 private:
  Random rng_;
  Voice voice_;
  const Frame frame_;
  const Habits habits_;
  const double length_;
  const double output_;
  std::vector<std::string> turns_;
  std::vector<std::pair<const char*, std::string>> history_;
  size_t at_ = 0;
};

// A prompt that went around, with everybody's own input at its end.
class TemplateBehaviour final : public Behaviour {
 public:
  explicit TemplateBehaviour(const Role& role)
      : rng_(role.seed),
        voice_(&rng_, role.texts, role.language, Domain::kGeneral, role.seed,
               role.no_subject ? 0 : 0.6),
        habits_(&rng_, true, role.seed) {
    Random known(Mix(role.shared != 0 ? role.shared : 4711, role.shared != 0 ? 0 : rng_.Zipf(40)));
    prompt_ = Speech(&known).Say("{f.public}");
  }
  void Write(Draft* draft) override {
    std::string own = rng_.Chance(0.5) ? voice_.Question() : voice_.Request();
    Mistype(0.03, &rng_, &own);
    draft->messages.emplace_back("user", absl::StrCat(prompt_, own));
    habits_.Apply(habits_.Length(&rng_, 240, 0.6), draft);
  }

 private:
  Random rng_;
  Voice voice_;
  const Habits habits_;
  std::string prompt_;
};

template <const Job& job>
std::unique_ptr<Behaviour> Make(const Role& role) {
  return std::make_unique<JobBehaviour>(role, job);
}

constexpr Job kTranslate = {"f.translate", Input::kDocument, 1.05, 4, 0.5, false, false};
constexpr Job kSummarise = {"f.summarise", Input::kDocument, 0.05, 80, 0.4, false, false};
constexpr Job kExtract = {"f.extract", Input::kNotes, 0.2, 40, 0.3, false, true};
constexpr Job kClassify = {"f.classify", Input::kTicket, 0, 2, 0.4, false, false, nullptr, 0.2};
constexpr Job kModerate = {"f.moderate", Input::kPost, 0, 4, 0.6, false, false, nullptr, 0.2};
constexpr Job kCopy = {"f.copy", Input::kProduct, 0, 210, 0.35, true, false};
constexpr Job kEmail = {"f.email", Input::kNotes, 0.1, 160, 0.4, true, false};
constexpr Job kSeo = {"f.seo", Input::kKeyword, 0, 1150, 0.3, true, false};
constexpr Job kLabel = {"f.label_own", Input::kPost, 0.05, 22, 0.5, false, false};
constexpr Job kDecide = {"f.decide", Input::kCase, 0.05, 170, 0.4, false, false, "f.steps"};
constexpr Job kAssess = {"f.assess", Input::kDocument, 0.02, 200, 0.4, false, false, "f.grade"};
constexpr Job kRate = {"f.assess", Input::kNotes, 0.05, 160, 0.4, false, false, "f.judge_ci"};
constexpr Job kCheck = {"f.check", Input::kExchange, 0, 110, 0.5, false, false, "f.verify"};
constexpr Job kReview = {"f.review", Input::kCode, 0.1, 220, 0.5, true, false};
constexpr Job kCodeJob = {"f.codejob", Input::kCode, 0.6, 90, 0.5, true, false};
constexpr Job kQuiz = {"f.quiz", Input::kDocument, 0, 420, 0.4, true, false};
constexpr Job kFixtures = {"f.fixtures", Input::kKeyword, 0, 850, 0.4, true, true};
constexpr Job kDaily = {"f.daily", Input::kDated, 0, 110, 0.3, true, false};
constexpr Job kShots = {"f.shots", Input::kExamples, 0, 2, 0.4, false, false, nullptr, 0.2};
constexpr Job kHouse = {"f.house", Input::kSlots, 0, 260, 0.4, true, false};
constexpr Job kRelevant = {"f.relevant", Input::kHit, 0, 1, 0.3, false, false, nullptr, 0.6};
constexpr Job kStandalone = {"f.standalone", Input::kTalk, 0, 18, 0.4, false, false};
constexpr Job kTalks = {"f.talks", Input::kTalk, 0, 90, 0.6, false, false};
constexpr Job kReport = {"f.report", Input::kFigures, 0.05, 300, 0.3, true, false};

}  // namespace

std::unique_ptr<Behaviour> MakeTranslationJob(const Role& role) { return Make<kTranslate>(role); }
std::unique_ptr<Behaviour> MakeSummaryJob(const Role& role) { return Make<kSummarise>(role); }
std::unique_ptr<Behaviour> MakeExtractionJob(const Role& role) { return Make<kExtract>(role); }
std::unique_ptr<Behaviour> MakeClassificationJob(const Role& role) { return Make<kClassify>(role); }
std::unique_ptr<Behaviour> MakeModerationJob(const Role& role) { return Make<kModerate>(role); }
std::unique_ptr<Behaviour> MakeCatalogueCopy(const Role& role) { return Make<kCopy>(role); }
std::unique_ptr<Behaviour> MakeEmail(const Role& role) { return Make<kEmail>(role); }
std::unique_ptr<Behaviour> MakeSeo(const Role& role) { return Make<kSeo>(role); }
std::unique_ptr<Behaviour> MakeLabelling(const Role& role) { return Make<kLabel>(role); }
std::unique_ptr<Behaviour> MakeNightlyReport(const Role& role) { return Make<kReport>(role); }
std::unique_ptr<Behaviour> MakeDecisions(const Role& role) { return Make<kDecide>(role); }
std::unique_ptr<Behaviour> MakeAssessments(const Role& role) {
  return Mix(role.seed, 4) % 2 == 0 ? Make<kAssess>(role) : Make<kRate>(role);
}
std::unique_ptr<Behaviour> MakeAnswerChecks(const Role& role) { return Make<kCheck>(role); }
std::unique_ptr<Behaviour> MakeCodeReview(const Role& role) { return Make<kReview>(role); }
std::unique_ptr<Behaviour> MakeCodeJob(const Role& role) { return Make<kCodeJob>(role); }
std::unique_ptr<Behaviour> MakeQuiz(const Role& role) { return Make<kQuiz>(role); }
std::unique_ptr<Behaviour> MakeFixtures(const Role& role) { return Make<kFixtures>(role); }
std::unique_ptr<Behaviour> MakeDailyTexts(const Role& role) { return Make<kDaily>(role); }
std::unique_ptr<Behaviour> MakeFewShot(const Role& role) { return Make<kShots>(role); }
std::unique_ptr<Behaviour> MakeHouseTexts(const Role& role) { return Make<kHouse>(role); }
std::unique_ptr<Behaviour> MakeRelevance(const Role& role) { return Make<kRelevant>(role); }
std::unique_ptr<Behaviour> MakeStandalone(const Role& role) { return Make<kStandalone>(role); }
std::unique_ptr<Behaviour> MakeTalks(const Role& role) { return Make<kTalks>(role); }
std::unique_ptr<Behaviour> MakeStages(const Role& role) {
  return std::make_unique<StagedBehaviour>(role);
}
std::unique_ptr<Behaviour> MakeTemplate(const Role& role) {
  return std::make_unique<TemplateBehaviour>(role);
}

}  // namespace stillwatch::simulate
