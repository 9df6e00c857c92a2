"""Backups of a MariaDB or MySQL that are XML, or a folder: made now, by the real tools."""
from __future__ import annotations

import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from mariadb_server import MariadbServer  # noqa: E402
from program import CLEAN, INCOMPLETE, ProgramTest, Run, run, scan_json  # noqa: E402

# Beside the sample database: bytes of every kind, generated columns, a table without rows.
MORE = """
USE jira;
CREATE TABLE binaries (id int PRIMARY KEY, twice int AS (id * 2) STORED, bytes blob, words text);
INSERT INTO binaries (id, bytes, words) VALUES (1, x'003c2f6669656c643e0a0d5c27221a09ff', '</field><row>\\n\\\\'), (2, NULL, NULL);
CREATE TABLE without_rows (id int PRIMARY KEY);
CREATE VIEW seen AS SELECT id FROM binaries;
CREATE DATABASE strict;
CREATE TABLE strict.mailserver AS SELECT * FROM mailserver;
CREATE DATABASE services;
USE services;
CREATE TABLE propertyentry (ID decimal(18) PRIMARY KEY, ENTITY_NAME varchar(255), ENTITY_ID decimal(18), PROPERTY_KEY varchar(255), propertytype decimal(9));
INSERT INTO propertyentry VALUES (10400, 'ServiceConfig', 10010, 'password', 5), (10401, 'ServiceConfig', 10010, 'popserver', 5);
CREATE TABLE propertystring (ID decimal(18) PRIMARY KEY, propertyvalue mediumtext);
INSERT INTO propertystring VALUES (10400, 'service password'), (10401, '10001');
"""


def essence(ran: Run) -> list[tuple[object, ...]]:
    """All that a report says about accounts, apart from the places."""
    return sorted((finding["rule"], finding["kind"], finding["severity"], finding["location"]["key"],
                   finding["location"]["field"], str(finding["account"]), str(finding["secret"] and (
                       finding["secret"]["encoding"], finding["secret"]["length"])))
                  for finding in ran.report["findings"])


class MysqlFilesTest(ProgramTest):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.server = MariadbServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()
        cls.server.load_fixture("jira")
        cls.server.sql(MORE)
        cls.connection = ["-S", str(cls.server.socket), "-u", "root"]

    def setUp(self) -> None:
        super().setUp()
        self.folder.chmod(0o755)

    def made(self, *words: str | Path) -> bytes:
        done = subprocess.run([*words], capture_output=True, check=False)
        self.assertEqual(0, done.returncode, done.stderr.decode())
        return done.stdout

    def dump(self, *options: str | Path, database: str = "jira") -> bytes:
        return self.made("mariadb-dump", "--no-defaults", *self.connection, *options, database)

    def wanted(self) -> list[tuple[object, ...]]:
        """What the dump as SQL gives."""
        found = essence(scan_json(self.file("wanted/dump.sql", self.dump())))
        self.assertGreater(len(found), 1)
        return found

    def check_same(self, target: Path) -> Run:
        ran = scan_json(target)
        self.assertEqual(self.wanted(), essence(ran))
        self.assertTrue(ran.report["complete"], ran.skips)
        return ran


class Xml(MysqlFilesTest):
    def test_dump(self) -> None:
        ran = self.check_same(self.file("dump.xml", self.dump("--xml")))
        self.assertEqual(["mysql-xml"], [source["kind"] for source in ran.report["sources"]])
        self.assertEqual({"jira.mailserver"}, {finding["location"]["table"] for finding in ran.report["findings"]})

    def test_answer_of_the_client(self) -> None:
        rows = self.made("mariadb", "--no-defaults", *self.connection, "--xml", "-e", "SELECT * FROM mailserver", "jira")
        self.check_same(self.file("rows.xml", rows))


class Folders(MysqlFilesTest):
    def setUp(self) -> None:
        super().setUp()
        if not self.are_read():
            self.skipTest("this program does not read folders of MySQL backups")

    def are_read(self) -> bool:
        self.file("probe/mailserver.sql", b"CREATE TABLE mailserver (id int);\n")
        self.file("probe/mailserver.txt", b"1\n")
        return any(source["kind"] == "mysqldump-tab" for source in scan_json(self.folder / "probe").report["sources"])

    def tab(self, *options: str, database: str = "jira") -> Path:
        """The server writes the rows itself, as its own user."""
        folder = self.folder / "tab"
        folder.mkdir()
        folder.chmod(0o777)
        self.dump("--tab", folder, *options, database=database)
        return folder

    def mydumper(self, *options: str, database: str = "jira") -> Path:
        if shutil.which("mydumper") is None:
            self.skipTest("there is no mydumper")
        folder = self.folder / "mydumper"
        self.made("mydumper", *self.connection, "--no-locks", "-B", database, "-o", folder, *options)
        return folder

    def test_tab(self) -> None:
        self.check_same(self.tab())

    def test_properties_of_two_tables(self) -> None:
        for folder in (self.tab(database="services"), self.mydumper(database="services")):
            with self.subTest(folder=folder.name):
                ran = scan_json(folder)
                self.assertEqual(["jira-service-password"], [finding["rule"] for finding in ran.report["findings"]])
                self.assertTrue(ran.report["complete"], ran.skips)
                cleaned = self.folder / f"{folder.name}-cleaned"
                self.assert_code(CLEAN, run("sandbox", folder, "-o", cleaned))
                self.assertNotIn(b"service password", b"".join(path.read_bytes() for path in cleaned.iterdir()))
                self.assertEqual([], scan_json(cleaned).report["findings"])

    def test_tab_with_options_that_nothing_tells(self) -> None:
        for options in (["--fields-enclosed-by=\""], ["--fields-optionally-enclosed-by='"], ["--fields-terminated-by=,"],
                        ["--lines-terminated-by=\\r\\n"]):
            with self.subTest(options=options):
                ran = scan_json(folder := self.tab(*options))
                self.assert_code(INCOMPLETE, ran)
                self.assertIn("do not fit the columns of table mailserver", str(ran.skips))
                shutil.rmtree(folder)

    def test_tab_without_rows(self) -> None:
        folder = self.tab()
        (folder / "mailserver.txt").unlink()
        ran = scan_json(folder)
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("the rows of table mailserver", str(ran.skips))

    def test_mydumper(self) -> None:
        self.check_same(self.mydumper())

    def test_mydumper_compressed(self) -> None:
        self.check_same(self.mydumper("--compress"))

    def test_mydumper_in_chunks(self) -> None:
        self.check_same(self.mydumper("--rows", "1"))

    def test_mydumper_without_escapes(self) -> None:
        before = self.server.sql("SELECT @@GLOBAL.sql_mode").strip()
        self.addCleanup(self.server.sql, f"SET GLOBAL sql_mode = '{before}'")
        self.server.sql("SET GLOBAL sql_mode = 'NO_BACKSLASH_ESCAPES'")
        ran = scan_json(self.mydumper(database="strict"))
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("nothing tells whether a backslash is an escape", str(ran.skips))


if __name__ == "__main__":
    unittest.main()
