"""What a later report tells of an earlier one, and what of that it cannot know."""
from __future__ import annotations

import json
import os
import unittest
from pathlib import Path
from typing import Any

from program import CLEAN, FINDINGS, run
from report.reports import ReportTest, loaded

ONE = b'-Dmail.smtp.host=smtp.example.org -Dmail.smtp.user=wiki@example.org -Dmail.smtp.password='
LISTS = ("appeared", "graver", "went_away", "unseen", "rotated")


class Diff(ReportTest):
    def put_options(self, *passwords: bytes) -> None:
        lines = (b'export JVM_SUPPORT_RECOMMENDED_ARGS="$JVM_SUPPORT_RECOMMENDED_ARGS ' + ONE + word + b'"\n' for word in passwords)
        (self.store / "setenv.sh").write_bytes(b"".join(lines))

    def of_standard_input(self, name: str, dump: bytes) -> Path:
        path = self.folder / name
        run("scan", "--format", "json", "--host", "web1", "-o", path, "-", cwd=self.folder, stdin=dump)
        return path

    def merged(self, name: str, *reports: Path) -> Path:
        path = self.folder / name
        self.report("merge", "--format", "json", "-o", path, *reports)
        return path

    def assert_diff(self, code: int, old: Path, new: Path, unchanged: int, **counts: int) -> Any:
        ran = self.report("diff", old, new, "--format", "json")
        self.assert_code(code, ran)
        summary = ran.report["summary"]
        self.assertEqual({name: counts.get(name, 0) for name in LISTS}, {name: summary[name] for name in LISTS})
        self.assertEqual(unchanged, summary["unchanged"])
        return ran.report

    def known(self, baseline: Path, report: Path) -> tuple[list[bool], list[str]]:
        shown = self.report("show", report, "--baseline", baseline, "--format", "json").report
        return [finding["known"] for finding in shown["findings"]], shown["notes"]

    def test_two_versions_of_one_source_are_two(self) -> None:
        """Both are "-" of one host, each with its own secret."""
        self.put("postgresql/plain.sql")
        dump = (self.store / "plain.sql").read_bytes()
        one = self.of_standard_input("one.json", dump)
        both = self.merged("both.json", one, self.of_standard_input("two.json", dump.replace(b"czNjcmV0LXJlbGF5", b"czNjcmV0LW90aGVyLTEy")))
        count = len(loaded(one)["findings"])
        self.assertEqual(2 * count, len(loaded(both)["findings"]))
        self.assert_diff(CLEAN, both, both, 2 * count)
        self.assert_diff(FINDINGS, one, both, count, appeared=count)
        self.assert_diff(CLEAN, both, one, count, unseen=count)
        self.assertEqual(count, sum(self.known(one, both)[0]))

    def test_what_was_not_looked_at_is_not_gone(self) -> None:
        self.put("tomcat/server.xml", "postgresql/plain.sql")
        both = self.scan("both.json")
        count = len(loaded(both)["findings"])
        (self.store / "plain.sql").unlink()
        one = self.scan("one.json")
        left = len(loaded(one)["findings"])
        told = self.assert_diff(CLEAN, both, one, left, unseen=count - left)
        self.assertEqual({"store/plain.sql"}, {entry["source"]["path"] for entry in told["unseen"]})
        text = self.report("diff", both, one).text
        self.assertIn("not looked at again: the new report does not have the source", " ".join(text.split()))
        self.assertNotIn("-- Went away", text)

    def test_an_option_that_was_taken_out_rotates_no_other(self) -> None:
        self.put_options(b"first-word", b"second-word")
        two = self.scan("two.json")
        self.put_options(b"second-word")
        one = self.scan("one.json")
        self.assertEqual([2, 1], [len(loaded(report)["findings"]) for report in (two, one)])
        self.assert_diff(CLEAN, two, one, 1, went_away=1)
        self.assert_diff(FINDINGS, one, two, 1, appeared=1)
        self.put_options(b"third-word")
        self.assert_diff(CLEAN, one, self.scan("other.json"), 0, rotated=1)

    def test_graver_is_as_bad_as_new(self) -> None:
        self.put("tomcat/server.xml")
        path = self.store / "server.xml"
        path.chmod(0o600)
        closed = self.scan("closed.json")
        count = len(loaded(closed)["findings"])
        path.chmod(0o644)
        readable = self.scan("readable.json")
        told = self.assert_diff(FINDINGS, closed, readable, 0, graver=count)
        self.assertEqual([(True, False)] * count, [(entry["world_readable"], entry["was"]["world_readable"]) for entry in told["graver"]])
        self.assert_diff(CLEAN, readable, closed, count)
        self.assertEqual([False] * count, self.known(closed, readable)[0])
        self.assertEqual([True] * count, self.known(readable, closed)[0])
        self.change("server.xml", b"<!-- kept for later", b"")
        self.change("server.xml", b"pw\"/>\n    -->", b"pw\"/>")
        active = self.scan("active.json")
        told = self.assert_diff(FINDINGS, readable, active, count - 1, graver=1)
        self.assertEqual("commented-out", told["graver"][0]["was"]["status"])
        self.assertEqual(count - 1, sum(self.known(readable, active)[0]))
        waived = loaded(active)
        for finding in waived["findings"]:
            finding["waiver"] = {"justification": "for now", "expires": "9999-12-31"}
        active.write_text(json.dumps(waived))
        self.assert_diff(CLEAN, readable, active, count - 1, graver=1)

    def test_a_baseline_of_another_key_says_so(self) -> None:
        self.put_options(b"first-word")
        baseline = self.scan("baseline.json")
        self.put_options(b"other-word")
        self.assertEqual(([False], []), self.known(baseline, self.scan("same.json")))
        other = self.scan("other.json", "--fingerprint-key", self.make_key("other", os.urandom(32)), key=False)
        for report in (other, self.scan("bare.json", key=False)):
            known, notes = self.known(baseline, report)
            self.assertEqual([True], known)
            self.assertRegex(notes[0], "^1 finding is known by its place alone, .*--fingerprint-key")
        self.put_options(b"a-longer-word")
        self.assertEqual(([False], []), self.known(baseline, self.scan("longer.json", key=False)))

    def test_a_baseline_that_fits_nothing_says_so(self) -> None:
        self.put_options(b"first-word")
        report = self.scan("report.json")
        (self.store / "setenv.sh").unlink()
        self.put("tomcat/server.xml")
        known, notes = self.known(self.scan("baseline.json"), report)
        self.assertEqual([False], known)
        self.assertRegex(notes[0], "^The baseline has 4 findings, and none of this report")

    def test_a_later_baseline_decides_anew(self) -> None:
        self.put("tomcat/server.xml")
        report = self.scan("report.json")
        marked = self.scan("marked.json", "--baseline", report)
        self.assertTrue(all(finding["known"] for finding in loaded(marked)["findings"]))
        (self.store / "server.xml").unlink()
        empty = self.scan("empty.json")
        self.assertFalse(any(self.known(empty, marked)[0]))


if __name__ == "__main__":
    unittest.main()
