"""Bounded memory and time, whatever the input: 64 MiB, plus the largest field that is of interest."""
from __future__ import annotations

import dataclasses
import gzip
import shutil
import struct
import subprocess
import sys
import unittest
import zlib
from pathlib import Path
from typing import Any

import dumps
import zips
from program import CLEAN, FAILED, FINDINGS, INCOMPLETE, ProgramTest, Run, run, scan_json

MIB = 1024  # KiB
SIZE = 300 << 20
BOUND = 64 * MIB


class Limits(ProgramTest):
    def setUp(self) -> None:
        super().setUp()
        self.path = self.folder / "big"

    def measured(self, *arguments: str | Path, **options: Any) -> tuple[Run, int]:
        """A JSON scan, and its peak memory in KiB."""
        facts = self.folder / "facts"
        measure = Path(__file__).parent / "measure.py"
        ran = scan_json(*arguments, prefix=(sys.executable, "-S", "-E", str(measure), str(facts)), **options)
        code, peak = (int(word) for word in facts.read_text().split())
        return dataclasses.replace(ran, code=code), peak

    def scan(self, code: int = FINDINGS, bound: int = BOUND, seconds: float = 60) -> Run:
        ran, peak = self.measured("--jobs", "1", self.path, timeout=seconds)
        self.assert_silent(ran)
        self.assert_code(code, ran)
        self.assertLess(peak, bound)
        return ran

    def hosts(self, ran: Run) -> int:
        return len(ran.report["findings"])

    def test_big_dump(self) -> None:
        dumps.write_big(self.path, SIZE)
        self.assertEqual(2, self.hosts(self.scan()))

    def test_big_gzip(self) -> None:
        dumps.write_big(self.path, SIZE, compressed=True)
        self.assertEqual(2, self.hosts(self.scan()))

    def test_big_gzip_rewritten(self) -> None:
        """Whatever the packer's blocks, one for the whole file included."""
        dumps.write_big(self.path, SIZE)
        for words in (("gzip", "-1"), ("igzip", "-0")):
            if not shutil.which(words[0]):
                continue
            packed = self.path.with_suffix(".gz")
            with packed.open("wb") as file:
                subprocess.run([*words, "-c", self.path], stdout=file, check=True)
            for trust in ((), ("--trust-splice",)):
                facts = self.folder / "facts"
                prefix = (sys.executable, "-S", "-E", str(Path(__file__).parent / "measure.py"), str(facts))
                ran = run("sandbox", *trust, packed, "-o", self.folder / "out", prefix=prefix)
                code, peak = (int(word) for word in facts.read_text().split())
                self.assertEqual(CLEAN, code, ran.err)
                self.assertLess(peak, BOUND, words)

    def test_gzip_that_holds_little_text(self) -> None:
        """Members, padding and blocks without text are not kept for ever."""
        dump = dumps.dump(dumps.mail_table(["s3cret-of-a-member"]))
        deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
        start = deflater.compress(dump[:200]) + deflater.flush(zlib.Z_FULL_FLUSH)
        blocks = start + b"\0\0\0\xff\xff" * 8_000_000 + deflater.compress(dump[200:]) + deflater.flush()
        rows = dumps.dump(dumps.mail_table([f"s3cret-{number}" for number in range(40)]))
        cases = {
            "members": gzip.compress(dump) + gzip.compress(b"") * 300_000,
            "padding": gzip.compress(dump) + bytes(100 << 20),
            "blocks": b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + blocks + struct.pack("<II", zlib.crc32(dump), len(dump)),
            "rows": b"".join(gzip.compress(line, 1) for line in rows.splitlines(keepends=True) + [b"-- a line of a comment\n"] * 40_000),
        }
        for name, data in cases.items():
            with self.subTest(name):
                packed = self.folder / "little.gz"
                packed.write_bytes(data)
                facts = self.folder / "facts"
                prefix = (sys.executable, "-S", "-E", str(Path(__file__).parent / "measure.py"), str(facts))
                ran = run("sandbox", packed, "-o", self.folder / "out", prefix=prefix)
                code, peak = (int(word) for word in facts.read_text().split())
                self.assertEqual(CLEAN, code, ran.err)
                self.assertLess(peak, BOUND)
                self.assertNotIn(b"s3cret", subprocess.run(["gzip", "-dc", self.folder / "out"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)

    def test_big_dump_from_standard_input(self) -> None:
        dumps.write_big(self.path, SIZE)
        ran, peak = self.measured("-", stdin=self.path)
        self.assert_code(FINDINGS, ran)
        self.assertEqual(2, self.hosts(ran))
        self.assertLess(peak, BOUND)

    def test_long_line_in_an_uninteresting_table(self) -> None:
        dumps.write_long_line(self.path, SIZE, b"public.jiraissue (id, body)", b"1\t")
        self.assertEqual(1, self.hosts(self.scan()))

    def test_long_field_in_a_mail_table(self) -> None:
        """One field of the row is long; it is not held several times over."""
        dumps.write_long_line(self.path, SIZE, b"mailserver (id, server_type, mailusername, mailpassword, description)",
                              b"1\tsmtp\tu\ts3cret-in-a-long-row\t")
        ran, peak = self.measured("--jobs", "1", self.path)
        self.assert_silent(ran)
        self.assertIn(ran.code, (FINDINGS, INCOMPLETE))
        self.assertLess(peak, BOUND + 3 * (SIZE >> 10))
        others = [finding for finding in ran.report["findings"] if finding["location"]["table"] == "other.mailserver"]
        self.assertEqual(1, len(others), ran.skips)

    def test_one_line_without_end(self) -> None:
        with open(self.path, "wb") as file:
            file.write(dumps.HEAD + b"INSERT INTO jiraissue VALUES (1, '")
            for _ in range(SIZE >> 20):
                file.write(b"x" * (1 << 20))
        self.assertEqual(0, self.hosts(self.scan(INCOMPLETE)))

    def test_long_insert_statement(self) -> None:
        """MySQL's shape: all rows of a table in one line."""
        row = b"(%d,'" + b"Lorem ipsum dolor sit amet " * 30 + b"')"
        with open(self.path, "wb") as file:
            file.write(b"-- MySQL dump 10.13  Distrib 9.7.4, for Linux (x86_64)\n--\nINSERT INTO `jiraissue` VALUES ")
            for number in range(SIZE // len(row)):
                file.write(row % number + b",")
            file.write(row % 0 + b";\nCREATE TABLE `mailserver` (\n  `ID` int,\n  `server_type` text,\n"
                       b"  `servername` text,\n  `mailusername` text,\n  `mailpassword` text\n);\nINSERT INTO `mailserver` VALUES "
                       b"(1,'smtp','smtp.example.com','u','s3cret-last');\n-- Dump completed on 2026-01-05  3:00:00\n")
        self.assertEqual(1, self.hosts(self.scan()))

    def test_big_xml_attribute(self) -> None:
        with open(self.path, "wb") as file:
            file.write(b'<?xml version="1.0"?>\n<entity-engine-xml>\n<Issue id="1" summary="')
            for _ in range(SIZE >> 20):
                file.write(b"x" * (1 << 20))
            file.write(b'"/>\n<MailServer id="1" type="smtp" servername="smtp.example.com" username="u"'
                       b' password="s3cret-last"/>\n</entity-engine-xml>\n')
        self.assertEqual(1, self.hosts(self.scan()))

    def test_zip_bomb(self) -> None:
        """4096 * 64 MiB of newlines in some 100 KB."""
        self.path.write_bytes(zips.bomb(levels=4))
        self.assertLess(self.path.stat().st_size, 1 << 20)
        ran = self.scan(INCOMPLETE)
        self.assertIn("bomb", " ".join(ran.skips.values()))

    def test_many_zips_below_the_bomb_limit(self) -> None:
        self.path.write_bytes(zips.bomb(levels=1, size=8 << 20))
        self.scan(INCOMPLETE)

    def test_zips_nested_beyond_the_limit(self) -> None:
        content = dumps.dump(dumps.mail_table(["nested"]))
        self.path.write_bytes(zips.nested(zips.packed(("dump.sql", content)), 5))
        self.assertEqual(1, self.hosts(self.scan()))
        self.path.write_bytes(zips.nested(zips.packed(("dump.sql", content)), 300))
        ran = self.scan(INCOMPLETE)
        self.assertEqual(0, self.hosts(ran))
        self.assertTrue(all(len(place) < 4000 for place in ran.skips))

    def test_many_rows(self) -> None:
        """A report is as long as it must be, but the memory for it is bounded by the rows found."""
        with open(self.path, "wb") as file:
            file.write(dumps.HEAD + dumps.MAIL_TABLE)
            for number in range(20_000):
                file.write(dumps.mail_row(number, f"secret-number-{number}"))
            file.write(dumps.END_OF_ROWS + dumps.FOOT)
        self.assertEqual(20_000, self.hosts(self.scan(bound=512 * MIB)))


class Reports(ProgramTest):
    """A report that is read takes memory by its values, which are bounded; many are no report's."""

    def setUp(self) -> None:
        super().setUp()
        self.few = self.file("few.json", b'{"x":[' + b"0," * 5_900_000 + b"0]}")

    def test_values_without_end(self) -> None:
        many = self.file("many.json", b'{"x":[' + b"0," * 60_000_000 + b"0]}")
        for path, words in ((self.few, b"schema is missing"), (many, b"more values than any report has")):
            facts = self.folder / "facts"
            ran = run("report", "show", path, prefix=(sys.executable, "-S", "-E", str(Path(__file__).parent / "measure.py"), str(facts)))
            code, peak = (int(word) for word in facts.read_text().split())
            self.assertEqual(FAILED, code)
            self.assertIn(words, ran.err)
            self.assertLess(peak, 400 * MIB + path.stat().st_size // 1024)

    def test_hint_names_no_option_that_is_not_there(self) -> None:
        ran = run("report", "show", self.few, prefix=("prlimit", "--as=250000000"))
        self.assert_code(FAILED, ran)
        self.assertEqual(b"postern: out of memory\n", ran.err)


if __name__ == "__main__":
    unittest.main()
