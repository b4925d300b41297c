#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/simulate/families/behaviour.h"

// People in conversation: one, many behind one account, a class on the same questions.

namespace stillwatch::simulate {
namespace {

constexpr size_t kHistory = 8;  // Messages that are sent along.

const char* Opening(const char* language) {
  switch (language[0]) {
    case 'z':
      return "{zh.chat}";
    case 'i':
      return "{id.chat}";
    default:
      return language[1] == 's' ? "{es.chat}" : "{chat.open}";
  }
}

const char* FollowUp(const char* language) {
  switch (language[0]) {
    case 'z':
      return "{zh.follow}";
    case 'i':
      return "{id.follow}";
    default:
      return language[1] == 's' ? "{es.follow}" : "{chat.follow}";
  }
}

// One person's conversations, one after the other.
class Talk {
 public:
  Talk(Random* rng, const char* language) : rng_(rng), speech_(rng), language_(language) {
    speech_.Remember('t', "it");
  }

  void Write(const std::string& opening, Draft* draft) {
    const bool goes_on = !history_.empty() && rng_->Chance(0.68);
    if (!goes_on) history_.clear();
    history_.emplace_back("user", goes_on ? speech_.Say(FollowUp(language_)) : opening);
    if (history_.size() > kHistory) history_.erase(history_.begin(), history_.begin() + 2);
    draft->messages = history_;
    draft->output_tokens = static_cast<int64_t>(rng_->LogNormal(170, 0.8)) + 8;
    draft->stream = true;
    history_.emplace_back("assistant", speech_.Say("{answer.part}"));
  }

  std::string Opening() { return speech_.Say(simulate::Opening(language_)); }

 private:
  Random* const rng_;
  Speech speech_;
  const char* const language_;
  std::vector<std::pair<const char*, std::string>> history_;
};

class Chat final : public Behaviour {
 public:
  explicit Chat(const Role& role) : rng_(role.seed), talk_(&rng_, role.language) {}
  void Write(Draft* draft) override { talk_.Write(talk_.Opening(), draft); }

 private:
  Random rng_;
  Talk talk_;
};

class Reseller final : public Behaviour {
 public:
  static constexpr int kPeople = 40;

  explicit Reseller(const Role& role) : rng_(role.seed) {
    static constexpr const char* kLanguages[] = {"en", "en", "en", "zh", "id", "es"};
    for (int i = 0; i < kPeople; ++i) talks_.emplace_back(&rng_, kLanguages[rng_.Below(6)]);
  }
  void Write(Draft* draft) override {
    draft->person = static_cast<int>(rng_.Below(kPeople));
    Talk& talk = talks_[static_cast<size_t>(draft->person)];
    talk.Write(talk.Opening(), draft);
  }

 private:
  Random rng_;
  std::vector<Talk> talks_;
};

class Classroom final : public Behaviour {
 public:
  explicit Classroom(const Role& role)
      : rng_(role.seed), speech_(&rng_), talk_(&rng_, "en"), shared_(role.shared) {}

  void Write(Draft* draft) override {
    Random question(Mix(shared_, rng_.Below(12)));
    speech_.Remember('q', Speech(&question).Say("{instruction}"));
    talk_.Write(speech_.Say("{chat.class}"), draft);
  }

 private:
  Random rng_;
  Speech speech_;
  Talk talk_;
  const uint64_t shared_;
};

}  // namespace

std::unique_ptr<Behaviour> MakeChat(const Role& role) { return std::make_unique<Chat>(role); }
std::unique_ptr<Behaviour> MakeReseller(const Role& role) {
  return std::make_unique<Reseller>(role);
}
std::unique_ptr<Behaviour> MakeClassroom(const Role& role) {
  return std::make_unique<Classroom>(role);
}

}  // namespace stillwatch::simulate
