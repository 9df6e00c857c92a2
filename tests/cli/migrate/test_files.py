"""Backups whose outgoing accounts are led to a local Postfix, which gets their passwords."""
from __future__ import annotations

import unittest
from pathlib import Path

from expectations import expected
from forms import leaks
from program import CLEAN, FAILED, FINDINGS, USAGE, Run, scan_json
from rewriting import RewritingTest, rewritable


def outgoing(name: str) -> list[str]:
    wanted = expected(name)
    return [secret for account, secret in zip(wanted.accounts, wanted.secrets, strict=True)
            if account.direction == "outgoing" and account.status == "active" and secret]


class Migrated(RewritingTest):
    command = "migrate"
    folders = "/dev/shm"

    def ask(self, *words: str | Path, **options: object) -> Run:
        """For another host: this one's postconf waits two seconds for a file that is just written."""
        more = ("--postfix-version", "3.7") if "--postfix-dir" in words else ()
        return super().ask(*words, *more, **options)

    def test_outgoing_accounts_go_others_stay(self) -> None:
        path = self.input("postgresql/plain.sql")
        ran = self.ask(path, "-o", "out", "--postfix-dir", "relay")
        self.assertIn(ran.code, (CLEAN, 4), ran.err)
        kept = leaks((self.folder / "out").read_bytes(), self.secrets)
        moved = outgoing("postgresql/plain.sql")
        self.assertTrue(moved and kept)
        self.assertEqual(set(), set(moved) & set(kept))
        for finding in scan_json(self.folder / "out").report["findings"]:
            self.assertNotEqual("outgoing", finding["account"]["direction"] if finding["secret"] else "incoming")
        passwords = b"".join(file.read_bytes() for file in (self.folder / "relay").rglob("sasl_passwd*"))
        self.assertTrue(leaks(passwords, moved))
        for file in (self.folder / "relay").rglob("sasl_passwd*"):
            self.assertEqual(0o600, file.stat().st_mode & 0o777)

    def test_a_stream(self) -> None:
        path = self.input("postgresql/plain.sql")
        self.assertIn(self.ask(path, "-o", "out", "--postfix-dir", "relay").code, (CLEAN, 4))
        ran = self.ask("-", "-o", "-", "--postfix-dir", "other", stdin=path)
        self.assertIn(ran.code, (CLEAN, 4))
        self.assertEqual((self.folder / "out").read_bytes(), ran.out)
        self.assertTrue((self.folder / "other/main.cf").exists() or list((self.folder / "other").rglob("main.cf")))

    def test_a_folder_with_a_plain_dump(self) -> None:
        """A dump alone is read while it is written; in a folder the passwords of all its files come first."""
        dump = self.input("postgresql/plain.sql").read_bytes()
        self.file("backups/dump.sql", dump + b"-- " + b"x" * 8192 + b"\n")
        ran = self.ask("backups", "-o", "cleaned", "--postfix-dir", "relay")
        self.assertIn(ran.code, (CLEAN, 4), ran.err)
        self.assertIn(b"backups/dump.sql -> ", ran.err)
        self.assertNotIn(b"nothing to change", ran.err)
        passwords = b"".join(file.read_bytes() for file in (self.folder / "relay").rglob("sasl_passwd*"))
        self.assertTrue(leaks(passwords, outgoing("postgresql/plain.sql")))

    def test_the_second_time_nothing_changes(self) -> None:
        for name in rewritable():
            if not outgoing(name):
                continue
            with self.subTest(fixture=name):
                ran = self.ask(self.input(name), "-o", "out", "--postfix-dir", "relay-" + name.replace("/", "-"))
                self.assertIn(ran.code, (CLEAN, 4), ran.err)
                again = self.ask("out", "-o", "again")
                self.assert_code(CLEAN, again)
                self.assertIn(b"copied as it was", again.err)

    def test_a_folder_in_place(self) -> None:
        """A backup of several files: its passwords have a place before they leave it."""
        self.file("tab/mailserver.sql", b"-- MySQL dump 10.13\nCREATE TABLE `mailserver` (`id` int, `server_type` text, "
                  b"`servername` text, `mailusername` text, `mailpassword` text);\n-- Dump completed\n")
        rows = self.file("tab/mailserver.txt", b"1\tsmtp\tmail.example.com\tjira\tTab-pa55word\n")
        self.assert_refused(self.ask("--in-place", "tab"), USAGE, "--postfix-dir is required")
        self.assertIn(b"Tab-pa55word", rows.read_bytes())
        self.assertIn(self.ask("--in-place", "tab", "--postfix-dir", "relay").code, (CLEAN, 4))
        self.assertNotIn(b"Tab-pa55word", rows.read_bytes())
        kept = b"".join(file.read_bytes() for file in (self.folder / "relay").rglob("sasl_passwd*"))
        self.assertIn(b"Tab-pa55word", kept)

    def test_a_plan(self) -> None:
        path = self.input("postgresql/plain.sql")
        ran = self.ask(path, "--postfix-dir", "relay")
        self.assert_code(FINDINGS, ran)
        self.assertIn(b"Postfix configuration: relay", ran.out)
        self.assertEqual([], leaks(ran.out, self.secrets))
        self.assertEqual(["in", "in/plain.sql"], self.names())

    def test_the_passwords_need_a_place(self) -> None:
        path = self.input("postgresql/plain.sql")
        for words in ((), ("-o", "out"), ("--in-place",)):
            before = path.read_bytes()
            self.assert_refused(self.ask(path, *words), USAGE, "--postfix-dir is required")
            self.assertEqual(["in", "in/plain.sql"], self.names())
            self.assertEqual(before, path.read_bytes())

    def test_an_account_that_postfix_cannot_hold_stops_it(self) -> None:
        text = (b"-- MySQL dump 10.13\nINSERT INTO `mailserver` (`ID`, `server_type`, `servername`, `mailusername`, "
                b"`mailpassword`) VALUES (1,'smtp','mail.example.com','u','two\\nlines');\n")
        self.assert_refused(self.ask(self.file("a.sql", text), "-o", "out", "--postfix-dir", "relay"), FAILED)
        self.assertEqual(["a.sql"], self.names())


if __name__ == "__main__":
    unittest.main()
