"""What tests of containers share: the probe, and what its answer must be like."""
from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import unittest
from dataclasses import dataclass
from pathlib import Path

PROBE = os.environ.get("REWRITE_PROBE", str(Path(__file__).resolve().parents[2] / "build/dev/tests/containers/rewrite_probe"))
OLD = b"<Server>a word: OLD</Server>\n"
NEW = OLD.replace(b"OLD", b"other than before")
BINARY = bytes(range(256)) * 40


@dataclass
class Answer:
    output: bytes
    whole: bool
    told: list[str]

    def of(self, kind: str) -> list[str]:
        """Paths that were told so."""
        return [line.split(" ")[1].removesuffix(":") for line in self.told if line.startswith(kind + " ")]


def run_probe(data: bytes, *words: str) -> Answer:
    done = subprocess.run([PROBE, *words], input=data, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise AssertionError(f"the probe ended with {done.returncode}: {done.stderr[-500:]!r}")
    return Answer(done.stdout, done.returncode == 0, done.stderr.decode().splitlines())


def rewrite(data: bytes) -> Answer:
    return run_probe(data, "OLD", "other than before")


def keep(data: bytes) -> Answer:
    """Rewrites with no edits."""
    return run_probe(data, "no such word", "x")


class ContainerTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def tool(self, *words: str | Path, data: bytes | None = None) -> bytes:
        """Runs a tool in the folder."""
        if shutil.which(str(words[0])) is None:
            self.skipTest(f"{words[0]} is not installed")
        done = subprocess.run([str(word) for word in words], cwd=self.folder, input=data, capture_output=True, check=False)
        self.assertEqual(0, done.returncode, f"{words}: {done.stderr.decode(errors='replace')[-1000:]}")
        return done.stdout

    def write(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def assert_cuts_are_told(self, data: bytes, step: int, until: int | None = None) -> None:
        """Wherever the bytes end too early, somebody is told, and what was written is not said to be whole but where it is the input."""
        for cut in range(1, until or len(data), step):
            with self.subTest(cut=cut):
                answer = rewrite(data[:cut])
                self.assertTrue(answer.of("unread") or answer.of("unknown"))
                self.assertTrue(not answer.whole or answer.output == data[:cut])
                self.assertTrue(run_probe(data[:cut]).of("unread") or answer.of("unknown"))
