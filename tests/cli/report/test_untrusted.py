"""A report may come from anywhere."""
from __future__ import annotations

import json
import random
import re
import unittest
from typing import Any

from program import CLEAN, FAILED, FINDINGS, INCOMPLETE, USAGE, USAGE, run
from report.reports import ReportTest, loaded

STEERING = "\x1b]0;owned\x07\x1b[31m\r\u202e<script>"
# What a terminal must never get.
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Values with a form of their own.
FORMED = ("schema", "name", "kind", "severity", "status", "encoding", "direction", "tls", "mode", "started", "modified", "expires",
          "credential", "id", "run", "login", "login_tried")


def steered(value: Any, key: str = "") -> Any:
    """Every text that may be any text steers the terminal."""
    if isinstance(value, dict):
        return {name: steered(entry, name) for name, entry in value.items()}
    if isinstance(value, list):
        return [steered(entry, key) for entry in value]
    return STEERING if isinstance(value, str) and key not in FORMED else value


class Untrusted(ReportTest):
    def setUp(self) -> None:
        super().setUp()
        self.put("postgresql/plain.sql", "tomcat/server.xml", "bad/cut-in-copy.sql", "postfix/insecure/main.cf")
        self.path = self.scan("r.json")

    def test_nothing_steers_the_terminal(self) -> None:
        report = steered(loaded(self.path))
        report["tool"]["name"] = "postern"
        for finding in report["findings"]:
            finding["account"]["name"] = STEERING
            finding["rule"] = STEERING
        report["findings"][0]["waiver"] = {"justification": STEERING, "expires": "9999-12-31"}
        bad = self.file("bad.json", json.dumps(report).encode())
        for arguments in (("show", bad), ("merge", bad, self.path), ("diff", self.path, bad), ("diff", bad, self.path),
                          ("show", "--format", "json", bad)):
            ran = self.report(*arguments)
            self.assert_code(INCOMPLETE, ran)
            self.assertIsNone(HARMFUL.search(ran.out.decode()), arguments)

    def test_cut_at_every_place(self) -> None:
        data = self.path.read_bytes()
        for end in [*range(0, len(data) - 2, len(data) // 25), len(data) - 3]:
            ran = run("report", "show", "-", stdin=data[:end])
            words = f"it is cut short, after {end} bytes" if end else "it is empty"
            self.assert_refused(ran, FAILED, f"standard input is no report of postern: {words}")

    def test_changed_bytes_never_crash_it(self) -> None:
        data = self.path.read_bytes()
        chosen = random.Random(7)
        for _ in range(60):
            changed = bytearray(data)
            for _ in range(chosen.randint(1, 4)):
                changed[chosen.randrange(len(changed))] = chosen.choice(b'"0{}[]:,x\\\x00\xff9-')
            ran = run("report", "show", "--format", "json", "-", stdin=bytes(changed))
            self.assertIn(ran.code, (CLEAN, FINDINGS, FAILED, INCOMPLETE))

    def test_sizes_and_depths(self) -> None:
        for text, words in ((b"[" * 3_000_000, "deeper than any report"), (b'{"a":' * 300_000, "deeper than any report"),
                            (b"", "it is empty"), (b" \n", "it is empty"), (b"{} {", "no JSON at byte 4"), (b"null", "is no object"), (b"{}", "schema is missing"),
                            (b"[" + b"0," * 1_000_000 + b"0]", "is no object")):
            self.assert_refused(run("report", "show", "-", stdin=text), FAILED, words)
        self.assert_refused(run("report", "show", "/dev/zero"), FAILED, "far too large")

    def test_contradictions(self) -> None:
        for change, words in (
            (lambda r: r["findings"][0].update(source=99), "findings[0].source"),
            (lambda r: r["findings"][0]["secret"].update(credential="c99"), "findings[0].secret.credential"),
            (lambda r: r.update(complete=True), "complete is not what the sources say"),
            (lambda r: r["findings"][1].pop("waiver"), "findings[1].waiver is missing"),
            (lambda r: r["findings"][0]["exposure"]["file"].update(mode="0600", world_readable=True),
             "findings[0].exposure.file.world_readable is not what the mode says"),
            (lambda r: r["findings"][0]["exposure"]["file"].update(mode="0644", world_readable=False),
             "findings[0].exposure.file.world_readable is not what the mode says"),
            (lambda r: r.update(schema="postern-report/2"), "schema is that of another version of postern"),
            (lambda r: r.update(schema="postern-diff/1"), "schema is that of a difference"),
        ):
            report = loaded(self.path)
            change(report)
            bad = self.file("bad.json", json.dumps(report).encode())
            for arguments in (("show", bad), ("merge", self.path, bad), ("diff", self.path, bad)):
                self.assert_refused(self.report(*arguments), FAILED, "is no report of postern: " + words)
            self.assert_refused(run("scan", "--baseline", bad, "store", cwd=self.folder), USAGE, words)

    def test_no_words_of_a_wrong_file_are_repeated(self) -> None:
        for text in (b"s3cret", b'{"s3cret": 1}', b'{"schema": "s3cret"}', b'["s3cret"]'):
            ran = run("report", "show", "-", stdin=text)
            self.assert_refused(ran, FAILED)
            self.assertNotIn(b"s3cret", ran.err)

    def test_wrong_use(self) -> None:
        for arguments in (("show",), ("merge",), ("diff", "a"), ("bogus",), (), ("show", "--format", "bogus", "x"),
                          ("diff", "--fail-on", "low", "a", "b"), ("show", "-o", "", "x")):
            self.assert_refused(self.report(*arguments), USAGE)

    def test_help_names_the_exit_codes(self) -> None:
        for arguments in ((), ("merge",), ("show",), ("diff",)):
            ran = self.report(*arguments, "--help")
            self.assert_code(CLEAN, ran)
            self.assertIn("Exit codes", ran.text)


if __name__ == "__main__":
    unittest.main()
