#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> EnglishChat() {
  static constexpr List kLists[] = {
      {"chat.open",
       "hey, quick question about {t=topic}|{:t=topic}Can you explain {$t} to me? I never really "
       "got "
       "it.|I'm planning something around {t=topic}, where would you start?|My {profession} told "
       "me "
       "to read up on {t=topic}. What should I know?|{:t=topic}what do you think about {$t}|Help "
       "me "
       "write a short message to {person} about {t=topic}.|I have {a object} that broke in "
       "{season}. "
       "Also it is about {t=topic}. Any idea?|{:t=topic}is {$t} worth it for {group}?|I am from "
       "{place} and curious about {t=topic}.|need some advice, {activity} is getting hard since "
       "{season}. It has to do with {t=topic}"},
      {"chat.follow",
       "ok and what about the {aspect}?|thanks! could you make that shorter|hm, I don't think that "
       "is "
       "right. {claim}|Why though?|Can you give an example with {a object}?|what if I only have {a "
       "object} and {#2-30} euros|and how does {$t} compare with {topic}?|great, now turn it into "
       "a "
       "list|Sorry, I meant in {place}.|can you say that again in simpler words|What would {a "
       "profession} do?|you forgot the {aspect} of {$t}|ok. Another thing: {chat.open}|is that "
       "also "
       "true in {season}?|cool, thank you"},
      {"chat.class",
       "{$q}|my teacher asks: {$q}|Please help with my homework. {$q}|{$q} I think it is because "
       "of "
       "{force}, is that right?|I don't understand this question: {$q}"},
  };
  return kLists;
}

absl::Span<const List> EnglishWork() {
  static constexpr List kLists[] = {
      {"work.ticket",
       "Order {%hex8}: my {object} arrived {adj} and the {material} part is missing. {sentence}|I "
       "was charged {%money} twice in {month} for the {object}. Please check.|The app stops when I "
       "open the {aspect} page. I use it for {activity}.|Can I change the delivery of {%hex8} to "
       "{address}?|Your {profession} promised a refund on {%date} and nothing came. {sentence}|I "
       "cannot log in since {%date}. My name is {person}.|Great service, the {object} is {adj}. "
       "{sentence}"},
      {"work.review",
       "The {object} is {adj}, but the {material} feels cheap. {sentence}|Bought it for {activity} "
       "and use it every {weekday}. {sentence}|Do not buy. {sentence} {sentence}|{^adj} and {adj}, "
       "exactly what I wanted for {season}.|It came from {place} in {#2-30} days. {sentence}"},
      {"work.invoice",
       "{company}, {address}. Invoice {%hex8} of {%date}. {#2-40} x {object} ({material}), "
       "{%money}. "
       "Payable by {%date}.|From {company} to {person}: {#1-9} {object}, {#2-60} {unit} "
       "{material}. "
       "Total {%money}, dated {%date}."},
      {"work.product",
       "{adj} {$o} made of {material}, {color}, for {group}|{color} {$o} with {a object} as a "
       "gift, "
       "{material}|{$o} for {activity}, {adj}, from {place}|the {adj} {$o} of {company}, "
       "{material} "
       "and {material}"},
      {"work.issue",
       "In module {%word} the {aspect} check fails when {a object} is empty; find the cause.|Add "
       "an "
       "option {%word} to the importer of {object} records and test it.|Upgrade {%word} and repair "
       "what breaks in the {aspect} code.|The nightly job for {object} data runs since {%date} "
       "without end; look into it."},
      {"work.tool",
       "{{\"path\": \"src/{%word}.py\", \"lines\": {#10-900}, \"text\": \"def {%word}({%word}): "
       "return {%word}.{%word}()\"}|{{\"exit\": 0, \"output\": \"{#1-90} passed, {#0-3} failed in "
       "{#1-90}s\"}|{{\"matches\": [\"{%word}.py:{#1-400}\", "
       "\"{%word}.py:{#1-400}\"]}|{{\"error\": "
       "\"no such file: {%word}\"}"},
      {"work.system",
       "You repair the code of {company}. {work.rule} {work.rule} {work.rule} {work.rule} "
       "{work.rule} "
       "{work.rule} {work.rule} {work.rule} {work.rule} {work.rule} {work.rule} {work.rule} "
       "{work.rule} {work.rule} {work.rule} {work.rule} {work.rule} {work.rule} {work.rule} "
       "{work.rule}"},
      {"work.rule",
       "Never change files below {%word} without a test that fails first.|Read a file before you "
       "change it, and only the part that you need.|When a command fails, say what you expected "
       "and "
       "what came instead.|Names in module {%word} begin with {%word}; keep to that.|Do not "
       "install "
       "anything; ask {person} instead.|Run the checks of {%word} after every change and stop when "
       "one fails."},
      {"work.question",
       "Which {field} term names {force} in {a material}? (a) {%word} (b) {%word} (c) {%word} (d) "
       "{%word}|{claim} True or false?|How many {unit} are {#2-900} {unit}? Give the number only.|"
       "{problem} Give the number only.|Which of these is {a animal}: {%word}, {animal}, {object}, "
       "{food}? Answer with one word."},
  };
  return kLists;
}

absl::Span<const List> EnglishFrames() {
  static constexpr List kLists[] = {
      {"frame.tasks",
       "Here are some tasks:\n1. {$a}\n2. {$b}\n3. {$c}\nCome up with {$n} new tasks that differ "
       "from "
       "these and from each other.|You are asked to invent {$n} diverse instructions for a "
       "language "
       "model. Examples:\n- {$a}\n- {$b}\n- {$c}\nNow write {$n} more, numbered.|Below are "
       "instructions of users.\n### {$a}\n### {$b}\n### {$c}\nGenerate {$n} further instructions "
       "with "
       "their answers. Vary topic and form."},
      {"frame.harder",
       "Rewrite the given prompt into a more complex version that a person can still answer. Add "
       "one "
       "constraint.\nGiven prompt: {$a}|Make this instruction harder by asking for more reasoning "
       "steps; keep its topic.\nInstruction: {$a}"},
      {"frame.reason",
       "{$p}\n\nThink step by step, show all of your reasoning, then give the final answer.|Solve "
       "the "
       "problem. Explain every step of your reasoning before the answer.\n\nProblem: "
       "{$p}|Question: "
       "{$p}\nLet's reason step by step and verify the result at the end."},
      {"frame.judge",
       "Instruction: {$a}\n\nResponse A: {$x}\n\nResponse B: {$y}\n\nCompare the two responses by "
       "helpfulness and correctness. Give each a score from 1 to 10, a critique, and say which one "
       "is better.|You are a strict grader. Rate how well the answer follows the instruction, from "
       "1 to 5, by the rubric accuracy, depth, style; then write a better answer.\n\nInstruction: "
       "{$a}\n\nAnswer: {$x}"},
      {"frame.talk",
       "Write a conversation between a user and an assistant about {$t}. The user is {persona}. "
       "Use "
       "{#4-10} turns and mark them with User: and Assistant:.|Simulate a multi-turn dialogue. One "
       "speaker is {persona}, the other a helpful assistant. Topic: {$t}. Write {#6-12} turns."},
      {"frame.sentiment",
       "Classify the sentiment of the review as positive, negative or neutral. Answer with one "
       "word."
       "\n\nReview: {work.review}"},
      {"frame.route",
       "You route support tickets. Possible queues: billing, delivery, technical, other. Answer "
       "with "
       "the queue only.\n\nTicket: {work.ticket}"},
      {"frame.extract",
       "Extract supplier, date, total and items from the document as JSON with exactly these "
       "keys.\n\nDocument: {work.invoice}"},
      {"frame.translate",
       "Translate the following customer message into German. Output the translation only.\n\n"
       "{work.ticket}"},
      {"frame.product",
       "You write for the shop of {$s}. Write a product description of about 150 words with a "
       "headline for: {work.product}. Mention that delivery is free."},
      {"frame.news",
       "Write the weekly newsletter of {$s} in a friendly tone, 200 words. This week's item: "
       "{work.product}. End with an invitation to the shop."},
  };
  return kLists;
}

absl::Span<const List> EnglishCode() {
  static constexpr List kLists[] = {
      {"task.code",
       "Write a {code.lang} function that {code.job}.|Explain what this {code.lang} snippet does: "
       "{code.snippet}|Find the error in this code: {code.snippet}|Convert this to {code.lang}: "
       "{code.snippet}|Write unit tests for a function that {code.job}.|Which data structure suits "
       "a "
       "program that {code.job}, and why?"},
      {"code.lang", "Python|Java|C|Rust|Go|JavaScript|Haskell|Ruby|SQL|Kotlin"},
      {"code.job",
       "counts the {object}s in a list|sorts {animal}s by {aspect}|parses dates such as "
       "{%date}|finds "
       "the longest word in a text about {field}|merges two tables of {profession}s|simulates "
       "{force} "
       "on {a vehicle}|checks whether {a object} record is complete|removes duplicates from "
       "{#100-90000} "
       "{unit} readings|prints a calendar of {month}"},
      {"code.snippet",
       "`for {%word} in {%word}s: total += {%word}.{%word}`|`if ({%word} > {#1-99}) return "
       "{%word}[{%word}];`|`SELECT {%word}, COUNT(*) FROM {%word} GROUP BY {%word}`|`{%word} = "
       "[x * {#2-9} for x in {%word} if x % {#2-9}]`|`while (!{%word}.empty()) {%word}.pop();`"},
  };
  return kLists;
}

absl::Span<const List> EnglishReasoning() {
  static constexpr List kLists[] = {
      {"problem",
       "{first} has {#12-90} {object}s and gives {#2-11} to each of {#2-5} friends. How many are "
       "left "
       "when {#2-9} more arrive?|A {vehicle} travels {#40-900} km in {#2-12} hours and then rests "
       "for "
       "{#10-90} minutes. What is its average speed?|{^a profession} earns {#9-40} euros an hour, "
       "works {#5-60} hours and pays {#5-45} percent tax. How much remains?|In a box are {#3-30} "
       "{color} and {#3-30} {color} {object}s. {first} draws {#2-4}. How likely are they all "
       "{color}?|A garden of {#8-90} by {#8-90} metres gets a path of {#1-4} metres around it. How "
       "large is the path?|{#3-9} {profession}s make {#20-400} {object}s in {#2-9} days. How many "
       "do "
       "{#2-20} make in {#3-30} days?|The price of {food} rises by {#3-40} percent and then falls "
       "by "
       "{#3-40} percent. What is the change in all?|{first} is {#2-6} times as old as {first}. In "
       "{#3-20} years they will be {#40-120} together. How old are they now?|Find the smallest "
       "number "
       "above {#100-9000} that leaves a rest of {#1-6} when divided by {#7-13} and by {#14-29}.|A "
       "tank holds {#200-9000} litres. One pump fills it in {#2-20} hours, another empties it in "
       "{#21-60}. After how long is it full?"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
