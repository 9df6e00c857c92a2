"""Checks of one fixture against expected.json; the fixture may be the stored or a fresh one."""
from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Callable

import dumps
from expectations import Expected, expected, fixture_names, found, in_order
from program import CLEAN, FINDINGS, FIXTURES, INCOMPLETE, ProgramTest, Run, run, scan_json


@cache
def scanned(path: Path) -> Run:
    return scan_json(path)


class FixtureChecks(ProgramTest):
    fixtures = FIXTURES

    def for_each_fixture(self, check: Callable[[str, Expected], None]) -> None:
        for name in fixture_names(self.fixtures):
            with self.subTest(fixture=name):
                check(name, expected(name, self.fixtures))

    def scan(self, name: str) -> Run:
        ran = scanned(self.fixtures / name)
        self.assert_silent(ran)
        self.assertIn(ran.code, (CLEAN, FINDINGS, INCOMPLETE))
        return ran

    def check_accounts(self, name: str, wanted: Expected) -> None:
        self.assertEqual(wanted.accounts, found(self.scan(name).report, self.fixtures))

    def check_completeness(self, name: str, wanted: Expected) -> None:
        ran = self.scan(name)
        self.assertEqual(wanted.complete, ran.report["complete"], ran.skips)
        self.assertEqual(wanted.complete, not ran.skips)
        if not wanted.complete:
            self.assert_code(INCOMPLETE, ran)
        else:
            self.assert_code(FINDINGS if wanted.accounts else CLEAN, ran)

    def check_kind(self, name: str, wanted: Expected) -> None:
        sources = self.scan(name).report["sources"]
        if wanted.kind in ("bzip2", "gzip", "lz4", "tar", "xz", "zip", "zstd") or not wanted.supported:
            return  # the report names what is inside
        self.assertEqual([wanted.kind or "unknown"], [source["kind"] for source in sources])

    def check_assumed_layout(self, name: str, wanted: Expected) -> None:
        for finding in self.scan(name).report["findings"]:
            said = finding["advice"][0].startswith("Assumed layout")
            self.assertEqual(wanted.assumed_layout, said, finding["location"])

    def _beside(self, name: str, secrets: list[str]) -> tuple[list[str], list[str]]:
        """The credentials of the fixture's findings, and of rows that hold these secrets."""
        plain = self.file("plain.sql", dumps.dump(dumps.mail_table(secrets)))
        report = scan_json(self.fixtures / name, plain).report
        here: list[str] = []
        there: list[str] = []
        for finding in in_order(report):
            if finding["secret"] and finding["secret"]["credential"]:
                is_plain = report["sources"][finding["source"]]["path"] == str(plain)
                (there if is_plain else here).append(finding["secret"]["credential"])
        self.assertEqual(len(secrets), len(there), "the generated rows themselves")
        return here, there

    def check_secrets(self, name: str, wanted: Expected) -> None:
        secrets = [secret for secret in wanted.secrets if secret is not None]
        here, there = self._beside(name, secrets)
        self.assertEqual(there, here)

    def check_other_secrets(self, name: str, wanted: Expected) -> None:
        secrets = [secret[:-1] + "~" for secret in wanted.secrets if secret is not None]
        here, there = self._beside(name, secrets)
        self.assertEqual(set(), set(here) & set(there))

    def check_no_trap(self, name: str, wanted: Expected) -> None:
        for ran in (self.scan(name), run("scan", self.fixtures / name)):
            self.assertNotIn(b"TRAP", ran.out)
