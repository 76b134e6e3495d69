#!/usr/bin/python3
"""Makes the vectors of decisions that are signed with a passkey.

Usage: tests/proof/make_decision_vectors.py

Needs no server: a browser and a passkey would have to stand beside it. The logs are written here by
docs/format.md, with keys of their own, and each has one thing that is wrong although the log's own
signatures are right: what a dishonest server could do. Beside each file stands what a verifier must
say of it: `says` is a part of what it says in English, `decisions` how many of which kind.
"""
import base64
import hashlib
import json

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from make_vectors import OUT

ORIGIN = 'ckl/00112233445566778899aabbccddeeff'
CHAIR, OTHER = 'kn-ordf', 'tib'
PRESENT, VERIFIED = 1, 4
DECLARED, ASSESSED, SIGNED, KEY_CHANGED = 30, 94, 271, 270
TEXT = '''Beslut: Händelsen är en extraordinär händelse
Arbetsyta: skarpt
Fattat av: Anna Andersson (kn-ordf)
I egenskap av: KN_CHAIR
Stöd: Lag (2006:544), 2 kap. 3 §
Rubrik: Vattenläcka
Händelse: incident-7
Avviker från det normala: Ett.
  Två.
Allvarlig störning eller överhängande risk: Vattnet är borta.
Kräver skyndsamma insatser av kommunen: Nu.
Krisledningsnämnden träder i funktion: nej
Kommando: web-1
'''
SECOND = '''Beslut: Händelsen är inte en extraordinär händelse
Arbetsyta: skarpt
Fattat av: Anna Andersson (kn-ordf)
I egenskap av: KN_CHAIR
Rubrik: Brand
Händelse: incident-8
Skäl: Räddningstjänsten räcker.
Kommando: web-2
'''


def sha256(*pieces: bytes) -> bytes:
    return hashlib.sha256(b''.join(pieces)).digest()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def varint(value: int) -> bytes:
    out = b''
    while value > 127:
        out += bytes([value % 128 + 128])
        value //= 128
    return out + bytes([value])


def number(field: int, value: int) -> bytes:
    return varint(field * 8) + varint(value)


def sized(field: int, value: bytes | str) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return varint(field * 8 + 2) + varint(len(data)) + data


class Passkey:
    def __init__(self, secret: int):
        self.secret = ec.derive_private_key(secret, ec.SECP256R1())
        self.point = self.secret.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)[1:]
        self.key = sha256(self.point).hex()

    def sign(self, message: bytes) -> bytes:
        return self.secret.sign(message, ec.ECDSA(hashes.SHA256()))


ANNA, BERTIL, NOBODY = Passkey(1001), Passkey(1002), Passkey(1003)


def head_of(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256()
    at = 1
    while at * 2 < len(leaves):
        at *= 2
    return sha256(b'\1', head_of(leaves[:at]), head_of(leaves[at:]))


def path_of(index: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) < 2:
        return []
    at = 1
    while at * 2 < len(leaves):
        at *= 2
    if index < at:
        return path_of(index, leaves[:at]) + [head_of(leaves[at:])]
    return path_of(index - at, leaves[at:]) + [head_of(leaves[:at])]


class Log:
    def __init__(self):
        self.pen = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        public = self.pen.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        self.id = sha256(ORIGIN.encode(), b'\n\1', public)[:4]
        self.key = f'{ORIGIN}+{self.id.hex()}+{b64(bytes([1]) + public)}'
        self.lines: list[dict] = []
        self.leaves: list[bytes] = []
        self.add('', '', 250, [sized(1, self.key)])

    def add(self, person: str, command: str, event: int, fields: list[bytes]):
        at = len(self.lines) + 1
        data, parts = b'\1', []
        own = [number(1, at), sized(2, number(1, 1_790_000_000 + at)),
               sized(3, sized(1, person)) if person else b'',
               sized(4, command) if command else b'', sized(5, 'T04'), sized(6, 'LEH 2 kap.')]
        for one in [*filter(None, own), None, *fields]:
            if one is None:
                data += b'\3' + event.to_bytes(4, 'big')
                parts.append(['event', event])
                continue
            inside = ['event', event] in parts
            field = one[0] >> 3
            if one[0] & 7 != 2 or (not inside and field in (2, 5, 6)):
                data += b'\0' + len(one).to_bytes(4, 'big') + one
                parts.append(['open', b64(one)])
                continue
            salt = sha256(f'{at} {len(parts)}'.encode())[:16]
            commitment = sha256(b'\2', salt, one)
            data += b'\1' + field.to_bytes(4, 'big') + commitment
            parts.append(['covered', field, b64(commitment), b64(salt), b64(one)])
        leaf = sha256(b'\0', data)
        self.leaves.append(leaf)
        self.lines.append({'entry': at, 'leaf': b64(leaf), 'parts': parts})

    def checkpoint(self) -> str:
        size = len(self.leaves)
        body = f'{ORIGIN}\n{size}\n{b64(head_of(self.leaves))}\n'
        return f'{body}\n\u2014 {ORIGIN} {b64(self.id + self.pen.sign(body.encode()))}\n'

    def export(self, left_out=(), masks=lambda entry, part: False) -> str:
        """`left_out`: first and last of each whole subtree of entries that is skipped."""
        what = 'incident incident-7' if left_out else 'whole'
        lines = [{'ckl-export': 1, 'origin': ORIGIN, 'workspace': 'skarpt', 'mode': 'LIVE',
                  'size': len(self.lines), 'masked': False, 'what': what}]
        for line in self.lines:
            at = line['entry']
            for first, last in left_out:
                if at == first:
                    head = b64(head_of(self.leaves[first - 1:last]))
                    lines.append({'skip': first, 'through': last, 'hashes': [head]})
            if any(first <= at <= last for first, last in left_out):
                continue
            parts = [['masked', *part[1:3]] if part[0] == 'covered' and masks(at, part) else part
                     for part in line['parts']]
            lines.append({**line, 'parts': parts})
        lines.append({'checkpoint': self.checkpoint()})
        return ''.join(json.dumps(line, ensure_ascii=False, separators=(',', ':')) + '\n'
                       for line in lines)

    def receipt(self, entry: int) -> str:
        extra = json.dumps(self.lines[entry - 1], separators=(',', ':')).encode()
        path = ''.join(f'{b64(one)}\n' for one in path_of(entry - 1, self.leaves))
        return (f'c2sp.org/tlog-proof@v1\nextra {b64(extra)}\nindex {entry - 1}\n{path}\n'
                + self.checkpoint())


def declared(first='Ett.\r\nTvå.', incident='incident-7') -> list[bytes]:
    criteria = (sized(1, first) if first else b'') + sized(2, 'Vattnet är borta.') + sized(3, 'Nu.')
    return [sized(1, incident), sized(2, criteria), number(3, 0)]


def change_of_key(log: Log, person: str, change: int, key: Passkey | None = None):
    fields = [sized(1, person), number(2, change)]
    if key:
        fields += [sized(3, key.key), sized(4, key.point)]
    log.add(person, f'key-{len(log.lines)}', KEY_CHANGED, fields)


def sign(log: Log, text: str, by: Passkey, before: dict, after: dict) -> list[bytes]:
    """The fields of the signature; `before` is put in before it is signed, `after` after it."""
    size = before.get('log_size', len(log.leaves) - 2)
    paper = {'text': text.encode(), 'log_size': size, 'nonce': sha256(text.encode()),
             'log_head': head_of(log.leaves[:size]), 'flags': PRESENT | VERIFIED,
             'type': 'webauthn.get', 'public_key': by.point, 'key': by.key.encode(), **before}
    challenge = sha256(paper['nonce'], paper['log_head'], paper['text'])
    challenge = paper.get('challenge', challenge)
    paper['client'] = json.dumps({
        'type': paper['type'],
        'challenge': base64.urlsafe_b64encode(challenge).decode().rstrip('='),
        'origin': 'https://ckl.stad.example', 'crossOrigin': False},
        separators=(',', ':')).encode()
    paper['data'] = sha256(b'ckl.stad.example') + bytes([paper['flags']]) + bytes(4)
    paper['signature'] = by.sign(paper['data'] + sha256(paper['client']))
    paper.update(after)
    fields = [number(2, paper['log_size'])] if paper['log_size'] else []
    return [sized(1, paper['text']), *fields, sized(3, paper['log_head']),
            sized(4, paper['nonce']), sized(5, paper['data']), sized(6, paper['client']),
            sized(7, paper['signature']), sized(8, paper['public_key']), sized(9, paper['key'])]


def log_with(text=TEXT, by=ANNA, **change) -> Log:
    """A log of two signed decisions; the changes are of the first."""
    log = Log()
    log.add('', '', 10, [sized(1, 'skarpt'), number(2, change.get('mode', 1))])
    change_of_key(log, CHAIR, 1)
    if change.get('mode', 1) == 1:
        change_of_key(log, CHAIR, 2, ANNA)
        change_of_key(log, OTHER, 2, BERTIL)
    log.add(OTHER, 'log-1', 70, [sized(4, 'Vattnet är borta')])
    log.add(OTHER, 'log-2', 70, [sized(4, 'Ordföranden är informerad')])
    if change.get('second', True):
        log.add(CHAIR, 'web-2', ASSESSED,
                [sized(1, 'incident-8'), sized(2, 'Räddningstjänsten räcker.')])
        log.add(CHAIR, 'web-2', SIGNED, sign(log, SECOND, ANNA, {}, {}))
    if 'revoked' in change:
        change_of_key(log, CHAIR, 3, change['revoked'])
    if change.get('event', True):
        log.add(CHAIR, 'web-1', DECLARED, change.get('fields', declared()))
    log.add(CHAIR, 'web-1', 21, [sized(1, 'incident-7')])
    before = {'log_size': len(log.leaves) - 2, **change.get('before', {})}
    log.add(CHAIR, 'web-1', SIGNED, sign(log, text, by, before, change.get('after', {})))
    log.add(OTHER, 'log-3', 70, [sized(4, 'Klart')])
    change_of_key(log, CHAIR, 3, ANNA)
    return log


def keep(name: str, text: str, says: str = '', **decisions: int):
    suffix = 'tlog-proof' if text.startswith('c2sp') else 'ckl-export'
    (OUT / f'decision-{name}.{suffix}').write_text(text, encoding='utf-8')
    counts = {'good': 1 if says else 2, 'masked': 0, 'withoutEvent': 0, 'withoutKey': 0,
              'withoutHead': 0, **decisions}
    expected = {'good': not says, 'codes': ['decision'] if says else [], 'key': Log().key,
                'decisions': counts, **({'says': says} if says else {})}
    (OUT / f'decision-{name}.expect.json').write_text(
        json.dumps(expected, indent=1, ensure_ascii=False) + '\n', encoding='utf-8')


def make_good():
    log = log_with()
    keep('good', log.export())
    last = max(line['entry'] for line in log.lines if ['event', SIGNED] in line['parts'])
    keep('masked', log.export(masks=lambda at, part: at == last and part[1] == 1), good=1, masked=1)
    keep('masked-event', log.export(masks=lambda at, part: at == last - 2 and part[1] == 2),
         withoutEvent=1)
    keep('masked-keys', log.export(masks=lambda at, part: at == 4 and part[1] == 1), withoutKey=2)
    keep('left-out', log.export(left_out=[(3, 4), (last - 2, last - 2)]),
         withoutEvent=1, withoutKey=2, withoutHead=2)
    keep('left-out-one', log.export(left_out=[(2, 2)]), withoutKey=2)
    keep('receipt', log.receipt(last), good=1, withoutEvent=1, withoutKey=1, withoutHead=1)
    keep('exercise', log_with(mode=2).export(), withoutKey=2)
    keep('of-an-empty-log', log_with(before={'log_size': 0, 'log_head': bytes(32)}).export())
    keep('of-a-later-kind',
         log_with(text=TEXT.replace('är en extraordinär', 'är något nytt')).export(),
         withoutEvent=1)


def make_bad():
    wrong = bytes(range(32))
    own = sign(log_with(), TEXT, ANNA, {}, {})[6][2:]
    for name, says, change in [
        ('altered-letter', 'challenge',
         {'after': {'text': TEXT.replace('2 kap', '3 kap').encode()}}),
        ('altered-nonce', 'challenge', {'after': {'nonce': wrong}}),
        ('altered-head', 'challenge', {'after': {'log_head': wrong}}),
        ('other-challenge', 'challenge', {'before': {'challenge': wrong}}),
        ('other-ceremony', 'browser', {'before': {'type': 'webauthn.create'}}),
        ('other-head', 'head at', {'before': {'log_head': wrong}}),
        ('later-size', 'had not 40 entries', {'before': {'log_size': 40}}),
        ('short-nonce', 'length', {'before': {'nonce': b'kort'}}),
        ('other-command', "entry's command", {'text': TEXT.replace('web-1', 'web-9')}),
        ('no-last-line-feed', "entry's command", {'text': TEXT[:-1]}),
        ('other-person', 'person has decided', {'text': TEXT.replace('(kn-ordf)', '(tib)')}),
        ('not-verified', 'not verified', {'before': {'flags': PRESENT}}),
        ('not-present', 'not verified', {'before': {'flags': VERIFIED}}),
        ('other-signature', 'not made with the key', {'after': {'signature': own}}),
        ('broken-signature', 'not made with the key', {'after': {'signature': b'\x30\x00'}}),
        ('other-fingerprint', 'fingerprint', {'after': {'key': BERTIL.key.encode()}}),
        ('other-key', "somebody else's", {'by': BERTIL}),
        ('unknown-key', 'never added', {'by': NOBODY}),
        ('revoked-key', 'was revoked in entry', {'revoked': ANNA}),
        ('altered-criteria', 'Avviker från det normala', {'fields': declared('Något annat.')}),
        ('removed-criteria', 'Avviker från det normala', {'fields': declared('')}),
        ('altered-incident', 'Händelse', {'fields': declared(incident='incident-9')}),
        ('altered-bool', 'Krisledningsnämnden träder',
         {'fields': [*declared()[:2], number(3, 1)]}),
        ('line-within-a-value', 'Avviker från det normala',
         {'text': TEXT.replace('  Två.', 'Två.')}),
        ('no-event', "none of the command's entries is the decision", {'event': False}),
    ]:
        keep(name, log_with(**change).export(), says)


def main():
    for old in OUT.glob('decision-*'):
        old.unlink()
    make_good()
    make_bad()
    print(f'{len(list(OUT.glob("decision-*.json")))} vectors')


if __name__ == '__main__':
    main()
