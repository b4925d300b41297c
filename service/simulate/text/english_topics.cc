#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> EnglishTopics() {
  static constexpr List kLists[] = {
      {"field",
       "astronomy|botany|linguistics|epidemiology|macroeconomics|civil engineering|music theory|"
       "game theory|cryptography|oceanography|archaeology|cognitive psychology|contract law|"
       "fluid dynamics|food science|human geography|statistics|urban planning|virology|zoology|"
       "anthropology|meteorology|organic chemistry|ethics|film studies|genetics|graph theory|"
       "horticulture|immunology|journalism|labour economics|materials science|nutrition|optics|"
       "palaeontology|philosophy of science|quantum "
       "mechanics|rhetoric|sociology|topology|toxicology|"
       "public health|veterinary medicine|textile design|operations research|seismology|pedagogy|"
       "industrial design|comparative literature|art history|soil science|marketing|accounting"},
      {"concept",
       "opportunity cost|supply and demand|the placebo effect|herd immunity|compound interest|"
       "plate tectonics|the water cycle|entropy|comparative advantage|confirmation bias|"
       "the greenhouse effect|separation of powers|natural monopolies|sampling error|due process|"
       "cognitive dissonance|the doppler effect|symbiosis|intellectual property|path dependence|"
       "the food chain|regression to the mean|free will|collective bargaining|counterpoint|"
       "perspective in painting|loan words|dead reckoning|crop rotation|peer review|fiscal policy|"
       "the uncertainty principle|progressive taxation|standardised testing|word order|inflation|"
       "renewable energy|universal basic income|tenure|dual citizenship|the tragedy of the commons|"
       "operant conditioning|the social contract|price discrimination|sleep cycles|black holes"},
      {"tech",
       "hash tables|TCP congestion control|public-key encryption|garbage collection|a B-tree index|"
       "containers|version control|load balancing|DNS caching|eventual consistency|unit testing|"
       "floating point rounding|virtual memory|websockets|regular expressions|message queues|"
       "feature flags|database sharding|type inference|dependency injection|cross-site scripting|"
       "gradient descent|convolution|decision trees|k-means clustering|a blockchain|OLED screens|"
       "a fuel cell|lidar|noise cancelling|heat pumps|3D printing|satellite navigation|barcodes|"
       "wireless charging|induction cooking|e-ink displays|fibre optics|regenerative braking"},
      {"activity",
       "gardening|meal planning|learning the {instrument}|beekeeping|bird watching|budgeting|"
       "moving house|training for a marathon|public speaking|job hunting|camping|home brewing|"
       "learning a language|remote work|meditation|wine tasting|chess|stargazing|volunteering|"
       "raising chickens|restoring furniture|podcasting|playing {sport}|{craft}|bread baking|"
       "travelling by train|adopting a dog|writing a novel|negotiating a salary|composting"},
      {"aspect",
       "history|cost|future|basic principles|ethics|main risks|everyday uses|environmental impact|"
       "cultural meaning|measurement|origins|limits|economics|physics|common mistakes|maintenance|"
       "regulation|design|symbolism|role in education|effect on health|terminology|advantages"},
      {"topic",
       "{concept}|{tech}|{force}|{activity}|the {aspect} of {tech}|the {aspect} of {concept}|"
       "{craft} in {era}|the {animal}|how {plant}s spread|{food}|the {adj} {object}|"
       "the {aspect} of the {object}|the {aspect} of {craft}|{sport} for {group}|the {body}|"
       "{ailment}|the chemistry of {chemical}|{chemical} in {field}|daily life in {era}|"
       "the {animal} in {place}|traditional {craft} from {place}|the cuisine of {place}|"
       "travelling through {place} in {season}|{field}|the {aspect} of {field}|"
       "the work of a {profession}|how a {profession} uses {tech}|{virtue}|{virtue} among {group}|"
       "{material} as a building material|{adj} {object}s made of {material}|the {vehicle}|"
       "{vehicle} transport in {place}|the {aspect} of {vehicle} traffic|{concept} in {field}|"
       "{concept} explained through {sport}|{activity} for {group}|{activity} in {place}|"
       "trade in {material} during {era}|music for {instrument}|the {instrument} in {era}|"
       "{ailment} in {group}|how {force} shapes {place}|{force} in the {object}|"
       "keeping {a animal} in captivity|growing {plant} in {season}|{field} during {era}"},
      {"theme",
       "{a profession} who is afraid of {a object}|a lost {object} made of {material}|"
       "two {profession}s in {place}|{a animal} that learns {activity}|a letter found in {a "
       "vehicle}|"
       "the last {profession} in {city2}|{virtue} and {virtue}|a village without {material}|"
       "{season} in {place}|{a adj} {object} that grants one wish|a rivalry in {sport}|"
       "the day {force} stopped|{first} and the {adj} {animal}|a stranger at the {craft} fair|"
       "{a profession} in {era}|the silence after {a instrument} solo|a family recipe for {food}"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
