"""What postern sandbox refuses before it asks a server, and that there is none."""
from __future__ import annotations

import unittest
from pathlib import Path

from change import MYSQL, POSTGRESQL, TYPED, ChangeTest

GOLDEN = Path(__file__).parent / "golden"
BLACKHOLE = ("--postfix-dir", "blackhole")

# Words behind a database and a folder for Postfix.
WRONG = (
    (("--purge",), "--purge goes with --apply"),
    (("--journal", "j"), "--journal goes with --apply"),
    (("--relay", TYPED), "--relay takes HOST:PORT"),
    (("--platform", TYPED), "--platform does not know this word"),
    (("--postfix-version", TYPED), "--postfix-version takes X.Y"),
    (("--allow", TYPED), "--allow takes the whole address of one tester"),
    (("--allow", "*@example.com"), "--allow takes the whole address of one tester"),
    (("--mailbox-owner", TYPED), "--mailbox-owner takes UID:GID"),
    (("--mailbox-owner", "0:0"), "--mailbox-owner takes UID:GID"),
    (("--keep-days", "0"), "--keep-days does not take this value"),
    (("--keep-days", TYPED), "--keep-days does not take this value"),
    (("--blackhole",), "--blackhole is no option of this command"),
    (("--direct",), "--direct is no option of this command"),
    (("--fragment",), "--fragment is no option of this command"),
    (("--tls", "mail.example.com=may"), "--tls is no option of this command"),
)


class WrongUse(ChangeTest):
    command = "sandbox"

    def test_help(self) -> None:
        self.check_help(GOLDEN / "help.txt")

    def test_wrong_words(self) -> None:
        self.wrong(told="TARGET is required")
        for words, told in WRONG:
            self.wrong(POSTGRESQL, *BLACKHOLE, *words, told=told)
        self.check_database_options("dump.sql", *BLACKHOLE)

    def test_empty_words(self) -> None:
        self.wrong("", told="a target is an empty word")
        for option in ("--postfix-dir", "--journal", "--rules", "--hostname", "--ca-file", "--platform", "--postfix-version",
                       "--mailbox-owner"):
            self.wrong(POSTGRESQL, "--apply", option, "", told=f"{option} does not take this value")

    def test_targets(self) -> None:
        self.wrong(POSTGRESQL, MYSQL, "--apply", "--journal", "j", told="--journal names one file")
        self.check_urls()

    def test_words_about_a_blackhole_without_its_folder(self) -> None:
        for words in (("--allow", "qa@example.com"), ("--keep-days", "3"), ("--mailbox-owner", "1000:1000")):
            self.wrong(POSTGRESQL, *words, told="options about Postfix go with --postfix-dir")

    def test_folder_that_cannot_be_made(self) -> None:
        self.check_folder_that_cannot_be_made(POSTGRESQL)

    def test_unreachable_server(self) -> None:
        for url in (POSTGRESQL, MYSQL):
            for words in ((), ("--disable-mail", "--apply"), ("-q",), BLACKHOLE):
                self.failed(url, *words, told="127.0.0.1:1/jira: ")


if __name__ == "__main__":
    unittest.main()
