#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

// Parts of the fixed text around a changing slot; families/frame.h puts them together.
absl::Span<const List> FrameParts() {
  static constexpr List kLists[] = {
      {"f.role", R"(
You are {a f.adj} {f.job} at {company}.|Act as {a f.job} with {#2-30} years of experience.|You help the {f.team} team of {company}.|
You are part of an automated workflow ({%word}-{#1-9}).|As {a f.job}, you value accuracy.|{company} runs on your work.|
You are {^%word}, the assistant of {company}.|Role: {f.job}. Client: {company}.|The reader is {a profession} in {place}.)"},
      {"f.adj",
       "careful|senior|precise|friendly|multilingual|patient|strict|seasoned|helpful|neutral"},
      {"f.job",
       "editor|analyst|translator|annotator|copywriter|reviewer|data "
       "engineer|linguist|moderator|researcher|support agent|technical writer|{profession}"},
      {"f.team",
       "support|marketing|legal|growth|trust and safety|data|research|content|operations|learning"},
      {"f.rule", R"(
Do not add anything that is not in the text.|Keep names and numbers as they are.|Answer in {language}.|
No preamble.|Use at most {#20-400} words.|Write for {group}.|If something is unclear, say so.|Be specific.|
Follow the style guide of {company}.|Never mention {company2}.|Avoid the passive voice.|Use {a mood} tone.|
Quote where needed.|Return the result only.|Keep the original order.|Use British spelling.|
Do not repeat the input.|Stay neutral.|Prefer short sentences.|Check the result before you answer.|No emojis.)"},
      {"company2", "{company}|competitors|prices|{%word}"},
      {"f.label", "Text|Input|Document|Message|Item|Source|Content|Data|Entry|Record|Case|Sample"},
      {"f.outlabel", "Output|Result|Answer|Response|Your answer|{%word}"},
      {"f.translate",
       "Translate the {f.label} below into {language}.|Give {a style} {language} "
       "translation.|Render this in {language} for {group} in {place}.|Localise the following for "
       "our {language} site.|Convert to {language}; keep markup."},
      {"f.summarise",
       "Summarise the following {length}.|Write a summary for {/who}.|TL;DR for the {f.team} team, "
       "{#2-5} bullets.|Condense this to the {#2-6} main points.|What are the key findings? "
       "{^length}.|Give an abstract of the document."},
      {"f.extract",
       "Extract {f.field}, {f.field} and {f.field} as JSON.|Return a JSON object with the keys "
       "\"{f.field}\", \"{f.field}\", \"{f.field}\" and \"{f.field}\".|Find every {f.field} and "
       "{f.field} that is mentioned. JSON only.|Fill this schema: {{\"{f.field}\": string, "
       "\"{f.field}\": number, \"{f.field}\": string[]}."},
      {"f.field",
       "name|amount|date|currency|address|product|quantity|reason|sender|deadline|vendor|total|"
       "iban|color|size|order_id|sentiment|{%word}|{code.noun}_{code.noun}"},
      {"f.classify",
       "Classify the {f.label}: {f.cls}, {f.cls}, {f.cls} or other.|Which of these fits best? "
       "{f.cls} / {f.cls} / {f.cls} / {f.cls}|Label with one of [{f.cls}, {f.cls}, "
       "{f.cls}].|Decide which team handles this: {f.team}, {f.team} or {f.team}.|Rate the "
       "sentiment from 1 to {#3-10}.|Is this {f.cls}? Reply yes or no."},
      {"f.cls",
       "complaint|question|praise|refund|delivery|bug|spam|billing|account|legal|urgent|feature "
       "request|{adj}|{field}|{%word}"},
      {"f.moderate",
       "Does this post break rule {#1-20} ({f.cls})? allow or block.|Check the message against our "
       "community rules: no {f.cls}, no {f.cls}, no insults. Answer OK or the rule.|Moderation "
       "queue {%word}. Verdict: allow, review or remove.|Score toxicity from 0 to 100."},
      {"f.copy",
       "Write {a style} product description {length}.|Create a catalogue text for this item.|Write "
       "a headline and {#2-5} selling points.|Product page for {company}: title, text, meta "
       "description.|Sell this to {group} in {#20-120} words."},
      {"f.email",
       "Draft a reply.|Write an e-mail to the customer from these notes.|Answer this politely on "
       "behalf of {company}.|Turn the bullet points into {a style} e-mail.|Write a cold outreach "
       "mail to {a profession}."},
      {"f.seo",
       "Write an SEO article of {#600-1800} words on the keyword.|Blog post for {company}: H1, "
       "{#3-8} H2 sections, FAQ at the end.|Long-form guide on the topic below for {group}, with "
       "headings and a conclusion.|Write {a style} article that ranks for this keyword. Use it "
       "{#3-12} times."},
      {"f.report",
       "Write the nightly report from these figures.|Comment on yesterday's numbers for the "
       "{f.team} team.|Morning briefing: what changed, what needs attention?|Status of {%word}: "
       "summarise the table."},
      {"f.label_own",
       "Annotate the message: intent, product, urgency 1-{#3-7}.|Mark each sentence as fact, "
       "opinion or other.|Give {#2-4} topic tags from our taxonomy ({f.cls}, {f.cls}, {f.cls}, "
       "{f.cls}, {f.cls}).|Does the {f.label} mention {f.cls}? Explain in one sentence, then "
       "label."},
      {"f.judge_ci",
       "Compare the reply of our bot with the reference. PASS or FAIL.|Grade the assistant's "
       "answer from 1 to {#4-10} for {f.adj} tone and accuracy.|Regression check {%word}: does the "
       "answer still cover the expected points?|Score faithfulness to the source, 0 to 1."},
      {"f.rewrite",
       "Rewrite the task so that it becomes harder: {f.evolve}.|Here is a question. Produce a new "
       "one that {f.evolve2}.|Evolve this prompt ({f.evolve}). Return the new prompt alone.|Make a "
       "more complex version of the instruction below; {f.evolve}.|Create a rarer question of the "
       "same {f.kind}; it must be answerable without {f.lack}."},
      {"f.evolve",
       "add one more constraint|require several steps of thought|replace general ideas by concrete "
       "ones|ask for a deeper answer|make the input longer, e.g. with a table|add {#10-40} words"},
      {"f.evolve2",
       "needs more reasoning|is in the same domain but rarer|an expert in {field} would find "
       "hard|combines it with {field}|has exactly one right answer"},
      {"f.kind", "domain|length|difficulty|style"},
      {"f.lack", "images|the internet|private data|the original text"},
      {"f.tasks",
       "Come up with {#5-25} new tasks like these. Make them diverse in topic and verb.|Generate "
       "{#5-20} more {f.kind2}, none similar to those above.|Continue the list up to number "
       "{#12-30}.|Below are examples of {f.kind2}. Write {#4-15} further ones with input and "
       "output."},
      {"f.kind2", "instructions|user requests|prompts|questions|exercises|assignments"},
      {"f.persona",
       "Write {#1-6} questions that this person would ask an assistant.|Create a challenging "
       "{f.kind3} for the persona below.|Imagine the person described. What would they type into a "
       "chat? Then answer it.|Synthesise a {f.kind3} that fits the profile; do not name the "
       "profile."},
      {"f.kind3", "problem|prompt|question|scenario|puzzle"},
      {"f.topics",
       "List {#10-40} subtopics of the following.|Generate {#5-20} questions on the topic, from "
       "easy to hard, each with an answer.|Expand this node of the topic tree into {#6-15} "
       "children.|For the subtopic write {#3-12} diverse exam questions with model answers."},
      {"f.steps",
       "Think step by step and show your full reasoning before the answer.|Solve it. Explain every "
       "step in detail; put the result in \\boxed{{}.|Write your chain of thought inside <think> "
       "tags, then the final answer.|Reason carefully: plan, work, check, conclude.|Give a "
       "complete worked solution with all intermediate results."},
      {"f.verify",
       "Check the solution line by line. Is it correct? Say which step fails first.|Verify the "
       "answer below and give a corrected solution if needed.|You are a grader. Judge each step "
       "good, neutral or bad.|Critically examine this attempt; end with 'verdict: right' or "
       "'verdict: wrong'."},
      {"f.grade",
       "Which response is better, A or B? Give a detailed rationale, then the verdict.|Rate the "
       "answer from 1 to {#5-10} for helpfulness, honesty and depth and explain each score.|Apply "
       "the rubric: accuracy, completeness, clarity, style. Score every item with a "
       "reason.|Compare both answers point by point and choose one as preferred."},
      {"f.critique",
       "List what is wrong with the answer, then write an improved one.|Critique this response; "
       "afterwards revise it fully.|Point out {#2-6} weaknesses and rewrite the response without "
       "them.|Reflect on the draft below and produce the best possible version."},
      {"f.script",
       "Write a conversation of {#6-20} turns between a user and an assistant about the "
       "following.|Simulate a full dialogue; the user asks {#3-9} follow-up questions.|Produce a "
       "multi-turn chat in the form Human: / AI: on this subject.|Play both roles: the curious "
       "user and the expert."},
      {"f.roleplay",
       "Write a role-play scene between the two characters, at least {#8-20} exchanges.|Stay in "
       "character and continue the dialogue for {#6-14} turns.|Create an in-character interview "
       "with the person described.|Act out the scene below, with actions between asterisks."},
      {"f.trace",
       "Solve the task with the tools. Invent realistic tool results and show the complete "
       "trace.|Write an agent trajectory: thought, action, observation, repeated until "
       "done.|Simulate the calls and their outputs as JSON, then the final answer.|Produce a ReAct "
       "style transcript for the task; make up the observations."},
      {"f.function",
       "Given the functions, write {#2-8} user requests and the exact call for each, as "
       "JSON.|Create a training sample: query, functions, expected arguments.|Write a query that "
       "needs parallel calls of the functions below, and the calls.|Generate a request that none "
       "of these functions can serve, and the refusal."},
      {"f.codegen",
       "Take inspiration from the snippet and write a self-contained programming problem, then a "
       "correct solution.|Create a new coding exercise from this seed, with tests and "
       "solution.|Problem statement and full solution in {code.lang}, inspired by the code "
       "below.|Turn the fragment into an interview question; answer it with commented code."},
      {"f.back",
       "Write the instruction to which this text would be the perfect answer.|What did the user "
       "ask? Reconstruct the prompt from the response.|The following is a reply of an assistant. "
       "Give the request that led to it.|Infer a question that is fully answered by the passage."},
      {"f.pair",
       "Translate into {language}, faithfully and fluently.|Give the {language} version of the "
       "sentence. Only the translation.|Produce a literal and a free {language} "
       "translation.|Parallel corpus: write the {language} side."},
      {"f.answer",
       "Answer the question as thoroughly as you can.|Give a complete, well structured "
       "answer.|Respond helpfully to the request.|Write an expert answer of {#200-800} "
       "words.|Answer like a textbook would."},
      {"f.ideas",
       "Give me {#5-20} ideas. Seed: |Brainstorm with me on: |Wild ideas, no filter: |Names and "
       "slogans for: |{#3-10} directions for a campaign about "},
      {"f.support",
       "You answer customers of {company}. Use only the passages. If they do not help, hand over "
       "to a human.|You are the help desk of {company}. Cite the article number.|Answer from the "
       "context below. Be brief and {f.adj}."},
      {"f.tutor",
       "You are a tutor at {company} for {field}. Do not give the solution; ask a question "
       "back.|Help the pupil in year {#3-12} step by step. Praise effort.|Coach learners of "
       "{language}. Correct one mistake at a time."},
      {"f.game",
       "You are {first}, {a profession} in {city2}, in {era}. Speak in character, at most {#1-4} "
       "sentences. You know: {theme}.|NPC {^%word} of the guild of {craft}. {a mood} voice. "
       "Secret: {theme}. Never leave the role.|{first} {last} keeps an inn in {city2}. Quest: find "
       "{a adj} {object}."},
      {"f.coder",
       "You are a coding assistant in the editor of the user. Answer with code first.|Repository "
       "{%word}/{ident}, {code.lang}. Follow its style.|You pair-program on {ident}. Keep changes "
       "small."},
      {"f.agentsys",
       "You are an agent. Tools: {ident}, {ident}, {ident}, {ident}. Work until the task is "
       "done.|Assistant of {company} with access to {ident}({ident}) and {ident}({ident}, "
       "{ident}). Rules: {f.rule} {f.rule}"},
      {"f.public",
       "I want you to act as {a f.job}. I will give you {f.label} and you reply with {f.outlabel} "
       "only. {f.rule} My first one is: |Ignore small talk. You are now {^%word}, the best {f.job} "
       "in the world. {f.rule} {f.rule} Begin with: |Take a deep breath. As {a f.job} with an IQ "
       "of {#150-200}, improve what I paste. {f.rule} Here it is: "},
      {"tool.schema",
       "{{\"name\": \"{ident}\", \"description\": \"{^code.verb}s the {code.noun}\", "
       "\"parameters\": {{\"{ident}\": \"string\", \"{code.noun}\": \"integer\"}}|{{\"name\": "
       "\"{ident}\", \"parameters\": {{\"{code.noun}\": \"string\"}}|{ident}({code.noun}: str, "
       "{ident}: int) -> {code.noun}"},
      {"tool.result",
       "{{\"{code.noun}\": \"{%hex8}\", \"{ident}\": {#0-9000}, \"status\": "
       "\"ok\"}|{ident}.{code.noun}:{#1-900}: {code.line}|exit code {#0-2}{%nl}{ident}: "
       "{code.err}|{#0-90} rows{%nl}{%date}, {ident}, {%money}{%nl}{%date}, {ident}, {%money}|404 "
       "{ident} not found"},
      {"bench.choice",
       "{claim}{%nl}A. true{%nl}B. false|Which of these belongs to {field}?{%nl}A) "
       "{concept}{%nl}B) {concept}{%nl}C) {tech}{%nl}D) {force}|{problem}{%nl}A) {#2-90}{%nl}B) "
       "{#2-90}{%nl}C) {#2-90}{%nl}D) {#2-90}|{^sentence} What is the {aspect}?{%nl}(A) "
       "{topic}{%nl}(B) {topic}{%nl}(C) {topic}"},
      {"product",
       "{adj} {object}, {material}, {color}, {%money} EUR|{{\"name\": \"{^%word} {object}\", "
       "\"material\": \"{material}\", \"color\": \"{color}\", \"price\": {%money}}|{^%word} "
       "{#10-900}: {adj} {object} for {activity}; {material} and {material}; {color} or {color}"},
      {"figures",
       "{%date};{#100-9000};{#100-9000};{#0-90} %{%nl}|{ident}: {#10-9000} ({#0-40} % more than "
       "last week){%nl}|{place}\t{%money}\t{%money}{%nl}"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
