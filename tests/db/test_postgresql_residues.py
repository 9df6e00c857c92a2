"""What a PostgreSQL server keeps of an old value: the files themselves against what postern says and does."""
from __future__ import annotations

import subprocess
import unittest

from database_probe import Probe, Refused
from old_values import about, holders, search, statements
from postgresql_server import PATH, PostgresqlServer

SECRET = "canary-residue-4711"
TABLE = {"schema": "public", "table": "mailserver"}
TABLES = [["public", "mailserver"]]
ROW = {**TABLE, "key": {"id": "1"}}
QUIET = {"log_statement": "none", "log_min_duration_statement": "-1", "log_min_messages": "warning",
         "log_min_error_statement": "panic", "shared_preload_libraries": "''", "autovacuum": "off",
         "max_prepared_transactions": "4"}

SCHEMA = f"""
CREATE DATABASE jira OWNER jira;
\\connect jira
SET ROLE jira;
CREATE TABLE mailserver (id integer PRIMARY KEY, name text, mailpassword varchar(255));
CREATE INDEX ON mailserver (mailpassword);
INSERT INTO mailserver VALUES (1, 'first', '{SECRET}'), (2, 'second', 'other');
"""


class ResidueCase(unittest.TestCase):
    server: PostgresqlServer
    settings: dict[str, str] = {}

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = PostgresqlServer(**QUIET, **cls.settings)
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()
        cls.server.sql("CREATE ROLE jira LOGIN; CREATE ROLE reporting LOGIN")

    def setUp(self) -> None:
        self.server.drop_database("jira")
        self.server.sql(SCHEMA)

    def open(self, user: str = "postgres", **options: object) -> Probe:
        probe = Probe(host=self.server.folder, port=self.server.port, user=user, dbname="jira", **options)
        self.addCleanup(probe.close)
        return probe

    def session(self, *lines: str) -> subprocess.Popen[str]:
        """Somebody else's, which stays."""
        words = ["psql", "-XAtq", "-h", str(self.server.folder), "-p", str(self.server.port), "-U", "postgres", "-d", "jira"]
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={"PATH": PATH})
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        process.stdin.write("\n".join((*lines, "\\echo done")) + "\n")
        process.stdin.flush()
        while process.stdout.readline() != "done\n":
            pass
        return process

    def end(self, process: subprocess.Popen[str]) -> None:
        process.kill()
        process.communicate()

    def change(self, probe: Probe, value: str | None = None) -> None:
        probe.call("begin")
        probe.call("lock", **ROW, columns=["mailpassword"])
        probe.call("update", **ROW, values={"mailpassword": value})
        probe.call("commit")
        probe.call("drop")

    def path(self, relation: str) -> str:
        return self.server.sql(f"SELECT pg_relation_filepath('{relation}')", "jira").strip()

    def holders(self) -> dict[str, int]:
        self.server.sql("CHECKPOINT")
        return holders(self.server.data, SECRET)

    def residues(self, probe: Probe, purged: bool = False) -> list[dict[str, str]]:
        found = probe.call("residues", tables=TABLES, purged=purged)
        self.assertNotIn("canary", str(found))
        self.assertIn("Change the password", found[-1]["remedy"])
        return found


class Files(ResidueCase):
    def test_every_place_that_holds_it_is_named_and_cleaned(self) -> None:
        self.server.sql("ANALYZE mailserver", "jira")
        for _ in range(3):  # leaves segments that wait to be used again
            self.server.sql("SELECT pg_logical_emit_message(true, 'x', 'x'); SELECT pg_switch_wal(); CHECKPOINT")
        probe = self.open(write=1)
        self.change(probe)
        held = self.holders()
        self.assertLessEqual({self.path("mailserver"), self.path("mailserver_mailpassword_idx"), self.path("pg_statistic")},
                             set(held))
        residues = self.residues(probe)
        self.assertEqual({"pg_wal", "base"}, {name.split("/")[0] for name in held})
        [files] = about(residues, "files of")
        self.assertEqual('VACUUM FULL "public"."mailserver";\nANALYZE "public"."mailserver";', files["remedy"])
        [statistics] = about(residues, "pg_statistic")
        self.assertEqual("VACUUM FULL pg_catalog.pg_statistic;", statistics["remedy"].splitlines()[-1])

        self.assertEqual([], probe.call("purge", **TABLE))
        residues = self.residues(probe, purged=True)
        self.assertEqual({"pg_wal"}, {name.split("/")[0] for name in self.holders()})
        self.assertEqual([], about(residues, "files of") + about(residues, "pg_statistic"))

        [wal] = about(residues, "pg_wal")
        self.server.sql(statements(wal))
        self.assertEqual({}, self.holders())
        if self.server.major >= 12:  # before that it cannot be switched off
            self.assertEqual("on\n", self.server.sql("SHOW wal_recycle"))

    def test_a_plain_vacuum_is_not_enough(self) -> None:
        self.server.sql("UPDATE mailserver SET mailpassword = NULL; VACUUM FULL mailserver", "jira")
        self.server.sql(f"INSERT INTO mailserver VALUES (9, 'last', '{SECRET}')", "jira")
        self.server.sql("DELETE FROM mailserver WHERE id = 9; VACUUM mailserver", "jira")
        self.assertIn(self.path("mailserver"), self.holders())
        self.open(write=1).call("purge", **TABLE)
        self.assertNotIn(self.path("mailserver"), self.holders())

    def test_statistics_of_a_table_that_is_empty_now(self) -> None:
        self.server.sql("ANALYZE mailserver; DELETE FROM mailserver", "jira")
        probe = self.open(write=1)
        owner = self.open("jira", write=1)
        forget = "DELETE FROM pg_catalog.pg_statistic WHERE starelid = 'public.mailserver'::pg_catalog.regclass"
        self.assertIn(forget, owner.call("purge", **TABLE))
        self.assertIn(self.path("pg_statistic"), self.holders())
        self.assertIn(forget, about(self.residues(owner, purged=True), "pg_statistic")[0]["remedy"])
        self.assertEqual([], probe.call("purge", **TABLE))
        self.assertEqual({"pg_wal"}, {name.split("/")[0] for name in self.holders()})

    def test_extended_statistics(self) -> None:
        if self.server.major < 12:
            self.skipTest("statistics that hold values of several columns (mcv) came with PostgreSQL 12")
        self.server.sql(f"INSERT INTO mailserver SELECT n, 'same', '{SECRET}' FROM generate_series(10, 40) n;"
                        "CREATE STATISTICS mailstat (mcv) ON name, mailpassword FROM mailserver; ANALYZE mailserver", "jira")
        self.assertIn(self.path("pg_statistic_ext_data"), self.holders())
        probe = self.open(write=1)
        self.server.sql("UPDATE mailserver SET mailpassword = NULL", "jira")
        self.assertIn("VACUUM FULL pg_catalog.pg_statistic_ext_data;",
                      about(self.residues(probe), "pg_statistic")[0]["remedy"])
        self.assertEqual([], probe.call("purge", **TABLE))
        self.assertEqual({"pg_wal"}, {name.split("/")[0] for name in self.holders()})

    def test_what_purging_gave_back_is_still_named(self) -> None:
        self.server.sql("ALTER DATABASE jira OWNER TO postgres; ANALYZE mailserver", "jira")
        probe = self.open("jira", write=1)
        self.change(probe)
        self.assertEqual(["VACUUM FULL pg_catalog.pg_statistic"], probe.call("purge", **TABLE))
        self.assertIn(self.path("pg_statistic"), self.holders())
        residues = self.residues(probe, purged=True)
        self.assertEqual([], about(residues, "files of"))
        self.assertEqual(1, len(about(residues, "pg_statistic")))


class InUse(ResidueCase):
    def refused(self, probe: Probe, what: str) -> Refused:
        with self.assertRaises(Refused) as caught:
            probe.call("purge", **TABLE)
        self.assertIn("old values are not cleaned away, which changes no row", str(caught.exception))
        self.assertIn(what, str(caught.exception))
        self.assertIn('VACUUM FULL "public"."mailserver"; ANALYZE', caught.exception.hint)
        self.assertNotIn("canary", str(caught.exception) + caught.exception.hint)
        return caught.exception

    def test_a_transaction_that_sees_the_old_row(self) -> None:
        other = self.session("BEGIN ISOLATION LEVEL REPEATABLE READ;", "SELECT count(*) FROM pg_class;")
        probe = self.open(write=1)
        self.change(probe)
        [keeper] = about(self.residues(probe), "an open transaction of postgres")
        self.assertRegex(keeper["remedy"], r"^SELECT pg_terminate_backend\(\d+\);")
        refusal = self.refused(probe, "an open transaction of postgres")
        self.assertIn(statements(keeper).split("  ")[0], refusal.hint)
        self.assertIn(self.path("mailserver"), self.holders())
        self.end(other)
        self.assertEqual([], about(self.residues(probe), "an open transaction"))
        self.assertEqual([], probe.call("purge", **TABLE))
        self.assertNotIn(self.path("mailserver"), self.holders())

    def test_a_prepared_transaction_elsewhere(self) -> None:
        self.server.sql("BEGIN; CREATE TABLE elsewhere (a int); PREPARE TRANSACTION 'it''s mine'")
        self.addCleanup(self.server.sql, "ROLLBACK PREPARED 'it''s mine'")
        probe = self.open(write=1)
        self.change(probe)
        [keeper] = about(self.residues(probe), "the prepared transaction it's mine in database postgres")
        self.assertTrue(keeper["remedy"].startswith("ROLLBACK PREPARED 'it''s mine';"))
        self.refused(probe, "the prepared transaction it's mine")

    def test_a_transaction_that_sees_only_the_old_statistics(self) -> None:
        self.server.sql("ANALYZE mailserver", "jira")
        probe = self.open(write=1)
        self.change(probe)
        other = self.session("BEGIN ISOLATION LEVEL REPEATABLE READ;", "SELECT count(*) FROM pg_class;")
        self.refused(probe, "statistics: an open transaction")
        held = self.holders()
        self.assertNotIn(self.path("mailserver"), held)
        self.assertIn(self.path("pg_statistic"), held)
        self.end(other)

    def test_a_locked_table(self) -> None:
        other = self.session("BEGIN;", "LOCK TABLE mailserver IN ACCESS SHARE MODE;")
        probe = self.open(write=1)
        self.change(probe)
        self.assertIn("when nobody uses the table", self.refused(probe, "somebody else has locked it").hint)
        self.assertEqual("\n", self.server.sql("SELECT mailpassword FROM mailserver WHERE id = 1", "jira"))
        self.end(other)
        self.assertEqual([], probe.call("purge", **TABLE))


class Logs(ResidueCase):
    def test_what_other_programs_had_logged(self) -> None:
        probe = self.open()
        [log] = about(self.residues(probe), "the server's log")
        self.assertIn("log_statement = none", log["where"])
        self.assertIn("/var/log/postgresql", log["remedy"])

    def test_its_folder(self) -> None:
        server = PostgresqlServer(**{**QUIET, "logging_collector": "on", "log_statement": "mod",
                                     "shared_preload_libraries": "pg_stat_statements"})
        self.addCleanup(server.remove)
        server.start()
        server.sql("CREATE ROLE jira LOGIN;" + SCHEMA)
        probe = Probe(host=server.folder, port=server.port, user="postgres", dbname="jira")
        self.addCleanup(probe.close)
        residues = probe.call("residues", tables=TABLES)
        [log] = about(residues, "the server's log")
        self.assertIn("log_statement = mod", log["where"])
        self.assertTrue(search(log, SECRET).startswith(f"{server.data}/log/postgresql-"), log["remedy"])
        self.assertEqual("", search(log, "canary-nowhere"))
        self.assertEqual(1, len(about(residues, "pg_stat_statements keeps")))


class Lookups(ResidueCase):
    def test_what_this_role_may_not_see_is_told(self) -> None:
        unseen = [residue["where"] for residue in self.residues(self.open("jira")) if "could not be looked up" in residue["where"]]
        self.assertEqual(1, len([text for text in unseen if text.startswith("libraries that keep or log statements")]), unseen)
        self.assertEqual([], about(self.residues(self.open()), "could not be looked up"))

    def test_views_that_are_closed(self) -> None:
        for view in ("pg_stat_replication", "pg_replication_slots"):
            self.server.sql(f"REVOKE SELECT ON pg_catalog.{view} FROM PUBLIC", "jira")
        residues = self.residues(self.open("jira"))
        for what in ("standbys", "replication slots", "transactions that keep old rows"):
            self.assertEqual(1, len([r for r in residues if r["where"].startswith(what) and "could not" in r["where"]]), what)

    def test_it_only_reads(self) -> None:
        self.residues(self.open("reporting"))
        before = self.server.canonical("jira")
        self.residues(self.open())
        self.assertEqual(before, self.server.canonical("jira"))


class Replication(ResidueCase):
    settings = {"archive_mode": "on", "wal_level": "logical", "archive_command": "''"}

    def tearDown(self) -> None:
        self.server.sql("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots")

    def test_settings_change_the_answer(self) -> None:
        probe = self.open()
        residues = self.residues(probe)
        self.assertEqual(1, len(about(residues, "archive_mode is on without a command")))
        for what in ("slot", "follow this one", "publication"):
            self.assertEqual([], about(residues, what))
        self.server.sql("SELECT pg_create_physical_replication_slot('standby', true)")
        self.server.sql("SELECT pg_create_logical_replication_slot('feed', 'pgoutput');"
                        "CREATE PUBLICATION mail FOR TABLE mailserver", "jira")
        residues = self.residues(probe)
        [physical] = about(residues, "slot standby (physical, not in use)")
        self.assertTrue(physical["remedy"].startswith("SELECT pg_drop_replication_slot('standby');"))
        self.assertEqual(1, len(about(residues, "slot feed (logical, not in use)")))
        self.assertEqual(1, len(about(residues, "publication mail")))

    def test_a_slot_holds_on_to_rows_of_catalogs(self) -> None:
        self.server.sql("SELECT pg_create_logical_replication_slot('feed', 'pgoutput')", "jira")
        probe = self.open()
        self.server.sql("ANALYZE mailserver", "jira")
        self.assertEqual(1, len(about(self.residues(probe), "slot feed may see rows as they were")))

    def test_a_standby(self) -> None:
        standby = self.server.replica()
        self.addCleanup(standby.remove)
        self.assertEqual(1, len(about(self.residues(self.open()), "follow this one (walreceiver)")))
        there = Probe(host=standby.folder, port=standby.port, user="postgres", dbname="jira")
        self.addCleanup(there.close)
        self.assertIn("Change the password", there.call("residues", tables=TABLES)[-1]["remedy"])


class Archive(ResidueCase):
    def test_the_archive_holds_it(self) -> None:
        server = PostgresqlServer(**QUIET)
        self.addCleanup(server.remove)
        archive = server.folder / "data-archive"
        server.settings.update({"archive_mode": "on", "archive_command": f"'cp %p {archive}-%f'"})
        server.start()
        server.sql("CREATE ROLE jira LOGIN;" + SCHEMA)
        server.sql("SELECT pg_switch_wal()")
        for _ in range(200):
            if server.sql("SELECT archived_count > 0 FROM pg_stat_archiver") == "t\n":
                break
            server.sql("SELECT pg_sleep(0.1)")
        self.assertTrue([name for name in holders(server.folder, SECRET) if name.startswith("data-archive")])
        probe = Probe(host=server.folder, port=server.port, user="postgres", dbname="jira")
        self.addCleanup(probe.close)
        residues = probe.call("residues", tables=TABLES)
        self.assertEqual(1, len(about(residues, "the archive of the write-ahead log")))
        self.assertNotIn("cp ", str(residues), "such a command may hold a password")

    def test_none_is_named_where_none_is(self) -> None:
        self.assertEqual([], about(self.residues(self.open()), "archive"))


if __name__ == "__main__":
    unittest.main()
