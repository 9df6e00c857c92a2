"""Every form of one report: as it is stored, valid, and telling the same as the JSON."""
from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import tarfile
import unittest
import xml.etree.ElementTree as ET
from typing import Any

import jsonschema

from program import ROOT, run
from report.formats import FormatsTest, golden

# The schema of OASIS as a package for tests of other programs ships it.
SCHEMA_PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SCHEMA_FILE = "package/lib/schemas/sarif-2.1.0-rtm.5.json"


def without_assets(html: str) -> str:
    """The page without its style and script, which are files of their own."""
    html = re.sub(r"(?s)<(style|script)>.*?</\1>", r"<\1></\1>", html)
    return re.sub(r"'sha256-[^']*'", "'sha256-HASH'", html)


def sarif_schema() -> Any:
    """Kept below build/, and fetched once; None where that is not possible."""
    kept = ROOT / "build" / "sarif-schema.json"
    if not kept.exists() and shutil.which("npm"):
        folder = ROOT / "build" / "sarif-schema"
        folder.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(["npm", "pack", "--silent", "--ignore-scripts", SCHEMA_PACKAGE], cwd=folder, capture_output=True, text=True,
                                timeout=50, check=False)
        if packed.returncode == 0:
            with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
                member = archive.extractfile(SCHEMA_FILE)
                assert member is not None
                kept.write_bytes(member.read())
    return json.loads(kept.read_text(encoding="utf-8-sig")) if kept.exists() else None


class Formats(FormatsTest):
    def test_golden(self) -> None:
        for form, suffix in (("text", "txt"), ("html", "html"), ("sarif", "sarif"), ("csv", "csv"), ("junit", "xml")):
            with self.subTest(form):
                text = self.shown(form).out.decode()
                self.assert_golden_text(golden(f"formats.{suffix}"), without_assets(text).replace("\r\n", "\n"))

    def test_csv(self) -> None:
        text = self.shown("csv").out.decode()
        self.assertEqual(text.count("\n"), text.count("\r\n"))
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        report = self.json()
        self.assertEqual([(s["path"], k["reason"]) for s in report["sources"] for k in s["skips"]],
                         [(row["source"], row["reason"]) for row in rows if row["kind"] == "skip"])
        told = [row for row in rows if row["kind"] != "skip"]
        self.assertEqual(len(report["findings"]), len(told))
        for finding, row in zip(report["findings"], told):
            self.assertEqual((finding["id"], finding["rule"], finding["severity"], finding["location"]["table"], finding["account"]["username"] or ""),
                             (row["id"], row["rule"], row["severity"], row["table"], row["username"]))
            self.assertEqual(report["sources"][finding["source"]]["path"], row["source"])
            self.assertEqual("waived" if finding.get("waiver") else "known" if finding.get("known") else "open", row["state"])
        self.assertEqual({"open", "waived", "known"}, {row["state"] for row in told})

    def test_junit(self) -> None:
        root = ET.fromstring(self.shown("junit").out)
        report = self.json()
        suites = root.findall("testsuite")
        self.assertEqual([source["path"] for source in report["sources"]], [suite.get("name") for suite in suites])
        counts = {"failures": "failure", "errors": "error", "skipped": "skipped"}
        for element in (root, *suites):
            cases = element.findall(".//testcase")
            self.assertEqual(str(len(cases)), element.get("tests"))
            for attribute, tag in counts.items():
                self.assertEqual(str(len(element.findall(f".//{tag}"))), element.get(attribute))
        names = [(case.get("classname"), case.get("name")) for suite in suites for case in suite.findall("testcase")]
        self.assertEqual(len(names), len(set(names)))
        findings = report["findings"]
        self.assertEqual(sum(not f.get("waiver") and not f.get("known") for f in findings), len(root.findall(".//failure")))
        self.assertEqual(sum(len(source["skips"]) for source in report["sources"]), len(root.findall(".//error")))

    def test_sarif(self) -> None:
        document = json.loads(self.shown("sarif").out)
        sarif, report = document["runs"][0], self.json()
        self.assertEqual([f["id"] for f in report["findings"]], [r["partialFingerprints"]["primaryLocationLineHash"] for r in sarif["results"]])
        rules = sarif["tool"]["driver"]["rules"]
        for result in sarif["results"]:
            self.assertEqual(result["ruleId"], rules[result["ruleIndex"]]["id"])
            artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
            self.assertEqual(artifact["uri"], sarif["artifacts"][artifact["index"]]["location"]["uri"])
        self.assertTrue(all(rule["help"]["markdown"] and rule["shortDescription"]["text"] for rule in rules))
        self.assertEqual(sum(bool(f.get("waiver")) for f in report["findings"]), sum("suppressions" in r for r in sarif["results"]))
        self.assertEqual({"new", "unchanged"}, {r["baselineState"] for r in sarif["results"]})
        self.assertFalse(sarif["invocations"][0]["executionSuccessful"])
        self.assertEqual(sum(len(source["skips"]) for source in report["sources"]),
                         len(sarif["invocations"][0]["toolExecutionNotifications"]))

    def test_sarif_schema(self) -> None:
        schema = sarif_schema()
        if schema is None:
            self.skipTest(f"{SCHEMA_PACKAGE} cannot be fetched here")
        check = jsonschema.Draft4Validator(schema)
        check.validate(json.loads(self.shown("sarif").out))
        for fixture in ("fixtures", "fixtures/postfix"):
            check.validate(json.loads(run("scan", "--format", "sarif", ROOT / fixture).out))
        broken = json.loads(self.shown("sarif").out)
        broken["runs"][0]["results"][0]["level"] = "high"
        self.assertFalse(check.is_valid(broken))

    def test_the_same_from_run_to_run(self) -> None:
        for form in ("html", "sarif", "csv", "junit"):
            self.assertEqual(self.shown(form).out, self.shown(form).out)


if __name__ == "__main__":
    unittest.main()
