"""The servers that are measured, each on a free port of this machine with its data in a folder of
its own, and ended by its process id.

Every one is as Debian 12 packs it, and set to keep an event before it answers, where it can be set
so: docs/measurements.md says what each answer means.
"""
import contextlib
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

from ckld import Ckld, configuration, sms_gateway

PATIENCE_S = 60
SUBSCRIPTIONS_OF_ONE = 60  # ckld takes 64 of one person; some are left for the writer
CONNECTIONS = 15_000  # of each server, at most
STREAM = json.dumps({'name': 'EV', 'subjects': ['ev.>'], 'storage': 'file',
                     'retention': 'limits', 'num_replicas': 1})


def free_port() -> int:
    with socket.create_server(('127.0.0.1', 0)) as listener:
        return listener.getsockname()[1]


def allow_many_files():
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def wait_for(what: str, ask):
    began = time.monotonic()
    while not ask():
        if time.monotonic() - began > PATIENCE_S:
            raise SystemExit(f'{what}: not in {PATIENCE_S} s')
        time.sleep(0.01)


def version_of(*command: str) -> str:
    text = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout
    return re.search(r'\d+\.\d+[.\d]*', text)[0]


class Server:
    """One running program on a data folder."""
    name = ''
    program = ''

    def __init__(self, folder: pathlib.Path):
        self.folder, self.process = folder, None
        self.port = free_port()
        folder.mkdir(parents=True, exist_ok=True)

    @classmethod
    def version(cls) -> str:
        return version_of(cls.program, '--version')

    def arguments(self) -> list[str]:
        raise NotImplementedError

    def start(self):
        with (self.folder / 'log').open('ab') as log:
            self.process = subprocess.Popen(self.arguments(), stdout=log, stderr=log)
        wait_for(self.name, self.answers)

    def answers(self) -> bool:
        if self.process.poll() is not None:
            raise SystemExit(f'{self.name} ended: ' + (self.folder / 'log').read_text()[-2000:])
        try:
            socket.create_connection(('127.0.0.1', self.port), 1).close()
            return True
        except OSError:
            return False

    @property
    def pid(self) -> int:
        return self.process.pid

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def resident_bytes(self) -> float:
        status = pathlib.Path(f'/proc/{self.pid}/status').read_text()
        return int(re.search(r'VmRSS:\s+(\d+)', status)[1]) * 1024


class Redis(Server):
    name, program = 'Redis', 'redis-server'

    def arguments(self):
        return ['redis-server', '--port', str(self.port), '--bind', '127.0.0.1',
                '--dir', str(self.folder), '--appendonly', 'yes', '--appendfsync', 'always',
                '--save', '', '--maxclients', str(CONNECTIONS),
                '--auto-aof-rewrite-percentage', '0',
                '--client-output-buffer-limit', 'pubsub 0 0 0',
                '--tcp-backlog', '4096']

    def ask(self, *words: str) -> bytes:
        """The reply as it comes, when it comes at once."""
        command = f'*{len(words)}\r\n' + ''.join(f'${len(one)}\r\n{one}\r\n' for one in words)
        with socket.create_connection(('127.0.0.1', self.port), 5) as connection:
            connection.sendall(command.encode())
            return connection.recv(4096)

    def newest(self) -> bytes:
        """The last event; an error while it loads."""
        return self.ask('XREVRANGE', 'events', '+', '-', 'COUNT', '1')


class Nats(Server):
    name, program = 'NATS', 'nats-server'

    def __init__(self, folder):
        super().__init__(folder)
        self.websocket_port = free_port()

    def arguments(self):
        config = self.folder / 'nats.conf'
        config.write_text(f'listen: "127.0.0.1:{self.port}"\nmax_connections: {CONNECTIONS}\n'
                          f'jetstream {{ store_dir: "{self.folder}" }}\n'
                          f'websocket {{ listen: "127.0.0.1:{self.websocket_port}", '
                          'no_tls: true }\n')
        return ['nats-server', '-c', str(config)]

    def start(self):
        super().start()
        with socket.create_connection(('127.0.0.1', self.port), 10) as connection:
            connection.sendall(b'CONNECT {"verbose":false,"headers":true}\r\nSUB _I 1\r\n'
                               b'PUB $JS.API.STREAM.CREATE.EV _I ' + str(len(STREAM)).encode() +
                               b'\r\n' + STREAM.encode() + b'\r\n')
            said = b''
            while b'stream_create_response' not in said:
                came = connection.recv(4096)
                said += came
                if not came or b'"error"' in said:
                    raise SystemExit(f'NATS makes no stream: {said}')


class Etcd(Server):
    name, program = 'etcd', 'etcd'

    def arguments(self):
        client, peer = (f'http://127.0.0.1:{port}' for port in (self.port, free_port()))
        return ['etcd', '--data-dir', str(self.folder / 'data'), '--listen-client-urls', client,
                '--advertise-client-urls', client, '--listen-peer-urls', peer,
                '--initial-advertise-peer-urls', peer, '--initial-cluster', f'default={peer}',
                '--quota-backend-bytes', '8000000000', '--max-concurrent-streams', '100000']

    def answers(self):
        if not super().answers():
            return False
        try:
            with urllib.request.urlopen(f'http://127.0.0.1:{self.port}/health', timeout=5) as said:
                return json.load(said)['health'] == 'true'
        except OSError:
            return False


class Postgres(Server):
    """It refuses to run as root: then it runs as `postgres`."""
    name = 'PostgreSQL'

    @staticmethod
    def binary(name: str) -> str:
        return str(max(pathlib.Path('/usr/lib/postgresql').glob(f'*/bin/{name}')))

    @classmethod
    def version(cls):
        return version_of(cls.binary('postgres'), '--version')

    @staticmethod
    def as_somebody() -> list[str]:
        if os.getuid() != 0:
            return []
        return ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups']

    def arguments(self):
        return [*self.as_somebody(), self.binary('postgres'), '-D', str(self.folder / 'data'),
                '-p', str(self.port), '-c', 'listen_addresses=127.0.0.1',
                '-c', f'unix_socket_directories={self.folder}', '-c', 'max_connections=200',
                '-c', 'shared_buffers=512MB', '-c', 'max_wal_size=4GB',
                '-c', 'synchronous_commit=on']

    def start(self):
        if os.getuid() == 0:
            shutil.chown(self.folder, 'postgres')
        subprocess.run([*self.as_somebody(), self.binary('initdb'), '-D',
                        str(self.folder / 'data'), '-A', 'trust', '-U', 'postgres'],
                       capture_output=True, check=True, timeout=PATIENCE_S)
        super().start()
        wait_for('PostgreSQL takes the table', self.make_table)

    def make_table(self) -> bool:
        table = 'CREATE TABLE event (number bigserial PRIMARY KEY, payload bytea)'
        done = subprocess.run(['psql', '-qAt', '-h', '127.0.0.1', '-p', str(self.port), '-U',
                               'postgres', '-c', table], capture_output=True, timeout=20)
        return done.returncode == 0

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # does not wait for the sessions
            self.process.wait(PATIENCE_S)


class CkldServer(Ckld):
    """ckld on a copy of a data folder that holds tokens and nothing else."""
    name = 'ckld'

    def __init__(self, config: pathlib.Path, data: pathlib.Path, tokens: list[str]):
        super().__init__(config, data)
        self.tokens = tokens

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def port(self) -> int:
        return int(self.http.rsplit(':', 1)[1])

    @property
    def grpc_port(self) -> int:
        return int(self.grpc.rsplit(':', 1)[1])

    def resident_bytes(self) -> float:
        return self.resident_mib() * 1024 * 1024

    def head_now(self) -> int:
        return self.head(self.tokens[0])

    def newest(self) -> int:
        """The number of the last event as it is read from the journal."""
        page = self.call(self.tokens[0], 'WorkspaceService/ListEntries',
                         {'workspace': 'skarpt', 'descending': True, 'limit': 1})
        return int(page['entries'][0]['sequence'])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            super().stop()


def copy_but_ballast(source: str, target: str):
    """The ballast is empty room that nobody writes to: made anew it would keep the disk busy."""
    if pathlib.Path(source).name == 'ballast':
        os.link(source, target)
    else:
        shutil.copy2(source, target)


class Place:
    """Makes servers in a temporary folder, and removes what they wrote."""

    def __init__(self, folder: pathlib.Path, persons: int):
        self.folder, self.made = folder, 0
        folder.chmod(0o755)  # PostgreSQL runs as somebody else
        self.config = configuration(folder, sms_gateway(free_port()))
        listen = f'listen:\n  connections: {CONNECTIONS}\n'
        self.config.write_text(self.config.read_text().replace('listen:\n', listen, 1))
        self.seed = folder / 'seed'
        self.tokens = self.make_tokens(persons)
        self.token_file = folder / 'tokens'
        self.token_file.write_text('\n'.join(self.tokens) + '\n')

    def make_tokens(self, persons: int) -> list[str]:
        """The first is the writer's; the others are for subscribers."""
        listed = (self.folder / 'config/stockholm/persons.yaml').read_text()
        names = re.findall(r'\{id: ([\w-]+),', listed)
        if len(names) < persons:
            raise SystemExit(f'{persons} persons are needed, the configuration has {len(names)}')
        server = Ckld(self.config, self.seed)
        tokens = [server.token('tib-1')]
        server.start()
        try:
            for name in [one for one in names if one != 'tib-1'][:persons]:
                tokens.append(server.call(tokens[0], 'AccessService/CreateToken',
                                          {'person': name, 'label': 'bench'})['token'])
        finally:
            server.stop()
        return tokens

    def new_folder(self) -> pathlib.Path:
        self.made += 1
        return self.folder / f'server-{self.made}'

    @contextlib.contextmanager
    def running(self, kind):
        """A fresh server of that kind; nothing of it is left afterwards."""
        data = self.new_folder()
        if kind is CkldServer:
            shutil.copytree(self.seed, data, copy_function=copy_but_ballast)
            server = CkldServer(self.config, data, self.tokens)
        else:
            server = kind(data)
        try:
            server.start()
            yield server
        finally:
            server.stop()
            shutil.rmtree(data, ignore_errors=True)
