"""--format FORM=FILE,...: each report there, or none."""
from __future__ import annotations

import os
import unittest

from program import FAILED, FINDINGS, FIXTURES, USAGE, ProgramTest, run

DUMP = FIXTURES / "postgresql/plain.sql"
FORMS = ("text", "json", "html", "sarif", "csv", "junit")


class Several(ProgramTest):
    def test_each_form_at_its_place(self) -> None:
        ran = run("scan", "--format", ",".join(f"{form}=r.{form}" for form in FORMS), DUMP, cwd=self.folder)
        self.assert_code(FINDINGS, ran)
        self.assertEqual((b"", b""), (ran.out, ran.errors))
        self.assertEqual(sorted(f"r.{form}" for form in FORMS), sorted(os.listdir(self.folder)))
        self.assertEqual(run("scan", DUMP).out, (self.folder / "r.text").read_bytes())

    def test_one_form_without_a_file(self) -> None:
        ran = run("scan", "--format", "text,html=r.html", DUMP, cwd=self.folder)
        self.assertEqual(run("scan", DUMP).out, ran.out)
        self.assertEqual(["r.html"], os.listdir(self.folder))
        run("scan", "--format", "text,html=r.html", "-o", "r.txt", "--quiet", DUMP, cwd=self.folder)
        self.assertEqual(["r.html", "r.txt"], sorted(os.listdir(self.folder)))

    def test_wrong_use(self) -> None:
        for forms, *more in (("pdf",), ("r.html",), ("html=",), ("html,json",), ("html=a,json=a",), ("html=a,json=./a",),
                             ("html=a", "-o", "b"), ("json=-,text",), ("",)):
            with self.subTest(forms):
                self.assert_refused(run("scan", "--format", forms, *more, DUMP, cwd=self.folder), USAGE)
                self.assertEqual([], os.listdir(self.folder))

    def test_a_target_is_not_overwritten(self) -> None:
        path = self.file("dump.sql", DUMP.read_bytes())
        self.assert_refused(run("scan", "--format", "html=r.html,json=dump.sql", "dump.sql", cwd=self.folder), USAGE, "would take the place")
        self.assertEqual((["dump.sql"], DUMP.read_bytes()), (os.listdir(self.folder), path.read_bytes()))

    def test_none_where_one_cannot_be_written(self) -> None:
        old = self.file("r.json", b"old")
        ran = run("scan", "--format", "json=r.json,html=missing/r.html", DUMP, cwd=self.folder)
        self.assert_refused(ran, FAILED, "missing/r.html")
        self.assertEqual((["r.json"], b"old"), (os.listdir(self.folder), old.read_bytes()))

    def test_disk_that_fills_up(self) -> None:
        old = self.file("r.csv", b"old")
        ran = run("scan", "--format", "csv=r.csv,html=r.html", DUMP, cwd=self.folder,
                  prefix=("sh", "-c", 'trap "" XFSZ; ulimit -f 8; exec "$@"', "sh"))
        self.assert_refused(ran, FAILED, "r.html")
        self.assertEqual((["r.csv"], b"old"), (os.listdir(self.folder), old.read_bytes()))

    def test_report_of_a_rewrite(self) -> None:
        self.file("in.sql", DUMP.read_bytes())
        run("sandbox", "in.sql", "-o", "out.sql", "--format", "html=r.html,sarif=r.sarif", cwd=self.folder)
        self.assertEqual(["in.sql", "out.sql", "r.html", "r.sarif"], sorted(os.listdir(self.folder)))
        for options in (("--format", "html=in.sql"), ("--format", "html=out.sql"), ("--format", "html"), ("--report", "r", "--format", "pdf")):
            ran = run("sandbox", "in.sql", "-o", "out.sql", *options, cwd=self.folder)
            self.assert_refused(ran, USAGE)


if __name__ == "__main__":
    unittest.main()
