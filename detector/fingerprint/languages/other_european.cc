#include "detector/fingerprint/lexicon_words.h"

namespace stillwatch::detector {
namespace {

constexpr MarkWords kGreek[] = {
    {kReasoning,
     {"βήμα βήματα βήματος βημάτων σταδιακά",
      "συλλογισμός συλλογισμό συλλογισμού συλλογιστική σκεπτικό αιτιολόγησε αιτιολογήστε "
      "αιτιολόγηση τεκμηρίωσε συμπέρανε αλυσίδα",
      "σκέψου σκεφτείτε σκεφτείς σκέψη σκέψης σκέψεις σκέψεων",
      "ενδιάμεσα ενδιάμεσων αναλυτικά λεπτομερώς λεπτομερή εξήγησε εξηγήστε λύση λύσε λύστε "
      "ρητά"}},
    {kJudge,
     {"αξιολόγησε αξιολογήστε αξιολόγηση αξιολόγησης αξιολογήσεις αξιολογητής αξιολογείς "
      "κρίνε κρίνετε κριτής",
      "βαθμολογία βαθμολογίες βαθμολόγησε βαθμολογήστε βαθμό βαθμός βαθμούς σκορ πόντους",
      "καλύτερη καλύτερο χειρότερη χειρότερο σύγκρινε συγκρίνετε σύγκριση προτιμάς "
      "προτιμότερη νικητής ισοπαλία",
      "απάντηση απαντήσεις απάντησης απαντήσεων βοηθός βοηθού βοηθό υποψήφια υποψήφιος"}},
    {kRubric,
     {"ρουμπρίκα ρουμπρίκες κριτήριο κριτήρια κριτηρίων κατευθυντήριες κατευθυντήριων",
      "κλίμακα κλίμακας κλίμακες",
      "χρησιμότητα εξυπηρετικότητα αβλαβής αβλάβεια ειλικρίνεια ακρίβεια συνοχή σαφήνεια "
      "συνάφεια βάθος",
      "κριτική κριτικής αναθεώρηση αναθεώρησε αναθεωρήστε ανατροφοδότηση βελτίωσε βελτιώστε "
      "βελτίωση αδυναμίες"}},
    {kGenerateTasks,
     {"δημιούργησε δημιουργήστε δημιουργία παρήγαγε παράγαγε παραγάγετε πρότεινε προτείνετε "
      "επινόησε επινοήστε",
      "εργασία εργασίες εργασιών οδηγία οδηγίες οδηγιών εντολή εντολές άσκηση ασκήσεις",
      "ποικίλα ποικίλες ποικιλία ποικιλομορφία ποικιλόμορφες διαφορετικές διαφορετικά "
      "διαφορετικών πρωτότυπες καινοτόμες",
      "παραδείγματα παραδειγμάτων ερωτήσεις ερωτήσεων προτροπή προτροπές prompt prompts"}},
    {kRewrite,
     {"ξαναγράψε ξαναγράψτε αναδιατύπωσε αναδιατυπώστε αναδιατύπωση αναδιατυπωμένη "
      "επαναδιατύπωσε παράφρασε παραφράστε παράφραση",
      "πολύπλοκη πολύπλοκο πολυπλοκότητα σύνθετη σύνθετο περίπλοκη δυσκολότερη δυσκολότερο "
      "δύσκολη δύσκολο απαιτητική",
      "δοθείσα δοσμένη εκδοχή έκδοση παραλλαγή παραλλαγές περιορισμός περιορισμό "
      "περιορισμούς απαιτήσεις",
      "προτροπή προτροπής prompt οδηγία οδηγίας ερώτηση ερώτησης ερώτημα εντολή"}},
    {kVerify,
     {"έλεγξε ελέγξτε έλεγχος έλεγχο επαλήθευσε επαληθεύστε επαλήθευση επαλήθευσης "
      "επικύρωσε επικυρώστε",
      "σωστή σωστό σωστά λάθος λάθη λανθασμένη λανθασμένο εσφαλμένη σφάλμα σφάλματα "
      "ορθότητα",
      "λύση λύσης λύσεις απόδειξη απόδειξης υπολογισμός υπολογισμό υπολογισμούς υπολογισμοί "
      "προτεινόμενη",
      "βήμα βήματα βήματος γραμμή γραμμής καθένα καθεμία"}},
    {kRoleScript,
     {"ρόλος ρόλο ρόλου χαρακτήρας χαρακτήρα περσόνα υποδύσου υποδυθείτε προσποιήσου "
      "προσομοίωσε",
      "διάλογος διάλογο διαλόγου διάλογοι συνομιλία συνομιλίας συζήτηση συζήτησης",
      "χρήστης χρήστη χρήστες πελάτης πελάτη άνθρωπος ομιλητής μαθητής μαθητή φοιτητής",
      "συνέχισε συνεχίστε συνεχίσεις επόμενη επόμενο γύρος γύρους ατάκα"}},
    {kTrainingData,
     {"δεδομένα δεδομένων dataset datasets corpus",
      "εκπαίδευση εκπαίδευσης εκπαιδεύσω εκπαιδεύσουμε εκπαιδεύσει εκπαιδευτεί μικρορύθμιση "
      "απόσταξη finetuning",
      "μοντέλο μοντέλα μοντέλου μοντέλων δίδαξε διδάξεις διδάξει μαθητευόμενος",
      "ποιότητα ποιότητας ποιοτικά δείγμα δείγματα δειγμάτων συνθετικά συνθετικών "
      "επισημειωμένα σχολιασμένα"}},
    {kManyItems,
     {"δέκα είκοσι τριάντα σαράντα πενήντα εκατό δεκάδες εκατοντάδες",
      "λίστα λίστας κατάλογο κατάλογος σειρά αριθμημένη αριθμημένες αριθμημένα",
      "επιπλέον επιπρόσθετες επιπρόσθετα πρόσθετες πρόσθετα περισσότερες περισσότερα",
      "μοναδικά μοναδικές μοναδική ξεχωριστές ξεχωριστά διπλότυπα επανάληψη επαναλήψεις "
      "επαναλάβεις επαναλαμβάνονται"}},
    {kStructured,
     {"", "σχήμα schema πεδίο πεδία πεδίων κλειδί κλειδιά στήλη στήλες",
      "μορφή μορφότυπο μορφοποίηση μορφοποίησε μορφοποιημένο μορφοποιημένη format",
      "έγκυρο έγκυρη έγκυρα αντικείμενο αντικείμενα πίνακα πίνακας αυστηρά"}},
    {kClosedAnswer,
     {"μόνο μόνον μονάχα αποκλειστικά τίποτα",
      "λέξη γράμμα ετικέτα αριθμό ψηφίο ναι αληθές ψευδές επιλογή επιλογές",
      "ταξινόμησε ταξινομήστε ταξινόμηση κατηγορία κατηγορίες κατηγοριών κατηγοριοποίησε "
      "συναίσθημα πρόθεση δυαδική",
      "διάλεξε διαλέξτε επίλεξε επιλέξτε πολλαπλής ακόλουθες ακόλουθα ακόλουθο παρακάτω"}},
};

constexpr MarkWords kHungarian[] = {
    {kReasoning,
     {"lépés lépések lépést lépéseket lépéseit lépésenként lépésről lépésre lépésben",
      "indokold indokolja indoklás indoklást indokolás érvelés érvelést levezetés "
      "levezetést következtetés következtess gondolatlánc",
      "gondolkodj gondolkozz gondolkodás gondolkodási gondold gondolatmenet gondolatmenetet "
      "gondolatmeneted gondolatlánc",
      "köztes részletes részletesen részletezd magyarázd magyarázat magyarázatot megoldás "
      "megoldást oldd"}},
    {kJudge,
     {"értékeld értékelje értékelj értékelés értékelést értékelése értékelni értékelő "
      "bíráld bíráló",
      "pontszám pontszámot pontszámok pontszámmal pontozd pontozza pontozás pontot "
      "osztályzat",
      "jobbnak rosszabb hasonlítsd hasonlítsa összehasonlítás összehasonlítása preferált "
      "nyertes győztes döntetlen",
      "válasz válaszok választ válaszokat válaszát válaszait asszisztens asszisztensi "
      "jelölt"}},
    {kRubric,
     {"szempont szempontok szempontokat szempontrendszer kritérium kritériumok "
      "kritériumokat irányelv irányelvek útmutató",
      "skála skálán skálát pontskála",
      "segítőkész segítőkészség hasznosság ártalmatlan ártalmatlanság őszinteség pontosság "
      "koherencia érthetőség relevancia mélység",
      "kritika kritikát kritizáld javítsd visszajelzés visszajelzést átdolgozás átdolgozd "
      "gyengeségek hiányosságok"}},
    {kGenerateTasks,
     {"generálj generáld generáljon generálása készíts készítsen hozz alkoss javasolj "
      "kitalálni",
      "feladat feladatok feladatot feladatokat utasítás utasítások utasítást utasításokat",
      "változatos változatosság sokszínű sokféle különböző eltérő újszerű",
      "prompt promptok promptot promptokat példák példákat kérdések kérdéseket "
      "példakérdések mintafeladatok"}},
    {kRewrite,
     {"átírás átírni átírt átírva átfogalmazás átfogalmazni átfogalmazott átfogalmazva "
      "fogalmazd parafrazáld",
      "összetett összetettebb összetettebbé bonyolult bonyolultabb bonyolultabbá nehezebb "
      "nehezebbé komplex komplexebb",
      "adott megadott változat változatát verzió verziót megszorítás megszorítások "
      "korlátozás követelmények",
      "prompt promptot utasítás utasítást kérdés kérdést feladatot"}},
    {kVerify,
     {"ellenőrizd ellenőrizze ellenőriz ellenőrizni ellenőrzés ellenőrzése ellenőrzést "
      "validáld vizsgáld",
      "helyes helyesen helyességét helytelen hibás hiba hibát hibák hibákat tévedés",
      "megoldás megoldást megoldása bizonyítás bizonyítást számítás számítást számítások "
      "számolás javasolt",
      "lépés lépést lépését lépésenként mindegyik mindegyiket soronként"}},
    {kRoleScript,
     {"szerepjáték szerep szerepet szerepében szerepébe karakter karaktert persona játszd "
      "szimuláld",
      "párbeszéd párbeszédet párbeszédek beszélgetés beszélgetést dialógus társalgás átirat",
      "felhasználó felhasználót felhasználói ügyfél vásárló vevő beszélő diák tanuló "
      "hallgató",
      "folytasd folytassa folytatás folytatást folytatása forduló fordulót megszólalás"}},
    {kTrainingData,
     {"adathalmaz adathalmazt adathalmazok adatkészlet adatkészletet korpusz adatok "
      "adatokat tanítóadatok tanítóadat",
      "tanítás tanításához tanító betanítás betanítani finomhangolás finomhangolni "
      "desztillálás tanítóadatok tanítóadat",
      "modell modellt modellek modellje nyelvmodell nyelvmodellek nyelvmodellt tanítsd "
      "tanítani tanuló",
      "minőség minőségű minőségi mintát minták mintákat szintetikus annotált címkézett"}},
    {kManyItems,
     {"tíz húsz harminc negyven ötven száz tucat",
      "lista listát listája sorozat sorozatot számozott sorszámozott felsorolás",
      "további újabb kiegészítő plusz",
      "egyedi különálló ismételd ismétlés ismétlések ismétlődés ismétlődő duplikátum "
      "duplikált"}},
    {kStructured,
     {"", "séma sémát mező mezők mezőt mezőket kulcs kulcsok kulcsokkal oszlop oszlopok",
      "formátum formátumban formátumú formátumot formázott formázva formázd",
      "érvényes objektum objektumot tömb tömböt szigorúan feldolgozható"}},
    {kClosedAnswer,
     {"csak kizárólag csupán egyetlen semmi",
      "szót szóval betű betűt betűjel betűjelét igennel nemmel hamis címke számot opció "
      "lehetőség lehetőségek",
      "osztályozd osztályozás kategória kategóriát kategóriák kategóriába kategorizáld "
      "besorolás hangulat szándék bináris",
      "válaszd válassz válasszon választás választható feleletválasztós következő alábbi "
      "alábbiak"}},
};

constexpr LanguageWords kLanguages[] = {kGreek, kHungarian};

}  // namespace

absl::Span<const LanguageWords> OtherEuropeanLanguages() { return kLanguages; }

}  // namespace stillwatch::detector
