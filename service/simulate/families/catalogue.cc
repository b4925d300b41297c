#include "service/simulate/families/catalogue.h"

#include <vector>

namespace stillwatch::simulate {

namespace {

absl::Span<const Family> BasicFamilies() {
  static constexpr Family kFamilies[] = {
      {"chat", "people in conversation", false, 190, 0, 22, 1.0, 2, 900, Rhythm::kPeople, 12, true,
       MakeChat},
      {"classroom", "a class on the same questions", false, 30, 1, 14, 0.5, 3, 60, Rhythm::kPeople,
       6, false, MakeClassroom},
      {"reseller", "many people behind one account", false, 2, 0, 1400, 0.2, 600, 2500,
       Rhythm::kPeople, 150, false, MakeReseller},
      {"pipeline", "one fixed task over own inputs", false, 30, 0, 220, 0.7, 40, 1500,
       Rhythm::kBatch, 60, false, MakePipeline},
      {"content", "texts for a shop from one template", false, 12, 0, 120, 0.6, 30, 500,
       Rhythm::kBatch, 20, false, MakeContent},
      {"evaluation", "one set of questions, run again and again", false, 10, 0, 500, 0.5, 200, 1600,
       Rhythm::kLoop, 900, false, MakeEvaluation},
      {"agent", "a program that works with tools", false, 10, 0, 160, 0.6, 40, 700, Rhythm::kPeople,
       40, false, MakeAgent},
      {"cron", "the same few requests at fixed times", false, 14, 0, 150, 0.6, 20, 600,
       Rhythm::kCron, 24, false, MakeCron},
      {"instruction_walk", "a corpus of instructions from end to end", true, 14, 0, 500, 0.6, 150,
       2000, Rhythm::kLoop, 300, true, MakeInstructionWalk},
      {"generator_loop", "the model invents its own tasks", true, 8, 0, 180, 0.5, 60, 600,
       Rhythm::kLoop, 150, false, MakeGeneratorLoop},
      {"reasoning", "worked solutions, several samples a problem", true, 10, 0, 400, 0.5, 120, 1500,
       Rhythm::kLoop, 250, false, MakeReasoning},
      {"preference", "judgements between answers", true, 6, 0, 250, 0.5, 80, 900, Rhythm::kLoop,
       120, false, MakePreference},
      {"self_chat", "conversations that the model writes alone", true, 6, 0, 250, 0.5, 80, 900,
       Rhythm::kLoop, 120, false, MakeSelfChat},
      {"logits", "probabilities, token by token", true, 3, 0, 500, 0.4, 250, 1200, Rhythm::kLoop,
       400, false, MakeLogits},
      {"split_walk", "one corpus split over the accounts of a group", true, 26, 2, 260, 0.1, 150,
       340, Rhythm::kPaced, 26, false, MakeInstructionWalk},
  };
  return kFamilies;
}

}  // namespace

absl::Span<const Family> Families() {
  static const auto* const all = [] {
    auto* families = new std::vector<Family>(BasicFamilies().begin(), BasicFamilies().end());
    families->insert(families->end(), VariedFamilies().begin(), VariedFamilies().end());
    return families;
  }();
  return *all;
}

const Family* FindFamily(absl::string_view name) {
  for (const Family& family : Families()) {
    if (name == family.name) return &family;
  }
  return nullptr;
}

}  // namespace stillwatch::simulate
