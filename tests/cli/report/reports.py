"""Reports of fixtures, to be united, shown and compared."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from golden import GoldenTest
from program import Run, copy_fixture, run


class ReportTest(GoldenTest):
    """Scans a folder of its own, `store`, under a key of its own."""

    def setUp(self) -> None:
        super().setUp()
        self.store = self.folder / "store"
        self.store.mkdir()
        self.key = self.make_key("key", b"k" * 32)

    def make_key(self, name: str, content: bytes) -> Path:
        path = self.file(name, content)
        path.chmod(0o600)
        return path

    def put(self, *names: str) -> None:
        for name in names:
            copy_fixture(name, self.store)

    def change(self, name: str, old: bytes, new: bytes) -> None:
        path = self.store / name
        text = path.read_bytes()
        self.assertIn(old, text)
        path.write_bytes(text.replace(old, new))

    def scan(self, name: str, *options: str | Path, key: bool = True) -> Path:
        """The JSON report of the store."""
        report = self.folder / name
        keyed = ("--fingerprint-key", self.key) if key else ()
        ran = run("scan", "--format", "json", "-o", report, *keyed, *options, "store", cwd=self.folder)
        self.assertIn(ran.code, (0, 1, 4), ran.err)
        self.assert_silent(ran)
        return report

    def report(self, *arguments: str | Path) -> Run:
        return run("report", *arguments, cwd=self.folder)


def loaded(path: Path) -> Any:
    return json.loads(path.read_bytes())


def rename_runs(report: Any, prefix: str) -> None:
    """As if other runs had made it."""
    for run_of in report["runs"]:
        run_of["id"] = prefix + run_of["id"]
    for source in report["sources"]:
        source["run"] = prefix + source["run"]


def on_day(path: Path, day: str) -> Path:
    """The same report, as another run would have made it on another day."""
    report = loaded(path)
    report["started"] = f"{day}T02:00:00Z"
    for run_of in report["runs"]:
        run_of["started"] = report["started"]
    rename_runs(report, f"{day}-")
    other = path.with_name(f"{day}-{path.name}")
    other.write_text(json.dumps(report))
    return other


def on_host(path: Path, host: str) -> Path:
    """The same report, as another host would have made it."""
    report = loaded(path)
    for entry in (*report["sources"], *report["runs"]):
        entry["host"] = host
    rename_runs(report, f"{host}-")
    other = path.with_name(f"{host}-{path.name}")
    other.write_text(json.dumps(report))
    return other
