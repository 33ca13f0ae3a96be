#!/usr/bin/env python3
"""Runs the commands of a Markdown file as a reader would: python3 tests/readme_commands.py README.md

In fenced blocks marked `console`, a line "$ COMMAND" is run from the top of the repository. The lines below it, up to
the next command, must occur in its output in this order, with any lines between; "..." stands for any text.
A command must end with 0, or with N if it ends in "# exits N". Not run: `git clone`, `cd`, and tests/run.sh, which
runs this. Ends with 1 if something differs.
"""
import pathlib
import re
import subprocess
import sys

MOST_SECONDS = 300
NOT_RUN = re.compile(r"git clone |cd |.*tests/run\.sh")


def commands(page):
    """Pairs of a command and the lines expected of it."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip() and found:
                found[-1][1].append(line.rstrip())
    return found


def fault(command, expected, folder):
    """What differs from the page, or None."""
    # timeout(1) ends what the command started, too.
    run = subprocess.run(["timeout", str(MOST_SECONDS), "bash", "-c", command], cwd=folder, text=True,
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if run.returncode == 124:
        return f"takes more than {MOST_SECONDS} s:\n{run.stdout}"
    wanted = re.search(r"# exits (\d+)$", command)
    wanted = int(wanted.group(1)) if wanted else 0
    if run.returncode != wanted:
        return f"ends with {run.returncode}, not {wanted}:\n{run.stdout}"
    lines = iter(run.stdout.splitlines())
    for line in expected:
        pattern = re.compile(".*".join(map(re.escape, line.split("..."))))
        if not any(pattern.fullmatch(actual.rstrip()) for actual in lines):
            return f"does not print, or not in this order: {line}\n{run.stdout}"
    return None


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent
    todo = [(command, expected) for command, expected in commands((folder / sys.argv[1]).read_text())
            if not NOT_RUN.match(command)]
    failures = 0
    for command, expected in todo:
        difference = fault(command, expected, folder)
        print(f"{'FAILED' if difference else 'ok'}  $ {command}")
        if difference:
            print(difference)
            failures += 1
    if not todo:
        print("no commands found")
    print(f"readme: {len(todo) - failures} passed, {failures} failed")
    return 1 if failures or not todo else 0


if __name__ == "__main__":
    sys.exit(main())
