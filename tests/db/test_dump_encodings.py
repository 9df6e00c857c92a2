"""Dumps in encodings in which a character may end in the byte of a backslash are read exactly."""
from __future__ import annotations

import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from mariadb_server import MariadbServer  # noqa: E402
from postgresql_server import PATH, PostgresqlServer  # noqa: E402
from program import FINDINGS, ProgramTest, scan_json  # noqa: E402

# Of each encoding, characters that end in that byte (UHC has none), and Python's name of it.
POSTGRESQL = {"SJIS": ("表能ソ", "cp932"), "SHIFT_JIS_2004": ("表能ソ", "cp932"), "BIG5": ("功吒﹏", "big5"),
              "GBK": ("乗黒鸤", "gbk"), "GB18030": ("乗㘎\U00020000", "gb18030"), "JOHAB": ("큪텦儆", "johab"),
              "UHC": ("똠펲", "cp949"), "UTF8": ("表é", "utf-8")}
MARIADB = {"sjis": ("表能ソ", "cp932"), "cp932": ("表能ソ", "cp932"), "big5": ("功吒么", "big5"), "gbk": ("乗黒鸤", "gbk"),
           "utf8mb4": ("表é", "utf-8")}
COLUMNS = ("name", "server_type", "servername", "mailusername", "mailpassword")


def values(ends: str) -> list[str]:
    """Before a quote, a tab, a backslash, a line end, at the end."""
    return [f"{number}-{text}" for number, text in enumerate(
        text for end in ends for text in (end, end + end, end + "'", end + "''", end + "\t", end + "\\", "\\" + end,
                                          end + "\nx", end + '"', end + "n"))]


def table(secrets: list[str], literal: str) -> str:
    """Each of them is also the name, so that another field follows it."""
    rows = []
    for number, secret in enumerate(secrets):
        text = literal.format(secret.encode().hex())
        rows.append(f"({number}, {text}, 'smtp', 'mail.example.com', 'jira@example.com', {text})")
    return (f"CREATE TABLE mailserver (id int PRIMARY KEY, {', '.join(f'{name} text' for name in COLUMNS)});"
            f"INSERT INTO mailserver VALUES {','.join(rows)};")


def in_plain_copy(secrets: list[bytes]) -> bytes:
    """The same rows, each byte for itself."""
    escapes = {b"\\": rb"\\", b"\t": rb"\t", b"\n": rb"\n"}
    rows = []
    for number, secret in enumerate(secrets):
        text = b"".join(escapes.get(bytes([byte]), bytes([byte])) for byte in secret)
        rows.append(b"%d\t%s\tsmtp\tmail.example.com\tjira@example.com\t%s\n" % (number, text, text))
    return b"COPY public.mailserver (id, %s) FROM stdin;\n%s\\.\n" % (", ".join(COLUMNS).encode(), b"".join(rows))


class Encodings(ProgramTest):
    def check(self, dump: bytes, secrets: list[bytes]) -> None:
        ran = scan_json(self.file("dump.sql", dump), self.file("plain.sql", in_plain_copy(secrets)))
        self.assert_code(FINDINGS, ran)
        credentials: dict[int, dict[str, str]] = {0: {}, 1: {}}
        for finding in ran.report["findings"]:
            credentials[finding["source"]][finding["location"]["key"]] = finding["secret"]["credential"]
        self.assertEqual(len(secrets), len(credentials[0]))
        self.assertEqual(credentials[1], credentials[0])


class Postgresql(Encodings):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.server = PostgresqlServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()

    def test_each_encoding(self) -> None:
        self.server._skip_if_older("pg_dump")
        for encoding, (ends, codec) in POSTGRESQL.items():
            secrets, database = values(ends), "in_" + encoding.lower()
            self.server.sql(f"CREATE DATABASE {database}")
            self.server.sql(table(secrets, "convert_from(decode('{}', 'hex'), 'UTF8')"), database)
            # pg_dump's own way to write JOHAB in an INSERT loses characters.
            inserts = [] if encoding == "JOHAB" else [("--inserts",), ("--column-inserts", "--rows-per-insert=5")]
            for options in [(), *inserts]:
                with self.subTest(encoding=encoding, options=options):
                    dump = subprocess.run(["pg_dump", "-h", self.server.folder, "-p", str(self.server.port), "-U", "postgres",
                                           "-E", encoding, *options, database], capture_output=True, env={"PATH": PATH},
                                          check=True).stdout
                    self.check(dump, [secret.encode(codec) for secret in secrets])


class Mariadb(Encodings):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.server = MariadbServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()

    def test_each_character_set(self) -> None:
        for charset, (ends, codec) in MARIADB.items():
            secrets = values(ends)
            self.server.sql("DROP DATABASE IF EXISTS x; CREATE DATABASE x CHARACTER SET utf8mb4; USE x;"
                            + table(secrets, "CONVERT(x'{}' USING utf8mb4)"))
            if charset == "sjis":  # has no backslash of its own
                secrets = [secret.replace("\\", "＼") for secret in secrets]
            for option in ("--extended-insert", "--skip-extended-insert", "--complete-insert"):
                with self.subTest(charset=charset, option=option):
                    dump = subprocess.run(["mariadb-dump", "--no-defaults", "-S", self.server.socket, "-u", "root", option,
                                           f"--default-character-set={charset}", "x"], capture_output=True, check=True).stdout
                    self.check(dump, [secret.encode(codec) for secret in secrets])


if __name__ == "__main__":
    unittest.main()
