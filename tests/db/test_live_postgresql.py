"""A live PostgreSQL: the same findings as in its dump, by looking only, and clear words when that fails."""
from __future__ import annotations

import base64
import re
import socket
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from expectations import all_secrets, expected, found  # noqa: E402
from postgresql_server import FIXTURES, PostgresqlServer  # noqa: E402
from program import (CLEAN, FAILED, FINDINGS, INCOMPLETE, USAGE, ProgramTest, Run, binary, copy_fixture, environment,  # noqa: E402
                     run, scan_json)

PASSWORD = "pw-of-role-$1'\\"


def certificate(folder: Path, name: str, host: str) -> tuple[Path, Path]:
    key, cert = folder / f"{name}.key", folder / f"{name}.crt"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days",
                    "2", "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"], check=True,
                   capture_output=True)
    return key, cert


class LiveTest(ProgramTest):
    server: PostgresqlServer

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.server = PostgresqlServer(**cls.settings())
        cls.addClassCleanup(cls.server.remove)
        cls.prepare()
        cls.server.start()
        for database in ("jira", "jira_old", "confluence"):
            cls.server.load_fixture(database)
        cls.server.sql("ALTER TABLE bandana OWNER TO jira", "confluence")
        cls.server.sql("ALTER ROLE jira PASSWORD :'password'", password=PASSWORD)

    @classmethod
    def settings(cls) -> dict[str, str]:
        return {}

    @classmethod
    def prepare(cls) -> None:
        """Before the server starts."""

    def scan(self, database: str, user: str = "jira") -> Run:
        ran = scan_json(self.server.url(database, user))
        self.assert_silent(ran)
        return ran

    def password_file(self, password: str = PASSWORD) -> Path:
        path = self.file("password", password.encode() + b"\n")
        path.chmod(0o600)
        return path


class SameAsTheDump(LiveTest):
    def check(self, database: str, dump: str) -> None:
        ran = self.scan(database)
        self.assert_code(FINDINGS, ran)
        dumped = scan_json(FIXTURES / dump)

        def comparable(report: Any) -> list[Any]:
            kept = [{"account": finding["account"], "rule": finding["rule"], "kind": finding["kind"],
                     "severity": finding["severity"], "status": finding["status"], "advice": finding["advice"],
                     "length": finding["secret"] and finding["secret"]["length"],
                     "place": [finding["location"][name] for name in ("table", "key", "field")]}
                    for finding in report["findings"]]
            return sorted(kept, key=str)

        self.assertEqual(comparable(dumped.report), comparable(ran.report))
        wanted = sorted(expected(dump).accounts, key=lambda account: (account.table, account.username or ""))
        accounts = sorted(found(ran.report, FIXTURES), key=lambda account: (account.table, account.username or ""))
        self.assertEqual([account.username for account in wanted], [account.username for account in accounts])

    def test_jira(self) -> None:
        self.check("jira", "postgresql/plain.sql")

    def test_older_jiras_in_several_schemas(self) -> None:
        self.check("jira_old", "postgresql/old.sql")

    def test_confluence(self) -> None:
        self.check("confluence", "postgresql/confluence.sql")

    def test_the_secrets_are_the_same(self) -> None:
        for database, dump in (("jira", "plain.sql"), ("jira_old", "old.sql"), ("confluence", "confluence.sql")):
            report = scan_json(self.server.url(database), FIXTURES / "postgresql" / dump).report
            self.assertEqual({2}, {credential["places"] for credential in report["credentials"]})

    def test_traps(self) -> None:
        if self.server.major < 12:
            self.skipTest("generated columns, one of the traps, came with PostgreSQL 12")
        if not self.server.sql("SELECT 1 FROM pg_database WHERE datname = 'traps'"):
            self.server.sql("CREATE DATABASE traps TEMPLATE jira OWNER jira")
            self.server.sql((FIXTURES / "make.d/postgresql/traps.sql").read_text(), "traps")
        ran = scan_json(self.server.url("traps", "postgres"))
        self.assert_code(FINDINGS, ran)
        self.assertNotIn(b"TRAP", ran.out)
        self.assertEqual(3, len(ran.report["findings"]))

    def test_a_database_in_another_encoding(self) -> None:
        self.server.sql("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' OWNER jira")
        self.server.sql((FIXTURES / "make.d/postgresql/jira_old.sql").read_text(), "latin")
        self.assertEqual(self.scan("jira_old").report["findings"][3]["account"],
                         self.scan("latin").report["findings"][3]["account"])
        report = scan_json(self.server.url("latin"), self.server.url("jira_old")).report
        self.assertEqual({2}, {credential["places"] for credential in report["credentials"]})


class Report(LiveTest):
    def test_form(self) -> None:
        report = self.scan("jira").report
        self.assertEqual("postgresql", report["sources"][0]["kind"])
        self.assertEqual(f"{self.server.folder}/.s.PGSQL.{self.server.port}/jira", report["sources"][0]["path"])
        for finding in report["findings"]:
            self.assertIsNone(finding["location"]["byte"])
            self.assertIsNone(finding["location"]["line"])
            self.assertIsNone(finding["exposure"]["file"])

    def test_roles(self) -> None:
        self.server.sql("""
            CREATE ROLE readers_group; GRANT SELECT ON mailserver TO readers_group;
            CREATE ROLE inheriting LOGIN IN ROLE readers_group;
            CREATE ROLE by_set_role LOGIN NOINHERIT IN ROLE readers_group;
            CREATE ROLE one_column LOGIN; GRANT SELECT (mailpassword) ON mailserver TO one_column;
            CREATE ROLE root LOGIN SUPERUSER;
            CREATE ROLE nothing LOGIN;
            CREATE ROLE no_login; GRANT SELECT ON mailserver TO no_login;
            CREATE ROLE only_writes LOGIN; GRANT UPDATE ON mailserver TO only_writes;""", "jira")
        self.assertEqual(["by_set_role", "inheriting", "jira", "one_column (some columns)",
                          "postgres (superuser)", "reporting", "root (superuser)"],
                         self.scan("jira").report["findings"][0]["exposure"]["roles"])
        self.assertIn("readable by the database roles by_set_role, inheriting, jira, one_column",
                      " ".join(run("scan", self.server.url("jira")).text.split()))

    def test_a_role_that_reads_all_tables(self) -> None:
        if self.server.major < 14:
            self.skipTest("pg_read_all_data came with PostgreSQL 14")
        self.server.sql("CREATE ROLE everything LOGIN IN ROLE pg_read_all_data")
        self.addCleanup(self.server.sql, "DROP ROLE everything")
        self.assertIn("everything", self.scan("jira").report["findings"][0]["exposure"]["roles"])

    def test_roles_of_a_table_that_everybody_may_read(self) -> None:
        self.server.sql("CREATE ROLE anybody LOGIN; GRANT SELECT ON bandana TO PUBLIC", "confluence")
        roles = self.scan("confluence").report["findings"][0]["exposure"]["roles"]
        self.assertIn("anybody", roles)
        self.server.sql("REVOKE USAGE ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO jira", "confluence")
        self.assertNotIn("anybody", self.scan("confluence").report["findings"][0]["exposure"]["roles"])

    def test_cluster(self) -> None:
        self.assertEqual([], self.scan("jira_old").report["sources"][0]["notes"])
        self.server.sql("CREATE TABLE clusternode (node_id text); ALTER TABLE clusternode OWNER TO jira;"
                        "INSERT INTO clusternode VALUES ('one')", "jira_old")
        self.assertEqual([], self.scan("jira_old").report["sources"][0]["notes"])
        self.server.sql("INSERT INTO clusternode VALUES ('two')", "jira_old")
        self.assertIn("cluster (2 nodes", self.scan("jira_old").report["sources"][0]["notes"][0])
        self.assertIn("own local Postfix", " ".join(run("scan", self.server.url("jira_old")).text.split()))

    def test_beside_files(self) -> None:
        report = scan_json(self.server.url("jira"), FIXTURES / "tomcat/server.xml").report
        self.assertEqual({"postgresql", "tomcat-xml"}, {source["kind"] for source in report["sources"]})

    def test_postfix_from_a_database(self) -> None:
        ran = run("postfix", self.server.url("jira"), "--postfix-dir", self.folder / "relay", "--platform", "debian",
                  "--postfix-version", "3.7")
        self.assertIn(ran.code, (CLEAN, INCOMPLETE), ran.err)
        self.assertTrue((self.folder / "relay/sasl_passwd").exists() or list((self.folder / "relay").rglob("*passwd*")))


class OnlyReads(LiveTest):
    def test_nothing_changes(self) -> None:
        before = self.server.canonical("jira")
        written = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"
        count = self.server.sql(written, "jira")
        self.assert_code(FINDINGS, self.scan("jira", "postgres"))
        self.assertEqual(before, self.server.canonical("jira"))
        self.assertEqual(count, self.server.sql(written, "jira"))

    def test_the_server_is_told_to_take_no_change(self) -> None:
        start = len(self.server.logged())
        self.assert_code(FINDINGS, self.scan("jira", "postgres"))
        said = [re.split(r"(?:statement|execute <unnamed>): ", line, maxsplit=1)[1]
                for line in self.server.logged()[start:].splitlines()
                if re.search(r"LOG:.*(?:statement|execute <unnamed>): ", line)]
        said = [statement for statement in said if "duration" not in statement]
        self.assertTrue(any("default_transaction_read_only = on" in statement for statement in said), said)
        self.assertTrue(any("READ ONLY" in statement for statement in said), said)
        for statement in said:
            self.assertRegex(statement, r"^(SELECT|SET|BEGIN|DECLARE|FETCH|CLOSE|SAVEPOINT|RELEASE|ROLLBACK|WITH)\b")

    def test_a_role_that_may_write_nothing(self) -> None:
        self.assert_code(FINDINGS, self.scan("jira", "reporting"))


class Secrecy(LiveTest):
    def test_no_secret_in_output_or_log(self) -> None:
        for database in ("jira", "jira_old", "confluence"):
            for arguments in ((), ("--format", "json")):
                ran = run("scan", *arguments, self.server.tcp_url(database), "--password-file", self.password_file())
                self.assert_code(FINDINGS, ran)
                for secret in [*all_secrets(), PASSWORD]:
                    self.assertNotIn(secret.encode(), ran.out + ran.err)
        log = self.server.logged().split("ALTER ROLE jira PASSWORD")[-1]
        after_loading = log[log.index("\n"):]
        for secret in [*all_secrets(), PASSWORD, "czNjcmV0LXJlbGF5"]:
            self.assertNotIn(secret, after_loading)
        self.assertIn("FETCH FORWARD", after_loading)


class LogIn(LiveTest):
    def refused(self, code: int, *words: str, url: str, **changes: str) -> Run:
        ran = run("scan", url, env=environment(**changes))
        self.assert_refused(ran, code, *words)
        self.assertNotIn(PASSWORD.encode(), ran.err)
        return ran

    def test_password_file(self) -> None:
        self.assert_code(FINDINGS, scan_json("--password-file", self.password_file(), self.server.tcp_url("jira")))

    def test_libpqs_own_ways(self) -> None:
        self.assert_code(FINDINGS, scan_json(self.server.tcp_url("jira"), env=environment(PGPASSWORD=PASSWORD)))
        escaped = PASSWORD.replace("\\", "\\\\")
        passfile = self.file("pgpass", f"127.0.0.1:{self.server.port}:*:jira:{escaped}\n".encode())
        passfile.chmod(0o600)
        self.assert_code(FINDINGS, scan_json(self.server.tcp_url("jira"), env=environment(PGPASSFILE=str(passfile))))

    def test_wrong_password(self) -> None:
        self.refused(FAILED, "password", "28P01", "--password-file", url=self.server.tcp_url("jira"), PGPASSWORD="wr0ng")
        ran = run("scan", "--password-file", self.password_file("wr0ng"), self.server.tcp_url("jira"))
        self.assert_refused(ran, FAILED, "28P01")
        self.assertNotIn(b"wr0ng", ran.err)

    def test_no_password(self) -> None:
        self.refused(FAILED, "asks for a password", "PGPASSWORD", url=self.server.tcp_url("jira"))

    def test_a_password_file_for_everybody(self) -> None:
        path = self.password_file()
        path.chmod(0o644)
        self.assert_refused(run("scan", "--password-file", path, self.server.tcp_url("jira")), USAGE, "chmod 600")

    def test_password_in_the_url(self) -> None:
        ran = self.refused(USAGE, "password in it", "--password-file", url=f"postgresql://jira:{PASSWORD}@127.0.0.1/jira")
        self.assertNotIn(b"pw-of-role", ran.err)

    def test_nothing_listens(self) -> None:
        self.refused(FAILED, "nothing listens", url="postgresql://jira@127.0.0.1:1/jira")

    def test_no_such_host(self) -> None:
        self.refused(FAILED, "name is not known", url="postgresql://jira@no-such-host.invalid/jira")

    def test_no_such_database(self) -> None:
        self.refused(FAILED, "no such database", url=self.server.url("nowhere"))

    def test_nobody_lets_it_in(self) -> None:
        self.refused(FAILED, "28000", "pg_hba.conf", url=self.server.url("jira", "no_such_role"))

    def test_a_silent_server(self) -> None:
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            port = silent.getsockname()[1]
            self.refused(FAILED, "does not answer", url=f"postgresql://jira@127.0.0.1:{port}/jira?connect_timeout=1")

    def test_other_targets_are_not_read_first(self) -> None:
        ran = run("scan", FIXTURES, "postgresql://jira@127.0.0.1:1/jira")
        self.assert_refused(ran, FAILED, "nothing listens")


class Follow(LiveTest):
    """From an application's home to its database."""

    BASE64 = "com.atlassian.db.config.password.ciphers.base64.Base64Cipher"
    AES = "com.atlassian.db.config.password.ciphers.algorithm.AlgorithmCipher"

    def jira_home(self, password: str, cipher: str = "", database: str = "jira") -> Path:
        provider = f"<atlassian-password-cipher-provider>{cipher}</atlassian-password-cipher-provider>" if cipher else ""
        self.file("home/dbconfig.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
            <jira-database-config><name>defaultDS</name><database-type>postgres72</database-type>
              <schema-name>public</schema-name>
              <jdbc-datasource><url>jdbc:postgresql://127.0.0.1:{self.server.port}/{database}</url>
                <driver-class>org.postgresql.Driver</driver-class><username>jira</username>{provider}
                <password>{escape(password)}</password></jdbc-datasource></jira-database-config>""".encode())
        return self.folder / "home"

    def follow(self, *arguments: object, **options: Any) -> Run:
        ran = run("scan", "--format", "json", "--follow", *arguments, **options)  # type: ignore[arg-type]
        self.assertNotIn(PASSWORD.encode(), ran.out + ran.err)
        return ran

    def assert_found(self, ran: Run, kinds: list[str]) -> None:
        self.assert_code(FINDINGS, ran)
        found = [source["kind"] for source in ran.report["sources"]]
        self.assertEqual(kinds, [kind for kind in found if kind != "product-xml"])  # the file that named it

    def test_jira_with_a_plain_password(self) -> None:
        self.assert_found(self.follow(self.jira_home(PASSWORD)), ["postgresql"])

    def test_jira_with_base64(self) -> None:
        encoded = base64.b64encode(PASSWORD.encode()).decode()
        self.assert_found(self.follow(self.jira_home(encoded, self.BASE64)), ["postgresql"])

    def test_the_configuration_file_itself(self) -> None:
        self.assert_found(self.follow(self.jira_home(PASSWORD) / "dbconfig.xml"), ["postgresql"])

    def test_confluence(self) -> None:
        self.file("home/confluence.cfg.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
            <confluence-configuration><setupStep>complete</setupStep><properties>
              <property name="hibernate.connection.password">{escape(PASSWORD)}</property>
              <property name="hibernate.connection.url">jdbc:postgresql://127.0.0.1:{self.server.port}/confluence</property>
              <property name="hibernate.connection.username">jira</property>
            </properties></confluence-configuration>""".encode())
        self.assert_found(self.follow(self.folder / "home"), ["postgresql"])

    def test_the_homes_backups_are_read_too(self) -> None:
        home = self.jira_home(PASSWORD)
        copy_fixture("jira-xml/backup.zip", home)
        ran = self.follow(home)
        self.assertEqual({"jira-xml", "activeobjects-xml", "postgresql", "product-xml"},
                         {source["kind"] for source in ran.report["sources"]})

    def test_an_encrypted_password(self) -> None:
        home = self.jira_home('{"sealed": "x"}', self.AES)
        self.assert_refused(self.follow(home), FAILED, "asks for a password", "AlgorithmCipher", "--password-file")
        self.assert_found(self.follow("--password-file", self.password_file(), home), ["postgresql"])
        self.assert_found(self.follow(home, env=environment(PGPASSWORD=PASSWORD)), ["postgresql"])

    def test_a_password_that_is_no_longer_right(self) -> None:
        self.assert_refused(self.follow(self.jira_home("wr0ng")), FAILED, "28P01")

    def test_without_being_asked_nobody_goes_there(self) -> None:
        ran = run("scan", "--format", "json", self.jira_home(PASSWORD, database="nowhere"))
        self.assert_code(FINDINGS, ran)
        self.assertEqual(["product-xml"], [source["kind"] for source in ran.report["sources"]])

    def test_nothing_to_follow(self) -> None:
        self.assert_refused(self.follow(self.folder), USAGE, "dbconfig.xml")


class Tables(LiveTest):
    def test_no_right_to_read(self) -> None:
        self.server.sql("CREATE ROLE blind LOGIN")
        ran = self.scan("jira", "blind")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("public.mailserver: this role has not the right", str(ran.skips))

    def test_the_other_tables_are_read(self) -> None:
        self.server.sql("CREATE ROLE half LOGIN; GRANT SELECT ON upper.\"MAILSERVER\" TO half;"
                        "GRANT USAGE ON SCHEMA upper TO half", "jira_old")
        ran = self.scan("jira_old", "half")
        self.assert_code(INCOMPLETE, ran)
        self.assertEqual(["upper.MAILSERVER"], [finding["location"]["table"] for finding in ran.report["findings"]])
        self.assertEqual(2, len(ran.report["sources"][0]["skips"]))

    def test_rows_hidden_by_a_policy_are_told_of(self) -> None:
        self.server.sql("CREATE DATABASE policy TEMPLATE jira OWNER jira")
        self.server.sql("ALTER TABLE mailserver ENABLE ROW LEVEL SECURITY;"
                        "CREATE POLICY one ON mailserver USING (id = 10000)", "policy")
        ran = self.scan("policy", "reporting")
        self.assert_code(INCOMPLETE, ran)
        self.assertEqual([], ran.report["findings"])

    def test_not_the_applications_database(self) -> None:
        ran = self.scan("postgres")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("holds no table that postern knows", str(ran.skips))

    def test_a_locked_table_is_given_up_in_the_end(self) -> None:
        self.server.sql("ALTER DATABASE jira_old SET lock_timeout = '1h'")
        holder = subprocess.Popen(["psql", "-Xq", "-h", self.server.folder, "-p", str(self.server.port), "-U", "postgres",
                                   "-d", "jira_old"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert holder.stdin and holder.stdout
        try:
            holder.stdin.write(b"BEGIN; LOCK TABLE other.mailserver;\n\\echo locked\n")
            holder.stdin.flush()
            holder.stdout.readline()
            ran = self.scan("jira_old")
        finally:
            holder.communicate(b"ROLLBACK;\n")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("other.mailserver: somebody else has locked it", str(ran.skips))
        self.assertEqual(4, len(ran.report["findings"]))

    def test_partitions_and_heirs_are_found_once(self) -> None:
        columns = "id int, server_type text, servername text, mailusername text, mailpassword text"
        self.server.sql(f"""
            CREATE DATABASE parts OWNER jira;
            \\connect parts
            SET ROLE jira;
            CREATE TABLE mailserver ({columns}) PARTITION BY LIST (id);
            CREATE TABLE mailserver_one PARTITION OF mailserver FOR VALUES IN (1);
            INSERT INTO mailserver VALUES (1, 'smtp', 'mail.example.com', 'u', 'part');
            CREATE SCHEMA other;
            CREATE TABLE other.mailserver ({columns});
            CREATE SCHEMA heir; CREATE TABLE heir.mailserver () INHERITS (other.mailserver);
            INSERT INTO heir.mailserver VALUES (2, 'smtp', 'mail.example.com', 'u', 'heir');
            CREATE TABLE temporary (id int)""")
        tables = [finding["location"]["table"] for finding in self.scan("parts").report["findings"]]
        self.assertEqual(["heir.mailserver", "public.mailserver"], sorted(tables))

    def test_odd_values(self) -> None:
        self.server.sql("""
            CREATE DATABASE odd OWNER jira;
            \\connect odd
            SET ROLE jira;
            CREATE TABLE mailserver (id int PRIMARY KEY, server_type text, servername text, mailusername text,
                                     mailpassword text, "we""ird" bytea, flag boolean, at timestamptz);
            INSERT INTO mailserver VALUES (2, 'smtp', 'b.example.com', 'u', repeat('x', 20000000), '\\x00ff', true, now()),
                                          (1, 'smtp', 'a.example.com', 'u', 'short', NULL, NULL, NULL)""")
        report = self.scan("odd").report
        self.assertEqual([("1", 5), ("2", 20000000)],
                         [(finding["location"]["key"], finding["secret"]["length"]) for finding in report["findings"]])


class BigDatabase(LiveTest):
    def peak_of_scan(self, url: str) -> int:
        """Peak memory in KiB."""
        result = self.folder / "measured"
        measure = Path(__file__).resolve().parents[1] / "cli/measure.py"
        subprocess.run([sys.executable, measure, result, binary(), "scan", url], check=True, env=environment(),
                       stdout=subprocess.DEVNULL)
        code, peak = result.read_text(encoding="ascii").split()
        self.assertEqual(FINDINGS, int(code))
        return int(peak)

    def test_a_big_unrelated_table_costs_nothing(self) -> None:
        self.server.sql("CREATE TABLE jiraaction (id integer, actionbody text);"
                        "ALTER TABLE jiraaction ALTER actionbody SET STORAGE EXTERNAL;"
                        "INSERT INTO jiraaction SELECT i, repeat(md5(i::text), 100) FROM generate_series(1, 90000) i",
                        "jira")
        self.assertGreater(int(self.server.sql("SELECT pg_total_relation_size('jiraaction')", "jira")), 250_000_000)
        before = "SELECT coalesce(seq_tup_read, 0) FROM pg_stat_user_tables WHERE relname = 'jiraaction'"
        read = self.server.sql(before, "jira")
        self.assertLess(self.peak_of_scan(self.server.url("jira")), 64 * 1024)
        self.assertEqual(read, self.server.sql(before, "jira"))

    def test_memory_stays_bounded_on_a_big_known_table(self) -> None:
        self.server.sql("INSERT INTO bandana SELECT 200000 + i, 'X', 'com.example.' || i, repeat(md5(i::text), 30000)"
                        " FROM generate_series(1, 300) i", "confluence")
        self.assertLess(self.peak_of_scan(self.server.url("confluence")), 64 * 1024)


class InTheClear(LiveTest):
    @classmethod
    def settings(cls) -> dict[str, str]:
        return {"listen_addresses": "*"}

    @classmethod
    def prepare(cls) -> None:
        cls.server.write("pg_hba.conf", "local all all trust\nhost all all all trust\n")

    def notes(self, host: str) -> list[str]:
        ran = scan_json(self.server.tcp_url("jira", host=host) + "?gssencmode=disable")
        self.assert_code(FINDINGS, ran)
        return ran.report["sources"][0].get("notes", [])

    def test_a_connection_over_the_network_is_told_of(self) -> None:
        self.assertEqual([], self.notes("127.0.0.1"))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect(("192.0.2.1", 9))  # sends nothing
            except OSError:
                self.skipTest("this machine has no address but the loopback's")
            address = probe.getsockname()[0]
        self.assertIn("not encrypted", self.notes(address)[0])


class Tls(LiveTest):
    @classmethod
    def settings(cls) -> dict[str, str]:
        return {"ssl": "on"}

    @classmethod
    def prepare(cls) -> None:
        key, cert = certificate(cls.server.folder, "server", "localhost")
        cls.server.write("server.key", key.read_text())
        cls.server.write("server.crt", cert.read_text())
        cls.server.write("pg_hba.conf", "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n")
        cls.authority = cert
        cls.other = certificate(cls.server.folder, "other", "localhost")[1]

    def scan_tls(self, host: str, mode: str, authority: Path | None = None) -> Run:
        root = f"&sslrootcert={authority}" if authority else ""
        return run("scan", "--password-file", self.password_file(),
                   self.server.tcp_url("jira", host=host) + f"?sslmode={mode}{root}")

    def test_verified(self) -> None:
        self.assert_code(FINDINGS, self.scan_tls("localhost", "verify-full", self.authority))

    def test_wrong_authority(self) -> None:
        self.assert_refused(self.scan_tls("localhost", "verify-full", self.other), FAILED, "signed by nobody")

    def test_wrong_host(self) -> None:
        self.assert_refused(self.scan_tls("127.0.0.1", "verify-full", self.authority), FAILED, "another host")

    def test_no_file_of_authorities(self) -> None:
        self.assert_refused(self.scan_tls("localhost", "verify-full", Path("/nonexistent")), FAILED, "sslrootcert=FILE")

    def test_refused_in_the_clear(self) -> None:
        self.assert_refused(self.scan_tls("localhost", "disable"), FAILED, "28000", "sslmode=require")

    def test_a_server_without_tls(self) -> None:
        plain = PostgresqlServer()
        self.addCleanup(plain.remove)
        plain.start()
        ran = run("scan", plain.tcp_url("postgres") + "?sslmode=require")
        self.assert_refused(ran, FAILED, "no TLS")


if __name__ == "__main__":
    unittest.main()
