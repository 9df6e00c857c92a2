"""A test with a Postfix of its own, installed as a user would."""
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from program import Run, run  # noqa: E402
from upstream import Mailboxes  # noqa: E402
from world import World, shell, wait_for  # noqa: E402

CONFIG = Path("/etc/postfix")
BACKUP = Path("/etc/postfix.postern-backup")

COLUMNS = ("id", "name", "mailfrom", "smtp_port", "protocol", "server_type", "servername", "mailusername", "mailpassword",
           "istlsrequired")


def dump(*rows: tuple[str, ...]) -> bytes:
    """A pg_dump with these rows in Jira's table."""
    def escaped(value: str) -> str:
        return value.replace("\\", "\\\\").replace("\t", "\\t")
    lines = "".join("\t".join(map(escaped, row)) + "\n" for row in rows)
    return (f"--\n-- PostgreSQL database dump\n--\n\n-- Dumped by pg_dump version 15.18\n\n"
            f"SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n\n"
            f"COPY public.mailserver ({', '.join(COLUMNS)}) FROM stdin;\n{lines}\\.\n\n\n"
            f"--\n-- PostgreSQL database dump complete\n--\n\n").encode()


def account(number: int, name: str, host: str, port: int, user: str, password: str, sender: str | None = None) -> tuple[str, ...]:
    return (str(10000 + number), name, sender or user, str(port), "smtps" if port == 465 else "smtp", "smtp", host, user, password,
            "true" if port == 587 else "false")


class PostfixTest(unittest.TestCase):
    """One world a module; each test leaves Postfix stopped and its folders as they were."""

    maxDiff = 20_000
    world: World
    mailboxes: Mailboxes

    @classmethod
    def setUpClass(cls) -> None:
        cls.world = the_world()

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="postern-test-", ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.since = len(self.world.log.lines)

    def generate(self, *words: str | Path, stdin: bytes | None = None, name: str = "out", code: int = 0) -> Path:
        target = self.folder / name
        ran: Run = run("postfix", "--postfix-dir", target, *words, stdin=stdin, env=os.environ | {"LC_ALL": "C.UTF-8"})
        self.assertEqual(code, ran.code, (ran.out + ran.err).decode())
        return target

    def script(self, path: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return shell(path, *words, check=False, stdin=subprocess.DEVNULL, timeout=120)

    def install(self, folder: Path, *words: str) -> str:
        ran = self.script(folder / "install.sh", "--yes", *words)
        self.addCleanup(self.uninstall, folder)
        self.assertEqual(0, ran.returncode, ran.stdout + ran.stderr + "\n".join(self.world.log.lines[self.since:]))
        return ran.stdout

    def uninstall(self, folder: Path) -> None:
        shell("postsuper", "-d", "ALL", check=False)
        self.script(folder / "uninstall.sh")

    def send(self, sender: str, recipient: str, subject: str | None, *words: str, port: int = 25, code: int = 0) -> str:
        header = ("--h-Subject", subject) if subject is not None else ()
        ran = shell("swaks", "--server", f"127.0.0.1:{port}", "--helo", "jira.example.com", "--from", sender, "--to", recipient,
                    *header, *words, check=False)
        self.assertEqual(code, ran.returncode, ran.stdout + ran.stderr)
        return ran.stdout

    def status_of(self, subject_or_recipient: str, times: int = 1) -> list[str]:
        """The log's lines about deliveries to this recipient, waited for."""
        return self.world.log.wait(rf"to=<{subject_or_recipient}>.* status=", times, self.since)

    def arrived(self, subject: str, times: int = 1) -> list:
        wait_for(f"message {subject}", lambda: len(self.mailboxes.by_subject(subject)) >= times)
        return self.mailboxes.by_subject(subject)


_world: World | None = None


def the_world() -> World:
    global _world
    if _world is None:
        _world = World()
    return _world
