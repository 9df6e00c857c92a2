"""Runs the program under test: POSTERN names the binary."""
from __future__ import annotations

import json
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"

SUMMARY = re.compile(r"postern \d+\.\d+\.\d+: [ -~]+; exit \d+")

CLEAN, FINDINGS, USAGE, FAILED, INCOMPLETE, INTERRUPTED = 0, 1, 2, 3, 4, 130


@dataclass(frozen=True)
class Run:
    """What a run of the program left behind."""

    arguments: list[str]
    code: int
    out: bytes
    err: bytes
    seconds: float

    @property
    def summary(self) -> str:
        """The line that a scan ends with, on whichever stream."""
        last = (self.err or self.out).decode(errors="replace").rstrip("\n").rpartition("\n")[2]
        return last if SUMMARY.fullmatch(last) else ""

    @property
    def errors(self) -> bytes:
        """Standard error without that line."""
        return self.err.removesuffix(f"{self.summary}\n".encode()) if self.summary else self.err

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def report(self) -> Any:
        return json.loads(self.out)

    @property
    def skips(self) -> dict[str, str]:
        """What could not be read: place and reason of the JSON report."""
        return {source["path"]: "; ".join(skip["reason"] for skip in source["skips"])
                for source in self.report["sources"] if source["skips"]}


def binary() -> str:
    """The program's path; a test without one cannot say anything, so it fails."""
    path = os.environ.get("POSTERN", "")
    if not path or not os.access(path, os.X_OK):
        raise RuntimeError("set POSTERN to the path of the program under test")
    return os.path.abspath(path)


def environment(**changes: str) -> dict[str, str]:
    """A small one that depends on nobody's settings."""
    base = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
            "TMPDIR": os.environ.get("TMPDIR", "/tmp")}
    return base | changes


def heed_interrupts() -> None:
    """A shell's background job ignores SIGINT, and so would the program."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments: str | bytes, prefix: tuple[str, ...] = (), **options: Any) -> subprocess.Popen[bytes]:
    """For a test that does something to the running program."""
    options.setdefault("env", environment())
    options.setdefault("preexec_fn", heed_interrupts)
    return subprocess.Popen([*prefix, binary(), *arguments], **options)


def end_of(process: subprocess.Popen[bytes], timeout: float) -> int:
    """Its exit code, at once; Popen.wait() with a timeout looks every 50 ms."""
    descriptor = os.pidfd_open(process.pid)
    try:
        end = select.poll()
        end.register(descriptor, select.POLLIN)
        if not end.poll(timeout * 1000):
            raise subprocess.TimeoutExpired(process.args, timeout)
    finally:
        os.close(descriptor)
    return process.wait()


def run(*arguments: str | bytes | Path, stdin: bytes | Path | None = None, cwd: Path | None = None,
        env: dict[str, str] | None = None, prefix: tuple[str, ...] = (), timeout: float = 120) -> Run:
    """Runs it to its end. `stdin` is bytes, or a file."""
    words = [word if isinstance(word, bytes) else str(word) for word in arguments]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
        if isinstance(stdin, bytes):
            given.write(stdin)
            given.seek(0)
        with open(stdin, "rb") if isinstance(stdin, Path) else given as source:
            began = time.monotonic()
            process = start(*words, prefix=prefix, stdin=source, stdout=out, stderr=err, cwd=cwd,
                            env=env or environment())
            try:
                code = end_of(process, timeout)
            finally:
                process.kill()
            seconds = time.monotonic() - began
        out.seek(0)
        err.seek(0)
        return Run([os.fsdecode(word) for word in words], code, out.read(), err.read(), seconds)


def scan_json(*arguments: str | bytes | Path, **options: Any) -> Run:
    return run("scan", "--format", "json", *arguments, **options)


def without_time(report: bytes) -> bytes:
    """A JSON report, but for the runs that it was made by, and when."""
    report = re.sub(rb'(?s)\n  "runs": \[.*?\n  \]', b'', report)
    return re.sub(rb'"(started|run|login_tried)": "[^"]*"', rb'"\1": ""', report)


def listed_ids(text: str) -> set[str]:
    """The ids of rules and providers that `rules list` names below its headings."""
    return {line.split()[0] for line in text.splitlines() if line.startswith("  ")}


def copy_fixture(name: str, folder: Path, mode: int = 0o640) -> str:
    """Puts a fixture into the folder; its name there is the base name."""
    target = folder / Path(name).name
    shutil.copyfile(FIXTURES / name, target)
    target.chmod(mode)
    return target.name


class ProgramTest(unittest.TestCase):
    """A test with a private folder, and the questions that every test asks."""

    maxDiff = 20_000

    @classmethod
    def setUpClass(cls) -> None:
        binary()

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="postern-test-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def assert_code(self, code: int, ran: Run) -> None:
        self.assertEqual(code, ran.code, f"{ran.arguments}\n{ran.out.decode(errors='replace')[:3000]}\n"
                                         f"{ran.err.decode(errors='replace')[:2000]}")

    def assert_silent(self, ran: Run) -> None:
        self.assertEqual(b"", ran.errors, f"standard error of {ran.arguments}")

    def assert_refused(self, ran: Run, code: int, *words: str) -> None:
        """An error: its exit code, no report, one line, and a hint."""
        self.assert_code(code, ran)
        self.assertEqual(b"", ran.out)
        self.assertTrue(ran.err.startswith(b"postern: "), ran.err)
        self.assertIn(b"\nhint: ", ran.err)
        for word in words:
            self.assertIn(word, ran.err.decode())
