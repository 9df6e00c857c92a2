"""The whole report, text and JSON, of one fixture of each kind."""
from __future__ import annotations

import os
import unittest
from dataclasses import dataclass
from pathlib import Path

from golden import REFRESH, GoldenTest
from program import CLEAN, FINDINGS, INCOMPLETE, copy_fixture, run

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Case:
    name: str
    fixtures: tuple[str, ...]
    code: int = FINDINGS
    mode: int = 0o640
    as_folder: bool = False  # scan the folder that holds them, not the files


CASES = (
    Case("postgresql", ("postgresql/plain.sql",)),
    Case("postgresql-world-readable", ("postgresql/plain.sql",), mode=0o644),
    Case("postgresql-old", ("postgresql/old.sql",)),
    Case("postgresql-confluence", ("postgresql/confluence.sql",)),
    Case("postgresql-cut", ("bad/cut-in-copy.sql",), INCOMPLETE),
    Case("mysql-databases", ("mysql/databases.sql",)),
    Case("mysql-assumed-layout", ("mysql/no-create-info.sql",)),
    Case("hsqldb", ("hsqldb/jira.script",)),
    Case("jira-xml", ("jira-xml/entities.xml",)),
    Case("jira-xml-nested-zip", ("jira-xml/nested.zip",)),
    Case("jira-xml-malformed", ("bad/malformed-entities.xml",), INCOMPLETE),
    Case("confluence-xml", ("confluence-xml/entities.xml",)),
    Case("tomcat", ("tomcat/server.xml",)),
    Case("tomcat-placeholders", ("tomcat/placeholders.xml",)),
    Case("postfix-relay", ("postfix/relay/main.cf", "postfix/relay/master.cf", "postfix/relay/sender_transport"), CLEAN,
         as_folder=True),
    Case("postfix-insecure", ("postfix/insecure/main.cf", "postfix/insecure/master.cf"), as_folder=True),
    Case("gzip", ("containers/dump.sql.gz",)),
    Case("nothing-known", ("bad/random.bin",), INCOMPLETE),
    Case("folder", ("postgresql/plain.sql", "mysql/default.sql", "containers/truncated.sql.gz", "bad/random.bin"),
         INCOMPLETE, as_folder=True),
)


class Golden(GoldenTest):
    def check(self, case: Case, form: str, suffix: str) -> None:
        inside = self.folder / "backups" if case.as_folder else self.folder
        inside.mkdir(exist_ok=True)
        names = [copy_fixture(name, inside, case.mode) for name in case.fixtures]
        targets = ["backups"] if case.as_folder else names
        ran = run("scan", "--format", form, *targets, cwd=self.folder)
        self.assert_code(case.code, ran)
        self.assert_golden(GOLDEN / f"{case.name}.{suffix}", ran)

    @unittest.skipIf(REFRESH in os.environ, "they are being made")
    def test_every_golden_file_has_a_case(self) -> None:
        wanted = {f"{case.name}.{suffix}" for case in CASES for suffix in ("txt", "json")}
        self.assertEqual(wanted, {path.name for path in GOLDEN.iterdir()})


def add_cases() -> None:
    for case in CASES:
        for form, suffix in (("text", "txt"), ("json", "json")):
            def test(self: Golden, case: Case = case, form: str = form, suffix: str = suffix) -> None:
                self.check(case, form, suffix)
            setattr(Golden, f"test_{case.name.replace('-', '_')}_{form}", test)


add_cases()

if __name__ == "__main__":
    unittest.main()
