"""postern rules list and show."""
from __future__ import annotations

import unittest
from pathlib import Path

from golden import GoldenTest
from program import CLEAN, USAGE, run

GOLDEN = Path(__file__).parent / "golden"
RULES = ("confluence-mail-accounts", "confluence-space-mail-accounts", "jira-mailserver", "tomcat-mail-session",
         "tomcat-mail-session-params")


class Show(GoldenTest):
    def test_list(self) -> None:
        ran = run("rules", "list")
        self.assert_code(CLEAN, ran)
        self.assert_golden(GOLDEN / "list.txt", ran)

    def test_show(self) -> None:
        for rule in RULES:
            with self.subTest(rule=rule):
                ran = run("rules", "show", rule)
                self.assert_code(CLEAN, ran)
                self.assert_golden(GOLDEN / f"show-{rule}.txt", ran)

    def test_list_names_every_rule_that_show_knows(self) -> None:
        for line in run("rules", "list").text.splitlines():
            with self.subTest(line=line):
                self.assert_code(CLEAN, run("rules", "show", line.split()[0]))

    def test_unknown_id(self) -> None:
        self.assert_refused(run("rules", "show", "jira-mailserve"), USAGE, "jira-mailserve", "rules list")

    def test_no_id(self) -> None:
        self.assert_refused(run("rules", "show"), USAGE, "ID")


if __name__ == "__main__":
    unittest.main()
