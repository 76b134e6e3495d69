#!/usr/bin/env python3
"""Flips each row of the procedure table, and each precondition, in turn; the law tests must fail
for every one.

    tests/mutation/run.py build/dev/bin/law_mutant [--seconds N] [RULE ...]

For every fault first the tests that name its rule run, and only if none of them sees it, all.
Prints killed/total and the time. A fault that no test sees is a survivor; the explained ones stand
in tests/mutation/survivors.txt with their reason, and an explained one that is killed after all is
reported too, so that the list can only shrink. After N seconds (preset 1,200) no new fault is
begun, and what was left out is said. Exit 1 when anything is unexplained or left out.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LONGEST_SECONDS = 120
PRESET_SECONDS = 1200


def explained():
    """{fault: reason}; a reason in a line of its own ("= ...") is that of the faults below it."""
    reasons, common = {}, ""
    for line in (HERE / "survivors.txt").read_text().splitlines():
        if line.startswith("= "):
            common = line[2:].strip()
        elif line.strip() and not line.startswith("#"):
            reasons[line.strip()] = common
    return reasons


def tests_by_rule():
    """{rule id: ["Suite.Name"]} of the law tests that name it."""
    found = {}
    for path in sorted((ROOT / "tests/law").glob("*_test.cpp")):
        text = path.read_text()
        starts = list(re.finditer(r"^TEST(?:_F|_P)?\((\w+),\s*(\w+)\)", text, re.M))
        for at, start in enumerate(starts):
            end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
            body = text[start.start():end].replace("_", " ")
            for rule in set(re.findall(r"(?<![A-Za-z0-9])([TGOAR]\d\d)(?!\d)", body)):
                found.setdefault(rule, []).append(f"{start.group(1)}.{start.group(2)}")
    return found


def fails(program, fault, tests="*", **more):
    command = [program, "--gtest_brief=1", "--gtest_fail_fast", f"--gtest_filter={tests}"]
    environment = {**os.environ, "CKL_MUTANT": fault, **more}
    try:
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True,
                              timeout=LONGEST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


class Trial:
    """One fault after the other, until the time is out."""

    def __init__(self, program, seconds):
        self.program, self.until = program, time.monotonic() + seconds
        self.named = tests_by_rule()

    def noticed(self, fault):
        """True when a test sees it, None when there was no time to look."""
        if time.monotonic() > self.until:
            return None
        named = self.named.get(fault.split()[0])
        if named and fails(self.program, fault, ":".join(named)):
            return True
        return fails(self.program, fault)


def sites(program):
    """Each precondition that some test meets: runs all tests, which must pass."""
    with tempfile.NamedTemporaryFile() as file:
        if fails(program, "", CKL_MUTANT_SITES=file.name):
            sys.exit("mutation: the tests fail without any fault; mend that first")
        met = Path(file.name).read_text().splitlines()
    return [site for site in met if not site.startswith("INPUT_")]  # tests/domain


def of_table(program):
    listed = subprocess.run([program], env={**os.environ, "CKL_MUTANT_LIST": "1"},
                            capture_output=True, text=True, check=True).stdout.splitlines()
    return [line.strip() for line in listed]


def report(faults, noticed):
    reasons = explained()
    left_out = [fault for fault, seen in zip(faults, noticed) if seen is None]
    survivors = [fault for fault, seen in zip(faults, noticed) if seen is False]
    bad = [f"survives: {fault}" for fault in survivors if fault not in reasons]
    bad += [f"explained as a survivor, but killed: {fault}" for fault, seen in zip(faults, noticed)
            if seen and fault in reasons]
    for line in bad:
        print(line)
    for reason in dict.fromkeys(reasons.values()):
        count = sum(1 for fault in survivors if reasons.get(fault) == reason)
        if count:
            print(f"{count} survive, explained: {reason}")
    killed = sum(1 for seen in noticed if seen)
    print(f"mutation: {killed}/{len(faults)} killed, {len(survivors)} survive, "
          f"{len(bad)} unexplained, {len(left_out)} left out")
    return 1 if bad or left_out else 0


def main(arguments):
    program, seconds = Path(arguments[0]).resolve(), PRESET_SECONDS
    wanted = arguments[1:]
    if wanted and wanted[0] == "--seconds":
        seconds, wanted = int(wanted[1]), wanted[2:]
    begun = time.monotonic()
    faults = [fault for fault in of_table(program) + sites(program)
              if not wanted or fault.split()[0] in wanted]
    if not faults:
        sys.exit("mutation: no fault to try")
    trial = Trial(program, seconds)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        noticed = list(pool.map(trial.noticed, faults))
    verdict = report(faults, noticed)
    print(f"mutation: {time.monotonic() - begun:.0f} s")
    return verdict


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
