#!/usr/bin/python3
"""Makes the vectors that every verifier of the proof is tried with.

Usage: tests/proof/make_vectors.py [build/release/bin]

Starts a server of its own on an empty folder, writes a small log with a change of keys and an entry
that is marked, and exports it. What is wrong in the others is done to these exports here; beside
each file stands what a verifier must say of it. The vectors are kept: run this only when the format
gets something new. Those of signed decisions are made by make_decision_vectors.py.
"""
import base64
import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / 'tests/proof/vectors'
BIN = ROOT / (sys.argv[1] if len(sys.argv) > 1 else 'build/release/bin')


def free_port() -> int:
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


class Server:
    def __init__(self, folder: pathlib.Path):
        self.http, self.grpc = free_port(), free_port()
        self.arguments = ['--config', str(ROOT / 'tests/scenarios/provstad/ckld.yaml'),
                          '--data', str(folder), '--http', f'127.0.0.1:{self.http}',
                          '--grpc', f'127.0.0.1:{self.grpc}']
        self.token = self.issue('tib', '--administrator')
        self.child = subprocess.Popen([BIN / 'ckld', *self.arguments],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f'http://127.0.0.1:{self.http}/readyz').close()
                return
            except OSError:
                if self.child.poll() is not None:
                    sys.exit('ckld ended')

    def issue(self, person: str, *more: str) -> str:
        out = subprocess.run([BIN / 'ckld', *self.arguments, '--issue-token', person, *more],
                             check=True, capture_output=True, text=True).stdout
        return out.strip().split('\n')[-1]

    def ckl(self, *words: str) -> str:
        environment = {'CKL_SERVER': f'127.0.0.1:{self.grpc}', 'CKL_TOKEN': self.token,
                       'CKL_WORKSPACE': 'skarpt', 'LANG': 'sv_SE.UTF-8', 'HOME': '/nonexistent'}
        done = subprocess.run([BIN / 'ckl', *words], capture_output=True, text=True,
                              env=environment)
        if done.returncode != 0:
            sys.exit(f'ckl {words}: {done.stdout}{done.stderr}')
        return done.stdout

    def signed(self, least: int) -> str:
        """The checkpoint, once it covers so many entries."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            note = self.ckl('proof', 'checkpoint')
            if int(note.split('\n')[1]) >= least:
                return note
        sys.exit('no checkpoint came')

    def head(self) -> int:
        return int(json.loads(self.ckl('--json', 'status'))['sequence'])

    def stop(self):
        self.child.terminate()
        self.child.wait()


def keep(name: str, text: str, codes: list[str], **trust: str):
    suffix = 'tlog-proof' if text.startswith('c2sp') else 'ckl-export'
    (OUT / f'{name}.{suffix}').write_text(text, encoding='utf-8')
    expected = {'good': not codes, 'codes': sorted(codes), **trust}
    (OUT / f'{name}.expect.json').write_text(
        json.dumps(expected, indent=1, ensure_ascii=False) + '\n', encoding='utf-8')


def altered(text: str, at: int) -> str:
    """One letter of base64 is another."""
    return text[:at] + ('B' if text[at] != 'B' else 'C') + text[at + 1:]


def lines_of(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def entry_line(lines: list[str], what: str) -> int:
    """The line of the entry of log text `what`."""
    for at, line in enumerate(lines):
        for part in json.loads(line).get('parts', []):
            if part[0] == 'covered' and what.encode() in base64.b64decode(part[4]):
                return at
    sys.exit(f'no entry says {what}')


def damage(whole: str, first_key: str, forked: str):
    """Each kind of damage once, to the export of the whole log."""
    lines = lines_of(whole)
    at = entry_line(lines, 'Vägen är avstängd')
    text = re.search(r'"event",70.*\["covered",4,"([^"]+)","([^"]+)","([^"]+)"\]', lines[at])
    changed = base64.b64decode(text[3]).replace('Vägen'.encode(), 'Bågen'.encode())
    keep('altered-text', whole.replace(text[3], base64.b64encode(changed).decode()),
         ['commitment'])
    keep('altered-salt', whole.replace(text[2], altered(text[2], 3)), ['commitment'])
    keep('altered-leaf', ''.join(
        line if n != at else altered(line, line.index('"leaf":"') + 12)
        for n, line in enumerate(lines)), ['leaf', 'head'])
    keep('removed-entry', ''.join(lines[:at] + lines[at + 1:]), ['order'])
    keep('swapped-entries', ''.join(lines[:at - 1] + [lines[at], lines[at - 1]] + lines[at + 1:]),
         ['order'])
    keep('removed-tail', ''.join(lines[:-3]), ['tail'])
    keep('cut-in-a-line', whole[:-20], ['tail'])
    keep('not-an-export', '{"hello":"world"}\n', ['form'])
    keep('added-at-the-end', whole + lines[1], ['form'])
    keep('wrong-key', whole, ['key'], key='ckl/0123456789abcdef0123456789abcdef+' + stranger())
    keep('forked', whole, ['fork', 'signature'], checkpoint=forked)
    signature = whole.rindex('\\u2014') if '\\u2014' in whole else whole.rindex('\u2014')
    keep('forged-signature', altered(whole, whole.index(' ', signature + 3) + 30), ['signature'])
    keep('whole', whole, [], key=first_key)


def stranger() -> str:
    """The rest of a key of a log that is not this one: its id is right, its secret unknown."""
    import hashlib
    name, key = b'ckl/0123456789abcdef0123456789abcdef', bytes(range(32))
    mark = hashlib.sha256(name + b'\n\x01' + key).hexdigest()[:8]
    return mark + '+' + base64.b64encode(b'\x01' + key).decode()


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.iterdir():
        if not old.name.startswith('decision-'):
            old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(pathlib.Path(folder) / 'data')
        try:
            server.ckl('log', 'write', 'Patienten heter Anna')
            server.ckl('report', 'Vattenläcka', '--kind', 'supply', '--level', 'disturbance')
            server.ckl('log', 'write', 'Vägen är avstängd', '--incident', '1')
            before = server.signed(server.head())
            first_key = server.ckl('proof', 'checkpoint', '--key').strip()
            server.ckl('proof', 'rotate')
            server.ckl('log', 'write', 'Med ny nyckel')
            server.ckl('log', 'mark', '1', '--provision', '21 kap. 1 § OSL')
            server.signed(server.head())
            whole = server.ckl('export')
            second_key = server.ckl('proof', 'checkpoint', '--key').strip()
            size = int(json.loads(lines_of(whole)[0])['size'])
            keep('masked', server.ckl('export', '--masked'), [])
            keep('incident', server.ckl('export', '--incident', '1'), [], key=second_key)
            keep('followed', whole, [], checkpoint=before, key=second_key)
            receipt = server.ckl('proof', 'receipt', str(size))
            keep('receipt', receipt, [], key=second_key)
            keep('receipt-without-a-key', receipt, ['key'])
            keep('receipt-of-another', re.sub(r'index \d+', 'index 3', receipt),
                 ['order', 'head'], key=second_key)
            line = before.split('\n')
            other = '\n'.join([*line[:2], altered(line[2], 5), *line[3:]])
            damage(whole, first_key, other)
        finally:
            server.stop()
    print(f'{len(list(OUT.glob("*.json")))} vectors')


if __name__ == '__main__':
    main()
