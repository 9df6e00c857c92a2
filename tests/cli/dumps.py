"""Dumps made for a test: small ones with given rows, and big ones."""
from __future__ import annotations

import gzip
from pathlib import Path
from typing import BinaryIO, Iterable

HEAD = b"""--
-- PostgreSQL database dump
--

-- Dumped from database version 15.18
-- Dumped by pg_dump version 15.18

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

"""
FOOT = b"""
--
-- PostgreSQL database dump complete
--

"""
MAIL_TABLE = (b"COPY public.mailserver (id, name, smtp_port, protocol, server_type, servername, mailusername, "
              b"mailpassword) FROM stdin;\n")
END_OF_ROWS = b"\\.\n\n"


def copy_escaped(value: str) -> bytes:
    """As COPY writes it."""
    for plain, escaped in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        value = value.replace(plain, escaped)
    return value.encode()


def mail_row(key: int, secret: str, host: str = "smtp.example.com", user: str = "user@example.com") -> bytes:
    columns = (str(key), f"Row {key}", "25", "smtp", "smtp", host, user, secret)
    return b"\t".join(copy_escaped(column) for column in columns) + b"\n"


def mail_table(secrets: Iterable[str]) -> bytes:
    rows = b"".join(mail_row(key, secret) for key, secret in enumerate(secrets))
    return MAIL_TABLE + rows + END_OF_ROWS


def dump(*parts: bytes) -> bytes:
    return HEAD + b"".join(parts) + FOOT


def write_rows(file: BinaryIO, table: bytes, size: int) -> None:
    """An uninteresting table of about that many bytes."""
    file.write(b"COPY public." + table + b" (id, body) FROM stdin;\n")
    block = b"".join(b"%d\t%s\n" % (n, b"Lorem ipsum mailserver dolor sit amet " * 20) for n in range(1000))
    for _ in range(size // len(block) + 1):
        file.write(block)
    file.write(END_OF_ROWS)


def write_big(path: Path, size: int, compressed: bool = False) -> None:
    """Mail rows in front of and behind a lot of others."""
    with (gzip.open(path, "wb", compresslevel=1) if compressed else open(path, "wb")) as file:
        file.write(HEAD + mail_table(["first-in-big"]))
        write_rows(file, b"jiraissue", size)
        file.write(mail_table(["last-in-big"]).replace(b"public.", b"other.") + FOOT)


def write_long_line(path: Path, size: int, table: bytes, before: bytes = b"") -> None:
    """A COPY block with one enormous value, then a mail table."""
    piece = b"long line without any end " * 40_000
    with open(path, "wb") as file:
        file.write(HEAD + b"COPY public." + table + b" FROM stdin;\n" + before)
        for _ in range(size // len(piece) + 1):
            file.write(piece)
        file.write(b"\n" + END_OF_ROWS + mail_table(["behind-long-line"]).replace(b"public.", b"other.") + FOOT)
