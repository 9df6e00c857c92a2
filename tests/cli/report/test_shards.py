"""Many reports are one."""
from __future__ import annotations

import itertools
import json
import shutil
import unittest

from program import CLEAN, FINDINGS, FIXTURES, INCOMPLETE, ROOT, USAGE, run, scan_json, without_time
from report.reports import ReportTest, loaded, on_day, on_host


class Shards(ReportTest):
    def setUp(self) -> None:
        super().setUp()
        self.store.rmdir()
        shutil.copytree(FIXTURES, self.store)
        (self.store / "link").symlink_to("jira-xml")
        self.whole = self.scan("whole.json")

    def test_shards_make_the_whole(self) -> None:
        """Byte for byte, but for the time: any number of them, given in any order."""
        for of in (1, 2, 5):
            parts = [self.scan(f"{number}.json", "--shard", f"{number}/{of}") for number in range(1, of + 1)]
            for order in (parts, parts[::-1]):
                ran = self.report("merge", *order, "--format", "json")
                self.assert_code(INCOMPLETE, ran)  # of fixtures/bad
                self.assertEqual(without_time(self.whole.read_bytes()), without_time(ran.out))
            sources = [{source["path"] for source in loaded(part)["sources"] if source["kind"] != "unknown"} for part in parts]
            for one, other in itertools.combinations(sources, 2):
                self.assertEqual(set(), one & other)
            if of > 1:
                self.assertTrue(all(len(paths) > 5 for paths in sources))

    def test_a_backup_that_is_a_folder_stays_together(self) -> None:
        folders = [self.store / f"daily-{number}" for number in range(5)]
        for folder in folders:
            folder.mkdir()
            for number in range(6):
                shutil.copyfile(FIXTURES / "postgresql/plain.sql", folder / f"{number}.sql")
            (folder / "metadata").write_bytes(b"")  # as mydumper has it
        parts = [self.scan(f"{number}.json", "--shard", f"{number}/7") for number in range(1, 8)]
        for folder in folders:
            name = str(folder.relative_to(self.folder)) + "/"
            holders = [part for part in parts if any(source["path"].startswith(name) for source in loaded(part)["sources"])]
            self.assertEqual(1, len(holders), name)
            self.assertEqual(6, sum(source["path"].startswith(name) for source in loaded(holders[0])["sources"]), name)

    def test_a_missing_shard_is_not_silent(self) -> None:
        parts = [self.scan(f"{number}.json", "--shard", f"{number}/3") for number in (1, 3)]
        ran = self.report("merge", *parts, "--format", "json")
        self.assert_code(INCOMPLETE, ran)
        self.assertTrue(ran.skips["shard 2 of 3"].startswith("the report of this shard was not given"))

    def test_a_shard_of_another_host_does_not_stand_for_ours(self) -> None:
        parts = [self.scan(f"{host}{number}.json", "--shard", f"{number}/2", "--host", host) for host, number in (("a", 1), ("a", 2), ("b", 1))]
        ran = self.report("merge", *parts, "--format", "json")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("shard 2 of 2", ran.skips)

    def test_a_worker_that_sees_an_empty_folder_is_not_silent(self) -> None:
        first = self.scan("1.json", "--shard", "1/2")
        shutil.rmtree(self.store)
        self.store.mkdir()
        second = self.scan("2.json", "--shard", "2/2")
        ran = self.report("merge", first, second, "--format", "json")
        self.assert_code(INCOMPLETE, ran)
        self.assertEqual("there is no file in it at all", ran.skips["store"])
        self.assertTrue(any("did not meet the same files" in note for note in ran.report["notes"]))

    def test_what_cannot_be_opened_every_shard_tells(self) -> None:
        for number in (1, 2):
            ran = scan_json("--shard", f"{number}/2", "nowhere", cwd=self.folder)
            self.assert_code(INCOMPLETE, ran)
            self.assertIn("nowhere", ran.skips)
            self.assertIn(f"This is shard {number} of 2", ran.report["notes"][0])

    def test_standard_input_is_for_the_first(self) -> None:
        dump = FIXTURES / "postgresql/plain.sql"
        self.assert_code(FINDINGS, run("scan", "--shard", "1/2", "-", stdin=dump))
        self.assert_code(CLEAN, run("scan", "--shard", "2/2", "-", stdin=dump))

    def test_waivers_are_for_the_merged_report(self) -> None:
        waivers = self.file("w.toml", b"[[waiver]]\npath = '*'\njustification = 'x'\nexpires = 9999-12-31\n")
        self.assert_refused(run("scan", "--shard", "1/2", "--waivers", waivers, self.store), USAGE, "--waivers does not go with --shard", "report merge")

    def test_logins_are_tried_by_one_run(self) -> None:
        self.assert_refused(run("scan", "--shard", "1/2", "--verify-logins", self.store), USAGE, "--verify-logins does not go with --shard")

    def test_a_baseline_is_for_the_merged_report(self) -> None:
        self.assert_refused(run("scan", "--shard", "1/2", "--baseline", self.whole, self.store), USAGE, "--baseline does not go with --shard")

    def test_wrong_use(self) -> None:
        for text in ("", "0/2", "3/2", "1", "a/b", "1/2/3", "-1/2"):
            self.assert_refused(run("scan", "--shard", text, self.store), USAGE)
        for host in ("", "a b", "a/b", "\x1b"):
            self.assert_refused(run("scan", "--host", host, self.store), USAGE)
        for option in ("--fingerprint-key", "--waivers", "--baseline"):  # a variable that is not set
            self.assert_refused(run("scan", option, "", self.store), USAGE)


class Runs(ReportTest):
    """Reports of reports."""

    def setUp(self) -> None:
        super().setUp()
        self.put("postgresql/plain.sql")
        head, table, rows = (self.store / "plain.sql").read_bytes().partition(b"COPY public.mailserver")
        columns, end = rows.partition(b"\n")[0], rows[rows.index(b"\n\\.\n"):]
        clean = head + table + columns + end
        self.reports = []
        for day, content in (("2026-01-01", clean), ("2026-02-01", clean), ("2026-03-01", None)):
            saved = (self.store / "plain.sql").read_bytes()
            if content is not None:
                (self.store / "plain.sql").write_bytes(content)
            report = self.folder / "scan.json"
            run("scan", "--format", "json", "-o", report, "--host", "db1", "--fingerprint-key", self.key, self.store)
            (self.store / "plain.sql").write_bytes(saved)
            data = loaded(report)
            data["sources"][0]["modified"] = "2025-01-01T00:00:00Z"
            report.write_text(json.dumps(data))
            self.reports.append(on_day(report, day))

    def test_an_older_look_never_replaces_a_newer_one(self) -> None:
        """March found it again; a report of January and March is no older than one of February."""
        january, february, march = self.reports
        for order in itertools.permutations(self.reports):
            self.assert_code(FINDINGS, self.report("merge", *order))
        united = self.folder / "united.json"
        self.report("merge", january, march, "--format", "json", "-o", united)
        for order in ((united, february), (february, united)):
            self.assert_code(FINDINGS, self.report("merge", *order))

    def test_a_run_counts_once_however_often_it_is_told(self) -> None:
        report = self.folder / "stdin.json"
        report.write_bytes(run("scan", "--format", "json", "-", stdin=self.store / "plain.sql").out)
        united = self.folder / "united.json"
        self.report("merge", report, self.reports[0], "--format", "json", "-o", united)
        for _ in range(2):
            again = self.report("merge", united, report, self.reports[0], "--format", "json")
            self.assertEqual(loaded(united), again.report)
            united.write_bytes(again.out)

    def test_a_run_that_could_not_find_it_takes_nothing_away(self) -> None:
        """As one with other rules, or another relay."""
        rules = self.folder / "rules"
        shutil.copytree(ROOT / "rules", rules)
        reports = {}
        for name, options in (("with", ("--rules", rules)), ("without", ()), ("relay", ("--relay", "relay.example.org:25"))):
            reports[name] = self.folder / f"{name}.json"
            run("scan", "--host", "db1", "--format", "json", "-o", reports[name], *options, self.store / "plain.sql")
        scopes = {loaded(path)["runs"][0]["scope"] for path in reports.values()}
        self.assertEqual(3, len(scopes))
        later = loaded(on_day(reports["relay"], "2027-01-01"))
        later["findings"], later["credentials"] = [], []
        later["sources"][0]["modified"] = "2027-01-01T00:00:00Z"
        later["summary"]["findings"] = 0
        clean = self.folder / "clean.json"
        clean.write_text(json.dumps(later))
        self.assert_code(CLEAN, self.report("show", clean))
        self.assert_code(FINDINGS, self.report("merge", reports["without"], clean))
        told = self.report("diff", reports["without"], clean, "--format", "json").report["summary"]
        self.assertEqual((0, len(loaded(reports["without"])["findings"])), (told["went_away"], told["unseen"]))

    def test_a_run_that_met_nothing_is_in_the_whole(self) -> None:
        empty = self.folder / "empty"
        empty.mkdir()
        report = self.folder / "empty.json"
        self.assert_code(INCOMPLETE, run("scan", "--format", "json", "-o", report, "--host", "web1", empty))
        for form, word in (("sarif", b'"executionSuccessful": false'), ("junit", b"<error "), ("csv", b"no file in it at all")):
            self.assertIn(word, self.report("show", report, "--format", form).out)
        ran = self.report("merge", report, self.reports[0])
        self.assert_code(INCOMPLETE, ran)
        self.assertIn(str(empty), ran.text)
        self.assert_code(INCOMPLETE, self.report("diff", self.reports[0], report))

    def test_what_one_report_waives_and_another_does_not_counts(self) -> None:
        waivers = self.file("w.toml", b"[[waiver]]\npath = '*plain*'\njustification = 'x'\nexpires = 9999-12-31\n")
        march = self.reports[2]
        waived = self.folder / "waived.json"
        self.report("show", march, "--waivers", waivers, "--format", "json", "-o", waived)
        self.assert_code(CLEAN, self.report("show", waived))
        for order in ((march, waived), (waived, march)):
            self.assert_code(FINDINGS, self.report("merge", *order))


class Hosts(ReportTest):
    def test_one_secret_on_two_hosts(self) -> None:
        self.put("postgresql/plain.sql")
        ours = self.scan("ours.json")
        theirs = on_host(ours, "web9")
        report = self.report("merge", ours, theirs, "--format", "json").report
        self.assertEqual(2, len(report["sources"]))
        self.assertEqual(2 * len(loaded(ours)["findings"]), len(report["findings"]))
        self.assertEqual([2 * c["places"] for c in loaded(ours)["credentials"]], [c["places"] for c in report["credentials"]])
        self.assertEqual([], report["notes"])
        self.assertEqual(loaded(ours)["fingerprint_key"], report["fingerprint_key"])

    def test_without_a_common_key(self) -> None:
        self.put("postgresql/plain.sql")
        ours = self.scan("ours.json", key=False)
        other = self.make_key("other", b"o" * 32)
        theirs = self.scan("theirs.json", "--fingerprint-key", other, key=False)
        ran = self.report("merge", ours, on_host(theirs, "web9"), "--format", "json")
        self.assertEqual(2 * len(loaded(ours)["credentials"]), len(ran.report["credentials"]))
        self.assertIn("not compared", ran.report["notes"][0])
        self.assertIsNone(ran.report["fingerprint_key"])
        self.assertIsNone(loaded(ours)["credentials"][0]["fingerprint"])

    def test_standard_input_of_two_servers(self) -> None:
        """Two dumps by pipe on one host: the second must not take the place of the first."""
        self.put("postgresql/plain.sql", "postgresql/confluence.sql")
        reports = []
        for name in ("plain.sql", "confluence.sql"):
            ran = run("scan", "--format", "json", "--fingerprint-key", self.key, "-", stdin=self.store / name)
            reports.append(self.file(f"{name}.json", ran.out))
        merged = self.report("merge", *reports, "--format", "json").report
        self.assertEqual(sum(len(loaded(one)["findings"]) for one in reports), len(merged["findings"]))
        self.assertEqual(["-", "-"], [source["path"] for source in merged["sources"]])

    def test_from_standard_input(self) -> None:
        self.put("postgresql/plain.sql")
        ours = self.scan("ours.json")
        ran = run("report", "show", "--format", "json", "-", stdin=ours)
        self.assert_code(FINDINGS, ran)
        self.assertEqual(ours.read_bytes(), ran.out)
        self.assertEqual(json.loads(ran.out), loaded(ours))


if __name__ == "__main__":
    unittest.main()
