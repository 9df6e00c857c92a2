"""What postern migrate refuses before it asks a server, and that there is none."""
from __future__ import annotations

import unittest
from pathlib import Path

from change import MYSQL, POSTGRESQL, TYPED, ChangeTest

GOLDEN = Path(__file__).parent / "golden"
RELAY = ("--postfix-dir", "relay")

# Words behind a database and a folder for Postfix.
WRONG = (
    (("--purge",), "--purge goes with --apply"),
    (("--journal", "j"), "--journal goes with --apply"),
    (("--relay", TYPED), "--relay takes HOST:PORT"),
    (("--platform", TYPED), "--platform does not know this word"),
    (("--postfix-version", TYPED), "--postfix-version takes X.Y"),
    (("--tls", TYPED), "--tls takes HOST=POLICY"),
    (("--hostname", f"{TYPED} x"), "--hostname takes a host name"),
    (("--ca-file", TYPED), "--ca-file takes an absolute path"),
    (("--client-network", TYPED), "--client-network takes a network"),
    (("--multi-instance", f"../{TYPED}"), "--multi-instance takes a short name"),
    (("--oauth-client-id", f"{TYPED} x"), "--oauth-client-id takes one word"),
    (("--fragment", "--direct"), "--fragment is for accounts only"),
    (("--fragment", "--multi-instance", "jira"), "--fragment and --multi-instance are opposites"),
    (("--rules", "missing"), "missing"),
    (("--blackhole",), "--blackhole is no option of this command"),
    (("--disable-mail",), "--disable-mail is no option of this command"),
    (("--allow", "qa@example.com"), "--allow is no option of this command"),
)


class WrongUse(ChangeTest):
    command = "migrate"

    def test_help(self) -> None:
        self.check_help(GOLDEN / "help.txt")

    def test_wrong_words(self) -> None:
        self.wrong(told="TARGET is required")
        for words, told in WRONG:
            self.wrong(POSTGRESQL, *RELAY, *words, told=told)
        self.check_database_options("dump.sql", *RELAY)

    def test_empty_words(self) -> None:
        self.wrong("", told="a target is an empty word")
        for option in ("--postfix-dir", "--journal", "--rules", "--multi-instance", "--hostname", "--ca-file", "--platform",
                       "--postfix-version", "--oauth-client-id"):
            self.wrong(POSTGRESQL, "--apply", option, "", told=f"{option} does not take this value")

    def test_targets(self) -> None:
        self.wrong(POSTGRESQL, MYSQL, *RELAY, "--apply", "--journal", "j", told="--journal names one file")
        self.check_urls()

    def test_words_about_postfix_without_its_folder(self) -> None:
        for words in (("--direct",), ("--tls", "mail.example.com=may"), ("--hostname", "jira.example.com")):
            self.wrong(POSTGRESQL, *words, told="options about Postfix go with --postfix-dir")

    def test_folder_that_cannot_be_made(self) -> None:
        self.check_folder_that_cannot_be_made(POSTGRESQL)

    def test_unreachable_server(self) -> None:
        for url in (POSTGRESQL, MYSQL):
            for words in ((), ("--apply",), ("-q",), ("--apply", "-q")):
                self.failed(url, *RELAY, *words, told="127.0.0.1:1/jira: ")


if __name__ == "__main__":
    unittest.main()
