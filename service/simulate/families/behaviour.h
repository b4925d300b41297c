#ifndef STILLWATCH_SERVICE_SIMULATE_FAMILIES_BEHAVIOUR_H_
#define STILLWATCH_SERVICE_SIMULATE_FAMILIES_BEHAVIOUR_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "service/simulate/random.h"
#include "service/simulate/text/speech.h"

namespace stillwatch::simulate {

class FoundTexts;

// What an account sends next, before it has an id, a time and an address.
struct Draft {
  std::vector<std::pair<const char*, std::string>> messages;  // Role and text.
  int64_t output_tokens = 0;
  const char* finish_reason = "stop";
  std::optional<double> temperature;
  std::optional<int> n;
  std::optional<int64_t> max_output_tokens;
  bool stream = false;
  bool json = false;
  int top_logprobs = 0;
  std::vector<int64_t> logit_bias;  // Token ids.
  int person = 0;                   // Who of several behind the account.
  const char* operation = "chat";
  std::string model;          // Empty: the account's usual one.
  bool without_text = false;  // The gateway logs no content of such calls.
  std::optional<double> top_p;
};

// How far a plan of items is worked off, by one account or by several.
struct Progress {
  uint64_t next = 0;
  std::unordered_set<uint64_t> asked;  // Digests, so that no item comes twice.
};

// What an account is made with. All of it follows from the simulation's seed.
struct Role {
  uint64_t seed = 0;    // Of the account.
  uint64_t shared = 0;  // Of what the accounts of a group or class have in common.
  int member = 0;       // Which of the group.
  int members = 1;
  const char* language = "en";        // One of VoiceLanguages().
  const FoundTexts* texts = nullptr;  // Drawn from beside the word lists; null: none.
  uint64_t frame = 0;                 // Of the fixed words of its prompts; 0: the account's own.
  bool frameless = false;             // Nothing stands around what it asks.
  bool no_subject = false;            // Its questions are no more alike than anybody's.
  // The next item of a plan that several accounts work off; null: the account's own plan.
  std::shared_ptr<Progress> queue;
};

// How the accounts of a family write. One per account; the calls depend on the role alone.
class Behaviour {
 public:
  virtual ~Behaviour() = default;
  virtual void Write(Draft* draft) = 0;
};

std::unique_ptr<Behaviour> MakeChat(const Role& role);
std::unique_ptr<Behaviour> MakeReseller(const Role& role);
std::unique_ptr<Behaviour> MakeClassroom(const Role& role);
std::unique_ptr<Behaviour> MakePipeline(const Role& role);
std::unique_ptr<Behaviour> MakeContent(const Role& role);
std::unique_ptr<Behaviour> MakeEvaluation(const Role& role);
std::unique_ptr<Behaviour> MakeAgent(const Role& role);
std::unique_ptr<Behaviour> MakeCron(const Role& role);

std::unique_ptr<Behaviour> MakeInstructionWalk(const Role& role);
std::unique_ptr<Behaviour> MakeGeneratorLoop(const Role& role);
std::unique_ptr<Behaviour> MakeReasoning(const Role& role);
std::unique_ptr<Behaviour> MakePreference(const Role& role);
std::unique_ptr<Behaviour> MakeSelfChat(const Role& role);
std::unique_ptr<Behaviour> MakeLogits(const Role& role);

// Of the varied mixes; chatters.cc, conversations.cc, jobs.cc, sets.cc, harvests.cc.
std::unique_ptr<Behaviour> MakeChatter(const Role& role);
std::unique_ptr<Behaviour> MakePeople(const Role& role);
std::unique_ptr<Behaviour> MakeCoding(const Role& role);
std::unique_ptr<Behaviour> MakeClass(const Role& role);
std::unique_ptr<Behaviour> MakeSupport(const Role& role);
std::unique_ptr<Behaviour> MakeTutor(const Role& role);
std::unique_ptr<Behaviour> MakeGame(const Role& role);
std::unique_ptr<Behaviour> MakeIdeas(const Role& role);
std::unique_ptr<Behaviour> MakeFaq(const Role& role);
std::unique_ptr<Behaviour> MakeTemplate(const Role& role);
std::unique_ptr<Behaviour> MakeResale(const Role& role);
std::unique_ptr<Behaviour> MakeTranslationJob(const Role& role);
std::unique_ptr<Behaviour> MakeSummaryJob(const Role& role);
std::unique_ptr<Behaviour> MakeExtractionJob(const Role& role);
std::unique_ptr<Behaviour> MakeClassificationJob(const Role& role);
std::unique_ptr<Behaviour> MakeModerationJob(const Role& role);
std::unique_ptr<Behaviour> MakeCatalogueCopy(const Role& role);
std::unique_ptr<Behaviour> MakeEmail(const Role& role);
std::unique_ptr<Behaviour> MakeSeo(const Role& role);
std::unique_ptr<Behaviour> MakeLabelling(const Role& role);
std::unique_ptr<Behaviour> MakeNightlyReport(const Role& role);
std::unique_ptr<Behaviour> MakeMonitor(const Role& role);
std::unique_ptr<Behaviour> MakeBenchmark(const Role& role);
std::unique_ptr<Behaviour> MakeLongBenchmark(const Role& role);
std::unique_ptr<Behaviour> MakeJudgeCi(const Role& role);
std::unique_ptr<Behaviour> MakeToolAgent(const Role& role);
std::unique_ptr<Behaviour> MakeTokensOnly(const Role& role);
std::unique_ptr<Behaviour> MakeDecisions(const Role& role);
std::unique_ptr<Behaviour> MakeAssessments(const Role& role);
std::unique_ptr<Behaviour> MakeAnswerChecks(const Role& role);
std::unique_ptr<Behaviour> MakeCodeReview(const Role& role);
std::unique_ptr<Behaviour> MakeCodeJob(const Role& role);
std::unique_ptr<Behaviour> MakeQuiz(const Role& role);
std::unique_ptr<Behaviour> MakeFixtures(const Role& role);
std::unique_ptr<Behaviour> MakeDailyTexts(const Role& role);
std::unique_ptr<Behaviour> MakeFewShot(const Role& role);
std::unique_ptr<Behaviour> MakeHouseTexts(const Role& role);
std::unique_ptr<Behaviour> MakeRelevance(const Role& role);
std::unique_ptr<Behaviour> MakeStandalone(const Role& role);
std::unique_ptr<Behaviour> MakeTalks(const Role& role);
std::unique_ptr<Behaviour> MakeStages(const Role& role);
std::unique_ptr<Behaviour> MakeAdvice(const Role& role);
std::unique_ptr<Behaviour> MakeInterviews(const Role& role);
std::unique_ptr<Behaviour> MakeHomework(const Role& role);
std::unique_ptr<Behaviour> MakeAssistant(const Role& role);
std::unique_ptr<Behaviour> MakeStories(const Role& role);

std::unique_ptr<Behaviour> MakeWalk(const Role& role);
std::unique_ptr<Behaviour> MakeNarrowWalk(const Role& role);
std::unique_ptr<Behaviour> MakeEvolve(const Role& role);
std::unique_ptr<Behaviour> MakeSelfInstruct(const Role& role);
std::unique_ptr<Behaviour> MakeTopicTree(const Role& role);
std::unique_ptr<Behaviour> MakePersonaQuestions(const Role& role);
std::unique_ptr<Behaviour> MakeStepByStep(const Role& role);
std::unique_ptr<Behaviour> MakeSolveVerify(const Role& role);
std::unique_ptr<Behaviour> MakeGrading(const Role& role);
std::unique_ptr<Behaviour> MakeCritique(const Role& role);
std::unique_ptr<Behaviour> MakeTwoVoices(const Role& role);
std::unique_ptr<Behaviour> MakeRoleScript(const Role& role);
std::unique_ptr<Behaviour> MakeToolTraces(const Role& role);
std::unique_ptr<Behaviour> MakeCodePairs(const Role& role);
std::unique_ptr<Behaviour> MakeTranslationPairs(const Role& role);
std::unique_ptr<Behaviour> MakeBackTranslation(const Role& role);
std::unique_ptr<Behaviour> MakeFunctionData(const Role& role);
std::unique_ptr<Behaviour> MakeBiasSweep(const Role& role);
std::unique_ptr<Behaviour> MakeTextbook(const Role& role);
std::unique_ptr<Behaviour> MakeBareProblems(const Role& role);
std::unique_ptr<Behaviour> MakeDocQuestions(const Role& role);
std::unique_ptr<Behaviour> MakeContinuations(const Role& role);
std::unique_ptr<Behaviour> MakePooled(const Role& role);
std::unique_ptr<Behaviour> MakeRestyled(const Role& role);
std::unique_ptr<Behaviour> MakeGlossary(const Role& role);
std::unique_ptr<Behaviour> MakeRanking(const Role& role);

// An instruction out of a corpus of many; the same seed and index give the same.
std::string CorpusInstruction(uint64_t corpus, uint64_t index, const char* language);

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_FAMILIES_BEHAVIOUR_H_
