"""Exit code 2: what the command line says wrong, told before anything is read or written."""
from __future__ import annotations

import unittest

from postfix.written import DUMP, PostfixTest
from program import CLEAN, USAGE, run

TARGET = str(DUMP)

# Options behind a target, and words of the message.
WRONG_WORDS = (
    (("--platform", "windows"), "--platform"),
    (("--platform", "Debian"), "--platform"),
    (("--postfix-version", "3.3"), "--postfix-version takes X.Y, 3.4 or newer"),
    (("--postfix-version", "new"), "--postfix-version takes X.Y, 3.4 or newer"),
    (("--relay", "localhost"), "--relay takes HOST:PORT"),
    (("--relay", "localhost:0"), "--relay takes HOST:PORT"),
    (("--relay", "local host:25"), "--relay takes HOST:PORT"),
    (("--relay", ""), "--relay takes HOST:PORT"),
    (("--relay", "172.17.0.1:25"), "nobody may hand in mail"),
    (("--client-network", "everybody"), "--client-network takes a network"),
    (("--client-network", ""), "--client-network takes a network"),
    (("--client-network", "10.0.0.0/8"), "--client-network is of no use"),
    (("--relay", "127.0.0.2:25", "--client-network", "10.0.0.0/8"), "--client-network is of no use"),
    (("--hostname", "jira example"), "--hostname takes a host name"),
    (("--ca-file", "ca.pem"), "--ca-file takes an absolute path"),
    (("--ca-file", "/a b"), "--ca-file takes an absolute path"),
    (("--multi-instance", "../jira"), "--multi-instance takes a short name"),
    (("--multi-instance", "Jira"), "--multi-instance takes a short name"),
    (("--tls", "smtp.example.com"), "--tls takes HOST=POLICY"),
    (("--tls", "smtp.example.com=ssl"), "--tls takes HOST=POLICY"),
    (("--tls", ""), "--tls takes HOST=POLICY"),
    (("--tls", "smtp.example.org=may"), "--tls names a server that no account has"),
    (("--tls", "smtp.example.com=may", "--tls", "SMTP.example.com=secure"), "--tls names a server twice"),
    (("--oauth-client-id", "a b"), "--oauth-client-id takes one word"),
    (("--oauth-client-id", "abc"), "no account logs in by XOAUTH2"),
    (("--oauth", "nobody@example.com"), "--oauth names a user that no account has"),
    (("--oauth", ""), "--oauth names a user that no account has"),
    (("--jobs", "0"), "--jobs"),
    (("--jobs", "many"), "--jobs"),
    (("--rules", "/nonexistent"), "/nonexistent"),
    (("--bogus",), "--bogus"),
    (("--blackhole", "--allow", "qa"), "--allow takes the whole address"),
    (("--blackhole", "--allow", ""), "--allow takes the whole address"),
    (("--blackhole", "--allow", "*@example.com,x@example.com"), "--allow takes the whole address"),
    (("--blackhole", "--allow", "*@example.com"), "--allow takes the whole address"),
    (("--blackhole", "--mailbox-owner", "nobody"), "--mailbox-owner takes UID:GID"),
    (("--blackhole", "--mailbox-owner", "0:0"), "--mailbox-owner takes UID:GID"),
    (("--blackhole", "--keep-days", "0"), "--keep-days"),
    (("--blackhole", "--keep-days", "soon"), "--keep-days"),
)

# Whole command lines of words that do not go together.
WRONG_COMBINATIONS = (
    ((), "no target to take accounts from"),
    (("--fragment",), "no target to take accounts from"),
    (("--blackhole", "--direct"), "--blackhole and --direct are opposites"),
    (("--fragment", "--blackhole", TARGET), "--fragment is for accounts only"),
    (("--fragment", "--direct", TARGET), "--fragment is for accounts only"),
    (("--fragment", "--multi-instance", "jira", TARGET), "--fragment and --multi-instance are opposites"),
    (("--allow", "qa@example.com", TARGET), "--allow goes with --blackhole"),
    (("--direct", "--allow", "qa@example.com"), "--allow goes with --blackhole"),
    (("--blackhole", "--allow", "qa@example.com"), "no target to take an account from for --allow"),
    (("--mailbox-owner", "1000:1000", TARGET), "--mailbox-owner and --keep-days go with --blackhole"),
    (("--keep-days", "3", TARGET), "--mailbox-owner and --keep-days go with --blackhole"),
    (("--blackhole", "--tls", "smtp.example.com=may"), "--tls names a server that no account has"),
    (("--direct", "--oauth", "jira@example.com"), "--oauth names a user that no account has"),
    (("",), "a target is an empty word"),
    (("postgresql://jira:pa55@db.example.com/jira",), "password in it"),
)


class WrongUse(PostfixTest):
    def refused(self, *arguments: str, word: str) -> None:
        with self.subTest(arguments=arguments):
            ran = run("postfix", "--postfix-dir", "relay", *arguments, cwd=self.folder, stdin=b"")
            self.assert_refused(ran, USAGE, word)
            self.assertNotIn(b"pa55", ran.err)
            self.assertEqual([], self.names())

    def test_wrong_words(self) -> None:
        for options, word in WRONG_WORDS:
            self.refused(TARGET, *options, word=word)

    def test_wrong_combinations(self) -> None:
        for arguments, word in WRONG_COMBINATIONS:
            self.refused(*arguments, word=word)

    def test_empty_words(self) -> None:
        """A variable of a script that is not set must not choose another Postfix."""
        for option in ("--multi-instance", "--hostname", "--ca-file", "--platform", "--postfix-version", "--mailbox-owner",
                       "--oauth-client-id"):
            self.refused("--blackhole", option, "", word=option)

    def test_folder_is_needed(self) -> None:
        self.assert_refused(run("postfix", DUMP), USAGE, "--postfix-dir")
        self.assert_refused(run("postfix", DUMP, "--postfix-dir"), USAGE, "--postfix-dir")
        self.assert_refused(run("postfix", DUMP, "--postfix-dir", ""), USAGE, "--postfix-dir takes a folder")

    def test_options_that_are_right_take_one_word_each(self) -> None:
        """A target may follow an option that may be repeated."""
        for options in (("--tls", "smtp.example.com=may"), ("--oauth", "jira@example.com"),
                        ("--client-network", "10.0.0.0/8", "--relay", "10.0.0.1:25")):
            with self.subTest(options=options):
                ran = self.postfix(*options, DUMP, folder=f"folder{options[0]}")
                self.assertIn(ran.code, (CLEAN, 4), ran.err)


if __name__ == "__main__":
    unittest.main()
