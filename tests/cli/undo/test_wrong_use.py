"""What postern undo refuses before it asks a server, and that there is none."""
from __future__ import annotations

import os
import unittest
from pathlib import Path

from change import AS_NOBODY, MYSQL, POSTGRESQL, TYPED, ChangeTest

GOLDEN = Path(__file__).parent / "golden"
JOURNAL = (f"postern-journal\t1\tdone\ncommand\tmigrate\nmade\t2026-01-05T03:00:00Z\nmaker\troot on db\nurl\t{POSTGRESQL}\n"
           "identity\tid\nplace\t127.0.0.1:1/jira\npostfix\t\nrow\tpublic\tmailserver\nkey\tid\t1\n"
           f"column\tmailpassword\t{TYPED}\t\\N\nend\t1\n").encode()


class WrongUse(ChangeTest):
    command = "undo"

    def journal(self, content: bytes = JOURNAL, mode: int = 0o600) -> Path:
        path = self.file("a.journal", content)
        path.chmod(mode)
        return path

    def test_help(self) -> None:
        self.check_help(GOLDEN / "help.txt")

    def test_wrong_words(self) -> None:
        self.journal()
        self.wrong(told="JOURNAL is required")
        self.wrong("", "--apply", told="the journal is an empty word")
        self.wrong("a.journal", POSTGRESQL, TYPED, told="an argument too many")
        self.wrong("a.journal", "dump.sql", told="the second argument is no live database")
        self.wrong("a.journal", "--purge", told="--purge is no option of this command")
        self.wrong("a.journal", "--postfix-dir", "relay", told="--postfix-dir is no option of this command")
        self.check_database_options("a.journal")
        self.check_urls("a.journal")

    def test_no_journal(self) -> None:
        self.failed("missing.journal", told="missing.journal: cannot be read: No such file or directory")
        self.failed(".", told="is no file")
        self.failed(POSTGRESQL, told="cannot be read")
        for content in (b"", b"hello\n", b"\0" * 5000, JOURNAL.replace(b"journal\t1", b"journal\t2"),
                        JOURNAL.replace(b"end\t1", b"end\t2"), JOURNAL + b"row\tpublic\tmailserver\n",
                        JOURNAL.replace(b"\tdone", b"\tmaybe")):
            self.journal(content)
            self.failed("a.journal", "--apply", told="a.journal: is no whole journal of postern")

    def test_journal_cut_anywhere(self) -> None:
        for length in range(0, len(JOURNAL), 7):
            self.journal(JOURNAL[:length])
            self.failed("a.journal", "--apply", told="is no whole journal")
        self.journal(JOURNAL[:-1])
        self.failed("a.journal", "--apply", told="is no whole journal")

    def test_journal_that_others_may_read_or_write(self) -> None:
        for mode in (0o604, 0o640, 0o644, 0o620, 0o602):
            self.journal(mode=mode)
            self.failed("a.journal", "--apply", told="others than its owner may read or write it")

    def test_journal_that_this_user_cannot_read(self) -> None:
        path = self.journal()
        self.folder.chmod(0o755)
        path.chmod(0o600 if AS_NOBODY else 0)
        self.failed("a.journal", told="cannot be read: Permission denied", prefix=AS_NOBODY)

    def test_unreachable_server(self) -> None:
        self.journal()
        for words in ((), ("--apply",), ("-q",), (POSTGRESQL,), (MYSQL, "--apply")):
            self.failed("a.journal", *words, told="127.0.0.1:1/jira: ")
        self.assertEqual(JOURNAL, (self.folder / "a.journal").read_bytes())


if __name__ == "__main__":
    unittest.main()
