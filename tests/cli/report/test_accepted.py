"""Findings that fail no run: waivers, and a baseline."""
from __future__ import annotations

import datetime
import json
import os
import unittest

from program import CLEAN, FINDINGS, INCOMPLETE, USAGE, copy_fixture, run, scan_json
from report.reports import ReportTest, loaded

WHY = 'justification = "moves with the upgrade"\n'


class Waivers(ReportTest):
    def setUp(self) -> None:
        super().setUp()
        self.put("tomcat/server.xml")

    def waivers(self, *entries: str) -> str:
        return str(self.file("w.toml", "".join(f"[[waiver]]\n{entry}\n" for entry in entries).encode()))

    def test_all_covered_is_clean(self) -> None:
        everything = self.waivers(f"path = 'store/*.xml'\n{WHY}expires = 9999-12-31")
        ran = scan_json("--waivers", everything, "store", cwd=self.folder)
        self.assert_code(CLEAN, ran)
        self.assertEqual({"moves with the upgrade"}, {f["waiver"]["justification"] for f in ran.report["findings"]})
        self.assertEqual([], ran.report["notes"])

    def test_by_credential(self) -> None:
        report = loaded(self.scan("r.json"))
        one = report["credentials"][0]
        waivers = self.waivers(f"credential = '{one['fingerprint']}'\n{WHY}expires = 9999-12-31")
        ran = scan_json("--waivers", waivers, "--fingerprint-key", self.key, "store", cwd=self.folder)
        self.assert_code(FINDINGS, ran)
        self.assertEqual([one["id"]], [f["secret"]["credential"] for f in ran.report["findings"] if f["waiver"]])
        keyless = scan_json("--waivers", waivers, "store", cwd=self.folder)
        self.assertIn("--fingerprint-key", keyless.report["notes"][0])
        self.assertTrue(all(f["waiver"] is None for f in keyless.report["findings"]))

    def test_the_last_day_is_one_of_utc(self) -> None:
        today = datetime.datetime.now(datetime.timezone.utc).date()
        if datetime.datetime.now(datetime.timezone.utc).hour == 23:
            self.skipTest("the day may end while this runs")
        for days, code in ((0, CLEAN), (-1, FINDINGS), (1, CLEAN)):
            day = today + datetime.timedelta(days=days)
            ran = run("scan", "--waivers", self.waivers(f"path = 'store/*'\n{WHY}expires = {day}"), "store", cwd=self.folder)
            self.assert_code(code, ran)

    def test_an_incomplete_run_stays_so(self) -> None:
        self.put("bad/cut-in-copy.sql")
        ran = run("scan", "--waivers", self.waivers(f"path = 'store/*'\n{WHY}expires = 9999-12-31"), "store", cwd=self.folder)
        self.assert_code(INCOMPLETE, ran)

    def test_one_in_a_report_ends_there_too(self) -> None:
        waived = self.scan("waived.json", "--waivers", self.waivers(f"path = 'store/*'\n{WHY}expires = 9999-12-31"))
        empty = self.folder / "nothing.json"
        report = loaded(waived)
        empty.write_text(json.dumps({**report, "credentials": [], "findings": []}))
        for verb in (("show",), ("merge",), ("diff", empty)):
            for day, code in (("9999-12-31", CLEAN), ("2020-01-01", FINDINGS)):
                for finding in report["findings"]:
                    finding["waiver"]["expires"] = day
                waived.write_text(json.dumps(report))
                ran = run("report", *verb, waived)
                self.assert_code(code, ran)
        note = run("report", "show", "--format", "json", waived).report["notes"][0]
        self.assertRegex(note, f"^The waivers of {len(report['findings'])} findings? expired")

    def test_of_a_host(self) -> None:
        waivers = self.waivers(f"host = 'archive*'\n{WHY}expires = 9999-12-31")
        self.assert_code(CLEAN, run("scan", "--host", "archive1.example.com", "--waivers", waivers, "store", cwd=self.folder))
        self.assert_code(FINDINGS, run("scan", "--host", "web1", "--waivers", waivers, "store", cwd=self.folder))

    def test_wrong_files(self) -> None:
        for entry, words in (
            (f"rule = 'x'\n{WHY}", "w.toml:1:1: waiver has no 'expires'"),
            ("rule = 'x'\nexpires = 2027-03-31", "w.toml:1:1: waiver has no 'justification'"),
            (f"rule = 'x'\n{WHY}expires = '2027-03-31'", "w.toml:4:11"),
            (f"rule = 'x'\n{WHY}expires = 2027-03-31\nowner = 'me'", "w.toml:5:1: 'owner' is no key of waiver"),
            (f"{WHY}expires = 2027-03-31", "w.toml:1:1: a waiver of everything"),
            (f"path = '*'\n{WHY}expires = 2027-03-31", "w.toml:1:1: a waiver of everything"),
        ):
            self.assert_refused(run("scan", "--waivers", self.waivers(entry), "store", cwd=self.folder), USAGE, words)
        self.assert_refused(run("scan", "--waivers", "none", "store", cwd=self.folder), USAGE, "none: cannot be opened")
        os.mkfifo(self.folder / "fifo")
        for name in (".", "fifo", "/dev/zero", "-"):
            self.assert_refused(run("scan", "--waivers", name, "store", cwd=self.folder, stdin=b""), USAGE, f"{name}: ")

    def test_a_wrong_file_is_not_repeated(self) -> None:
        for text in ("password = CANARY", "CANARY", "CANARY = 1\nCANARY = 2", "[[CANARY]]\n", "[[waiver]]\nCANARY = 1", "[waiver.CANARY]", "x = \"CANARY",
                     "[[waiver]]\nrule = 'x'\n\"a CANARY\" = 1", "CANARY.waiver = 1", "waiver = 'CANARY'", "[[waiver]]\ncredential = 'CANARY'"):
            with self.subTest(text=text):
                ran = run("scan", "--waivers", self.file("w.toml", text.encode()), "store", cwd=self.folder)
                self.assert_refused(ran, USAGE, "w.toml:")
                self.assertNotIn(b"CANARY", ran.err)


class Baseline(ReportTest):
    def setUp(self) -> None:
        super().setUp()
        self.put("tomcat/server.xml")
        self.baseline = self.scan("baseline.json")

    def code(self, *options: object) -> int:
        return run("scan", "--baseline", self.baseline, *map(str, options), "store", cwd=self.folder).code

    def test_only_what_is_new_fails(self) -> None:
        self.assertEqual(CLEAN, self.code())
        self.put("confluence-xml/entities.xml")
        ran = scan_json("--baseline", self.baseline, "store", cwd=self.folder)
        self.assert_code(FINDINGS, ran)
        for finding in ran.report["findings"]:
            self.assertEqual(ran.report["sources"][finding["source"]]["path"] == "store/server.xml", finding["known"])

    def test_of_another_host_it_knows_nothing(self) -> None:
        self.assertEqual(FINDINGS, self.code("--host", "web9"))
        self.assertEqual(FINDINGS, self.code("--host", "web9", "--fingerprint-key", self.key))

    def test_a_copy_is_known_by_its_secrets_alone(self) -> None:
        (self.store / "copy").mkdir()
        copy_fixture("tomcat/server.xml", self.store / "copy")
        self.assertEqual(FINDINGS, self.code())
        self.assertEqual(CLEAN, self.code("--fingerprint-key", self.key))
        self.assertEqual(FINDINGS, self.code("--fingerprint-key", self.make_key("other", os.urandom(32))))

    def test_a_waived_finding_is_missed_when_its_waiver_ends(self) -> None:
        waivers = self.file("w.toml", f"[[waiver]]\npath = 'store/*'\n{WHY}expires = 9999-12-31\n".encode())
        self.baseline = self.scan("waived.json", "--waivers", waivers)
        self.assertEqual(FINDINGS, self.code())

    def test_an_incomplete_run_stays_so(self) -> None:
        self.put("bad/cut-in-copy.sql")
        self.baseline = self.scan("cut.json")
        self.assertEqual(INCOMPLETE, self.code())


    def test_one_that_is_missing(self) -> None:
        for name in ("none", "store"):
            self.assert_refused(run("scan", "--baseline", name, "store", cwd=self.folder), USAGE, f"{name}: ")
        self.assert_refused(run("scan", "--baseline", self.file("no.json", b"{}"), "store", cwd=self.folder), USAGE, "no.json is no report")


class Key(ReportTest):
    def test_refused(self) -> None:
        for name, content, mode in (("open", b"k" * 32, 0o644), ("group", b"k" * 32, 0o660), ("short", b"k" * 31, 0o600),
                                    ("long", b"k" * 5000, 0o600)):
            path = self.file(name, content)
            path.chmod(mode)
            ran = run("scan", "--fingerprint-key", path, "store", cwd=self.folder)
            self.assert_refused(ran, USAGE, "umask 077; head -c 32 /dev/urandom")

    def test_the_report_does_not_take_its_place(self) -> None:
        waivers = self.file("w.toml", b"")
        baseline = self.scan("baseline.json")
        password = self.make_key("password", b"word\n")
        config = self.file("c.toml", b"[scan]\njobs = 1\n")
        authorities = self.file("ca.pem", b"")
        for option, path in (("--fingerprint-key", self.key), ("--waivers", waivers), ("--baseline", baseline), ("--password-file", password),
                             ("--config", config), ("--verify-ca", authorities)):
            verify = ("--verify-logins",) if option == "--verify-ca" else ()
            for output in (("-o", path), ("--format", f"text,html={path}")):
                content = path.read_bytes()
                ran = run("scan", option, path, *verify, *output, "store", cwd=self.folder)
                self.assert_refused(ran, USAGE, f"{path}: would take the place of a file that is read")
                self.assertEqual(content, path.read_bytes())

    def test_no_fingerprint_without_a_key_and_none_of_another(self) -> None:
        self.put("tomcat/server.xml")
        first = loaded(self.scan("1.json"))
        again = loaded(self.scan("2.json"))
        other = loaded(self.scan("3.json", "--fingerprint-key", self.make_key("other", os.urandom(32)), key=False))
        prints = [{c["fingerprint"] for c in report["credentials"]} for report in (first, again, other)]
        self.assertEqual(prints[0], prints[1])
        self.assertEqual(set(), prints[0] & prints[2])
        self.assertEqual(first["fingerprint_key"], again["fingerprint_key"])
        self.assertNotEqual(first["fingerprint_key"], other["fingerprint_key"])
        bare = loaded(self.scan("4.json", key=False))
        self.assertEqual({None}, {c["fingerprint"] for c in bare["credentials"]})


if __name__ == "__main__":
    unittest.main()
