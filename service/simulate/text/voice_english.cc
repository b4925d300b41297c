#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> EnglishVoice() {
  static constexpr List kLists[] = {
      {"en/topic", "{topic}"},
      {"en/thing", "{object}"},
      {"en/who", "{group}|{a profession}|{a profession}|my {kin}"},
      {"en/place", "{place}"},
      {"en/name", "{first}|{first} {last}"},
      {"kin",
       "mother|brother|neighbour|daughter|grandfather|flatmate|boss|aunt|roommate|colleague"},
      {"en/med", R"(
{ailment}|{ailment}|pain in the {body}|a swollen {body}|high blood pressure|low iron|panic attacks|
a torn ligament|an underactive thyroid|kidney stones|acid reflux|restless legs|a persistent cough|
post-natal depression|psoriasis|a slipped disc|high cholesterol|food poisoning|plantar fasciitis|
an irregular heartbeat|a urinary infection|varicose veins|gallstones|nosebleeds|night sweats|
vitamin D deficiency|a concussion|carpal tunnel syndrome|an allergy to {food}|pre-diabetes)"},
      {"en/law", R"(
a fixed-term lease|unpaid overtime|a rejected insurance claim|child custody|a disputed will|
a non-compete clause|unfair dismissal|a boundary dispute|a defective {object}|a speeding fine|
copyright in photographs|a power of attorney|the deposit of a flat|a wrongly delivered parcel|
noise from the flat above|a withdrawn job offer|severance pay|a loan between friends|data protection|
a cancelled trip|a hit-and-run accident|inheritance tax|a dog that bit somebody|a missed court date|
the sale of a used car|naturalisation|maternity leave|a verbal agreement|a subcontractor's invoice)"},
      {"en/fin", R"(
a fixed-rate mortgage|index funds|a credit score|an emergency fund|dividend stocks|a pension gap|
student loan repayment|exchange-rate risk|government bonds|capital gains|depreciation|cash flow|
working capital|a balance sheet with {#2-40} percent debt|hedging with futures|inventory turnover|
a leveraged buyout|life insurance|a savings plan of {#25-900} a month|invoice factoring|gross margin|
the price-earnings ratio|a budget deficit|an overdraft|crypto losses|a leasing contract|VAT refunds)"},
      {"en/ask", R"(
Explain {$t} to {/who}.|Write an article about {$t} {length}.|What should {/who} know about {$t}?|
Compare {$t} with {topic}.|Describe how {$t} changed since {era}.|Give {#3-12} facts about {$t}.|
Make a list of {#4-15} questions that {/who} might ask about {$t}.|{^$t}: what is it and who needs it?|
Draft {a style} letter from {/who} about {$t}.|What are common mistakes with {$t}?|{instruction}|
Why is {$t} so often discussed in {place}?|Write a short story in which {$t} plays a part.|{instruction}|
Prepare a talk of {#3-30} minutes on {$t} for {/who}.|Imagine {$t} did not exist. What would change?|
Create a quiz of {#4-10} questions on {$t} with answers.|How would {a profession} approach {$t}?|
Write a dialogue in which {/who} and {a profession} disagree about {$t}.|{instruction}|{instruction}|
Summarise what is known about {$t} {length}.|Give arguments for and against {$t}.|{instruction}|
Write a poem of {#4-20} lines on {$t}.|Suggest a plan of {#2-10} steps to deal with {$t}.|
Which three books or sources would you read first on {$t}, and why?|Define {$t} in one sentence.|
Turn {$t} into a lesson for {/who}.|Is {$t} overrated? Argue carefully.|Tell me about {$t} in {place}.|
What does {$t} have to do with {concept}?|List the tools one needs for {$t}.|Estimate what {$t} costs in {place}.)"},
      {"en/want", R"(
Keep it under {#40-600} words.|Give an example.|No jargon, please.|Use headings.|Be honest about what is unknown.|
Write it for {/who}.|End with a summary.|Answer in {language}.|Use bullet points.|Add a table.|
Mention at least {#2-6} sources.|Think about {place} in particular.|Use a {mood} tone.|
Do not use the word "{adj}".|Include numbers where you can.|First person, please.|Avoid clichés.|
Start with the most important point.|Give reasons.|Format it as markdown.|In at most {#2-9} sentences.)"},
      {"en/lead", R"(
I am {a profession} in {place}.|My {kin} asked me this and I had no answer.|For a project at {company}:|
Quick one.|I've read a lot and am still confused.|We are preparing a workshop.|Assume I know nothing.|
I need this by {weekday}.|This may sound silly.|Context: {/who} in {place}, {season}.|Hello!|
I'm learning {language} and English is my second language.|OK, new subject.|Let's try something.|
Please take your time with this.|I have to give a talk in {month}.|Serious question:|Following up on my course in {field}:)"},
      {"en/genq", R"(
how do i get started with {$t}?|is {$t} worth the money in {place}|what's the difference between {$t} and {topic}?|
My {kin} says {$t} is dangerous. True?|Can you recommend anything on {$t} for {/who}?|why does everyone talk about {$t} now|
Where can I learn about {$t} near {place}?|need ideas for {$t}, budget is {#20-900}|Help me write a message to {person} about {$t}|
what happens if I get {$t} wrong?|I tried {$t} {#2-9} times and it never works, why?|who came up with {$t}?|
could you check this: {claim}|what do I say when {person} asks about {$t}?|explain {$t} like I'm five|
tell me something surprising about {$t}|how long does {$t} take|I'm bored. Talk to me about {$t}.)"},
      {"en/medq", R"(
I'm {#18-84} and was told I have {$t}. What happens next?|Can {$t} come back after {#2-20} months?|
My {kin} has {$t} since {weekday} and {body} hurts too. Should we see a doctor?|Is it safe to do {sport} with {$t}?|
which foods make {$t} worse|I take {#1-4} tablets a day for {$t} and feel dizzy. Is that normal?|
What are early signs of {$t} in a {#1-16} year old?|How is {$t} diagnosed and what does it cost in {place}?|
Does {plant} really help against {$t}?|how long is someone contagious with {$t}?|My test says {#2-300} mg. Does that point to {$t}?|
Is surgery for {$t} usual at {#30-80}?|Could {$t} be caused by working as {a profession}?|what can I do at home about {$t} tonight)"},
      {"en/lawq", R"(
I have a problem with {$t} and the other side does not answer since {#2-20} weeks. What can I do?|
Who has to prove what in a case of {$t}?|My {kin} signed something about {$t}. Is that binding?|
How long do I have to object in a matter of {$t}?|What does a lawyer for {$t} cost in {place}?|
Can my employer use {$t} against me if I work as {a profession}?|is {$t} even legal in {place}?|
They want {#200-9000} euros because of {$t}. Do I have to pay?|Which papers do I need for {$t}?|
We agreed by e-mail on {$t} in {month}. Does that count in court?|What happens to {$t} after a divorce?)"},
      {"en/finq", R"(
I am {#19-70}, earn {#1400-9000} a month, and wonder about {$t}. What is sensible?|Does {$t} pay off within {#2-25} years?|
What are the risks of {$t} compared with {/fin}?|How is {$t} taxed in {place}?|my bank offers {$t} at {#1-9}.{#0-9} percent, good or not?|
How do I calculate {$t} for a firm with {#2-400} employees?|Should I use {$t} or pay back {#900-90000} first?|
can I lose everything with {$t}|What does {$t} tell me about {company}?|When inflation is {#2-12} percent, what happens to {$t}?|
Explain {$t} with numbers for {a profession}.|how do I get out of {$t}?)"},
      {"en/detail", R"(
I live in {place}.|It has been like this since {month}.|I already asked {a profession}.|Please answer simply.|
There is not much money.|My {kin} is worried.|I found different answers online.|thanks in advance|It's urgent.|
I have {#2-9} photos if that helps.|The letter is dated {%date}.|Nobody here can help me.|sorry for my english)"},
      {"en/hi",
       "hi|hello|Hey there|good morning|Hi, it's me again|hello, are you there?|hey|Good evening!"},
      {"en/follow", R"(
{chat.follow}|{chat.follow}|{chat.follow}|and for {/who}?|you already said that|too long|ok makes sense|
what would that cost|can you double-check the second point?|Not what I meant: I am asking about {/topic}.|
Give me the version for {/who}.|are you sure? I read the opposite|ok do it|yes|no|the first one please|
hmm, {/detail}|Thanks. Next: {/genq})"},
      {"en/fact", R"(
{fact}|{fact}|{fact}|{sentence}|People in {place} tend to see {$t} differently from people in {place}.|
In a survey of {#200-9000} {group}, about {#5-90} percent had heard of {$t}.|{first} {last} described {$t} in {#1890-2024}.|
It is easy to overlook how much {$t} depends on the {aspect} of {a object}.|Without {material} the {aspect} would be quite another.|
That said, {$t} rarely fails for only one reason.|If {season} comes early, plan {#2-12} weeks more.|
The usual advice is to wait {#2-90} days and look again.|Costs run from {#10-400} to {#500-9000} euros.|
Most textbooks in {field} give it a page or two.|What {company} did in {month} is a good example.|
Ask {a profession} first, then decide.|Here the {adj} cases matter more than the average.|
A second group, mostly {group}, sees the {aspect} as the real question.)"},
      {"en/link", R"(
However,|In other words:|By the way:|As a rule,|On top of that:|At first glance,|To be fair,|In practice,|Even so,|As far as we know,|Strictly speaking,|Note:|More often than not,|On the other hand,)"},
      {"en/ticket", R"(
{work.ticket}|{work.ticket}|{work.review}|The {object} I got on {%date} is {adj}, I want my {%money} back. {/detail}|
{/hi}, order {%hex8} still says "preparing". {/detail}|can u tell me how to cancel {%word} plus|
Your shop in {place} was closed on {weekday}, why? {sentence}|love the new {object}!! but where is the manual)"},
  };
  return kLists;
}

absl::Span<const List> CodeVoice() {
  static constexpr List kLists[] = {
      {"ident",
       "{code.verb}_{code.noun}|{code.noun}_{code.noun}|{code.noun}|{%word}|{code.noun}_{%word}"},
      {"code.verb",
       "get|load|parse|merge|build|update|find|check|split|render|sort|fetch|write|encode|count|"
       "flush|retry|close"},
      {"code.noun",
       "user|order|token|row|index|buffer|node|queue|event|path|batch|config|cache|date|price|"
       "header|record|session|tree|graph|field|entry|report|invoice|frame|packet|score|label"},
      {"code.err",
       "TypeError: {ident} is not a function|KeyError: '{ident}'|segmentation fault in "
       "{ident}|NullPointerException at {ident}.java:{#10-900}|deadlock in {ident}|borrow of moved "
       "value: `{ident}`|502 from {ident} after {#2-60} s|index {#2-900} out of range|undefined "
       "reference to `{ident}`|CORS error on /{code.noun}/{ident}"},
      {"code.topic",
       "{tech}|{tech}|a {code.lang} function that {code.job}|{ident} in {code.lang}|the {ident} "
       "module|{code.err}|unit tests for {ident}|async {code.lang} code|a {code.noun} {code.noun} "
       "in {code.lang}|the build of {%word}|migrating {code.noun}s to {%word}"},
      {"code.line",
       "    {ident} = {ident}({ident}, {#0-99}){%nl}|    if {ident} is None:{%nl}        return "
       "{#0-9}{%nl}|    for {code.noun} in {ident}:{%nl}        "
       "{ident}.append({code.noun}.{ident}){%nl}|    assert {ident} > {#0-99}{%nl}|    "
       "{ident}[{ident}] += {#1-9}{%nl}|    # {sentence}{%nl}|    log.info(\"{ident} %s\", "
       "{ident}){%nl}|    with open({ident}) as f:{%nl}        {ident} = f.read(){%nl}"},
      {"code.cline",
       "  const auto {ident} = {ident}({ident});{%nl}|  if (!{ident}) return {ident};{%nl}|  for "
       "(auto& {code.noun} : {ident}) {code.noun}.{ident}();{%nl}|  {ident}->{ident} += "
       "{#1-64};{%nl}|  // {ident}: {adj}{%nl}|  std::lock_guard lock({ident});{%nl}|  "
       "{ident}.push_back({{{ident}, {#0-99}});{%nl}"},
      {"code.block",
       "def {ident}({ident}, {ident}):{%nl}{code.line}{code.line}{code.line}    return {ident}|def "
       "{ident}({ident}):{%nl}{code.line}{code.line}    return {ident}|int {ident}(const {ident}& "
       "{code.noun}) {{{%nl}{code.cline}{code.cline}{code.cline}  return {#0-9};{%nl}}|void "
       "{ident}() {{{%nl}{code.cline}{code.cline}{code.cline}{code.cline}}|SELECT {ident}, "
       "COUNT(*) AS {code.noun}s{%nl}FROM {ident} JOIN {ident} ON {ident} = {ident}{%nl}WHERE "
       "{ident} > {#1-999}{%nl}GROUP BY {ident};|class "
       "{ident}:{%nl}{code.line}{code.line}{code.line}{code.line}"},
      {"code.q",
       "I get {code.err} when I call {ident}. Here is the code:{%nl}{code.block}|why is this "
       "slow?{%nl}{code.block}|How do I test {$t}?|what's the idiomatic way to do {$t}|Refactor "
       "this, please.{%nl}{code.block}|{code.err} - what does it mean|can you add {code.noun} "
       "handling to this{%nl}{code.block}|Is {tech} a good fit for {$t}?|write a regex for "
       "{code.noun}s like {%hex8}-{#10-99}|review this diff:{%nl}- {ident} = {ident}{%nl}+ {ident} "
       "= {ident}({ident})"},
      {"code.ask",
       "Write a {code.lang} function that {code.job}.|Implement {ident}({ident}, {ident}) in "
       "{code.lang}. It should handle {adj} {code.noun}s.|{task.code}|Explain {$t} with an example "
       "in {code.lang}.|Write a {code.lang} class for a {code.noun} {code.noun} with {code.verb} "
       "and {code.verb}.|Given a list of {code.noun}s, {code.verb} those whose {ident} is above "
       "{#2-900}.|Optimise the following.{%nl}{code.block}|Translate into "
       "{code.lang}:{%nl}{code.block}|Design a schema for {code.noun}s, {code.noun}s and their "
       "{ident}.|What does this print?{%nl}{code.block}|Write a command line tool that "
       "{code.verb}s {code.noun}s from a {adj} file and {code.job}.|Find the "
       "bug.{%nl}{code.block}"},
      {"code.follow",
       "still {code.err}|now it fails in {ident}|can you do it without {ident}|and in "
       "{code.lang}?|add a test for {ident}|thanks, works. Next: {code.q}|shorter please|why "
       "{ident} and not {ident}?|here is the log:{%nl}{%time} {ident} {code.err}{%nl}{%time} "
       "{ident} ok|ok and types?|rename {ident} to {ident}"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
