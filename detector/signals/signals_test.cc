#include <array>
#include <bit>
#include <map>
#include <string>

#include "detector/profile/frame_items.h"
#include "detector/signals/catalogue.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

// An account that draws single requests from everywhere and gets long answers.
Traits Harvester() {
  Traits traits;
  traits.calls = traits.requests = traits.answers = 400;
  traits.content_share = 1;
  traits.distinct_requests = 398;
  traits.late_novelty = 0.5;
  traits.likeness = 0.08;
  traits.lag_likeness = 0.08;
  traits.output_median = 300;
  traits.new_output_tokens = 120000;
  traits.single_turn_share = 1;
  traits.items = 390;
  traits.item_share = traits.open_share = 0.97;
  traits.alone_share = 1;
  traits.hours_entropy = 0.99;
  return traits;
}

// A person who talks, comes back to topics and sleeps.
Traits Person() {
  Traits traits = Harvester();
  traits.distinct_requests = 380;
  traits.single_turn_share = 0.35;
  traits.follow_up_share = 0.6;
  traits.likeness = 0.2;
  traits.lag_likeness = 0.4;
  traits.hours_entropy = 0.7;
  return traits;
}

struct Case {
  const char* signal;
  Traits hostile;
  Traits benign;
};

Traits WithLesson(Traits traits, Lesson lesson, double share) {
  traits.lessons[static_cast<size_t>(lesson)] = share;
  traits.framed_lessons[static_cast<size_t>(lesson)] = share > 0.5 ? share * traits.items : 0;
  return traits;
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  Traits lasting = Harvester();
  lasting.loose_items = lasting.items;
  lasting.loose_hours = 40;
  cases.push_back({"sustained_novelty", lasting, Person()});
  Traits in_one_go = lasting;
  in_one_go.items = in_one_go.loose_items = 300;
  in_one_go.loose_hours = 1;
  EXPECT_LT(kSustainedNovelty.level(in_one_go), 0.2);
  Traits scripted = Harvester();
  scripted.single_turn_share = 0.3;
  scripted.frames_share = 0.95;
  cases.push_back({"scripted_turns", scripted, Person()});
  Traits samples = Harvester();
  samples.sample_share = 0.75;
  cases.push_back({"many_samples", samples, Harvester()});
  Traits nightly = Harvester();
  nightly.active_days = 12;
  nightly.hours_entropy = 0.1;
  cases.push_back({"scheduled_job", nightly, Harvester()});
  Traits site = Harvester();
  site.repeat_share = 0.1;
  Traits in_a_row = site;
  in_a_row.immediate_repeat_share = 0.08;
  cases.push_back({"asked_again", site, in_a_row});
  Traits few = Harvester();
  few.distinct_requests = 12;
  few.repeat_share = 0.9;
  cases.push_back({"breadth_without_revisits", Harvester(), few});
  cases.push_back({"topic_spread", Harvester(), Person()});
  Traits frame = Harvester();
  frame.prefix_share = 0.95;
  Traits closed = frame;
  closed.output_median = 3;
  closed.item_share = closed.open_share = 0.02;
  cases.push_back({"template_skeleton", frame, closed});
  const Traits tasks = WithLesson(Harvester(), Lesson::kTasks, 0.9);
  Traits brainstorm = WithLesson(Person(), Lesson::kTasks, 0.2);
  cases.push_back({"generator_loop", tasks, brainstorm});
  const Traits reasoning = WithLesson(Harvester(), Lesson::kReasoning, 0.9);
  Traits tutor = reasoning;
  tutor.lessons_read[static_cast<size_t>(Lesson::kReasoning)] = 0.5;
  cases.push_back({"reasoning_elicitation", reasoning, tutor});
  Traits loop = tutor;  // What goes on in few frames is a program.
  loop.frames_share = 0.9;
  EXPECT_EQ(kReasoningElicitation.level(loop), kReasoningElicitation.level(reasoning));
  Traits judge = WithLesson(Harvester(), Lesson::kPreference, 0.9);
  Traits suite = judge;
  suite.repeat_share = 0.8;
  suite.late_novelty = 0;
  cases.push_back({"preference_loop", judge, suite});
  cases.push_back({"self_chat", WithLesson(Harvester(), Lesson::kScript, 0.9),
                   WithLesson(Harvester(), Lesson::kScript, 0.1)});
  cases.push_back({"outputs_as_product", Harvester(), closed});
  Traits sweep = closed;
  sweep.logit_bias_share = 1;
  sweep.constant_bias_share = 0.02;
  sweep.tiny_share = 1;
  Traits constrained = sweep;
  constrained.constant_bias_share = 1;
  cases.push_back({"logit_extraction", sweep, constrained});
  Traits probabilities = closed;
  probabilities.logprobs_share = probabilities.tiny_share = 1;
  EXPECT_NEAR(kLogitExtraction.level(probabilities), 0.3, 1e-9);
  probabilities.repeat_share = 0.6;  // A benchmark once more.
  probabilities.late_novelty = 0;
  EXPECT_EQ(kLogitExtraction.level(probabilities), 0);
  cases.push_back({"no_consumption_loop", Harvester(), Person()});
  // What speaks against a harvest: here the ordinary account shows it and the harvester does not.
  Traits rerun = Harvester();
  rerun.repeat_share = 0.8;
  rerun.late_novelty = 0;
  cases.push_back({"finite_set_rerun", rerun, Harvester()});
  cases.push_back({"closed_answers", closed, Harvester()});
  cases.push_back({"conversation", Person(), Harvester()});
  Traits narrow = Harvester();
  narrow.likeness = 0.8;
  cases.push_back({"narrow_domain", narrow, Harvester()});
  return cases;
}

const SignalDefinition* Find(const std::string& name) {
  for (const SignalDefinition* signal : SignalCatalogue()) {
    if (name == signal->name) return signal;
  }
  return nullptr;
}

TEST(Signals, EachTellsItsLookAlikesApart) {
  for (const Case& test : Cases()) {
    const SignalDefinition* signal = Find(test.signal);
    ASSERT_NE(signal, nullptr) << test.signal;
    EXPECT_GT(signal->level(test.hostile), 0.8) << test.signal;
    EXPECT_LT(signal->level(test.benign), 0.2) << test.signal;
    EXPECT_FALSE(signal->reason(test.hostile).empty()) << test.signal;
    EXPECT_FALSE(signal->readings(test.hostile).empty()) << test.signal;
  }
}

// What an analyst reads of a signal that is not there says what was measured and no more.
TEST(Signals, NoReasonConcludesWhatIsNotThere) {
  const std::vector<std::string> conclusions = {"same few hours",    "narrow task",
                                                "share little",      "asked again",
                                                "few new ones come", "keep coming"};
  size_t drawn = 0;
  for (const Case& test : Cases()) {
    const SignalDefinition* signal = Find(test.signal);
    for (const std::string& conclusion : conclusions) {
      drawn += signal->reason(test.hostile).find(conclusion) != std::string::npos ? 1 : 0;
      EXPECT_EQ(signal->reason(Traits()).find(conclusion), std::string::npos) << test.signal;
    }
  }
  EXPECT_EQ(drawn, conclusions.size());
}

TEST(Signals, EachHasACase) {
  std::map<std::string, int> cases;
  for (const Case& test : Cases()) ++cases[test.signal];
  for (const SignalDefinition* signal : SignalCatalogue()) {
    EXPECT_EQ(cases[signal->name], 1) << signal->name;
  }
}

TEST(Signals, AnAccountWithoutCallsShowsNothing) {
  for (const SignalDefinition* signal : SignalCatalogue()) {
    EXPECT_EQ(signal->level(Traits()), 0) << signal->name;
  }
}

TEST(Signals, LevelsStayWithinZeroAndOneWhateverTheTraits) {
  for (double extreme : {0.0, 1e-9, 0.5, 1.0, 1e9}) {
    std::array<double, sizeof(Traits) / sizeof(double)> values;
    values.fill(extreme);
    const auto traits = std::bit_cast<Traits>(values);
    for (const SignalDefinition* signal : SignalCatalogue()) {
      EXPECT_GE(signal->level(traits), 0) << signal->name << " at " << extreme;
      EXPECT_LE(signal->level(traits), 1) << signal->name << " at " << extreme;
    }
  }
}

}  // namespace
}  // namespace stillwatch::detector
