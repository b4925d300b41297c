#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> EnglishThings() {
  static constexpr List kLists[] = {
      {"animal",
       "otter|heron|lynx|badger|salmon|ibex|gecko|falcon|moose|hedgehog|octopus|walrus|tapir|"
       "mongoose|pelican|puffin|stoat|toad|viper|wombat|yak|zebra|cricket|dragonfly|earwig|ferret|"
       "gannet|hornet|jackal|kestrel|lobster|marmot|newt|ostrich|pangolin|quail|raven|sea urchin|"
       "termite|vulture|weasel|mole rat|barn owl|fruit bat|hermit crab|honey bee|snow leopard|"
       "river dolphin|leafcutter ant|giant squid|sloth|seahorse|woodpecker|swift|eel|beaver|bison|"
       "camel|chameleon|cuttlefish|elk|flamingo|grouse|hare|jellyfish|koala|lemur|manatee|"
       "nightjar"},
      {"plant",
       "moss|fern|juniper|willow|barley|sorrel|thistle|lavender|cactus|bamboo|orchid|larch|heather|"
       "clover|tomato vine|fig tree|olive tree|mangrove|sundew|ivy|rosemary|sage|birch|maple|lotus|"
       "sunflower|potato plant|rice paddy weed|nettle|dandelion|poppy|saffron crocus|tea bush|"
       "coffee shrub|cork oak|baobab|agave|duckweed|wheat|chestnut tree|hazel|yew|magnolia|mint"},
      {"food",
       "lentil soup|rye bread|goat cheese|plum jam|buckwheat pancakes|kimchi|risotto|falafel|"
       "fish stew|mushroom ragout|apple cake|barley salad|chickpea curry|tofu skewers|roast beet|"
       "leek tart|corn chowder|dumplings|flatbread|rice pudding|pickled radish|bean chili|noodles|"
       "stuffed peppers|walnut bread|pumpkin gnocchi|tomato salsa|granola|cabbage rolls|miso broth|"
       "spinach pie|oat cookies|baked trout|polenta|potato dumplings|onion soup|fig chutney|hummus|"
       "ginger biscuits|pear crumble|shakshuka|paella|tamales|ramen|borscht|ceviche|naan|tiramisu"},
      {"material",
       "oak|steel|linen|glass|clay|copper|wool|leather|concrete|bamboo|brass|slate|rubber|wax|"
       "porcelain|carbon fibre|aluminium|cork|silk|felt|plywood|marble|tin|denim|paper|resin|"
       "titanium|cotton|granite|bronze|graphite|straw|ceramic|nylon|velvet|basalt|sandstone|zinc"},
      {"object",
       "lantern|kettle|bicycle|compass|ladder|violin|backpack|umbrella|loom|telescope|lock|clock|"
       "canoe|anvil|thermostat|bookshelf|typewriter|sail|pulley|barometer|drum|hammer|stove|bridge|"
       "chair|scale|candle|wheelbarrow|sewing machine|microscope|lighthouse|windmill|greenhouse|"
       "elevator|turbine|drone|camera|printer|lathe|accordion|sundial|parachute|zipper|pump|kiln|"
       "mirror|magnet|pendulum|fishing net|water filter|smoke alarm|hearing aid|solar panel|piano|"
       "hourglass|stapler|raincoat|tent|saddle|thermos|chessboard|keyboard|guitar|plough|blender"},
      {"body",
       "liver|retina|inner ear|knee|spleen|skin|lung|heart valve|thyroid|kidney|cerebellum|stomach|"
       "shoulder|tongue|bone marrow|pancreas|nervous system|gall bladder|spine|vocal cords|ankle|"
       "immune system|jaw|lymph nodes|small intestine|iris|hip joint|achilles tendon|sinus"},
      {"ailment",
       "migraine|asthma|anaemia|insomnia|eczema|gout|hay fever|bronchitis|tinnitus|heartburn|"
       "sciatica|vertigo|hypertension|diabetes|measles|shingles|osteoporosis|tonsillitis|arthritis|"
       "celiac disease|appendicitis|glaucoma|jet lag|sunburn|dehydration|whooping cough|frostbite"},
      {"chemical",
       "ammonia|chlorine|methane|helium|sulphur|lithium|iodine|ethanol|ozone|nitrogen|phosphorus|"
       "acetic acid|sodium bicarbonate|calcium|mercury|hydrogen peroxide|silicon|neon|glucose|"
       "potassium|caffeine|citric acid|iron oxide|carbon monoxide|boron|propane|urea|lactose"},
      {"force",
       "gravity|friction|magnetism|surface tension|osmosis|buoyancy|evaporation|refraction|"
       "resonance|capillary action|condensation|radioactivity|convection|inertia|diffusion|"
       "photosynthesis|fermentation|erosion|static electricity|crystallisation|polarisation|"
       "natural selection|combustion|thermal expansion|superconductivity|tidal locking|drag"},
      {"sport",
       "fencing|rowing|judo|handball|archery|climbing|curling|badminton|sailing|water polo|rugby|"
       "table tennis|triathlon|figure skating|volleyball|cricket|orienteering|snooker|wrestling|"
       "cross-country skiing|surfing|gymnastics|hurdles|lacrosse|bouldering|ice hockey|squash"},
      {"instrument",
       "cello|oboe|banjo|harp|trumpet|clarinet|sitar|marimba|bassoon|mandolin|organ|flute|viola|"
       "tabla|harmonica|ukulele|french horn|dulcimer|bagpipes|synthesizer|theremin|kora|erhu"},
      {"craft",
       "pottery|weaving|bookbinding|glassblowing|wood carving|basketry|calligraphy|embroidery|"
       "blacksmithing|origami|candle making|leatherwork|quilting|soap making|mosaic|print making|"
       "jewellery making|paper marbling|stone masonry|felting|gilding|lace making|model building"},
      {"vehicle",
       "tram|cargo bike|night train|ferry|glider|submarine|fire engine|tugboat|airship|snowplough|"
       "electric scooter|freight train|hovercraft|rickshaw|minibus|sailing boat|funicular|tractor|"
       "helicopter|motorcycle|cable car|icebreaker|hot-air balloon|ambulance|rocket|barge"},
      {"color",
       "amber|teal|crimson|ivory|navy|olive green|lilac|charcoal|turquoise|ochre|magenta|silver|"
       "emerald|coral|indigo|beige|scarlet|mustard yellow|sky blue|maroon|mint green|black|white"},
      {"adj",
       "quiet|brittle|ancient|portable|stubborn|hollow|gentle|rusty|frozen|curious|narrow|humid|"
       "bitter|reliable|fragile|dusty|modern|remote|seasonal|transparent|noisy|wild|cheap|elegant|"
       "forgotten|magnetic|shallow|nocturnal|edible|artificial|collapsible|coastal|urban|rural|"
       "domestic|industrial|medieval|tropical|wireless|underground|experimental|traditional|local|"
       "sustainable|public|private|temporary|permanent|rare|ordinary|heavy|lightweight|automatic|"
       "manual|digital|analogue|floating|hidden|unfinished|invisible|circular|folding|luminous"},
      {"mood",
       "hopeful|melancholic|sarcastic|formal|playful|suspenseful|calm|dramatic|humorous|nostalgic|"
       "angry|matter-of-fact|romantic|grim|whimsical|encouraging|dry|poetic|urgent|tender|ironic"},
      {"virtue",
       "patience|honesty|curiosity|courage|thrift|humility|loyalty|punctuality|forgiveness|"
       "gratitude|perseverance|generosity|discipline|tolerance|modesty|fairness|independence|"
       "ambition|jealousy|loneliness|procrastination|boredom|trust|grief|pride|shame|empathy"},
      {"season", "spring|early summer|midsummer|autumn|late winter|the rainy season|a heat wave"},
      {"weekday", "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"},
      {"month",
       "January|February|March|April|May|June|July|August|September|October|November|December"},
      {"unit", "kilograms|litres|metres|hours|pages|boxes|kilometres|minutes|coins|tickets|bags"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
