#!/usr/bin/env python3
"""No golden file has been changed, moved or removed since it was committed.

Usage: history.py [folder]. Reads git's history of tests/golden/journals and tests/golden/fields,
and the working copy against it. Where there is no history (an unpacked archive) it says so; the
sums in tests/golden/journals/*.txt are compared by test_golden in any case.
"""
import pathlib
import subprocess
import sys

KEPT = ("tests/golden/journals", "tests/golden/fields")


def git(root, *words):
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True,
                          check=False)


def changes(root):
    """What git knows to have been changed, as lines to read; empty is good. None: no history."""
    if git(root, "rev-parse", "--verify", "HEAD").returncode != 0:
        return None
    done = git(root, "log", "--no-renames", "--diff-filter=MDT", "--name-status",
               "--format=%h %s", "--", *KEPT)
    here = git(root, "diff", "--no-renames", "--diff-filter=MDT", "--name-status", "HEAD", "--",
               *KEPT)
    for answer in (done, here):
        if answer.returncode != 0:
            raise SystemExit("git: " + answer.stderr)
    return [line for line in (done.stdout + here.stdout).splitlines() if line.strip()]


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]
    found = changes(root)
    if found is None:
        print("no history here")
        return 0
    for line in found:
        print(line)
    if found:
        print("A golden journal is never changed: add another with ./dev golden add.")
    else:
        print("no golden file has been changed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
