#!/usr/bin/env python3
"""walkcheck against SPIN on the walk race: python3 tests/bench/walk_race.py [--runs N] [--walkcheck BINARY]

S6 (1,117,240 states): whole runs of both, in turn; compiling SPIN's verifier does not count. SPIN runs with each of the
settings below, and the one with the best median counts. Then S7 (12,235,600 states): walkcheck's time and memory.
Every run must find all states. Ends with 1 if S6 takes more than 1.5 times as long as SPIN, or S7 more than 4 GiB; with
2 if the comparison cannot be made. For an idle machine; CPU time tells how idle it was. Not part of the tests.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
MODELS = HERE.parent / "models"
S6_STATES = 1117240
S7_STATES = 12235600
MOST_TIMES_SPIN = 1.5
MOST_BYTES = 4 << 30

PACKAGES = ["spin", "gcc"]  # each has a program of its name
# One process and no cycles to look for: partial orders, fairness and compression would only cost time.
COMPILER = ["gcc", "-O2", "-DSAFETY", "-DNOREDUCE", "-DNOFAIR", "-DNOCOMP"]
# Depth and the logarithm of the slots. The search is 8,289 deep; more room costs time to clear.
SETTINGS = [["-m2000000", "-w24"], ["-m20000", "-w22"], ["-m20000", "-w21"]]


class Run(NamedTuple):
    seconds: float
    cpu: float
    kibibytes: int
    output: str


def refuse(text):
    print(text, file=sys.stderr)
    sys.exit(2)


def measure(command):
    begin = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        refuse(f"{command[0]} ended with {process.returncode}:\n{output}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, output)


def check_states(who, found, expected):
    if found != expected:
        refuse(f"{who} found {found} states, {expected} are there")


def run_walkcheck(binary, name, expected):
    run = measure([binary, "check", str(MODELS / f"walk-race-{name}.walk"), "--json", "-"])
    check_states("walkcheck", json.loads(run.output)["results"][0]["states"], expected)
    return run


def run_spin(verifier, setting):
    run = measure([verifier, *setting])
    stored = re.search(r"(\d+) states, stored", run.output)
    check_states("SPIN", int(stored[1]) if stored else None, S6_STATES)
    if "errors: 0" not in run.output or "max search depth too small" in run.output:
        refuse(f"SPIN did not search all:\n{run.output}")
    return run


def must_be_installed(packages):
    missing = " ".join(package for package in packages if not shutil.which(package))
    if missing:
        refuse(f"missing: {missing}; install with: apt-get install {missing}")


def build_verifier(folder):
    for command in (["spin", "-o2", "-a", str(HERE / "walk_race.pml")], [*COMPILER, "-o", "pan", "pan.c"]):
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            refuse(f"{' '.join(command)}:\n{done.stdout}")
    return os.path.join(folder, "pan")


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def line(what, runs):
    print(f"{what:32} {median(runs, 'seconds'):7.2f} s {median(runs, 'cpu'):7.2f} s "
          f"{median(runs, 'kibibytes') / 1024:7.0f} MiB", flush=True)


def compare(binary, rounds):
    """How many times as long as SPIN S6 takes."""
    ours = []
    theirs = [[] for _ in SETTINGS]
    with tempfile.TemporaryDirectory() as folder:
        verifier = build_verifier(folder)
        for _ in range(rounds):
            for runs, setting in zip(theirs, SETTINGS):
                ours.append(run_walkcheck(binary, "S6", S6_STATES))
                runs.append(run_spin(verifier, setting))
    for runs, setting in zip(theirs, SETTINGS):
        line(f"S6 SPIN {' '.join(setting)}", runs)
    line("S6 walkcheck", ours)
    best = min(theirs, key=lambda runs: median(runs, "seconds"))
    ratio = median(ours, "seconds") / median(best, "seconds")
    print(f"S6 walkcheck / SPIN: {ratio:.2f}, of CPU time {median(ours, 'cpu') / median(best, 'cpu'):.2f}; "
          f"at most {MOST_TIMES_SPIN} is wanted")
    return ratio


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5, help="of SPIN with each setting, and of walkcheck before each")
    parser.add_argument("--walkcheck", default=str(HERE.parent.parent / "build" / "walkcheck"), help="a release build")
    options = parser.parse_args()
    must_be_installed(PACKAGES)
    if not os.access(options.walkcheck, os.X_OK):
        refuse(f"{options.walkcheck} is not there; bash checker/run.sh builds it")
    print(f"{'median of':32} {'time':>9} {'CPU':>9} {'memory':>11}")
    ratio = compare(options.walkcheck, options.runs)
    large = run_walkcheck(options.walkcheck, "S7", S7_STATES)
    line("S7 walkcheck, one run", [large])
    if ratio > MOST_TIMES_SPIN or large.kibibytes * 1024 >= MOST_BYTES:
        sys.exit(1)


if __name__ == "__main__":
    main()
