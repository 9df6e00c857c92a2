"""Tar archives made and read by GNU tar and Python, in every form."""
from __future__ import annotations

import io
import os
import tarfile
import unittest

from container_test import BINARY, NEW, OLD, ContainerTest, keep, rewrite

FORMS = ("v7", "oldgnu", "gnu", "ustar", "pax")


class Tar(ContainerTest):
    def make(self, *options: str, long_names: bool = True) -> bytes:
        self.write("d/first", BINARY)
        self.write("d/wanted.xml", OLD * 100)
        self.write("d/empty", b"")
        if long_names:
            self.write("d/" + "long/" * 30 + "wanted.xml", OLD * 3)
        if not (self.folder / "d/link").is_symlink():
            os.symlink("first", self.folder / "d/link")
            os.link(self.folder / "d/wanted.xml", self.folder / "d/same.xml")
        self.tool("tar", "-c", "--sort=name", *options, "-f", "a.tar", "d")
        return (self.folder / "a.tar").read_bytes()

    def unpacked(self, data: bytes) -> dict[str, tuple]:
        """What Python finds: type, attributes and text by name."""
        found = {}
        with tarfile.open(fileobj=io.BytesIO(data), ignore_zeros=True) as archive:
            for member in archive:
                text = archive.extractfile(member).read() if member.isreg() else b""
                found[member.name] = (member.type, member.mode, member.mtime, member.uname, member.linkname, text)
        return found

    def check(self, before: bytes, after: bytes) -> None:
        old, new = self.unpacked(before), self.unpacked(after)
        self.assertEqual(list(old), list(new))
        self.assertEqual({name: (*rest, text.replace(OLD, NEW)) for name, (*rest, text) in old.items()}, new)
        self.write("after.tar", after)
        self.tool("tar", "-t", "-f", "after.tar")
        self.tool("rm", "-rf", "after")
        (self.folder / "after").mkdir()
        self.tool("tar", "-x", "-C", "after", "-f", "after.tar")
        self.assertEqual(NEW * 100, (self.folder / "after/d/wanted.xml").read_bytes())

    def test_every_form(self) -> None:
        for form in FORMS:
            with self.subTest(form=form):
                data = self.make(f"--format={form}", long_names=form not in ("v7", "ustar"))
                answer = rewrite(data)
                self.assertTrue(answer.whole, answer.told)
                self.assertEqual([], answer.of("unread"))
                self.assertIn("f!d/same.xml", answer.of("content"))
                self.check(data, answer.output)
                self.assertEqual(data, keep(data).output)

    def test_long_names(self) -> None:
        for form in ("gnu", "pax"):
            with self.subTest(form=form):
                self.assertIn("f!d/" + "long/" * 30 + "wanted.xml", rewrite(self.make(f"--format={form}")).of("content"))

    def test_prefix_of_ustar(self) -> None:
        self.write("p" * 80 + "/" + "q" * 90 + ".xml", OLD)
        self.tool("tar", "-c", "--format=ustar", "-f", "b.tar", "p" * 80)
        answer = rewrite((self.folder / "b.tar").read_bytes())
        self.assertEqual(["f!" + "p" * 80 + "/" + "q" * 90 + ".xml"], answer.of("content"))

    def test_compressed_and_nested(self) -> None:
        inner = self.make("--format=pax", "--gzip")
        self.write("e/inner.tgz", inner)
        self.tool("tar", "-c", "--format=gnu", "-f", "c.tar", "e")
        outer = (self.folder / "c.tar").read_bytes()
        answer = rewrite(outer)
        self.assertTrue(answer.whole)
        with tarfile.open(fileobj=io.BytesIO(answer.output)) as archive:
            found = archive.extractfile("e/inner.tgz").read()
        self.check(self.tool("gzip", "-dc", data=inner), self.tool("gzip", "-dc", data=found))

    def test_pax_with_sizes_of_its_own(self) -> None:
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": "of all"}) as archive:
            for name in ("wanted.xml", "last"):
                info = tarfile.TarInfo(name)
                info.size = len(OLD)
                info.pax_headers = {"size": str(len(OLD)), "comment": "a comment"}
                archive.addfile(info, io.BytesIO(OLD))
        data = file.getvalue()
        answer = rewrite(data)
        self.assertTrue(answer.whole, answer.told)
        with tarfile.open(fileobj=io.BytesIO(answer.output)) as archive:
            self.assertEqual(["wanted.xml", "last"], archive.getnames())
            self.assertEqual("of all", archive.pax_headers["comment"])
            self.assertEqual("a comment", archive.getmember("last").pax_headers["comment"])
            self.assertEqual(NEW, archive.extractfile("last").read())
        self.assertEqual(data, keep(data).output)

    def test_sparse(self) -> None:
        for form in ("gnu", "oldgnu", "pax --sparse-version=0.0", "pax --sparse-version=0.1", "pax --sparse-version=1.0"):
            with self.subTest(form=form):
                with open(self.folder / "sparse", "wb") as file:
                    for start in range(0, 40 << 20, 1 << 20):
                        file.seek(start)
                        file.write(OLD)
                self.write("wanted.xml", OLD)
                self.tool("tar", "-c", "-S", *f"--format={form}".split(), "-f", "s.tar", "sparse", "wanted.xml")
                data = (self.folder / "s.tar").read_bytes()
                answer = rewrite(data)
                self.assertTrue(answer.whole, answer.told)
                self.assertEqual(["f!sparse"], answer.of("unread"))
                self.assertEqual(["f!wanted.xml"], answer.of("content"))
                self.write("after.tar", answer.output)
                self.tool("rm", "-f", "sparse", "wanted.xml")
                self.tool("tar", "-x", "-f", "after.tar")
                self.assertEqual(NEW, (self.folder / "wanted.xml").read_bytes())

    def test_archives_behind_each_other(self) -> None:
        self.write("x/one.xml", OLD)
        self.write("x/two.xml", OLD)
        self.tool("tar", "-c", "-f", "1.tar", "x/one.xml")
        self.tool("tar", "-c", "-f", "2.tar", "x/two.xml")
        data = (self.folder / "1.tar").read_bytes() + (self.folder / "2.tar").read_bytes()
        answer = rewrite(data)
        self.assertEqual(["f!x/one.xml", "f!x/two.xml"], answer.of("content"))
        self.assertEqual([NEW, NEW], [facts[-1] for facts in self.unpacked(answer.output).values()])
        self.tool("tar", "-A", "-f", "1.tar", "2.tar")
        self.assertEqual(2, len(rewrite((self.folder / "1.tar").read_bytes()).of("content")))

    def test_bytes_behind_the_end_are_told_and_pass(self) -> None:
        data = self.make() + b"junk"
        answer = rewrite(data)
        self.assertTrue(answer.whole)
        self.assertTrue(answer.output.endswith(b"\0junk"))
        self.assertEqual(["f"], answer.of("unread"))

    def test_no_end_mark(self) -> None:
        data = self.make("--format=gnu", "-b", "1").rstrip(b"\0")
        data += b"\0" * (-len(data) % 512)
        answer = rewrite(data)
        self.assertTrue(answer.whole)
        self.assertEqual(["f"], answer.of("unread"))

    def test_damaged(self) -> None:
        data = bytearray(self.make("--format=gnu"))
        second = data.index(b"d/empty")
        data[second] ^= 1
        answer = rewrite(bytes(data))
        self.assertFalse(answer.whole)
        self.assertTrue(answer.of("unread"))

    def test_cut_short(self) -> None:
        data = self.make("--format=pax")
        self.assert_cuts_are_told(data, 1009, len(data.rstrip(b"\0")))

    def test_bsdtar(self) -> None:
        self.write("d/wanted.xml", OLD * 100)
        for form in ("ustar", "pax", "gnutar", "v7"):
            with self.subTest(form=form):
                self.tool("bsdtar", "-c", "--format", form, "-f", "b.tar", "d")
                answer = rewrite((self.folder / "b.tar").read_bytes())
                self.write("after.tar", answer.output)
                self.assertEqual(NEW * 100, self.tool("bsdtar", "-x", "-O", "-f", "after.tar", "d/wanted.xml"))


if __name__ == "__main__":
    unittest.main()
