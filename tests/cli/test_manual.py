"""The manual pages say what the program says."""
from __future__ import annotations

import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

from program import ROOT, ProgramTest, run

PAGES = ROOT / "docs/man"
TOOL = os.environ.get("POSTERN_MANUAL", "")


def commands() -> list[str]:
    return re.findall(r"^  ([a-z]+) {2,}", run("--help").text.split("Subcommands:")[1].split("\n\n")[0], re.M)


def page(command: str) -> str:
    return (PAGES / (f"postern-{command}.md" if command else "postern.md")).read_text(encoding="utf-8")


def options(help_text: str) -> set[str]:
    return set(re.findall(r"^  (?:-\w,)?(--[a-z-]+)", help_text, re.M))


class Pages(ProgramTest):
    def test_they_are_fresh(self) -> None:
        copy = self.folder / "man"
        shutil.copytree(PAGES, copy)
        subprocess.run([TOOL, "refresh", copy], check=True)
        for path in PAGES.iterdir():
            self.assertEqual(path.read_text(), (copy / path.name).read_text(), f"{TOOL} refresh docs/man makes it anew")

    def test_every_command_has_one(self) -> None:
        self.assertEqual({"postern.md"} | {f"postern-{name}.md" for name in commands()}, {path.name for path in PAGES.iterdir()})
        for name in commands():
            self.assertIn(f"\npostern-{name}(1)\n", page(""))

    def test_every_option_stands_in_its_page(self) -> None:
        for name in ("", *commands()):
            text = run(*name.split(), "--help").text
            subs = re.findall(r"^  ([a-z]+) {2,}", text.split("Subcommands:")[1].split("\n\n")[0], re.M) if name and "Subcommands:" in text else []
            for words in ([name], *([name, sub] for sub in subs)):
                told = options(run(*filter(None, words), "--help").text)
                self.assertTrue(told)
                part = page(name).split("\n## OPTIONS\n")[1].split("\n## ")[0]
                if len(words) > 1:
                    part = part.split(f"\n### postern {' '.join(words)}\n")[1].split("\n### ")[0]
                for option in told | {"--config"}:
                    if subs and len(words) == 1 and option == "--config":
                        continue  # the words below the command have it
                    self.assertRegex(part, rf"(?m)^(`-\w`, )?`{option}[ `]", f"{words}: {option}")

    def test_exit_codes_are_those_of_the_help(self) -> None:
        for name in ("", *commands()):
            told = re.split(r"^Exit codes:\n", run(*name.split(), "--help").text, flags=re.M)[1]
            joined = re.sub(r"\n {7}", " ", told)
            wanted = re.findall(r"^  (\d+) +(.*)$", joined, re.M)
            written = re.findall(r"^\| (\d+) \| (.*) \|$", page(name).split("\n## EXIT STATUS\n")[1], re.M)
            self.assertEqual(wanted, written, name)
            self.assertLessEqual({"0", "2", "3", "130"}, {code for code, _ in written}, name)

    def test_what_is_written_by_hand_stays(self) -> None:
        copy = self.folder / "man"
        shutil.copytree(PAGES, copy)
        path = copy / "postern-scan.md"
        text = path.read_text()
        path.write_text(text.replace("The report does not depend on it.", "Written by hand.").replace(": Files to read", ": Old words"))
        subprocess.run([TOOL, "refresh", copy], check=True)
        self.assertEqual(text.replace("The report does not depend on it.", "Written by hand."), path.read_text())


class Made(ProgramTest):
    """The pages for man(1)."""

    def setUp(self) -> None:
        super().setUp()
        subprocess.run([TOOL, "make", PAGES, self.folder], check=True, env={"SOURCE_DATE_EPOCH": "1767225600"})
        self.pages = sorted(self.folder.glob("*.1"))

    def tool(self, name: str) -> str:
        path = shutil.which(name)
        if path is None:
            self.skipTest(f"{name} is not installed")
        return path

    def test_one_for_each_command(self) -> None:
        self.assertEqual(["postern.1", *(f"postern-{name}.1" for name in sorted(commands()))],
                         sorted((path.name for path in self.pages), key=lambda name: (name != "postern.1", name)))
        self.assertIn("2026-01-01", self.pages[0].read_text())

    def test_groff_has_nothing_to_say(self) -> None:
        for path in self.pages:
            ran = subprocess.run([self.tool("man"), "--warnings", "-l", "-E", "UTF-8", "-Tutf8", "-Z", path], capture_output=True, check=True,
                                 env=os.environ | {"MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
            self.assertEqual(b"", ran.stderr, path.name)

    def test_mandoc_has_nothing_to_say(self) -> None:
        for path in self.pages:
            ran = subprocess.run([self.tool("mandoc"), "-Tlint", "-Wwarning", path], capture_output=True, check=False)
            self.assertEqual((0, b""), (ran.returncode, ran.stdout), path.name)

    def test_man_can_list_them(self) -> None:
        for path in self.pages:
            ran = subprocess.run([self.tool("lexgrog"), path], capture_output=True, check=True, text=True)
            self.assertRegex(ran.stdout, rf'"{path.stem} - [a-z].+"')

    def test_a_person_can_read_them(self) -> None:
        shown = subprocess.run([self.tool("man"), "-l", "-E", "ascii", self.folder / "postern-scan.1"], capture_output=True, check=True, text=True,
                               env=os.environ | {"MANWIDTH": "100", "LC_ALL": "C", "MAN_KEEP_FORMATTING": ""}).stdout
        self.assertRegex(shown, r"(?m)^ +-o, --output FILE$")
        self.assertRegex(shown, r"(?m)^ +4 +finished but incomplete")
        self.assertRegex(shown, r"(?m)^ +postern scan --follow /var/atlassian/application-data/jira$")
        self.assertNotRegex(shown, r"`|\*\*|^\.[A-Z]")


if __name__ == "__main__":
    unittest.main()
