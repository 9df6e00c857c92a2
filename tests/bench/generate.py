#!/usr/bin/env python3
"""Writes the backups that tests/bench/run measures: one invented Jira, in six forms.

Each file is well-formed and holds the same two mail accounts in its middle, among rows that only
speak of mail servers and texts that look like such a table. Rows are built once, a few MB a table,
and then repeated in blocks of 64 KiB in random order: longer than deflate's memory of 32 KiB, so
the files compress like real ones. The same size gives the same bytes.
"""
from __future__ import annotations

import argparse
import random
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

Value = str | int | None
MB = 1_000_000
BLOCK = 64 * 1024
STATEMENT = MB  # about what mysqldump puts into one INSERT


class Text:
    """Invented text with what dumps must escape: quotes, backslashes, tabs, line ends, JSON."""

    SNIPPETS = (
        "{code:java}\r\nif (path == null || path.isEmpty()) {\r\n\treturn \"\";\r\n}\r\n{code}",
        "java.lang.NullPointerException: Cannot invoke \"String.length()\"\r\n"
        "\tat org.example.core.Importer.read(Importer.java:218)\r\n\tat org.example.core.Job.run(Job.java:74)",
        "C:\\Program Files\\Example\\logs\\application.log",
        "SELECT id, name FROM customer WHERE name = 'O''Brien' AND state <> 'closed' -- for now",
        "curl -H 'Accept: application/json' \"https://example.com/rest/api/2/search?jql=project%3DDEMO&maxResults=50\"",
        "* first point\r\n* second point; see [the page|https://example.com/display/DOC/Page]\r\n* third",
        "{\"level\":\"warn\",\"path\":\"C:\\\\temp\\\\in\",\"count\":17,\"tags\":[\"a\",\"b\"]}",
        "I don't think it's the user's fault, we can't reproduce it",
        "> quoted reply & <b>markup</b>, 100% of $5.00 /* sic */ # note",
        "Größe und Übertragung geprüft – alles in Ordnung",
    )
    MAIL = ("the mailserver refused the connection", "restarted the mailserver, mail goes out again",
            "please check the mailserver settings")

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        syllables = [c + v + e for c in "bdfgklmnprstvw" for v in "aeiou" for e in ("", "n", "r", "st", "l")]
        words = ["the", "to", "and", "of", "is", "in", "it", "for", "that", "not", "on", "with", "this", "we", "be"]
        words += ["".join(self.random.choices(syllables, k=self.random.randint(1, 4))) for _ in range(4000)]
        weights = [1 / (rank + 3) for rank in range(len(words))]
        self.words = self.random.choices(words, weights, k=400_000)
        self.users = [f"user{number:04d}" for number in range(600)]
        self.at = 0

    def prose(self, length: int) -> str:
        count = max(1, length // 6)
        if self.at + count > len(self.words):
            self.at = self.random.randrange(6)
        self.at += count
        return " ".join(self.words[self.at - count : self.at]).capitalize() + "."

    def long(self, shortest: int, longest: int) -> str:
        length = self.random.randint(shortest, longest)
        parts = [self.prose(length * 2 // 3)]
        while sum(map(len, parts)) < length:
            kind = self.random.random()
            if kind < 0.0012:
                parts.append(self.random.choice(self.MAIL))
            elif kind < 0.35:
                parts.append(self.random.choice(self.SNIPPETS))
            else:
                parts.append(self.prose(self.random.randint(30, 160)))
        return self.random.choice(("\r\n", "\r\n\r\n", " ", " ")).join(parts)

    def user(self) -> str:
        return self.random.choice(self.users)

    def number(self, digits: int) -> int:
        return self.random.randrange(10 ** (digits - 1), 10**digits)

    def time(self) -> str:
        r = self.random.randrange
        return f"20{r(12, 26)}-{r(1, 13):02d}-{r(1, 29):02d} {r(24):02d}:{r(60):02d}:{r(60):02d}.{r(1000):03d}"

    def json(self) -> str:
        return (f'{{"id":"{self.number(8)}","url":"https://example.com/item/{self.number(6)}","state":"'
                f'{self.random.choice(("open", "merged", "declined"))}","title":"{self.prose(60)}","path":"a\\\\b\\"c\\""}}')


@dataclass(frozen=True)
class Table:
    name: str
    element: str  # what it is called in the XML backup
    columns: str
    share: float  # of the whole file
    row: Callable[[Text], list[Value]]

    @property
    def column_names(self) -> list[str]:
        return self.columns.split()


MAILSERVER = Table(
    "mailserver", "MailServer",
    "id name description mailfrom prefix smtp_port protocol server_type servername jndilocation mailusername "
    "mailpassword cipher_type istlsrequired timeout socks_port socks_host auth_conf", 0, lambda _: [])
MAILSERVER_ATTRIBUTES = (
    "id name description from prefix smtpPort protocol type servername jndilocation username "
    "password cipherType istlsrequired timeout socksPort socksHost authConf").split()
ACCOUNTS: list[list[Value]] = [
    [10000, "Bench relay", None, "jira@example.com", "[JIRA]", "587", "smtp", "smtp", "smtp.example.com", None,
     "jira@example.com", "bench-relay-pw", None, "true", 10000, None, None, None],
    [10001, "Bench inbox", "it's read often", None, None, "993", "imaps", "pop", "imap.example.com", None,
     "support@example.com", "YmVuY2gtaW5ib3gtcHc=", "BASE64", None, 10000, None, None, None],
]

BEFORE = (
    Table("changeitem", "ChangeItem", "id groupid fieldtype field oldvalue oldstring newvalue newstring", 0.16,
          lambda t: [t.number(7), t.number(7), "jira", t.random.choice(("status", "assignee", "description", "Rank")),
                     t.number(5), t.prose(t.random.choice((20, 40, 300))), None, t.long(20, 300)]),
    Table("entity_property", "EntityProperty", "id entity_name entity_id property_key created updated json_value", 0.06,
          lambda t: [t.number(6), "IssueProperty", t.number(6), "development.panel", t.time(), t.time(), t.json()]),
    Table("jiraaction", "Action", "id issueid author actiontype actionlevel rolelevel actionbody created updateauthor "
          "updated actionnum", 0.2,
          lambda t: [t.number(7), t.number(6), t.user(), "comment", None, None, t.long(100, 800), t.time(), t.user(),
                     t.time(), None]),
    Table("jiraissue", "Issue", "id pkey issuenum project reporter assignee creator issuetype summary description "
          "environment priority resolution issuestatus created updated duedate resolutiondate votes watches workflow_id",
          0.1,
          lambda t: [t.number(6), None, t.number(5), t.number(5), t.user(), t.user(), t.user(), str(t.number(5)),
                     t.prose(70), t.long(150, 700), None, "3", None, str(t.number(5)), t.time(), t.time(), None, None,
                     t.number(1), t.number(1), t.number(6)]),
)
BEHIND = (
    Table("propertyentry", "OSPropertyEntry", "id entity_name entity_id property_key propertytype", 0.01,
          lambda t: [t.number(6), "IssueProperty", t.number(6), "bench.panel", 6]),
    Table("propertytext", "OSPropertyText", "id propertyvalue", 0.17, lambda t: [t.number(6), t.long(180, 850)]),
    Table("remotelink", "RemoteIssueLink", "id issueid globalid title summary url", 0.08,
          lambda t: [t.number(6), t.number(6), f"appId={t.number(9)}&pageId={t.number(7)}", t.prose(50), None,
                     f"https://example.com/pages/viewpage.action?pageId={t.number(7)}"]),
    Table("worklog", "Worklog", "id issueid author worklogbody created updateauthor updated startdate timeworked", 0.22,
          lambda t: [t.number(7), t.number(6), t.user(), t.long(60, 600), t.time(), t.user(), t.time(), t.time(),
                     t.number(4)]),
)
TABLES = (*BEFORE, MAILSERVER, *BEHIND)


def trap(row: str) -> str:
    """A comment's text with a whole look-alike block in it, at the beginning of a line."""
    return f"As I said,\n{row}\nand that's how it was."


class Form:
    """One way to write tables; blocks() gives its rows, repeated until the share is full."""

    head = ""
    tail = ""
    between = ""  # two rows
    trap = ""

    def row(self, table: Table, values: list[Value]) -> str:
        raise NotImplementedError

    def table(self, table: Table, rows: Iterator[str]) -> Iterator[str]:
        raise NotImplementedError

    def write(self, out: BinaryIO, size: int) -> None:
        text = Text(7)
        out.write(self.head.encode())
        for table in TABLES:
            rows = self.filler(table, text, int(size * table.share))
            if table is MAILSERVER:
                rows = iter([self.between.join(self.row(table, values) for values in ACCOUNTS)])
            for piece in self.table(table, rows):
                out.write(piece.encode())
        out.write(self.tail.encode())

    def filler(self, table: Table, text: Text, size: int) -> Iterator[str]:
        """Blocks of whole rows, without what stands between two blocks."""
        blocks: list[str] = []
        while sum(map(len, blocks)) < min(size, 4 * MB):
            rows: list[str] = []
            length = 0
            while length < BLOCK:
                values = table.row(text)
                if not blocks and not rows and "actionbody" in table.columns:
                    values[6] = trap(self.trap)
                rows.append(self.row(table, values))
                length += len(rows[-1])
            blocks.append(self.between.join(rows))
        while size > 0:
            for block in text.random.sample(blocks, len(blocks)):
                if size > 0:
                    yield block
                    size -= len(block.encode())


class PostgreSql(Form):
    between = "\n"
    trap = ("COPY public.mailserver (id, server_type, servername, mailusername, mailpassword) FROM stdin;\n"
            "1\tsmtp\ttrap.example.com\tTRAP\tTRAP-not-a-secret\n\\.\n")
    _escapes = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})

    def __init__(self) -> None:
        self.head = ("--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version 15.18\n"
                     "-- Dumped by pg_dump version 15.18\n\nSET statement_timeout = 0;\nSET client_encoding = 'UTF8';\n"
                     "SET standard_conforming_strings = on;\n"
                     "SELECT pg_catalog.set_config('search_path', '', false);\n\n"
                     f"CREATE FUNCTION public.refresh() RETURNS text\n    LANGUAGE sql\n    AS $_$\nSELECT $q$\n{self.trap}"
                     "$q$ $_$;\n\n")
        for table in TABLES:
            columns = ",\n".join(f"    {name} text" for name in table.column_names)
            self.head += f"CREATE TABLE public.{table.name} (\n{columns}\n);\n\n"
        self.head += f"COMMENT ON TABLE public.jiraaction IS 'Users'' comments, such as:\n{self.trap}';\n\n"
        for table in TABLES:
            self.tail += (f"ALTER TABLE ONLY public.{table.name}\n    ADD CONSTRAINT pk_{table.name} PRIMARY KEY (id);\n\n")
        self.tail += "--\n-- PostgreSQL database dump complete\n--\n\n"

    def row(self, table: Table, values: list[Value]) -> str:
        return "\t".join("\\N" if value is None else str(value).translate(self._escapes) for value in values)

    def table(self, table: Table, rows: Iterator[str]) -> Iterator[str]:
        yield f"--\n-- Data for Name: {table.name}; Type: TABLE DATA; Schema: public; Owner: jira\n--\n\n"
        yield f"COPY public.{table.name} ({', '.join(table.column_names)}) FROM stdin;\n"
        for block in rows:
            yield block + "\n"
        yield "\\.\n\n\n"


class MySql(Form):
    """mysqldump of MySQL: all rows of a statement on one line."""

    between = ","
    opening = " VALUES "
    banner = "-- MySQL dump 10.13  Distrib 9.7.4, for Linux (x86_64)\n"
    trap = ("INSERT INTO `mailserver` VALUES (1,'TRAP',NULL,NULL,NULL,'25','smtp','smtp','trap.example.com',NULL,'TRAP',"
            "'TRAP-not-a-secret',NULL,NULL,10000,NULL,NULL,NULL);\n")
    tail = ("DELIMITER ;;\nCREATE PROCEDURE `refresh`()\nBEGIN\n" + trap + "END ;;\nDELIMITER ;\n\n"
            "/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;\n\n-- Dump completed on 2026-01-05  3:00:00\n")
    _escapes = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "'": "\\'", '"': '\\"'})

    def __init__(self) -> None:
        self.head = (f"{self.banner}--\n-- Host: localhost    Database: jira\n"
                     "-- ------------------------------------------------------\n-- Server version\t9.7.4\n\n"
                     "/*!50503 SET NAMES utf8mb4 */;\n"
                     "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n\n")

    def row(self, table: Table, values: list[Value]) -> str:
        return "(" + ",".join(map(self.literal, values)) + ")"

    def literal(self, value: Value) -> str:
        if isinstance(value, str):
            return "'" + value.translate(self._escapes) + "'"
        return "NULL" if value is None else str(value)

    def table(self, table: Table, rows: Iterator[str]) -> Iterator[str]:
        columns = ",\n".join(f"  `{name}` longtext DEFAULT NULL" for name in table.column_names)
        yield (f"--\n-- Table structure for table `{table.name}`\n--\n\nDROP TABLE IF EXISTS `{table.name}`;\n"
               f"CREATE TABLE `{table.name}` (\n{columns}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n\n"
               f"LOCK TABLES `{table.name}` WRITE;\n/*!40000 ALTER TABLE `{table.name}` DISABLE KEYS */;\n")
        length = 0
        for block in rows:
            yield self.between if length else f"INSERT INTO `{table.name}`{self.opening}"
            yield block
            length += len(block)
            if length > STATEMENT:
                yield ";\n"
                length = 0
        yield (";\n" if length else "") + f"/*!40000 ALTER TABLE `{table.name}` ENABLE KEYS */;\nUNLOCK TABLES;\n\n"


class MariaDb(MySql):
    """mariadb-dump: a row a line."""

    between = ",\n"
    opening = " VALUES\n"
    banner = ("/*M!999999\\- enable the sandbox mode */ \n"
              "-- MariaDB dump 10.19  Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)\n")


class JiraXml(Form):
    between = "\n"
    trap = '    <MailServer id="1" type="smtp" servername="trap.example.com" username="TRAP" password="TRAP-not-a-secret"/>'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- Exported by Jira.\n{trap}\n-->\n<entity-engine-xml>\n'
    tail = "</entity-engine-xml>\n"
    _escapes = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})

    def row(self, table: Table, values: list[Value]) -> str:
        names = MAILSERVER_ATTRIBUTES if table is MAILSERVER else table.column_names
        attributes = ""
        children = ""
        for name, value in zip(names, values):
            if value is None:
                continue
            text = str(value)
            if "\n" in text or len(text) > 255:
                text = text.replace("]]>", "]]]]><![CDATA[>")
                children += f"        <{name}><![CDATA[{text}]]></{name}>\n"
            else:
                attributes += f' {name}="{text.translate(self._escapes)}"'
        if children:
            return f"    <{table.element}{attributes}>\n{children}    </{table.element}>"
        return f"    <{table.element}{attributes}/>"

    def table(self, table: Table, rows: Iterator[str]) -> Iterator[str]:
        for block in rows:
            yield block + "\n"


class Pipe:
    """Hides that a file can seek, so that zipfile writes data descriptors as Java does."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def write(self, data: bytes) -> int:
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()


def write_zip(target: Path, entities: Path) -> None:
    with target.open("wb") as file, zipfile.ZipFile(Pipe(file), "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore
        for name in ("activeobjects.xml", "entities.xml"):
            info = zipfile.ZipInfo(name, date_time=(2026, 1, 5, 3, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=False) as member:
                if name == "activeobjects.xml":
                    member.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<backup '
                                 b'xmlns="http://www.atlassian.com/ao"></backup>\n')
                    continue
                with entities.open("rb") as source:
                    while chunk := source.read(MB):
                        member.write(chunk)


def write_gzip(target: Path, dump: Path) -> None:
    with target.open("wb") as file:
        subprocess.run(["gzip", "-6", "-n", "-c", str(dump)], stdout=file, check=True)


EDITS = (1, 10, 100, 1000, 10000)


def write_scattered(target: Path, size: int, edits: int) -> None:
    """A dump in gzip with that many mail tables of one row, evenly among the rows of others."""
    form, text = PostgreSql(), Text(11)
    others, account = BEHIND[-1], form.row(MAILSERVER, ACCOUNTS[0])
    with target.open("wb") as file, subprocess.Popen(["gzip", "-6", "-n"], stdin=subprocess.PIPE, stdout=file) as packer:
        assert packer.stdin
        packer.stdin.write(form.head.encode())
        blocks, tables = form.filler(others, text, size), 0
        written = 0
        for block in blocks:
            rows = block.split(form.between)
            parts = max(1, edits * len(block) // size + 1)
            for part in range(parts):
                some = rows[part * len(rows) // parts:(part + 1) * len(rows) // parts]
                written += sum(map(len, some))
                pieces = [*form.table(others, iter([form.between.join(some)]))] if some else []
                if tables < edits and written * edits >= size * tables:
                    pieces += form.table(MAILSERVER, iter([account]))
                    tables += 1
                packer.stdin.write("".join(pieces).encode())
        packer.stdin.write(form.tail.encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=1000, metavar="MB", help="of each file before compression")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)

    def make(name: str, write: Callable[[Path], None]) -> Path:
        path: Path = arguments.folder / name
        unfinished = path.with_name(name + ".part")
        write(unfinished)
        unfinished.rename(path)
        print(f"{path.name}: {path.stat().st_size / MB:.0f} MB", flush=True)
        return path

    def plain(form: Form) -> Callable[[Path], None]:
        def write(path: Path) -> None:
            with path.open("wb") as out:
                form.write(out, arguments.size * MB)
        return write

    dump = make("postgresql.sql", plain(PostgreSql()))
    make("mysql.sql", plain(MySql()))
    make("mariadb.sql", plain(MariaDb()))
    entities = make("entities.xml", plain(JiraXml()))
    make("postgresql.sql.gz", lambda path: write_gzip(path, dump))
    make("entities.xml.gz", lambda path: write_gzip(path, entities))
    make("jira-backup.zip", lambda path: write_zip(path, entities))
    for edits in EDITS:
        make(f"edits-{edits}.sql.gz", lambda path, edits=edits: write_scattered(path, arguments.size * MB * 3 // 10, edits))  # type: ignore[misc]


if __name__ == "__main__":
    main()
