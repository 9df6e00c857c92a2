"""A live MariaDB: the same findings as in its dump, by looking only, and clear words when that fails."""
from __future__ import annotations

import base64
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from expectations import all_secrets, expected, found  # noqa: E402
from mariadb_server import FIXTURES, IS_MARIADB, WITHOUT_TLS, MariadbServer, free_port, own_addresses  # noqa: E402
from program import (CLEAN, FAILED, FINDINGS, INCOMPLETE, USAGE, ProgramTest, Run, binary, copy_fixture, environment,  # noqa: E402
                     run, scan_json)

PASSWORD = "pw-of-account-$1'\\#;"
DATABASES = ("jira", "jira_old", "confluence")
IN_SQL = PASSWORD.replace("\\", "\\\\").replace("'", "''")


class LiveTest(ProgramTest):
    server: MariadbServer

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.server = MariadbServer(*cls.options())
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()
        cls.server.sql(f"CREATE USER jira@'%' IDENTIFIED BY '{IN_SQL}', reporting@'%' IDENTIFIED BY '{IN_SQL}';"
                       "GRANT SELECT ON *.* TO reporting@'%'")
        for database in DATABASES:
            cls.server.load_fixture(database)
            cls.server.sql(f"GRANT ALL ON {database}.* TO jira@'%'")

    @classmethod
    def options(cls) -> tuple[str, ...]:
        """Of the server."""
        return ()

    def copy(self, name: str, statements: str, of: str = "jira") -> None:
        """A database of the test's own, which jira may read."""
        self.server.sql(f"CREATE DATABASE {name} CHARACTER SET utf8mb4; GRANT SELECT ON {name}.* TO jira@'%';"
                        f"CREATE TABLE {name}.mailserver LIKE {of}.mailserver;"
                        f"INSERT INTO {name}.mailserver SELECT * FROM {of}.mailserver; USE {name};" + statements)
        self.addCleanup(self.server.sql, f"DROP DATABASE {name}")

    def scan(self, database: str, user: str = "jira", *beside: Path) -> Run:
        """By the socket."""
        password = {} if user == "root" else {"MYSQL_PWD": PASSWORD}
        ran = scan_json(self.server.url(database, user), *beside, env=environment(**password))
        self.assert_silent(ran)
        return ran

    def password_file(self, password: str = PASSWORD) -> Path:
        path = self.file("password", password.encode() + b"\n")
        path.chmod(0o600)
        return path

    def dump(self, *databases: str) -> Path:
        return self.file(f"{databases[0]}.sql", self.server.canonical(*databases))


class SameAsTheDump(LiveTest):
    def comparable(self, report: Any) -> list[Any]:
        kept = [{"account": finding["account"], "rule": finding["rule"], "kind": finding["kind"],
                 "severity": finding["severity"], "status": finding["status"], "advice": finding["advice"],
                 "length": finding["secret"] and finding["secret"]["length"],
                 "place": [finding["location"][name] for name in ("table", "key", "field")]}
                for finding in report["findings"]]
        return sorted(kept, key=str)

    def check(self, database: str, fixture: str) -> None:
        ran = self.scan(database)
        self.assert_code(FINDINGS, ran)
        self.assertEqual(self.comparable(scan_json(self.dump(database)).report), self.comparable(ran.report))
        self.assert_accounts(ran, fixture)

    def assert_accounts(self, ran: Run, fixture: str) -> None:
        def names(accounts: list[Any]) -> list[Any]:
            return sorted((account.host or "", account.username or "", account.length or 0, account.encoding or "")
                          for account in accounts)

        self.assertEqual(names(expected(fixture).accounts), names(found(ran.report, FIXTURES)))

    def test_jira(self) -> None:
        self.check("jira", "mysql/default.sql")

    def test_an_older_jira_with_fewer_columns(self) -> None:
        self.check("jira_old", "mysql/old.sql")

    def test_confluence(self) -> None:
        self.check("confluence", "mysql/confluence.sql")

    def test_every_database_that_the_account_sees(self) -> None:
        ran = self.scan("")
        self.assert_code(FINDINGS, ran)
        self.assertEqual(self.comparable(scan_json(self.dump(*DATABASES)).report),
                         self.comparable(ran.report))
        self.assertEqual({"jira.mailserver", "jira_old.mailserver", "confluence.BANDANA"},
                         {finding["location"]["table"] for finding in ran.report["findings"]})

    def test_the_secrets_are_the_same(self) -> None:
        for database in DATABASES:
            report = self.scan(database, "jira", self.dump(database)).report
            self.assertEqual({2}, {credential["places"] for credential in report["credentials"]})

    def test_traps(self) -> None:
        for database in ("traps", "otherapp"):
            self.server.load_fixture(database)
            self.addCleanup(self.server.sql, f"DROP DATABASE {database}")
        ran = self.scan("traps", "root")
        self.assert_code(FINDINGS, ran)
        self.assertNotIn(b"TRAP", ran.out)
        self.assertEqual(3, len(ran.report["findings"]))
        self.assertEqual([], self.scan("otherapp", "root").report["findings"])

    def test_upper_case_tables_of_apps(self) -> None:
        self.copy("desk", """CREATE TABLE AO_2C4E5C_MAILCONNECTION (ID int NOT NULL AUTO_INCREMENT PRIMARY KEY,
              EMAIL_ADDRESS varchar(255) NOT NULL, HOST_NAME varchar(255) NOT NULL, PASSWORD varchar(255) NOT NULL,
              PORT int NOT NULL, PROTOCOL varchar(255) NOT NULL, TLS tinyint(1), USER_NAME varchar(255) NOT NULL);
            INSERT INTO AO_2C4E5C_MAILCONNECTION VALUES
              (7, 'desk@example.com', 'imap.example.com', 'desk&inbox-pw', 993, 'imaps', 1, 'desk')""")
        ran = self.scan("desk")
        [desk] = [finding for finding in ran.report["findings"] if finding["rule"] == "jsm-mail-connection"]
        self.assertEqual(("desk.AO_2C4E5C_MAILCONNECTION", "7", "PASSWORD"),
                         tuple(desk["location"][name] for name in ("table", "key", "field")))
        self.assertEqual(("imap.example.com", 993, "implicit"),
                         tuple(desk["account"][name] for name in ("host", "port", "tls")))
        self.assertEqual(self.comparable(scan_json(self.dump("desk")).report), self.comparable(ran.report))

    def test_another_character_set(self) -> None:
        self.copy("latin", "ALTER TABLE mailserver CONVERT TO CHARACTER SET latin1", of="jira_old")
        report = self.scan("latin", "jira", self.dump("jira_old")).report
        self.assertEqual({2}, {credential["places"] for credential in report["credentials"]})


class Report(LiveTest):
    def test_form(self) -> None:
        [source] = self.scan("jira").report["sources"]
        self.assertEqual("mysql", source["kind"])
        self.assertEqual(f"{self.server.socket}/jira", source["path"])
        self.assertEqual([], source["notes"])
        for finding in self.scan("jira").report["findings"]:
            self.assertIsNone(finding["location"]["byte"])
            self.assertIsNone(finding["location"]["line"])
            self.assertIsNone(finding["exposure"]["file"])

    def test_who_can_read_it(self) -> None:
        self.server.sql("""
            CREATE ROLE readers; GRANT SELECT ON jira.mailserver TO readers;
            CREATE USER by_role@localhost; GRANT readers TO by_role@localhost;
            CREATE USER one_column@localhost; GRANT SELECT (mailpassword) ON jira.mailserver TO one_column@localhost;
            CREATE USER boss@localhost; GRANT ALL ON *.* TO boss@localhost;
            CREATE USER nothing@localhost;
            CREATE USER only_writes@localhost; GRANT UPDATE ON jira.mailserver TO only_writes@localhost;""")
        roles = self.scan("jira", "root").report["findings"][0]["exposure"]["roles"]
        mine = [role for role in roles if "root" not in role and "mariadb.sys" not in role and "mysql" not in role]
        self.assertEqual(["'boss'@'localhost' (superuser)", "'by_role'@'localhost'", "'jira'@'%'", "'one_column'@'localhost'",
                          "'reporting'@'%'"], mine)
        self.assertIn("'root'@'localhost' (superuser)", roles)
        text = run("scan", self.server.url("jira", "root")).text
        self.assertIn("readable by the database roles 'boss'@'localhost' (superuser), 'by_role'@'localhost'", " ".join(text.split()))

    def test_an_account_that_sees_no_other_names_itself(self) -> None:
        self.assertEqual(["'jira'@'%'"], self.scan("jira").report["findings"][0]["exposure"]["roles"])

    def test_cluster(self) -> None:
        self.copy("cluster", "CREATE TABLE clusternode (node_id varchar(60)); INSERT INTO clusternode VALUES ('one')")
        self.assertEqual([], self.scan("cluster").report["sources"][0]["notes"])
        self.server.sql("INSERT INTO cluster.clusternode VALUES ('two')")
        self.assertIn("cluster (2 nodes", self.scan("cluster").report["sources"][0]["notes"][0])

    def test_beside_files(self) -> None:
        report = self.scan("jira", "jira", FIXTURES / "tomcat/server.xml").report
        self.assertEqual({"mysql", "tomcat-xml"}, {source["kind"] for source in report["sources"]})

    def test_postfix_from_a_database(self) -> None:
        ran = run("postfix", self.server.tcp_url("jira"), "--password-file", self.password_file(), "--postfix-dir",
                  self.folder / "relay", "--platform", "debian", "--postfix-version", "3.7")
        self.assertIn(ran.code, (CLEAN, INCOMPLETE), ran.err)
        written = b"".join(path.read_bytes() for path in (self.folder / "relay").rglob("*") if path.is_file())
        self.assertIn(b"jira@example.com:s3cret-relay", written)
        self.assertNotIn(b"s3cret-relay", ran.out + ran.err)


class OnlyReads(LiveTest):
    def said(self, start: int) -> list[str]:
        """The statements in the server's general log."""
        return re.findall(r"\s\d+ (?:Query|Prepare|Execute)\t(.*)", self.server.general_log()[start:])

    def written(self) -> str:
        rows = ", 'Handler_update', 'Handler_delete'" if IS_MARIADB else ""  # MySQL counts those of its own tables too
        return self.server.sql("SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_insert', 'Com_update', 'Com_delete', 'Com_replace',"
                               f" 'Com_create_table', 'Com_lock_tables', 'Com_set_option_global'{rows})")

    def test_nothing_changes(self) -> None:
        before, written = self.server.canonical(*DATABASES), self.written()
        self.assert_code(FINDINGS, self.scan("jira", "root"))
        self.assertEqual(written, self.written())
        self.assertEqual(before, self.server.canonical(*DATABASES))

    def test_the_server_is_told_to_take_no_change(self) -> None:
        start = len(self.server.general_log())
        self.assert_code(FINDINGS, self.scan("jira", "root"))
        said = self.said(start)
        self.assertIn("SET SESSION TRANSACTION READ ONLY", said)
        first_row = next(at for at, statement in enumerate(said) if "FROM `jira`.`mailserver`" in statement)
        self.assertLess(said.index("SET SESSION TRANSACTION READ ONLY"), first_row)
        self.assertIn("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", said[:first_row])
        for statement in said:
            self.assertRegex(statement, r"(?i)^(SELECT|SHOW|SET (NAMES|SESSION|autocommit ?=)|START TRANSACTION .*READ ONLY|COMMIT$)")
            self.assertNotRegex(statement, r"(?i)\b(INTO|GLOBAL =|FOR UPDATE|LOCK IN SHARE MODE|GET_LOCK)\b")

    def test_an_account_that_may_write_nothing(self) -> None:
        self.assert_code(FINDINGS, self.scan("jira", "reporting"))

    def test_a_server_that_takes_no_change(self) -> None:
        self.server.sql("SET GLOBAL read_only = 1")
        self.addCleanup(self.server.sql, "SET GLOBAL read_only = 0")
        self.assert_code(FINDINGS, self.scan("jira"))


class Secrecy(LiveTest):
    def test_no_secret_in_output_or_log(self) -> None:
        logs = [self.server.folder / name for name in ("general.log", "slow.log", "error.log")]
        starts = [len(log.read_bytes()) for log in logs]
        for database in DATABASES:
            for arguments in ((), ("--format", "json")):
                ran = run("scan", *arguments, self.server.tcp_url(database), "--password-file", self.password_file())
                self.assert_code(FINDINGS, ran)
                for secret in [*all_secrets(), PASSWORD]:
                    self.assertNotIn(secret.encode(), ran.out + ran.err)
        logged = [log.read_bytes()[start:] for log, start in zip(logs, starts, strict=True)]
        for log in logged[:2]:
            self.assertIn(b"FROM `confluence`.`BANDANA`", log)
        for secret in [*all_secrets(), PASSWORD, "czNjcmV0LXJlbGF5"]:
            self.assertFalse(secret.encode() in b"".join(logged), "a log of the server holds a secret")


class LogIn(LiveTest):
    def refused(self, code: int, *words: str, url: str, **changes: str) -> Run:
        ran = run("scan", url, env=environment(**changes))
        self.assert_refused(ran, code, *words)
        self.assertNotIn(PASSWORD.encode(), ran.err)
        return ran

    def option_file(self, text: str) -> dict[str, str]:
        self.file("home/.my.cnf", text.encode())
        return environment(HOME=str(self.folder / "home"))

    def test_password_file(self) -> None:
        self.assert_code(FINDINGS, scan_json("--password-file", self.password_file(), self.server.tcp_url("jira")))

    def test_mysqls_own_ways(self) -> None:
        url = self.server.tcp_url("jira")
        self.assert_code(FINDINGS, scan_json(url, env=environment(MYSQL_PWD=PASSWORD)))
        quoted = '"' + PASSWORD.replace("\\", "\\\\") + '"'
        self.assert_code(FINDINGS, scan_json(url, env=self.option_file(f"[client]\npassword={quoted}\n")))
        everything = f"[client]\nuser=jira\npassword={quoted}\nsocket={self.server.socket}\n"
        self.assert_code(FINDINGS, scan_json("mysql:///jira", env=self.option_file(everything)))

    def test_another_accounts_password_is_not_tried(self) -> None:
        env = self.option_file(f'[client]\nuser=root\npassword="{PASSWORD}"\n')
        self.assert_refused(run("scan", self.server.tcp_url("jira"), env=env), FAILED, "refuses this user or password")

    def test_which_password_counts(self) -> None:
        url = self.server.tcp_url("jira")
        ran = run("scan", "--password-file", self.password_file(), url, env=environment(MYSQL_PWD="wr0ng"))
        self.assert_code(FINDINGS, ran)
        self.assert_refused(run("scan", "--password-file", self.password_file("wr0ng"), url, env=environment(MYSQL_PWD=PASSWORD)),
                            FAILED, "refuses this user or password")

    def test_wrong_password(self) -> None:
        ran = self.refused(FAILED, "refuses this user or password", "MYSQL_PWD", url=self.server.tcp_url("jira"), MYSQL_PWD="wr0ng")
        self.assertNotIn(b"wr0ng", ran.err)
        self.refused(FAILED, "refuses this user or password", url=self.server.tcp_url("jira"))

    def test_a_password_file_for_everybody(self) -> None:
        path = self.password_file()
        path.chmod(0o644)
        self.assert_refused(run("scan", "--password-file", path, self.server.tcp_url("jira")), USAGE, "chmod 600")

    def test_password_in_the_url(self) -> None:
        for url in (f"mysql://jira:{PASSWORD}@127.0.0.1/jira", "mariadb://jira:pw-of-account@127.0.0.1/jira",
                    "jdbc:mysql://127.0.0.1/jira?user=jira&password=pw-of-account", "mysql://127.0.0.1/jira?password=pw-of-account"):
            ran = self.refused(USAGE, "password in it", "--password-file", "MYSQL_PWD", url=url)
            self.assertNotIn(b"pw-of-account", ran.err)

    def test_parameters_that_are_not_known(self) -> None:
        self.refused(USAGE, "parameter that is not known: sslmode", "ssl-mode", url="mysql://127.0.0.1/jira?sslmode=require")
        self.refused(USAGE, "ssl-mode that MySQL does not know", "VERIFY_IDENTITY", url="mysql://127.0.0.1/jira?ssl-mode=verify-full")
        self.refused(USAGE, "a host and a socket", url="mysql://db.example.com/jira?socket=/s")

    def test_jdbcs_form(self) -> None:
        url = f"jdbc:mysql://127.0.0.1:{self.server.port}/jira?user=jira&useUnicode=true"
        self.assert_code(FINDINGS, scan_json(url, env=environment(MYSQL_PWD=PASSWORD)))

    def test_nothing_listens(self) -> None:
        self.refused(FAILED, "cannot reach the server", url=f"mysql://jira@127.0.0.1:{free_port()}/jira")
        self.refused(FAILED, "cannot reach the server", "socket", url="mysql://jira@/jira?socket=/nonexistent")

    def test_no_such_host(self) -> None:
        self.refused(FAILED, "name is unknown", url="mysql://jira@no-such-host.invalid/jira")

    def test_no_such_database(self) -> None:
        self.refused(FAILED, "no such database", url=self.server.url("nowhere", "root"))

    def test_a_database_for_others(self) -> None:
        self.refused(FAILED, "no right to this database", "SELECT", url=self.server.url("mysql"), MYSQL_PWD=PASSWORD)

    def test_other_targets_are_not_read_first(self) -> None:
        self.assert_refused(run("scan", FIXTURES, f"mysql://jira@127.0.0.1:{free_port()}/jira"), FAILED, "cannot reach")


class Follow(LiveTest):
    """From an application's home to its database."""

    BASE64 = "com.atlassian.db.config.password.ciphers.base64.Base64Cipher"
    AES = "com.atlassian.db.config.password.ciphers.algorithm.AlgorithmCipher"

    @classmethod
    def options(cls) -> tuple[str, ...]:
        return (WITHOUT_TLS,)

    def jira_home(self, password: str, cipher: str = "", url: str = "") -> Path:
        provider = f"<atlassian-password-cipher-provider>{cipher}</atlassian-password-cipher-provider>" if cipher else ""
        self.file("home/dbconfig.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
            <jira-database-config><name>defaultDS</name><database-type>mysql8</database-type>
              <jdbc-datasource><url>{escape(url or self.jdbc("mysql"))}</url>
                <driver-class>com.mysql.cj.jdbc.Driver</driver-class><username>jira</username>{provider}
                <password>{escape(password)}</password></jdbc-datasource></jira-database-config>""".encode())
        return self.folder / "home"

    def jdbc(self, driver: str, database: str = "jira") -> str:
        return f"jdbc:{driver}://127.0.0.1:{self.server.port}/{database}?useUnicode=true&characterEncoding=UTF8"

    def follow(self, *arguments: object, **options: Any) -> Run:
        ran = run("scan", "--format", "json", "--follow", *arguments, **options)  # type: ignore[arg-type]
        self.assertNotIn(PASSWORD.encode(), ran.out + ran.err)
        return ran

    def assert_found(self, ran: Run, kinds: list[str]) -> None:
        self.assert_code(FINDINGS, ran)
        found = [source["kind"] for source in ran.report["sources"]]
        self.assertEqual(kinds, [kind for kind in found if kind != "product-xml"])  # the file that named it

    def test_jira_with_every_form_of_url(self) -> None:
        port = self.server.port
        for url in (self.jdbc("mysql"), self.jdbc("mariadb"), f"jdbc:mariadb://localhost/jira?localSocket={self.server.socket}",
                    f"jdbc:mysql://address=(protocol=tcp)(host=127.0.0.1)(port={port})/jira?sessionVariables=default_storage_engine=InnoDB",
                    f"jdbc:mysql://localhost:{port},127.0.0.1:1/jira?useSSL=false&allowPublicKeyRetrieval=true"):
            with self.subTest(url):
                self.assert_found(self.follow(self.jira_home(PASSWORD, url=url)), ["mysql"])

    def test_jira_with_base64(self) -> None:
        encoded = base64.b64encode(PASSWORD.encode()).decode()
        self.assert_found(self.follow(self.jira_home(encoded, self.BASE64)), ["mysql"])

    def test_the_configuration_file_itself(self) -> None:
        self.assert_found(self.follow(self.jira_home(PASSWORD) / "dbconfig.xml"), ["mysql"])

    def test_confluence(self) -> None:
        self.file("home/confluence.cfg.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
            <confluence-configuration><setupStep>complete</setupStep><properties>
              <property name="hibernate.connection.password">{escape(PASSWORD)}</property>
              <property name="hibernate.connection.url">{escape(self.jdbc("mysql", "confluence"))}</property>
              <property name="hibernate.connection.username">jira</property>
            </properties></confluence-configuration>""".encode())
        self.assert_found(self.follow(self.folder / "home"), ["mysql"])

    def test_the_homes_backups_are_read_too(self) -> None:
        home = self.jira_home(PASSWORD)
        copy_fixture("jira-xml/backup.zip", home)
        self.assertEqual({"jira-xml", "activeobjects-xml", "mysql", "product-xml"},
                         {source["kind"] for source in self.follow(home).report["sources"]})

    def test_an_encrypted_password(self) -> None:
        home = self.jira_home('{"sealed": "x"}', self.AES)
        self.assert_refused(self.follow(home), FAILED, "refuses this user or password", "AlgorithmCipher", "MYSQL_PWD", "--password-file")
        self.assert_found(self.follow("--password-file", self.password_file(), home), ["mysql"])
        self.assert_found(self.follow(home, env=environment(MYSQL_PWD=PASSWORD)), ["mysql"])

    def test_a_password_that_is_no_longer_right(self) -> None:
        ran = self.follow(self.jira_home("wr0ng"), env=environment(MYSQL_PWD=PASSWORD))
        self.assert_refused(ran, FAILED, "refuses this user or password")

    def test_encryption_that_the_application_demands(self) -> None:
        for setting in ("useSSL=true", "requireSSL=true", "useSSL=true&verifyServerCertificate=true", "sslMode=VERIFY_IDENTITY"):
            with self.subTest(setting):
                ran = self.follow(self.jira_home(PASSWORD, url=self.jdbc("mysql") + "&" + setting))
                self.assert_refused(ran, FAILED, "no encrypted connection", "name the database instead of its home")
        ran = self.follow(self.jira_home(PASSWORD, url=self.jdbc("mysql") + "&useSSL=true&trustCertificateKeyStoreUrl=file:/store"))
        self.assert_refused(ran, FAILED, "dbconfig.xml: a JDBC URL has the certificates to trust in a form that only Java reads", "keytool")

    def test_without_being_asked_nobody_goes_there(self) -> None:
        ran = run("scan", "--format", "json", self.jira_home(PASSWORD, url=self.jdbc("mysql", "nowhere")))
        self.assert_code(FINDINGS, ran)
        self.assertEqual(["product-xml"], [source["kind"] for source in ran.report["sources"]])


class Tables(LiveTest):
    def test_no_right_to_read(self) -> None:
        self.server.sql(f"CREATE USER blind@'%' IDENTIFIED BY '{IN_SQL}'; GRANT INSERT ON jira.mailserver TO blind@'%'")
        ran = self.scan("jira", "blind")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("table jira.mailserver: the account lacks the right", str(ran.skips))

    def test_the_other_tables_are_read(self) -> None:
        self.server.sql(f"CREATE USER half@'%' IDENTIFIED BY '{IN_SQL}'; GRANT INSERT ON jira.mailserver TO half@'%';"
                        "GRANT SELECT ON jira_old.mailserver TO half@'%'; GRANT SELECT (BANDANAID) ON confluence.BANDANA TO half@'%'")
        ran = self.scan("", "half")
        self.assert_code(INCOMPLETE, ran)
        self.assertEqual({"jira_old.mailserver"}, {finding["location"]["table"] for finding in ran.report["findings"]})

    def test_not_the_applications_database(self) -> None:
        self.server.sql("CREATE DATABASE empty_one; GRANT SELECT ON empty_one.* TO jira@'%'")
        ran = self.scan("empty_one")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("holds no table that postern knows", str(ran.skips))

    def test_a_locked_table_is_given_up_in_the_end(self) -> None:
        self.server.sql("SET GLOBAL lock_wait_timeout = 3600")
        holder = subprocess.Popen(self.server.client(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(holder.communicate)
        assert holder.stdin and holder.stdout
        holder.stdin.write(b"LOCK TABLES jira_old.mailserver WRITE; SELECT 'locked';\n")
        holder.stdin.flush()
        holder.stdout.readline()
        ran = self.scan("")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("table jira_old.mailserver: waited too long for a lock", str(ran.skips))
        self.assertEqual({"jira.mailserver", "confluence.BANDANA"},
                         {finding["location"]["table"] for finding in ran.report["findings"]})

    def test_odd_values(self) -> None:
        self.server.sql("""
            CREATE DATABASE odd CHARACTER SET utf8mb4; GRANT SELECT ON odd.* TO jira@'%'; USE odd;
            CREATE TABLE MailServer (id int PRIMARY KEY, server_type text, servername text, mailusername text,
                                     mailpassword longtext, `we``ird` blob, flag bit(1), at timestamp NULL) ENGINE=MyISAM;
            INSERT INTO MailServer VALUES (2, 'smtp', 'b.example.com', 'u', REPEAT('x', 8000000), x'00ff', b'1', NOW()),
                                          (1, 'smtp', 'a.example.com', 'u', 'short', NULL, NULL, NULL)""")
        report = self.scan("odd").report
        self.assertEqual([("1", 5), ("2", 8000000)],
                         [(finding["location"]["key"], finding["secret"]["length"]) for finding in report["findings"]])


class BigDatabase(LiveTest):
    def test_a_big_unrelated_table_costs_nothing(self) -> None:
        rows = ", ".join(f"({number}, REPEAT(LPAD({number}, 32, 'x'), 1000))" for number in range(1, 3001))
        self.server.sql(f"USE jira; CREATE TABLE jiraaction (id int, actionbody longtext); INSERT INTO jiraaction VALUES {rows}")
        start = len(self.server.general_log())
        result = self.folder / "measured"
        measure = Path(__file__).resolve().parents[1] / "cli/measure.py"
        subprocess.run([sys.executable, measure, result, binary(), "scan", self.server.url("jira", "root")], check=True,
                       env=environment(), stdout=subprocess.DEVNULL)
        code, peak = map(int, result.read_text(encoding="ascii").split())
        self.assertEqual(FINDINGS, code)
        self.assertLess(peak, 64 * 1024)
        self.assertNotIn("jiraaction", self.server.general_log()[start:])


class InTheClear(LiveTest):
    @classmethod
    def options(cls) -> tuple[str, ...]:
        return "--bind-address=*", WITHOUT_TLS

    def test_a_connection_over_the_network_is_told_of(self) -> None:
        local = scan_json("--password-file", self.password_file(), self.server.tcp_url("jira"))
        self.assertEqual([], local.report["sources"][0]["notes"])
        addresses = [address for address in own_addresses() if ":" not in address and not address.startswith("127.")]
        if not addresses:
            self.skipTest("this machine has no address but the loopback's")
        url = self.server.tcp_url("jira", host=addresses[0])
        self.assert_refused(run("scan", "--password-file", self.password_file(), url), FAILED, "no encrypted connection", "ssl-mode=DISABLED")
        for mode in ("DISABLED", "PREFERRED"):
            ran = scan_json("--password-file", self.password_file(), f"{url}?ssl-mode={mode}")
            self.assert_code(FINDINGS, ran)
            self.assertIn("not encrypted", ran.report["sources"][0]["notes"][0])


class Tls(LiveTest):
    @classmethod
    def options(cls) -> tuple[str, ...]:
        temporary = tempfile.TemporaryDirectory(prefix="postern-tls-")
        cls.addClassCleanup(temporary.cleanup)
        folder = Path(temporary.name)
        folder.chmod(0o755)
        cls.authority, cls.other = folder / "server.crt", folder / "other.crt"
        for name in ("server", "other"):
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / f"{name}.key", "-out",
                            folder / f"{name}.crt", "-days", "2", "-subj", "/CN=db.example.com", "-addext",
                            "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
            (folder / f"{name}.key").chmod(0o644)
        return f"--ssl-cert={folder}/server.crt", f"--ssl-key={folder}/server.key"

    def scan_tls(self, **parameters: object) -> Run:
        asked = "&".join(f"{name.replace('_', '-')}={value}" for name, value in parameters.items())
        return run("scan", "--password-file", self.password_file(), self.server.tcp_url("jira") + "?" + asked)

    def cipher_is_required(self) -> None:
        self.server.sql("ALTER USER jira@'%' REQUIRE SSL")
        self.addCleanup(self.server.sql, "ALTER USER jira@'%' REQUIRE NONE")

    def test_verified(self) -> None:
        self.cipher_is_required()
        for mode in ("VERIFY_IDENTITY", "verify_ca"):
            self.assert_code(FINDINGS, self.scan_tls(ssl_mode=mode, ssl_ca=self.authority))
        self.assert_code(FINDINGS, self.scan_tls(ssl_ca=self.authority))

    def test_encrypted_without_looking(self) -> None:
        self.cipher_is_required()
        for mode in ("REQUIRED", "PREFERRED"):
            self.assert_code(FINDINGS, self.scan_tls(ssl_mode=mode))

    def test_wrong_authority(self) -> None:
        for authority in (self.other, "/nonexistent"):
            for mode in ({"ssl_mode": "VERIFY_IDENTITY"}, {"ssl_mode": "VERIFY_CA"}, {}):
                self.assert_refused(self.scan_tls(ssl_ca=authority, **mode), FAILED, "no encrypted connection", "ssl-ca=FILE")

    def test_nobody_vouches_for_it(self) -> None:
        self.assert_refused(self.scan_tls(ssl_mode="VERIFY_IDENTITY"), FAILED, "no encrypted connection")

    def test_refused_in_the_clear(self) -> None:
        self.cipher_is_required()
        self.assert_refused(self.scan_tls(ssl_mode="DISABLED"), FAILED, "refuses this user or password")

    def test_followed(self) -> None:
        self.cipher_is_required()
        for setting, code in ((f"sslMode=verify-full&serverSslCert={self.authority}", FINDINGS), ("sslMode=trust", FINDINGS),
                              (f"sslMode=verify-full&serverSslCert={self.other}", FAILED), ("sslMode=disable", FAILED),
                              ("useSSL=true", FAILED), ("useSSL=true&trustServerCertificate=true", FINDINGS)):
            with self.subTest(setting):
                url = escape(f"jdbc:mariadb://127.0.0.1:{self.server.port}/jira?{setting}")
                self.file("home/dbconfig.xml", f"""<jira-database-config><jdbc-datasource><url>{url}</url><username>jira</username>
                    <password>{escape(PASSWORD)}</password></jdbc-datasource></jira-database-config>""".encode())
                self.assert_code(code, run("scan", "--follow", self.folder / "home"))


if __name__ == "__main__":
    unittest.main()
