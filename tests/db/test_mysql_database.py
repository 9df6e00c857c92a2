"""A live MariaDB or MySQL through postern's Database: reading, changing, what it refuses, what its logs get."""
from __future__ import annotations

import base64
import os
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from database_probe import Probe, Refused
from mariadb_server import IS_MARIADB, TRUST_ROOT, WITHOUT_TLS, MariadbServer, free_port, own_addresses
from plain_text_server import PlainTextServer

PASSWORD = "accounts-Pw#1"
OLD, NEW = "canary-old-Ünder🔑", "canary-new-'\"\\Ünder🔑"

SCHEMA = f"""
CREATE DATABASE jira CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
USE jira;
CREATE TABLE mailserver (ID decimal(18,0) NOT NULL PRIMARY KEY, NAME varchar(255), mailpassword varchar(255),
  smtp_port varchar(60), TIMEOUT decimal(18,0), auth_conf longtext) ENGINE=InnoDB;
INSERT INTO mailserver VALUES (10001, 'zweiter', '{OLD}', NULL, 10000, NULL), (10000, NULL, 'canary-b64', '25', NULL, '');
CREATE TABLE AO_2C4E5C_MAILCONNECTION (ID int NOT NULL AUTO_INCREMENT PRIMARY KEY, PASSWORD varchar(255) NOT NULL,
  TLS bit(1), ON_OFF tinyint(1), DATA blob, F float, D double, WHEN_ datetime) ENGINE=InnoDB;
INSERT INTO AO_2C4E5C_MAILCONNECTION VALUES (1, '{OLD}', b'1', 1, x'00ff27', 0.1, 1e100, '2026-01-05 03:00:00');
CREATE TABLE keyless (a varchar(255), b varchar(255), n decimal(18,0)) ENGINE=InnoDB;
INSERT INTO keyless VALUES ('x', '{OLD}', 1), ('twin', 'canary-twin', 2), ('twin', 'canary-twin', 2);
CREATE TABLE latin (ID int PRIMARY KEY, mailpassword varchar(20)) ENGINE=InnoDB CHARACTER SET latin1;
INSERT INTO latin VALUES (1, 'caf\u00e9');
CREATE TABLE old_engine (ID int PRIMARY KEY, mailpassword varchar(20)) ENGINE=MyISAM;
INSERT INTO old_engine VALUES (2, 'b'), (1, 'canary-myisam');
CREATE TABLE guarded (ID int PRIMARY KEY, mailpassword varchar(20)) ENGINE=InnoDB;
INSERT INTO guarded VALUES (1, 'canary-trigger');
CREATE TRIGGER t BEFORE UPDATE ON guarded FOR EACH ROW SET NEW.mailpassword = OLD.mailpassword;
CREATE TABLE long_text (ID int PRIMARY KEY, t longtext) ENGINE=InnoDB;
INSERT INTO long_text VALUES (1, CONCAT(REPEAT('ä', 500000), '{OLD}'));
CREATE DATABASE other CHARACTER SET utf8mb4;
CREATE TABLE other.MailServer (ID int PRIMARY KEY, mailpassword varchar(20));
INSERT INTO other.MailServer VALUES (7, 'canary-other');

CREATE USER jira@'%' IDENTIFIED BY '{PASSWORD}', reader@'%' IDENTIFIED BY '{PASSWORD}', blind@'%' IDENTIFIED BY '{PASSWORD}',
  watcher@'localhost' IDENTIFIED BY '{PASSWORD}', wide@'10.%', boss@'localhost';
GRANT ALL ON jira.* TO jira@'%';
GRANT SELECT ON jira.* TO reader@'%';
GRANT INSERT ON jira.mailserver TO blind@'%';
GRANT SELECT ON `jir_`.* TO wide@'10.%';
CREATE ROLE auditors;
GRANT SELECT (mailpassword) ON jira.mailserver TO auditors;
GRANT auditors TO watcher@'localhost';
GRANT SELECT ON mysql.* TO watcher@'localhost';
GRANT ALL ON *.* TO boss@'localhost';
"""


class MysqlCase(unittest.TestCase):
    server: MariadbServer
    options: tuple[str, ...] = ()

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = MariadbServer(*cls.options)
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()

    def setUp(self) -> None:
        self.server.sql("DROP DATABASE IF EXISTS jira; DROP DATABASE IF EXISTS other; DROP ROLE IF EXISTS auditors;"
                        "DROP USER IF EXISTS jira@'%', reader@'%', blind@'%', watcher@localhost, wide@'10.%', boss@localhost;"
                        + SCHEMA)

    def open(self, user: str = "jira", password: str | None = PASSWORD, **options: object) -> Probe:
        probe = Probe(password, kind="mysql", **{"socket": self.server.socket, "user": user, "database": "jira", **options})
        self.addCleanup(probe.close)
        return probe

    def refused(self, what: str, hint: str, **options: object) -> None:
        with self.assertRaises(Refused) as caught:
            self.open(**options)
        self.assert_refusal(caught.exception, what, hint)

    def assert_refusal(self, refusal: Refused, what: str, hint: str = "") -> None:
        self.assertIn(what, str(refusal))
        self.assertIn(hint, refusal.hint)
        for text in (str(refusal), refusal.hint):
            self.assertNotIn("canary", text)
            self.assertNotIn(PASSWORD, text)

    def stored(self, table: str = "mailserver") -> str:
        return self.server.sql(f"SELECT * FROM jira.{table} ORDER BY 1")


def mail_row(number: int) -> dict[str, object]:
    return {"schema": "jira", "table": "mailserver", "key": {"ID": str(number)}}


class Reading(MysqlCase):
    def test_rows_come_as_text_in_the_order_of_their_key(self) -> None:
        self.assertEqual(self.open().rows("MAILSERVER"), [
            {"ID": "10000", "NAME": None, "mailpassword": "canary-b64", "smtp_port": "25", "TIMEOUT": None, "auth_conf": ""},
            {"ID": "10001", "NAME": "zweiter", "mailpassword": OLD, "smtp_port": None, "TIMEOUT": "10000", "auth_conf": None}])

    def test_the_order_is_not_left_to_the_engine(self) -> None:
        self.assertEqual([row["ID"] for row in self.open().rows("old_engine")], ["1", "2"])

    def test_upper_case_tables_and_every_type(self) -> None:
        self.assertEqual(self.open().rows("ao_2c4e5c_mailconnection"), [
            {"ID": "1", "PASSWORD": OLD, "TLS": "1", "ON_OFF": "1", "DATA": {"base64": "AP8n"}, "F": "0.1", "D": "1e100",
             "WHEN_": "2026-01-05 03:00:00"}])

    def test_other_character_sets_come_as_utf8(self) -> None:
        self.assertEqual(self.open().rows("latin"), [{"ID": "1", "mailpassword": "café"}])

    def test_a_megabyte(self) -> None:
        [row] = self.open().rows("long_text")
        self.assertEqual(row["t"], "ä" * 500000 + OLD)

    def test_only_the_database_named_or_all(self) -> None:
        self.server.sql("GRANT SELECT ON other.* TO reader@'%'")
        named = self.open(user="reader").call("read", tables=["mailserver"])
        self.assertEqual({row["schema"] for row in named["rows"]}, {"jira"})
        every = self.open(user="reader", database="").call("read", tables=["mailserver"])
        self.assertEqual([(row["schema"], row["table"]) for row in every["rows"]],
                         [("jira", "mailserver"), ("jira", "mailserver"), ("other", "MailServer")])

    def test_memory_does_not_grow_with_the_table(self) -> None:
        rows = ", ".join(f"({number}, REPEAT('x', 65536))" for number in range(1, 2001))
        self.server.sql(f"USE jira; CREATE TABLE many (ID int PRIMARY KEY, t longtext); INSERT INTO many VALUES {rows}")
        probe = self.open()
        before = probe.peak_kib()
        self.assertEqual(probe.call("measure", table="many"), {"rows": 2000, "bytes": 2000 * 65536 + 6893, "skips": 0})
        self.assertLess(probe.peak_kib() - before, 8 * 1024)

    def test_columns_that_the_account_may_not_read_are_told(self) -> None:
        self.server.sql("GRANT SELECT (ID) ON jira.mailserver TO blind@'%'")
        self.addCleanup(self.server.sql, "REVOKE SELECT (ID) ON jira.mailserver FROM blind@'%'")
        result = self.open(user="blind").call("read", tables=["mailserver"])
        [skip] = result["skips"]
        self.assertIn("table jira.mailserver: the account lacks the right to", str(skip))
        self.assertEqual([], result["rows"])

    def test_a_table_without_the_right_to_it_is_a_skip(self) -> None:
        result = self.open(user="blind").call("read", tables=["mailserver", "other"])
        self.assertEqual(result["count"], 0)
        [skip] = result["skips"]
        self.assertIn("table jira.mailserver: the account lacks the right", skip)

    def test_a_session_for_reading_is_read_only(self) -> None:
        probe = self.open()
        probe.rows("mailserver")
        with self.assertRaises(Refused) as caught:
            probe.call("begin")
        self.assert_refusal(caught.exception, "opened for reading only")
        log = self.server.logs()
        self.assertIn("SET SESSION TRANSACTION READ ONLY", log)
        self.assertIn("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", log)

    def test_one_snapshot_for_all_tables(self) -> None:
        probe = self.open(write=1)
        self.server.sql("INSERT INTO jira.mailserver (ID) VALUES (9)")
        self.assertEqual(len(probe.rows("mailserver")), 3)

    def test_catalog(self) -> None:
        probe = self.open()
        self.assertEqual(probe.call("primary_key", schema="jira", table="mailserver"), ["ID"])
        self.assertEqual(probe.call("primary_key", schema="jira", table="keyless"), [])
        self.assertEqual(probe.call("not_null", schema="jira", table="AO_2C4E5C_MAILCONNECTION"), ["ID", "PASSWORD"])
        self.assertEqual(probe.call("count_rows", table="MailServer"), 2)
        self.assertIsNone(probe.call("count_rows", table="clusternode"))


class Facts(MysqlCase):
    def test_facts(self) -> None:
        facts = self.open().call("facts")
        self.assertEqual((facts["kind"], facts["user"], facts["local"], facts["read_only"]),
                         ("mysql", "jira@%", True, False))
        self.assertEqual(facts["server"], self.server.version())
        self.assertRegex(facts["server"], r"^MariaDB \d+\.\d+\.\d+$" if IS_MARIADB else r"^MySQL \d+\.\d+\.\d+$")
        self.assertRegex(str(facts["tls"]), r"^TLSv1\.\d [A-Z0-9_-]+$" if self.server.offers_tls() else "^None$")
        self.assertEqual(facts["place"], f"{self.server.socket}/jira")

    def test_the_identity_is_the_same_by_every_way_and_tells_databases_apart(self) -> None:
        by_socket = self.open().call("facts")["identity"]
        by_port = self.open(host="127.0.0.1", port=self.server.port, socket="").call("facts")["identity"]
        other = self.open(user="root", password=None, database="other").call("facts")["identity"]
        self.assertEqual(by_socket, by_port)
        self.assertNotEqual(by_socket, other)

    def test_who_can_read(self) -> None:
        as_root = self.open(user="root", password=None).call("readers", schema="jira", table="mailserver")
        for name in ("'jira'@'%'", "'reader'@'%'", "'wide'@'10.%'", "'watcher'@'localhost'", "'boss'@'localhost' (superuser)"):
            self.assertIn(name, as_root)
        for name in ("'blind'@'%'", "'auditors'@''"):
            self.assertNotIn(name, as_root)
        self.assertNotIn("'watcher'@'localhost'",
                         self.open(user="root", password=None).call("readers", schema="jira", table="latin"))

    def test_an_account_that_sees_no_other_names_itself(self) -> None:
        self.assertEqual(self.open(user="reader").call("readers", schema="jira", table="mailserver"), ["'reader'@'%'"])

    def test_other_sessions(self) -> None:
        probe = self.open(user="root", password=None)
        self.assertEqual(probe.call("sessions"), [])
        self.open(host="127.0.0.1", port=self.server.port, socket="").rows("mailserver")
        [session] = probe.call("sessions")
        self.assertEqual(session["user"], "jira")
        self.assertRegex(session["client"], r"^(127\.0\.0\.1|localhost):\d+$")

    def test_one_run_at_a_time(self) -> None:
        first, second = self.open(write=1), self.open(write=1)
        self.assertTrue(first.call("try_lock"))
        self.assertFalse(second.call("try_lock"))
        first.call("unlock")
        self.assertTrue(second.call("try_lock"))
        second.kill()
        while not first.call("try_lock"):  # as soon as the server has noticed
            pass


class Changing(MysqlCase):
    def change(self, probe: Probe, row: dict[str, object], **values: str | None) -> None:
        probe.call("begin")
        self.assertIsNotNone(probe.call("lock", **row, columns=list(values)))
        probe.call("update", **row, values=values)
        probe.call("commit")
        probe.call("drop")

    def test_there_and_back_is_the_identical_table(self) -> None:
        before = self.stored()
        probe = self.open(write=1)
        self.change(probe, mail_row(10001), mailpassword=None, smtp_port="25", TIMEOUT=None, auth_conf="")
        self.assertIn("10001\tzweiter\tNULL\t25\tNULL\t\n", self.stored())
        self.change(probe, mail_row(10001), mailpassword=OLD, smtp_port=None, TIMEOUT="10000", auth_conf=None)
        self.assertEqual(before, self.stored())

    def test_every_type(self) -> None:
        row = {"schema": "jira", "table": "AO_2C4E5C_MAILCONNECTION", "key": {"ID": "1"}}
        probe = self.open(write=1)
        self.change(probe, row, PASSWORD="", TLS="0", ON_OFF="0", DATA="a\0b", D="2.5", WHEN_=None)
        [after] = probe.rows("AO_2C4E5C_MAILCONNECTION")
        self.assertEqual({name: after[name] for name in ("PASSWORD", "TLS", "ON_OFF", "DATA", "D", "WHEN_")},
                         {"PASSWORD": "", "TLS": "0", "ON_OFF": "0", "DATA": "a\0b", "D": "2.5", "WHEN_": None})

    def test_a_megabyte(self) -> None:
        row = {"schema": "jira", "table": "long_text", "key": {"ID": "1"}}
        probe = self.open(write=1)
        self.change(probe, row, t="🔑" * 300000)
        self.assertEqual(probe.rows("long_text"), [{"ID": "1", "t": "🔑" * 300000}])

    def test_other_character_sets(self) -> None:
        row = {"schema": "jira", "table": "latin", "key": {"ID": "1"}}
        self.change(self.open(write=1), row, mailpassword="é")
        self.assertEqual(self.server.sql("SELECT HEX(mailpassword) FROM jira.latin"), "E9\n")

    def test_the_same_value_again_is_no_error(self) -> None:
        self.change(self.open(write=1), mail_row(10001), mailpassword=OLD)

    def test_the_lock_gives_what_is_there_now(self) -> None:
        probe = self.open(write=1)
        self.assertEqual(len(probe.rows("mailserver")), 2)
        self.server.sql("UPDATE jira.mailserver SET mailpassword = 'meanwhile' WHERE ID = 10001")
        probe.call("begin")
        self.assertEqual(probe.call("lock", **mail_row(10001), columns=["mailpassword", "NAME"]),
                         {"mailpassword": "meanwhile", "NAME": "zweiter"})

    def test_no_such_row(self) -> None:
        probe = self.open(write=1)
        probe.call("begin")
        self.assertIsNone(probe.call("lock", **mail_row(4), columns=["mailpassword"]))
        self.assertIsNone(probe.call("lock", **mail_row(10001) | {"key": {"ID": "10001.0"}}, columns=["mailpassword"]))

    def test_rows_without_a_key_are_found_by_all_their_columns(self) -> None:
        probe = self.open(write=1)
        row = {"schema": "jira", "table": "keyless", "key": {"a": "x", "b": OLD, "n": "1"}}
        self.change(probe, row, b=None)
        self.assertIn("x\tNULL\t1\n", self.stored("keyless"))
        self.change(probe, row | {"key": {"a": "x", "b": None, "n": "1"}}, b=NEW)
        self.assertIn({"a": "x", "b": NEW, "n": "1"}, probe.rows("keyless"))

    def test_twins_are_not_touched(self) -> None:
        probe = self.open(write=1)
        probe.call("begin")
        key = {"a": "twin", "b": "canary-twin", "n": "2"}
        self.assertIsNone(probe.call("lock", schema="jira", table="keyless", key=key, columns=["b"]))

    def test_without_commit_nothing_stays(self) -> None:
        before = self.stored()
        for end in ("drop", "kill"):
            probe = self.open(write=1)
            probe.call("begin")
            probe.call("lock", **mail_row(10001), columns=["mailpassword"])
            probe.call("update", **mail_row(10001), values={"mailpassword": NEW})
            probe.call("drop") if end == "drop" else probe.kill()
            self.assertEqual(before, self.stored(), end)

    def test_what_would_commit_in_between_is_refused(self) -> None:
        probe = self.open(write=1)
        probe.call("begin")
        for verb, arguments in (("read", {"tables": ["mailserver"]}), ("begin", {}),
                                ("purge", {"schema": "jira", "table": "mailserver"})):
            with self.assertRaises(Refused) as caught:
                probe.call(verb, **arguments)
            self.assert_refusal(caught.exception, "a transaction is open already")

    def test_only_locked_rows_are_changed(self) -> None:
        probe = self.open(write=1)
        probe.call("begin")
        with self.assertRaises(Refused) as caught:
            probe.call("update", **mail_row(10001), values={"mailpassword": NEW})
        self.assert_refusal(caught.exception, "not locked")

    def test_purge(self) -> None:
        before = self.stored()
        self.assertEqual(self.open(write=1).call("purge", schema="jira", table="mailserver"), [])
        self.assertEqual(before, self.stored())

    def test_purge_without_the_right_says_what_is_left_to_do(self) -> None:
        self.assertEqual(self.open(user="reader", write=1).call("purge", schema="jira", table="mailserver"),
                         ["OPTIMIZE TABLE `jira`.`mailserver`"])


class Refusals(MysqlCase):
    def test_logging_in(self) -> None:
        self.refused("refuses this user or password", "MYSQL_PWD", password="wrong")
        self.refused("refuses this user or password", "MYSQL_PWD", password=None)
        self.refused("no such database", "SHOW DATABASES", user="root", password=None, database="nowhere")
        self.refused("no right to this database", "SELECT", user="reader", database="other")

    @unittest.skipUnless(os.geteuid() == 0, "logs in as root of the system")
    def test_an_account_of_the_system_needs_no_password(self) -> None:
        self.server.sql(TRUST_ROOT)
        self.assertEqual(self.open(user="root", password=None).call("facts")["user"], "root@localhost")

    def test_reaching(self) -> None:
        port = free_port()
        self.refused(f"127.0.0.1:{port}/jira: cannot reach the server", "running", host="127.0.0.1", port=port, socket="")
        self.refused("cannot reach the server", "socket", socket="/nowhere/sock")
        self.refused("name is unknown", "host", host="db.invalid", socket="", ssl_mode="DISABLED")

    def locked(self, user: str = "jira", table: str = "mailserver", number: int = 10001) -> Probe:
        probe = self.open(user=user, write=1)
        probe.call("begin")
        probe.call("lock", schema="jira", table=table, key={"ID": str(number)}, columns=["mailpassword"])
        return probe

    def test_a_row_that_cannot_be_changed(self) -> None:
        before = self.stored()
        for setting, table, number, what in (
                ("SELECT 1", "old_engine", 1, "MyISAM cannot take back a change"),
                ("SELECT 1", "guarded", 1, "does not keep what was written"),
                ("ALTER TABLE jira.mailserver MODIFY mailpassword varchar(30)", "mailserver", 10001, "too long"),
                ("SET GLOBAL read_only = 1", "mailserver", 10001, "refuses writes")):
            with self.subTest(what), self.assertRaises(Refused) as caught:
                self.server.sql(setting)
                self.addCleanup(self.server.sql, "SET GLOBAL read_only = 0")
                self.locked(table=table, number=number).call(
                    "update", schema="jira", table=table, key={"ID": str(number)}, values={"mailpassword": "canary" * (9 if table == "mailserver" else 2)})
            self.assert_refusal(caught.exception, what)
        self.assertEqual(before, self.stored())

    def test_a_server_that_turns_read_only_meanwhile(self) -> None:
        probe = self.locked()
        self.addCleanup(self.server.sql, "SET GLOBAL read_only = 0")
        self.server.sql("SET SESSION lock_wait_timeout = 1; SET GLOBAL read_only = 1")
        with self.assertRaises(Refused) as caught:
            probe.call("update", **mail_row(10001), values={"mailpassword": NEW})
            probe.call("commit")
        self.assertIn(OLD, self.stored())
        self.assert_refusal(caught.exception, "")

    def test_a_value_that_does_not_fit_is_not_repeated(self) -> None:
        probe = self.locked()
        with self.assertRaises(Refused) as caught:
            probe.call("update", **mail_row(10001), values={"TIMEOUT": "canary-no-number"})
        self.assert_refusal(caught.exception, "does not fit", "nothing was changed")

    def test_an_account_that_may_only_read(self) -> None:
        with self.assertRaises(Refused) as caught:
            self.locked(user="reader").call("update", **mail_row(10001), values={"mailpassword": NEW})
        self.assert_refusal(caught.exception, "lacks the right", "UPDATE")

    def test_another_session_holds_the_row(self) -> None:
        holder = subprocess.Popen(self.server.client(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(holder.communicate)
        holder.stdin.write(b"BEGIN; SELECT ID FROM jira.mailserver WHERE ID = 10001 FOR UPDATE;\n")
        holder.stdin.flush()
        self.assertEqual(holder.stdout.readline(), b"10001\n")
        with self.assertRaises(Refused) as caught:
            self.locked()
        self.assert_refusal(caught.exception, "waited too long for a lock", "another connection")

    def test_a_killed_connection(self) -> None:
        probe = self.locked()
        probe.call("update", **mail_row(10001), values={"mailpassword": NEW})
        [number] = self.server.sql("SELECT id FROM information_schema.processlist WHERE user = 'jira'").split()
        self.server.sql(f"KILL {number}")
        with self.assertRaises(Refused) as caught:
            probe.call("commit")
        self.assert_refusal(caught.exception, "did not confirm", "looked up")
        probe.call("drop")
        with self.assertRaises(Refused) as caught:
            probe.call("read", tables=["mailserver"])
        self.assert_refusal(caught.exception, "connection is lost")
        self.assertIn(OLD, self.stored())

    def test_a_column_that_is_not_there(self) -> None:
        probe = self.open(write=1)
        probe.call("begin")
        with self.assertRaises(Refused) as caught:
            probe.call("lock", **mail_row(10001), columns=["cipher_type"])
        self.assert_refusal(caught.exception, "no column cipher_type")


class Logs(MysqlCase):
    def test_no_log_of_the_server_gets_a_value(self) -> None:
        before = self.server.logs().count(OLD)
        secrets = ["canary-write-1", "canary-write-2", "canary-write-3" * 50, "canary-write-4"]
        probe = self.open(write=1)
        row = {"schema": "jira", "table": "keyless", "key": {"a": "x", "b": OLD, "n": "1"}}
        probe.call("begin")
        probe.call("lock", **mail_row(10001), columns=["mailpassword"])
        probe.call("update", **mail_row(10001), values={"mailpassword": secrets[0], "NAME": secrets[1], "auth_conf": secrets[2]})
        probe.call("lock", **row, columns=["b"])
        probe.call("update", **row, values={"b": secrets[3]})
        probe.call("commit")
        self.assertIn(secrets[0], self.stored())
        log = self.server.logs()
        self.assertIn("UPDATE `jira`.`mailserver`", log)
        self.assertIn("UPDATE `jira`.`keyless`", log)
        for secret in ("canary-write", secrets[0].encode().hex(), base64.b64encode(secrets[0].encode()).decode()):
            self.assertFalse(secret in log, "a log of the server holds a secret")
        self.assertEqual(before, log.count(OLD))


class Encryption(MysqlCase):
    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory(prefix="postern-tls-")
        cls.addClassCleanup(folder.cleanup)
        cls.keys = Path(folder.name)
        cls.keys.chmod(0o755)
        for name in ("ca", "stranger"):
            cls.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}.example.com",
                        "-keyout", f"{name}.key", "-out", f"{name}.pem")
        for name, alternative in (("server", "IP:127.0.0.1"), ("elsewhere", "DNS:elsewhere.example.com")):
            (cls.keys / "extensions").write_text(f"subjectAltName={alternative}\n")
            cls.openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=db.example.com", "-keyout", f"{name}.key", "-out", "request")
            cls.openssl("x509", "-req", "-in", "request", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
                        "-extfile", "extensions", "-out", f"{name}.pem")
        for key in cls.keys.glob("*.key"):
            key.chmod(0o644)
        cls.options = cls.with_certificate("server")
        super().setUpClass()

    @classmethod
    def openssl(cls, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=cls.keys, check=True, capture_output=True)

    @classmethod
    def with_certificate(cls, name: str) -> tuple[str, ...]:
        return f"--ssl-ca={cls.keys}/ca.pem", f"--ssl-cert={cls.keys}/{name}.pem", f"--ssl-key={cls.keys}/{name}.key"

    def restart(self, *options: str) -> None:
        self.server.stop()
        self.server.options = options
        self.server.start()

    def by_port(self, **options: object) -> Probe:
        return self.open(host="127.0.0.1", port=self.server.port, socket="", **options)

    def refused_by_port(self, **options: object) -> None:
        self.refused("no encrypted connection", "ssl-ca", host="127.0.0.1", port=self.server.port, socket="", **options)

    def test_the_right_authority(self) -> None:
        for mode in ("", "VERIFY_IDENTITY", "VERIFY_CA", "REQUIRED", "PREFERRED"):
            with self.subTest(mode):
                facts = self.by_port(ssl_ca=self.keys / "ca.pem", ssl_mode=mode).call("facts")
                self.assertRegex(facts["tls"], r"^TLSv1\.\d [A-Z0-9_-]+$")

    def test_a_strangers_authority_or_none(self) -> None:
        self.refused_by_port(ssl_ca=self.keys / "stranger.pem")
        self.refused_by_port(ssl_ca=self.keys / "stranger.pem", ssl_mode="VERIFY_CA")
        self.refused_by_port(ssl_ca=self.keys / "nowhere.pem")
        self.refused_by_port(ssl_mode="VERIFY_IDENTITY")
        self.refused_by_port(ssl_mode="VERIFY_CA")

    def test_what_the_system_trusts_counts_without_a_file(self) -> None:
        with mock.patch.dict(os.environ, SSL_CERT_FILE=str(self.keys / "ca.pem")):
            self.assertIsNotNone(self.by_port(ssl_mode="VERIFY_IDENTITY").call("facts")["tls"])

    def test_on_this_machine_encrypted_if_possible(self) -> None:
        self.assertIsNotNone(self.by_port().call("facts")["tls"])
        self.assertIsNotNone(self.by_port(ssl_mode="REQUIRED").call("facts")["tls"])
        self.assertIsNone(self.by_port(ssl_mode="DISABLED").call("facts")["tls"])

    def test_an_account_that_requires_encryption(self) -> None:
        self.server.sql("ALTER USER jira@'%' REQUIRE SSL")
        self.assertIsNotNone(self.open().call("facts")["tls"])
        self.refused("refuses this user or password", "", host="127.0.0.1", port=self.server.port, socket="",
                     ssl_mode="DISABLED")

    def test_a_server_that_is_another(self) -> None:
        self.addCleanup(self.restart, *self.with_certificate("server"))
        self.restart(*self.with_certificate("elsewhere"))
        self.refused_by_port(ssl_ca=self.keys / "ca.pem")
        self.refused_by_port(ssl_ca=self.keys / "ca.pem", ssl_mode="VERIFY_CA")
        self.assertIsNotNone(self.by_port(ssl_mode="REQUIRED").call("facts")["tls"])

    def test_a_server_without_encryption(self) -> None:
        self.addCleanup(self.restart, *self.with_certificate("server"))
        self.restart(WITHOUT_TLS)
        for mode in ("VERIFY_IDENTITY", "VERIFY_CA", "REQUIRED"):
            with self.subTest(mode):
                self.refused_by_port(ssl_ca=self.keys / "ca.pem", ssl_mode=mode)
        self.refused_by_port(ssl_ca=self.keys / "ca.pem")
        self.refused_by_port(ssl_mode="REQUIRED")
        self.assertIsNone(self.by_port().call("facts")["tls"])

    def test_another_machine_is_never_talked_to_in_plain_text_unless_told(self) -> None:
        """This machine by the address that others know it by."""
        addresses = [address for address in own_addresses() if address not in ("::1", "127.0.0.1")]
        if not addresses:
            self.skipTest("this machine has no address but loopback")
        self.addCleanup(self.restart, *self.with_certificate("server"))
        self.restart(WITHOUT_TLS, f"--bind-address={addresses[0]}")
        remote = {"host": addresses[0], "port": self.server.port, "socket": ""}
        self.refused("no encrypted connection", "ssl-mode=DISABLED", **remote)
        for mode in ("DISABLED", "PREFERRED"):
            facts = self.open(**remote, ssl_mode=mode).call("facts")
            self.assertEqual((facts["tls"], facts["local"]), (None, False))

    def test_ipv6(self) -> None:
        if "::1" not in own_addresses():
            self.skipTest("this machine has no IPv6")
        self.addCleanup(self.restart, *self.with_certificate("server"))
        self.restart("--bind-address=::1")
        facts = self.open(host="::1", port=self.server.port, socket="").call("facts")
        self.assertEqual((facts["place"], facts["local"]), (f"[::1]:{self.server.port}/jira", True))


class PlainText(unittest.TestCase):
    def test_the_password_never_travels_as_it_is(self) -> None:
        for mode in ("", "PREFERRED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY", "DISABLED"):
            with self.subTest(mode):
                server = PlainTextServer()
                with self.assertRaises(Refused):
                    Probe(PASSWORD, kind="mysql", host="127.0.0.1", port=server.port, user="jira", ssl_mode=mode)
                server.close()
                self.assertFalse(PASSWORD.encode() in server.received)
                self.assertEqual(mode in ("", "PREFERRED", "DISABLED"), b"jira" in server.received)

    def test_a_server_cannot_ask_for_it_as_it_is(self) -> None:
        for method in ("mysql_clear_password", "dialog"):
            switch = b"\xfe" + method.encode() + b"\0"
            for first, answer in ((method, b"\x01\x04"), ("mysql_native_password", switch)):
                with self.subTest(method=method, first=first):
                    server = PlainTextServer(first, answer)
                    with self.assertRaises(Refused) as caught:
                        Probe(PASSWORD, kind="mysql", host="127.0.0.1", port=server.port, user="jira")
                    server.close()
                    self.assertIn("could give the password away", str(caught.exception))
                    self.assertFalse(PASSWORD.encode() in server.received)


class OptionFiles(MysqlCase):
    def home(self, text: str) -> Path:
        folder = tempfile.TemporaryDirectory(prefix="postern-home-")
        self.addCleanup(folder.cleanup)
        (Path(folder.name) / ".my.cnf").write_text(text)
        return Path(folder.name)

    def test_a_password_in_the_home(self) -> None:
        home = self.home(f"[client]\nuser=jira\npassword=\"{PASSWORD}\"\nsocket={self.server.socket}\n")
        with Probe(kind="mysql", home=home, database="jira") as probe:
            self.assertEqual(probe.call("facts")["user"], "jira@%")
        self.open(password=None, home=home).rows("mailserver")

    def test_another_accounts_password_is_not_tried(self) -> None:
        home = self.home(f"[client]\nuser=other\npassword=\"{PASSWORD}\"\n")
        self.refused("refuses this user or password", "MYSQL_PWD", password=None, home=home)


if __name__ == "__main__":
    unittest.main()
