"""Backups in gzip and ZIP, of which only the packed bytes around a change are made anew; all else stays, and every reader reads it."""
from __future__ import annotations

import gzip
import io
import os
import random
import shutil
import struct
import subprocess
import tarfile
import unittest
import zipfile
import zlib

import dumps
from program import CLEAN, FAILED, USAGE, Run
from rewriting import RewritingTest


def rows_of_issues(count: int, seed: int = 1) -> bytes:
    rng = random.Random(seed)
    rows = (f"{number}\tproject {rng.randrange(90)}\t{rng.choice(['open', 'done'])}\tsome words {rng.random()} of a text\n" for number in range(count))
    return b"COPY public.jiraissue (id, project, state, body) FROM stdin;\n" + "".join(rows).encode() + dumps.END_OF_ROWS


def backup(tables: int = 1, rows: int = 1, issues: int = 20_000) -> bytes:
    """Tables of mail servers among many other rows."""
    parts = [rows_of_issues(issues)]
    for table in range(tables):
        parts += [dumps.mail_table([f"CANARY-{table}-{row}" for row in range(rows)]), rows_of_issues(issues, table + 2)]
    return dumps.dump(*parts)


def blocked(data: bytes) -> bytes:
    """As bgzip writes it: members that state their packed size."""
    packed = b""
    for at in [*range(0, len(data), 60_000), len(data)]:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        part = data[at:at + 60_000]
        deflated = packer.compress(part) + packer.flush()
        packed += (b"\x1f\x8b\x08\x04\0\0\0\0\0\xff" + struct.pack("<H2sHH", 6, b"BC", 2, len(deflated) + 25) + deflated
                   + struct.pack("<II", zlib.crc32(part), len(part)))
    return packed


class NotSeekable(io.RawIOBase):
    """So Python writes data descriptors."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.data += bytes(data)
        return len(data)


def zip_with_descriptors(members: dict[str, bytes], signature: bool, wide: bool) -> bytes:
    """With or without the descriptor's signature, which is no part of the oldest description, and with sizes of 32 or 64 bits."""
    out, directory = b"", b""
    for name, text in members.items():
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        data = packer.compress(text) + packer.flush()
        facts = (zlib.crc32(text), len(data), len(text))
        extra = struct.pack("<HHQQ", 1, 16, 0, 0) if wide else b""
        sizes = (0xFFFFFFFF, 0xFFFFFFFF) if wide else (0, 0)
        offset = len(out)
        out += struct.pack("<4s5H3I2H", b"PK\3\4", 45 if wide else 20, 8, 8, 0, 0x21, 0, *sizes, len(name), len(extra)) + name.encode() + extra + data
        out += (b"PK\7\x08" if signature else b"") + struct.pack("<IQQ" if wide else "<III", *facts)
        directory += struct.pack("<4s6H3I5H2I", b"PK\1\2", 45, 45 if wide else 20, 8, 8, 0, 0x21, *facts, len(name), 0, 0, 0, 0, 0, offset) + name.encode()
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(members), len(members), len(directory), len(out), 0)
    return out + directory + end


def same_around(one: bytes, other: bytes) -> int:
    """How many bytes both begin and end with."""
    shorter = min(len(one), len(other))
    front = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    back = next((at for at in range(shorter) if one[-1 - at] != other[-1 - at]), shorter)
    return front + back


class SpliceTest(RewritingTest):
    def scrub(self, name: str, data: bytes, *words: str, code: int = CLEAN) -> tuple[bytes, Run]:
        path = self.file(name, data)
        ran = self.ask(path, "-o", "out", "-v", *words)
        self.assert_code(code, ran)
        out = self.folder / "out"
        if code != CLEAN:
            self.assertFalse(out.exists())
            return b"", ran
        written = out.read_bytes()
        out.unlink()
        return written, ran

    def scrubbed(self, plain: bytes) -> bytes:
        written, ran = self.scrub("plain.sql", plain)
        self.assertNotIn(b"packed anew", ran.err)
        self.assertNotIn(b"CANARY", written)
        return written

    def packed(self, *words: str, data: bytes) -> bytes:
        if shutil.which(words[0]) is None:
            self.skipTest(f"{words[0]} is not installed")
        return subprocess.run(words, input=data, stdout=subprocess.PIPE, check=True).stdout


class Gzip(SpliceTest):
    def test_only_what_is_around_a_change_is_packed_anew(self) -> None:
        plain = backup()
        expected = self.scrubbed(plain)
        for words in (("gzip", "-c"), ("gzip", "-1c"), ("pigz", "-c"), ("igzip", "-3c")):
            with self.subTest(words=words):
                data = self.packed(*words, data=plain)
                for trust in ((), ("--trust-splice",)):
                    written, ran = self.scrub("a.sql.gz", data, *trust)
                    self.assertEqual(expected, gzip.decompress(written))
                    self.assertGreater(same_around(data[:-8], written[:-8]), len(data) - 60_000)  # but for the checksum
                    self.assertNotIn(b"packed anew as a whole", ran.err)
                    self.assertIn(b"the whole was not read again" if trust else b"; read again, nothing left to change", ran.err)

    def test_one_block_for_all(self) -> None:
        plain = backup()
        data = self.packed("igzip", "-0c", data=plain)
        written, _ = self.scrub("a.sql.gz", data)
        self.assertEqual(self.scrubbed(plain), gzip.decompress(written))

    def test_all_members(self) -> None:
        plain = backup(tables=4, rows=3)
        expected = self.scrubbed(plain)
        for cut in (10, 1000, 200_000, plain.index(b"CANARY-1-1") + 3, plain.index(b"CANARY-2-0") - 1):
            data = gzip.compress(plain[:cut]) + gzip.compress(b"") + gzip.compress(plain[cut:])
            written, _ = self.scrub("a.sql.gz", data)
            self.assertEqual(expected, gzip.decompress(written), cut)

    def test_dense_changes(self) -> None:
        plain = backup(tables=2, rows=20_000, issues=100)
        written, ran = self.scrub("a.sql.gz", gzip.compress(plain))
        self.assertEqual(self.scrubbed(plain), gzip.decompress(written))
        self.assertNotIn(b"packed anew as a whole", ran.err)

    def test_values_of_any_length(self) -> None:
        secrets = ["x", "CANARY" * 20_000, "", "y" * 300_000]
        plain = dumps.dump(rows_of_issues(5000), dumps.mail_table(secrets), rows_of_issues(5000))
        written, _ = self.scrub("a.sql.gz", gzip.compress(plain))
        self.assertEqual(self.scrubbed(plain), gzip.decompress(written))

    def test_members_that_state_their_size_are_packed_anew(self) -> None:
        plain = backup()
        expected = self.scrubbed(plain)
        head = gzip.compress(b"-- a comment\n")
        for data, front, why in ((blocked(plain), b"", b"its members state their packed size"),
                                 (head + blocked(plain), b"-- a comment\n", b"a member of the gzip data states its packed size")):
            for trust in ((), ("--trust-splice",)):
                written, ran = self.scrub("a.sql.gz", data, *trust)
                self.assertEqual(front + expected, gzip.decompress(written))
                self.assertIn(b"a.sql.gz: packed anew as a whole: " + why + b"\n", ran.err)
                self.assertIn(b"; read again, nothing left to change", ran.err)
        self.assertNotIn(b"packed anew", self.ask(self.file("b.gz", blocked(plain)), "-o", "out").err)

    def test_other_compressions_say_why(self) -> None:
        _, ran = self.scrub("a.sql.bz2", self.packed("bzip2", "-c", data=backup()))
        self.assertIn(b"a.sql.bz2: packed anew as a whole: only gzip and ZIP data can be changed in parts\n", ran.err)

    def test_damage_is_refused(self) -> None:
        whole = gzip.compress(backup())
        for at, name in ((-8, "checksum"), (-1, "length"), (len(whole) // 2, "data")):
            broken = bytearray(whole)
            broken[at] ^= 0x55
            for trust in ((), ("--trust-splice",)):
                with self.subTest(name, trust=trust):
                    self.scrub("a.sql.gz", bytes(broken), *trust, code=FAILED)
        self.scrub("a.sql.gz", whole[:-5], "--trust-splice", code=FAILED)

    def test_streams(self) -> None:
        plain = backup()
        path = self.file("a.sql.gz", gzip.compress(plain))
        expected = self.scrubbed(plain)
        for words in ((path, "-o", "-"), ("-", "-o", "-"), ("-", "-o", "out")):
            ran = self.ask(*words, stdin=path)
            self.assert_code(CLEAN, ran)
            self.assertEqual(expected, gzip.decompress(ran.out or (self.folder / "out").read_bytes()), words)

    def test_a_pipe_gets_the_file_once(self) -> None:
        """What went into it cannot be taken back."""
        plain = backup()
        with zipfile.ZipFile(self.folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.sql", plain)
            archive.writestr("b.sql", dumps.dump(rows_of_issues(200)))
        with tarfile.open(self.folder / "a.tar.gz", "w:gz") as archive:
            archive.add(self.file("a.sql", plain), "a.sql")
        os.mkfifo(self.folder / "pipe")
        for name in ("a.zip", "a.tar.gz"):
            copy = self.folder / "copy"
            with self.subTest(name), copy.open("wb") as file, subprocess.Popen(["cat", self.folder / "pipe"], stdout=file) as reader:
                ran = self.ask(self.folder / name, "-o", "pipe", "--trust-splice")
                reader.wait()
                written = copy.read_bytes()
                self.assert_code(CLEAN, ran)
                self.assertIn(b"; read again, nothing left to change", ran.err)
                if name == "a.zip":
                    with zipfile.ZipFile(io.BytesIO(written)) as archive:
                        self.assertEqual(self.scrubbed(plain), archive.read("a.sql"))
                        self.assertEqual(0, archive.infolist()[0].header_offset)
                else:
                    with tarfile.open(fileobj=io.BytesIO(written)) as archive:
                        self.assertEqual(["a.sql"], archive.getnames())

    def test_nothing_to_change_in_a_long_last_block(self) -> None:
        """The bit that calls it the last is cleared in passing, so it is read first after all."""
        plain = dumps.dump(b"COPY public.jiraissue (id, project, body) FROM stdin;\n" + b"7\tproject 3\tsome words here\n" * 250_000 + dumps.END_OF_ROWS)
        packer = zlib.compressobj(9, zlib.DEFLATED, 31, 9)
        data = packer.compress(plain) + packer.flush()
        written, ran = self.scrub("a.sql.gz", data)
        self.assertEqual(data, written)
        self.assertIn(b"nothing to change; copied as it was", ran.err)
        archive = zip_with_descriptors({"a.sql": plain, "b.txt": b"b"}, True, False)
        archive_out, _ = self.scrub("a.zip", archive)
        self.assertEqual(archive, archive_out)
        piped = self.ask("-", "-o", "-", stdin=self.file("a.sql.gz", data))
        self.assertEqual(plain, gzip.decompress(piped.out))
        self.assertIn(b"nothing to change; copied as it was" if piped.out == data else b"nothing to change; its text was copied, packed in another way", piped.err)

    def test_in_place(self) -> None:
        plain = backup()
        path = self.file("a.sql.gz", gzip.compress(plain))
        self.assert_code(CLEAN, self.ask("--in-place", "--trust-splice", path))
        self.assertEqual(self.scrubbed(plain), gzip.decompress(path.read_bytes()))

    def test_wrong_use(self) -> None:
        path = self.file("a.sql.gz", gzip.compress(backup()))
        for words, told in ((("--trust-splice",), b"--trust-splice goes with -o FILE or --in-place"),
                            (("--trust-splice", "-o", "-"), b"--trust-splice goes with -o FILE or --in-place"),
                            (("-q", "-v", "-o", "out"), b"--verbose and --quiet are opposites")):
            ran = self.ask(path, *words)
            self.assert_code(USAGE, ran)
            self.assertIn(told, ran.err)


class Zip(SpliceTest):
    def check(self, data: bytes, written: bytes, expected: dict[str, bytes]) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(written)) as new:
            self.assertIsNone(new.testzip())
            self.assertEqual(old.namelist(), new.namelist())
            for name in old.namelist():
                self.assertEqual(expected.get(name, old.read(name)), new.read(name), name)
        path = self.file("check.zip", written)
        for words in (("unzip", "-tqq", path), ("7z", "t", path), ("zip", "-T", path)):
            if shutil.which(words[0]):
                done = subprocess.run(words, capture_output=True, check=False)
                self.assertEqual(0, done.returncode, done.stdout[-400:])

    def archive(self, members: dict[str, bytes], stream: bool = False, zip64: bool = False, method: int = zipfile.ZIP_DEFLATED) -> bytes:
        file = NotSeekable() if stream else io.BytesIO()
        with zipfile.ZipFile(file, "w", method) as archive:  # type: ignore[arg-type]
            archive.comment = b"of the archive"
            for name, text in members.items():
                with archive.open(name, "w", force_zip64=zip64) as member:
                    member.write(text)
        return bytes(file.data) if isinstance(file, NotSeekable) else file.getvalue()

    def test_headers_descriptors_and_offsets(self) -> None:
        plain = backup()
        members = {"first.txt": b"first" * 100, "a.sql": plain, "later.txt": b"later" * 100, "b.sql": plain, "last.bin": bytes(range(256)) * 90}
        expected = {"a.sql": self.scrubbed(plain), "b.sql": self.scrubbed(plain)}
        forms = {f"python stream={stream} zip64={zip64}": self.archive(members, stream, zip64) for stream in (False, True) for zip64 in (False, True)}
        forms |= {f"signature={signature} wide={wide}": zip_with_descriptors(members, signature, wide) for signature in (False, True) for wide in (False, True)}
        for form, data in forms.items():
            for trust in ((), ("--trust-splice",)):
                with self.subTest(form, trust=trust):
                    written, ran = self.scrub("a.zip", data, *trust)
                    self.check(data, written, expected)
                    self.assertNotIn(b"packed anew as a whole", ran.err)
                    self.assertLess(abs(len(written) - len(data)), 80_000)

    def test_what_does_not_change_keeps_its_headers(self) -> None:
        plain = backup()
        members = {"a.sql": plain, "b.sql": dumps.dump(rows_of_issues(2000)), "c.txt": b"c"}
        for stream in (False, True):
            with self.subTest(stream=stream):
                data = self.archive(members, stream)
                written, _ = self.scrub("a.zip", data)
                self.check(data, written, {"a.sql": self.scrubbed(plain)})
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    first, behind = (archive.getinfo(name).header_offset for name in ("b.sql", "c.txt"))
                self.assertIn(data[first:behind], written)

    def test_a_member_within(self) -> None:
        plain = backup()
        inner = self.archive({"a.sql": plain, "x": b"x"})
        for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
            data = self.archive({"y": b"y", "inner.zip": inner, "z": b"z" * 1000}, method=method)
            written, _ = self.scrub("a.zip", data)
            with zipfile.ZipFile(io.BytesIO(written)) as outer:
                self.assertIsNone(outer.testzip())
                self.assertEqual(b"z" * 1000, outer.read("z"))
                self.check(inner, outer.read("inner.zip"), {"a.sql": self.scrubbed(plain)})

    def test_gzip_within(self) -> None:
        plain = backup()
        data = self.archive({"a.sql.gz": gzip.compress(plain), "z": b"z"})
        written, _ = self.scrub("a.zip", data)
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            self.assertEqual(self.scrubbed(plain), gzip.decompress(archive.read("a.sql.gz")))

    def test_what_is_stored_is_not_trusted(self) -> None:
        plain = backup()
        data = self.archive({"a.sql": plain}, method=zipfile.ZIP_STORED)
        written, ran = self.scrub("a.zip", data, "--trust-splice")
        self.check(data, written, {"a.sql": self.scrubbed(plain)})
        self.assertIn(b"; read again, nothing left to change", ran.err)

    def test_a_wrong_checksum_is_refused(self) -> None:
        data = bytearray(self.archive({"a.sql": backup()}))
        data[14] ^= 1
        self.scrub("a.zip", bytes(data), code=FAILED)

    @unittest.skipUnless(shutil.which("javac"), "no Java compiler is installed")
    def test_java_reads_it_both_ways(self) -> None:
        source = self.file("Read.java", JAVA)
        subprocess.run(["javac", source], cwd=self.folder, check=True)
        plain = backup()
        expected = self.scrubbed(plain)
        for stream in (False, True):
            data = self.archive({"a.sql": plain, "z": b"z"}, stream=stream)
            written = self.file("written.zip", self.scrub("a.zip", data)[0])
            for way in ("list", "stream"):
                text = subprocess.run(["java", "-cp", self.folder, "Read", way, written], capture_output=True, check=True).stdout
                self.assertEqual(expected + b"z", text)


JAVA = b"""import java.io.*; import java.util.*; import java.util.zip.*;
public class Read { public static void main(String[] words) throws IOException {
 if (words[0].equals("list")) { try (ZipFile zip = new ZipFile(words[1])) {
  for (ZipEntry entry : Collections.list(zip.entries())) { zip.getInputStream(entry).transferTo(System.out); } } }
 else { try (ZipInputStream zip = new ZipInputStream(new FileInputStream(words[1]))) {
  while (zip.getNextEntry() != null) { zip.transferTo(System.out); } } } } }
"""


if __name__ == "__main__":
    unittest.main()
