"""Compressed files made and read by the tools that people use."""
from __future__ import annotations

import unittest

from container_test import BINARY, NEW, OLD, ContainerTest, keep, rewrite

TOOLS = (("gzip",), ("pigz", "-i"), ("bzip2",), ("xz",), ("xz", "-T2", "--block-size=1000"), ("zstd", "-q"), ("zstd", "-q", "--long=27"),
         ("lz4", "-q"), ("lz4", "-q", "-BD", "-B4"))


class Compressed(ContainerTest):
    def test_the_tool_reads_what_was_rewritten(self) -> None:
        for tool in TOOLS:
            for text, expected in ((OLD, NEW), (OLD * 50_000, NEW * 50_000)):
                with self.subTest(tool=tool, size=len(text)):
                    packed = self.tool(*tool, "-c", data=text)
                    self.assertEqual(expected, self.tool(tool[0], "-dc", data=rewrite(packed).output))
                    self.assertEqual(text, self.tool(tool[0], "-dc", data=keep(packed).output))

    def test_several_behind_each_other(self) -> None:
        for tool in TOOLS:
            with self.subTest(tool=tool):
                packed = self.tool(*tool, "-c", data=OLD) + self.tool(*tool, "-c", data=b"OLD\n")
                self.assertEqual(NEW + b"other than before\n", self.tool(tool[0], "-dc", data=rewrite(packed).output))

    def test_what_is_unknown_passes(self) -> None:
        for tool in TOOLS:
            with self.subTest(tool=tool):
                packed = self.tool(*tool, "-c", data=BINARY)
                answer = rewrite(packed)
                self.assertEqual(packed, answer.output)
                self.assertEqual(["f"], answer.of("unknown"))

    def test_cut_short(self) -> None:
        for tool in TOOLS:
            with self.subTest(tool=tool):
                self.assert_cuts_are_told(self.tool(*tool, "-c", data=OLD), 3)


if __name__ == "__main__":
    unittest.main()
