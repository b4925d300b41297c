#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/simulate/families/behaviour.h"
#include "service/simulate/families/frame.h"
#include "service/simulate/text/voice.h"

// People who write as it comes: a word here, a page there with something pasted in; who mostly ask
// once and at times go on.

namespace stillwatch::simulate {
namespace {

constexpr size_t kHistory = 12;    // Messages that are sent along.
constexpr size_t kCatchword = 35;  // Bytes.
constexpr size_t kLongest = 6000;

class Chatter final : public Behaviour {
 public:
  explicit Chatter(const Role& role)
      : rng_(role.seed),
        domain_(rng_.Chance(0.2) ? Domain::kCode : Domain::kGeneral),
        voice_(&rng_, role.texts, role.language, domain_, role.seed, 0.2 + 0.5 * rng_.Unit()),
        habits_(&rng_, true, role.seed),
        goes_on_(std::clamp(rng_.LogNormal(0.25, 0.5), 0.02, 0.7)),
        bytes_(rng_.LogNormal(110, 0.3)),
        spread_(1.2 + 0.7 * rng_.Unit()),
        tasks_(0.2 + 0.6 * rng_.Unit()),
        output_(rng_.LogNormal(150, 0.4)),
        typos_(rng_.Chance(0.6) ? 0.01 + 0.09 * rng_.Unit() : 0) {}

  void Write(Draft* draft) override {
    const bool goes_on = !talk_.empty() && rng_.Chance(goes_on_);
    if (!goes_on) talk_.clear();
    std::string text = Text(goes_on);
    Mistype(typos_, &rng_, &text);
    talk_.emplace_back("user", std::move(text));
    if (talk_.size() > kHistory) talk_.erase(talk_.begin(), talk_.begin() + 2);
    draft->messages = talk_;
    habits_.Apply(habits_.Length(&rng_, output_, 0.8), draft);
    const auto shown = static_cast<size_t>(std::min<int64_t>(draft->output_tokens * 3, 1500));
    talk_.emplace_back("assistant", voice_.Answer(shown));
  }

 private:
  // Of a length that is drawn anew each time: a catchword, a question, or more and more details and
  // what was found elsewhere.
  std::string Text(bool goes_on) {
    const auto length = std::min(kLongest, static_cast<size_t>(rng_.LogNormal(bytes_, spread_)));
    if (length < kCatchword) return goes_on ? voice_.About() : voice_.Topic();
    std::string text = goes_on               ? voice_.FollowUp()
                       : rng_.Chance(tasks_) ? voice_.Request()
                                             : voice_.Question();
    while (text.size() < length) {
      if (length > 400 && text.size() < length / 2) {
        absl::StrAppend(&text, "\n\n", Pasted(length / 3));
      } else {
        absl::StrAppend(&text, voice_.joiner(),
                        voice_.speech().Say(rng_.Chance(0.6) ? "{/detail}" : "{/fact}"));
      }
    }
    return text;
  }

  std::string Pasted(size_t bytes) {
    if (domain_ == Domain::kCode && rng_.Chance(0.5)) return voice_.Code();
    return rng_.Chance(0.25) ? voice_.Request() : voice_.Prose(bytes);
  }

  Random rng_;
  const Domain domain_;
  Voice voice_;
  const Habits habits_;
  const double goes_on_;
  const double bytes_;   // Of the middle request.
  const double spread_;  // Of their logarithms.
  const double tasks_;   // Of the openings, those that are no questions.
  const double output_;
  const double typos_;
  std::vector<std::pair<const char*, std::string>> talk_;
};

}  // namespace

std::unique_ptr<Behaviour> MakeChatter(const Role& role) { return std::make_unique<Chatter>(role); }

}  // namespace stillwatch::simulate
