"""Dumps of tables whose columns cannot be NULL are scrubbed into dumps that can be loaded."""
from __future__ import annotations

import subprocess
import sys
import unittest
from pathlib import Path

from mariadb_server import MariadbServer, program
from postgresql_server import PATH, PostgresqlServer

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from program import CLEAN, ProgramTest, run  # noqa: E402

TABLE = """
CREATE TABLE mailserver (id integer PRIMARY KEY, server_type varchar(20), servername varchar(200) NOT NULL,
    mailusername varchar(200) NOT NULL, mailpassword varchar(200) NOT NULL, jndilocation varchar(200));
INSERT INTO mailserver VALUES (1, 'smtp', 'mail.example.com', 'jira@example.com', 'a-plain-secret', NULL),
    (2, 'pop', 'pop.example.com', 'support@example.com', 'another-secret', 'java:mail');
"""
ASKED = "SELECT count(*) FROM mailserver WHERE mailusername = '' AND mailpassword = '' AND jndilocation IS NULL"


class NotNull(ProgramTest):
    def made(self, *words: object, stdin: bytes = b"") -> bytes:
        done = subprocess.run([*map(str, words)], capture_output=True, check=False, input=stdin, env={"PATH": PATH})
        self.assertEqual(0, done.returncode, (words, done.stderr.decode()[-2000:]))
        return done.stdout

    def scrubbed(self, path: Path) -> Path:
        output = path.with_name(f"new-{path.name}")
        self.assert_code(CLEAN, run("sandbox", path, "-o", output))
        return output

    def test_postgresql(self) -> None:
        server = PostgresqlServer()
        self.addCleanup(server.remove)
        server.start()
        server._skip_if_older("pg_dump")
        server.sql(TABLE)
        there = ["-h", server.folder, "-p", server.port, "-U", "postgres"]
        forms = {"copy.sql": [], "rows.sql": ["--inserts"], "named.sql": ["--column-inserts"], "copy.dump": ["-Fc"],
                 "rows.dump": ["-Fc", "--inserts"], "folder": ["-Fd"], "dump.tar": ["-Ft"]}
        for name, options in forms.items():
            with self.subTest(form=name):
                path = self.folder / name
                self.made("pg_dump", *there, *options, "-f", path, "postgres")
                output = self.scrubbed(path)
                server.sql("CREATE DATABASE loaded")
                self.addCleanup(server.drop_database, "loaded")
                load = ["psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-f"] if name.endswith(".sql") else ["pg_restore", "-e"]
                self.made(*load, output, *there, "-d", "loaded")
                self.assertEqual("2\n", server.sql(ASKED, "loaded"))
                server.drop_database("loaded")

    def test_mariadb(self) -> None:
        server = MariadbServer()
        self.addCleanup(server.remove)
        server.start()
        server.sql(f"CREATE DATABASE jira; USE jira; SET sql_mode = 'STRICT_ALL_TABLES'; {TABLE}")
        there = ["--no-defaults", "-S", server.socket, "-u", "root"]
        for options in ([], ["--skip-extended-insert"], ["--complete-insert"]):
            with self.subTest(options=options):
                dumped = self.made(program("mariadb-dump"), *there, *options, "jira")
                output = self.scrubbed(self.file(f"{len(options)}{''.join(options)}.sql", dumped))
                server.sql("DROP DATABASE IF EXISTS loaded; CREATE DATABASE loaded")
                self.made(program("mariadb"), *there, "loaded", stdin=output.read_bytes())
                self.assertEqual("2", server.sql(f"USE loaded; {ASKED}").strip())


if __name__ == "__main__":
    unittest.main()
