"""What is measured, in sections: each gives figures that are compared with each other and with
nothing else, so that they are taken close together.

A section is a function of the course of the run (`Course`) that returns {name: {figure: value}}.
"""
import contextlib
import dataclasses
import json
import subprocess
import time

from ckld import BIN, program
from servers import CkldServer, Etcd, Nats, Place, Postgres, Redis


@dataclasses.dataclass(frozen=True)
class Size:
    """How much of each; `quick` is for trying whether it works."""
    rounds: int = 3
    repeats: int = 4  # of a section that was not quiet, at most
    span_ms: int = 3000
    subscribers: int = 1000
    few_subscribers: int = 100
    rate: int = 50
    paced_events: int = 300
    burst_events: int = 2000
    idle_subscribers: int = 5000
    idle_grpc: int = 1000
    stored_events: int = 1_000_000
    small_journal: int = 100_000
    great_journal: int = 10_000_000
    window_events: int = 50_000
    calm_s: int = 10  # before memory is read: servers give back what only their last work needed


QUICK = Size(rounds=1, repeats=0, span_ms=500, subscribers=200, few_subscribers=50,
             paced_events=50, burst_events=300, idle_subscribers=500, idle_grpc=100,
             stored_events=50_000, small_journal=20_000, great_journal=100_000,
             window_events=10_000, calm_s=2)


@dataclasses.dataclass
class Course:
    """One run: where, and how much."""
    place: Place
    size: Size
    tags: int = 0

    def tag(self) -> str:
        """A name that no other load has: commands and keys are told apart by it."""
        self.tags += 1
        return f't{self.tags}'


def append(course: Course, server, speech: str, clients: int = 1, depth: int = 1,
           count: int = 0) -> dict:
    """Closed-loop clients that write."""
    port = server.grpc_port if speech == 'ckld-grpc' else server.port
    limits = ['--count', count] if count else ['--ms', course.size.span_ms]
    return program('bench_append', '--server', speech, '--port', port, '--pid', server.pid,
                   '--token', course.place.tokens[0], '--clients', clients, '--depth', depth,
                   '--tag', course.tag(), *limits)


def fill(course: Course, server, speech: str, events: int):
    """So many events more; in parts, so that each program ends in time."""
    part = 1_000_000
    for begin in range(0, events, part):
        append(course, server, speech, 4, 256, min(part, events - begin))


def fan_arguments(course: Course, server, listens: str, writes: str) -> list:
    port = {'ckld-grpc': lambda: server.grpc_port, 'nats-ws': lambda: server.websocket_port,
            'nats-push-ws': lambda: server.websocket_port}.get(listens, lambda: server.port)()
    return ['--server', listens, '--port', port, '--writer', writes, '--write-port', server.port,
            '--pid', server.pid, '--tag', course.tag(), '--tokens', course.place.token_file]


def paced(course: Course, kind, listens: str, writes: str, subscribers: int) -> dict:
    """An event now and then to many subscribers."""
    with course.place.running(kind) as server:
        return delivered(program('bench_fan', *fan_arguments(course, server, listens, writes),
                                 '--subscribers', subscribers, '--rate', course.size.rate,
                                 '--events', course.size.paced_events))


def burst(course: Course, kind, listens: str, writes: str) -> dict:
    """As many events as the server takes to many subscribers."""
    with course.place.running(kind) as server:
        return delivered(program('bench_fan', *fan_arguments(course, server, listens, writes),
                                 '--subscribers', course.size.subscribers, '--burst',
                                 '--events', course.size.burst_events))


def delivered(found: dict) -> dict:
    """A peer may lose what is not kept for a slow subscriber, and is told so; ckld may not."""
    whole = found['deliveries'] == found['events'] * found['subscribers'] and not found['closed']
    if found['server'].startswith('ckld') and not whole:
        raise SystemExit(f'ckld did not deliver everything: {found}')
    return found


@contextlib.contextmanager
def idle_subscribers(course: Course, server, listens: str, wanted: int):
    """Subscribers to whom nothing happens, and what the server's memory says of them."""
    writes = {'nats-ws': 'nats'}.get(listens, listens)
    arguments = [*fan_arguments(course, server, listens, writes), '--subscribers', wanted,
                 '--idle', '--settle-ms', course.size.calm_s * 1000]
    child = subprocess.Popen([str(BIN / 'bench_fan'), *map(str, arguments)], text=True,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        line = child.stdout.readline()
        if not line:
            raise SystemExit(f'bench_fan {arguments}: no figures')
        yield json.loads(line)
        child.communicate(timeout=20)
    finally:
        child.kill()
        child.wait()


def idle(course: Course, kind, listens: str, wanted: int) -> dict:
    with course.place.running(kind) as server:
        time.sleep(course.size.calm_s)
        with idle_subscribers(course, server, listens, wanted) as found:
            return found


# --- the sections -----------------------------------------------------------------------------

def many_clients(course: Course) -> dict:
    with course.place.running(CkldServer) as ckld, course.place.running(Redis) as redis:
        return {'ckld': append(course, ckld, 'ckld', 64),
                'redis': append(course, redis, 'redis', 64)}


def many_grpc_clients(course: Course) -> dict:
    with course.place.running(CkldServer) as ckld, course.place.running(Etcd) as etcd:
        return {'ckld': append(course, ckld, 'ckld-grpc', 64),
                'etcd': append(course, etcd, 'etcd', 64)}


def pipelined(course: Course) -> dict:
    with course.place.running(CkldServer) as ckld, course.place.running(Redis) as redis:
        return {'ckld': append(course, ckld, 'ckld', 1, 256),
                'redis': append(course, redis, 'redis', 1, 256)}


def one_client(course: Course) -> dict:
    raw = program('bench_raw', '--kind', 'fsync', '--dir', course.place.folder,
                  '--ms', course.size.span_ms)
    with course.place.running(CkldServer) as ckld, course.place.running(Redis) as redis:
        return {'fsync': raw, 'ckld': append(course, ckld, 'ckld'),
                'ckld-grpc': append(course, ckld, 'ckld-grpc'),
                'redis': append(course, redis, 'redis')}


def others(course: Course) -> dict:
    """What is no goal: for knowing what the goals are beside."""
    found = {}
    for name, kind in (('nats', Nats), ('postgres', Postgres)):
        with course.place.running(kind) as server:
            found[name] = append(course, server, name, 64)
    raw = course.place.new_folder()
    raw.mkdir()
    found['rocksdb'] = program('bench_raw', '--kind', 'rocks', '--dir', raw, '--clients', 64,
                               '--ms', course.size.span_ms)
    found['loopback'] = program('bench_raw', '--kind', 'loopback', '--ms', 500)
    return found


def fan_to_redis(course: Course) -> dict:
    many = course.size.subscribers
    return {'ckld': paced(course, CkldServer, 'ckld', 'ckld', many),
            'redis': paced(course, Redis, 'redis-channel', 'redis-publish', many)}


def fan_to_nats(course: Course) -> dict:
    many = course.size.subscribers
    return {'ckld': paced(course, CkldServer, 'ckld', 'ckld', many),
            'nats': paced(course, Nats, 'nats-push-ws', 'nats', many)}


def fan_to_few(course: Course) -> dict:
    size = course.size
    return {'many': paced(course, CkldServer, 'ckld', 'ckld', size.subscribers),
            'few': paced(course, CkldServer, 'ckld', 'ckld', size.few_subscribers)}


def saturated(course: Course) -> dict:
    return {'ckld': burst(course, CkldServer, 'ckld', 'ckld'),
            'redis-channel': burst(course, Redis, 'redis-channel', 'redis-publish'),
            'redis-stream': burst(course, Redis, 'redis-stream', 'redis'),
            'nats': burst(course, Nats, 'nats', 'nats'),
            'nats-ws': burst(course, Nats, 'nats-ws', 'nats')}


def idle_memory(course: Course) -> dict:
    size = course.size
    return {'ckld': idle(course, CkldServer, 'ckld', size.idle_subscribers),
            'nats-ws': idle(course, Nats, 'nats-ws', size.idle_subscribers),
            'ckld-grpc': idle(course, CkldServer, 'ckld-grpc', size.idle_grpc),
            'etcd': idle(course, Etcd, 'etcd', size.idle_grpc)}
