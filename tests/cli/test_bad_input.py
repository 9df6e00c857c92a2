"""Damaged content: said with its place, the exit code is 4, and everything else is still found."""
from __future__ import annotations

import gzip
import random
import unittest
import zipfile

import dumps
import zips
from program import CLEAN, FINDINGS, FIXTURES, INCOMPLETE, ProgramTest, Run, run, scan_json

SECRET = "found-all-the-same"
GOOD = dumps.dump(dumps.mail_table([SECRET]))


class BadInput(ProgramTest):
    def scan(self, name: str, content: bytes, good: int = 1, code: int = INCOMPLETE) -> Run:
        """The bad file between two good ones; `good` is how many of its own accounts are found."""
        folder = self.folder / "in"
        for number in (0, 2):
            self.file(f"in/{number}.sql", dumps.dump(dumps.mail_table([f"neighbour-{number}"])))
        bad = self.file(f"in/1-{name}", content)
        ran = scan_json(folder)
        self.assert_silent(ran)
        self.assert_code(code, ran)
        paths = [finding["source"] for finding in ran.report["findings"]]
        own = [n for n in paths if ran.report["sources"][n]["path"].startswith(str(bad))]
        self.assertEqual(good + 2, len(paths), ran.skips)
        self.assertEqual(good, len(own), ran.skips)
        if code == INCOMPLETE:
            self.assertTrue(ran.skips)
            for place in ran.skips:
                self.assertTrue(place.startswith(str(bad)), place)
        text = self.text_report()
        self.assertEqual(code == INCOMPLETE, "Could not be read" in text)
        return ran

    def text_report(self) -> str:
        return run("scan", self.folder / "in").text

    def reason(self, ran: Run) -> str:
        return "; ".join(ran.skips.values())

    # --- SQL ---

    def test_dump_cut_inside_a_copy_row(self) -> None:
        ran = self.scan("a.sql", GOOD[:GOOD.index(b"\\.") - 3], good=0)
        self.assertIn("cut short", self.reason(ran))
        self.assertIn("mailserver", self.reason(ran))

    def test_dump_cut_behind_a_copy_row(self) -> None:
        self.assertIn("cut short", self.reason(self.scan("a.sql", GOOD[:GOOD.index(b"\\.")])))

    def test_dump_cut_inside_a_quoted_string(self) -> None:
        self.assertIn("cut short", self.reason(self.scan("a.sql", GOOD + b"INSERT INTO x VALUES (1, 'it''s")))

    def test_dump_cut_inside_a_dollar_quote(self) -> None:
        self.assertIn("cut short", self.reason(self.scan("a.sql", GOOD + b"CREATE FUNCTION f() AS $body$ begin")))

    def test_dump_cut_inside_a_comment(self) -> None:
        self.assertIn("cut short", self.reason(self.scan("a.sql", GOOD + b"/* a comment /* in a comment */")))

    def test_dump_cut_between_statements(self) -> None:
        """pg_dump's last line is missing, so tables may be."""
        for end in (GOOD.index(dumps.FOOT), GOOD.index(dumps.FOOT) + len(b"\n--\n")):
            with self.subTest(end=end):
                ran = self.scan("a.sql", GOOD[:end])
                self.assertIn("end", self.reason(ran))

    def test_mysql_dump_cut_between_statements(self) -> None:
        """mysqldump's last line too; --compact and --skip-comments leave it out, with the first."""
        whole = (FIXTURES / "mysql/default.sql").read_bytes()
        ran = self.scan("a.sql", whole[:whole.index(b"-- Dump completed")], good=3)
        self.assertIn("end", self.reason(ran))

    def test_nul_bytes(self) -> None:
        self.scan("a.sql", GOOD.replace(b"Row 0", b"Row\x000") + b"\0" * 100, code=FINDINGS)

    def test_invalid_utf8(self) -> None:
        self.scan("a.sql", GOOD.replace(b"Row 0", b"R\xf6w \xff"), code=FINDINGS)

    def test_utf16(self) -> None:
        for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
            with self.subTest(encoding=encoding):
                ran = self.scan("a.sql", mark + GOOD.decode().encode(encoding), good=0)
                self.assertIn("UTF-16", self.reason(ran))

    def test_row_with_too_few_columns(self) -> None:
        short = b"10\tno more columns\n"
        ran = self.scan("a.sql", dumps.dump(dumps.MAIL_TABLE + short + dumps.mail_row(1, SECRET) + dumps.END_OF_ROWS))
        self.assertIn("mailserver", self.reason(ran))

    # --- gzip ---

    def test_gzip_cut(self) -> None:
        filler = random.Random(1).randbytes(400_000).hex().encode()
        whole = gzip.compress(GOOD.replace(dumps.FOOT, b"-- " + filler + b"\n" + dumps.FOOT))
        for size in (len(whole) // 2, len(whole) - 4, len(whole) - 9):
            with self.subTest(size=size):
                self.assertIn("cut short", self.reason(self.scan("a.gz", whole[:size])))

    def test_small_gzip_cut(self) -> None:
        """What there is of it must be searched."""
        whole = gzip.compress(GOOD)
        for size in (len(whole) - 1, len(whole) - 8):
            with self.subTest(size=size):
                self.assertIn("cut short", self.reason(self.scan("a.gz", whole[:size])))

    def test_gzip_header_cut(self) -> None:
        self.scan("a.gz", gzip.compress(GOOD)[:5], good=0)

    def test_gzip_with_wrong_checksum(self) -> None:
        whole = bytearray(gzip.compress(GOOD))
        whole[-6] ^= 1
        self.assertRegex(self.reason(self.scan("a.gz", bytes(whole))), "damaged|checksum")

    def test_gzip_with_wrong_data(self) -> None:
        whole = bytearray(gzip.compress(random.Random(2).randbytes(100_000).hex().encode()))
        whole[len(whole) // 2:len(whole) // 2 + 50] = b"\xff" * 50
        self.scan("a.gz", gzip.compress(GOOD) + bytes(whole))

    def test_gzip_padded_with_zeros(self) -> None:
        for count in (1, 511, 512, 1_000_000):
            with self.subTest(count=count):
                self.scan("a.gz", gzip.compress(GOOD) + b"\0" * count, code=FINDINGS)

    def test_gzip_with_junk_behind(self) -> None:
        for junk in (b"junk", b"\0" * 600 + b"junk", b"\x1f\x8bjunk"):
            with self.subTest(junk=junk[-6:]):
                self.scan("a.gz", gzip.compress(GOOD) + junk)

    # --- ZIP ---

    def test_zero_bytes_named_zip(self) -> None:
        self.scan("a.zip", b"", good=0, code=FINDINGS)

    def test_text_named_zip(self) -> None:
        self.scan("a.zip", b"just a text\n", good=0, code=FINDINGS)
        self.scan("a.zip", GOOD, code=FINDINGS)

    def test_zip_with_wrong_checksum(self) -> None:
        ran = self.scan("a.zip", zips.with_wrong_checksum("dump.sql", GOOD))
        self.assertIn("checksum", self.reason(ran))

    def test_member_behind_a_wrong_checksum_is_read(self) -> None:
        other = zips.with_wrong_checksum("notes.sql", GOOD)
        whole = zips.packed(("outer.zip", other), ("dump.sql", GOOD))
        self.scan("a.zip", whole, good=2)

    def test_encrypted_member(self) -> None:
        ran = self.scan("a.zip", zips.with_flag("dump.sql", GOOD, 1), good=0)
        self.assertIn("encrypted", self.reason(ran))
        self.assertIn("!dump.sql", "".join(ran.skips))

    def test_method_that_is_not_known(self) -> None:
        ran = self.scan("a.zip", zips.with_method("dump.sql", GOOD, 99), good=0)
        self.assertIn("!dump.sql", "".join(ran.skips))

    def test_zip_cut(self) -> None:
        whole = zips.packed(("dump.sql", GOOD), ("more.txt", random.Random(3).randbytes(9000)))
        for size in (len(whole) - 30, len(whole) - 1000):
            with self.subTest(size=size):
                self.scan("a.zip", whole[:size])

    def test_zip_cut_inside_its_dump(self) -> None:
        """What there is of it must be searched."""
        whole = zips.packed(("dump.sql", GOOD), method=zipfile.ZIP_STORED)
        self.scan("a.zip", whole[:whole.index(dumps.FOOT) + 4])

    # --- XML ---

    def test_malformed_xml(self) -> None:
        whole = (FIXTURES / "jira-xml/entities.xml").read_bytes()
        self.scan("a.xml", whole.replace(b"</entity-engine-xml>", b"</entity-engine>"), good=5)
        self.scan("a.xml", whole[:whole.index(b"</entity-engine-xml>")], good=5)

    def test_entity_bomb(self) -> None:
        ran = self.scan("a.xml", (FIXTURES / "bad/entity-bomb.xml").read_bytes(), good=0)
        self.assertIn("entities", self.reason(ran))
        self.assertLess(ran.seconds, 5)

    def test_external_entity(self) -> None:
        secret = self.file("outside.txt", b"text-from-another-file")
        xml = (f'<?xml version="1.0"?>\n<!DOCTYPE entity-engine-xml [<!ENTITY x SYSTEM "file://{secret}">]>\n'
               '<entity-engine-xml><Issue summary="&x;"/></entity-engine-xml>').encode()
        self.assertNotIn(b"text-from-another-file", self.scan("a.xml", xml, good=0).out)

    def test_deeply_nested_xml(self) -> None:
        xml = b'<?xml version="1.0"?>\n<entity-engine-xml>' + b"<a>" * 2_000_000
        ran = self.scan("a.xml", xml, good=0)
        self.assertLess(ran.seconds, 10)

    # --- others ---

    def test_random_bytes(self) -> None:
        for seed in range(20):
            with self.subTest(seed=seed):
                self.scan("a.bin", random.Random(seed).randbytes(10_000), good=0, code=FINDINGS)

    def test_magic_numbers_with_random_bytes(self) -> None:
        for magic in (b"\x1f\x8b\x08\0\0\0\0\0\0\x03", b"PK\x03\x04", b"PGDMP", b"BZh91AY&SY", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"):
            for seed in range(5):
                with self.subTest(magic=magic, seed=seed):
                    self.scan("a.bin", magic + random.Random(seed).randbytes(5000), good=0)

    def test_archive_of_a_later_pg_dump_is_not_passed_over(self) -> None:
        ran = self.scan("a.dump", b"PGDMP\x01\x20\x00\x04\x08\x01" + b"\0" * 3000, good=0)
        self.assertIn("pg_restore", self.reason(ran))

    def test_archive_with_nothing_but_zeros_is_not_passed_over(self) -> None:
        ran = self.scan("a.dump", b"PGDMP\x01\x0e\x00\x04\x08\x01" + b"\0" * 3000, good=0)
        self.assertIn("not read", self.reason(ran))

    def test_empty_file_alone(self) -> None:
        ran = scan_json(self.file("empty.sql", b""))
        self.assert_code(INCOMPLETE, ran)
        self.assert_silent(ran)

    def test_folder_without_anything_known(self) -> None:
        """The exit code and the words agree."""
        self.file("in/notes.txt", b"nothing\n")
        ran = run("scan", self.folder / "in")
        self.assertEqual(ran.code != CLEAN, "NOT a clean result" in ran.text, ran.text)


if __name__ == "__main__":
    unittest.main()
