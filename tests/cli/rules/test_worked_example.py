"""The first part of docs/rules.md: its files are written, its commands run, and they print what stands there."""
from __future__ import annotations

import os
import re
import subprocess
import unittest

from golden import steady
from program import ROOT, ProgramTest, binary, environment

PAGE = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
TUTORIAL = PAGE[PAGE.index("# A first rule, step by step\n"):PAGE.index("# Reference\n")]
# ```LANGUAGE FILE: the next piece of the file; ```console: "$ " in front of a command, behind it what it prints.
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)


class WorkedExample(ProgramTest):
    def setUp(self) -> None:
        super().setUp()
        programs = self.folder / "programs"
        programs.mkdir()
        (programs / "postern").symlink_to(binary())
        self.work = self.folder / "work"
        self.work.mkdir()
        self.environment = environment(PATH=f"{programs}:{os.environ.get('PATH', '/usr/bin:/bin')}")

    def add(self, name: str, piece: str) -> None:
        path = self.work / name
        path.parent.mkdir(exist_ok=True)
        before = path.read_text() + "\n" if path.exists() else ""
        path.write_text(before + piece)
        path.chmod(0o640)

    def printed(self, command: str) -> bytes:
        return subprocess.run(["/bin/sh", "-c", command], cwd=self.work, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout

    def test_it_is_as_the_page_says(self) -> None:
        commands = 0
        for language, name, text in BLOCK.findall(TUTORIAL):
            if name:
                self.add(name, text)
                continue
            self.assertEqual("console", language)
            for command, expected in COMMAND.findall(text):
                self.assertEqual(steady(expected.encode()), steady(self.printed(command)), command)
                commands += 1
        self.assertEqual(commands, TUTORIAL.count("\n$ "))
        self.assertGreater(commands, 6)

    def test_links_lead_to_headings(self) -> None:
        headings = {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", PAGE, re.M)}
        self.assertEqual(set(), set(re.findall(r"\]\(#([^)]+)\)", PAGE)) - headings)


if __name__ == "__main__":
    unittest.main()
