"""A secret is decoded exactly however SQL writes it; what is not understood is at least told."""
from __future__ import annotations

import unittest

import dumps
from program import ProgramTest, scan_json

COLUMNS = b"(id, server_type, servername, mailusername, mailpassword)"
ROW = b"(1,'smtp','smtp.example.com','u',%s)"
MY_HEAD = b"-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n--\n\n"
MY_TABLE = (b"CREATE TABLE `mailserver` (\n  `ID` int NOT NULL,\n  `server_type` text,\n  `SERVERNAME` text,\n"
            b"  `mailusername` text,\n  `mailpassword` varchar(255) DEFAULT NULL,\n  PRIMARY KEY (`ID`)\n) ENGINE=InnoDB;\n")
MY_FOOT = b"-- Dump completed on 2026-01-05  3:00:00\n"

POSTGRESQL = {
    rb"'a\nb\\c'": r"a\nb\\c",
    b"'it''s quoted'": "it's quoted",
    rb"E'a\tb\'c\x41\u00fc\101'": "a\tb'cAüA",
    rb"U&'d\0061t\+000061!'": "data!",
    b"$q$it's $x$ q$q$": "it's $x$ q",
    b"/* x */ 'behind-comment' -- y\n": "behind-comment",
    b"N'national-one'": "national-one",
    b"'two-'\n  'lines'": "two-lines",
    b"'with-a-cast'::character varying": "with-a-cast",
}
MYSQL = {
    rb"'a\'b\"c\\d\n\%\_\Z'": "a'b\"c\\d\n\\%\\_\x1a",
    rb'"double\"quo""ted"': 'double"quo"ted',
    b"0x733378702d31": "s3xp-1",
    b"X'733378702d32'": "s3xp-2",
    b"_utf8mb4'introduced'": "introduced",
    b"_binary 'introduced'": "introduced",
    b"'two-' 'parts'": "two-parts",
}
STATEMENTS = {
    b"/*!50000 INSERT INTO `mailserver` VALUES (1,'smtp','h','u','the-secret') */;\n": "in a version comment",
    b"INSERT INTO `mailserver` VALUES (1,'smtp','h','u','the-secret') ON DUPLICATE KEY UPDATE ID=ID;\n": "on duplicate",
    b"INSERT DELAYED IGNORE INTO `mailserver` VALUES (1,'smtp','h','u','the-secret');\n": "delayed",
    b"insert into mailserver (mailpassword,mailusername,server_type) values ('the-secret','u','smtp');\n": "lower case",
    b"INSERT INTO mailserver SET ID=1, server_type='smtp', mailusername='u', mailpassword='the-secret';\n": "set",
}


class Literals(ProgramTest):
    def check(self, content: bytes, secret: str) -> None:
        given = self.file("given.sql", content)
        plain = self.file("plain.sql", dumps.dump(dumps.mail_table([secret])))
        ran = scan_json(given, plain)
        self.assert_silent(ran)
        credentials = {ran.report["sources"][finding["source"]]["path"]: finding["secret"]["credential"]
                       for finding in ran.report["findings"]}
        self.assertIn(str(plain), credentials)
        if str(given) not in ran.skips:  # told is as good as found
            self.assertEqual(credentials[str(plain)], credentials.get(str(given)))

    def test_postgresql(self) -> None:
        for literal, secret in POSTGRESQL.items():
            with self.subTest(literal=literal):
                self.check(dumps.dump(b"INSERT INTO public.mailserver " + COLUMNS + b" VALUES " + ROW % literal + b";\n"), secret)

    def test_mysql(self) -> None:
        for literal, secret in MYSQL.items():
            with self.subTest(literal=literal):
                self.check(MY_HEAD + MY_TABLE + b"INSERT INTO `mailserver` VALUES " + ROW % literal + b";\n" + MY_FOOT, secret)

    def test_mysql_without_backslash_escapes(self) -> None:
        mode = b"/*!40101 SET SQL_MODE='NO_BACKSLASH_ESCAPES' */;\n"
        self.check(MY_HEAD + mode + MY_TABLE + b"INSERT INTO `mailserver` VALUES " + ROW % rb"'back\slash\'" + b";\n" + MY_FOOT,
                   "back\\slash\\")

    def test_mysql_statements(self) -> None:
        for statement, what in STATEMENTS.items():
            with self.subTest(what):
                self.check(MY_HEAD + MY_TABLE + statement + MY_FOOT, "the-secret")

    def test_copy_escapes(self) -> None:
        rows = b"1\tsmtp\th\tu\tp\\141\\x41\\v\\b\\q\n\\.\n"
        self.check(dumps.dump(b"COPY public.mailserver " + COLUMNS + b" FROM stdin;\n" + rows), "paA\v\bq")

    def test_copy_with_options(self) -> None:
        rows = b"1\tsmtp\th\tu\tthe-secret\n\\.\n"
        self.check(dumps.dump(b"COPY mailserver " + COLUMNS + b" FROM stdin WITH NULL AS '';\n" + rows), "the-secret")

    def test_columns_of_create_table(self) -> None:
        table = (b"CREATE TABLE mailserver (id int, server_type text, servername text, mailusername text,\n    mailpassword text "
                 b"CHECK (mailpassword <> ',('), CONSTRAINT x UNIQUE (id, servername));\n")
        self.check(dumps.dump(table + b"INSERT INTO mailserver VALUES " + ROW % b"'the-secret'" + b";\n"), "the-secret")


if __name__ == "__main__":
    unittest.main()
