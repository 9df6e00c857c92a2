"""One report with everything in it that a form can show, the same on every machine and every day."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from program import INCOMPLETE, Run, run
from report.reports import ReportTest, loaded

FIXTURES = ("postgresql/plain.sql", "postgresql/confluence.sql", "tomcat/server.xml", "jira-xml/nested.zip", "bad/cut-in-copy.sql")
DAYS = {"plain.sql": "2026-01-15", "confluence.sql": "2026-03-01", "server.xml": "2026-05-20", "cut-in-copy.sql": "2025-12-31"}


class FormatsTest(ReportTest):
    def setUp(self) -> None:
        super().setUp()
        self.put(*FIXTURES)
        report = loaded(self.scan("scanned.json"))
        self.make_steady(report)
        self.sample = self.folder / "sample.json"
        self.sample.write_text(json.dumps(report))

    def make_steady(self, report: Any) -> None:
        report["started"] = "2026-11-29T02:00:00Z"
        report["tool"]["version"] = "VERSION"
        for source in report["sources"]:
            day = next((day for name, day in DAYS.items() if name in source["path"]), "2026-07-01")
            source["host"], source["modified"] = "db1.example.com", f"{day}T01:00:00Z"
        for finding in report["findings"]:
            if finding["exposure"]["file"]:
                finding["exposure"]["file"]["owner"] = "postgres"
        self.file("waivers.toml", b"""
[[waiver]]
path = "store/server.xml"
justification = "moves to Postfix with the upgrade"
expires = 9999-12-31
""")

    def shown(self, form: str) -> Run:
        """With the waiver, and with one finding that was known before."""
        baseline = loaded(self.sample)
        baseline["findings"] = baseline["findings"][:1]
        (self.folder / "baseline.json").write_text(json.dumps(self.counted(baseline)))
        ran = run("report", "show", self.sample.name, "--waivers", "waivers.toml", "--baseline", "baseline.json", "--format", form,
                  cwd=self.folder)
        self.assert_code(INCOMPLETE, ran)
        self.assert_silent(ran)
        return ran

    @staticmethod
    def counted(report: Any) -> Any:
        """With a summary and credentials that go with the findings that are left."""
        used = {finding["secret"]["credential"] for finding in report["findings"] if finding["secret"]}
        report["credentials"] = [one for one in report["credentials"] if one["id"] in used]
        return report

    def json(self) -> Any:
        return self.shown("json").report


def golden(name: str) -> Path:
    return Path(__file__).parent / "golden" / name
