"""A live PostgreSQL through postern's Database: changing, what it refuses, what the server's log gets."""
from __future__ import annotations

import os
import subprocess
import unittest
from pathlib import Path
from typing import Any

from database_probe import Probe, Refused
from postgresql_server import PATH, PostgresqlServer

OLD, NEW = "canary-old-Ünder🔑", "canary-new-'\"\\\t\nÜnder🔑"

SCHEMA = f"""
CREATE DATABASE jira OWNER jira;
\\connect jira
SET ROLE jira;
CREATE TABLE mailserver (id numeric(18,0) PRIMARY KEY, name varchar(255), mailpassword varchar(255), smtp_port varchar(60),
  timeout numeric(18,0), auth_conf text);
INSERT INTO mailserver VALUES (10001, 'second', '{OLD}', NULL, 10000, NULL), (10000, NULL, 'canary-b64', '25', NULL, '');
CREATE TABLE "AO_2C4E5C_MAILCONNECTION" ("ID" serial PRIMARY KEY, "PASSWORD" varchar(20) NOT NULL, "TLS" boolean, "C" char(9),
  "DATA" bytea, "F" double precision, "WHEN" timestamptz, "DOC" json, "BITS" bit(3));
INSERT INTO "AO_2C4E5C_MAILCONNECTION" VALUES
  (1, 'canary-conn', true, 'padded', '\\x00ff27', 0.1, '2026-01-05 03:00:00+00', '{{"a": 1}}', '101');
CREATE TABLE keyless (a varchar(255), b varchar(255), c char(5), d boolean, e json);
INSERT INTO keyless VALUES ('x', '{OLD}', 'ab', true, '{{"b":2}}'), ('twin', 'canary-twin', NULL, NULL, NULL),
  ('twin', 'canary-twin', NULL, NULL, NULL), (NULL, '', '', false, NULL);
CREATE TABLE guarded (id integer PRIMARY KEY, mailpassword text);
INSERT INTO guarded VALUES (1, 'canary-trigger');
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER keep BEFORE UPDATE ON guarded FOR EACH ROW EXECUTE PROCEDURE keep();
CREATE TABLE audited (id integer PRIMARY KEY, mailpassword text);
INSERT INTO audited VALUES (1, 'canary-audit');
CREATE TABLE audit_log (id integer);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO audit_log VALUES (NEW.id); RETURN NEW; END';
CREATE TRIGGER note AFTER UPDATE ON audited FOR EACH ROW EXECUTE PROCEDURE note();
CREATE TABLE parts (id integer, mailpassword text) PARTITION BY LIST (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES IN (2);
INSERT INTO parts VALUES (1, 'canary-part'), (2, 'canary-part');
CREATE TABLE long_text (id integer PRIMARY KEY, t text);
INSERT INTO long_text VALUES (1, repeat('ä', 500000) || '{OLD}');
GRANT SELECT ON ALL TABLES IN SCHEMA public TO reporting;
"""

ROW = {"schema": "public", "table": "mailserver", "key": {"id": "10001"}}
CONNECTION = {"schema": "public", "table": "AO_2C4E5C_MAILCONNECTION", "key": {"ID": "1"}}
KEYLESS = {"schema": "public", "table": "keyless", "key": {"a": "x", "b": OLD, "c": "ab   ", "d": "t", "e": '{"b":2}'}}


class DatabaseCase(unittest.TestCase):
    server: PostgresqlServer

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = PostgresqlServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()
        cls.server.sql("CREATE ROLE jira LOGIN; CREATE ROLE reporting LOGIN; CREATE ROLE blind LOGIN")

    def setUp(self) -> None:
        self.server.drop_database("jira")
        self.server.sql(SCHEMA)
        self.logged = len(self.server.logged())

    def open(self, user: str = "jira", database: str = "jira", **options: object) -> Probe:
        probe = Probe(host=self.server.folder, port=self.server.port, user=user, dbname=database, **options)
        self.addCleanup(probe.close)
        return probe

    def writer(self, **options: object) -> Probe:
        return self.open(write=1, **options)

    def session(self, *statements: str) -> subprocess.Popen[str]:
        """Somebody else's, which stays."""
        words = ["psql", "-XAtq", "-h", str(self.server.folder), "-p", str(self.server.port), "-U", "postgres", "-d", "jira"]
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={"PATH": PATH})
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        for statement in (*statements, "\\echo done"):
            process.stdin.write(statement + "\n")
        process.stdin.flush()
        process.stdout.readline()
        return process

    def refused(self, what: str, hint: str, probe: Probe, do: str, **arguments: object) -> None:
        with self.assertRaises(Refused) as caught:
            probe.call(do, **arguments)
        self.assertIn(what, str(caught.exception))
        self.assertIn(hint, caught.exception.hint)
        self.assertNotIn("canary", str(caught.exception))

    def password(self, row: str = "10001") -> str:
        return self.server.sql(f"SELECT mailpassword FROM mailserver WHERE id = {row}", "jira").removesuffix("\n")

    def float8(self, number: str) -> str:
        """As in a dump of this server: before version 12 with all 18 digits."""
        return self.server.sql(f"SET extra_float_digits = 3; SELECT {number}::float8").strip()

    def assert_log_is_clean(self) -> None:
        log = self.server.logged()[self.logged:]
        for form in ("canary", "63616e617279"):
            self.assertFalse(form in log, "\n".join(line for line in log.splitlines() if form in line)[:2000])
        self.assertIn("postern_value", log)


class Facts(DatabaseCase):
    def test_facts(self) -> None:
        facts = self.open().call("facts")
        self.assertEqual("postgresql", facts["kind"])
        self.assertRegex(facts["server"], r"^PostgreSQL \d+\.\d+$")
        self.assertEqual(f"{self.server.folder}/.s.PGSQL.{self.server.port}/jira", facts["place"])
        self.assertEqual(("jira", None, True, False), (facts["user"], facts["tls"], facts["local"], facts["read_only"]))

    def test_identity(self) -> None:
        def identity(**options: object) -> str:
            with self.open(**options) as probe:
                return probe.call("facts")["identity"]

        here = identity()
        self.assertEqual(here, identity(user="reporting"))
        self.assertEqual(here, identity(user="postgres", write=1))
        self.assertNotEqual(here, identity(database="postgres"))
        self.server.sql("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC", "jira")
        self.assertIn(str(self.server.port), identity(), "the numbers of databases are the same on many servers")
        self.server.sql("GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC", "jira")
        self.server.sql("ALTER DATABASE jira RENAME TO renamed")
        try:
            self.assertEqual(here, identity(database="renamed"))
        finally:
            self.server.sql("ALTER DATABASE renamed RENAME TO jira")

    def test_a_role_that_only_reads(self) -> None:
        self.server.sql("ALTER ROLE reporting SET default_transaction_read_only = on")
        self.addCleanup(self.server.sql, "ALTER ROLE reporting RESET ALL")
        self.assertTrue(self.open("reporting").call("facts")["read_only"])

    def test_columns(self) -> None:
        probe = self.open()
        self.assertEqual(["ID"], probe.call("primary_key", schema="public", table="AO_2C4E5C_MAILCONNECTION"))
        self.assertEqual([], probe.call("primary_key", schema="public", table="keyless"))
        self.assertEqual(["ID", "PASSWORD"], probe.call("not_null", schema="public", table="AO_2C4E5C_MAILCONNECTION"))
        self.server.sql("CREATE TABLE two (a int, b int, c int, PRIMARY KEY (c, a))", "jira")
        self.assertEqual(["c", "a"], probe.call("primary_key", schema="public", table="two"))
        self.refused("table public.gone: there is no such table", "right database", probe, "primary_key", schema="public", table="gone")

    def test_columns_that_only_accompany_a_key(self) -> None:
        if self.server.major < 11:
            self.skipTest("INCLUDE came with PostgreSQL 11")
        self.server.sql("CREATE TABLE included (id integer, mailpassword text, PRIMARY KEY (id) INCLUDE (mailpassword))",
                        "jira")
        self.assertEqual(["id"], self.open().call("primary_key", schema="public", table="included"))

    def test_count_rows(self) -> None:
        probe = self.open()
        self.assertEqual(2, probe.call("count_rows", table="MailServer"))
        self.assertIsNone(probe.call("count_rows", table="clusternode"))

    def test_values_are_those_of_a_dump(self) -> None:
        self.assertEqual([{"ID": "1", "PASSWORD": "canary-conn", "TLS": "t", "C": "padded   ", "DATA": "\\x00ff27",
                           "F": self.float8("0.1"), "WHEN": "2026-01-05 03:00:00+00", "DOC": '{"a": 1}', "BITS": "101"}],
                         self.open().rows("AO_2C4E5C_MAILCONNECTION"))

    def test_rows_come_in_the_order_of_their_key(self) -> None:
        self.server.sql("INSERT INTO mailserver SELECT i FROM generate_series(3000, 1, -1) i", "jira")
        ids = [int(row["id"]) for row in self.open().rows("mailserver")]
        self.assertEqual([*range(1, 3001), 10000, 10001], ids)

    def test_other_sessions(self) -> None:
        session = {"user": "postgres", "client": "local"}
        probe = self.open("reporting")
        self.assertEqual([], probe.call("sessions"))
        self.session("SELECT 1;")
        self.assertEqual(1, len(probe.call("sessions")), "even without the right to see more")
        self.assertEqual([session], [other for other in self.open("postgres").call("sessions") if other == session])


class Changing(DatabaseCase):
    def change(self, probe: Probe, row: dict[str, Any], **values: str | None) -> None:
        probe.call("begin")
        self.assertIsNotNone(probe.call("lock", **row, columns=list(values)))
        probe.call("update", **row, values=values)
        probe.call("commit")

    def test_lock_tells_what_is_there(self) -> None:
        probe = self.writer()
        probe.call("begin")
        self.assertEqual({"mailpassword": OLD, "smtp_port": None, "timeout": "10000"},
                         probe.call("lock", **ROW, columns=["mailpassword", "smtp_port", "timeout"]))
        self.assertIsNone(probe.call("lock", schema="public", table="mailserver", key={"id": "1"}, columns=["id"]))

    def test_change(self) -> None:
        probe = self.writer()
        probe.call("begin")
        probe.call("lock", **ROW, columns=["mailpassword"])
        probe.call("update", **ROW, values={"mailpassword": NEW, "smtp_port": "25", "timeout": None, "auth_conf": ""})
        self.assertEqual(OLD, self.password(), "not before commit()")
        probe.call("commit")
        self.assertEqual(NEW, self.password())
        self.assertEqual("25||t\n", self.server.sql("SELECT smtp_port, timeout, auth_conf = '' FROM mailserver WHERE id = 10001", "jira"))
        self.assert_log_is_clean()

    def test_without_commit_nothing_happens(self) -> None:
        probe = self.writer()
        probe.call("begin")
        probe.call("lock", **ROW, columns=["mailpassword"])
        probe.call("update", **ROW, values={"mailpassword": NEW})
        probe.call("drop")
        self.assertEqual(OLD, self.password())
        self.change(probe, ROW, mailpassword=NEW)
        self.assertEqual(NEW, self.password())

    def test_a_killed_process_leaves_nothing(self) -> None:
        probe = self.writer()
        probe.call("begin")
        probe.call("lock", **ROW, columns=["mailpassword"])
        probe.call("update", **ROW, values={"mailpassword": NEW})
        probe.kill()
        self.assertEqual(OLD, self.password())

    def test_every_type_there_and_back(self) -> None:
        before = self.server.canonical("jira")
        values = self.open().rows("AO_2C4E5C_MAILCONNECTION")[0]
        values = {name: value for name, value in values.items() if name != "ID"}
        other = {"PASSWORD": NEW[:20], "TLS": "f", "C": "x", "DATA": "\\x01", "F": self.float8("1e100"),
                 "WHEN": "2020-02-02 02:02:02+00", "DOC": "[]", "BITS": "010"}
        probe = self.writer()
        self.change(probe, CONNECTION, **other)
        self.assertEqual({**other, "ID": "1", "C": "x        "}, self.open().rows("AO_2C4E5C_MAILCONNECTION")[0])
        self.change(probe, CONNECTION, **values)
        self.assertEqual(before, self.server.canonical("jira"))

    def test_twice_in_one_transaction(self) -> None:
        probe = self.writer()
        for row in (ROW, KEYLESS):
            column = "mailpassword" if row is ROW else "b"
            probe.call("begin")
            probe.call("lock", **row, columns=[column])
            probe.call("update", **row, values={column: "between"})
            probe.call("update", **row, values={column: NEW})
            probe.call("commit")
        self.assertEqual(NEW, self.password())
        self.assertEqual("1\n", self.server.sql("SELECT count(*) FROM keyless WHERE b LIKE 'can_ry-new%'", "jira"))

    def test_long_values(self) -> None:
        row = {"schema": "public", "table": "long_text", "key": {"id": "1"}}
        value = "ö" * 1_000_000 + NEW
        self.change(self.writer(), row, t=value)
        self.assertEqual(value, self.open().rows("long_text")[0]["t"])
        self.assert_log_is_clean()

    def test_a_row_without_a_key_is_told_apart_by_all_columns(self) -> None:
        probe = self.writer()
        probe.call("begin")
        self.assertEqual({"b": OLD}, probe.call("lock", **KEYLESS, columns=["b"]))
        probe.call("update", **KEYLESS, values={"b": NEW})
        empty = {**KEYLESS, "key": {"a": None, "b": "", "c": "     ", "d": "f", "e": None}}
        self.assertEqual({"b": ""}, probe.call("lock", **empty, columns=["b"]))
        probe.call("commit")
        self.assertEqual("1\n", self.server.sql("SELECT count(*) FROM keyless WHERE b LIKE 'can_ry-new%'", "jira"))
        self.assert_log_is_clean()

    def test_twins_are_not_told_apart(self) -> None:
        probe = self.writer()
        probe.call("begin")
        twin = {**KEYLESS, "key": {"a": "twin", "b": "canary-twin", "c": None, "d": None, "e": None}}
        self.assertIsNone(probe.call("lock", **twin, columns=["b"]))
        self.refused("not locked", "report", probe, "update", **twin, values={"b": "x"})

    def test_a_changed_row_is_no_longer_that_row(self) -> None:
        self.server.sql("UPDATE keyless SET d = NOT d", "jira")
        probe = self.writer()
        probe.call("begin")
        self.assertIsNone(probe.call("lock", **KEYLESS, columns=["b"]))

    def test_a_partitioned_table(self) -> None:
        probe = self.writer()
        row = {"schema": "public", "table": "parts", "key": {"id": "2", "mailpassword": "canary-part"}}
        self.change(probe, row, mailpassword=NEW)
        self.assertEqual("canary-part\n", self.server.sql("SELECT mailpassword FROM parts_1", "jira"))
        self.assertIn("canary-new", self.server.sql("SELECT mailpassword FROM parts_2", "jira"))

    def test_another_encoding(self) -> None:
        self.server.drop_database("latin")
        self.server.sql("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' OWNER jira")
        self.server.sql("SET ROLE jira; CREATE TABLE mailserver (id int PRIMARY KEY, mailpassword text);"
                        "INSERT INTO mailserver VALUES (1, 'Größe')", "latin")
        row = {"schema": "public", "table": "mailserver", "key": {"id": "1"}}
        probe = self.writer(database="latin")
        self.change(probe, row, mailpassword="caf\u00e9 neu")
        self.assertEqual("café neu\n", self.server.sql("SELECT mailpassword FROM mailserver", "latin"))
        probe.call("begin")
        probe.call("lock", **row, columns=["mailpassword"])
        self.refused("encoding does not know", "", probe, "update", **row, values={"mailpassword": "canary-🔑"})

    def test_a_trigger_finds_its_own_tables(self) -> None:
        row = {"schema": "public", "table": "audited", "key": {"id": "1"}}
        self.change(self.writer(), row, mailpassword=NEW)
        self.assertEqual("1\n", self.server.sql("SELECT id FROM audit_log", "jira"))

    def test_the_lock_keeps_others_out(self) -> None:
        probe = self.writer()
        probe.call("begin")
        probe.call("lock", **ROW, columns=["mailpassword"])
        with self.assertRaises(RuntimeError):
            self.server.sql("SET lock_timeout = '200ms'; UPDATE mailserver SET name = 'x' WHERE id = 10001", "jira")

    def test_the_disk_has_it_when_commit_returns(self) -> None:
        self.server.sql("ALTER DATABASE jira SET synchronous_commit = off")
        self.change(self.writer(), ROW, mailpassword=NEW)
        self.server.stop()
        self.server.start()
        self.assertEqual(NEW, self.password())


class Refusing(DatabaseCase):
    def start(self, probe: Probe, row: dict[str, Any] = ROW) -> Probe:
        probe.call("begin")
        probe.call("lock", **row, columns=[])
        return probe

    def test_no_right_to_change(self) -> None:
        probe = self.writer(user="reporting")
        probe.call("begin")
        self.refused("has not the right", "UPDATE", probe, "lock", **ROW, columns=["mailpassword"])
        probe.call("drop")
        self.assertEqual(2, len(probe.rows("mailserver")))

    def test_opened_for_reading(self) -> None:
        for do in ("begin", "purge"):
            self.refused("opened for reading only", "", self.open(), do, schema="public", table="mailserver")

    def test_only_one_transaction(self) -> None:
        probe = self.start(self.writer())
        for do in ("begin", "purge", "read"):
            self.refused("a transaction is open already", "", probe, do, schema="public", table="mailserver", tables=["mailserver"])

    def test_a_column_that_must_not_be_null(self) -> None:
        probe = self.start(self.writer(), CONNECTION)
        self.refused("PASSWORD must not be NULL", "rule", probe, "update", **CONNECTION, values={"PASSWORD": None})
        self.assertNotIn("canary", self.server.logged()[self.logged:], "the server would have logged the row")

    def test_too_long(self) -> None:
        probe = self.start(self.writer(), CONNECTION)
        self.refused("too long", "rule", probe, "update", **CONNECTION, values={"PASSWORD": "canary-" + "x" * 20})
        self.refused("earlier statement", "", probe, "commit")
        self.assertEqual("canary-conn", self.open().rows("AO_2C4E5C_MAILCONNECTION")[0]["PASSWORD"])
        self.assert_log_is_clean()

    def test_a_trigger_that_keeps_the_row(self) -> None:
        row = {"schema": "public", "table": "guarded", "key": {"id": "1"}}
        probe = self.start(self.writer(), row)
        self.refused("0 rows, not one", "trigger", probe, "update", **row, values={"mailpassword": NEW})

    def test_a_row_that_is_not_locked(self) -> None:
        probe = self.writer()
        probe.call("begin")
        self.refused("not locked", "report", probe, "update", **ROW, values={"mailpassword": NEW})

    def test_no_right_to_temporary_tables(self) -> None:
        self.server.sql("REVOKE TEMPORARY ON DATABASE jira FROM PUBLIC, jira; ALTER DATABASE jira OWNER TO postgres")
        self.addCleanup(self.server.sql, "ALTER DATABASE jira OWNER TO jira; GRANT TEMPORARY ON DATABASE jira TO PUBLIC")
        probe = self.start(self.writer())
        self.refused("temporary table: this role has not the right", "GRANT TEMPORARY", probe, "update", **ROW,
                     values={"mailpassword": NEW})

    def test_an_unknown_column(self) -> None:
        probe = self.start(self.writer())
        self.refused("no such column", "", probe, "update", **ROW, values={"nope": "x"})

    def test_a_row_that_somebody_holds(self) -> None:
        self.session("BEGIN;", "UPDATE mailserver SET name = 'x';")
        probe = self.writer()
        probe.call("begin")
        self.refused("somebody else has locked it", "stop the application", probe, "lock", **ROW, columns=["name"])

    def test_a_replica(self) -> None:
        replica = self.server.replica()
        self.addCleanup(replica.remove)
        probe = Probe(host=replica.folder, port=replica.port, user="jira", dbname="jira", write=1)
        self.addCleanup(probe.close)
        self.assertTrue(probe.call("facts")["read_only"])
        self.assertEqual(2, len(probe.rows("mailserver")))
        self.assertTrue(probe.call("try_lock"))
        self.refused("only takes reading transactions", "replica", probe, "begin")

    def test_a_server_that_only_reads(self) -> None:
        self.server.sql("ALTER SYSTEM SET default_transaction_read_only = on; SELECT pg_reload_conf()")
        try:
            probe = self.writer()
            self.assertTrue(probe.call("facts")["read_only"])
            self.refused("only takes reading transactions", "default_transaction_read_only", probe, "begin")
        finally:
            self.server.sql("SET default_transaction_read_only = off; ALTER SYSTEM RESET ALL; SELECT pg_reload_conf()")

    def test_the_server_goes_away(self) -> None:
        probe = self.start(self.writer())
        self.server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'postern'")
        with self.assertRaises(Refused) as caught:
            probe.call("update", **ROW, values={"mailpassword": NEW})
        self.assertRegex(str(caught.exception), "ended the connection|lost")
        for do in ("commit", "sessions"):
            with self.assertRaises(Refused, msg="it must not connect again by itself"):
                probe.call(do)
        probe.call("drop")
        self.assertEqual(OLD, self.password())


class Locking(DatabaseCase):
    def test_one_at_a_time(self) -> None:
        first, second = self.writer(), self.writer()
        self.assertTrue(first.call("try_lock"))
        self.assertFalse(second.call("try_lock"))
        self.assertTrue(self.open(database="postgres").call("try_lock"), "another database")
        first.call("unlock")
        self.assertTrue(second.call("try_lock"))
        second.kill()
        ours = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'jira' AND application_name = 'postern'"
        while self.server.sql(ours) != "1\n":  # until the server has noticed; it lets go of locks before that
            pass
        self.assertTrue(first.call("try_lock"), "a killed process keeps the lock")

    def test_it_outlives_a_failed_transaction(self) -> None:
        first = self.writer()
        first.call("try_lock")
        first.call("begin")
        with self.assertRaises(Refused):
            first.call("lock", **ROW, columns=["nope"])
        first.call("drop")
        self.assertFalse(self.writer().call("try_lock"))


class Purging(DatabaseCase):
    TABLE = {"schema": "public", "table": "mailserver"}

    def table_file(self, table: str) -> bytes:
        self.server.sql("CHECKPOINT")
        return (self.server.data / self.server.sql(f"SELECT pg_relation_filepath('{table}')", "jira").strip()).read_bytes()

    def test_the_old_value_is_gone_from_the_files(self) -> None:
        self.server.sql("ANALYZE mailserver", "jira")
        probe = self.writer(user="postgres")
        Changing.change(self, probe, ROW, mailpassword=None)  # type: ignore[arg-type]
        self.assertIn(b"canary-old", self.table_file("mailserver"))
        self.assertIn(b"canary-old", self.table_file("pg_statistic"))
        self.assertEqual([], probe.call("purge", **self.TABLE))
        self.assertNotIn(b"canary-old", self.table_file("mailserver"))
        self.assertNotIn(b"canary-old", self.table_file("pg_statistic"))

    def test_what_this_role_may_not_do_is_told(self) -> None:
        self.server.sql("ALTER DATABASE jira OWNER TO postgres")
        self.assertEqual(["VACUUM FULL pg_catalog.pg_statistic"], self.writer().call("purge", **self.TABLE))
        self.assertEqual(['VACUUM FULL "public"."mailserver"', 'ANALYZE "public"."mailserver"',
                          "VACUUM FULL pg_catalog.pg_statistic"], self.writer(user="reporting").call("purge", **self.TABLE))


if __name__ == "__main__":
    unittest.main()
