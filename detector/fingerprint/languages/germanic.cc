#include "detector/fingerprint/lexicon_words.h"

namespace stillwatch::detector {
namespace {

constexpr MarkWords kEnglish[] = {
    {kReasoning,
     {"step steps stepwise", "reasoning reason rationale deduce derive derivation justify chain",
      "think thinking thought thoughts",
      "intermediate detailed explain solve solution explicitly"}},
    {kJudge,
     {"judge evaluate evaluation assess grade grader assessor", "score scores rate rating points",
      "better worse prefer preferred preference compare comparison winner tie",
      "response responses assistant candidate completion"}},
    {kRubric,
     {"rubric criteria criterion guideline guidelines", "scale",
      "helpfulness helpful harmless honesty accuracy coherence clarity relevance depth",
      "critique revise revision feedback improve flaws weaknesses"}},
    {kGenerateTasks,
     {"generate create produce propose invent synthesize", "task tasks instruction instructions",
      "diverse varied diversity novel different",
      "prompt prompts seed demonstrations examples questions"}},
    {kRewrite,
     {"rewrite rewritten rephrase paraphrase reformulate",
      "complex complexity harder difficult challenging complicated sophisticated",
      "given version variant constraint constraints requirements", "prompt instruction question"}},
    {kVerify,
     {"verify verifier verification check validate",
      "correct incorrect error errors mistake mistakes wrong",
      "solution proof arithmetic calculation proposed", "each every line step"}},
    {kRoleScript,
     {"roleplay role persona character pretend simulate", "dialogue conversation transcript dialog",
      "human user customer speaker student", "turn turns continue next"}},
    {kTrainingData,
     {"dataset datasets corpus data", "train training finetune finetuning tuning tune distill",
      "teach model student learner llm", "quality sample samples synthetic annotated"}},
    {kManyItems,
     {"ten twenty thirty fifty hundred", "list series set numbered",
      "more additional another further", "unique distinct duplicate repeat repeating"}},
    {kStructured,
     {"json jsonl xml yaml csv", "schema field fields key keys columns", "format formatted",
      "valid parse object array strictly"}},
    {kClosedAnswer,
     {"only just single nothing else without explanation",
      "word letter yes no true false label digit number option",
      "classify category categories sentiment intent binary", "choice choices multiple following"}},
};

constexpr MarkWords kGerman[] = {
    {kReasoning,
     {"schritt schritte schritten schrittweise einzelschritte zwischenschritte",
      "begründe begründen begründung begründungen herleitung herleiten ableitung "
      "schlussfolgere schlussfolgerung argumentation gedankenkette",
      "denk denke denken nachdenken überlege überlegen überlegungen gedankengang "
      "gedankenkette denkprozess",
      "zwischenschritte zwischenergebnisse detailliert ausführlich erkläre erklären lösung "
      "löse lösungsweg rechenweg"}},
    {kJudge,
     {"bewerte bewerten bewertung bewertungen beurteile beurteilen beurteilung evaluiere "
      "gutachter bewerter",
      "punkte punkten punktzahl punktzahlen benote benoten benotung schulnote noten",
      "besser bessere besseren schlechter schlechtere bevorzugt bevorzuge vergleiche "
      "vergleichen vergleich gewinner unentschieden",
      "antwort antworten assistent assistenten kandidat kandidaten"}},
    {kRubric,
     {"bewertungsraster kriterium kriterien bewertungskriterien richtlinie richtlinien "
      "leitfaden leitlinien",
      "skala skalen bewertungsskala punkteskala notenskala",
      "hilfreich hilfsbereitschaft harmlos harmlosigkeit ehrlichkeit genauigkeit kohärenz "
      "klarheit relevanz tiefe",
      "kritik kritisiere kritisieren überarbeite überarbeiten überarbeitung rückmeldung "
      "feedback verbessere verbessern schwächen mängel"}},
    {kGenerateTasks,
     {"generiere generieren erzeuge erzeugen erstelle erstellen entwirf entwickle erfinde",
      "aufgabe aufgaben aufgabenstellung aufgabenstellungen anweisung anweisungen "
      "instruktion instruktionen",
      "vielfältig vielfältige vielfältigen vielfalt abwechslungsreich abwechslungsreiche "
      "verschiedene unterschiedliche neuartig neuartige",
      "prompt prompts beispiele beispielen fragen beispielaufgaben eingabeaufforderung "
      "demonstrationen"}},
    {kRewrite,
     {"umschreiben umgeschrieben umgeschriebene umformulieren umformuliert umformulierung "
      "formuliere paraphrasiere paraphrasieren neuformulierung",
      "komplex komplexe komplexer komplexere komplexität schwieriger schwierigere "
      "schwierigkeitsgrad anspruchsvoller komplizierter",
      "gegebene gegebenen vorgegebene version variante einschränkung einschränkungen "
      "anforderungen nebenbedingung bedingungen",
      "prompt prompts anweisung frage aufgabe aufgabenstellung instruktion"}},
    {kVerify,
     {"überprüfe überprüfen überprüfung prüfe prüfen prüfung verifiziere verifizieren "
      "kontrolliere validiere",
      "korrekt richtig fehler fehlern fehlerhaft fehlerfrei falsch inkorrekt korrektheit "
      "richtigkeit",
      "lösung lösungen beweis beweise berechnung berechnungen rechenschritte "
      "lösungsvorschlag vorgeschlagene vorgeschlagenen",
      "jeder jedes jedem schritt schritte schrittweise zeile zeilenweise"}},
    {kRoleScript,
     {"rollenspiel rollenspiele rolle persona charakter figur simuliere simulieren schlüpfe "
      "verkörpere",
      "dialog dialoge dialogs gespräch gesprächs unterhaltung konversation gesprächsverlauf",
      "nutzer nutzers benutzer kunden kundin mensch sprecher schüler student",
      "fortsetzen fortsetzung fortführen weiterführen nächste nächsten äußerung "
      "gesprächsrunden"}},
    {kTrainingData,
     {"datensatz datensätze datensätzen korpus daten trainingsdaten trainingsdatensatz",
      "training trainieren trainiere trainiert feinabstimmung finetuning destillieren "
      "trainingsdaten trainingsdatensatz",
      "modell modelle modells sprachmodell sprachmodelle sprachmodells lehren beibringen "
      "lernende lernenden",
      "qualität hochwertig hochwertige stichprobe stichproben synthetisch synthetische "
      "synthetischen annotiert annotierte"}},
    {kManyItems,
     {"zehn zwanzig dreißig vierzig fünfzig hundert hunderte dutzend",
      "liste serie reihe nummeriert nummerierte nummerierten durchnummeriert auflistung",
      "weitere weiteren weiterer zusätzliche zusätzlichen zusätzlich",
      "einzigartig einzigartige wiederhole wiederholen wiederholung wiederholungen doppelt "
      "duplikate unterscheiden"}},
    {kStructured,
     {"", "schema feld felder feldern schlüssel spalte spalten attribute",
      "format formats formatiert formatiere formatieren formatierung ausgabeformat",
      "gültig gültige gültiges valides parsen objekt objekte array strikt"}},
    {kClosedAnswer,
     {"nur ausschließlich ausschliesslich lediglich nichts",
      "wort buchstabe buchstaben nein wahr falsch label ziffer zahl option optionen",
      "klassifiziere klassifizieren klassifizierung klassifikation kategorie kategorien "
      "kategorisiere stimmung sentiment absicht binär",
      "wähle wählen auswahl folgenden auswahlmöglichkeiten antwortmöglichkeiten"}},
};

constexpr MarkWords kDutch[] = {
    {kReasoning,
     {"stap stappen stapsgewijs stapsgewijze tussenstappen",
      "redenering redeneer redeneren redenatie beredeneer onderbouw onderbouwing motiveer "
      "afleiding afleiden",
      "denk denken nadenken gedachten gedachtegang gedachtegangen denkproces denkwijze "
      "overweeg",
      "tussenstappen tussenresultaten gedetailleerd gedetailleerde uitleg uitleggen "
      "verklaar oplossing oplossen uitwerking expliciet"}},
    {kJudge,
     {"beoordeel beoordelen beoordeelt beoordeling beoordelingen beoordelaar evalueer "
      "evalueren evaluatie",
      "score scores scoor punten puntenaantal cijfer cijfers waardering",
      "beter betere slechter slechtere vergelijk vergelijken vergelijking voorkeur winnaar "
      "gelijkspel",
      "antwoord antwoorden reactie reacties respons assistent kandidaat kandidaten"}},
    {kRubric,
     {"rubric criteria criterium beoordelingscriteria richtlijn richtlijnen leidraad",
      "schaal beoordelingsschaal puntenschaal cijferschaal",
      "behulpzaam behulpzaamheid onschadelijk onschadelijkheid eerlijkheid nauwkeurigheid "
      "samenhang duidelijkheid relevantie diepgang",
      "kritiek bekritiseer herzie herzien herziening terugkoppeling feedback verbeter "
      "verbeteren zwakheden gebreken"}},
    {kGenerateTasks,
     {"genereer genereren creëer creëren maak bedenk bedenken verzin verzinnen produceer",
      "taak opdracht opdrachten instructie instructies opgave opgaven",
      "diverse diversiteit gevarieerd gevarieerde variatie verscheidenheid verschillende "
      "uiteenlopende",
      "prompt prompts voorbeelden vragen voorbeeldvragen voorbeeldprompts demonstraties"}},
    {kRewrite,
     {"herschrijf herschrijven herschreven herformuleer herformuleren geherformuleerd "
      "parafraseer parafraseren verwoord",
      "complex complexe complexer complexere complexiteit moeilijker moeilijkere "
      "uitdagender ingewikkelder ingewikkeldere",
      "gegeven versie variant varianten beperking beperkingen voorwaarden randvoorwaarden "
      "vereisten",
      "prompt prompts instructie vraag opdracht opgave vraagstelling"}},
    {kVerify,
     {"controleer controleren controleert verifieer verifiëren verificatie valideer "
      "valideren nagaan",
      "correct correctheid incorrect juistheid onjuist onjuiste fout fouten foutief klopt",
      "oplossing oplossingen bewijs bewijzen berekening berekeningen uitwerking rekenwerk "
      "voorgestelde",
      "elke ieder iedere stap stappen stapsgewijs"}},
    {kRoleScript,
     {"rollenspel rol persona personage personages karakter simuleer simuleren",
      "dialoog dialogen gesprek gesprekken conversatie conversaties transcript "
      "gespreksverloop",
      "gebruiker gebruikers klant klanten menselijke spreker leerling student",
      "beurt beurten vervolg vervolgen voortzetten voortzetting doorgaan verdergaan"}},
    {kTrainingData,
     {"dataset datasets corpus data gegevens gegevensset trainingsdata trainingsset",
      "training trainen traint getraind trainingsdata trainingsset finetunen finetuning "
      "distilleren",
      "model modellen taalmodel taalmodellen aanleren onderwijzen lerende leerling",
      "kwaliteit kwalitatief hoogwaardig hoogwaardige steekproef synthetisch synthetische "
      "geannoteerd geannoteerde"}},
    {kManyItems,
     {"tien twintig dertig veertig vijftig honderd honderden tientallen",
      "lijst lijsten lijstje serie reeks genummerd genummerde opsomming",
      "aanvullende aanvullend bijkomende verdere",
      "uniek unieke herhaal herhalen herhaling herhalingen dubbele duplicaat duplicaten"}},
    {kStructured,
     {"", "schema veld velden sleutel sleutels kolom kolommen attributen",
      "format formaat opmaak geformatteerd formatteer formatteren uitvoerformaat",
      "geldig geldige parsen object objecten array strikt valide"}},
    {kClosedAnswer,
     {"alleen enkel slechts uitsluitend niets",
      "woord letter nee onwaar label cijfer getal nummer optie opties",
      "classificeer classificeren classificatie categorie categorieën categoriseer "
      "sentiment intentie binair binaire",
      "kies kiezen keuze keuzes meerkeuze meerkeuzevraag volgende onderstaande"}},
};

constexpr MarkWords kSwedish[] = {
    {kReasoning,
     {"steg stegen stegvis stegvisa delsteg mellansteg",
      "resonemang resonemanget resonera resonerar motivera motivering härled härledning "
      "slutledning tankekedja",
      "tänk tänka tänker tankar tankegång tankegångar tankekedja tankeprocess fundera",
      "mellansteg detaljerad detaljerat detaljerade utförlig utförligt förklara förklaring "
      "lösning lösningen uttryckligen"}},
    {kJudge,
     {"bedöm bedöma bedömer bedömning bedömningen bedömare utvärdera utvärderar utvärdering",
      "poäng poängen betyg betyget betygsätt betygsätta poängsätt poängsätta",
      "bättre sämre jämför jämföra jämförelse föredra föredrar vinnare oavgjort",
      "svar svaret svaren assistent assistenten assistentens kandidat"}},
    {kRubric,
     {"bedömningsmatris kriterium kriterier kriterierna bedömningskriterier riktlinje "
      "riktlinjer riktlinjerna",
      "skala skalan betygsskala poängskala",
      "hjälpsam hjälpsamhet ofarlig ofarlighet ärlighet noggrannhet koherens tydlighet "
      "relevans djup",
      "kritik kritisera revidera revidering omarbeta återkoppling feedback förbättra "
      "svagheter brister"}},
    {kGenerateTasks,
     {"generera genererar skapa skapar producera föreslå konstruera utforma uppfinn",
      "uppgift uppgifter uppgiften uppgifterna instruktion instruktioner instruktionen "
      "instruktionerna",
      "varierad varierade varierande mångfald mångsidiga nyskapande olikartade",
      "prompt prompter prompten prompterna frågor exemplen exempelfrågor demonstrationer"}},
    {kRewrite,
     {"omformulera omformulerad omformulerade omformulering omskriv omskriven omskrivning "
      "parafrasera formulera",
      "komplex komplext komplexa komplexitet svårare svårighetsgrad utmanande komplicerad "
      "komplicerat avancerad",
      "givna version versionen variant varianter begränsning begränsningar villkor krav",
      "prompt prompten instruktion instruktionen fråga frågan uppgiften"}},
    {kVerify,
     {"kontrollera kontrollerar verifiera verifierar verifiering granska granskar "
      "granskning validera validering",
      "korrekt korrekta inkorrekt rätt felaktig felaktigt felaktiga felfri misstag felen",
      "lösning lösningen lösningar bevis beviset beräkning beräkningar uträkning "
      "uträkningen föreslagna",
      "varje steg stegen stegvis raderna radvis"}},
    {kRoleScript,
     {"rollspel rollspela rollen persona karaktär karaktären låtsas simulera gestalta",
      "dialog dialogen konversation konversationen samtal samtalet samtalen transkript",
      "användare användaren användarens kund kunden människa talare elev student studenten",
      "fortsätt fortsätta fortsättning replik repliker repliken nästa"}},
    {kTrainingData,
     {"dataset datamängd datamängder datauppsättning korpus data träningsdata",
      "träna träning tränar tränas träningsdata finjustera finjustering destillera",
      "modell modellen modeller modellens språkmodell språkmodellen språkmodeller undervisa",
      "kvalitet kvaliteten högkvalitativ högkvalitativa syntetisk syntetiska stickprov "
      "annoterad annoterade"}},
    {kManyItems,
     {"tio tjugo trettio fyrtio femtio hundra hundratals",
      "lista listan listor serie numrerad numrerade numrerat uppsättning",
      "ytterligare fler kompletterande",
      "unik unikt unika upprepa upprepar upprepning upprepningar dubblett dubbletter"}},
    {kStructured,
     {"", "schema fält fälten nyckel nycklar nycklarna kolumn kolumner",
      "format formatet formatera formaterad formaterat formatering utdataformat",
      "giltig giltigt giltiga parsa objekt array strikt"}},
    {kClosedAnswer,
     {"bara endast enbart ingenting",
      "ord ordet bokstav bokstaven nej sant falskt siffra siffran etikett alternativ",
      "klassificera klassificering kategori kategorin kategorier kategorisera sentiment "
      "avsikt binär binärt",
      "välj välja flerval flervalsfråga valmöjligheter svarsalternativ följande "
      "nedanstående"}},
};

constexpr LanguageWords kLanguages[] = {kEnglish, kGerman, kDutch, kSwedish};

}  // namespace

absl::Span<const LanguageWords> GermanicLanguages() { return kLanguages; }

}  // namespace stillwatch::detector
