#!/usr/bin/env python3
"""Flips each row of the procedure table in turn; the law tests must fail for every one.

    tests/mutation/run.py build/release/bin/law_mutant [RULE ...]

Prints killed/total. A fault that no test sees is a survivor; the explained ones stand in
tests/mutation/survivors.txt with their reason, and an explained one that is killed after all is
reported too, so that the list can only shrink. Exit 1 when anything is unexplained.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LONGEST_SECONDS = 120


def explained():
    reasons = {}
    for line in (HERE / "survivors.txt").read_text().splitlines():
        fault, _, reason = line.partition(" -- ")
        if fault and not fault.startswith("#"):
            reasons[fault.strip()] = reason.strip()
    return reasons


def run(program, fault):
    """True when the tests notice."""
    environment = {**os.environ, "CKL_MUTANT": fault}
    done = subprocess.run([program, "--gtest_brief=1", "--gtest_fail_fast"], env=environment,
                          cwd=ROOT, capture_output=True, timeout=LONGEST_SECONDS, check=False)
    return done.returncode != 0


def main(arguments):
    program, wanted = Path(arguments[0]).resolve(), set(arguments[1:])
    if run(program, ""):
        sys.exit("mutation: the tests fail without any fault; mend that first")
    listed = subprocess.run([program], env={**os.environ, "CKL_MUTANT_LIST": "1"},
                            capture_output=True, text=True, check=True).stdout.splitlines()
    faults = [line.strip() for line in listed if not wanted or line.split()[0] in wanted]
    if not faults:
        sys.exit("mutation: no fault to try")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        noticed = list(pool.map(lambda fault: run(program, fault), faults))
    reasons = explained()
    survivors = [fault for fault, seen in zip(faults, noticed) if not seen]
    bad = 0
    for fault in survivors:
        if fault in reasons:
            print(f"survives, explained: {fault} -- {reasons[fault]}")
        else:
            print(f"survives: {fault}")
            bad += 1
    for fault in sorted(set(reasons) & set(faults) - set(survivors)):
        print(f"explained as a survivor, but killed: {fault}")
        bad += 1
    killed = len(faults) - len(survivors)
    print(f"mutation: {killed}/{len(faults)} killed, {len(survivors)} survive, {bad} unexplained")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
