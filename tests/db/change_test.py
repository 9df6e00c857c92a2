"""What every test of a changed database asks."""
from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from live_database import SECRETS, Mariadb, Postgresql  # noqa: E402
from program import FINDINGS, ProgramTest, Run, environment, run, scan_json, start  # noqa: E402


def unwrapped(text: str) -> str:
    """With one blank wherever a line was broken."""
    return " ".join(text.split())


class ChangeTest(ProgramTest):
    """Subclasses say which server; the database is as new for every test."""

    server: type[Postgresql] | type[Mariadb] | None = None
    database: Postgresql | Mariadb
    unrelated_rows = 10_000

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.database = cls.server(cls.unrelated_rows)
        cls.addClassCleanup(cls.database.remove)

    def setUp(self) -> None:
        super().setUp()
        self.database.renew()
        self.before = self.database.contents()
        self.state = self.folder / "state"
        self.state.mkdir()
        self.relay = self.folder / "relay"

    def environment(self) -> dict[str, str]:
        return environment(XDG_STATE_HOME=str(self.state))

    def command(self, *words: object, **options: Any) -> Run:
        ran = run(*words, env=self.environment(), **options)
        for secret in SECRETS:
            self.assertNotIn(secret, ran.text + ran.err.decode(), ran.arguments)
        return ran

    # For another host: this one's postconf waits two seconds for a file that is just written.
    OTHER_HOST = ("--postfix-version", "3.7")

    def migrate(self, *words: object, **options: Any) -> Run:
        return self.command("migrate", self.database.url(), "--postfix-dir", self.relay, *self.OTHER_HOST, *words,
                            **options)

    def sandbox(self, *words: object, **options: Any) -> Run:
        return self.command("sandbox", self.database.url(), *words, **options)

    def begin(self, *words: str) -> Any:
        """A migrate at work."""
        return start("migrate", self.database.url(), "--postfix-dir", str(self.relay), "--apply", *self.OTHER_HOST,
                     *words, env=self.environment(), stdout=-1, stderr=-1)

    def journals(self) -> list[Path]:
        """Oldest first."""
        return sorted((self.state / "postern").glob("*.journal"),
                      key=lambda path: path.read_text().split("\nmade\t")[1])

    def journal_states(self) -> list[str]:
        return [path.read_text().split("\n")[0].split("\t")[2] for path in self.journals()]

    def changed_lines(self) -> list[str]:
        """Of the whole database, since the test began; '-' old, '+' new."""
        return [line for line in difflib.unified_diff(self.before.split("\n"), self.database.contents().split("\n"),
                                                      lineterm="", n=0)
                if line[0] in "+-" and not line.startswith(("+++", "---"))]

    def assert_unchanged(self) -> None:
        self.assertEqual([], self.changed_lines())

    def findings(self) -> list[tuple[str, str]]:
        report = scan_json(self.database.url(), env=self.environment()).report
        return [(finding["rule"], finding["location"]["key"]) for finding in report["findings"]]


__all__ = ["FINDINGS", "ChangeTest", "Mariadb", "Postgresql", "unwrapped"]
