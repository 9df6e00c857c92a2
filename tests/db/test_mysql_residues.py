"""What a MariaDB or MySQL server keeps of an old value: the files themselves against what postern says and does."""
from __future__ import annotations

import subprocess
import time
import unittest

from database_probe import Probe, Refused
from mariadb_server import IS_MARIADB, MariadbServer
from old_values import about, holders, search, statements

SECRET = "canary-residue-4711"
PASSWORD = "accounts-Pw#1"
TABLE = {"schema": "jira", "table": "mailserver"}
TABLES = [["jira", "mailserver"]]

SCHEMA = f"""
CREATE DATABASE jira CHARACTER SET utf8mb4;
CREATE TABLE jira.mailserver (ID int PRIMARY KEY, mailpassword varchar(255), auth_conf longtext, INDEX (mailpassword)) ENGINE=InnoDB;
INSERT INTO jira.mailserver VALUES (1, '{SECRET}', 'x'), (2, 'other', CONCAT(REPEAT('q', 40000), '{SECRET}'));
CREATE USER jira@'%' IDENTIFIED BY '{PASSWORD}', reader@'%' IDENTIFIED BY '{PASSWORD}';
GRANT ALL ON jira.* TO jira@'%';
GRANT SELECT ON jira.* TO reader@'%';
"""

# Where MariaDB keeps what was replaced until it writes over it; newer ones have files of their own for that.
UNDO = {"ibdata1", "undo001", "undo002", "undo003"}

# The same things, in the words of each.
if IS_MARIADB:
    REST = ("SELECT SUM(variable_value) FROM information_schema.global_status WHERE variable_name"
            " IN ('INNODB_HISTORY_LIST_LENGTH', 'INNODB_BUFFER_POOL_PAGES_DIRTY')")
    MAKE_STATISTICS = "ANALYZE TABLE jira.mailserver PERSISTENT FOR ALL"
    DROP_STATISTICS = "DELETE FROM mysql.column_stats;"
    COUNT_STATISTICS = "SELECT COUNT(*) FROM mysql.column_stats"
    BINARY_LOG = "SHOW MASTER STATUS"
    QUIET: tuple[str, ...] = ()
else:
    REST = ("SELECT (SELECT count FROM information_schema.innodb_metrics WHERE name = 'trx_rseg_history_len') + variable_value"
            " FROM performance_schema.global_status WHERE variable_name = 'Innodb_buffer_pool_pages_dirty'")
    MAKE_STATISTICS = "ANALYZE TABLE jira.mailserver UPDATE HISTOGRAM ON mailpassword, auth_conf"
    DROP_STATISTICS = ""  # they go with the table
    COUNT_STATISTICS = "SELECT COUNT(*) FROM information_schema.column_statistics"
    BINARY_LOG = "SHOW BINARY LOG STATUS"
    QUIET = ("--skip-log-bin", "--innodb-purge-rseg-truncate-frequency=1")


class ResidueCase(unittest.TestCase):
    server: MariadbServer
    options: tuple[str, ...] = ()

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = MariadbServer(*QUIET, "--innodb-fast-shutdown=0", "--innodb-max-dirty-pages-pct=0",
                                   "--innodb-max-dirty-pages-pct-lwm=0", *cls.options)
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()

    def setUp(self) -> None:
        self.server.sql("DROP DATABASE IF EXISTS jira; DROP USER IF EXISTS jira@'%', reader@'%';"
                        + DROP_STATISTICS + SCHEMA)
        self.settle()  # a page that is freed before it was ever written leaves nothing

    def open(self, user: str = "root", **options: object) -> Probe:
        probe = Probe(None if user == "root" else PASSWORD, kind="mysql", socket=self.server.socket, user=user,
                      database="jira", **options)
        self.addCleanup(probe.close)
        return probe

    def change(self, probe: Probe) -> None:
        probe.call("begin")
        for key, column in (("1", "mailpassword"), ("2", "auth_conf")):
            row = {**TABLE, "key": {"ID": key}}
            probe.call("lock", **row, columns=[column])
            probe.call("update", **row, values={column: "new"})
        probe.call("commit")
        probe.call("drop")

    def settle(self) -> None:
        """Until purged records are gone and every changed page is written."""
        for _ in range(300):
            if self.server.sql(REST).strip() == "0":
                return
            time.sleep(0.1)
        self.fail("the server does not come to rest")

    def holders(self) -> dict[str, int]:
        self.server.sql("FLUSH TABLES")
        self.settle()
        return holders(self.server.folder / "data", SECRET)

    def residues(self, probe: Probe, purged: bool = False) -> list[dict[str, str]]:
        found = probe.call("residues", tables=TABLES, purged=purged)
        self.assertNotIn("canary", str(found))
        self.assertIn("Change the password", found[-1]["remedy"])
        return found


class Files(ResidueCase):
    options = ("--log-bin=binlog", "--server-id=1", "--binlog-format=ROW")

    def setUp(self) -> None:
        super().setUp()
        self.server.sql(MAKE_STATISTICS)

    @unittest.skipUnless(IS_MARIADB, "MySQL's files are other ones: the next test")
    def test_every_place_that_holds_it_is_named_and_cleaned(self) -> None:
        probe = self.open(write=1)
        self.change(probe)
        held = set(self.holders())
        self.assertLessEqual({"jira/mailserver.ibd", "mysql/column_stats.MAD", "ib_logfile0", "binlog.000001"}, held)
        named = {"jira/mailserver.ibd": "the files of `jira`.`mailserver`", "mysql/column_stats.MAD": "statistics of columns",
                 "ib_logfile0": "redo log", "ibdata1": "ibdata1", "binlog.000001": "binary logs",
                 **{name: "undo tablespaces" for name in UNDO if name.startswith("undo")}}
        residues = self.residues(probe)
        for name in held:
            self.assertEqual(1, len(about(residues, named[name])), name)

        self.assertEqual([], probe.call("purge", **TABLE))
        residues = self.residues(probe, purged=True)
        self.assertEqual([], about(residues, "the files of") + about(residues, "statistics"))
        self.assertLessEqual(set(self.holders()), UNDO | {"ib_logfile0", "binlog.000001"})

        [binary_logs] = about(residues, "binary logs")
        self.assertIn("every changed row as it was", binary_logs["where"])
        self.server.sql(statements(binary_logs))
        self.assertLessEqual(set(self.holders()), UNDO | {"ib_logfile0"})

        [redo] = about(residues, "the redo log")
        size = self.server.sql("SELECT @@innodb_log_file_size")
        self.server.sql(statements(redo))
        self.assertLessEqual(set(self.holders()), UNDO)
        self.assertEqual(size, self.server.sql("SELECT @@innodb_log_file_size"))

    def carry_out(self, residue: dict[str, str]) -> None:
        """Line by line; what is to be waited for is waited for."""
        for line in residue["remedy"].splitlines():
            statement, _, comment = line.partition("  -- ")
            if not comment.startswith("again until"):
                self.server.sql(statements({"remedy": line}))
                continue
            awaited = comment.split()[-1]
            for _ in range(300):
                if awaited in self.server.sql(statement):
                    break
                time.sleep(0.1)
            else:
                self.fail(line)

    @unittest.skipIf(IS_MARIADB, "MariaDB's files are other ones: the test before")
    def test_every_place_in_mysql_is_named_and_cleaned(self) -> None:
        probe = self.open(write=1)
        self.change(probe)
        named = {"jira/mailserver.ibd": "the files of `jira`.`mailserver`", "mysql.ibd": "the files of `jira`.`mailserver`",
                 "#innodb_redo": "the redo log", "undo_00": "undo tablespaces", "#ib_": "doublewrite files",
                 "binlog.": "binary logs"}
        held = self.holders()
        residues = self.residues(probe)
        for name in held:
            [what] = [what for start, what in named.items() if name.startswith(start)]
            self.assertEqual(1, len(about(residues, what)), name)

        self.assertEqual([], probe.call("purge", **TABLE))
        residues = self.residues(probe, purged=True)
        self.assertEqual([], [name for name in self.holders() if name.endswith(".ibd")])
        for what in ("undo tablespaces", "binary logs", "the redo log"):
            self.carry_out(about(residues, what)[0])
        probe.close()
        self.server.stop()
        for path in (self.server.folder / "data").glob("#ib_*.dblwr"):
            path.unlink()
        self.server.start()
        self.assertEqual({}, self.holders())

    def test_what_purging_gave_back_is_still_named(self) -> None:
        probe = self.open("reader", write=1)
        left = probe.call("purge", **TABLE)
        self.assertEqual("OPTIMIZE TABLE `jira`.`mailserver`", left[0])
        self.assertEqual(IS_MARIADB, not [statement for statement in left if "DROP HISTOGRAM" in statement])
        [files] = about(self.residues(probe, purged=True), "the files of")
        self.assertEqual("".join(f"{statement};\n" for statement in left), files["remedy"] + "\n")

    @unittest.skipUnless(IS_MARIADB, "MySQL lets the owner of a table see its statistics")
    def test_statistics_that_this_account_may_not_see(self) -> None:
        probe = self.open("jira", write=1)
        self.change(probe)
        self.assertEqual([], probe.call("purge", **TABLE))
        self.assertIn("mysql/column_stats.MAD", self.holders())
        [statistics] = about(self.residues(probe, purged=True), "whether statistics of columns")
        self.server.sql(statements(statistics))
        self.assertLessEqual({name for name in self.holders() if not name.startswith("binlog.")}, UNDO | {"ib_logfile0"})

    def test_statistics_that_nobody_asked_for_are_not_made(self) -> None:
        self.server.sql(DROP_STATISTICS or "ANALYZE TABLE jira.mailserver DROP HISTOGRAM ON mailpassword, auth_conf")
        probe = self.open(write=1)
        self.assertEqual('OPTIMIZE TABLE `jira`.`mailserver`;', about(self.residues(probe), "the files of")[0]["remedy"])
        probe.call("purge", **TABLE)
        self.assertEqual("0\n", self.server.sql(COUNT_STATISTICS))

    def test_what_this_account_may_not_see_is_told(self) -> None:
        residues = self.residues(self.open("jira"))
        for what in (*["whether statistics of columns"] * IS_MARIADB, "replicas", "whether this server is a replica"):
            self.assertEqual(1, len([r for r in residues if r["where"].startswith(what) and "could not" in r["where"]]), what)
        self.assertEqual([], about(self.residues(self.open()), "could not be looked up"))

    def test_it_only_reads(self) -> None:
        before = self.server.sql("SELECT * FROM jira.mailserver; " + BINARY_LOG)
        self.residues(self.open())
        self.assertEqual(before, self.server.sql("SELECT * FROM jira.mailserver; " + BINARY_LOG))

    def test_the_logs(self) -> None:
        [log] = about(self.residues(self.open()), "the server's logs")
        self.assertIn("general_log = ON", log["where"])
        self.assertIn(f"{self.server.folder}/general.log\n", search(log, SECRET))
        self.assertEqual("", search(log, "canary-nowhere"))
        self.assertNotIn("TRUNCATE", log["remedy"])
        self.server.sql("SET GLOBAL log_output = 'TABLE,FILE'")
        self.addCleanup(self.server.sql, "SET GLOBAL log_output = 'FILE'")
        self.assertIn("TRUNCATE TABLE mysql.general_log;", about(self.residues(self.open()), "the server's logs")[0]["remedy"])


class Purging(ResidueCase):
    def refused(self, probe: Probe, table: str = "mailserver") -> None:
        with self.assertRaises(Refused) as caught:
            probe.call("purge", schema="jira", table=table)
        self.assertIn("old values are not cleaned away, which changes no row", str(caught.exception))
        self.assertIn(f"when nobody uses the table: OPTIMIZE TABLE `jira`.`{table}`;", caught.exception.hint)

    def test_without_binary_logs_none_is_named(self) -> None:
        self.assertEqual([], about(self.residues(self.open()), "binary logs"))

    def test_long_values_stay_until_the_table_is_built_anew(self) -> None:
        probe = self.open(write=1)
        self.change(probe)
        self.assertIn("jira/mailserver.ibd", self.holders())
        probe.call("purge", **TABLE)
        self.assertNotIn("jira/mailserver.ibd", self.holders())

    def test_a_table_in_use(self) -> None:
        other = subprocess.Popen(self.server.client(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(other.communicate)
        other.stdin.write("BEGIN; SELECT ID FROM jira.mailserver LIMIT 1;\n")
        other.stdin.flush()
        other.stdout.readline()
        probe = self.open(write=1)
        self.refused(probe)
        other.kill()
        other.communicate()
        self.assertEqual([], probe.call("purge", **TABLE))

    def test_a_table_that_is_not_there(self) -> None:
        self.refused(self.open(write=1), "gone")

    def test_a_server_that_takes_optimising_for_something_else(self) -> None:
        for setting in ("innodb_optimize_fulltext_only", "innodb_defragment"):
            if not self.server.sql(f"SHOW GLOBAL VARIABLES LIKE '{setting}'"):
                continue
            with self.subTest(setting):
                self.setUp()
                self.server.sql(f"SET GLOBAL {setting} = ON")
                self.addCleanup(self.server.sql, f"SET GLOBAL {setting} = OFF")
                probe = self.open(write=1)
                self.change(probe)
                self.assertEqual("ALTER TABLE `jira`.`mailserver` FORCE;", about(self.residues(probe), "the files of")[0]["remedy"])
                self.assertEqual([], probe.call("purge", **TABLE))
                self.assertNotIn("jira/mailserver.ibd", self.holders())
                self.server.sql(f"SET GLOBAL {setting} = OFF")

    def test_tables_in_the_shared_file(self) -> None:
        what = "innodb_file_per_table is off"
        self.assertEqual([], about(self.residues(self.open()), what))
        self.server.sql("SET GLOBAL innodb_file_per_table = OFF")
        self.addCleanup(self.server.sql, "SET GLOBAL innodb_file_per_table = ON")
        self.assertEqual(1, len(about(self.residues(self.open()), what)))


if __name__ == "__main__":
    unittest.main()
