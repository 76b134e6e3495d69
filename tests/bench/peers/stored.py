"""What is measured on servers that hold many events: reading them all, starting again after
SIGKILL, memory, and whether the next event costs more than the first.

The servers are filled once and measured in rounds. Sections as in sections.py.
"""
import contextlib
import shutil
import time

from ckld import program
from sections import Course, append, fill, idle_subscribers
from servers import CkldServer, Redis

BURST = 2_000         # events just before a SIGKILL, so that the newest are in no table yet
LONGEST_START_S = 60
ROOM_PER_EVENT = 2_000  # bytes of disk, with what compaction needs at most


class Stored:
    """ckld and Redis with as many events each."""

    def __init__(self, course: Course, ckld: CkldServer, redis: Redis):
        self.ckld, self.redis = ckld, redis
        self.events = course.size.stored_events
        fill(course, ckld, 'ckld', self.events)
        fill(course, redis, 'redis', self.events)

    @classmethod
    @contextlib.contextmanager
    def running(cls, course: Course):
        with course.place.running(CkldServer) as ckld, course.place.running(Redis) as redis:
            yield cls(course, ckld, redis)

    def memory(self, course: Course) -> dict:
        """ckld with subscribers, Redis with the events alone."""
        time.sleep(course.size.calm_s)
        with idle_subscribers(course, self.ckld, 'ckld', course.size.idle_subscribers) as found:
            return {'ckld': found, 'redis': {'resident': self.redis.resident_bytes()}}

    def replay(self, _: Course) -> dict:
        journal = self.ckld.data / 'workspaces/skarpt'
        head = self.ckld.head_now()
        token = ['--token', self.ckld.tokens[0], '--events', head]
        raw = program('bench_raw', '--kind', 'scan', '--dir', journal)
        if raw['events'] != head:
            raise SystemExit(f'the bare iterator reads {raw["events"]} rows of {head}')
        return {'rocksdb': raw,
                'ckld': program('bench_stream', '--server', 'ckld', '--port', self.ckld.port,
                                *token),
                'ckld-grpc': program('bench_stream', '--server', 'ckld-grpc', '--port',
                                     self.ckld.grpc_port, *token)}

    def restart(self, course: Course) -> dict:
        return {'ckld': self.killed(course, self.ckld, 'ckld', self.ckld.launch),
                'redis': self.killed(course, self.redis, 'redis', self.redis.start)}

    @staticmethod
    def killed(course: Course, server, speech: str, start) -> dict:
        """From SIGKILL to reading the newest event, as it was read before."""
        append(course, server, speech, 1, 256, BURST)
        wanted = server.newest()
        began = time.monotonic()
        server.kill()
        start()
        while time.monotonic() - began < LONGEST_START_S:
            with contextlib.suppress(OSError, SystemExit):
                if server.newest() == wanted:
                    return {'seconds': time.monotonic() - began}
            time.sleep(0.001)
        raise SystemExit(f'{server.name} does not give its newest event after SIGKILL')


class Lengths:
    """ckld twice: with a small journal and with a great one."""

    def __init__(self, course: Course, small: CkldServer, great: CkldServer):
        self.small, self.great = small, great
        fill(course, small, 'ckld', course.size.small_journal)
        fill(course, great, 'ckld', course.size.great_journal)
        self.settle()

    @classmethod
    @contextlib.contextmanager
    def running(cls, course: Course):
        with course.place.running(CkldServer) as small, course.place.running(CkldServer) as great:
            yield cls(course, small, great)

    @staticmethod
    def room_for(course: Course) -> bool:
        free = shutil.disk_usage(course.place.folder).free
        return free > course.size.great_journal * ROOM_PER_EVENT

    def settle(self):
        """Until what the filling left to be sorted on the disk is sorted."""
        end = time.monotonic() + LONGEST_START_S
        while time.monotonic() < end:
            before = self.great.processor_seconds()
            time.sleep(1)
            if self.great.processor_seconds() - before < 0.1:
                return

    def cost(self, course: Course) -> dict:
        count = course.size.window_events
        return {name: append(course, server, 'ckld', 4, 256, count)
                for name, server in (('small', self.small), ('great', self.great))}
