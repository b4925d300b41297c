#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> EnglishTasks() {
  static constexpr List kLists[] = {
      {"style",
       "{mood}|short|detailed|simple|vivid|persuasive|balanced|technical|friendly|concise|honest"},
      {"length",
       "in about {#80-900} words|in {#2-8} sentences|in one paragraph|in {#3-6} short paragraphs|"
       "in at most {#50-300} words|as a list of {#4-15} points|as a numbered list|as a table"},
      {"audience",
       "{a profession}|{group}|a ten-year-old|someone who knows nothing about {field}|an expert in "
       "{field}|a visitor from {place}|your grandmother|a busy executive|a class of {group}"},
      {"task.explain",
       "Explain {topic} to {audience}.|What is {topic}, and why does it matter for {group}?|"
       "Describe {topic} {length}.|How does {force} work in {a object}?|"
       "Give an overview of {topic} {length}.|Why do {animal}s live the way they do in {place}?|"
       "What causes {ailment}, and what can {group} do about it?|Define {concept} and give an "
       "example from {field}.|Explain {a style} way to think about {topic}.|"
       "What did people in {era} know about {force}?|How is {food} made in {place}?|"
       "What would happen if {material} suddenly became as rare as {chemical}?|"
       "Outline the {aspect} of {topic} for {audience}."},
      {"task.compare",
       "Compare {topic} with {topic}.|What are the differences between {a object} made of "
       "{material} "
       "and one made of {material}?|Which is better for {group}: {activity} or {activity}? Give "
       "reasons.|List the pros and cons of {topic}.|Contrast life in {place} with life in {place} "
       "{length}.|Is {a vehicle} or {a vehicle} the better choice for reaching {place}? Discuss.|"
       "How do {field} and {field} look at {concept}?|Compare {sport} and {sport} as hobbies for "
       "{group}."},
      {"task.create",
       "Write a {mood} story about {theme} {length}.|Write a poem about {theme}.|Write a haiku "
       "about "
       "{season} in {place}.|Compose a {mood} song about {topic}.|Write a dialogue between {a "
       "profession} and {a profession} about {topic}.|Invent a myth that explains {force}.|Write "
       "the opening scene of a play about {theme}.|Describe {a adj} {object} {length}.|Write a "
       "monologue of {a animal} that watches {a profession} at work.|Make up a bedtime story with "
       "{a animal}, {a object} and {a vehicle}.|Write a limerick about {a profession} from "
       "{place}.|Tell a joke about {a profession} and {a animal}.|Write a diary entry of {a "
       "profession} in {era}."},
      {"task.list",
       "List {#5-20} ideas for {activity} in {season}.|Name {#3-12} facts about {topic}.|Suggest "
       "{#5-15} titles for a book about {theme}.|Give {#4-10} tips for {activity}.|Brainstorm "
       "{#6-20} names for a company that sells {a adj} {object}.|List the tools that {a "
       "profession} "
       "needs for {craft}.|What questions should one ask {a profession} about {topic}? Give "
       "{#5-12}.|Collect {#5-15} words that belong to {field} and define each.|Name {#3-8} famous "
       "examples of {craft} from {place}.|Propose {#3-9} experiments that show {force}."},
      {"task.write",
       "Write a {style} letter to {a profession} about {topic}.|Draft an email that asks {person} "
       "to postpone the meeting about {topic} to {weekday}.|Write a product description for {a "
       "adj} "
       "{object} made of {material}.|Write a blog post about {activity} for {group} "
       "{length}.|Draft "
       "a speech by {a profession} on {topic}.|Write a {style} review of a restaurant in {place} "
       "that serves {food}.|Write a cover letter for a job as {a profession} in {place}.|Write a "
       "press release of {company} about its new {object}.|Write an essay on {topic} {length}.|"
       "Write instructions for repairing {a object}.|Draft a complaint to {company} about {a adj} "
       "{object}.|Write a newspaper headline and lead about {theme}."},
      {"task.plan",
       "Plan a {#2-12}-day trip to {place} for {group}.|Make a weekly plan for {activity}.|Create "
       "a "
       "training schedule for {sport} over {#3-16} weeks.|Plan a menu around {food} for {#4-30} "
       "guests.|Design a lesson on {topic} for {group}.|Give a step-by-step guide to {activity}.|"
       "How should {a profession} prepare for {season}?|Set up a budget of {#200-9000} euros for "
       "{activity}.|Sketch a {#3-10}-week course in {field}.|Give a recipe for {food} with "
       "{plant}."},
      {"task.text",
       "Summarise this text {length}.\n\n{passage}|Rewrite this passage in a {mood} tone.\n\n"
       "{passage}|Find a title for the following text.\n\n{passage}|What is the main claim of this "
       "paragraph?\n\n{passage}|Turn this text into a list of key points.\n\n{passage}|Translate "
       "into {language}: {sentence}|Correct the grammar of this sentence: {brokensentence}|Rewrite "
       "in the passive voice: {sentence}|Make this sentence more {style}: {sentence}|Continue this "
       "text.\n\n{passage}|Write three questions that this text answers.\n\n{passage}|Explain the "
       "words that are hard in this text to {audience}.\n\n{passage}"},
      {"task.sort",
       "Sort these into groups: {object}, {animal}, {food}, {object}, {animal}, {plant}, {food}.|"
       "Which one does not belong: {animal}, {animal}, {instrument}, {animal}? Say why.|Put these "
       "in order of size: {animal}, {object}, {vehicle}, {plant}.|Is this statement true or false? "
       "{claim}|Classify the mood of this sentence: {sentence}|Tell fact from opinion: {claim} "
       "{sentence}|Rank {sport}, {sport}, {sport} and {sport} by how much equipment they need.|"
       "Assign each of {field}, {field} and {field} to a faculty and explain the choice."},
      {"task.word",
       "Give {#3-8} synonyms of \"{adj}\" and use each in a sentence.|Use \"{adj}\", \"{object}\" "
       "and "
       "\"{virtue}\" in one sentence.|Complete the analogy: {animal} is to {place} as {profession} "
       "is "
       "to what?|Explain the saying \"{saying}\".|What is the opposite of {adj}, and in which "
       "context "
       "does it fail?|Make an acronym out of the word {object}.|Write a riddle whose answer is {a "
       "object}.|Write a tongue twister about {animal}s.|Find a metaphor for {virtue} that uses {a "
       "vehicle}.|Write a slogan for {food}."},
      {"task.role",
       "Act as {a profession} and advise {group} on {topic}.|You are a guide in {place}. Tell "
       "visitors about {craft}.|Pretend to be {a animal} and complain about {group}.|As {a "
       "profession} of {era}, describe {tech} that fell through time.|Interview yourself as {a "
       "profession} about {topic}; write {#4-9} questions and answers.|Argue for and then against "
       "{topic} as two debaters."},
      {"task.number",
       "{problem}|Convert {#2-900} {unit} of {food} into something {group} can picture.|Estimate "
       "how many {object}s there are in {place} and show how you get there.|Make up a word problem "
       "about {object}s for {group}, then solve it.|Calculate {#12-990} times {#3-98} and explain "
       "a "
       "trick for doing it in the head."},
      {"instruction",
       "{task.explain}|{task.explain}|{task.compare}|{task.create}|{task.create}|{task.list}|"
       "{task.list}|{task.write}|{task.write}|{task.plan}|{task.text}|{task.text}|{task.sort}|"
       "{task.word}|{task.role}|{task.number}|{task.code}|{task.code}"},
      {"language",
       "French|Japanese|Swahili|Portuguese|Korean|Polish|Hindi|Finnish|Arabic|Dutch|Turkish|Greek"},
      {"saying",
       "a quiet {animal} finds the deepest water|who borrows {a object} returns two|no "
       "{profession} "
       "fears {season}|the {adj} {object} hangs longest|better {a adj} {vehicle} than no road|"
       "where the {plant} grows, {virtue} is near|a loud {instrument} hides a poor player"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
