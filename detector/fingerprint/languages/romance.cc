#include "detector/fingerprint/lexicon_words.h"

namespace stillwatch::detector {
namespace {

constexpr MarkWords kSpanish[] = {
    {kReasoning,
     {"paso pasos etapa etapas",
      "razonamiento razonamientos razona razone razonar deduce deducir deducción justifica "
      "justificación cadena",
      "piensa piense pensar pensemos pensamiento pensamientos reflexiona",
      "intermedios intermedio detallada detalladamente explica explique resuelve resolver "
      "solución explícitamente"}},
    {kJudge,
     {"juzga juzgar juez evalúa evalua evalúe evaluar evaluación evaluador",
      "puntuación puntuaciones puntuacion puntaje puntajes puntos puntúa califica "
      "calificación",
      "mejor peor prefiere preferida preferible compara comparar comparación ganador empate",
      "respuesta respuestas asistente asistentes candidata candidatas"}},
    {kRubric,
     {"rúbrica rúbricas rubrica criterio criterios directrices pautas lineamientos",
      "escala escalas",
      "utilidad honestidad precisión exactitud coherencia claridad relevancia pertinencia "
      "profundidad",
      "crítica críticas critica revisión revisa retroalimentación mejora mejorar "
      "debilidades defectos"}},
    {kGenerateTasks,
     {"genera generar crea crear propón proponga proponer inventa elabora",
      "tarea tareas instrucción instrucciones instruccion",
      "diversas diversos variadas variados diversidad novedosas novedosos diferentes "
      "distintas distintos",
      "ejemplos preguntas indicaciones semilla demostraciones prompt prompts"}},
    {kRewrite,
     {"reescribe reescriba reescribir reescrita reescrito reformula reescríbela reformular "
      "parafrasea parafrasear",
      "complejo compleja complejidad complejas difícil difíciles dificil complicada "
      "complicado desafiante",
      "versión versiones variante variantes restricción restricciones requisitos",
      "instrucción instrucciones instruccion pregunta enunciado consigna prompt"}},
    {kVerify,
     {"verifica verifique verificar verificación verificador comprueba compruebe comprobar "
      "validar",
      "correcto correcta correctas incorrecto incorrecta error errores equivocado errónea "
      "erróneo",
      "solución soluciones solucion demostración aritmética cálculo cálculos propuesta",
      "paso pasos línea líneas renglón"}},
    {kRoleScript,
     {"rol personaje personajes papel finge simula simular interpreta actúa",
      "diálogo diálogos dialogo conversación conversaciones conversacion transcripción",
      "humano usuario usuaria usuarios cliente clienta estudiante alumno interlocutor",
      "turno turnos continúa continúe continua continuar próximo próxima"}},
    {kTrainingData,
     {"datos dataset datasets corpus",
      "entrena entrenar entrenamiento entrenado entrenamientos afinar destilar finetuning",
      "modelo modelos enseña enseñar estudiante alumno aprendiz",
      "calidad muestras sintéticos sintéticas sintético anotados anotadas etiquetados"}},
    {kManyItems,
     {"diez veinte treinta cuarenta cincuenta cien docena",
      "lista listas listado serie enumera enumere numerada", "adicionales adicional otros otras",
      "únicos únicas distintos distintas duplicados repetir repitas repetidos repetición "
      "repeticiones"}},
    {kStructured,
     {"", "esquema campo campos clave claves columna columnas",
      "formato formatos formateado formateada formatea",
      "válido válida válidos valido objeto objetos arreglo array estrictamente"}},
    {kClosedAnswer,
     {"sólo solamente únicamente unicamente exclusivamente sola",
      "palabra letra sí verdadero falso etiqueta dígito número numero opción",
      "clasifica clasifique clasificar clasificación categoría categorías categoria "
      "sentimiento intención binaria",
      "opciones elige elija elegir escoge elección múltiple alternativas siguientes"}},
};

constexpr MarkWords kFrench[] = {
    {kReasoning,
     {"étape étapes etape etapes",
      "raisonnement raisonnements raisonne raisonner déduis déduire déduction justifie "
      "justifiez justification chaîne",
      "réfléchis réfléchissez réfléchir réfléchissons réflexion pense pensez pensée pensées",
      "intermédiaires intermédiaire détaillée détaillé explique expliquez expliquer résous "
      "résoudre explicitement"}},
    {kJudge,
     {"juge jugez juger évalue évaluez évaluer évaluation evaluation évaluateur",
      "score scores noter notez notation points attribue attribuez",
      "meilleure meilleur mieux pire préfère préférée compare comparez comparer comparaison",
      "réponse réponses reponse reponses assistant candidate"}},
    {kRubric,
     {"critère critères criteres grille directives rubrique", "échelle échelles barème",
      "utilité honnêteté exactitude précision cohérence clarté pertinence profondeur "
      "innocuité",
      "critique critiques critiquez révision révise améliore améliorez améliorer faiblesses "
      "défauts"}},
    {kGenerateTasks,
     {"génère générez générer crée créez créer propose proposez invente inventez",
      "tâche tâches consigne consignes instruction instructions",
      "diverses divers variées variés diversité différentes différents inédites originales",
      "exemples questions prompt prompts amorce démonstrations énoncés"}},
    {kRewrite,
     {"réécris réécrivez réécrire réécrite reformule reformulez reformuler reformulation "
      "paraphrase paraphraser",
      "complexe complexes complexité difficile difficiles compliquée compliqué exigeante "
      "sophistiquée",
      "version variante variantes contrainte contraintes exigences",
      "instruction consigne question énoncé prompt"}},
    {kVerify,
     {"vérifie vérifiez vérifier verifier vérification vérificateur validez valider",
      "correct correcte correctes incorrect incorrecte erreur erreurs fausse erroné erronée",
      "solution démonstration preuve arithmétique calcul calculs proposée",
      "étape étapes etape ligne lignes"}},
    {kRoleScript,
     {"rôle rôles personnage personnages incarne incarner simule simuler agis",
      "dialogue dialogues conversation transcription",
      "humain humaine utilisateur utilisatrice cliente élève étudiant interlocuteur",
      "réplique répliques continue continuez continuer poursuis poursuivez prochain "
      "prochaine"}},
    {kTrainingData,
     {"données donnees dataset datasets corpus",
      "entraîne entraîner entraînement entrainement entrainer affinage affiner "
      "apprentissage distiller",
      "modèle modèles modele enseigner enseigne élève apprenant étudiant",
      "qualité échantillon échantillons synthétiques synthétique annotées annotés "
      "étiquetées"}},
    {kManyItems,
     {"dix vingt trente quarante cinquante dizaine vingtaine centaine",
      "liste listes série énumère énumérez numérotée numérotées",
      "supplémentaires supplémentaire additionnels additionnelles autres",
      "uniques distincts distinctes doublon doublons répète répéter répétition répétitions"}},
    {kStructured,
     {"", "schéma champ champs clé clés colonne colonnes",
      "format formats formaté formatée formater",
      "valide valides objet objets tableau tableaux strictement"}},
    {kClosedAnswer,
     {"seulement uniquement exclusivement juste seul seule rien",
      "mots lettre oui vrai faux étiquette chiffre numéro option",
      "classifie classifiez classez classer catégorie catégories sentiment binaire",
      "choix choisis choisissez choisir multiple multiples parmi suivantes suivants"}},
};

constexpr MarkWords kItalian[] = {
    {kReasoning,
     {"passo passi passaggio passaggi",
      "ragionamento ragionamenti ragiona ragionare ragioniamo deduci dedurre deduzione "
      "giustifica motivazione catena",
      "pensa pensare pensiamo pensiero pensieri rifletti riflettere",
      "intermedi intermedio dettagliata dettagliato dettagliatamente spiega spiegare "
      "risolvi risolvere esplicitamente"}},
    {kJudge,
     {"giudica giudicare giudice valuta valutare valutate valutazione valutatore",
      "punteggio punteggi punti voto voti assegna",
      "migliore peggiore meglio peggio preferisci preferita confronta confrontare confronto "
      "vincitore",
      "risposta risposte assistente assistenti candidata candidate"}},
    {kRubric,
     {"rubrica criterio criteri griglia direttive", "scala scale",
      "utilità onestà accuratezza precisione coerenza chiarezza pertinenza rilevanza "
      "profondità",
      "critica critiche criticare revisione revisiona feedback migliora migliorare "
      "debolezze difetti"}},
    {kGenerateTasks,
     {"genera generare crea creare proponi proporre inventa inventare produci elabora",
      "compito compiti istruzione istruzioni",
      "diversi diverse variegate variegati diversità diversificati differenti originali",
      "esempi domande prompt richieste dimostrazioni"}},
    {kRewrite,
     {"riscrivi riscrivere riscrivete riscrivila riscritta riscritto riformula riformulare "
      "parafrasa parafrasare",
      "complesso complessa complessità complesse complessi difficile difficili complicata "
      "impegnativa sofisticata",
      "versione versioni variante varianti vincolo vincoli requisiti restrizioni",
      "istruzione istruzioni domanda quesito prompt"}},
    {kVerify,
     {"verifica verificare verificate verificatore controlla controllare controllate "
      "convalida convalidare",
      "corretto corretta correttezza errato errata errore errori sbagliato sbagliata",
      "soluzione soluzioni dimostrazione aritmetica calcolo calcoli proposta",
      "passaggio passaggi passo riga righe"}},
    {kRoleScript,
     {"ruolo ruoli personaggio personaggi simula simulare fingi interpreta impersona agisci",
      "dialogo dialoghi conversazione conversazioni trascrizione",
      "umano umana utente utenti cliente studente studentessa interlocutore parlante",
      "turno turni continua continuare prosegui proseguire battuta battute prossimo "
      "prossima"}},
    {kTrainingData,
     {"dati dataset corpus",
      "addestra addestrare addestramento addestrato allenare allenamento affinare "
      "distillare",
      "modello modelli insegna insegnare studente allievo",
      "qualità campioni sintetici sintetico sintetica annotati etichettati"}},
    {kManyItems,
     {"dieci venti trenta quaranta cinquanta cento decina dozzina",
      "lista elenco elenca elencare elencate serie numerato numerata",
      "ulteriori ulteriore aggiuntivi aggiuntive altri altre",
      "unici uniche distinti distinte duplicati doppioni ripetere ripetizione ripetizioni"}},
    {kStructured,
     {"", "schema campo campi chiave chiavi colonna colonne",
      "formato formati formattato formattata formatta",
      "valido valida validi oggetto oggetti array strettamente rigorosamente"}},
    {kClosedAnswer,
     {"soltanto solamente unicamente esclusivamente sola",
      "parola lettera sì vero falso etichetta cifra numero opzione",
      "classifica classificare classificate classificazione categoria categorie sentiment "
      "sentimento intento binaria",
      "scelta scelte scegli scegliere scegliete multipla opzioni seguenti"}},
};

constexpr MarkWords kPortuguese[] = {
    {kReasoning,
     {"passo passos etapa etapas",
      "raciocínio raciocínios raciocinio raciocine raciocinar deduza deduzir dedução "
      "justifique justificativa cadeia",
      "pense pensar pensemos pensamento pensamentos reflita",
      "intermediários intermediárias intermédios detalhada detalhadamente explique explicar "
      "resolva resolver explicitamente"}},
    {kJudge,
     {"julgue julgar juiz avalie avaliar avalia avaliação avaliador",
      "pontuação pontuações pontuacao pontue pontos atribua",
      "melhor pior prefere preferida preferível compare comparar comparação vencedor empate",
      "resposta respostas assistente assistentes candidata candidatas"}},
    {kRubric,
     {"rubrica rubricas critério critérios criterios diretrizes", "escala escalas",
      "utilidade honestidade precisão exatidão coerência clareza relevância pertinência "
      "profundidade",
      "crítica críticas critique revisão revise feedback melhore melhorar fraquezas falhas"}},
    {kGenerateTasks,
     {"gere gerar crie criar proponha propor invente inventar produza elabore",
      "tarefa tarefas instrução instruções instrucoes",
      "diversas diversos variadas variados diversidade diferentes distintas distintos "
      "inéditas inéditos",
      "exemplos perguntas questões demonstrações semente prompt prompts"}},
    {kRewrite,
     {"reescreva reescrever reescreve reescrita reescrito reformule reformular parafraseie "
      "parafrasear",
      "complexo complexa complexidade complexas difícil difíceis dificil complicada "
      "desafiador desafiadora",
      "versão versões variante variantes restrição restrições requisitos",
      "instrução instruções pergunta enunciado prompt"}},
    {kVerify,
     {"verifique verificar verifica verificação verificador confira conferir valide validar",
      "correto correta corretas incorreto incorreta erro erros errado errada",
      "solução soluções demonstração aritmética cálculo cálculos proposta",
      "passo passos linha linhas etapa etapas"}},
    {kRoleScript,
     {"papel papéis personagem personagens finja simule simular interprete atue",
      "diálogo diálogos dialogo conversa conversas conversação transcrição",
      "humano usuário usuária usuario utilizador cliente aluno estudante interlocutor",
      "turno turnos continue continua continuar prossiga próximo próxima"}},
    {kTrainingData,
     {"dados dataset datasets corpus",
      "treinar treinamento treine treino treinado treinos afinar destilar",
      "modelo modelos ensinar ensine aluno estudante aprendiz",
      "qualidade amostra amostras sintéticos sintéticas sintético anotados anotadas "
      "rotulados"}},
    {kManyItems,
     {"dez vinte trinta quarenta cinquenta cem dezena dezenas",
      "lista listas liste listagem série enumere enumerar numerada",
      "adicionais adicional outros outras",
      "únicos únicas distintos distintas duplicados duplicatas repetir repita repetição "
      "repetições"}},
    {kStructured,
     {"", "esquema campo campos chave chaves coluna colunas",
      "formato formatos formatado formatada formate",
      "válido válida válidos valido objeto objetos array estritamente rigorosamente"}},
    {kClosedAnswer,
     {"apenas somente unicamente exclusivamente única",
      "palavra letra sim verdadeiro falso rótulo etiqueta dígito número numero",
      "classifique classificar classifica classificação categoria categorias sentimento "
      "intenção binária",
      "escolha escolher escolhe múltipla opções alternativa alternativas seguintes"}},
};

constexpr MarkWords kRomanian[] = {
    {kReasoning,
     {"pasul pași pașii etapă etape etapele pasi pasii etapa",
      "raționament raționamentul raționează deduce deducere justifică justificare "
      "rationament rationamentul rationeaza justifica lanț lant",
      "gândește gândiți gândim gândire gândirea gandeste ganditi gandim gandire gandirea",
      "intermediari intermediare detaliat detaliată explică explicați rezolvă rezolvare "
      "detaliata explica explicati rezolva"}},
    {kJudge,
     {"judecă judecător evaluează evaluați evaluare evaluarea evaluator judeca judecator "
      "evalueaza evaluati",
      "scor scorul scoruri punctaj punctajul puncte notează notă acordă noteaza acorda",
      "bun preferi preferat preferată preferabil compară comparați comparație câștigător "
      "egalitate preferata compara comparati comparatie castigator",
      "răspuns răspunsul răspunsuri răspunsurile asistent asistentul asistentului "
      "răspunsului candidat raspuns raspunsul raspunsuri raspunsurile raspunsului"}},
    {kRubric,
     {"criteriu criterii criteriile criteriilor grilă rubrică ghid grila rubrica",
      "scară scală scara scala",
      "utilitate utilitatea onestitate acuratețe acuratețea coerență coerența claritate "
      "claritatea relevanță profunzime acuratete acuratetea coerenta relevanta",
      "critică revizuire revizuiește feedback îmbunătățește îmbunătățiri slăbiciuni "
      "deficiențe critica revizuieste imbunatateste imbunatatiri slabiciuni deficiente"}},
    {kGenerateTasks,
     {"generează generați creează creați propune propuneți inventează genereaza generati "
      "creeaza creati propuneti inventeaza",
      "sarcină sarcini sarcinile instrucțiune instrucțiuni instrucțiunile sarcina "
      "instructiune instructiuni instructiunile",
      "diverse variate variat diversitate diversitatea diferite inedite",
      "exemplele întrebări întrebările prompt prompturi demonstrații intrebari intrebarile "
      "demonstratii"}},
    {kRewrite,
     {"rescrie rescrieți rescriere rescrisă reformulează reformulați reformulare "
      "parafrazează rescrieti rescrisa reformuleaza reformulati parafrazeaza",
      "complex complexă complexitate complexitatea dificil dificilă dificile complicat "
      "complicată sofisticat complexa dificila complicata",
      "versiune versiunea variantă variante constrângeri constrângere cerințe varianta "
      "constrangeri constrangere cerinte",
      "instrucțiune instrucțiunea întrebare întrebarea prompt promptul instructiune "
      "instructiunea intrebare intrebarea"}},
    {kVerify,
     {"verifică verificați verificare verificarea verificator validează validați verifica "
      "verificati valideaza validati",
      "corect corectă corecte incorect incorectă eroare erori greșit greșită greșeli "
      "greșeala corecta incorecta gresit gresita greseli greseala",
      "soluție soluția soluții demonstrație aritmetică calcul calculul calcule propusă "
      "solutie solutia solutii demonstratie aritmetica propusa",
      "pasul pașii pași linie rând rânduri pasii pasi randuri"}},
    {kRoleScript,
     {"rol rolul roluri personaj personajul personaje simulează interpretează joacă "
      "simuleaza interpreteaza joaca",
      "dialog dialogul dialoguri conversație conversația conversații transcriere "
      "conversatie conversatia conversatii",
      "uman utilizator utilizatorul utilizatorului clientul student elev interlocutor",
      "replică replici continuă continuați rândul următoarea replica continua continuati "
      "randul"}},
    {kTrainingData,
     {"datele datelor setul seturi dataset corpus",
      "antrenare antrenarea antrenament antrena antrenează antrenat antrenamentul "
      "antreneaza",
      "model modelul modelului modele învăța student elev invata",
      "calitate calitatea eșantion eșantioane sintetice sintetic adnotate etichetate "
      "esantion esantioane"}},
    {kManyItems,
     {"zece douăzeci treizeci cincizeci sută zeci sute douazeci suta",
      "listă liste listează enumeră enumerați serie numerotată numerotate lista listeaza "
      "enumera enumerati numerotata",
      "suplimentare suplimentar adiționale încă aditionale",
      "unice unici distincte distincți duplicate repeta repetiții repetați repetare "
      "distincti repetitii repetati"}},
    {kStructured,
     {"",
      "schemă câmp câmpuri câmpurile cheie chei cheile coloană coloane schema campuri "
      "campurile coloana",
      "format formatul formatat formatată formatului formatata",
      "valid validă obiect obiectul obiecte tablou valida"}},
    {kClosedAnswer,
     {"doar numai exclusiv singur singură altceva singura",
      "cuvânt cuvântul literă adevărat fals etichetă cifră număr opțiunea cuvant cuvantul "
      "litera adevarat eticheta cifra numar optiunea",
      "clasifică clasificați clasificare categorie categorii sentiment sentimentul intenție "
      "binar binară clasifica clasificati intentie binara",
      "alege alegeți alegere multiplă opțiuni opțiunile următoarele alegeti multipla "
      "optiuni optiunile urmatoarele"}},
};

constexpr LanguageWords kLanguages[] = {kSpanish, kFrench, kItalian, kPortuguese, kRomanian};

}  // namespace

absl::Span<const LanguageWords> RomanceLanguages() { return kLanguages; }

}  // namespace stillwatch::detector
