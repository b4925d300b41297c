#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

// What programs ask for beside the tasks of voice_frames.cc: ordinary ones that demand reasoning,
// grades or new questions about their own data, and more harvests.
absl::Span<const List> FrameTasks() {
  static constexpr List kLists[] = {
      {"f.decide",
       "Decide whether the case is {f.cls} or {f.cls}. Think step by step and explain your "
       "reasoning before the verdict.|Review the claim below against our policy. Reason through "
       "each point, then answer APPROVE, REJECT or ESCALATE.|Is this suspicious? Lay out your "
       "reasoning step by step, then a risk from 0 to {#5-100}.|Which of {f.team}, {f.team} or "
       "{f.team} has to act? First think it through, then give JSON with \"reasoning\" and "
       "\"decision\".|Check eligibility for {f.cls}: walk through every condition in order and "
       "conclude.|What went wrong here? List causes, reason about each in detail, name the "
       "likeliest."},
      {"f.assess",
       "Grade the {f.label} from 1 to {#5-20} for content, structure and language. Justify every "
       "grade and give feedback.|Score the candidate for a job as {a profession}: experience, "
       "skills, motivation, 0 to {#5-10} each, with reasons.|Rate how our agent handled this by "
       "the criteria greeting, {f.cls}, empathy, resolution. Explain every score.|Assess the "
       "report against the checklist of {company}: complete, correct, {f.adj}? Suggest "
       "improvements.|Evaluate the proposal by cost, risk and benefit; a total from 0 to "
       "{#10-100} with the rationale.|Give points by our rubric ({f.cls} {#2-9}, {f.cls} {#2-9}) "
       "and a comment for the author."},
      {"f.check",
       "Is every claim of the answer supported by the context? Check them one by one, then a "
       "score from 0 to 1.|Judge the reply of our assistant: correct, complete, {f.adj}? Scale 1 "
       "to {#3-10}, with a reason.|Does the answer contradict the passage? Verify step by step, "
       "end with YES or NO.|Quality control {%word}: rate helpfulness and accuracy of the "
       "response and say what is missing."},
      {"f.review",
       "Review the change: bugs, security, style, missing tests.|You are {a f.adj} engineer at "
       "{company}. Comment on this code, most severe first.|Which mistakes do you see? Suggest a "
       "fix for each.|Code review for the {f.team} team. Approve or request changes."},
      {"f.codejob",
       "Write unit tests for the code. Cover edge cases.|Add documentation comments; return the "
       "whole {f.label}.|Write a commit message for this change.|Explain to a new colleague what "
       "this does.|Port this to {code.lang}.|Find the cause of the error and correct it."},
      {"f.homework",
       "Solve step by step and explain it for a pupil in year {#4-12}.|You are {a f.adj} tutor. "
       "Show every step of the solution.|Explain how to solve this, with all intermediate "
       "results.|Help with homework in {field}: the way to the answer first, then the answer."},
      {"f.assistant",
       "You are the shopping assistant of {company}. Recommend one of our products and say "
       "why.|Assistant in the app of {company}. Answer the user's question about {field}.|You "
       "help guests of {company} in {place}. {f.rule}|You are the help of {^%word}. {f.rule} "
       "{f.rule}|You advise {group} on {activity}. {f.rule}"},
      {"f.stories",
       "You write bedtime stories for children. About {#200-900} words.|Tell {a mood} story with "
       "what the user names.|Stories by {company}: {a mood} tone, happy end.|Write a poem for "
       "the occasion that the user gives."},
      {"f.quiz",
       "Write {#3-12} multiple-choice questions on this lesson, with answers.|Create a quiz for "
       "year {#3-12} from the text.|Make flash cards, question and answer, from these "
       "notes.|Prepare an exam of {#4-10} questions with a marking scheme."},
      {"f.fixtures",
       "Generate {#5-50} realistic but fake records with the fields {f.field}, {f.field} and "
       "{f.field} as JSON.|Create test data for the table {ident}: {#10-60} rows, CSV.|Invent "
       "{#5-30} sample messages for our staging system."},
      {"f.daily",
       "Write today's horoscope, {#40-120} words, {a mood} tone.|Write the daily tip of "
       "{company} for the rubric and date.|Word of the day with an example for the learners of "
       "{company}.|Compose the weather note for the region and date."},
      {"f.relevant",
       "Does the passage answer the query? Yes or no.|Is this document relevant to the search? "
       "Reply with true or false only.|Relevance of the text for the question, 0 or 1.|Rerank "
       "{%word}: say yes if the passage helps with the query, else no."},
      {"f.standalone",
       "Put the last thing the {f.asker} says into a question that is understood without the "
       "conversation.|From the dialogue below and its last turn make one search query.|Rewrite the "
       "final message of the conversation so that it stands alone. Keep its language.|History of "
       "the chat and the next input follow. Give the standalone question, nothing else.|What does "
       "the {f.asker} want to know now? One self-contained question."},
      {"f.talks",
       "Summarise the conversation between the {f.asker} and our team {length}.|Was the problem of "
       "the {f.asker} solved? Transcript below.|Minutes of the talk: decisions, open points, next "
       "steps.|Notes on this dialogue for {company}: topic, mood, outcome.|Which turn of the "
       "transcript should a {f.team} lead hear? Quote it and say why.|Did the agent in this "
       "conversation keep to the script? Name what is missing.|Extract what the {f.asker} said "
       "about {f.cls} from the dialogue."},
      {"f.house",
       "Write the section of our guide that is named below. House style: {f.rule} {f.rule}|Copy on "
       "the place for {company}: {length}, {a mood} tone.|Directory entry: what it is, for whom, "
       "since when. {f.rule}|Job advertisement from the fields, {#80-400} words.|Describe the "
       "listing for buyers, {length}.|Announce the event for {group}.|Portrait of the one named, "
       "{#40-200} words, for the site of {company}.|Landing page text in {language} for {group}: "
       "headline, {#2-5} paragraphs, call to action."},
      {"f.section",
       "getting around|where to eat|history|with children|at the weekend|at night|what it costs|"
       "when to go|before you start|for beginners|frequent questions"},
      {"f.stage",
       "Was anything left out? Add what is missing, in the same form.|Now the same as JSON, "
       "nothing "
       "else.|Check the result against the text and correct it.|That was not valid. Return the "
       "whole object again.|Shorten this to {#1-5} lines for the {f.team} team.|Translate the "
       "result into {language}.|Go on with the second half of the document.|Which {f.field} is "
       "meant? Answer from the text only."},
      {"f.state",
       "[{place}, health #, gold #] Player: |Turn #. Location: {place}. Mood: {a mood} one. The "
       "player says: |State of the world: day #, {^%word} at #. {first} is asked: |(level #, quest "
       "{%word} at #) "},
      {"f.asker", "user|customer|human|caller|client|guest|patient"},
      {"f.advice",
       "You advise consumers on their contracts. Go through it point by point and give the "
       "reasoning before the conclusion.|{a f.adj} adviser for {field}. Explain each step of your "
       "reasoning, then what to do.|Answer questions on {field} for {group}: think it through step "
       "by step, name the rule, weigh what speaks against it, conclude.|Assistant of {company}. "
       "First the rationale in detail, then the advice. {f.rule}"},
      {"f.interview",
       "You interview for {a profession}. One question at a time; after each answer a score from 1 "
       "to {#4-10} and feedback.|Practice of job talks at {company}: ask, rate the response by "
       "clarity and depth, improve it, go on.|You play the examiner for {language}. Evaluate every "
       "answer, correct mistakes, ask the next question.|Mock interview, {a f.adj} tone. Compare "
       "what the candidate says with what {company} expects, give points, continue."},
      {"f.shots",
       "Label the last message like the ones before.|Same as in the examples. Answer with the "
       "label only.|Few-shot classification. Continue."},

      {"f.textbook",
       "Write a long, detailed chapter on the topic for the reader named.|Course unit: theory, "
       "worked examples, exercises with solutions.|Encyclopedia article of at least "
       "{#600-2000} words.|Write {a style} text that teaches this to the reader named below."},
      {"f.docqa",
       "Write {#3-10} question and answer pairs on the text.|Generate {#2-8} difficult questions "
       "that the passage answers, each with a full answer, as JSON.|Create a reading "
       "comprehension exercise with solutions.|From this document derive {#3-12} instructions "
       "and ideal responses."},
      {"f.continue", "Continue the text.|Complete the document.|Write what comes next."},
      {"f.more",
       "Continue the list.|More of these:|{#5-12} further ones, please.|Examples of what people "
       "ask. Add to them.|What comes next?"},
      {"f.restyle",
       "Rewrite the text in the style named.|Transfer the style, keep the meaning.|Say the same "
       "as the one named would.|New version for the audience given."},
      {"f.explain",
       "Explain in depth.|Define it, give history, examples and common errors.|What is it? "
       "Detailed answer.|Write everything that is known about this."},
      {"f.rank",
       "Rank the replies from best to worst and say why.|Which answer do you prefer? Explain, "
       "end with its number.|Order the candidates by quality."},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
