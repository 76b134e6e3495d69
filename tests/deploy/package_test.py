#!/usr/bin/python3
"""Makes the Debian package, unpacks it beside itself, and starts what is in it.

Usage: package_test.py BUILD_FOLDER CPACK_PROGRAM. Everything is in a temporary folder; the server
listens on ports of its own choosing and is ended by its process id.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD, CPACK = pathlib.Path(sys.argv[1]), sys.argv[2]
# systemd's own measure, 0 (nothing is open) to 10 times ten.
MOST_EXPOSED = 25


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], check=True, capture_output=True,
                          text=True, **more)
    return done.stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory(prefix='ckl-package-')
        folder = pathlib.Path(cls.kept.name)
        run(CPACK, '--config', BUILD / 'CPackConfig.cmake', '-B', folder)
        cls.package = next(folder.glob('ckl_*.deb'))
        cls.root = folder / 'root'
        run('dpkg-deb', '-x', cls.package, cls.root)

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def field(self, name):
        return run('dpkg-deb', '-f', self.package, name).strip()

    def test_names_what_it_needs(self):
        self.assertEqual(self.field('Package'), 'ckl')
        for library in ('librocksdb', 'libgrpc++', 'libssl', 'libical', 'libjemalloc', 'tzdata'):
            self.assertIn(library, self.field('Depends'))
        self.assertIn('baresip-core', self.field('Recommends'))

    def test_an_upgrade_leaves_the_configuration(self):
        control = pathlib.Path(self.kept.name) / 'control'
        run('dpkg-deb', '-e', self.package, control)
        installed = {f'/{file.relative_to(self.root)}'
                     for file in (self.root / 'etc').rglob('*') if file.is_file()}
        self.assertIn('/etc/ckl/ckld.yaml', installed)
        self.assertEqual(set((control / 'conffiles').read_text().split()), installed)

    def test_the_configuration_is_right_as_it_is(self):
        words = [self.root / 'usr/bin/ckld', '--config', self.root / 'etc/ckl/ckld.yaml',
                 '--check-config']
        out = subprocess.run(words, capture_output=True, text=True)
        self.assertEqual(out.returncode, 0, out.stdout + out.stderr)

    def unit(self, name):
        """A unit of the package as a file, with the programs where they are unpacked."""
        text = (self.root / 'usr/lib/systemd/system' / name).read_text()
        unit = pathlib.Path(self.kept.name) / name.replace('@', '@tib')
        unit.write_text(text.replace('/usr/bin/', f'{self.root}/usr/bin/'))
        return unit

    def test_the_services_are_such_that_systemd_understands(self):
        units = [self.unit(name) for name in ('ckld.service', 'ckl-roster@.service',
                                              'ckl-roster@.timer')]
        for unit in units:
            with self.subTest(unit.name):
                said = subprocess.run(['systemd-analyze', 'verify', unit], capture_output=True,
                                      text=True)
                about_it = [line for line in said.stderr.splitlines() if unit.name in line]
                self.assertEqual((said.returncode, about_it), (0, []))
        run('systemd-analyze', 'security', '--offline=true', f'--threshold={MOST_EXPOSED}',
            units[0])

    def test_it_starts_and_serves_the_dashboard(self):
        data = pathlib.Path(self.kept.name) / 'data'
        words = [self.root / 'usr/bin/ckld', '--config', self.root / 'etc/ckl/ckld.yaml',
                 '--data', data, '--web', self.root / 'usr/share/ckl/web',
                 '--http', '127.0.0.1:0', '--grpc', '127.0.0.1:0']
        server = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  text=True)
        try:
            said = []
            for line in server.stdout:
                said.append(line)
                if 'gRPC' in line:
                    break
            self.assertIsNone(server.poll(), ''.join(said))
            endpoints = json.loads((data / 'endpoints.json').read_text())
            with urllib.request.urlopen(f"http://{endpoints['http']}/", timeout=10) as page:
                self.assertIn('<html lang="sv"', page.read().decode())
        finally:
            server.terminate()
            server.stdout.close()
            self.assertEqual(server.wait(timeout=20), 0)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
