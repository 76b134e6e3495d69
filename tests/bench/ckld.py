"""ckld as the measurements start it, and the programs that measure beside it."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = ROOT / 'build/release/bin'


class Ckld:
    """One running server on a data folder."""

    def __init__(self, config: pathlib.Path, data: pathlib.Path):
        self.config, self.data = config, data
        self.process = None

    def arguments(self, *more):
        return [str(BIN / 'ckld'), '--config', str(self.config), '--data', str(self.data),
                '--web', str(ROOT / 'build/dashboard'), '--log-level', 'warn', *more]

    def token(self, person: str) -> str:
        done = subprocess.run(self.arguments('--issue-token', person, '--administrator'),
                              capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise SystemExit('ckld gives no token: ' + done.stdout + done.stderr)
        return done.stdout.strip().splitlines()[-1]

    def launch(self):
        """Starts, and waits until it listens."""
        endpoints = self.data / 'endpoints.json'
        endpoints.unlink(missing_ok=True)
        began = time.monotonic()
        self.process = subprocess.Popen(
            self.arguments('--http', '127.0.0.1:0', '--grpc', '127.0.0.1:0'),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while time.monotonic() - began < 60:
            if self.process.poll() is not None:
                raise SystemExit('ckld ended: ' + self.process.stderr.read())
            if endpoints.exists():
                known = json.loads(endpoints.read_text())
                self.http, self.grpc = known['http'], known['grpc']
                return
            time.sleep(0.002)
        raise SystemExit('ckld did not listen in 60 s')

    def start(self) -> float:
        """Starts, waits until ready, and gives the seconds it took."""
        began = time.monotonic()
        self.launch()
        while not self.ready():
            if time.monotonic() - began > 60:
                raise SystemExit('ckld did not become ready in 60 s')
            time.sleep(0.002)
        return time.monotonic() - began

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f'http://{self.http}/readyz', timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError):
            return False

    def call(self, token: str, method: str, body: dict) -> dict:
        request = urllib.request.Request(
            f'http://{self.http}/ckl.v1.{method}', data=json.dumps(body).encode(),
            headers={'Authorization': f'Bearer {token}', 'Content-Type': 'application/json'})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise SystemExit(f'{method} refused: {refused.read().decode()}') from refused

    def resident_mib(self) -> float:
        status = pathlib.Path(f'/proc/{self.process.pid}/status').read_text()
        return int(re.search(r'VmRSS:\s+(\d+)', status)[1]) / 1024

    def processor_seconds(self) -> float:
        """What the processor has worked for it so far, in all its threads."""
        user, system = pathlib.Path(f'/proc/{self.process.pid}/stat').read_text().split()[13:15]
        return (int(user) + int(system)) / os.sysconf('SC_CLK_TCK')

    def head(self, token: str) -> int:
        """The number of the newest event of the live workspace."""
        spaces = self.call(token, 'WorkspaceService/ListWorkspaces', {})['workspaces']
        return int(next(one for one in spaces if one['workspace'] == 'skarpt').get('head', 0))

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def sms_gateway(port: int, name: str = 'matning', pace: int = 100_000) -> str:
    """An SMS gateway over HTTP on this machine, as the configuration writes it."""
    return f'''  - kind: sms
    name: {name}
    pace: {pace}
    options:
      url: http://127.0.0.1:{port}/sms
      method: POST
      body_encoding: json
      body: '{{"to":"{{to}}","text":"{{text}}"}}'
'''


def configuration(folder: pathlib.Path, *gateways: str) -> pathlib.Path:
    """Stockholm's configuration, with SMS going to gateways on this machine."""
    shutil.copytree(ROOT / 'config', folder / 'config')
    file = folder / 'config/ckld.yaml'
    text = file.read_text()
    console = '''  - kind: console
    name: konsol
    pace: 100000
    stands_in_for: [mail]
'''
    all_of_them = 'gateways:\n' + ''.join(gateways) + console
    text = re.sub(r'(?ms)^gateways:\n.*?(?=^#|^exercise_list)', lambda _: all_of_them + '\n', text,
                  count=1)
    file.write_text(text)
    return file


def printed(name: str, arguments) -> str:
    done = subprocess.run([str(BIN / name), *map(str, arguments)], capture_output=True, text=True,
                          timeout=600)
    if done.returncode != 0:
        raise SystemExit(f'{name} {arguments}: {done.stderr}')
    return done.stdout


def program(name: str, *arguments) -> dict:
    return json.loads(printed(name, arguments))


def programs(name: str, *arguments) -> list[dict]:
    """Every figure of a program that prints one line of JSON for each."""
    return [json.loads(line) for line in printed(name, arguments).splitlines()]
