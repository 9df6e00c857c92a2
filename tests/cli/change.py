"""What every test of a command for live databases asks, without a server."""
from __future__ import annotations

import os
from pathlib import Path

from golden import GoldenTest
from program import FAILED, USAGE, Run, environment, run

# Nothing listens on port 1.
POSTGRESQL = "postgresql://jira@127.0.0.1:1/jira"
MYSQL = "mysql://jira@127.0.0.1:1/jira"
TYPED = "pa55word"  # by mistake, where it does not belong

# For nobody but root, whom no mode keeps out.
AS_NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--") if os.geteuid() == 0 else ()


class ChangeTest(GoldenTest):
    command = ""

    def ask(self, *words: str | Path, prefix: tuple[str, ...] = ()) -> Run:
        ran = run(self.command, *words, cwd=self.folder, stdin=b"", prefix=prefix,
                  env=environment(XDG_STATE_HOME=str(self.folder / "state")))
        self.assertNotIn(TYPED.encode(), ran.out + ran.err)
        return ran

    def refused(self, code: int, *words: str | Path, told: str = "", prefix: tuple[str, ...] = ()) -> None:
        """One line and a hint; nothing is left behind."""
        before = self.names()
        with self.subTest(words=words):
            ran = self.ask(*words, prefix=prefix)
            self.assert_refused(ran, code, told)
            self.assertEqual(2, ran.err.count(b"\n"), ran.err)
            self.assertEqual(before, self.names())

    def wrong(self, *words: str | Path, told: str) -> None:
        self.refused(USAGE, *words, told=told)

    def failed(self, *words: str | Path, told: str, prefix: tuple[str, ...] = ()) -> None:
        self.refused(FAILED, *words, told=told, prefix=prefix)

    def names(self) -> list[str]:
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))

    def check_help(self, golden: Path) -> None:
        self.assert_golden(golden, self.ask("--help"))

    def check_folder_that_cannot_be_made(self, *words: str) -> None:
        """Told before a server is asked, with --apply and without."""
        closed = self.folder / "closed"
        closed.mkdir()
        closed.chmod(0o555)
        self.folder.chmod(0o755)
        self.addCleanup(closed.chmod, 0o755)
        for apply in ((), ("--apply",)):
            self.failed(*words, *apply, "--postfix-dir", "missing/relay", told="missing/relay: cannot be created")
            self.failed(*words, *apply, "--postfix-dir", "closed/relay", told="closed/relay: cannot be created",
                        prefix=AS_NOBODY)

    def check_database_options(self, *words: str) -> None:
        """Of every command that goes to a database."""
        self.wrong(*words, "--bogus", told="--bogus is no option of this command")
        self.wrong(*words, f"--password={TYPED}", told="--password is no option of this command")
        self.wrong(*words, "--password-file", "missing", told="missing")
        self.wrong(*words, "--follow", told="--follow")
        path = self.file("password", TYPED.encode())
        path.chmod(0o644)
        self.wrong(*words, "--password-file", "password", told="others than its owner can read")
        path.unlink()

    def check_urls(self, *words: str) -> None:
        for url in (f"postgresql://jira:{TYPED}@db/jira", f"mysql://jira:{TYPED}@db/jira",
                    f"jdbc:postgresql://db/jira?user=jira&password={TYPED}"):
            self.wrong(*words, url, told="password in it")
        self.wrong(*words, f"oracle://db/{TYPED}", told="")
