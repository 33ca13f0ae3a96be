#!/usr/bin/env python3
"""The examples of checker/ci: they parse, and walkcheck has every option that they use.
    python3 tests/reports/ci_examples.py build/walkcheck
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

TOP = pathlib.Path(__file__).resolve().parents[2]
FOLDER = TOP / "checker/ci"


def commands(node):
    """All texts of a parsed file."""
    if isinstance(node, dict):
        for value in node.values():
            yield from commands(value)
    elif isinstance(node, list):
        for value in node:
            yield from commands(value)
    elif isinstance(node, str):
        yield node


def options_of(text):
    """Those of `walkcheck check`, in a command or a line of a script."""
    return [option for line in text.replace("\\\n", " ").splitlines() for call in re.findall(r"\bcheck (.*)", line)
            for option in re.findall(r"--[a-z][a-z-]*", call)]


def git(folder, *words):
    return subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], cwd=folder, check=True,
                          capture_output=True, text=True).stdout


def bisects(binary):
    """A property breaks at the fourth of six commits; the third cannot be read. True, or what git says instead."""
    with tempfile.TemporaryDirectory() as folder:
        git(folder, "init", "--quiet")
        file = pathlib.Path(folder, "a.prop")
        texts = ["3", "3 ", "3 nonsense", "2", "2 ", "2  "]
        for number, most in enumerate(texts):
            file.write_text(f"system s {{ var x : 0..3 = 0 rule \"up\" when x < 3 {{ x = x + 1 }} "
                            f"property small never x > {most} expect holds }}\n")
            git(folder, "add", "a.prop")
            git(folder, "commit", "--quiet", "-m", f"commit {number}")
        git(folder, "bisect", "start", "HEAD", "HEAD~5")
        # The one that is skipped lies beside the first bad one: git cannot tell the two apart, and names both.
        run = subprocess.run(["git", "bisect", "run", "bash", FOLDER / "bisect.sh", "a.prop"], cwd=folder,
                             capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "WALKCHECK": str(binary)})
        candidates = re.findall(r"^([0-9a-f]{40})$", run.stdout, re.MULTILINE)
        messages = {git(folder, "log", "-1", "--format=%s", commit).strip() for commit in candidates}
        return messages == {"commit 2", "commit 3"} or run.stdout + run.stderr


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    known = subprocess.run([binary, "check", "--help"], capture_output=True, text=True, check=True).stdout
    failures = 0

    def judge(good, what, told=""):
        nonlocal failures
        failures += not good
        print(f"{'ok' if good else 'FAILED'}  {what}" + ("" if good else f"\n{told}"))

    for path in sorted(FOLDER.iterdir()):
        if path.suffix == ".yml":
            texts = list(commands(yaml.safe_load(path.read_text())))
            judge(any("walkcheck" in text for text in texts), f"{path.name} is YAML")
            used = [option for text in texts for option in options_of(" ".join(text.split()))]
        else:
            checked = subprocess.run(["bash", "-n", path], capture_output=True, text=True)
            judge(checked.returncode == 0, f"{path.name} is bash", checked.stderr)
            used = options_of(path.read_text())
        judge(bool(used), f"{path.name} uses options")
        for option in used:
            judge(re.search(re.escape(option) + r"\b(?!-)", known), f"{path.name}: {option}")
    found = bisects(binary)
    judge(found is True, "git bisect finds what broke a property", found)
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
