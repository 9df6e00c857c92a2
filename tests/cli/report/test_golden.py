"""What the commands say, as it is stored."""
from __future__ import annotations

import unittest
from pathlib import Path

from program import CLEAN, FINDINGS, INCOMPLETE
from report.reports import ReportTest, loaded, on_host

GOLDEN = Path(__file__).parent / "golden"


class Golden(ReportTest):
    def setUp(self) -> None:
        super().setUp()
        self.put("postgresql/plain.sql", "tomcat/server.xml")
        self.old = self.scan("old.json")

    def test_merge(self) -> None:
        web = on_host(self.old, "web1")
        database = on_host(self.old, "db1")
        for form, name in (("text", "merge.txt"), ("json", "merge.json")):
            ran = self.report("merge", web, database, "--format", form)
            self.assert_code(FINDINGS, ran)
            self.assert_golden(GOLDEN / name, ran)

    def test_diff(self) -> None:
        self.put("properties/mail.properties")
        old = on_host(self.scan("before.json"), "db1")
        (self.store / "mail.properties").unlink()
        self.put("confluence-xml/entities.xml")
        self.change("plain.sql", b"czNjcmV0LXJlbGF5", b"czNjcmV0LW90aGVy")
        self.change("server.xml", b"<!-- kept for later", b"")
        self.change("server.xml", b"password=\"commented-out-pw\"/>\n    -->", b"password=\"commented-out-pw\"/>")
        self.change("server.xml", b"password = 'single\"quote-pw'", b"")
        new = on_host(self.scan("new.json"), "db1")
        for form, name in (("text", "diff.txt"), ("json", "diff.json")):
            ran = self.report("diff", old, new, "--format", form)
            self.assert_code(FINDINGS, ran)
            self.assert_golden(GOLDEN / name, ran)

    def test_waived_and_known(self) -> None:
        finding = loaded(self.old)["findings"][0]
        self.file("waivers.toml", f"""
[[waiver]]
finding = "{finding['id']}"
justification = "moves to Postfix with the upgrade"
expires = 9999-12-31

[[waiver]]
path = "store/*.xml"
justification = "was to be gone by then"
expires = 2020-12-31

[[waiver]]
rule = "jira-mailserver"
path = "elsewhere/*"
justification = "nobody remembers"
expires = 9999-12-31
""".encode())
        ran = self.report("show", self.old, "--waivers", "waivers.toml", "--format", "json")
        self.assert_code(FINDINGS, ran)
        self.assert_golden(GOLDEN / "waived.json", ran)
        ran = self.report("show", self.old, "--baseline", self.old, "--format", "json")
        self.assert_code(CLEAN, ran)
        self.assert_golden(GOLDEN / "known.json", ran)

    def test_merge_of_a_part(self) -> None:
        part = self.scan("part.json", "--shard", "2/3")
        ran = self.report("merge", part, "--format", "json")
        self.assert_code(INCOMPLETE, ran)
        self.assert_golden(GOLDEN / "part.json", ran)


if __name__ == "__main__":
    unittest.main()
