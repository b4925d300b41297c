#include "service/simulate/scenarios.h"

namespace stillwatch::simulate {

absl::Span<const Scenario> Scenarios() {
  static constexpr Scenario kScenarios[] = {
      {"five", "five accounts walk one list", true, "walk", 5, Common::kPlan},
      {"dozen", "demonstrations, in words of their own", true, "self_instruct", 12,
       Common::kPlanParaphrased},
      {"thirty", "worked solutions under one frame", true, "step_by_step", 30,
       Common::kPlanAndFrame},
      {"thirty_half", "questions of one field, half of the calls ordinary", true, "narrow_walk", 30,
       Common::kPlan, 0.5},
      {"forty_pivot", "instructions under one frame, all to a new model", true, "walk", 40,
       Common::kPlanAndFrame, 0, true},
      {"forty_failover", "code pairs; blocked accounts are replaced", true, "code_pairs", 40,
       Common::kPlanAndFrame, 0, false, true},
      {"sixty_most", "a list, four fifths of the calls ordinary", true, "walk", 60, Common::kPlan,
       0.8},
      {"sixty_half", "preferences, paraphrased, half ordinary", true, "grading", 60,
       Common::kPlanParaphrased, 0.5},
      {"hundred", "a list split over a hundred", true, "walk", 100, Common::kPlan},
      {"hundred_half", "function data under one frame, half ordinary", true, "function_data", 100,
       Common::kPlanAndFrame, 0.5},
      {"two_hundred", "personas, paraphrased, four fifths ordinary", true, "persona_questions", 200,
       Common::kPlanParaphrased, 0.8},
      {"thousand", "a list split over a thousand, half ordinary", true, "walk", 1000, Common::kPlan,
       0.5, false, false, 0, false},
      {"thousand_framed", "rewriting under one frame, a thousand accounts", true, "evolve", 1000,
       Common::kPlanAndFrame, 0, false, false, 0, false},
      {"public_prompt", "users of one public prompt, on their own inputs", false, "template", 60,
       Common::kInput},
      {"viral_prompt", "a prompt that everybody tries within days", false, "template", 250,
       Common::kInput, 0, false, false, 4},
      {"same_class", "a class on the same exercises", false, "class", 60, Common::kInput, 0, false,
       false, 6},
      {"organisation_keys", "one organisation's accounts, one batch split over them", false,
       "summary", 40, Common::kOrganization},
      {"resellers", "several who sell access on", false, "resale", 8, Common::kNothing},
      {"framework_prompt", "users of one agent framework", false, "tool_agent", 80, Common::kFrame},
      {"shared_benchmark", "many run the same benchmark", false, "long_benchmark", 30,
       Common::kInput},
      {"prompt_client", "users of a client with one prompt, from its first days on", false,
       "template", 60, Common::kInput, 0, false, false, 0, true, true},
      {"prompt_client_any", "the same, and nobody has a subject of their own", false, "template",
       60, Common::kInput, 0, false, false, 0, true, true, true},
      {"hosted_client", "one program that each runs on own documents", false, "summary", 40,
       Common::kFrame, 0, false, false, 0, true, true},
      {"copy_client", "shops with one plugin, from its first days on", false, "catalogue_copy", 40,
       Common::kFrame, 0, false, false, 0, true, true},
  };
  return kScenarios;
}

const Scenario* FindScenario(absl::string_view name) {
  for (const Scenario& scenario : Scenarios()) {
    if (name == scenario.name) return &scenario;
  }
  return nullptr;
}

}  // namespace stillwatch::simulate
