"""Every backup that this machine's pg_dump makes, scrubbed and restored: only what the live sandbox changes differs."""
from __future__ import annotations

import shutil
import subprocess
import tarfile
import unittest
import zipfile
from pathlib import Path
from typing import Callable

from rewritten_backup import RewrittenTest  # first: it says where the others are
from live_database import Postgresql
from postgresql_server import FIXTURES, PATH
from program import CLEAN, run

OTHER = FIXTURES / "expected.json"

# What a dump can hold beside the tables of the application.
MORE = r"""
CREATE SCHEMA other;
CREATE TABLE other.mailserver (id integer PRIMARY KEY, host text, note text);
INSERT INTO other.mailserver VALUES (1, 'mail.example.org', 'another application');
CREATE TABLE other."Mail.Server" ("a b" text, "c""d" bytea);
INSERT INTO other."Mail.Server" SELECT E'\\.' || chr(10) || chr(9) || E'\\N' || i, decode(repeat(md5(i::text), 40), 'hex')
    FROM generate_series(1, 300) i;
CREATE TABLE other.part (id integer, t text) PARTITION BY RANGE (id);
CREATE TABLE other.part1 PARTITION OF other.part FOR VALUES FROM (0) TO (100);
CREATE TABLE other.part2 PARTITION OF other.part FOR VALUES FROM (100) TO (1000);
INSERT INTO other.part SELECT i, 'COPY public.mailserver (id) FROM stdin;' || chr(10) || i FROM generate_series(1, 200) i;
CREATE TABLE other.generated (id integer GENERATED ALWAYS AS IDENTITY, n integer, twice integer GENERATED ALWAYS AS (n * 2) STORED);
INSERT INTO other.generated (n) VALUES (1), (2);
CREATE TABLE other.nothing ();
INSERT INTO other.nothing DEFAULT VALUES;
CREATE FUNCTION other.f() RETURNS text LANGUAGE sql AS $q$
SELECT '
COPY public.mailserver (id, mailpassword) FROM stdin;
1	not-a-password
\.
' $q$;
COMMENT ON TABLE other.part IS 'INSERT INTO mailserver VALUES (1);';
SELECT lo_from_bytea(0, decode(repeat('00ff5c2e0a', 20000), 'hex'));
"""


class Rewritten(RewrittenTest):
    server = Postgresql
    unrelated_rows = 2_000

    def setUp(self) -> None:
        super().setUp()
        self.database.sql(MORE)
        self.folder.chmod(0o755)
        self.dumped = 0

    # --- the vendor's tools ---

    def pg(self, tool: str, *words: object, database: str = "jira", **options: object) -> bytes:
        server = self.database.server
        done = subprocess.run([tool, "-h", server.folder, "-p", str(server.port), "-U", "postgres",
                               *(() if tool == "pg_dumpall" else ("-d", database)), *map(str, words)],
                              env={"PATH": PATH}, capture_output=True, check=False, **options)  # type: ignore[call-overload]
        self.assertEqual(0, done.returncode, (tool, words, done.stderr.decode()[-2000:]))
        return done.stdout

    def contents(self, database: str) -> list[str]:
        return sorted(self.database.server.canonical(database).splitlines())

    def restored(self, restore: Callable[[str], None]) -> list[str]:
        server = self.database.server
        server.drop_database("restored")
        server.sql("CREATE DATABASE restored TEMPLATE template0")
        restore("restored")
        return self.contents("restored")

    def restore_sql(self, path: Path) -> Callable[[str], None]:
        return lambda database: self.pg("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", path, database=database) and None

    def restore_archive(self, path: Path) -> Callable[[str], None]:
        return lambda database: self.pg("pg_restore", "--exit-on-error", path, database=database) and None

    # --- the check ---

    def expectation(self) -> list[str]:
        """What the live sandbox, which has tests of its own, makes of the database."""
        self.pg("psql", "-Xqc", "CREATE DATABASE live TEMPLATE jira", database="postgres")
        self.addCleanup(self.database.server.drop_database, "live")
        url = self.database.server.url("live", "postgres")
        self.assert_code(CLEAN, self.command("sandbox", url, "--apply", "-q"))
        return self.contents("live")

    def check(self, path: Path, restore: Callable[[Path], Callable[[str], None]]) -> Path:
        out = self.scrub(path)
        self.assertEqual(self.expected, self.restored(restore(out)))
        return out

    # --- the matrix ---

    def test_plain(self) -> None:
        self.expected = self.expectation()
        for words in ((), ("--inserts",), ("--column-inserts",), ("--inserts", "--rows-per-insert=3", "--on-conflict-do-nothing"),
                      ("--quote-all-identifiers",), ("-E", "LATIN1"), ("-E", "SJIS"), ("--load-via-partition-root",)):
            with self.subTest(words=words):
                path = self.folder / "plain.sql"
                self.pg("pg_dump", *words, "-f", path)
                out = self.check(path, self.restore_sql)
                piped = run("sandbox", "-", "-o", "-", "-q", stdin=path, env=self.environment())
                self.assertEqual(out.read_bytes(), piped.out)
                shutil.rmtree(self.folder / "unused", ignore_errors=True)
                for file in self.folder.glob("*plain.sql"):
                    file.unlink()

    def test_compressed_and_packed(self) -> None:
        self.expected = self.expectation()
        plain = self.folder / "dump.sql"
        self.pg("pg_dump", "-f", plain)
        for tool, suffix in (("gzip", ".gz"), ("bzip2", ".bz2"), ("xz", ".xz"), ("zstd", ".zst"), ("lz4", ".lz4")):
            with self.subTest(tool=tool):
                path = self.folder / f"dump.sql{suffix}"
                path.write_bytes(subprocess.run([tool, "-c"], input=plain.read_bytes(), stdout=-1, check=True).stdout)

                def restore(out: Path, tool: str = tool) -> Callable[[str], None]:
                    unpacked = self.folder / "unpacked.sql"
                    unpacked.write_bytes(subprocess.run([tool, "-dc"], input=out.read_bytes(), stdout=-1, check=True).stdout)
                    return self.restore_sql(unpacked)

                self.check(path, restore)
        with self.subTest(tool="tar.gz"):
            with tarfile.open(self.folder / "dump.tar.gz", "w:gz") as archive:
                archive.add(plain, "backup/dump.sql")
                archive.add(OTHER, "backup/other.json")
            out = self.scrub(self.folder / "dump.tar.gz")
            subprocess.run(["tar", "-xzf", out, "-C", self.folder], check=True)
            self.assertEqual(OTHER.read_bytes(), (self.folder / "backup/other.json").read_bytes())
            self.assertEqual(self.expected, self.restored(self.restore_sql(self.folder / "backup/dump.sql")))
        with self.subTest(tool="zip"):
            with zipfile.ZipFile(self.folder / "dump.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(OTHER, "other.json")
                archive.write(plain, "dump.sql")
                archive.write(OTHER, "another.json")
            out = self.scrub(self.folder / "dump.zip")
            with zipfile.ZipFile(out) as archive:
                self.assertIsNone(archive.testzip())
                archive.extract("dump.sql", self.folder / "unzipped")
            self.assertEqual(self.expected, self.restored(self.restore_sql(self.folder / "unzipped/dump.sql")))

    def test_zip_whose_index_comes_last(self) -> None:
        self.expected = self.expectation()
        self.pg("pg_dump", "-Fd", "-f", self.folder / "dump")
        with zipfile.ZipFile(self.folder / "dump.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted((self.folder / "dump").iterdir(), key=lambda path: path.name == "toc.dat"):
                archive.write(path, f"dump/{path.name}")
        shutil.rmtree(self.folder / "dump")
        out = self.scrub(self.folder / "dump.zip")
        with zipfile.ZipFile(out) as archive:
            archive.extractall(self.folder / "unzipped")
        self.assertEqual(self.expected, self.restored(self.restore_archive(self.folder / "unzipped/dump")))

    def test_custom(self) -> None:
        self.expected = self.expectation()
        for words in ((), ("-Z0",), ("-Z1",), ("-Z9",), ("--inserts",), ("--column-inserts", "-Z0"),
                      ("--load-via-partition-root",), ("-E", "LATIN1")):
            with self.subTest(words=words):
                path = self.folder / "jira.dump"
                self.pg("pg_dump", "-Fc", *words, "-f", path)
                out = self.check(path, self.restore_archive)
                piped = run("sandbox", "-", "-o", "-", "-q", stdin=path, env=self.environment())
                self.assertEqual(out.read_bytes(), piped.out)
                for file in self.folder.glob("*jira.dump"):
                    file.unlink()

    def test_custom_that_was_piped_or_appended(self) -> None:
        self.expected = self.expectation()
        path = self.folder / "piped.dump"
        path.write_bytes(self.pg("pg_dump", "-Fc"))
        self.check(path, self.restore_archive)
        appended = self.folder / "appended.dump"
        appended.touch()
        with appended.open("ab") as output:
            server = self.database.server
            subprocess.run(["pg_dump", "-h", server.folder, "-p", str(server.port), "-U", "postgres", "-Fc", "jira"],
                           stdout=output, env={"PATH": PATH}, check=True)
        self.check(appended, self.restore_archive)

    def test_directory(self) -> None:
        self.expected = self.expectation()
        for words in ((), ("-Z0",), ("-j2",), ("--inserts",)):
            with self.subTest(words=words):
                path = self.folder / "jira.dir"
                self.pg("pg_dump", "-Fd", *words, "-f", path)
                out = self.check(path, self.restore_archive)
                changed = [name for name, data in self.tree(path).items() if data != self.tree(out)[name]]
                self.assertEqual(4, len(changed), changed)
                for folder in self.folder.glob("*jira.dir"):
                    shutil.rmtree(folder)

    def test_directory_in_place(self) -> None:
        self.expected = self.expectation()
        path = self.folder / "jira.dir"
        self.pg("pg_dump", "-Fd", "-f", path)
        self.assert_code(CLEAN, run("sandbox", "--in-place", path, env=self.environment()))
        self.assertEqual(self.expected, self.restored(self.restore_archive(path)))

    def test_tar(self) -> None:
        self.expected = self.expectation()
        for words in ((), ("--inserts",)):
            with self.subTest(words=words):
                path = self.folder / "jira.tar"
                self.pg("pg_dump", "-Ft", *words, "-f", path)
                out = self.check(path, self.restore_archive)
                self.assertEqual(self.names_in(path), self.names_in(out))
                for file in self.folder.glob("*jira.tar"):
                    file.unlink()

    @staticmethod
    def names_in(path: Path) -> list[str]:
        with tarfile.open(path) as archive:
            return archive.getnames()

    def test_a_directory_in_a_tar(self) -> None:
        self.expected = self.expectation()
        self.pg("pg_dump", "-Fd", "-f", self.folder / "jira.dir")
        subprocess.run(["tar", "-czf", self.folder / "jira.tar.gz", "--sort=name", "-C", self.folder, "jira.dir/toc.dat",
                        *(f"jira.dir/{path.name}" for path in (self.folder / "jira.dir").iterdir() if path.name != "toc.dat")],
                       check=True)
        shutil.rmtree(self.folder / "jira.dir")
        out = self.scrub(self.folder / "jira.tar.gz")
        subprocess.run(["tar", "-xzf", out, "-C", self.folder], check=True)
        self.assertEqual(self.expected, self.restored(self.restore_archive(self.folder / "jira.dir")))

    def test_dumpall(self) -> None:
        self.expected = self.expectation()
        path = self.folder / "all.sql"
        path.write_bytes(self.pg("pg_dumpall", "--exclude-database=template_jira", "--exclude-database=live"))
        out = self.scrub(path)
        lines = {line for line in out.read_bytes().splitlines()}
        missing = [line for line in self.expected if line and line.encode() not in lines]
        self.assertEqual([], missing)

    def test_damaged_archives_give_nothing(self) -> None:
        path = self.folder / "jira.dump"
        self.pg("pg_dump", "-Fc", "-f", path)
        whole = path.read_bytes()
        for size in (0, 5, 11, 40, 200, len(whole) // 3, len(whole) // 2, len(whole) - 1):
            with self.subTest(size=size):
                cut = self.folder / "cut.dump"
                cut.write_bytes(whole[:size])
                ran = run("sandbox", cut, "-o", self.folder / "out", env=self.environment())
                self.assertEqual(3, ran.code, ran.err)
                self.assertFalse((self.folder / "out").exists())


if __name__ == "__main__":
    unittest.main()
