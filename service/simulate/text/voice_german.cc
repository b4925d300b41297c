#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> GermanVoice() {
  static constexpr List kLists[] = {
      {"de/base", R"(
Mülltrennung|Altersvorsorge|Onlinekurse|Stadtgärten|künstliche Intelligenz|Haushaltsplanung|
Wassersparen|Straßenbahnen|Volkslieder|Kalligrafie|Elektroautos|Landurlaub|Schlaf|Berufsberatung|
Flohmärkte|Hundeerziehung|Fachwerkhäuser|Quantenmechanik|Wahrscheinlichkeit|Fischzucht|Bergwandern|
Bilderbücher|Heimarbeit|Verpackungen|Drohnen|Erdbeben|Museen|Mundarten|Solarstrom|
maschinelle Übersetzung|Lärm|Mietrecht|Backen|Schach|Cafés|Treibhausgase|Bodenpflege|Sagen|
Lichtbrechung|Antibiotika|Lieferketten|Vorstellungsgespräche|Kirchenorgeln|Bienen)"},
      {"de/topic", R"(
{de/base}|{de/base}|{de/base}|{de/base} in {de/place}|{de/base} für {de/who}|
die Geschichte des Themas {de/base}|Irrtümer über {de/base}|die Kosten rund um {de/base}|
{de/base} und {de/base})"},
      {"de/thing", R"(
eine Lampe|einen Rucksack|einen Topf|eine Tastatur|ein Fernrohr|einen Pinsel|eine Regenjacke|
ein Regal|Kopfhörer|eine Mundharmonika|eine Thermoskanne|einen Klappstuhl|eine Nähmaschine)"},
      {"de/who", R"(
Studierende|Rentner|junge Eltern|Ladenbesitzer|Lehrkräfte|Pflegekräfte|Landwirte|Touristen|
Auszubildende|meine Oma|Einsteiger|Vereine|Nachbarn)"},
      {"de/place", R"(
Leipzig|Graz|Bern|Kiel|Ulm|Rostock|Bregenz|Trier|Erfurt|Passau|Lübeck|Kassel)"},
      {"de/name", R"(
Jana Krüger|Uwe Lorenz|Miriam Seidel|Tobias Falk|Heike Brandt|Emre Aydin|Sophie Lang|Rolf Kern)"},
      {"de/med", R"(
Migräne|Sodbrennen|Bluthochdruck|einem Schilddrüsenknoten|einem Bandscheibenvorfall|Heuschnupfen|
Schlaflosigkeit|Gicht|Blutarmut|Gürtelrose|Fettleber|Neurodermitis|Herzrasen|Knieschmerzen|
Blasenentzündung|trockenen Augen|Tinnitus|Rheuma|Osteoporose)"},
      {"de/law", R"(
Arbeitsvertrag|Mietkaution|Verkehrsunfall|Zugewinnausgleich|Überstunden|Widerruf|Erbschaft|
Privatdarlehen|Beleidigung|Abmahnung|Arbeitsunfall|Hauskauf|Bildrechte|Sorgerecht)"},
      {"de/fin", R"(
Indexfonds|Baufinanzierung|Liquidität|Staatsanleihen|offene Rechnungen|Steuererklärung|Rente|
Währungsrisiko|Eigenkapitalquote|Ratenkauf|Inflation|Rohertrag|Dividenden|Tagesgeld)"},
      {"de/ask", R"(
Erkläre {/who} das Thema {$t}.|Schreibe einen Text von {#200-1200} Wörtern: {$t}.|
Was spricht für und was gegen {$t}?|Nenne {#3-12} Tipps zu {$t}.|
Fasse das Wichtigste über {$t} zusammen.|Vergleiche {$t} mit {/base}.|
Entwirf eine Schulstunde zu {$t}.|Dichte {#4-16} Zeilen über {$t}.|
Wie sähe {/place} ohne {$t} aus?|
Schreibe ein Gespräch über {$t} zwischen zwei Leuten aus {/place}.|
Erstelle einen Plan für {#3-30} Tage, Thema {$t}.|Finde {#3-10} Überschriften zu {$t}.|
Denk dir {#3-8} Quizfragen zu {$t} aus, mit Lösungen.|Welche Ursachen hat die Debatte um {$t}?|
Verfasse eine Beschwerde wegen {$t}.|Erfinde eine Geschichte aus {/place}, in der {$t} vorkommt.|
Wie entwickelt sich {$t} in zehn Jahren?)"},
      {"de/want", R"(
Höchstens {#50-500} Wörter.|Mit Beispiel.|Bitte locker formuliert.|Als Liste.|Ohne Fachwörter.|
Am Ende ein Fazit.|Als Tabelle.|Bitte begründen.|Für {/who}.|Denk an {/place}.)"},
      {"de/lead", R"(
Ich wohne in {/place}.|Ist für die Schule.|Mein Chef will das wissen.|Ich kenne mich nicht aus.|
Hallo zusammen,|Kurze Frage:|Nächste Woche ist Prüfung.|Entschuldige die Störung.)"},
      {"de/genq", R"(
ist {$t} schwer?|wo fange ich mit {$t} an|Was kostet {$t} ungefähr?|warum reden alle über {$t}|
Gibt es {$t} in {/place}?|Unterschied zwischen {$t} und {/base}?|brauche einen Spruch zu {$t}|
Ich will {/thing} kaufen, worauf achten?)"},
      {"de/medq", R"(
Ich bin {#18-80} und habe mit {$t} zu tun. Muss ich Tabletten nehmen?|
Kann man mit {$t} Alkohol trinken?|Seit {#2-20} Monaten leide ich an {$t}. Zu welchem Arzt?|
Mein Kind ({#1-14}) hat Probleme mit {$t}, ist das normal?|
Wann darf ich nach einer OP wegen {$t} wieder Sport machen?|
nach {#3-30} Tagen Behandlung von {$t} keine Besserung|Was essen bei {$t}?)"},
      {"de/lawq", R"(
Thema {$t}: Die Gegenseite meldet sich nicht. Was tun?|Welche Beweise braucht man bei {$t}?|
Wie lange dauert ein Verfahren wegen {$t} in {/place}?|
{$t}: ich soll {#200-9000} Euro zahlen, zu Recht?|Gilt bei {$t} auch mündlich?|
Mein Arbeitgeber stellt sich bei {$t} quer)"},
      {"de/finq", R"(
Lohnt sich {$t} noch?|Ich verdiene {#1500-7000} netto, wie gehe ich {$t} an?|Risiken bei {$t}?|
Rechne mir {$t} an einem Beispiel vor.|Lieber {$t} oder {/fin}?|
Was passiert mit {$t} bei {#1-6} % Zinsen?)"},
      {"de/detail", R"(
Ich bin aus {/place}.|Das geht seit letztem Jahr so.|Jeder Arzt sagt etwas anderes.|
Meine Familie macht sich Sorgen.|Viel Geld habe ich nicht.|Danke!)"},
      {"de/hi", R"(
hallo|moin|Guten Tag|Hi, ich schon wieder|servus|Guten Morgen)"},
      {"de/follow", R"(
warum?|genauer bitte|zu lang, kürzer|und {/base}?|danke|glaube ich nicht|anders gesagt?|
und in {/place}?|gilt das auch für {/who}?|geht das auch anders|ja, weiter|auf Englisch bitte)"},
      {"de/fact", R"(
In {/place} spielt {$t} eine große Rolle.|Rund {#5-90} Prozent haben damit Erfahrung.|
{/name} hält Geduld für das Wichtigste.|Verglichen mit {/base} ist es billiger.|
Die Folgen auf lange Sicht werden oft übersehen.|Zuerst besorgt man sich {/thing}.|
Seit {#1950-2024} ist vieles anders.|Das hängt eng mit {/base} zusammen.|
Ausnahmen gibt es, etwa in {/place}.|Bis zur Wirkung vergehen {#2-90} Tage.|
Man rechnet mit {#10-900} Euro.|Fachleute sollte man vorher fragen.|
Wer dagegen ist, verweist auf {/base}.|{$t} ist einfacher, als viele denken.)"},
      {"de/link", R"(
Allerdings:|Anders gesagt:|Nebenbei:|In der Regel gilt:|Außerdem:|In der Praxis heißt das:|Andererseits:|Genau genommen:|Wichtig:|Kurz:)"},
      {"de/ticket", R"(
Bestellung {%hex8} ist nach {#2-15} Tagen nicht da.|
Habe {/thing} gekauft, kam kaputt an. Geld zurück!|Hotline seit Tagen besetzt|
Alles gut, nur der Versand dauert|Kann ich die Adresse auf {/place} ändern?|
Bitte Rechnung neu ausstellen|{/name} wollte mir {/thing} schicken, kam nie)"},
      {"de/f.summarise", R"(
Fasse den Text in {#2-6} Sätzen zusammen.|Die wichtigsten Punkte für {/who}, bitte.)"},
      {"de/f.standalone", R"(
Formuliere die letzte Nachricht des Gesprächs als eigenständige Frage.|Mach aus dem Dialog eine Suchanfrage.)"},
      {"de/f.talks", R"(
Fasse das Gespräch mit dem Kunden zusammen.|Wurde das Anliegen im Dialog gelöst? Nenne offene Punkte.)"},
      {"de/f.classify", R"(
Ordne ein: Frage, Beschwerde, Lob, Sonstiges.|Stimmung: positiv, negativ oder neutral?)"},
      {"de/f.steps", R"(
Denke Schritt für Schritt und zeige den ganzen Lösungsweg.|
Begründe jeden Schritt ausführlich, Ergebnis zuletzt.)"},
      {"de/f.answer", R"(
Beantworte die Frage so ausführlich wie möglich.|Antworte vollständig, wie ein Fachbuch.)"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
