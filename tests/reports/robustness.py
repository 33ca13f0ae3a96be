#!/usr/bin/env python3
"""No half-written report that looks whole, whatever ends a run: python3 tests/reports/robustness.py build/walkcheck

Kills runs at many moments, fills the disk, takes memory away; then reads what is left.
"""
import json
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

import jsonschema

import readings
from readings import Fault, must

TOP = pathlib.Path(__file__).resolve().parents[2]
TINY = ["tests/fixtures/reports/verdicts.prop"]
TINY_RESULTS = 10
SLOW = ["properties/v17", "--scenario", "v17", "--engine", "explore", "--no-progress"]
LONG = ["properties"]
MOST_SECONDS = 5
SCHEMA = TOP / "checker/report/walkcheck-results-1.schema.json"
OLD = "a report of an earlier run\n"
PART = ".walkcheck-part"


class Folder:
    """A folder with an old report in each format."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.files = {name: self.path / f"report.{name}" for name in readings.READERS}
        for file in self.files.values():
            file.write_text(OLD)

    def options(self):
        return [word for name, file in self.files.items() for word in (f"--{name}", str(file))]

    def whole(self):
        """The formats whose reports are there; each of them says all there is to say."""
        found = set()
        for name, file in self.files.items():
            if not file.exists() or file.read_text("utf-8") == OLD:
                continue
            must(len(readings.READERS[name](file.read_text("utf-8"))) == TINY_RESULTS, f"half of {file.name}")
            found.add(name)
        return found

    def parts(self):
        return [name for name in os.listdir(self.path) if PART in name]


def start(binary, what, folder, **how):
    return subprocess.Popen([binary, "check", *what, *folder.options()], cwd=TOP, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, **how)


def finish(run):
    _, told = run.communicate(timeout=120)
    return run.returncode, told.decode(errors="replace")


def runs_well(binary, folder):
    """The next run takes over what a killed one left."""
    code, told = finish(start(binary, TINY, folder))
    must(code == 1, f"ends with {code}: {told}")
    must(folder.whole() == set(folder.files), "a report is missing")
    must(not folder.parts(), f"left behind: {folder.parts()}")


def killed_while_it_searches(binary, folder):
    run = start(binary, SLOW, folder)
    limit = time.monotonic() + 60
    while len(folder.parts()) < len(folder.files) or any(file.exists() for file in folder.files.values()):
        must(run.poll() is None and time.monotonic() < limit, "did not take the old reports away")
        time.sleep(0.005)
    run.kill()
    finish(run)
    must(not [file for file in folder.files.values() if file.exists()], "a killed run has left a report")
    runs_well(binary, folder)


def killed_at_any_moment(binary, folder):
    began = time.monotonic()
    runs_well(binary, folder)
    usual = time.monotonic() - began
    chance = random.Random(1)
    for _ in range(60):
        run = start(binary, TINY, folder)
        time.sleep(chance.uniform(0, usual))
        run.kill()
        finish(run)
        folder.whole()
    runs_well(binary, folder)


def stopped(binary, folder):
    run = start(binary, SLOW, folder)
    time.sleep(0.1)
    run.send_signal(signal.SIGHUP)
    finish(run)
    must(not folder.whole(), "a stopped run has left a report")
    runs_well(binary, folder)


def place(result):
    return result["scenario"], result["tables"], result["locks"], result["property"]


def places(binary):
    """What a whole run of LONG tells of."""
    run = subprocess.run([binary, "check", *LONG, "--no-progress", "--engine", "explore", "--max-states", "1", "--json",
                          "-"], cwd=TOP, stdout=subprocess.PIPE, check=False)
    return sorted(place(result) for result in json.loads(run.stdout)["results"])


def interrupted(binary, folder):
    """What is decided is told, what is not is told as undecided, and no format can be taken for the whole."""
    planned = places(binary)
    schema = json.loads(SCHEMA.read_text("utf-8"))
    for which, engine in ((signal.SIGINT, "explore"), (signal.SIGTERM, "auto"), (signal.SIGINT, "pdr"),
                          (signal.SIGINT, "kind"), (signal.SIGINT, "bmc")):
        run = subprocess.Popen([binary, "check", *LONG, "--no-progress", "--engine", engine, *folder.options()],
                               cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(2.5)
        must(run.poll() is None, f"{engine} is no long run")
        run.send_signal(which)
        began = time.monotonic()
        text, told = (stream.decode() for stream in run.communicate(timeout=60))
        took = time.monotonic() - began
        must(run.returncode == 128 + which, f"{engine} ends with {run.returncode}: {told}")
        must(took < MOST_SECONDS, f"{engine} takes {took:.1f} s to end")
        must(told.startswith("walkcheck: interrupted: "), f"it does not say that it heard: {told}")
        must(text.endswith("interrupted: the run was ended before all was decided\n"), "the text looks whole")
        must(not folder.parts(), f"left behind: {folder.parts()}")
        json_text = folder.files["json"].read_text("utf-8")
        document = json.loads(json_text)
        jsonschema.validate(document, schema)
        must(document["interrupted"] is True, "JSON does not tell the interrupt")
        must(sorted(place(result) for result in document["results"]) == planned, "results are missing")
        open_reasons = [r["reason"] for r in document["results"] if r["verdict"] == "unknown"]
        must(any(reason.startswith("interrupted") for reason in open_reasons), "nothing is open")
        rows = sorted(readings.from_json(json_text))
        for name, reader in readings.READERS.items():
            must(sorted(reader(folder.files[name].read_text("utf-8"))) == rows, f"{name} tells something else")
            must("interrupted" in folder.files[name].read_text("utf-8"), f"{name} does not tell the interrupt")
        print(f"    {engine}: {took:.2f} s, {len(rows)} verdicts, {len(open_reasons)} open")


def interrupted_twice(binary, folder):
    run = start(binary, SLOW, folder)
    time.sleep(0.5)
    for _ in range(2):
        run.send_signal(signal.SIGINT)
        time.sleep(0.001)
    finish(run)
    must(run.returncode in (130, -signal.SIGINT), f"ends with {run.returncode}")
    for name, file in folder.files.items():
        must(not file.exists() or readings.READERS[name](file.read_text("utf-8")), f"half of {file.name}")
    runs_well(binary, folder)


def a_second_run(binary, folder):
    """Two runs do not mix their texts: the later one is refused at once."""
    first = start(binary, SLOW, folder)
    while len(folder.parts()) < len(folder.files):
        time.sleep(0.005)
    code, told = finish(start(binary, TINY, folder))
    first.kill()
    finish(first)
    must(code == 2 and "is being written" in told, f"ends with {code}: {told}")


def full_disk(binary, folder):
    """One format that cannot be written does not take the others with it."""
    lost = folder.files.pop("junit")
    run = subprocess.Popen([binary, "check", *TINY, *folder.options(), "--junit", "/dev/full"], cwd=TOP,
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    code, told = finish(run)
    folder.files["junit"] = lost
    must(code == 2 and "--junit /dev/full: No space left" in told, f"ends with {code}: {told}")
    must(folder.whole() == set(folder.files) - {"junit"}, "others are lost, too")


def too_large(binary, folder):
    """No file may be larger than this: only the smallest report fits."""
    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
    runs_well(binary, folder)
    sizes = {name: file.stat().st_size for name, file in folder.files.items()}
    code, told = finish(start(binary, TINY, folder, preexec_fn=limited))
    must(code == 2 and told.count("File too large") == sum(size > 3000 for size in sizes.values()), told)
    must(folder.whole() == {name for name, size in sizes.items() if size <= 3000}, "half a report, or none")
    must(len(folder.whole()) in range(1, len(sizes)), "the limit is no test")
    must(not folder.parts(), "drafts are left")


def no_memory(binary, folder):
    """Whoever runs out of memory says so, and nothing that is written could be taken for the whole."""
    codes = []
    for megabytes in (24, 48, 96):
        def limited(most=megabytes << 20):
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        code, told = finish(start(binary, SLOW, folder, preexec_fn=limited))
        codes.append(code)
        if code == 0:
            continue
        must(not folder.files["json"].exists() or folder.files["json"].read_text() == OLD, "half of the results")
        if folder.files["junit"].exists() and folder.files["junit"].read_text() != OLD:
            said = {row.outcome for row in readings.from_junit(folder.files["junit"].read_text())}
            must("undecided" in said, "what was not decided is not told")
    must(any(codes) and 1 not in codes, f"ended with {codes}")
    runs_well(binary, folder)


def closed_output(binary, folder):
    """Whoever reads standard output may go away: the files are there."""
    run = subprocess.Popen([binary, "check", *TINY, *folder.options()], cwd=TOP, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE)
    run.stdout.close()
    run.wait(timeout=120)
    must(folder.whole() == set(folder.files), "a report is missing")


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    failures = 0
    for test in (killed_while_it_searches, killed_at_any_moment, stopped, interrupted,
                 interrupted_twice, a_second_run, full_disk, too_large, no_memory,
                 closed_output):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(binary, Folder(folder))
                print(f"ok  {test.__name__}")
            except (Fault, ValueError, OSError, json.JSONDecodeError) as fault:
                failures += 1
                print(f"FAILED  {test.__name__}: {fault}")
    print(f"{failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
