#!/usr/bin/env python3
"""Proves that history.py sees what it should, in a repository made for it."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import history  # noqa: E402


class History(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.git("init", "-q")
        self.write("journals/ett.gz", "1")
        self.commit()

    def tearDown(self):
        self.folder.cleanup()

    def git(self, *words):
        subprocess.run(["git", "-C", str(self.root), "-c", "user.name=n", "-c", "user.email=e",
                        *words], check=True, capture_output=True)

    def write(self, name, text):
        file = self.root / "tests/golden" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a step")

    def test_additions_are_good(self):
        self.write("journals/tva.gz", "2")
        self.write("golden.cpp", "x")
        self.commit()
        self.write("golden.cpp", "y")
        self.write("journals/tre.gz", "3")
        self.assertEqual(history.changes(self.root), [])

    def test_a_committed_change_is_seen_for_ever(self):
        self.write("journals/ett.gz", "changed")
        self.commit()
        self.write("journals/ett.gz", "1")
        self.commit()
        self.assertEqual(sum("journals/ett.gz" in line for line in history.changes(self.root)), 2)

    def test_a_change_not_committed_is_seen(self):
        self.write("journals/ett.gz", "changed")
        self.assertTrue(history.changes(self.root))

    def test_removal_and_moving_are_seen(self):
        (self.root / "tests/golden/journals/ett.gz").rename(
            self.root / "tests/golden/journals/nytt.gz")
        self.assertTrue(history.changes(self.root))
        self.commit()
        self.assertTrue(history.changes(self.root))

    def test_without_history_nothing_is_claimed(self):
        with tempfile.TemporaryDirectory() as bare:
            self.assertIsNone(history.changes(pathlib.Path(bare)))


if __name__ == "__main__":
    unittest.main()
