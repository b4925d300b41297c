#!/usr/bin/env python3
"""Of the scripts beside it: what they make of logs, texts and judgements."""

import copy
import unittest

import ablate
import collect_texts
import poorer_logs

CALL = {
    "account_id": "a",
    "time": "2026-03-02T14:35:09.128Z",
    "model": "large-2",
    "client": {"ip": "192.0.2.1"},
    "params": {"temperature": 1},
    "messages": [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Add 12 and 7."},
        {"role": "assistant", "content": "19"},
        {"role": "user", "content": "And 300?"},
    ],
    "usage": {"input_tokens": 12, "output_tokens": 3},
}


class PoorerLogs(unittest.TestCase):
    def poorer(self, name, call=None):
        return poorer_logs.POORER[name](copy.deepcopy(CALL if call is None else call))

    def test_as_it_is(self):
        self.assertEqual(self.poorer("as it is"), CALL)

    def test_leaves_out_what_the_name_says_and_no_more(self):
        for name, gone in [
            ("without usage", {"usage"}),
            ("without parameters", {"params"}),
            ("without client and payment", {"client"}),
            ("account, time and text alone", {"client", "usage", "params", "model"}),
            ("without text", {"messages"}),
        ]:
            self.assertEqual(self.poorer(name), {k: v for k, v in CALL.items() if k not in gone}, name)
        self.assertEqual(self.poorer("without output tokens"), {**CALL, "usage": {"input_tokens": 12}})

    def test_times(self):
        for name, time in [("second", "14:35:09Z"), ("minute", "14:35:00Z"), ("hour", "14:00:00Z")]:
            self.assertEqual(self.poorer(f"time to the {name}")["time"], f"2026-03-02T{time}")

    def test_messages(self):
        messages = CALL["messages"]
        self.assertEqual(self.poorer("without system messages")["messages"], messages[1:])
        self.assertEqual(self.poorer("last message alone")["messages"], messages[3:])
        (one,) = self.poorer("messages as one text")["messages"]
        self.assertEqual(one["role"], "user")
        self.assertEqual(one["content"], "System: Be brief.\n\nUser: Add 12 and 7.\n\nAssistant: 19\n\nUser: And 300?")
        masked = self.poorer("numbers masked")["messages"]
        self.assertEqual([m["content"] for m in masked[1:]], ["Add <NUMBER> and <NUMBER>.", "<NUMBER>", "And <NUMBER>?"])

    def test_calls_without_what_is_left_out(self):
        call = {"account_id": "a", "time": CALL["time"]}
        for name in poorer_logs.POORER:
            if not name.startswith(("time", "half", "a fifth")):
                self.assertEqual(self.poorer(name, call), call, name)

    def test_samples(self):
        kept = sum(self.poorer("a fifth of the calls") is not None for _ in range(5000))
        self.assertTrue(850 < kept < 1150, kept)


class Ablate(unittest.TestCase):
    def test_counts_what_is_above_all_but_so_many(self):
        self.assertEqual(ablate.above([1, 2, 3, 4], [0, 3, 2, 1], 0), 1)
        self.assertEqual(ablate.above([1, 2, 3, 4], [0, 3, 2, 1], 2), 3)

    def test_a_row_compares_each_with_its_own(self):
        def rows(log, label, campaign, heights):
            return [{"log": log, "label": label, "campaign": campaign, "log_odds": str(h)} for h in heights]

        ordinary = rows("0", "benign", "0", range(10)) + rows("1", "benign", "0", range(100, 300))
        harvests = rows("0", "harvest", "0", [0.5, 6.5, 20]) + rows("0", "harvest", "1", [4.5, 3.5])
        made = rows("1", "harvest", "0", [296, 297.5, 298])
        cells = ablate.row_of(ordinary + harvests + made)
        self.assertEqual(cells[:4], [2, 2, 1, 2])
        self.assertEqual(cells[4], "of 3, 2, 3; 10 and 200 ordinary")

    def test_who_was_never_looked_at_is_the_lowest(self):
        row = {"label": "benign", "log_odds": "", "log": "0"}
        self.assertEqual(ablate.heights([row], False), [float("-inf")])


class CollectTexts(unittest.TestCase):
    def test_pages(self):
        headings, paragraphs = collect_texts.from_html(
            "<title>Files</title><style>p {}</style><h2>Which  one?</h2><p>This <b>one</b>.<p>That.<ul><li>Or</li></ul>"
        )
        self.assertEqual(headings, ["Files", "Which one?"])
        self.assertEqual(paragraphs, ["This one.", "That.", "Or"])

    def test_manuals(self):
        headings, paragraphs = collect_texts.from_manual(
            '.SH "NAME"\nls \\- list\n.B bold\ntext\n\n.SS Options\n.TP\n\\fB\\-a\\fP all\nleft \\(bq out\n'
        )
        self.assertEqual(headings, ["NAME", "Options"])
        self.assertEqual(paragraphs, ["ls - list bold text", "-a all"])

    def test_functions(self):
        self.assertEqual(collect_texts.from_python("import os\ndef f(x):\n  return x\n"), ["def f(x):\n  return x"])
        self.assertEqual(collect_texts.from_python("def f(:"), [])

    def test_questions(self):
        found = collect_texts.questions_of(["Yes. 1) What is it? It is. これは何ですか？"])
        self.assertEqual(list(found), ["What is it?", "これは何ですか？"])

    def test_chooses_each_once_and_by_length(self):
        texts = ["short", "long enough", "long enough", "two\n\nparts of it", "x" * 40, "十分に長い"]
        chosen = collect_texts.choose(texts, 11, 30)
        self.assertEqual(sorted(chosen), ["long enough", "十分に長い"])
        self.assertEqual(collect_texts.choose(reversed(texts), 11, 30), chosen)


if __name__ == "__main__":
    unittest.main()
