"""What is written is what docs/*-schema.json promise."""
from __future__ import annotations

import copy
import json
import unittest
from pathlib import Path
from typing import Any, Iterator

import jsonschema

from program import ROOT
from report.reports import ReportTest, loaded, on_host

GOLDEN = (ROOT / "tests/cli").glob("*/golden/*.json")


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / f"docs/{name}-schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def is_report(document: Any) -> bool:
    return document["schema"].startswith("postern-report/")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Of every key."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield (*path, key)
            yield from places(entry, (*path, key))
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from places(entry, (*path, number))


def parent_of(document: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        document = document[step]
    return document


class Schema(ReportTest):
    def setUp(self) -> None:
        super().setUp()
        self.reports = validator("report")
        self.diffs = validator("diff")

    def test_every_golden_file(self) -> None:
        seen = {True: 0, False: 0}
        for path in GOLDEN:
            document = json.loads(path.read_text())
            seen[is_report(document)] += 1
            with self.subTest(path.name):
                (self.reports if is_report(document) else self.diffs).validate(document)
        self.assertGreater(seen[True], 20)
        self.assertGreater(seen[False], 0)

    def test_reports_of_everything(self) -> None:
        self.store.rmdir()
        self.store.symlink_to(ROOT / "fixtures")
        report = self.folder / "all.json"
        self.scan("all.json", "store/")
        self.reports.validate(loaded(report))
        ran = self.report("merge", report, on_host(report, "web1"), "--format", "json")
        self.reports.validate(ran.report)
        ran = self.report("diff", report, on_host(report, "web1"), "--format", "json")
        self.diffs.validate(ran.report)

    def test_a_broken_report_is_told(self) -> None:
        """Each key, when it is missing or of another kind, and one too many."""
        for name, check in (("scan/golden/tomcat.json", self.reports), ("report/golden/waived.json", self.reports),
                            ("report/golden/diff.json", self.diffs)):
            whole = json.loads((ROOT / "tests/cli" / name).read_text())
            count = 0
            for path in places(whole):
                if len(path) > 1 and isinstance(path[1], int) and path[1] > 0:
                    continue  # the first of a list is enough
                count += 1
                for change in ("missing", "kind", "more"):
                    broken = copy.deepcopy(whole)
                    parent = parent_of(broken, path)
                    if change == "missing":
                        del parent[path[-1]]
                    elif change == "kind":
                        parent[path[-1]] = {"of": "another kind"}
                    else:
                        parent["unknown"] = 1
                    self.assertFalse(check.is_valid(broken), (name, path, change))
            self.assertGreater(count, 40)


if __name__ == "__main__":
    unittest.main()
