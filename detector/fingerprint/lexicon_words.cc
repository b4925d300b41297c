#include "detector/fingerprint/lexicon_words.h"

namespace stillwatch::detector {
namespace {

// General vocabulary of each mark. English, Chinese, Japanese, Korean, Indonesian, Spanish, French,
// German, Portuguese, Russian. Words are chosen for what they mean, never taken from a log.
constexpr AspectWords kWords[] = {
    {kReasoning, 0,
     "step steps stepwise 步骤 逐步 一步 段階 手順 단계 langkah paso pasos étape étapes schritt "
     "schritte passo "
     "passos шаг шаги шагам"},
    {kReasoning, 1,
     "reasoning reason rationale deduce derive derivation 推理 推导 推論 논리 추론 penalaran "
     "alasan "
     "razonamiento razona raisonnement begründung raciocínio рассуждение рассуждения"},
    {kReasoning, 2,
     "think thinking thought thoughts chain 思考 思路 思维 考え 생각 사고 pikirkan berpikir piensa "
     "pensamiento "
     "réfléchis pensée denke denken pense подумай мысли"},
    {kReasoning, 3,
     "intermediate detailed explain solve solution explicitly 详细 解答 解题 詳細 解説 풀이 자세 "
     "설명 jelaskan "
     "selesaikan resuelve solución explique résous löse lösung resolva решение реши объясни"},

    {kJudge, 0,
     "judge evaluate evaluation assess grade grader assessor 评估 评价 评判 評価 判定 평가 심사 "
     "nilai menilai "
     "evalúa evaluar évalue évaluer bewerte beurteile avalie оцени оценка"},
    {kJudge, 1,
     "score scores rate rating points 打分 评分 分数 点数 採点 점수 skor puntuación puntúa note "
     "noter punktzahl "
     "pontuação балл баллы"},
    {kJudge, 2,
     "better worse prefer preferred preference compare comparison winner tie 更好 比较 偏好 比較 "
     "優れ 비교 선호 "
     "bandingkan lebih mejor compara meilleure compare besser vergleiche melhor лучше сравни"},
    {kJudge, 3,
     "response responses assistant candidate completion 回答 回复 回答 応答 응답 답변 respons "
     "jawaban respuesta "
     "respuestas réponse réponses antwort antworten resposta ответ ответы"},

    {kRubric, 0,
     "rubric criteria criterion guideline guidelines 标准 准则 基準 기준 kriteria rubrik criterios "
     "rúbrica "
     "critères kriterien critérios критерии"},
    {kRubric, 1, "scale 量表 尺度 척도 skala escala échelle шкала шкале"},
    {kRubric, 2,
     "helpfulness helpful harmless honesty accuracy coherence clarity relevance depth 有用 准确 "
     "有益 正確 "
     "유용 정확 akurat útil precisión utilité nützlich точность"},
    {kRubric, 3,
     "critique revise revision feedback improve flaws weaknesses 批评 修改 改进 批評 改善 비평 "
     "수정 개선 kritik "
     "perbaiki crítica revisa mejora critique améliore verbessere критика исправь"},

    {kGenerateTasks, 0,
     "generate create produce propose invent synthesize 生成 创建 提出 作成 生成 생성 만들 buatlah "
     "buat hasilkan "
     "genera crea inventa génère crée erzeuge erstelle gere crie создай придумай"},
    {kGenerateTasks, 1,
     "task tasks instruction instructions 任务 指令 課題 指示 과제 지시 지침 tugas instruksi tarea "
     "tareas "
     "instrucción instrucciones tâche tâches aufgabe aufgaben tarefa tarefas задание задания"},
    {kGenerateTasks, 2,
     "diverse varied diversity novel different 多样 不同 多様 新規 다양 beragam variado variadas "
     "diversos diverses variées vielfältig разные разнообразные"},
    {kGenerateTasks, 3,
     "prompt prompts seed demonstrations examples questions 提示 示例 题目 例題 設問 프롬프트 예시 "
     "문제 contoh soal "
     "pertanyaan ejemplos preguntas exemples questions beispiele fragen exemplos вопросы примеры"},

    {kRewrite, 0,
     "rewrite rewritten rephrase paraphrase reformulate 改写 重写 書き 言い 다시 재작 ulang "
     "parafrase reescribe "
     "reformula réécris reformule umschreibe umformulieren reescreva перепиши перефразируй"},
    {kRewrite, 1,
     "complex complexity harder difficult challenging complicated sophisticated 复杂 难度 更难 "
     "複雑 難し 복잡 "
     "어려 kompleks sulit complejo difícil complexe difficile komplexer schwieriger сложнее "
     "сложный"},
    {kRewrite, 2,
     "given version variant constraint constraints requirements 给定 版本 约束 与え 条件 주어 조건 "
     "versi diberikan "
     "dado versión donné version gegeben данный вариант"},
    {kRewrite, 3,
     "prompt instruction question 指令 提示 问题 質問 指示 질문 지시 instruksi pertanyaan "
     "instrucción pregunta "
     "consigne anweisung frage pergunta инструкция вопрос"},

    {kVerify, 0,
     "verify verifier verification check validate 验证 检查 核对 検証 確認 검증 확인 verifikasi "
     "periksa verifica "
     "comprueba vérifie überprüfe verifique проверь"},
    {kVerify, 1,
     "correct incorrect error errors mistake mistakes wrong 正确 错误 正し 誤り 정답 오류 benar "
     "salah correcto "
     "error erreur fehler richtig erro ошибка ошибки верно"},
    {kVerify, 2,
     "solution proof arithmetic calculation proposed 解法 证明 计算 解答 計算 풀이 계산 solusi "
     "perhitungan "
     "solución cálculo calcul rechnung solução вычисления решение"},
    {kVerify, 3, "each every line step 每步 每一 各行 각각 setiap cada chaque jeden каждый"},

    {kRoleScript, 0,
     "roleplay role persona character pretend simulate 扮演 角色 模拟 役割 演じ 역할 연기 peran "
     "berperan papel "
     "personaje rôle joue rolle personagem роль"},
    {kRoleScript, 1,
     "dialogue conversation transcript dialog 对话 会话 会話 対話 대화 percakapan dialog diálogo "
     "conversación "
     "conversation gespräch conversa диалог беседа"},
    {kRoleScript, 2,
     "human user customer speaker student 用户 人类 人間 話者 사용 화자 pengguna usuario humano "
     "utilisateur humain "
     "benutzer mensch usuário человек пользователь"},
    {kRoleScript, 3,
     "turn turns continue next 轮次 多轮 继续 続け 交互 계속 번갈 giliran lanjutkan turno continúa "
     "tour "
     "continue weiter turno реплика продолжи"},

    {kTrainingData, 0,
     "dataset datasets corpus data 数据 语料 デー 데이 말뭉 data dataset corpus datos données "
     "daten dados "
     "данные корпус"},
    {kTrainingData, 1,
     "train training finetune finetuning tuning tune distill 训练 微调 蒸馏 学習 訓練 학습 훈련 "
     "pelatihan melatih entrenar entrenamiento entraîner entraînement trainieren treinar обучение "
     "обучать"},
    {kTrainingData, 2,
     "teach model student learner llm 模型 学生 教授 モデ 모델 model modelo modèle modell модель"},
    {kTrainingData, 3,
     "quality sample samples synthetic annotated 高质 样本 合成 品質 高品 합성 품질 sintetis "
     "kualitas sintéticos calidad synthétique qualité synthetisch qualität sintéticos качество"},

    {kManyItems, 0,
     "ten twenty thirty fifty hundred 十个 二十 五十 百个 十個 열개 sepuluh puluh diez veinte "
     "cincuenta dix "
     "vingt zehn zwanzig dez десять двадцать"},
    {kManyItems, 1,
     "list series set numbered 列出 列表 编号 リス 一覧 목록 나열 daftar lista listado liste "
     "numérotée liste "
     "nummeriert список"},
    {kManyItems, 2,
     "more additional another further 更多 另外 追加 さら 추가 lagi tambahan más otros plus autres "
     "weitere mais "
     "outros ещё"},
    {kManyItems, 3,
     "unique distinct duplicate repeat repeating 重复 独特 重複 繰り 중복 unik berbeda únicos "
     "repetir uniques "
     "répéter eindeutig wiederholen únicas уникальные"},

    {kStructured, 0, "json jsonl xml yaml csv"},
    {kStructured, 1,
     "schema field fields key keys columns 字段 键值 项目 필드 kolom campos champs felder"},
    {kStructured, 2, "format formatted 格式 形式 형식 format formato formatiere формат"},
    {kStructured, 3,
     "valid parse object array strictly 有效 对象 有効 유효 válido objeto valide gültig"},

    {kClosedAnswer, 0,
     "only just single nothing else without explanation 只需 仅仅 只用 のみ だけ 오직 hanya saja "
     "solo "
     "únicamente seulement uniquement nur apenas только"},
    {kClosedAnswer, 1,
     "word letter yes no true false label digit number option 单词 选项 字母 标签 単語 選択 단어 "
     "선택 kata huruf "
     "palabra letra etiqueta mot lettre wort buchstabe palavra слово буква"},
    {kClosedAnswer, 2,
     "classify category categories sentiment intent binary 分类 类别 情感 分類 感情 분류 감정 "
     "klasifikasi "
     "kategori clasifica categoría classe catégorie klassifiziere kategorie classifique категория"},
    {kClosedAnswer, 3,
     "choice choices multiple following 单选 多选 选择 択一 객관 pilihan ganda opción opciones "
     "choix auswahl "
     "escolha выбор"},
};

}  // namespace

absl::Span<const AspectWords> LexiconWords() { return kWords; }

}  // namespace stillwatch::detector
