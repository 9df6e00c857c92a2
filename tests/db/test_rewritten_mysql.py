"""Every backup of this machine's MariaDB, scrubbed and restored: only what the live sandbox changes differs."""
from __future__ import annotations

import shutil
import subprocess
import unittest
from pathlib import Path
from typing import Callable

from rewritten_backup import RewrittenTest  # first: it says where the others are
from live_database import SECRETS, Mariadb
from program import CLEAN, FAILED, run

from forms import leaks  # isort: skip

MORE = r"""
CREATE TABLE binaries (id int PRIMARY KEY, twice int AS (id * 2) STORED, bytes blob, words text);
INSERT INTO binaries (id, bytes, words) VALUES (1, x'003c2f6669656c643e0a0d5c27221a09ff', '</field><row>\n\\'), (2, NULL, NULL);
CREATE TABLE `weird``table` (`a b` int PRIMARY KEY, `c"d` varchar(100));
INSERT INTO `weird``table` VALUES (1, 'INSERT INTO `mailserver` VALUES (1,2,3);'), (2, '''; -- \\');
CREATE TABLE without_rows (id int PRIMARY KEY);
CREATE VIEW seen AS SELECT id FROM binaries;
CREATE PROCEDURE fill() INSERT INTO mailserver (id, mailpassword) VALUES (1, 'not-a-password');
"""


class Rewritten(RewrittenTest):
    server = Mariadb
    unrelated_rows = 500

    def setUp(self) -> None:
        super().setUp()
        self.database.sql(MORE)
        self.folder.chmod(0o755)
        self.connection = ["-S", str(self.database.server.socket), "-u", "root"]
        self.expected = self.expectation()

    # --- the vendor's tools ---

    def made(self, *words: str | Path, stdin: bytes = b"") -> bytes:
        done = subprocess.run([*words], capture_output=True, check=False, input=stdin)
        self.assertEqual(0, done.returncode, (words, done.stderr.decode()[-2000:]))
        return done.stdout

    def dump(self, *options: str | Path, database: str = "jira") -> bytes:
        return self.made("mariadb-dump", "--no-defaults", *self.connection, *options, database)

    def load(self, sql: bytes, database: str) -> None:
        self.made("mariadb", "--no-defaults", *self.connection, database, stdin=sql)

    def contents(self, database: str) -> list[str]:
        text = self.dump("--skip-extended-insert", "--skip-comments", "--order-by-primary", "--hex-blob", "--routines",
                         database=database)
        return sorted(text.decode().splitlines())

    def expectation(self) -> list[str]:
        """What the live sandbox, which has tests of its own, makes of the database."""
        self.fresh("live")
        self.load(self.dump("--routines"), "live")
        url = f"mysql://root@localhost/live?socket={self.database.server.socket}"
        self.assert_code(CLEAN, self.command("sandbox", url, "--apply", "-q"))
        return self.contents("live")

    def fresh(self, database: str) -> None:
        self.database.server.sql(f"DROP DATABASE IF EXISTS {database}; CREATE DATABASE {database} CHARACTER SET utf8mb4")

    # --- the check ---

    def check(self, path: Path, restore: Callable[[Path], None]) -> Path:
        out = self.scrub(path)
        self.fresh("restored")
        restore(out)
        self.assertEqual(self.expected, self.contents("restored"))
        return out

    # --- the matrix ---

    def test_sql(self) -> None:
        for options in ((), ("--skip-extended-insert",), ("--complete-insert",), ("--hex-blob",), ("--skip-quote-names",),
                        ("--insert-ignore",), ("--replace",), ("--skip-comments",), ("--default-character-set=sjis",)):
            with self.subTest(options=options):
                if options == ("--skip-quote-names",):
                    self.database.sql("DROP TABLE `weird``table`")
                    self.expected = self.expectation()
                path = self.file("dump.sql", self.dump("--routines", *options))
                out = self.check(path, lambda written: self.load(written.read_bytes(), "restored"))
                piped = run("sandbox", "-", "-o", "-", "-q", stdin=path, env=self.environment())
                self.assertEqual(out.read_bytes(), piped.out)

    def test_rows_alone(self) -> None:
        """Without CREATE TABLE: only where one layout fits."""
        path = self.file("rows.sql", self.dump("--no-create-info", "--skip-triggers", "--complete-insert"))
        schema = self.dump("--no-data", "--routines")

        def restore(out: Path) -> None:
            self.load(schema, "restored")
            self.load(out.read_bytes(), "restored")

        self.check(path, restore)
        nameless = self.file("nameless.sql", b"-- MySQL dump 10.13\nINSERT INTO `AO_2C4E5C_MAILCONNECTION` VALUES (1,'x','y');\n")
        ran = run("sandbox", nameless, "-o", self.folder / "out", env=self.environment())
        self.assert_code(FAILED, ran)
        self.assertFalse((self.folder / "out").exists())

    def test_xml(self) -> None:
        path = self.file("dump.xml", self.dump("--xml"))
        out = self.scrub(path)
        reference = self.file("live.xml", self.dump("--xml", database="live"))
        self.assertEqual([line for line in reference.read_bytes().splitlines() if b"<field " in line],
                         [line for line in out.read_bytes().splitlines() if b"<field " in line])

    def test_tab(self) -> None:
        folder = self.folder / "tab"
        folder.mkdir()
        folder.chmod(0o777)
        self.dump("--tab", folder, "--routines")

        def restore(out: Path) -> None:
            out.chmod(0o755)
            tables = [path.stem for path in out.glob("*.txt")]
            for path in sorted(out.glob("*.sql")):
                if path.stem != "seen":
                    self.load(path.read_bytes(), "restored")
            self.load((out / "seen.sql").read_bytes(), "restored")
            for name in tables:
                if name != "binaries":  # its generated column cannot be loaded
                    self.made("mariadb-import", "--no-defaults", *self.connection, "--local", "restored", out / f"{name}.txt")

        out = self.scrub(folder)
        self.fresh("restored")
        restore(out)
        rows = [line for line in self.expected if line.startswith("INSERT INTO `") and "`binaries`" not in line]
        self.assertEqual(rows, [line for line in self.contents("restored") if line.startswith("INSERT INTO `")])
        self.assertEqual((folder / "binaries.txt").read_bytes(), (out / "binaries.txt").read_bytes())

    @unittest.skipIf(shutil.which("mydumper") is None, "there is no mydumper")
    def test_mydumper(self) -> None:
        self.database.sql("DROP TABLE `weird``table`")  # 0.10 fails on it
        self.expected = self.expectation()
        for options in ((), ("--compress",), ("--rows", "1")):
            with self.subTest(options=options):
                folder = self.folder / "mydumper"
                self.made("mydumper", *self.connection, "--no-locks", "--routines", "-B", "jira", "-o", folder, *options)

                def restore(out: Path) -> None:
                    self.made("myloader", *self.connection, "-d", out, "-B", "restored", "-o")

                self.check(folder, restore)
                for path in self.folder.glob("*mydumper"):
                    shutil.rmtree(path)

    @unittest.skipIf(shutil.which("mydumper") is None, "there is no mydumper")
    def test_mydumper_in_place(self) -> None:
        folder = self.folder / "mydumper"
        self.database.sql("DROP TABLE `weird``table`")
        self.made("mydumper", *self.connection, "--no-locks", "-B", "jira", "-o", folder)
        before = self.tree(folder)
        self.assert_code(CLEAN, run("sandbox", "--in-place", folder, env=self.environment()))
        changed = {name for name, data in self.tree(folder).items() if before[name] != data}
        self.assertEqual(4, len(changed), changed)
        self.assertEqual([], leaks(b"".join(self.tree(folder).values()), SECRETS))


if __name__ == "__main__":
    unittest.main()
