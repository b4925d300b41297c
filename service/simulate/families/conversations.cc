#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/simulate/families/behaviour.h"
#include "service/simulate/families/frame.h"
#include "service/simulate/text/voice.h"

// People who ask: for themselves, at a desk that an application puts before the model, in class.

namespace stillwatch::simulate {
namespace {

constexpr size_t kHistory = 12;    // Messages that are sent along.
constexpr size_t kOpenTalks = 24;  // Conversations that go on at a time.
constexpr size_t kPassages = 120;

enum class About { kAnything, kOneField, kCode, kProblems, kWishes };

// How a desk differs from another.
struct Desk {
  const char* system;   // List of system prompts; null: none.
  double system_share;  // Of accounts that send one.
  int64_t least_people;
  int64_t most_people;
  bool seen_apart;     // People come from their own addresses.
  double goes_on;      // Chance of another turn.
  double stock_share;  // Of openings that come out of a stock of known questions.
  int64_t stock;
  bool tasks;     // Tasks for a model rather than questions.
  bool passages;  // Passages of a knowledge base go along.
  About about;
  double output;  // Median tokens of an answer.
  double spread;
  const char* frame = nullptr;  // Put around what people write where no system prompt is sent.
  const char* state = nullptr;  // What two applications in five put before each turn.
};

Domain PickDomain(About about, Random* rng) {
  static constexpr Domain kFields[] = {Domain::kMedicine, Domain::kLaw, Domain::kFinance};
  if (about == About::kCode) return Domain::kCode;
  return about == About::kOneField ? kFields[rng->Below(3)] : Domain::kGeneral;
}

class DeskBehaviour final : public Behaviour {
 public:
  DeskBehaviour(const Role& role, const Desk& desk)
      : desk_(desk),
        role_(role),
        rng_(role.seed),
        domain_(PickDomain(desk.about, &rng_)),
        skew_(0.35 + 0.5 * rng_.Unit()),
        voice_(&rng_, role.texts, role.language, domain_, role.seed, skew_),
        habits_(&rng_, true, role.seed),
        people_(rng_.Between(desk.least_people, desk.most_people)),
        typos_(rng_.Chance(0.6) ? 0.01 + 0.09 * rng_.Unit() : 0),
        output_(rng_.LogNormal(desk.output, 0.35)),
        stock_share_(std::min(1.0, desk.stock_share * rng_.LogNormal(1, 0.3))),
        stock_seed_(role.shared != 0 ? role.shared : Mix(role.seed, 5)),
        stock_(desk.stock == 0 ? 1
                               : static_cast<size_t>(rng_.Between(desk.stock / 2, desk.stock))) {
    if (desk.system != nullptr && rng_.Chance(desk.system_share)) {
      const int64_t prompts = rng_.Chance(0.7) ? 1 : rng_.Between(2, 12);
      for (int64_t i = 0; i < prompts; ++i) {
        systems_.push_back(voice_.speech().Say(absl::StrCat("{", desk.system, "}")));
      }
    } else if (desk.frame != nullptr) {
      frame_.emplace(role.frame != 0 ? role.frame : role.seed, role.language, desk.frame);
    }
    Random own(Mix(role.seed, 53));
    if (desk.state != nullptr && own.Chance(0.4)) {
      state_ = Speech(&own).Say(absl::StrCat("{", desk.state, "}"));
    }
  }

  void Write(Draft* draft) override {
    const bool on = !talks_.empty() && rng_.Chance(desk_.goes_on);
    size_t at = on ? rng_.Below(talks_.size()) : 0;
    if (!on) at = Begin();
    Talk& talk = talks_[at];
    if (on) voice_.SetTopic(talk.topic);
    std::string text = on ? voice_.FollowUp() : Opening();
    talk.topic = voice_.About();
    Mistype(typos_, &rng_, &text);
    if (desk_.passages) AddPassages(&text);
    if (!state_.empty()) text.insert(0, State());
    if (frame_) {
      // Who puts everything into one frame sends no history along.
      frame_->Wrap(text, draft);
      talk.messages = std::move(draft->messages);
      draft->messages.clear();
    } else {
      talk.messages.emplace_back("user", std::move(text));
    }
    if (talk.messages.size() > kHistory) {
      talk.messages.erase(talk.messages.begin(), talk.messages.begin() + 2);
    }
    if (!systems_.empty()) draft->messages.emplace_back("system", systems_[talk.system]);
    draft->messages.insert(draft->messages.end(), talk.messages.begin(), talk.messages.end());
    habits_.Apply(habits_.Length(&rng_, output_, desk_.spread), draft);
    if (desk_.seen_apart) draft->person = talk.person;
    const auto shown = static_cast<size_t>(std::min<int64_t>(draft->output_tokens * 3, 1500));
    if (desk_.goes_on > 0) talk.messages.emplace_back("assistant", voice_.Answer(shown));
  }

 private:
  struct Talk {
    int person = 0;
    size_t system = 0;
    std::string topic;
    std::vector<std::pair<const char*, std::string>> messages;
  };

  size_t Begin() {
    const auto room = std::min(kOpenTalks, static_cast<size_t>(people_));
    if (talks_.size() < room) talks_.emplace_back();
    const size_t at = talks_.size() < room ? talks_.size() - 1 : rng_.Below(talks_.size());
    talks_[at].person = static_cast<int>(rng_.Below(static_cast<uint64_t>(people_)));
    talks_[at].system = systems_.empty() ? 0 : rng_.Below(systems_.size());
    talks_[at].messages.clear();
    return at;
  }

  std::string Opening() {
    if (rng_.Chance(stock_share_)) {
      Random known(Mix(stock_seed_, rng_.Zipf(stock_)));
      Voice voice(&known, role_.texts, role_.language, domain_, stock_seed_, skew_);
      std::string question = Ask(&voice, desk_.tasks);
      voice_.SetTopic(voice.About());
      if (rng_.Chance(0.3))
        absl::StrAppend(&question, voice_.joiner(), voice_.speech().Say("{/detail}"));
      if (rng_.Chance(0.2)) question.insert(0, absl::StrCat(voice_.Greeting(), " "));
      return question;
    }
    if (desk_.goes_on > 0.4 && rng_.Chance(0.08)) {
      voice_.Topic();
      return voice_.Greeting();
    }
    return Ask(&voice_, desk_.tasks || rng_.Chance(0.12));
  }

  std::string Ask(Voice* voice, bool task) const {
    if (desk_.about == About::kProblems) return voice->Problem();
    if (desk_.about != About::kWishes) return task ? voice->Request() : voice->Question();
    const std::string one = voice->Topic();
    return voice->rng().Chance(0.4) ? one : absl::StrCat(one, ", ", voice->Topic());
  }

  // With what stands there now in place of each #.
  std::string State() {
    std::string text;
    for (const char c : state_) {
      if (c == '#') {
        absl::StrAppend(&text, rng_.Between(1, 100));
      } else {
        text += c;
      }
    }
    return text;
  }

  void AddPassages(std::string* text) {
    std::string context;
    for (int64_t i = rng_.Between(2, 4); i > 0; --i) {
      const size_t index = rng_.Zipf(kPassages);
      Random known(Mix(Mix(role_.seed, 6), index));
      Voice voice(&known, role_.texts, role_.language, domain_, role_.seed, skew_);
      voice.Topic();
      absl::StrAppend(&context, "[", index, "] ", voice.Prose(300 + known.Below(500)), "\n\n");
    }
    text->insert(0, context);
  }

  const Desk& desk_;
  const Role role_;
  Random rng_;
  const Domain domain_;
  const double skew_;
  Voice voice_;
  const Habits habits_;
  const int64_t people_;
  const double typos_;
  const double output_;
  const double stock_share_;
  const uint64_t stock_seed_;
  const size_t stock_;
  std::vector<std::string> systems_;
  std::string state_;
  std::optional<Frame> frame_;
  std::vector<Talk> talks_;
};

// Members of many desks that one account sells on.
class ResaleBehaviour final : public Behaviour {
 public:
  explicit ResaleBehaviour(const Role& role) : rng_(role.seed) {
    const int64_t customers = rng_.Between(6, 25);
    for (int64_t i = 0; i < customers; ++i) {
      Role customer = role;
      customer.seed = rng_.Next();
      customer.shared = 0;
      customer.language = VoiceLanguages()[rng_.Below(VoiceLanguages().size())];
      customers_.push_back(rng_.Chance(0.2)    ? MakeCoding(customer)
                           : rng_.Chance(0.12) ? MakeEmail(customer)
                           : rng_.Chance(0.12) ? MakeTranslationJob(customer)
                                               : MakePeople(customer));
    }
  }
  void Write(Draft* draft) override {
    static constexpr const char* kModels[] = {"large-2", "medium-3", "small-3"};
    const size_t who = rng_.Zipf(customers_.size());
    customers_[who]->Write(draft);
    draft->person = static_cast<int>(who);
    if (who % 3 != 0) draft->model = kModels[who % 3];
  }

 private:
  Random rng_;
  std::vector<std::unique_ptr<Behaviour>> customers_;
};

template <const Desk& desk>
std::unique_ptr<Behaviour> Make(const Role& role) {
  return std::make_unique<DeskBehaviour>(role, desk);
}

constexpr Desk kPeople = {"f.role",         0.15, 1,  1, true, 0.62, 0.06, 12, false, false,
                          About::kAnything, 210,  0.8};
constexpr Desk kCoding = {"f.coder", 0.6,          1,   3,  true, 0.6, 0.02, 8, false,
                          false,     About::kCode, 340, 0.8};
constexpr Desk kClass = {nullptr,          0,   1,  1, true, 0.35, 0.8, 24, true, false,
                         About::kAnything, 230, 0.6};
constexpr Desk kSupport = {"f.support",      1,  60, 400, false, 0.3, 0.35, 80, false, true,
                           About::kAnything, 95, 0.6};
constexpr Desk kTutor = {"f.tutor",        1,   5,  200, false, 0.6, 0.3, 120, true, false,
                         About::kAnything, 150, 0.6};
constexpr Desk kGame = {"f.game",         1,  5,   300,     false,    0.75, 0.08, 30, false, false,
                        About::kAnything, 45, 0.5, nullptr, "f.state"};
constexpr Desk kIdeas = {"f.ideas",        0.9, 1,  30, false, 0.25, 0.1, 20, true, false,
                         About::kAnything, 320, 0.5};
constexpr Desk kHomework = {"f.homework",     0.5, 40,   600,      false, 0, 0.3, 300, true, false,
                            About::kProblems, 320, 0.45, "f.steps"};
constexpr Desk kAssistant = {"f.assistant",    1,   60, 900, false, 0.04, 0.35, 160, false, false,
                             About::kAnything, 140, 0.5};
constexpr Desk kStories = {"f.stories",    0.7,  40,   500,        false,
                           0.05,           0.15, 80,   false,      false,
                           About::kWishes, 650,  0.35, "f.stories"};
constexpr Desk kAdvice = {"f.advice",       1,   30, 400, false, 0.42, 0.15, 120, false, false,
                          About::kOneField, 330, 0.5};
constexpr Desk kInterviews = {"f.interview",    1,   5,  120, false, 0.82, 0.3, 40, false, false,
                              About::kAnything, 150, 0.4};
constexpr Desk kFaq = {"f.role",         0.7, 200, 900, false, 0, 0.25, 400, false, false,
                       About::kOneField, 430, 0.45};

}  // namespace

std::unique_ptr<Behaviour> MakePeople(const Role& role) { return Make<kPeople>(role); }
std::unique_ptr<Behaviour> MakeCoding(const Role& role) { return Make<kCoding>(role); }
std::unique_ptr<Behaviour> MakeClass(const Role& role) { return Make<kClass>(role); }
std::unique_ptr<Behaviour> MakeSupport(const Role& role) { return Make<kSupport>(role); }
std::unique_ptr<Behaviour> MakeTutor(const Role& role) { return Make<kTutor>(role); }
std::unique_ptr<Behaviour> MakeGame(const Role& role) { return Make<kGame>(role); }
std::unique_ptr<Behaviour> MakeIdeas(const Role& role) { return Make<kIdeas>(role); }
std::unique_ptr<Behaviour> MakeFaq(const Role& role) { return Make<kFaq>(role); }
std::unique_ptr<Behaviour> MakeHomework(const Role& role) { return Make<kHomework>(role); }
std::unique_ptr<Behaviour> MakeAdvice(const Role& role) { return Make<kAdvice>(role); }
std::unique_ptr<Behaviour> MakeInterviews(const Role& role) { return Make<kInterviews>(role); }
std::unique_ptr<Behaviour> MakeAssistant(const Role& role) { return Make<kAssistant>(role); }
std::unique_ptr<Behaviour> MakeStories(const Role& role) { return Make<kStories>(role); }
std::unique_ptr<Behaviour> MakeResale(const Role& role) {
  return std::make_unique<ResaleBehaviour>(role);
}

}  // namespace stillwatch::simulate
