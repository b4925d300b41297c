#!/usr/bin/env python3
"""What is found when a log says less: everything audited again without a part of it.

    detector/baselines/poorer_logs.py build/stillwatch LOG --labels LABELS [--key-file KEY] [NAME...]

Prints a table: for each poorer log how many of the ordinary accounts are flagged, of lone harvesters,
and of members of campaigns. LOG is in the native JSON form, plain, gzip or zstd; LABELS as the
simulator writes them. Without names all are tried, a few seconds each for a hundred thousand calls.
"""

import argparse
import csv
import gzip
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

IDENTITY = ("client", "billing_fingerprint", "organization_id", "api_key_id")


def without(*names):
    def poorer(call):
        for name in names:
            outer, _, inner = name.partition(".")
            if inner:
                call.get(outer, {}).pop(inner, None)
            else:
                call.pop(outer, None)
        return call

    return poorer


def each_text(change):
    def poorer(call):
        for message in call.get("messages", []):
            message["content"] = change(message.get("content", ""))
        return call

    return poorer


def last_message(call):
    if "messages" in call:
        call["messages"] = call["messages"][-1:]
    return call


def without_system(call):
    rest = [m for m in call.get("messages", []) if m.get("role") not in ("system", "developer")]
    if rest:
        call["messages"] = rest
    return call


def one_text(call):
    if "messages" in call:
        text = "\n\n".join(f"{m.get('role', '').capitalize()}: {m.get('content', '')}" for m in call["messages"])
        call["messages"] = [{"role": "user", "content": text}]
    return call


def time_to(length, rest):
    def poorer(call):
        call["time"] = call["time"][:length] + rest
        return call

    return poorer


def sampled(share):
    chance = random.Random(5)
    return lambda call: call if chance.random() < share else None


POORER = {
    "as it is": lambda call: call,
    "without output tokens": without("usage.output_tokens"),
    "without usage": without("usage"),
    "without parameters": without("params"),
    "without client and payment": without(*IDENTITY),
    "account, time and text alone": without(*IDENTITY, "usage", "params", "finish_reason", "latency_ms", "model", "operation"),
    "without text": without("messages"),
    "time to the second": time_to(19, "Z"),
    "time to the minute": time_to(16, ":00Z"),
    "time to the hour": time_to(13, ":00:00Z"),
    "without system messages": without_system,
    "last message alone": last_message,
    "messages as one text": one_text,
    "text cut at 2,000": each_text(lambda text: text[:2000]),
    "text cut at 500": each_text(lambda text: text[:500]),
    "text cut at 200": each_text(lambda text: text[:200]),
    "text cut at 100": each_text(lambda text: text[:100]),
    "lower case": each_text(str.lower),
    "numbers masked": each_text(lambda text: re.sub(r"\d+", "<NUMBER>", text)),
    "half of the calls": sampled(0.5),
    "a fifth of the calls": sampled(0.2),
}


def lines_of(path):
    if path.suffix == ".zst":
        with subprocess.Popen(["zstd", "-dc", "--long=27", path], stdout=subprocess.PIPE, text=True) as unpacked:
            yield from unpacked.stdout
        if unpacked.returncode != 0:
            sys.exit(f"zstd cannot unpack {path}")
        return
    with gzip.open(path, "rt") if path.suffix == ".gz" else open(path) as file:
        yield from file


def flagged_in(arguments, poorer, scratch):
    log = scratch / "calls.jsonl"
    with open(log, "w") as file:
        for line in lines_of(arguments.log):
            call = poorer(json.loads(line))
            if call is not None:
                file.write(json.dumps(call, ensure_ascii=False) + "\n")
    assessments = scratch / "assessments.jsonl"
    command = [arguments.program, "audit", log, "--assessments", assessments]
    if arguments.key_file:
        command += ["--key-file", arguments.key_file]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with open(assessments) as file:
        return {a["account_id"] for a in map(json.loads, file) if a["flagged"]}


def kind_of(label):
    if label["label"] == "benign":
        return "ordinary"
    return "member" if label["campaign"] else "lone"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("log", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(POORER))
    parser.add_argument("--labels", required=True)
    parser.add_argument("--key-file")
    arguments = parser.parse_intermixed_args()
    for name in arguments.names:
        if name not in POORER:
            parser.error(f"there is no poorer log {name!r}; choose from: {', '.join(POORER)}")
    with open(arguments.labels, newline="") as file:
        kinds = {row["account_id"]: kind_of(row) for row in csv.DictReader(file)}

    def count(kind, ids):
        return sum(kinds.get(i) == kind for i in ids)

    columns = [(kind, count(kind, kinds)) for kind in ("ordinary", "lone", "member")]
    print("| the log | " + " | ".join(f"{kind}, of {all_}" for kind, all_ in columns) + " |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for name in arguments.names or POORER:
            flagged = flagged_in(arguments, POORER[name], pathlib.Path(scratch))
            print(f"| {name} | " + " | ".join(str(count(kind, flagged)) for kind, _ in columns) + " |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
