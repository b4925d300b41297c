#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> EnglishProse() {
  static constexpr List kLists[] = {
      {"sentence",
       "The {adj} {object} stood next to the {object} for {#2-90} years.|Nobody in {place} "
       "expected "
       "the {animal} to return before {season}.|{first} bought {a object} of {material} from {a "
       "profession} in {place}.|In {era}, {a profession} could live on {food} alone.|{^virtue} is "
       "what most {group} look for and seldom find.|After {season}, the price of {material} rose "
       "by "
       "{#3-60} percent.|The {vehicle} stopped because of {force}.|{^a profession} and {a "
       "profession} argued about {concept} all night.|They painted the {object} {color} and put it "
       "beside the {plant}.|Every {weekday} {first} practises the {instrument}.|The report on "
       "{topic} reached {company} in {month}.|Most {animal}s avoid {plant}, but not in {place}."},
      {"brokensentence",
       "{first} have went to {place} for buy {a object}.|The {animal}s was {adj} and don't like "
       "{food}.|Me and {first} is learning {craft} since {#2-9} years.|There is many {object}s who "
       "is made from {material}.|She don't knows nothing about {concept}.|If I would be {a "
       "profession}, I will lives in {place}."},
      {"claim",
       "All {animal}s sleep standing.|{^material} is heavier than {material}.|{^chemical} was "
       "first "
       "isolated in {place}.|{^a profession} earns more in {place} than in {place}.|{^food} loses "
       "its vitamins within {#2-48} hours.|{^force} does not act on {a object}.|The {instrument} "
       "is "
       "older than the {instrument}."},
      {"fact",
       "{^$t} has been studied since {era}.|One reason is {force}, which acts on {$t} more than "
       "most "
       "people think.|In {place}, {#12-88} percent of {group} have some experience with {$t}.|A "
       "common mistake is to confuse {$t} with {topic}.|The cost depends on {material} and on how "
       "{adj} the surroundings are.|{^a profession} would check the {aspect} first.|This matters "
       "most in {season}.|Another point is {concept}: it limits what {group} can do about "
       "{$t}.|For "
       "example, {first} from {place} spent {#2-20} years on {$t} with only {a object}.|The "
       "{aspect} of {$t} is disputed among people in {field}.|Compared with {topic}, it needs less "
       "{material} and more {virtue}.|A useful first step is to measure it with {a object}.|Over "
       "time the {adj} parts wear out and have to be replaced.|Those who teach {field} often start "
       "from {concept}.|None of this holds for {$t} in {place}, where the rules are different.|The "
       "numbers from {month} ({#10-990} cases) point the same way."},
      {"vague",
       "It is about {$t}.|There are many things to say about {$t}.|It depends.|{^$t} is quite "
       "{adj}.|"
       "Some people like it, some do not.|You can look at it in many ways.|In general it is good "
       "to "
       "think about the {aspect}.|This is important for everyone."},
      {"passage",
       "{:t=topic}{fact} {fact} {fact}|{:t=topic}{fact} {fact} {fact} {fact} {fact}|{sentence} "
       "{sentence} {sentence} {sentence}|{:t=topic}{fact} {sentence} {fact} {sentence} {fact} "
       "{fact}"},
      {"answer.part",
       "{fact} {fact} {fact}|{fact} {fact}\n|\n- {fact}\n- {fact}\n- {fact}\n|First, {fact} {fact}|"
       "In short: {fact}|\n**{^aspect}.** {fact} {fact}\n"},
      {"story.part",
       "{sentence} {sentence}|\"{claim}\" said {first}. {sentence}|{sentence} \"You need "
       "{virtue},\" "
       "the {profession} answered.|Then the {animal} came. {sentence} {sentence}\n"},
      {"persona",
       "{a profession} from {place} who cares about {activity}|{a adj} {profession} with little "
       "patience for {field}|one of the {group} who wants to learn {activity}|a student of {field} "
       "who doubts {concept}|{first}, {#19-81}, {profession}, interested in {topic}|a parent in "
       "{place} who has just heard of {topic}|{a mood} hobbyist in {craft}"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
