#!/usr/bin/env python3
"""What each signal adds: everything learned anew without it.

    detector/baselines/ablate.py build/stillwatch LOG... --labels LABELS... [--key-file KEY]

The first log is the population that decides, the others teach; what a label's family names is held
out together. Prints a table: of the population's lone harvesters how many come above what 3 and 8
ordinary accounts in it come to at most, of its campaigns' members above 5, and of the other logs'
harvesters above what one in a hundred of their ordinary accounts comes to. Accounts are judged by
their text, by models that had not seen their family. Some two minutes a signal.
"""

import argparse
import csv
import math
import pathlib
import re
import subprocess
import sys
import tempfile


def signals_of(program):
    text = subprocess.run([program, "calibrate", "--help"], check=True, capture_output=True, text=True).stdout
    return re.search(r"--leave-out TEXT:{([^}]*)}", text)[1].split(",")


def judge(arguments, left_out, path):
    command = [arguments.program, "calibrate", *arguments.logs, "--labels", *arguments.labels]
    command += ["--hold-out", "families", "--folds", "8", "--judgements", str(path)]
    if arguments.key_file:
        command += ["--key-file", arguments.key_file]
    if left_out:
        command += ["--leave-out", left_out]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with open(path, newline="") as file:
        return [row for row in csv.DictReader(file) if row["view"] == "as_it_is"]


def heights(rows, harvest, **wanted):
    label = "harvest" if harvest else "benign"
    chosen = [row for row in rows if row["label"] == label and all(row[k] == v for k, v in wanted.items())]
    return [float(row["log_odds"] or -math.inf) for row in chosen]


def above(numbers, ordinary, passing):
    """How many are above what all but so many ordinary ones come to at most."""
    threshold = sorted(ordinary, reverse=True)[passing]
    return sum(number > threshold for number in numbers)


def row_of(rows):
    population = [row for row in rows if row["log"] == "0"]
    others = [row for row in rows if row["log"] != "0"]
    ordinary = heights(population, False)
    lone = heights(population, True, campaign="0")
    members = heights(population, True, campaign="1")
    if len(ordinary) < 9:
        sys.exit(f"the first log has {len(ordinary)} ordinary accounts by its labels; nine at least are needed to compare with")
    taught = heights(others, False)
    made = heights(others, True, campaign="0")
    return [
        above(lone, ordinary, 3),
        above(lone, ordinary, 8),
        above(members, ordinary, 5),
        above(made, taught, len(taught) // 100) if taught else 0,
        f"of {len(lone)}, {len(members)}, {len(made)}; {len(ordinary)} and {len(taught)} ordinary",
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("logs", nargs="+")
    parser.add_argument("--labels", nargs="+", required=True)
    parser.add_argument("--key-file")
    arguments = parser.parse_args()
    print("| left out | lone, 3 | lone, 8 | members, 5 | other logs, 1 % | |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch) / "judgements.csv"
        for signal in [None, *signals_of(arguments.program)]:
            cells = row_of(judge(arguments, signal, path))
            name = f"`{signal}`" if signal else "nothing"
            print(f"| {name} | " + " | ".join(map(str, cells)) + " |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
