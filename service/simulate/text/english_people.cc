#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> EnglishPeople() {
  static constexpr List kLists[] = {
      {"first",
       "Maren|Tobias|Ines|Kwame|Yuki|Priya|Oskar|Leila|Mateo|Agnes|Ravi|Sofia|Hamid|Greta|Pavel|"
       "Noor|Emil|Zara|Bruno|Hana|Idris|Clara|Jonas|Amara|Felix|Mei|Tariq|Elsa|Diego|Nadia|Arjun|"
       "Linnea|Kofi|Rosa|Stefan|Aiko|Milan|Fatima|Henrik|Lucia|Omar|Vera|Samuel|Dalia|Ivan|Nell|"
       "Youssef|Marta|Anton|Selma|Deniz|Ruth|Carlo|Thandi|Viktor|Alma|Rashid|Ida|Luca|Wanda|Jin|"
       "Esther|Malik|Petra|Bela|Grace|Sven|Anika|Hugo|Tess|Nikhil|Olga|Adam|Freya|Karim|Judith"},
      {"last",
       "Halvorsen|Okafor|Lindqvist|Moreau|Tanaka|Brandt|Castellano|Novak|Farouk|Iyer|Sandoval|"
       "Weiss|"
       "Kowalski|Adeyemi|Petrov|Delgado|Nakamura|Steiner|Haddad|Virtanen|Costa|Mensah|Larsen|Rossi|"
       "Bakker|Chowdhury|Fontaine|Gruber|Horvat|Ibrahim|Jansen|Kaplan|Lombardi|Mbeki|Nguyen|Olsen|"
       "Popescu|Quintero|Rahman|Silva|Toth|Ueda|Vargas|Wolff|Yilmaz|Zeman|Abebe|Bergmann|Cruz"},
      {"person", "{first} {last}|{first}|{first} {last}|Ms {last}|Mr {last}|Dr {last}"},
      {"profession",
       "nurse|carpenter|accountant|beekeeper|translator|bus driver|architect|librarian|plumber|"
       "marine biologist|pastry chef|paramedic|surveyor|watchmaker|farmer|barista|violin maker|"
       "web designer|tax adviser|firefighter|geologist|dentist|tailor|forester|radio host|judge|"
       "electrician|midwife|pilot|florist|stage designer|veterinarian|locksmith|data analyst|"
       "welder|optician|primary school teacher|social worker|sound engineer|sommelier|crane "
       "operator|"
       "museum curator|train dispatcher|physiotherapist|notary|security guard|software tester|"
       "event planner|air traffic controller|wedding photographer|product manager|goldsmith"},
      {"place",
       "Lisbon|Nairobi|Oslo|Hanoi|Montreal|Tbilisi|Cusco|Marrakesh|Osaka|Tallinn|Accra|Bergen|"
       "Kyoto|Havana|Zagreb|Muscat|Ljubljana|Quito|Dakar|Riga|Busan|Seville|Lagos|Ghent|Izmir|"
       "Perth|Valparaiso|Krakow|Reykjavik|Chennai|Cape Town|Medellin|Tromso|Naples|Samarkand|"
       "the Faroe Islands|Patagonia|the Mekong delta|the Scottish Highlands|Bavaria|Andalusia|"
       "Tasmania|the Sahel|Lapland|Anatolia|the Great Plains|Siberia|Sicily|Bengal|the Alps|"
       "Madagascar|Okinawa|the Black Sea "
       "coast|Galicia|Ethiopia|Bolivia|Finland|Malaysia|Peru|Chile|"
       "Mongolia|Nepal|Portugal|Uruguay|Vietnam|Zambia|Canada|Iceland|Jordan|Kenya|Latvia|Norway"},
      {"era",
       "the Bronze Age|the Roman Empire|the Hanseatic League|the Ming dynasty|the Renaissance|"
       "the Ottoman Empire|the Industrial Revolution|the 1920s|the Cold War|the Enlightenment|"
       "the Viking Age|the Mughal Empire|the Victorian era|the space race|the Meiji period|"
       "the Middle Ages|the Great Depression|classical Athens|the Inca Empire|the age of sail|"
       "the early days of radio|the first years of the internet|the Neolithic|the Song dynasty"},
      {"group",
       "teenagers|retirees|night-shift workers|first-time parents|exchange students|small farmers|"
       "commuters|amateur musicians|people who live alone|new managers|beginners|tourists|children|"
       "office workers|hobby gardeners|freelancers|refugees|left-handed people|book clubs|athletes|"
       "pet owners|language learners|volunteers|neighbours|apprentices|shop owners|startup "
       "founders"},
      {"company", "{^%word} {companykind}|{last} & {last}|{^%word}{suffix}|{^%word} {^%word}"},
      {"companykind",
       "Logistics|Foods|Software|Labs|Energy|Textiles|Travel|Insurance|Robotics|Media|Garden|Bikes|"
       "Health|Furniture|Analytics|Water|Toys|Records|Optics|Marine"},
      {"suffix", "ly|ware|io|works|hub|tec|onic|mart|lane|craft"},
      {"city2", "{^%word}|Port {^%word}|{^%word}berg|New {^%word}|{^%word}ville|Saint {first}"},
      {"street",
       "{^%word} Street|{last} Road|{^%word} Lane|{first} Avenue|{^%word} Square|Old {^%word} Way|"
       "{^plant} Close|{^animal} Court"},
      {"address", "{#1-240} {street}, {#10000-99999} {city2}|{street} {#1-99}, {city2}"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
