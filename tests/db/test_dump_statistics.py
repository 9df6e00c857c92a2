"""Mail passwords in the statistics of a dump are found and scrubbed: PostgreSQL 18 and newer, with that version's pg_dump (POSTGRESQL_BIN)."""
from __future__ import annotations

import gzip
import re
import subprocess
import sys
import tarfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from forms import leaks  # noqa: E402
from postgresql_server import PATH, PostgresqlServer  # noqa: E402
from program import CLEAN, FINDINGS, ProgramTest, run, scan_json  # noqa: E402

SECRETS = ["it's \"quoted\", with \\ and {}", "a-plain-secret"]


class Statistics(ProgramTest):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        said = subprocess.run(["pg_dump", "--version"], capture_output=True, text=True, env={"PATH": PATH}, check=True).stdout
        if int(re.findall(r"\d+", said)[0]) < 18:
            raise unittest.SkipTest(f"{said.strip()} has no --statistics")
        cls.server = PostgresqlServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()

        cls.server.sql(r"""
CREATE TABLE mailserver (id numeric(18,0) PRIMARY KEY, server_type text, servername text, mailusername text, mailpassword text);
INSERT INTO mailserver SELECT i, 'smtp', 'mail.example.com', 'jira' || i || '@example.com',
    (ARRAY['it''s "quoted", with \ and {}', 'a-plain-secret'])[1 + i % 2] || CASE WHEN i > 6 THEN i::text ELSE '' END
    FROM generate_series(1, 12) i;
CREATE TABLE other (mailpassword text);
INSERT INTO other SELECT 'x' || i % 3 FROM generate_series(1, 12) i;
CREATE INDEX by_other ON other (lower(mailpassword));
ANALYZE""")

    def program(self, *words: object) -> bytes:
        """What it prints; it has nothing to warn of."""
        done = subprocess.run([*map(str, words)], capture_output=True, env={"PATH": PATH, "LC_ALL": "C.UTF-8"}, check=False)
        self.assertEqual((0, b""), (done.returncode, done.stderr), words)
        return done.stdout

    def on_server(self) -> list[object]:
        return ["-h", self.server.folder, "-p", self.server.port, "-U", "postgres"]

    def dump(self, name: str, *options: str) -> Path:
        path = self.folder / name
        self.program("pg_dump", *self.on_server(), "--statistics", *options, "-f", path, "postgres")
        return path

    def found(self, path: Path) -> list[dict]:
        ran = scan_json(path)
        self.assert_code(FINDINGS, ran)
        self.assertEqual({}, ran.skips)
        self.assertEqual([], leaks(ran.out + run("scan", path).out, SECRETS))
        return [finding for finding in ran.report["findings"] if finding["kind"] == "risk"]

    def test_values_of_a_secret_column(self) -> None:
        path = self.dump("dump.sql")
        found = self.found(path)
        self.assertEqual([("database-statistics", "high", "mailserver.mailpassword", "most_common_vals")],
                         [(finding["rule"], finding["severity"], finding["location"]["key"], finding["location"]["field"])
                          for finding in found])
        self.assertIn(b"'most_common_vals'", path.read_bytes().splitlines()[found[0]["location"]["line"] - 1])

    def unpacked(self, path: Path) -> bytes:
        """Every byte that pg_restore could read of it."""
        if path.is_dir():
            return b"".join(self.unpacked(file) for file in sorted(path.iterdir()))
        data = path.read_bytes()
        if path.suffix == ".gz":
            return gzip.decompress(data)
        if path.suffix == ".tar":
            with tarfile.open(path) as tar:
                members = [tar.extractfile(member) for member in tar.getmembers()]
                return data + b"".join(member.read() for member in members if member is not None)
        return data

    def restored(self, archive: Path) -> str:
        """A dump of the database that is made from it, statistics included."""
        self.server.sql("CREATE DATABASE restored")
        self.addCleanup(self.server.drop_database, "restored")
        self.program("pg_restore", "-e", *self.on_server(), "-d", "restored", archive)
        text = self.program("pg_dump", *self.on_server(), "--statistics", "restored").decode()
        self.server.drop_database("restored")
        return text

    def test_archives(self) -> None:
        forms = {"plain.dump": ["-Fc", "-Z0"], "inserts.dump": ["-Fc", "-Z0", "--inserts"], "packed.dump": ["-Fc"],
                 "folder": ["-Fd"], "dump.tar": ["-Ft"]}
        for name, options in forms.items():
            with self.subTest(archive=name):
                archive = self.dump(name, *options)
                self.assertIn("mailserver.mailpassword", [finding["location"]["key"] for finding in self.found(archive)])
                self.assertNotEqual([], leaks(self.unpacked(archive), SECRETS))
                rewritten = self.folder / f"new-{name}"
                self.assert_code(CLEAN, run("sandbox", archive, "-o", rewritten))
                self.assertEqual([], leaks(self.unpacked(rewritten), SECRETS))
                self.assertEqual([], leaks(self.program("pg_restore", "-f", "-", rewritten), SECRETS))
                text = self.restored(rewritten)
                self.assertEqual([], leaks(text.encode(), SECRETS))
                self.assertIn("'{x0,x1,x2}'", text)  # those of the other table
                again = self.folder / f"again-{name}"
                self.assert_code(CLEAN, run("sandbox", rewritten, "-o", again))
                self.assertEqual(self.unpacked(rewritten), self.unpacked(again))

    def test_an_archive_that_is_appended_to_a_file(self) -> None:
        """Its table of contents stands at its end once more."""
        path = self.folder / "appended.dump"
        with path.open("ab") as file:
            subprocess.run([*map(str, ["pg_dump", *self.on_server(), "--statistics", "-Fc", "-Z0", "postgres"])],
                           env={"PATH": PATH}, check=True, stdout=file)
        rewritten = self.folder / "new-appended.dump"
        ran = run("sandbox", path, "-o", rewritten)
        self.assert_code(CLEAN, ran)
        self.assertEqual([], leaks(rewritten.read_bytes(), SECRETS))
        self.restored(rewritten)


if __name__ == "__main__":
    unittest.main()
