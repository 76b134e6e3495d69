#!/usr/bin/python3
"""Counts the instructions of the hot paths and compares them with instructions.json.

Usage: tests/bench/instructions.py [--write]

The count is callgrind's, of bench_hot: the same in every run, whatever else the machine does. A
path that takes more than 3 % more instructions than the file says fails; `--write` makes the file
say what is counted now. Compilers and libraries are those of Debian 12, and instructions that not
every processor has are switched off, so that another machine counts the same.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from ckld import BIN

FILE = pathlib.Path(__file__).with_name('instructions.json')
TOLERANCE = 0.03
NAMES = {'hot_decode_command': 'ett kommando tas ur sin ram och avkodas',
         'hot_decide_apply': 'en anteckning beslutas och läggs till tillståndet',
         'hot_encode_entry': 'en händelse kodas för journalen',
         'hot_prove': 'ett löv räknas och läggs i Merkleträdet',
         'hot_frame': 'en händelse blir en WebSocket-ram',
         'hot_fan_out': 'en händelse till 1 000 prenumeranter i navet'}
EVERYWHERE = {'OPENSSL_ia32cap': '~0x1000000000000000:~0x20',  # neither AVX nor AVX2
              'GLIBC_TUNABLES': 'glibc.cpu.hwcaps=-AVX2_Usable,-AVX_Usable,-ERMS'}


def counted() -> dict[str, float]:
    """Instructions for one of each."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / 'counts'
        done = subprocess.run(
            ['valgrind', '--tool=callgrind', '--collect-atstart=no', '--toggle-collect=hot_*',
             f'--callgrind-out-file={out}', str(BIN / 'bench_hot')],
            env=os.environ | EVERYWHERE, capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            raise SystemExit(f'bench_hot: {done.stderr}')
        told = subprocess.run(['callgrind_annotate', '--inclusive=yes', '--threshold=100', out],
                              capture_output=True, text=True, check=True, timeout=60).stdout
    found = {name: int(count.replace(',', ''))
             for count, name in re.findall(r'^\s*([\d,]+) \(.*?\)\s+\S*:(hot_\w+) ', told, re.M)}
    times = json.loads(done.stdout)
    missing = set(NAMES) - set(found)
    if missing:
        raise SystemExit(f'callgrind did not see {" ".join(sorted(missing))}')
    return {name: round(found[name] / times[name], 1) for name in NAMES}


def compare(now: dict[str, float], before: dict[str, float]) -> bool:
    """Prints one line for each; whether none has grown."""
    met = True
    for name, what in NAMES.items():
        if name not in before:
            raise SystemExit(f'{FILE.name} does not know {name}: --write')
        change = now[name] / before[name] - 1
        verdict = 'NEJ' if change > TOLERANCE else 'ja'
        if change < -TOLERANCE:
            verdict = 'färre: --write'
        met = met and change <= TOLERANCE
        print(f'| {what:<50} | {now[name]:>12,.0f} | {before[name]:>12,.0f} | '
              f'{100 * change:+6.2f} % | {verdict} |')
    return met


def main() -> int:
    if sys.argv[1:] not in ([], ['--write']):
        raise SystemExit(__doc__)
    now = counted()
    if sys.argv[1:]:
        FILE.write_text(json.dumps(now, indent=1) + '\n')
    return 0 if compare(now, json.loads(FILE.read_text())) else 1


if __name__ == '__main__':
    sys.exit(main())
