"""From the figures of all rounds to one table: what is compared with what, the goal, the verdict.

The goals are the project's own. A goal whose section was not quiet in enough rounds is neither met
nor missed.
"""
import dataclasses
import operator
import statistics
from collections.abc import Callable

Figures = dict[str, dict[str, float]]  # medians of one section
MET = {'>=': operator.ge, '<=': operator.le}
BEST = ('redis-channel', 'redis-stream', 'nats', 'nats-ws')


def shown(value: float, unit: str) -> str:
    if unit == 'MiB':
        return f'{value / 2**20:,.0f} MiB'
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f'{value:,.{digits}f} {unit}'.strip()


@dataclasses.dataclass(frozen=True)
class Row:
    what: str
    section: str
    ours: Callable[[Figures], float]
    unit: str
    beside: str = ''                                # the peer's name
    theirs: Callable[[Figures], float] | None = None
    goal: tuple[str, float] | None = None           # of the ratio, or of ours without a peer


def of(name: str, figure: str) -> Callable[[Figures], float]:
    return lambda found: found[name][figure]


# Of whatever delivers most, also what Redis and NATS do not keep for whoever is away.
def best(found: Figures) -> float:
    return max(found[name]['per_second'] for name in BEST)


RATE, P50, LAST = 'per_second', 'p50_us', 'last_p99_us'
ROWS = [
    Row('varaktiga kommandon, 64 WebSocket-klienter', 'many_clients', of('ckld', RATE), '/s',
        'Redis XADD, always', of('redis', RATE), ('>=', 1.2)),
    Row('varaktiga kommandon, 64 gRPC-klienter', 'many_grpc_clients', of('ckld', RATE), '/s',
        'etcd put', of('etcd', RATE), ('>=', 3)),
    Row('256 utestående på en förbindelse', 'pipelined', of('ckld', RATE), '/s',
        'Redis XADD, always', of('redis', RATE), ('>=', 2)),
    Row('en klient, WebSocket, p50', 'one_client', of('ckld', P50), 'µs',
        'write + fdatasync', of('fsync', P50), ('<=', 1.3)),
    Row('en klient, gRPC, p50', 'one_client', of('ckld-grpc', P50), 'µs',
        'write + fdatasync', of('fsync', P50), ('<=', 2.0)),
    Row('till den sista av 1 000 prenumeranter, p99', 'fan_to_redis', of('ckld', LAST), 'µs',
        'Redis pub/sub', of('redis', LAST), ('<=', 0.9)),
    Row('till den sista av 1 000 prenumeranter, p99', 'fan_to_nats', of('ckld', LAST), 'µs',
        'NATS push, WebSocket', of('nats', LAST), ('<=', 0.25)),
    Row('svar med 1 000 prenumeranter, p50', 'fan_to_few', of('many', 'answer_p50_us'), 'µs',
        'ckld med 100', of('few', 'answer_p50_us'), ('<=', 1.1)),
    Row('serverns processortid per leverans', 'fan_to_redis', of('ckld', 'cpu_us_per_delivery'),
        'µs', 'Redis pub/sub', of('redis', 'cpu_us_per_delivery'), ('<=', 0.85)),
    Row('mättade leveranser, 1 000 prenumeranter', 'saturated', of('ckld', RATE), '/s',
        'den bästa av Redis och NATS', best, ('>=', 4)),
    Row('läsa om alla händelser, WebSocket', 'replay', of('ckld', RATE), '/s',
        'bar iterator i RocksDB', of('rocksdb', RATE), ('>=', 0.6)),
    Row('läsa om alla händelser, gRPC', 'replay', of('ckld-grpc', RATE), '/s',
        'bar iterator i RocksDB', of('rocksdb', RATE), ('>=', 0.4)),
    Row('minne per vilande WebSocket-prenumerant', 'idle_memory', of('ckld', 'bytes_each'), 'B',
        goal=('<=', 2048)),
    Row('minne per vilande WebSocket-prenumerant', 'idle_memory', of('ckld', 'bytes_each'), 'B',
        'NATS, WebSocket', of('nats-ws', 'bytes_each'), ('<=', 0.1)),
    Row('minne per vilande gRPC-ström', 'idle_memory', of('ckld-grpc', 'bytes_each'), 'B',
        'etcd watch', of('etcd', 'bytes_each'), ('<=', 0.35)),
    Row('SIGKILL till första rätta läsning', 'restart', of('ckld', 'seconds'), 's',
        'Redis', of('redis', 'seconds'), ('<=', 0.1)),
    Row('SIGKILL till första rätta läsning', 'restart', of('ckld', 'seconds'), 's',
        goal=('<=', 0.5)),
    Row('minne med alla händelser och 5 000 vilande', 'memory', of('ckld', 'resident'), 'MiB',
        'Redis, händelserna', of('redis', 'resident'), ('<=', 0.15)),
    Row('kostnad per händelse i en stor journal', 'lengths', of('great', 'cpu_us_per_event'), 'µs',
        'ckld med en liten', of('small', 'cpu_us_per_event'), ('<=', 1.1)),
    Row('en klient, Redis, p50', 'one_client', of('redis', P50), 'µs',
        'write + fdatasync', of('fsync', P50)),
    Row('bar RocksDB, en skrivare, 64 trådar', 'others', of('rocksdb', RATE), '/s'),
    Row('NATS JetStream, 64 klienter, ej varaktigt', 'others', of('nats', RATE), '/s'),
    Row('PostgreSQL INSERT, 64 klienter', 'others', of('postgres', RATE), '/s'),
    Row('400 byte fram och åter över TCP, p50', 'others', of('loopback', P50), 'µs'),
]


def medians(rounds: list[Figures]) -> Figures:
    return {name: {figure: statistics.median(one[name][figure] for one in rounds)
                   for figure, value in figures.items() if isinstance(value, (int, float))}
            for name, figures in rounds[0].items()}


def line_of(row: Row, rounds: list[dict], wanted: int) -> dict:
    """`rounds` are those of its section; noisy ones are shown only when there are no others."""
    quiet = [one['figures'] for one in rounds if one['quiet']]
    line = {'what': row.what, 'ours': '-', 'beside': row.beside, 'theirs': '', 'ratio': '',
            'goal': '', 'verdict': ''}
    if row.goal:
        unit = '' if row.theirs else f' {row.unit}'
        line['goal'] = f'{row.goal[0]} {row.goal[1]:g}{unit}'
    if not rounds:
        return line | {'verdict': 'inte mätt'}
    found = medians(quiet or [one['figures'] for one in rounds])
    value = row.ours(found)
    line['ours'] = shown(value, row.unit)
    if row.theirs:
        line['theirs'] = shown(row.theirs(found), row.unit)
        value = value / row.theirs(found)
        line['ratio'] = f'{value:.2f}'
    if len(quiet) < wanted:
        line['verdict'] = 'inte mätt'
    elif row.goal:
        line['verdict'] = 'ja' if MET[row.goal[0]](value, row.goal[1]) else 'NEJ'
    return line


def lines(rounds: dict[str, list[dict]], wanted: int) -> list[dict]:
    return [line_of(row, rounds.get(row.section, []), wanted) for row in ROWS]


def as_markdown(all_of_them: list[dict]) -> str:
    heads = ['vad', 'ckld', 'jämfört med', '', 'kvot', 'mål', '']
    out = ['| ' + ' | '.join(heads) + ' |', '|' + ' --- |' * len(heads)]
    out += ['| ' + ' | '.join(line.values()) + ' |' for line in all_of_them]
    return '\n'.join(out)
