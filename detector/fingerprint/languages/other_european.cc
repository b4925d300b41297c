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

constexpr MarkWords kTurkish[] = {
    {kReasoning,
     {"adım adımda adımlar adımları adımlarla adımlarını adımını basamak basamakları "
      "aşamalı",
      "gerekçe gerekçesi gerekçeni gerekçenizi gerekçelendir mantık mantığını muhakeme "
      "çıkarım zincir zinciri",
      "düşün düşünün düşünerek düşünce düşünceni düşüncelerini düşünme",
      "ayrıntılı detaylı açıkla açıklayın açıklayarak açıklayınız çöz çözün çözüm çözümü "
      "çözümünü"}},
    {kJudge,
     {"değerlendir değerlendirin değerlendiriniz değerlendirme değerlendirmesi "
      "değerlendirici hakem yargıla",
      "puan puanı puanını puanla puanlayın puanlama puanlar notlandır skor",
      "hangisi hangisinin karşılaştır karşılaştırın karşılaştırma kıyaslayın kıyaslama "
      "tercih kazanan berabere",
      "yanıt yanıtı yanıtlar yanıtları cevap cevabı cevaplar cevapları asistan asistanın "
      "aday"}},
    {kRubric,
     {"ölçüt ölçütler ölçütleri ölçütlere kriter kriterler kriterleri kriterlere kılavuz "
      "kılavuzu",
      "ölçek ölçeği ölçekte ölçeğinde ölçeğe skala skalası",
      "yardımseverlik yararlılık faydalılık zararsız zararsızlık dürüstlük doğruluk "
      "tutarlılık netlik derinlik",
      "eleştiri eleştir eleştirin revize revizyon geribildirim dönüt düzelt iyileştir "
      "iyileştirin eksiklikleri"}},
    {kGenerateTasks,
     {"üret üretin üretiniz oluştur oluşturun oluşturunuz yarat öner önerin tasarla hazırla",
      "görev görevi görevler görevleri talimat talimatı talimatlar talimatları yönerge "
      "yönergeler",
      "çeşitli çeşitlilik çeşitliliği çeşitlendir özgün birbirinden",
      "örnek örnekler örnekleri sorular soruları prompt promptlar istem istemler"}},
    {kRewrite,
     {"yeniden baştan parafraze yazılmış ifadelendir",
      "karmaşık karmaşıklık karmaşıklığı karmaşıklaştır zorlu zorluk zorlaştır zorlayıcı "
      "sofistike",
      "verilen versiyon versiyonu sürüm sürümü varyant kısıt kısıtlama kısıtlamalar "
      "gereksinimler",
      "prompt promptu istem istemi talimat talimatı yönerge soru soruyu"}},
    {kVerify,
     {"doğrula doğrulayın doğrulama doğrulayınız kontrol denetle denetleyin teyit",
      "yanlış yanlışlık hata hatası hatalı hatalar hataları doğruluğu doğruluğunu",
      "çözüm çözümü çözümün çözümdeki ispat ispatı kanıt hesaplama hesaplamalar "
      "hesaplamaları",
      "adım adımı adımın adımını adımda satır satırı satırda"}},
    {kRoleScript,
     {"rol rolü rolünü rolünde rolüne karakter karakteri canlandır persona simüle",
      "diyalog diyaloğu diyalogu konuşma konuşması konuşmayı sohbet sohbeti transkript",
      "kullanıcı kullanıcının kullanıcıya müşteri müşterinin müşteriye konuşmacı öğrenci "
      "öğrencinin öğrenciye",
      "devam sürdür sürdürün sonraki sıradaki replik repliği"}},
    {kTrainingData,
     {"veri veriler verileri verilerini verisi veriseti verisetini kümesi derlem",
      "eğitim eğitimi eğit eğitmek eğitiminde eğitilmiş eğitilecek damıtma",
      "model modeli modelin modelini modeller modelleri öğret öğretmek öğrenen",
      "kalite kaliteli kalitesi kalitede örneklem sentetik etiketli etiketlenmiş"}},
    {kManyItems,
     {"yirmi otuz kırk elli yüzlerce onlarca düzine",
      "liste listesi listesini listele listeleyin numaralı numaralandır numaralandırılmış "
      "sırala",
      "ilave ilaveten fazladan ekstra",
      "benzersiz eşsiz tekrarlama tekrarlamayın tekrarlayan tekrarlanan tekrarsız yinelenen"}},
    {kStructured,
     {"",
      "şema şeması şemaya alanlar alanları anahtar anahtarlar anahtarları sütun sütunlar "
      "sütunları",
      "format formatı formatında formatta biçiminde biçimi biçimlendir biçimlendirilmiş",
      "geçerli nesne nesnesi nesneler dizisi ayrıştır ayrıştırılabilir kesinlikle"}},
    {kClosedAnswer,
     {"sadece yalnızca yalnız sırf tek",
      "kelime kelimeyle kelimelik harf harfi harfini evet hayır etiket etiketi rakam sayı "
      "seçenek seçeneği",
      "sınıflandır sınıflandırın sınıflandırma kategori kategorisi kategoriye kategoriler "
      "kategorize duygu niyet",
      "seç seçin seçiniz seçim seçmeli aşağıdaki aşağıdakilerden"}},
};

constexpr LanguageWords kLanguages[] = {kGreek, kHungarian, kTurkish};

}  // namespace

absl::Span<const LanguageWords> OtherEuropeanLanguages() { return kLanguages; }

}  // namespace stillwatch::detector
