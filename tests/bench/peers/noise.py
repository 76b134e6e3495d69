"""Whether the machine was quiet while something was measured.

Before and after each measurement the bare disk and a fixed loop are timed. When the disk's p99 is
high, or the loop takes another time than before, somebody else used the machine: what was measured
between is neither good nor bad, it is not measured.
"""
import dataclasses
import pathlib

from ckld import program

FSYNC_P99_US = 1500
LOOP_CHANGE = 0.15


@dataclasses.dataclass(frozen=True)
class Look:
    fsync_p50_us: float
    fsync_p99_us: float
    loop_us: float


def look(folder: pathlib.Path) -> Look:
    disk = program('bench_raw', '--kind', 'fsync', '--dir', folder, '--ms', 400)
    return Look(disk['p50_us'], disk['p99_us'], program('bench_raw', '--kind', 'alu')['p50_us'])


def is_quiet(before: Look, after: Look) -> bool:
    slow, quick = max(before.loop_us, after.loop_us), min(before.loop_us, after.loop_us)
    return (max(before.fsync_p99_us, after.fsync_p99_us) <= FSYNC_P99_US
            and slow <= quick * (1 + LOOP_CHANGE))
