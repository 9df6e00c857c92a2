"""One database gives the same accounts, whatever dump or container it comes in."""
from __future__ import annotations

import dataclasses
import gzip
import unittest
import zipfile
from pathlib import Path

from expectations import found
from program import FIXTURES, ProgramTest, scan_json

JIRA = ["postgresql/" + name for name in (
    "plain.sql", "inserts.sql", "column-inserts.sql", "rows-per-insert.sql", "on-conflict.sql", "data-only.sql",
    "data-only-inserts.sql", "quoted.sql", "crlf.sql", "traps.sql", "traps-inserts.sql")] + ["mysql/" + name for name in (
    "default.sql", "complete-insert.sql", "no-create-info.sql", "skip-extended.sql", "skip-opt.sql", "ansi.sql",
    "hex-blob.sql", "noquote.sql", "replace.sql", "insert-ignore.sql", "compact.sql", "traps.sql", "quoted-numbers.sql",
    "stderr-first-line.sql", "mysql-one-line.sql")] + ["containers/" + name for name in (
    "dump.sql.gz", "two-members.sql.gz", "padded.sql.gz")]
OLD = ["postgresql/old-data-only-inserts.sql", "postgresql/scs-off.sql", "mysql/old.sql", "mysql/old-no-create-info.sql"]
CONFLUENCE = ["postgresql/confluence.sql", "postgresql/confluence-inserts.sql", "mysql/confluence.sql"]


class SameFindings(ProgramTest):
    def essence(self, *targets: Path, stdin: bytes | None = None) -> list[tuple[object, ...]]:
        """All that a report says about accounts, apart from the places."""
        ran = scan_json(*(targets or ("-",)), stdin=stdin)
        self.assert_silent(ran)
        accounts = [dataclasses.replace(account, place="", table="") for account in found(ran.report, FIXTURES)]
        more = [(finding["rule"], finding["kind"], finding["severity"], finding["location"]["key"],
                 tuple(finding["account"].values()), finding["secret"] and finding["secret"]["type"])
                for finding in sorted(ran.report["findings"], key=lambda f: (f["source"], f["location"]["byte"]))]
        return list(zip(accounts, more, strict=True))

    def check_group(self, names: list[str]) -> None:
        wanted = self.essence(FIXTURES / names[0])
        self.assertGreater(len(wanted), 1)
        for name in names[1:]:
            with self.subTest(fixture=name):
                self.assertEqual(wanted, self.essence(FIXTURES / name))

    def test_jira(self) -> None:
        self.check_group(JIRA)

    def test_old_jira(self) -> None:
        self.check_group(OLD)

    def test_confluence(self) -> None:
        self.check_group(CONFLUENCE)

    def test_all_forms_in_one_run_are_the_same_credentials(self) -> None:
        report = scan_json(*(FIXTURES / name for name in JIRA)).report
        self.assertEqual([len(JIRA)] * 2, [credential["places"] for credential in report["credentials"]])

    def test_containers(self) -> None:
        for name in ("postgresql/old.sql", "mysql/databases.sql", "confluence-xml/entities.xml", "tomcat/server.xml",
                     "hsqldb/jira.script", "jira-xml/entities.xml"):
            data = (FIXTURES / name).read_bytes()
            wanted = self.essence(FIXTURES / name)
            with self.subTest(fixture=name, container="standard input"):
                self.assertEqual(wanted, self.essence(stdin=data))
            for label, path in self.containers(Path(name).name, data).items():
                with self.subTest(fixture=name, container=label):
                    self.assertEqual(wanted, self.essence(path))

    def containers(self, name: str, data: bytes) -> dict[str, Path]:
        paths = {"gzip": self.file("a.gz", gzip.compress(data)),
                 "gzip in gzip": self.file("b.gz", gzip.compress(gzip.compress(data))),
                 "another name": self.file("notes.txt", data)}
        for label, method in (("stored zip", zipfile.ZIP_STORED), ("zip", zipfile.ZIP_DEFLATED)):
            path = self.folder / f"{label}.zip"
            with zipfile.ZipFile(path, "w", method) as archive:
                archive.writestr("folder/readme.txt", "nothing")
                archive.writestr(f"folder/{name}", data)
            paths[label] = path
        with zipfile.ZipFile(self.folder / "outer.zip", "w") as archive:
            archive.write(paths["zip"], "inner.zip")
            archive.writestr("inner.gz.txt", "nothing")
        paths["zip in zip"] = self.folder / "outer.zip"
        return paths


if __name__ == "__main__":
    unittest.main()
