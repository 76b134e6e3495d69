#!/usr/bin/env python3
"""Holds the rules of CONTRIBUTING.md that a machine can hold. Prints what breaks them and fails.

Run by `./dev test` and `./dev lint`, or by hand: `tests/tidy/tidy.py [folder]`. The rules live in
the modules beside this one; the few files that may break a ban stand below, each with its reason.
`tidy_test.py` plants violations and proves that each rule finds its own.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import calls  # noqa: E402
import includes  # noqa: E402
import references  # noqa: E402
import sizes  # noqa: E402
import words  # noqa: E402
from source import read_tree  # noqa: E402

# {(rule, path): reason}. A reason says why this file alone, and why no other way would do.
ALLOWANCES = {}


def findings(tree, allowances):
    yield from includes.check(tree)
    yield from sizes.check(tree)
    yield from calls.check(tree, allowances)
    yield from words.check(tree)
    yield from references.check(tree)


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2]
    tree = read_tree(root)
    found = sorted(set(findings(tree, ALLOWANCES)), key=lambda f: (f.path, f.line, f.rule))
    for finding in found:
        print(finding)
    print(f"{len(tree)} files read, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
