#include "detector/fingerprint/lexicon_words.h"

namespace stillwatch::detector {
namespace {

constexpr MarkWords kRussian[] = {
    {kReasoning,
     {"шаг шаги шага шагов шагам шагом пошагово пошаговое пошаговый пошаговые поэтапно",
      "рассуждение рассуждения рассуждений рассуждай рассуждайте рассуждать обоснование "
      "обоснуй обоснуйте логически цепочка цепочку",
      "подумай подумайте думай думайте размышляй размышляйте размышления размышлений мыслей",
      "промежуточные промежуточных подробно подробное объясни объясните поясни поясните "
      "реши решите"}},
    {kJudge,
     {"оцени оцените оценить оценка оценку оценки оценивай оценивайте судья оценщик",
      "балл балла баллы баллов баллах рейтинг выставь выставьте поставь поставьте",
      "лучше хуже сравни сравните сравнить сравнение предпочтительнее предпочтение "
      "победитель победителя ничья",
      "ответ ответы ответа ответов ассистент ассистента ассистентов помощник"}},
    {kRubric,
     {"критерий критерия критерии критериев критериям критериями критерию руководящие "
      "руководящим чеклист",
      "шкала шкалы шкалу шкале балльной пятибалльной десятибалльной",
      "полезность полезности честность безвредность точность точности связность ясность "
      "релевантность релевантности полнота глубина",
      "критика критику критикуй раскритикуй улучши улучшите доработай доработайте "
      "недостатки недостатков замечания исправь"}},
    {kGenerateTasks,
     {"создай создайте создать сгенерируй сгенерируйте генерируй придумай придумайте "
      "предложи составь составьте",
      "задача задачи задач задачу задание задания заданий инструкция инструкции инструкций "
      "инструкцию",
      "разнообразные разнообразных разнообразными разнообразие разнообразны разнообразно "
      "непохожие отличающиеся",
      "промпт промпты промптов запросы запросов примеры примеров вопросы вопросов"}},
    {kRewrite,
     {"перепиши перепишите переписать перефразируй перефразируйте перефразировать "
      "переформулируй переформулируйте переформулировать переписанный",
      "сложнее труднее сложность усложни усложните усложнить усложнённый усложненный "
      "усложнённую усложненную",
      "версия версию версии вариант варианта ограничение ограничения требование исходный "
      "исходную",
      "промпт промпта промпты инструкция инструкцию инструкции запрос запроса вопрос "
      "вопроса"}},
    {kVerify,
     {"проверь проверьте проверить проверку проверяй проверяйте проверяющий верификация "
      "верификатор убедись",
      "верный неверный неверно правильно неправильно правильность корректность ошибка "
      "ошибки ошибку ошибок",
      "решение доказательство доказательства вычисление вычисления вычислений расчёт расчет "
      "расчёты расчеты арифметика",
      "шаг шага шаги шаге шагов строка строку строки построчно пошагово"}},
    {kRoleScript,
     {"роль роли ролью ролевая ролевую ролевой играешь персонаж персонажа персонажем "
      "притворись имитируй",
      "диалог диалога диалоге диалоги беседа беседу беседы разговор разговора стенограмма",
      "пользователь пользователя пользователем клиент клиента клиентом собеседник "
      "собеседника покупатель ученик",
      "реплика реплики реплику реплик продолжи продолжите продолжай продолжайте"}},
    {kTrainingData,
     {"датасет датасета датасеты датасетов данные данных корпус выборка выборки выборку",
      "обучение обучения обучить обучающие обучающих дообучение дообучения дообучить "
      "файнтюнинг дистилляция дистилляции",
      "модель модели моделей моделью нейросеть нейросети llm",
      "образец образцы образцов синтетический синтетические синтетических размеченные "
      "размеченных аннотированные высококачественные высококачественных"}},
    {kManyItems,
     {"десять двадцать тридцать сорок пятьдесят десяти двадцати сотню",
      "список списка списком перечень серию перечисли перечислите нумерованный "
      "пронумерованный пронумерованных",
      "дополнительные дополнительных дополнительно добавь добавьте",
      "уникальный уникальные уникальных уникальными повторяй повторяйся повторяйте "
      "повторяться повторений повторов дубликаты дубликатов"}},
    {kStructured,
     {"", "схема схеме схему поля полями ключ ключи ключами столбцы столбцами",
      "формат формате форматом отформатируй отформатируйте форматирование отформатированный",
      "валидный валидного валидном распарсить парсинга объект объекта массив массива "
      "массиве строго"}},
    {kClosedAnswer,
     {"только лишь исключительно объяснений пояснений одним единственное",
      "слово словом слова буква букву буквой цифра цифру цифрой метка метку число ложь",
      "классифицируй классифицируйте классифицировать классификация категория категории "
      "категорий категорию тональность бинарный намерение",
      "выбери выберите выбрать вариант варианта варианты вариантов следующих предложенных"}},
};

constexpr MarkWords kUkrainian[] = {
    {kReasoning,
     {"крок кроки кроку кроків кроком покроково покрокове покроковий покрокові поетапно",
      "міркування міркувань міркуй міркуйте міркувати обґрунтуй обґрунтуйте обґрунтування "
      "обгрунтуй обгрунтування логічно ланцюжок",
      "подумай подумайте думай думайте розмірковуй розмірковуйте роздуми думок мислення",
      "проміжні проміжних детально докладно поясни поясніть розв'яжи розв'яжіть розв'язання "
      "розв"}},
    {kJudge,
     {"оціни оцініть оцінити оцінка оцінку оцінки оцінюй оцінювання суддя оцінювач",
      "бали бала балів балами рейтинг рейтингу постав поставте вистав",
      "краще краща кращий гірше гірша гірший порівняй порівняйте порівняти порівняння "
      "переможець переможця нічия",
      "відповідь відповіді відповідей відповіддю асистент асистента асистентів помічник"}},
    {kRubric,
     {"критерій критерію критерії критеріїв критеріям критеріями настанови настанов чекліст",
      "шкала шкали шкалою шкалі бальною десятибальною",
      "корисність корисності чесність нешкідливість точність точності зрозумілість ясність "
      "релевантність релевантності повнота глибина",
      "критика критику критикуй розкритикуй покращ покращити поліпши поліпшити доопрацюй "
      "недоліки недоліків зауваження"}},
    {kGenerateTasks,
     {"створи створіть створити згенеруй згенеруйте генеруй придумай придумайте вигадай "
      "запропонуй склади складіть",
      "завдання завдань завданням задача задачі задач інструкція інструкції інструкцій "
      "інструкцію",
      "різноманітні різноманітних різноманітними різноманітність різноманітно відмінні "
      "несхожі",
      "промпт промпти промптів запити запитів приклади прикладів запитання запитань"}},
    {kRewrite,
     {"перепиши перепишіть переписати перефразуй перефразуйте перефразувати переформулюй "
      "переформулюйте переформулювати переписаний",
      "складніше складніший складніша складнішим складнішу складність ускладни ускладніть "
      "ускладнити ускладнений",
      "версія версію версії варіант варіанта варіанту обмеження обмежень вимогу вихідний",
      "промпт промпту промпти інструкція інструкцію інструкції запит запиту запитання "
      "питання"}},
    {kVerify,
     {"перевір перевірте перевірити перевірку перевіряй перевіряйте верифікація верифікатор "
      "переконайся переконайтеся",
      "правильно неправильно правильний неправильний правильність коректність хибний "
      "помилка помилки помилку помилок",
      "рішення розв'язок розв'язання розв доведення обчислення обчислень розрахунок "
      "розрахунки розрахунків",
      "крок кроку кроки кроці кроків рядок рядка рядку рядки покроково"}},
    {kRoleScript,
     {"роль ролі роллю рольова рольову граєш персонаж персонажа персонажем вдавай прикинься "
      "імітуй",
      "діалог діалогу діалозі діалоги бесіда бесіду розмова розмову розмови стенограма",
      "користувач користувача користувачем клієнт клієнта клієнтом співрозмовник "
      "співрозмовника покупець учень",
      "репліка репліки репліку реплік продовж продовжте продовжуй продовжуйте"}},
    {kTrainingData,
     {"датасет датасету датасети датасетів дані даних корпус вибірка вибірки вибірку",
      "навчання навчити навчальних тренування тренувати натренувати донавчання донавчити "
      "файнтюнінг дистиляція дистиляції",
      "модель моделі моделей моделлю нейромережа нейромережі llm",
      "зразок зразки зразків синтетичний синтетичні синтетичних розмічені розмічених "
      "анотовані високоякісні високоякісних"}},
    {kManyItems,
     {"десять двадцять тридцять сорок п'ятдесят ятдесят десяти двадцяти сотню",
      "список списку списком перелік переліку серію перелічи нумерований пронумерований "
      "пронумерованих",
      "додаткові додаткових додатково додай додайте",
      "унікальний унікальні унікальних унікальними повторюй повторюйся повторюйте "
      "повторюватися повторень повторів дублікати дублікатів"}},
    {kStructured,
     {"", "схема схемі схему поля полями ключ ключі ключами стовпці стовпців стовпцями",
      "формат форматі форматом відформатуй відформатуйте форматування відформатований",
      "валідний валідного валідному об'єкт об'єкта масив масиву масиві строго суворо"}},
    {kClosedAnswer,
     {"тільки лише виключно пояснень одним єдине",
      "слово словом слова літера літеру літерою буква букву цифра цифру цифрою мітка мітку "
      "число хибно",
      "класифікуй класифікуйте класифікувати класифікація категорія категорії категорій "
      "категорію тональність бінарний намір",
      "вибери виберіть вибрати обери оберіть обрати варіант варіанти варіантів наступних "
      "запропонованих"}},
};

constexpr MarkWords kPolish[] = {
    {kReasoning,
     {"krok kroki kroku kroków krokach krokami etapami etapy",
      "rozumowanie rozumowania rozumuj rozumować uzasadnij uzasadnienie uzasadnienia "
      "wnioskowanie wyprowadź wyprowadzenie łańcuch",
      "pomyśl pomysl przemyśl myśleć myślenie myślenia zastanów przemyślenia",
      "pośrednie pośrednich szczegółowo szczegółowe wyjaśnij wyjasnij wytłumacz objaśnij "
      "rozwiąż rozwiaz rozwiązanie"}},
    {kJudge,
     {"oceń oceńcie ocenić oceniaj oceniać ocena ocenę oceny sędzia ewaluacja",
      "punkty punktów punktacja punktację punktową przyznaj przyznać",
      "lepsza lepszy lepsze gorsza gorszy gorsze porównaj porównać porównanie preferowana "
      "zwycięzca remis",
      "odpowiedź odpowiedzi odpowiedzią asystent asystenta asystenci asystentów"}},
    {kRubric,
     {"kryterium kryteria kryteriów kryteriom kryteriami rubryka rubryki wytyczne "
      "wytycznych wytycznymi",
      "skala skali skalę",
      "pomocność przydatność uczciwość nieszkodliwość dokładność dokładności spójność "
      "spójności jasność trafność rzetelność",
      "krytyka krytykę skrytykuj popraw poprawić poprawki ulepsz ulepszyć wady słabości "
      "rewizja"}},
    {kGenerateTasks,
     {"wygeneruj wygenerować generuj stwórz stwórzcie stworzyć utwórz wymyśl zaproponuj "
      "opracuj ułóż",
      "zadanie zadania zadań zadaniami polecenie polecenia poleceń instrukcja instrukcje "
      "instrukcji instrukcję",
      "różnorodne różnorodnych różnorodność różnorodnymi zróżnicowane zróżnicowanych "
      "odmienne",
      "prompt prompty promptów promptu przykłady przykładów pytania pytań"}},
    {kRewrite,
     {"przepisz przepisać przeredaguj przeredagować przeformułuj przeformułować parafrazuj "
      "sparafrazuj sparafrazować parafraza",
      "trudniejsze trudniejszy trudniejsza trudność złożone złożony złożoność złożoności "
      "skomplikowane skomplikowany utrudnij",
      "podany podane podaną wersja wersję wariant ograniczenie ograniczenia wymaganie "
      "wymagania",
      "prompt promptu prompty polecenie polecenia instrukcja instrukcję instrukcji pytanie "
      "pytania"}},
    {kVerify,
     {"sprawdź sprawdz sprawdźcie sprawdzić sprawdzaj zweryfikuj zweryfikować weryfikuj "
      "weryfikacja",
      "poprawne poprawny poprawna poprawność niepoprawne błąd błędy błędów błędne błędny "
      "prawidłowe nieprawidłowe",
      "rozwiązanie rozwiązaniu dowód dowodu obliczenia obliczeń obliczenie rachunki "
      "arytmetyka",
      "krok kroku kroki kroków wiersz wiersza linijka linijkę linijki"}},
    {kRoleScript,
     {"rola rolę odgrywaj odgrywasz odegraj wciel postać postacią udawaj symuluj",
      "dialog dialogu dialogi rozmowa rozmowę rozmowy konwersacja konwersację konwersacji "
      "transkrypcja",
      "człowiek użytkownik użytkownika użytkownikiem klient klienta klientem rozmówca "
      "rozmówcy uczeń",
      "kontynuuj kontynuować wypowiedź wypowiedzi turę tury replika"}},
    {kTrainingData,
     {"dataset datasetu datasety zbiór zbioru zbiory danych korpus korpusu",
      "trenować trenowania treningowe treningowych treningowy wytrenować dostrajanie "
      "dostrajania dostroić uczenia destylacja",
      "model modelu modele modeli modelem llm",
      "próbka próbki próbek syntetyczne syntetycznych syntetyczny anotowane etykietowane "
      "oznaczone jakość"}},
    {kManyItems,
     {"dziesięć dwadzieścia trzydzieści czterdzieści pięćdziesiąt dziesięciu dwudziestu "
      "dziesiec dwadziescia setkę",
      "lista listę listy serię numerowana numerowaną ponumerowana ponumerowaną ponumerowane "
      "wypisz wymień",
      "dodatkowe dodatkowych dodatkowo kolejne kolejnych dodaj dalsze",
      "unikalne unikalnych unikalny unikatowe powtarzaj powtarzać powtarzały powtórzeń "
      "powtarzające duplikaty duplikatów"}},
    {kStructured,
     {"", "schemat schematu schematem polami klucz klucze kluczami kluczem kolumny kolumnami",
      "format formacie formatu sformatuj sformatowany sformatowane formatowanie",
      "poprawny poprawnym poprawnego prawidłowy obiekt obiektu tablica tablicę tablicy "
      "ściśle"}},
    {kClosedAnswer,
     {"tylko wyłącznie jedynie niczego wyjaśnień jednym pojedynczym",
      "słowo słowem słowa litera literę literą cyfra cyfrę cyfrą liczbę etykieta etykietę "
      "prawda fałsz",
      "sklasyfikuj zaklasyfikuj klasyfikuj klasyfikacja kategoria kategorii kategorię "
      "sentyment wydźwięk intencja przyporządkuj",
      "wybierz wybrać wybór opcja opcję opcje opcji następujących poniższych"}},
};

constexpr MarkWords kCzech[] = {
    {kReasoning,
     {"krok kroky kroku kroků krokem krocích postupně",
      "uvažování uvažuj uvažujte odůvodni odůvodněte odůvodnění zdůvodni zdůvodněte "
      "zdůvodnění odvoď odvození řetězec",
      "přemýšlej přemýšlejte přemýšlení premyslej zamysli zamyslete promysli myšlení "
      "myšlenek myšlenkový",
      "mezikroky mezikroků podrobně podrobný podrobné vysvětli vysvětlete vyřeš vyřešte "
      "řešení"}},
    {kJudge,
     {"ohodnoť ohodnoťte zhodnoť zhodnoťte vyhodnoť vyhodnoťte posuď posuďte hodnocení "
      "hodnotitel porotce",
      "bodů bodech bodování bodové skóre známku oboduj obodujte",
      "lepší horší porovnej porovnejte porovnat porovnání srovnej srovnejte srovnání "
      "preferovaná vítěz remíza",
      "odpověď odpovědi odpovědí odpověďmi asistent asistenta asistentů"}},
    {kRubric,
     {"kritérium kritéria kritérií kritériím kritériích pokyny zásady směrnice",
      "škála škály škále škálu stupnice stupnici",
      "užitečnost užitečnosti nápomocnost poctivost neškodnost přesnost přesnosti "
      "soudržnost koherence srozumitelnost relevanci hloubka",
      "kritika kritiku zkritizuj vylepši vylepšete vylepšit zlepši zlepšete nedostatky "
      "slabiny připomínky oprav"}},
    {kGenerateTasks,
     {"vytvoř vytvořte vytvořit vygeneruj vygenerujte generuj vymysli vymyslete navrhni "
      "navrhněte sestav",
      "úkol úkolu úkoly úkolů úloha úlohy úloh instrukce instrukcí pokyny",
      "rozmanité rozmanitých rozmanitost různorodé různorodých různorodost pestré odlišné",
      "prompt prompty promptů příklady příkladů ukázky otázky otázek"}},
    {kRewrite,
     {"přepiš přepište přepsat přeformuluj přeformulujte přeformulovat parafrázuj "
      "parafrázujte parafráze",
      "složitější složitost složitosti obtížnější obtížnost těžší náročnější náročnost "
      "komplexnější ztíž",
      "danou zadaný verze verzi varianta variantu omezení požadavek požadavky",
      "prompt promptu instrukce instrukci pokyn otázka otázku otázky zadání"}},
    {kVerify,
     {"zkontroluj zkontrolujte zkontrolovat kontroluj ověř ověřte ověřit ověření prověř",
      "správně správné správný správnost nesprávné nesprávně chyby chybu chyb chybné chybný",
      "řešení důkaz důkazu výpočet výpočtu výpočty výpočtů aritmetika",
      "krok kroku kroky krocích řádek řádku řádky řádcích"}},
    {kRoleScript,
     {"roli rolí postava postavu postavou postavy hraješ předstírej simuluj vžij",
      "dialog dialogu dialogy rozhovor rozhovoru rozhovory konverzace konverzaci přepis",
      "uživatel uživatele uživatelem zákazník zákazníka zákazníkem mluvčí žák žáka",
      "pokračuj pokračujte pokračovat replika repliku repliky replik promluva"}},
    {kTrainingData,
     {"dataset datasetu datasety datasetů datová datové sada sadu korpus korpusu",
      "trénování trénovat trénovací trénovacích natrénovat natrénuj doladění doladit ladění "
      "učení destilace",
      "model modelu modely modelů modelem llm",
      "vzorek vzorky vzorků syntetická syntetické syntetických anotovaná anotované kvalita "
      "kvalitu"}},
    {kManyItems,
     {"deset dvacet třicet čtyřicet padesát deseti dvaceti desítku stovku",
      "seznam seznamu seznamem sérii číslovaný očíslovaný očíslované očísluj vypiš vyjmenuj",
      "dalších dodatečné dodatečných přidej přidejte doplňkové",
      "jedinečné jedinečných unikátní unikátních neopakuj neopakujte opakovat opakování "
      "duplikáty duplicitní duplicit"}},
    {kStructured,
     {"", "schéma schématu schématem klíč klíče klíči sloupec sloupce sloupců sloupci položky",
      "formát formátu formátem naformátuj zformátuj formátování formátovaný",
      "platný platného validní objektu objektem objekty striktně přísně parsovat"}},
    {kClosedAnswer,
     {"pouze jenom výhradně jediným jedním ničeho vysvětlení vysvětlování",
      "slovo slovem slova písmeno písmene písmenem číslo číslice číslici štítek pravda "
      "nepravda",
      "klasifikuj klasifikujte klasifikace zařaď zařaďte kategorii kategorií záměr binární "
      "roztřiď",
      "vyber vyberte vybrat možnost možností volba volbu následujících uvedených"}},
};

constexpr LanguageWords kLanguages[] = {kRussian, kUkrainian, kPolish, kCzech};

}  // namespace

absl::Span<const LanguageWords> SlavicLanguages() { return kLanguages; }

}  // namespace stillwatch::detector
