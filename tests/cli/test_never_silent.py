"""Where an account could lie unseen, the run says that it is not complete."""
from __future__ import annotations

import unittest

import zips
from program import INCOMPLETE, ProgramTest, scan_json

COLUMNS = "id, name, server_type, servername, smtp_port, mailusername, mailpassword"
ROW = "(1, 'Relay', 'smtp', 'smtp.example.com', '25', 'jira', 'hidden-pw-1')"
INSERT = f"INSERT INTO mailserver ({COLUMNS}) VALUES {ROW};\n"
PG = "SET client_encoding = 'UTF8';\n"
MYSQL = "/*!40101 SET NAMES utf8mb4 */;\n"
HSQLDB = "CREATE SCHEMA PUBLIC AUTHORIZATION DBA\n"

INCOMPLETE_TEXTS = {
    "COPY from a file": PG + f"COPY public.mailserver ({COLUMNS}) FROM '$$PATH$$/3340.dat';\n",
    "LOAD DATA": MYSQL + "LOAD DATA LOCAL INFILE 'x.dat' INTO TABLE `mailserver` CHARACTER SET utf8;\n",
    "an UPDATE": PG + "UPDATE mailserver SET mailpassword = 'hidden-pw-1';\n",
    "an UPDATE of MySQL": MYSQL + "UPDATE `mailserver` SET mailpassword = 'hidden-pw-1';\n",
    "an INSERT behind WITH": PG + "WITH a AS (SELECT 1) " + INSERT,
    "VALUES ROW": MYSQL + f"INSERT INTO mailserver ({COLUMNS}) VALUES ROW{ROW};\n",
    "an expression": MYSQL + INSERT.replace("'smtp',", "CONVERT('smtp' USING utf8mb4),"),
    "a table that lies elsewhere": HSQLDB + "CREATE CACHED TABLE MAILSERVER(ID BIGINT,MAILPASSWORD VARCHAR(255))\n",
    "a name in brackets": PG + INSERT.replace("mailserver", "[dbo].[mailserver]", 1),
    "a SQL Server script": INSERT.replace("mailserver", "[mailserver]", 1),
    "a part of the columns": PG + "INSERT INTO mailserver (id, mailpassword) VALUES (1, 'hidden-pw-1');\n",
    "nobody knows whose backslash": "INSERT INTO notes (id, note) VALUES (1, 'it\\'s');\n" + INSERT,
}
FOUND_TEXTS = {
    "COPY WITH OIDS": PG + "COPY mailserver (id, name, server_type, servername, smtp_port, mailusername, mailpassword) "
                           "WITH OIDS FROM stdin;\n77\t1\tRelay\tsmtp\tsmtp.example.com\t25\tjira\thidden-pw-1\n\\.\n",
    "a kind of server nobody knows": PG + INSERT.replace("'smtp',", "NULL,"),
    "a mark before the second file": PG + "SELECT 1;\n\ufeff" + INSERT,
    "MySQL's own settings": "SET FOREIGN_KEY_CHECKS = 0;\nINSERT INTO jira.notes (id, note) VALUES (1, 'it\\'s');\n" + INSERT,
    "several rows behind VALUES(": "INSERT INTO mailserver (" + COLUMNS + ") VALUES(1,'a','smtp','h','25','u',NULL),\n"
                                   + ROW + ";\n",
    "two parts of a name": MYSQL + "USE `jira`;\nCREATE TABLE mailserver (id int, name text, server_type text, "
                           "servername text, smtp_port text, mailusername text, mailpassword text);\n"
                           f"INSERT INTO jira.mailserver VALUES {ROW};\n",
    "a string with a collation": MYSQL + INSERT.replace("'smtp',", "'smtp' COLLATE utf8mb4_bin,"),
}


class NeverSilent(ProgramTest):
    def test_incomplete(self) -> None:
        for name, text in INCOMPLETE_TEXTS.items():
            with self.subTest(name):
                ran = scan_json(self.file("dump.sql", text.encode()))
                self.assert_code(INCOMPLETE, ran)
                self.assertFalse(ran.report["complete"])
                self.assertNotIn(b"hidden-pw-1", ran.out)

    def test_found(self) -> None:
        for name, text in FOUND_TEXTS.items():
            with self.subTest(name):
                ran = scan_json(self.file("dump.sql", text.encode()))
                secrets = [f["secret"] for f in ran.report["findings"] if f["kind"] == "exposed-credential"]
                self.assertEqual([len("hidden-pw-1")], [secret["length"] for secret in secrets])
                self.assertTrue(ran.report["complete"])

    def test_archive_behind_an_archive(self) -> None:
        one = zips.packed(("a.txt", b"x"))
        two = zips.packed(("dump.sql", (PG + INSERT).encode()))
        ran = scan_json(self.file("both.zip", one + two))
        self.assert_code(INCOMPLETE, ran)

    def test_connection_string(self) -> None:
        """A password in \\connect is not part of a place's name."""
        text = PG + '\\connect "host=db user=jira password=hidden-pw-2 dbname=jira"\n' + INSERT
        ran = scan_json(self.file("dump.sql", text.encode()))
        self.assertNotIn(b"hidden-pw-2", ran.out)

    def test_endless_skips_are_counted(self) -> None:
        text = PG + f"COPY mailserver ({COLUMNS}) FROM stdin;\n" + "x\n" * 50_000 + "\\.\n"
        ran = scan_json(self.file("dump.sql", text.encode()))
        self.assert_code(INCOMPLETE, ran)
        self.assertLess(len(ran.out), 100_000)
        self.assertIn("more places", ran.out.decode())


if __name__ == "__main__":
    unittest.main()
