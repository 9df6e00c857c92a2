"""ZIP files made and read by Python, Java and Info-ZIP."""
from __future__ import annotations

import io
import os
import shutil
import subprocess
import unittest
import zipfile

from container_test import BINARY, NEW, OLD, ContainerTest, keep, rewrite, run_probe

STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


class NotSeekable(io.RawIOBase):
    """So Python writes data descriptors."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self.data += bytes(data)
        return len(data)


def members(method: int) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """Names, attributes, comments and extra fields of all sorts."""
    plain = zipfile.ZipInfo("notes.txt", (2020, 2, 3, 4, 5, 6))
    folder = zipfile.ZipInfo("folder/", (2020, 2, 3, 4, 5, 6))
    folder.external_attr = 0o40755 << 16 | 0x10
    wanted = zipfile.ZipInfo("folder/größe.xml", (2024, 5, 6, 7, 8, 10))
    wanted.comment = b"a comment"
    wanted.external_attr = 0o100640 << 16
    wanted.extra = b"UT\x05\x00\x01abcd"
    last = zipfile.ZipInfo("binary", (1999, 1, 1, 0, 0, 0))
    found = [(plain, b"OLD, but not ours\n"), (folder, b""), (wanted, OLD * 100), (last, BINARY)]
    for info, _ in found:
        info.compress_type = method
    return found


def make(method: int, stream: bool = False, zip64: bool = False) -> bytes:
    file = NotSeekable() if stream else io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.comment = b"of the archive"
        for info, data in members(method):
            with archive.open(info, "w", force_zip64=zip64) as member:
                member.write(data)
    return bytes(file.data) if stream else file.getvalue()


def facts(info: zipfile.ZipInfo) -> tuple:
    return (info.filename, info.comment, info.external_attr, info.date_time, info.compress_type, info.create_system)


class Zip(ContainerTest):
    def check(self, before: bytes, after: bytes, repacked: set[str], new_text: bytes = NEW) -> None:
        """The one archive is the other with that text for OLD in those members; all others are bytes as they were."""
        with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
            self.assertIsNone(new.testzip())
            self.assertEqual(old.comment, new.comment)
            self.assertEqual([facts(info) for info in old.infolist()], [facts(info) for info in new.infolist()])
            for one, other in zip(old.infolist(), new.infolist()):
                text = old.read(one)
                if one.filename in repacked:
                    self.assertEqual(text.replace(OLD, new_text), new.read(other))
                else:
                    self.assertEqual(text, new.read(other))
                    self.assertEqual(one.flag_bits, other.flag_bits)
                    self.assertEqual((one.compress_size, one.CRC), (other.compress_size, other.CRC))
                    raw = before[one.header_offset:one.header_offset + 30 + one.compress_size]
                    self.assertEqual(raw, after[other.header_offset:other.header_offset + len(raw)])

    def test_python(self) -> None:
        for method in (STORED, DEFLATED):
            for stream in (False, True):
                for zip64 in (False, True):
                    with self.subTest(method=method, stream=stream, zip64=zip64):
                        data = make(method, stream, zip64)
                        answer = rewrite(data)
                        if method == STORED and stream:  # no length anywhere in front of the data
                            self.assertFalse(answer.whole)
                            self.assertIn("f!notes.txt", answer.of("unread"))
                            continue
                        self.assertTrue(answer.whole)
                        self.assertEqual([], answer.of("unread"))
                        self.check(data, answer.output, {"folder/größe.xml"})
                        self.check(data, keep(data).output, {"folder/größe.xml"}, OLD)
                        if method == STORED:
                            self.assertEqual(data, keep(data).output)

    def test_order_of_the_list_stays(self) -> None:
        data = make(DEFLATED)
        start = data.index(b"PK\x01\x02")
        end = data.rindex(b"PK\x05\x06")
        headers = data[start:end].split(b"PK\x01\x02")[1:]
        turned = data[:start] + b"".join(b"PK\x01\x02" + header for header in reversed(headers)) + data[end:]
        answer = rewrite(turned)
        self.assertTrue(answer.whole, answer.told)
        self.check(turned, answer.output, {"folder/größe.xml"})

    def test_nested(self) -> None:
        for method in (STORED, DEFLATED):
            inner = make(DEFLATED)
            for _ in range(3):
                file = io.BytesIO()
                with zipfile.ZipFile(file, "w", method) as archive:
                    archive.writestr("x", b"first")
                    archive.writestr("inner.zip", inner)
                    archive.writestr("y", b"last")
                inner = file.getvalue()
            answer = rewrite(inner)
            self.assertTrue(answer.whole)
            found = answer.output
            for _ in range(3):
                with zipfile.ZipFile(io.BytesIO(found)) as archive:
                    self.assertIsNone(archive.testzip())
                    self.assertEqual(b"last", archive.read("y"))
                    found = archive.read("inner.zip")
            self.check(make(DEFLATED), found, {"folder/größe.xml"})

    def test_info_zip(self) -> None:
        for number, options in enumerate((("-0",), ("-9",), ("-fd",), ("-fz",), ("-X",))):
            with self.subTest(options=options):
                self.write("d/wanted.xml", OLD * 100)
                self.write("d/notes.txt", b"OLD")
                name = f"{number}.zip"
                self.tool("zip", "-q", "-r", *options, name, "d")
                data = (self.folder / name).read_bytes()
                answer = rewrite(data)
                self.assertTrue(answer.whole, answer.told)
                self.assertEqual(["f!d/wanted.xml"], answer.of("content"))
                self.check(data, answer.output, {"d/wanted.xml"})
                self.write("after.zip", answer.output)
                self.tool("unzip", "-tqq", "after.zip")
                self.assertEqual(NEW * 100, self.tool("unzip", "-p", "after.zip", "d/wanted.xml"))

    def test_info_zip_from_standard_input(self) -> None:
        data = self.tool("zip", "-q", "-", "-", data=OLD * 100)
        answer = rewrite(data)
        self.assertEqual(NEW * 100, self.tool("funzip", data=answer.output))
        self.write("after.zip", answer.output)
        self.assertEqual(NEW * 100, self.tool("unzip", "-p", "after.zip"))

    def test_seven_zip(self) -> None:
        self.write("wanted.xml", OLD * 100)
        self.tool("7z", "a", "-bd", "a.zip", "wanted.xml")
        answer = rewrite((self.folder / "a.zip").read_bytes())
        self.write("after.zip", answer.output)
        self.tool("7z", "t", "after.zip")
        self.assertEqual(NEW * 100, self.tool("7z", "x", "-so", "after.zip", "wanted.xml"))

    def test_java(self) -> None:
        if shutil.which("javac") is None and shutil.which("java") is None:
            self.skipTest("java is not installed")
        self.write("Zips.java", JAVA)
        self.write("wanted.xml", OLD * 1000)
        self.java("make", "wanted.xml", "a.zip")
        data = (self.folder / "a.zip").read_bytes()
        answer = rewrite(data)
        self.assertTrue(answer.whole, answer.told)
        self.write("after.zip", answer.output)
        self.assertEqual(NEW * 1000, self.java("stream", "after.zip"))
        self.assertEqual(NEW * 1000, self.java("file", "after.zip"))
        self.check(data, answer.output, {"wanted.xml"})

    def java(self, *words: str) -> bytes:
        done = subprocess.run(["java", "-Xshare:auto", "Zips.java", *words], cwd=self.folder, capture_output=True, check=False,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})
        if b"no compiler" in done.stderr.lower() or b"jdk.compiler" in done.stderr:
            self.skipTest("java has no compiler")
        self.assertEqual(0, done.returncode, done.stderr.decode()[-1000:])
        return done.stdout

    def test_cut_short(self) -> None:
        for method in (STORED, DEFLATED):
            data = make(method)
            self.assert_cuts_are_told(data, 101)
            self.assert_cuts_are_told(data[:], 1, 40)

    def test_list_that_disagrees(self) -> None:
        data = make(DEFLATED)
        start = data.index(b"PK\x01\x02")
        end = data.rindex(b"PK\x05\x06")
        header = data[start:end]
        first = header[:header.index(b"PK\x01\x02", 4)]
        wrong = {
            "name": data[:start] + header.replace(b"notes", b"Notes") + data[end:],
            "checksum": data[:start] + header[:16] + b"\0\0\0\0" + header[20:] + data[end:],
            "size": data[:start] + header[:24] + b"\1\0\0\0" + header[28:] + data[end:],
            "offset": data[:start] + header[:42] + b"\1\0\0\0" + header[46:] + data[end:],
            "missing": data[:start] + header[len(first):] + data[end:],
            "twice": data[:start] + first + header + data[end:],
            "bytes in front": b"PK\x03\x04".join((b"", b"")) + data[:start] + header + data[end:end + 16]
                              + (start + 5).to_bytes(4, "little") + data[end + 20:],
        }
        for what, damaged in wrong.items():
            with self.subTest(what=what):
                answer = rewrite(damaged)
                self.assertFalse(answer.whole)
                self.assertIn("f", [path.split("!")[0] for path in answer.of("unread")])
                self.assertTrue(run_probe(damaged).of("unread"))

    def test_many_members(self) -> None:
        """More than the old end record can count."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", STORED) as archive:
            archive.writestr("wanted.xml", OLD)
            for number in range(70_000):
                archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
        answer = rewrite(file.getvalue())
        self.assertTrue(answer.whole, answer.told[:3])
        with zipfile.ZipFile(io.BytesIO(answer.output)) as archive:
            self.assertEqual(70_001, len(archive.infolist()))
            self.assertEqual(NEW, archive.read("wanted.xml"))
            self.assertEqual(b"", archive.read("69999"))
        self.assertEqual(file.getvalue(), keep(file.getvalue()).output)


JAVA = b"""
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.zip.*;

public class Zips {
    public static void main(String[] words) throws IOException {
        if (words[0].equals("make")) {
            try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(words[2]))) {
                out.setComment("a comment");
                out.putNextEntry(new ZipEntry("folder/"));
                out.putNextEntry(new ZipEntry(words[1]));
                Files.copy(Path.of(words[1]), out);
                out.putNextEntry(new ZipEntry("last"));
                out.write("last".getBytes());
            }
        } else if (words[0].equals("stream")) {
            try (ZipInputStream in = new ZipInputStream(new FileInputStream(words[1]))) {
                for (ZipEntry entry; (entry = in.getNextEntry()) != null;) {
                    if (entry.getName().endsWith(".xml")) in.transferTo(System.out); else in.transferTo(OutputStream.nullOutputStream());
                }
            }
        } else {
            try (ZipFile in = new ZipFile(words[1])) {
                for (ZipEntry entry : Collections.list(in.entries())) {
                    in.getInputStream(entry).transferTo(entry.getName().endsWith(".xml") ? System.out : OutputStream.nullOutputStream());
                }
            }
        }
    }
}
"""

if __name__ == "__main__":
    unittest.main()
