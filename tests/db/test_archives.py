"""Archives that pg_dump makes give what its plain dump gives, read and rewritten."""
from __future__ import annotations

import dataclasses
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from postgresql_server import PATH, PostgresqlServer

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from expectations import Account, found  # noqa: E402
from program import CLEAN, FINDINGS, ProgramTest, run, scan_json  # noqa: E402

# Beside the fixture's tables: other schemas, upper case, partitions, large objects, what is large and is no mail.
MORE = """
CREATE SCHEMA other;
CREATE TABLE other.mailserver (LIKE public.mailserver INCLUDING ALL);
INSERT INTO other.mailserver SELECT * FROM public.mailserver;
CREATE TABLE public."MAILSERVER" (LIKE public.mailserver INCLUDING ALL);
INSERT INTO public."MAILSERVER" SELECT * FROM public.mailserver;
CREATE SCHEMA parts;
CREATE TABLE parts.mailserver (LIKE public.mailserver) PARTITION BY RANGE (id);
CREATE TABLE parts.low PARTITION OF parts.mailserver FOR VALUES FROM (0) TO (10001);
CREATE TABLE parts.high PARTITION OF parts.mailserver FOR VALUES FROM (10001) TO (20000);
INSERT INTO parts.mailserver SELECT * FROM public.mailserver;
SELECT lo_from_bytea(4000000000, decode(repeat('6c6f62', 3000), 'hex')), lo_from_bytea(0, ''), lo_from_bytea(0, 'x');
CREATE TABLE pictures AS SELECT i, decode(repeat(md5(i::text), 2000), 'hex') AS bytes FROM generate_series(1, 30) i;
CREATE TABLE "Mail.Server" (mailpassword text, server_type text);
INSERT INTO "Mail.Server" VALUES ('no mail server', 'smtp');
CREATE TABLE nothing ();
"""

FORMS = {
    "copy": [], "inserts": ["--inserts"], "columns": ["--column-inserts"], "several": ["--inserts", "--rows-per-insert=2"],
    "root": ["--load-via-partition-root"], "root-inserts": ["--load-via-partition-root", "--inserts"],
    "quoted": ["--quote-all-identifiers"], "data": ["--data-only"], "no-blobs": ["--no-blobs"], "latin1": ["--encoding=LATIN1"],
}
COMPRESSIONS = {"default": [], "none": ["-Z0"], **{f"gzip-{level}": [f"-Z{level}"] for level in range(1, 10)}}
NEW_COMPRESSIONS = {"lz4": ["-Zlz4"], "zstd": ["-Zzstd"]}  # of pg_dump 16


def without_place(accounts: list[Account]) -> list[Account]:
    """An archive names its database, a plain dump does not."""
    return sorted((dataclasses.replace(account, place="", table=account.table.removeprefix("jira.")) for account in accounts),
                  key=repr)


def without_key(text: bytes) -> bytes:
    return b"\n".join(line for line in text.split(b"\n") if not line.startswith((b"\\restrict", b"\\unrestrict")))


class Archives(ProgramTest):
    server: PostgresqlServer
    dumps: Path

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="postern-archives-")
        cls.addClassCleanup(folder.cleanup)
        cls.dumps = Path(folder.name)
        cls.server = PostgresqlServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()
        cls.server._skip_if_older("pg_dump")
        cls.server.load_fixture("jira")
        cls.server.sql(MORE, "jira")
        for name, options in FORMS.items():
            cls.dump(f"{name}.sql", *options)
            cls.dump(f"{name}.dump", "-Fc", *options)
            cls.dump(f"{name}-plain.dump", "-Fc", "-Z0", *options)
        for name, options in {**COMPRESSIONS, **(NEW_COMPRESSIONS if cls.version() >= 16 else {})}.items():
            cls.dump(f"{name}.dump", "-Fc", *options)
            if not name.startswith("gzip"):
                cls.piped(f"{name}-piped.dump", "-Fc", *options)
                cls.appended(f"{name}-appended.dump", "-Fc", *options)

    @staticmethod
    def version() -> int:
        said = subprocess.run(["pg_dump", "--version"], capture_output=True, env={"PATH": PATH}, text=True, check=True).stdout
        return int(said.split()[2].split(".")[0])

    @classmethod
    def command(cls, *options: str) -> list[str]:
        return ["pg_dump", "-h", str(cls.server.folder), "-p", str(cls.server.port), "-U", "postgres", *options, "jira"]

    @classmethod
    def dump(cls, name: str, *options: str) -> None:
        subprocess.run(cls.command("-f", str(cls.dumps / name), *options), env={"PATH": PATH}, check=True, capture_output=True)

    @classmethod
    def piped(cls, name: str, *options: str) -> None:
        """Into what it cannot go back in."""
        made = subprocess.run(cls.command(*options), env={"PATH": PATH}, check=True, capture_output=True).stdout
        (cls.dumps / name).write_bytes(made)

    @classmethod
    def appended(cls, name: str, *options: str) -> None:
        with (cls.dumps / name).open("ab") as file:
            subprocess.run(cls.command(*options), env={"PATH": PATH}, check=True, stdout=file)

    def archives(self) -> list[tuple[str, str]]:
        """Each with the plain dump that holds the same."""
        archives = [path.name for path in sorted(self.dumps.glob("*.dump"))]
        return [(name, f"{form if (form := name.removesuffix('.dump').removesuffix('-plain')) in FORMS else 'copy'}.sql")
                for name in archives]

    def restored(self, archive: Path) -> bytes:
        return subprocess.run(["pg_restore", "-f", "-", archive], env={"PATH": PATH}, check=True, capture_output=True).stdout

    def sandboxed(self, file: Path) -> Path:
        output = self.folder / f"sandboxed-{file.name}"
        ran = run("sandbox", file, "-o", output)
        self.assert_code(CLEAN, ran)
        return output

    def test_the_same_accounts(self) -> None:
        for name, plain in self.archives():
            with self.subTest(archive=name):
                ran = scan_json(self.dumps / name)
                self.assert_code(FINDINGS, ran)
                self.assertEqual({}, ran.skips)
                self.assertEqual(["pg-dump-custom"], [source["kind"] for source in ran.report["sources"]])
                expected = found(scan_json(self.dumps / plain).report, self.dumps)
                self.assertEqual(without_place(expected), without_place(found(ran.report, self.dumps)))

    def test_secrets_are_the_same(self) -> None:
        for name, plain in self.archives():
            with self.subTest(archive=name):
                report = scan_json(self.dumps / name, self.dumps / plain).report
                credentials: list[set[str]] = [set(), set()]
                for finding in report["findings"]:
                    if finding["secret"]:
                        credentials[finding["source"]].add(finding["secret"]["credential"])
                self.assertEqual(*credentials)

    def test_rewritten_as_the_plain_dump_is(self) -> None:
        for name, _ in self.archives():
            if name == "data.dump" or name.startswith("data-"):
                continue  # pg_restore says nothing of tables then
            with self.subTest(archive=name):
                before = self.file("before.sql", self.restored(self.dumps / name))
                rewritten = self.sandboxed(self.dumps / name)
                expected = self.sandboxed(before).read_bytes()
                self.assertNotEqual(before.read_bytes(), expected)
                self.assertEqual(without_key(expected), without_key(self.restored(rewritten)))
                self.assert_code(CLEAN, run("sandbox", rewritten))
                rewritten.unlink()

    def test_a_rewritten_archive_is_loaded(self) -> None:
        for name in ("default.dump", "none-piped.dump", "inserts.dump", "default-appended.dump"):
            with self.subTest(archive=name):
                contents = []
                for file in (self.sandboxed(self.dumps / name), self.sandboxed(self.dumps / "copy.sql")):
                    self.server.sql("CREATE DATABASE loaded")
                    self.addCleanup(self.server.drop_database, "loaded")
                    program = ["psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-f"] if file.suffix == ".sql" else ["pg_restore", "-e"]
                    subprocess.run([*program, file, "-h", self.server.folder, "-p", str(self.server.port), "-U", "postgres",
                                    "-d", "loaded"], env={"PATH": PATH}, check=True, capture_output=True)
                    contents.append(self.server.canonical("loaded"))
                    self.server.drop_database("loaded")
                self.assertEqual(contents[1], contents[0])

    def test_properties_in_whatever_order_of_files(self) -> None:
        """The numbers of the files follow the age of the tables: here those of the values come first."""
        self.server.sql("CREATE DATABASE services")
        self.server.sql("CREATE TABLE propertystring (id numeric(18,0), propertyvalue text); "
                        "INSERT INTO propertystring VALUES (10400, 'service password'); "
                        "CREATE TABLE propertyentry (id numeric(18,0), entity_name text, entity_id numeric(18,0), property_key text, "
                        "propertytype numeric(9,0)); INSERT INTO propertyentry VALUES (10400, 'ServiceConfig', 1, 'password', 5)", "services")
        for form in ("-Fd", "-Fc", "-Ft"):
            with self.subTest(form=form):
                path = self.folder / f"services{form}"
                subprocess.run(["pg_dump", "-h", self.server.folder, "-p", str(self.server.port), "-U", "postgres", form, "-f", path, "services"],
                               env={"PATH": PATH}, check=True)
                ran = scan_json(path)
                self.assertEqual(["jira-service-password"], [finding["rule"] for finding in ran.report["findings"]])
                self.assertTrue(ran.report["complete"], ran.skips)
                self.assert_code(CLEAN, run("sandbox", path, "-o", self.folder / f"out{form}"))
                self.assertEqual([], scan_json(self.folder / f"out{form}").report["findings"])

    def test_cut_archives_are_incomplete(self) -> None:
        for name in ("none.dump", "default-piped.dump", "default.dump", "inserts-plain.dump"):
            whole = (self.dumps / name).read_bytes()
            for size in (9, 60, 600, len(whole) // 2, len(whole) - 400, len(whole) - 1):
                with self.subTest(archive=name, size=size):
                    ran = scan_json(self.file("cut.dump", whole[:size]))
                    self.assertFalse(ran.report["complete"])
                    self.assertNotEqual({}, ran.skips)


if __name__ == "__main__":
    unittest.main()
