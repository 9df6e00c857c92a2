"""Ordinary files among the backups are counted, not taken for dumps."""
from __future__ import annotations

import unittest

from program import CLEAN, FINDINGS, FIXTURES, ROOT, ProgramTest, run, scan_json

ORDINARY = {
    "a.js": b"//! a banner\nfunction f() {}\n",
    "a.c": b"/* Copyright (C) Somebody */\nint main() { return 0; }\n",
    "paths.txt": b"/etc/Config/x\n/home/!important\n",
    "shell.sh": b"#!/bin/sh\necho 'hello\n",
    "mail.txt": b"From: somebody\n\nPlease look at the mailserver table, it's broken.\n",
    "page.html": b"<!DOCTYPE html><html><body>it's <MailServer> here</body></html>\n",
    "data.json": b'{"MailServer": {"password": "TRAP-ordinary-1"}}\n',
    "pom.xml": b'<?xml version="1.0"?>\n<project><modelVersion>4.0.0</modelVersion></project>\n',
    "notes.md": b"USE the table. INSERT INTO it what you like, it's free.\n",
    "query.sql": b"SELECT * FROM mailserver WHERE mailpassword = 'TRAP-ordinary-2';\n",
}


class UnknownText(ProgramTest):
    def test_ordinary_files(self) -> None:
        for name, content in ORDINARY.items():
            with self.subTest(file=name):
                ran = scan_json(self.file(f"in-{name}/{name}", content).parent)
                self.assert_silent(ran)
                self.assertEqual({}, ran.skips)
                self.assert_code(CLEAN, ran)
                self.assertNotIn(b"TRAP", ran.out)

    def test_this_project(self) -> None:
        """Its sources, documents and scripts. The guide to rules quotes a dump, so it is read as one."""
        for part in ("src", "include", "rules", "docs"):
            with self.subTest(folder=part):
                ran = scan_json(ROOT / part)
                self.assert_silent(ran)
                self.assertEqual([], [path for path in ran.skips if not path.endswith("docs/rules.md")])

    def test_comment_in_front_of_a_dump(self) -> None:
        dump = (FIXTURES / "postgresql/plain.sql").read_bytes()
        for comment in (b"/* Copy of the dump, made by hand */\n", b"-- made by hand\n", b"\n\n", b"\xef\xbb\xbf"):
            with self.subTest(comment=comment):
                ran = scan_json(self.file("dump.sql", comment + dump))
                self.assert_code(FINDINGS, ran)
                self.assertEqual("pg-dump-plain", ran.report["sources"][0]["kind"])
                self.assertEqual(3, len(ran.report["findings"]))

    def test_text_speaks_of_other_files(self) -> None:
        self.file("in/a.txt", b"nothing\n")
        self.file("in/b.txt", b"nothing\n")
        self.assertIn("2 other files", run("scan", self.folder / "in").text)


if __name__ == "__main__":
    unittest.main()
