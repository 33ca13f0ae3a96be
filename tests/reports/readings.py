"""Reads each format of a report back, strictly: what it says of every verdict, as one list of Row."""
import collections
import json
import re
import urllib.parse
import xml.etree.ElementTree as ElementTree

# outcome: "as expected", "unexpected", "undecided". headline: "violated, expected holds".
Row = collections.namedtuple("Row", "scenario property outcome headline")


class Fault(Exception):
    """A format says what it must not."""


def must(condition, what):
    if not condition:
        raise Fault(what)


def headline(result):
    if result["expected"] is None:
        return result["verdict"]
    return result["verdict"] + (", as expected" if result["as_expected"] else f", expected {result['expected']}")


def outcome(result):
    if result["as_expected"]:
        return "as expected"
    return "undecided" if result["verdict"] in ("unknown", "bounded") else "unexpected"


def from_json(text):
    return [Row(r["scenario"], r["property"], outcome(r), headline(r)) for r in json.loads(text)["results"]]


def from_junit(text):
    rows = []
    names = set()
    for suite in ElementTree.fromstring(text):
        size = suite.get("name")[len(suite.get("package")):].strip()
        counted = collections.Counter()
        said = dict(re.findall(r"^(\S+) in .*?: ([a-z]+(?:, .*)?)$", suite.find("system-out").text or "", re.MULTILINE))
        for case in suite.findall("testcase"):
            name = case.get("name")
            must((case.get("classname"), name) not in names, f"two cases are {name}")
            names.add((case.get("classname"), name))
            must(name.endswith(size), f"{name} does not tell its size")
            name = name[:len(name) - len(size)].strip()
            faults = [child for child in case if child.tag in ("failure", "error")]
            must(len(faults) <= 1, f"{name} fails twice")
            kind = faults[0].tag if faults else "passed"
            counted[kind] += 1
            told = faults[0].get("message") if faults else said[name]
            if faults:
                must(f": {told}\n" in faults[0].text, f"{name} says one thing and its text another")
            rows.append(Row(case.get("classname"), name,
                            {"failure": "unexpected", "error": "undecided", "passed": "as expected"}[kind], told))
        must(int(suite.get("failures")) == counted["failure"], "failures are miscounted")
        must(int(suite.get("errors")) == counted["error"], "errors are miscounted")
        must(int(suite.get("tests")) == sum(counted.values()), "tests are miscounted")
    return rows


def from_sarif(text):
    run, = json.loads(text)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    must(len(set(rules)) == len(rules), "two rules have one id")
    rows = []
    for result in run["results"]:
        must(rules[result["ruleIndex"]] == result["ruleId"], "ruleIndex names another rule")
        scenario = result["properties"]["scenario"]
        name = result["locations"][0]["logicalLocations"][0]["name"]
        told = re.match(re.escape(name) + r" in .*?: (.*?)\.(?: |$)", result["message"]["text"])
        must(told, f"no headline: {result['message']['text']}")
        kind = result["kind"]
        must(result["level"] == ("error" if kind == "fail" else "none"), f"{name} is {kind} and {result['level']}")
        passes = result["properties"]["verdict"] in ("holds", "proved")
        if kind in ("pass", "informational"):
            must(passes == (kind == "pass"), f"{name} is {kind} and {result['properties']['verdict']}")
        rows.append(Row(scenario, name, {"fail": "unexpected", "open": "undecided", "pass": "as expected",
                                         "informational": "as expected"}[kind], told.group(1)))
    return rows


def ktap_tests(lines, depth):
    """The tests of one level: lists of (passes, name, remark, subtests)."""
    indent = "  " * depth
    must(lines and lines.pop(0) == indent + "KTAP version 1", "no version line")
    name = None
    if depth:
        name = re.fullmatch(re.escape(indent) + "# Subtest: (.*)", lines.pop(0)).group(1)
    plan = int(re.fullmatch(re.escape(indent) + r"1\.\.(\d+)", lines.pop(0)).group(1))
    tests = []
    subtests = None
    while len(tests) < plan:
        must(lines, "fewer tests than planned")
        line = lines[0]
        if line == indent + "  KTAP version 1":
            must(subtests is None, "subtests of no test")
            subtests = ktap_tests(lines, depth + 1)
            continue
        lines.pop(0)
        must(line.startswith(indent), f"not indented: {line}")
        line = line[len(indent):]
        if line == "#" or line.startswith("# "):
            continue
        found = re.fullmatch(r"(ok|not ok) (\d+) ([^#]*?)(?: # ([^#]*))?", line)
        must(found, f"no line of KTAP: {line}")
        must(int(found.group(2)) == len(tests) + 1, f"out of order: {line}")
        tests.append((found.group(1) == "ok", found.group(3), found.group(4) or "", subtests))
        subtests = None
    return name, tests


def from_ktap(text):
    lines = text.splitlines()
    _, tests = ktap_tests(lines, 0)
    must(not lines, f"more than was planned: {lines[:1]}")
    rows = []
    for passes, name, _, (subtest, cases) in tests:
        must(name == subtest, f"{name} is headed {subtest}")
        must(passes == all(case[0] for case in cases), f"{name} does not say what its subtests do")
        for passed, case, remark, _ in cases:
            undecided = remark.startswith("ERROR ")
            must(not (undecided and passed), f"{case} is ok and an error")
            rows.append(Row(name.split(" ")[0], case,
                            "as expected" if passed else "undecided" if undecided else "unexpected",
                            remark.removeprefix("ERROR ")))
    return rows


def from_annotations(text):
    """Only what is not as expected; what `walkcheck` prints as text is passed over."""
    rows = []
    for line in text.splitlines():
        if not line.startswith("::"):
            continue
        found = re.fullmatch(r"::(error|warning) file=([^,:]*),line=(\d+),title=([^,:]*)::(.*)", line)
        must(found, f"no workflow command: {line}")
        message = urllib.parse.unquote(found.group(5))
        told = re.match(r"(\S+) in ([^\s:]+)[^:]*: (.*)", message)
        must(urllib.parse.unquote(found.group(4)) == f"{told.group(1)} {told.group(3)}", f"title and text differ: {line}")
        undecided = found.group(1) == "warning" or told.group(3).startswith("not decided")
        rows.append(Row(told.group(2), told.group(1), "undecided" if undecided else "unexpected", told.group(3)))
    return rows


def from_summary(text):
    cells = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    rows = []
    plain = lambda cell: re.sub(r"&#(\d+);", lambda found: chr(int(found.group(1))), cell.strip())
    for told, name, scenario, _ in ([plain(cell) for cell in row] for row in cells[2:]):
        verdict = told.split(",")[0]
        met = ", as expected" in told or (verdict == told and verdict in ("holds", "proved"))
        rows.append(Row(scenario, name, "as expected" if met else
                        "undecided" if verdict in ("unknown", "bounded") else "unexpected", told))
    counts = collections.Counter(row.outcome for row in rows)
    must(f"{counts['as expected']} as expected, {counts['unexpected']} not as expected, "
         f"{counts['undecided']} undecided" in text, "the summary is miscounted")
    return rows


READERS = {"json": from_json, "junit": from_junit, "sarif": from_sarif, "ktap": from_ktap}
