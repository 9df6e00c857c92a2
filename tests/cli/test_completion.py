"""Completion, asked of the shells themselves."""
from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import time
import unittest
from pathlib import Path

from program import ROOT, ProgramTest, run
from test_manual import TOOL, commands, options

# What is typed before the tabulator, and what is run then. FOLDER has a folder and a file whose names start alike.
TYPED = (
    ("postern sc", "scan"),
    ("postern scan --form", "scan --format"),
    ("postern scan --format js", "scan --format json"),
    ("postern scan --format=js", "scan --format=json"),
    ("postern scan --format html=FOLDER/only.s", "scan --format html=FOLDER/only.sql"),
    ("postern --config FOLDER/only.sql scan --fail-on me", "--config FOLDER/only.sql scan --fail-on medium"),
    ("postern rules sh", "rules show"),
    ("postern scan FOLDER/only.s", "scan FOLDER/only.sql"),
    ("postern scan -o FOLDER/only.s", "scan -o FOLDER/only.sql"),
    ("postern migrate --postfix-dir FOLDER/only", "migrate --postfix-dir FOLDER/only-folder"),
    ("postern migrate --relay on", "migrate --relay on"),
)


class CompletionTest(ProgramTest):
    def setUp(self) -> None:
        super().setUp()
        self.made = self.folder / "made"
        subprocess.run([TOOL, "make", ROOT / "docs/man", self.made], check=True)
        self.file("f/only-folder/a", b"")
        self.file("f/only.sql", b"")
        self.typed = [tuple(text.replace("FOLDER", str(self.folder / "f")) for text in pair) for pair in TYPED]

    def shell(self, name: str) -> str:
        path = shutil.which(name)
        if path is None:
            self.skipTest(f"{name} is not installed")
        return path

    def all_options(self) -> dict[str, set[str]]:
        return {name: options(run(*name.split(), "--help").text) for name in (*commands(), "rules show")}


class Session:
    """An interactive shell on a terminal."""

    def __init__(self, *arguments: str, folder: Path) -> None:
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execve(arguments[0], list(arguments), {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb", "LC_ALL": "C.UTF-8"})
        self.seen = ""

    def type(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    def wait_for(self, pattern: str, seconds: float = 20) -> str:
        """What matched, and all before it is forgotten."""
        end = time.monotonic() + seconds
        while (match := re.search(pattern, self.seen)) is None:
            if time.monotonic() > end:
                raise AssertionError(f"{pattern} never came, but {self.seen!r}")
            if select.select([self.terminal], [], [], 0.1)[0]:
                self.seen += os.read(self.terminal, 65536).decode(errors="replace")
        self.seen = self.seen[match.end():]
        return match[1]

    def close(self) -> None:
        os.close(self.terminal)
        os.waitpid(self.child, 0)


class Interactive(CompletionTest):
    """The words that are there after the tabulator are those that a command gets."""

    def check(self, session: Session, *setup: str) -> None:
        self.addCleanup(session.close)
        for line in ("postern() { echo \"GOT[$*]\"; }", "bind 'set bell-style none' 2>/dev/null", *setup, "echo READY$((1+1))"):
            session.type(line + "\n")
        session.wait_for("(READY2)")
        for typed, wanted in self.typed:
            with self.subTest(typed=typed):
                session.type(typed + "\t")
                time.sleep(0.05)
                session.type("\n")
                self.assertEqual(wanted, session.wait_for(r"GOT\[(.*?)\]").rstrip("=/ "))

    def test_bash(self) -> None:
        self.check(Session(self.shell("bash"), "--norc", "--noprofile", "-i", folder=self.folder), f"source {self.made}/postern.bash")

    def test_zsh(self) -> None:
        self.check(Session(self.shell("zsh"), "-f", "-i", folder=self.folder), f"fpath=({self.made} $fpath)", "autoload -Uz compinit",
                   "compinit -D -u", "unsetopt beep")


class Asked(CompletionTest):
    """Every option of the help is offered."""

    def test_bash(self) -> None:
        script = self.file("ask", f"source {self.made}/postern.bash\n".encode() + b"""
COMP_WORDS=(postern "$@" -); COMP_CWORD=$(($# + 1)); _postern; printf '%s\\n' "${COMPREPLY[@]}"
""")
        for name, told in self.all_options().items():
            ran = subprocess.run([self.shell("bash"), script, *name.split()], capture_output=True, text=True, check=True)
            self.assertEqual("", ran.stderr)
            self.assertLessEqual(told, set(ran.stdout.split()), name)
            if "Subcommands:" not in run(*name.split(), "--help").text:
                self.assertIn("--config", ran.stdout.split(), name)

    def test_fish(self) -> None:
        script = self.file("ask", f"source {self.made}/postern.fish\ncomplete -C \"$argv\"\n".encode())
        ask = lambda text: subprocess.run([self.shell("fish"), "--no-config", script, text], capture_output=True, text=True, check=True,
                                          cwd=self.folder, env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}).stdout
        words = lambda text: {line.split("\t")[0] for line in ask(text).splitlines()}
        for name, told in self.all_options().items():
            self.assertLessEqual(told, words(f"postern {name} --"), name)
        for typed, wanted in self.typed[:-1]:
            with self.subTest(typed=typed):
                self.assertIn(wanted.split()[-1], {word.rstrip("/") for word in words(typed)})
        self.assertEqual(set(commands()), words("postern "))
        self.assertNotIn("only.sql", " ".join(words(f"postern migrate --postfix-dir {self.folder}/f/only")))
        self.assertIn("Form of the report", ask("postern scan --form"))

    def test_zsh_names_every_option(self) -> None:
        text = (self.made / "_postern").read_text()
        for name, told in self.all_options().items():
            function = text.split(f"\n_postern_{name.replace(' ', '_')}() {{\n")[1].split("\n}\n")[0]
            for option in told:
                self.assertRegex(function, rf"{option}\b", name)


class Text(CompletionTest):
    def test_shells_accept_it(self) -> None:
        for name, made in (("bash", "postern.bash"), ("zsh", "_postern"), ("fish", "postern.fish")):
            ran = subprocess.run([self.shell(name), "-n", self.made / made], capture_output=True, check=False)
            self.assertEqual((0, b""), (ran.returncode, ran.stderr), made)

    def test_shellcheck(self) -> None:
        ran = subprocess.run([self.shell("shellcheck"), "-s", "bash", self.made / "postern.bash"], capture_output=True, check=False)
        self.assertEqual((0, b""), (ran.returncode, ran.stdout))


if __name__ == "__main__":
    unittest.main()
