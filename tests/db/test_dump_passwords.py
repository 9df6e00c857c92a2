"""Passwords of databases that a dump holds beside its rows are found, and never shown."""
from __future__ import annotations

import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from forms import leaks  # noqa: E402
from mariadb_server import IS_MARIADB, MariadbServer  # noqa: E402
from postgresql_server import PATH, PostgresqlServer  # noqa: E402
from program import FINDINGS, ProgramTest, run, scan_json  # noqa: E402

SECRETS = ["it's-a-mapped\\password", "subscribed password", "a-foreign-servers-password", "md5-of-this"]


class DumpPasswords(ProgramTest):
    def check(self, dump: bytes, wanted: set[tuple[str, str, str]]) -> None:
        """Rule, severity and name of each finding."""
        path = self.file("dump.sql", dump)
        ran = scan_json(path)
        self.assert_code(FINDINGS, ran)
        self.assertTrue(ran.report["complete"])
        found = {(finding["rule"], finding["severity"], finding["location"]["key"]) for finding in ran.report["findings"]}
        self.assertEqual(wanted, found)
        for finding in ran.report["findings"]:
            self.assertEqual("risk", finding["kind"])
            line = dump.splitlines()[finding["location"]["line"] - 1]
            self.assertIn(b"PASSWORD", line.upper())
        self.assertEqual([], leaks(ran.out + run("scan", path).out, SECRETS))


class Postgresql(DumpPasswords):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.server = PostgresqlServer(wal_level="logical")
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()

    def test_pg_dumpall(self) -> None:
        self.server._skip_if_older("pg_dumpall")
        self.server.sql(r"""
CREATE ROLE jira LOGIN PASSWORD 'verified-by-scram';
SET password_encryption = 'md5';
CREATE ROLE old LOGIN PASSWORD 'md5-of-this';
CREATE ROLE nobody PASSWORD NULL;
CREATE EXTENSION postgres_fdw;
CREATE SERVER archive FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db.example.com', dbname 'jira');
CREATE USER MAPPING FOR jira SERVER archive OPTIONS (user 'reader', password 'it''s-a-mapped\password');
CREATE USER MAPPING FOR PUBLIC SERVER archive OPTIONS (user 'reader');
CREATE SUBSCRIPTION copy CONNECTION 'host=db.example.com user=copy password=''subscribed password'' dbname=jira'
    PUBLICATION p WITH (connect = false);
CREATE FUNCTION trap() RETURNS void LANGUAGE sql AS $$ SELECT 'ALTER ROLE trap PASSWORD ''x'';' $$;
COMMENT ON FUNCTION trap() IS 'x
ALTER ROLE trap PASSWORD ''x'';
';
""")
        dump = subprocess.run(["pg_dumpall", "-h", self.server.folder, "-p", str(self.server.port), "-U", "postgres"],
                              capture_output=True, env={"PATH": PATH}, check=True).stdout
        wanted = {("database-account-hash", "low", "jira"), ("database-account-md5", "medium", "old"),
                  ("database-foreign-password", "high", "jira on archive"), ("database-replication-password", "high", "copy")}
        self.check(dump, wanted)


@unittest.skipUnless(IS_MARIADB, "mariadb-dump --system writes MariaDB's accounts only")
class Mariadb(DumpPasswords):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.server = MariadbServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()

    def test_mariadb_dump(self) -> None:
        self.server.sql("CREATE DATABASE x; CREATE USER jira@'%' IDENTIFIED BY 'hashed'; GRANT SELECT ON x.* TO jira@'%';"
                        "CREATE USER two IDENTIFIED VIA mysql_native_password USING PASSWORD('hashed') OR unix_socket;"
                        "CREATE USER local IDENTIFIED VIA unix_socket;"
                        "CREATE SERVER archive FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'db.example.com', USER 'reader',"
                        " PASSWORD 'a-foreign-servers-password', PORT 3306)")
        wanted = {("database-account-hash", "low", "jira@%"), ("database-account-hash", "low", "two@%"),
                  ("database-foreign-password", "high", "archive")}
        for options in (("--system=all",), ("--system=users,servers", "--replace"), ("--system=all", "--insert-ignore")):
            with self.subTest(options=options):
                dump = subprocess.run(["mariadb-dump", "--no-defaults", "-S", self.server.socket, "-u", "root", *options,
                                       "--databases", "x"], capture_output=True, check=True).stdout
                self.check(dump, wanted)


if __name__ == "__main__":
    unittest.main()
