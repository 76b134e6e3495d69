"""Great call-outs: everybody of a great organisation at once, over gateways that only count.

A gateway is a process of its own that takes each request at once; what is measured is ckld's own
work, from the order to the last message taken, and what each answer then costs it. With gateways
that have a pace it is how much of that pace ckld leaves unused.
"""
import asyncio
import json
import multiprocessing
import pathlib
import re
import subprocess
import time

from ckld import Ckld, configuration, sms_gateway

PEOPLE = 10_000
PACED_PEOPLE = 1_300
PACE = 15
POSITIONS = ['SITUATION', 'ANALYSIS', 'PLANNING', 'OPERATIONS', 'LIAISON', 'COMMUNICATION',
             'PERSONNEL', 'LOGISTICS']
ANSWERS = 500
BOARD_PEOPLE = 200
LONGEST_S = 120
CALM_S = 10


class Sink(asyncio.Protocol):
    """Takes every request of a connection and says ok; never looks at what it says."""

    def __init__(self, taken):
        self.taken, self.unread = taken, b''

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.unread += data
        while (end := self.unread.find(b'\r\n\r\n')) >= 0:
            length = re.search(rb'(?i)\r\ncontent-length: *(\d+)', self.unread[:end])
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self.unread) < whole:
                return
            self.unread = self.unread[whole:]
            self.taken.value += 1
            self.transport.write(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')


def run_sink(port, taken):
    async def serve():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Sink(taken), '127.0.0.1', 0)
        port.value = server.sockets[0].getsockname()[1]
        await server.serve_forever()
    asyncio.run(serve())


def add_people(folder: pathlib.Path, people: int):
    """As many more persons, each with a telephone, and a plan that calls all of them at once."""
    names = [f'm{number}' for number in range(people)]
    stockholm = folder / 'config/stockholm'
    with (stockholm / 'persons.yaml').open('a') as file:
        for name in names:
            file.write(f'  - {{id: {name}, unit: slk, name: "Medarbetare {name}",\n'
                       '     title: {sv: "Medarbetare", en: "Employee"},\n'
                       '     ladder: [{channel: sms, after: 0s}]}\n')
    with (stockholm / 'contacts.yaml').open('a') as file:
        for number, name in enumerate(names):
            file.write(f'  {name}: {{sms: ["+467017{number:05d}"]}}\n')
    with (stockholm / 'plans.yaml').open('a') as file:
        file.write('  - id: alla\n    name: {sv: "Alla", en: "Everybody"}\n    deadline: 120m\n'
                   '    positions:\n')
        for number, position in enumerate(POSITIONS):
            of_it = names[number::len(POSITIONS)]
            theirs = ', '.join(of_it)
            file.write(f'      - position: {position}\n        wanted: {len(of_it)}\n'
                       f'        answer_within: 60m\n        waves:\n'
                       f'          - {{parallel: true, persons: [{theirs}]}}\n')
    return names


def wait_for(what: str, ask, every_s: float = 0.02):
    began = time.monotonic()
    while not ask():
        if time.monotonic() - began > LONGEST_S:
            raise SystemExit(f'{what}: not in {LONGEST_S} s')
        time.sleep(every_s)


class SmsGateway:
    """The other end of a gateway, and how many messages it has taken."""

    def __init__(self):
        port, self.counter = multiprocessing.Value('i', 0), multiprocessing.Value('i', 0)
        self.process = multiprocessing.Process(target=run_sink, args=(port, self.counter),
                                               daemon=True)
        self.process.start()
        wait_for('the gateway', lambda: port.value != 0)
        self.port = port.value

    @property
    def taken(self) -> int:
        return self.counter.value

    def stop(self):
        self.process.terminate()
        self.process.join(10)


def with_server(place: pathlib.Path, people: int, pace: int, gateways: list, body):
    """Runs `body` against a server of its own with that many people more."""
    place.mkdir()
    ways = [sms_gateway(one.port, f'matning-{number}', pace)
            for number, one in enumerate(gateways, 1)]
    server = Ckld(configuration(place, *ways), place / 'data')
    names = add_people(place, people)
    try:
        token = server.token('tib-1')
        server.start()
        body(server, token, names)
    finally:
        if server.process and server.process.poll() is None:
            server.stop()
        for one in gateways:
            one.stop()


def measure(folder: pathlib.Path, row):
    gateway = SmsGateway()

    def great(server, token, names):
        everybody(server, token, gateway, row)
        answers(server, token, names, row)
    with_server(folder / 'callouts', PEOPLE, 100_000, [gateway], great)

    with_server(folder / 'board', BOARD_PEOPLE, 100_000, [SmsGateway()],
                lambda server, token, names: board(server, token, names, row))

    two = [SmsGateway(), SmsGateway()]
    with_server(folder / 'two-gateways', PACED_PEOPLE, PACE, two,
                lambda server, token, names: paced(server, token, two, row))


def alarm(server: Ckld, token: str):
    """A great event that calls everybody."""
    server.call(token, 'IncidentService/ReportIncident', {
        'commandId': 'alla', 'workspace': 'skarpt', 'headline': 'Stor händelse',
        'kind': 'INCIDENT_KIND_ACCIDENT', 'level': 'ESCALATION_LEVEL_DISTURBANCE',
        'callOut': True, 'plan': 'alla'})


def paced(server: Ckld, token: str, gateways: list, row):
    """How long two gateways of a set pace take for everybody, beside what their pace allows."""
    began = time.monotonic()
    alarm(server, token)
    wait_for('everybody is handed over', lambda: sum(one.taken for one in gateways) >= PACED_PEOPLE)
    over = time.monotonic() - began
    least = PACED_PEOPLE / (PACE * len(gateways))
    shares = ' + '.join(str(one.taken) for one in gateways)
    row(f'{PACED_PEOPLE:,} personer över två portar à {PACE}/s: överlämnade ({shares})',
        f'{over:.1f} s = {over / least:.2f} av portarnas egen tid', '<= 1.05',
        over <= 1.05 * least)


def calm_mib(server: Ckld) -> float:
    """Resident memory when ckld has rested: a second after the last work it gives back what only
    the work needed."""
    time.sleep(CALM_S)
    return server.resident_mib()


def everybody(server: Ckld, token: str, gateway: SmsGateway, row):
    memory = calm_mib(server)
    before, worked = server.head(token), server.processor_seconds()
    began = time.monotonic()
    alarm(server, token)
    durable = time.monotonic() - began
    wait_for('everybody is handed over', lambda: gateway.taken >= PEOPLE)
    over = time.monotonic() - began
    # Begun and taken, of each message, is in the journal.
    wait_for('the journal', lambda: server.head(token) - before >= 3 * PEOPLE)
    row(f'{PEOPLE:,} personer, {len(POSITIONS)} funktioner: kallade och lagrade',
        f'{durable:.2f} s', '-', None)
    row('... och alla överlämnade till tjänsten',
        f'{over:.2f} s, {server.processor_seconds() - worked:.1f} s processortid', '< 10 s',
        over < 10)
    each = (calm_mib(server) - memory) * 1024 / PEOPLE
    row('minne per person i en pågående inkallning', f'{each:.2f} KiB', '< 2 KiB', each < 2)


def answers(server: Ckld, token: str, names: list[str], row):
    found = latest_callout(server, token)
    worked = server.processor_seconds()
    for number, name in enumerate(names[:ANSWERS]):
        server.call(token, 'CalloutService/AnswerCall', {
            'commandId': f'svar-{number}', 'workspace': 'skarpt', 'callout': found, 'person': name,
            'answer': 'ANSWER_COMING', 'etaMinutes': 30})
    each = (server.processor_seconds() - worked) * 1000 / ANSWERS
    row('ett svar till, serverns tid med HTTP', f'{each:.2f} ms', '< 1 ms', each < 1)


def latest_callout(server: Ckld, token: str) -> str:
    image = server.call(token, 'WorkspaceService/GetImage', {'workspace': 'skarpt'})
    return image['callouts'][-1]['id']


def board(server: Ckld, token: str, names: list[str], row):
    """From an answer sent to its being on a call-out board in a real browser."""
    alarm(server, token)
    done = subprocess.run(
        ['node', str(pathlib.Path(__file__).with_name('board.mjs')), f'http://{server.http}', token,
         latest_callout(server, token), *names], capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise SystemExit(f'board.mjs: {done.stderr}')
    found = json.loads(done.stdout)
    row(f"svar sänt till uppdaterad tavla i webbläsaren ({found['answers']} svar)",
        f"p50 {found['p50_ms']} ms, p99 {found['p99_ms']} ms", 'p99 < 100 ms',
        found['p99_ms'] < 100)
