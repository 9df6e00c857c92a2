"""postern rules list and show."""
from __future__ import annotations

import unittest
from pathlib import Path

from golden import GoldenTest
from program import CLEAN, USAGE, listed_ids, run

GOLDEN = Path(__file__).parent / "golden"
RULES = ("confluence-mail-accounts", "confluence-space-mail-accounts", "jira-mailserver", "postfix-sandbox-reaches-world",
         "tomcat-mail-session", "tomcat-mail-session-params")
PROVIDERS = ("amazon-ses", "gmail", "microsoft-365", "posteo", "sendgrid")


class Show(GoldenTest):
    def test_list(self) -> None:
        ran = run("rules", "list")
        self.assert_code(CLEAN, ran)
        self.assert_golden(GOLDEN / "list.txt", ran)

    def test_show(self) -> None:
        for name in RULES + PROVIDERS:
            with self.subTest(name=name):
                ran = run("rules", "show", name)
                self.assert_code(CLEAN, ran)
                self.assert_golden(GOLDEN / f"show-{name}.txt", ran)

    def test_list_names_all_that_show_knows(self) -> None:
        names = listed_ids(run("rules", "list").text)
        self.assertGreaterEqual(names, {*RULES, *PROVIDERS})
        for name in names:
            with self.subTest(name=name):
                ran = run("rules", "show", name)
                self.assert_code(CLEAN, ran)
                self.assertTrue(ran.text.startswith(f"{name}: "))

    def test_a_provider_names_its_sources_and_their_age(self) -> None:
        for name in PROVIDERS:
            self.assertRegex(run("rules", "show", name).text, r"\nReferences\n  https://\S+\n(?s:.*)\nChecked on 20\d\d-\d\d-\d\d\n")

    def test_unknown_id(self) -> None:
        self.assert_refused(run("rules", "show", "jira-mailserve"), USAGE, "jira-mailserve", "rules list")

    def test_no_id(self) -> None:
        self.assert_refused(run("rules", "show"), USAGE, "ID")


if __name__ == "__main__":
    unittest.main()
