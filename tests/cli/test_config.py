"""--config FILE: options from a file, and what is refused in it."""
from __future__ import annotations

import os
import unittest
from pathlib import Path

from program import CLEAN, FINDINGS, FIXTURES, USAGE, ProgramTest, Run, environment, run, without_time

DUMP = FIXTURES / "postgresql/plain.sql"


class ConfigTest(ProgramTest):
    def config(self, text: str) -> Path:
        return self.file("postern.toml", text.encode())

    def scan(self, text: str, *arguments: str) -> Run:
        return run("scan", "--config", self.config(text), *arguments, DUMP, cwd=self.folder)


class Taken(ConfigTest):
    def test_options(self) -> None:
        ran = self.scan('[scan]\nformat = "json"\njobs = 2\nfail-on = "never"\noutput = "found.json"\nquiet = true\n')
        self.assert_code(CLEAN, ran)
        self.assertEqual((b"", b""), (ran.out, ran.err))
        self.assertEqual(b"{", (self.folder / "found.json").read_bytes()[:1])

    def test_before_the_command_too(self) -> None:
        path = self.config('[scan]\nformat = "json"\n')
        outputs = {without_time(run(*arguments, DUMP).out)
                   for arguments in (("scan", "--config", path), ("--config", path, "scan"), ("scan", "--format", "json"))}
        self.assertEqual(1, len(outputs))

    def test_the_command_line_goes_before_it(self) -> None:
        self.assertEqual(run("scan", DUMP).out, self.scan('[scan]\nformat = "json"\n', "--format", "text").out)

    def test_a_flag_that_is_false(self) -> None:
        self.assertNotEqual(b"", self.scan("[scan]\nquiet = false\n").out)

    def test_of_a_command_below_another(self) -> None:
        ran = run("rules", "list", "--config", self.config('[rules.list]\nrules = "/nonexistent"\n'))
        self.assert_refused(ran, USAGE, "/nonexistent")

    def test_lists(self) -> None:
        ran = run("postfix", "--blackhole", "--direct", "--postfix-dir", "box", "--hostname", "a.example.com", "--config",
                  self.config('[postfix]\nallow = ["one@example.com", "two@example.com"]\nplatform = "debian"\npostfix-version = "3.7"\n'),
                  cwd=self.folder)
        self.assert_code(CLEAN, ran)
        written = "".join(path.read_text() for path in (self.folder / "box").rglob("*") if path.is_file())
        self.assertIn("one@example.com", written)
        self.assertIn("two@example.com", written)

    def test_required_options_may_stand_there(self) -> None:
        ran = run("postfix", "--direct", "--config", self.config('[postfix]\npostfix-dir = "made"\n'), cwd=self.folder)
        self.assert_code(CLEAN, ran)
        self.assertTrue((self.folder / "made").is_dir())

    def test_other_commands_are_checked_and_have_no_effect(self) -> None:
        self.assert_code(FINDINGS, self.scan('[postfix]\nblackhole = true\n[rules.show]\nrules = "/nonexistent"\n'))
        self.assert_refused(self.scan("[postfix]\nbogus = true\n"), USAGE, "'bogus' is no option of postfix")

    def test_none_is_read_that_is_not_named(self) -> None:
        for name in ("postern.toml", "config.toml", "config.ini", ".postern.toml", ".config/postern/config.toml"):
            self.file(name, b"[bogus]\n")
        ran = run("scan", DUMP, cwd=self.folder, env=environment(HOME=str(self.folder), XDG_CONFIG_HOME=str(self.folder / ".config")))
        self.assert_code(FINDINGS, ran)


class Refused(ConfigTest):
    def refused(self, text: str, *words: str) -> None:
        with self.subTest(text=text):
            ran = self.scan(text)
            self.assert_refused(ran, USAGE, *words)
            self.assertNotIn(b"CANARY", ran.err)
            self.assertIn(b"postern.toml", ran.err)

    def test_unknown_keys_and_tables(self) -> None:
        self.refused('[scan]\njobs = 1\nbogus = "CANARY"\n', "line 3", "'bogus' is no option of scan")
        self.refused('[skan]\njobs = 1\n', "line 1", "'skan' is no command")
        self.refused('format = "CANARY"\n', "line 1", "'format' stands in no [table] of a command")
        self.refused('[scan]\nformat.CANARY = "text"\n', "line 2")
        self.refused('[rules]\nrules = "CANARY"\n', "'rules' is no option of rules")
        for key in ("help", "version", "config", "TARGET", "o"):
            self.refused(f'[scan]\n{key} = "CANARY"\n', "is no option of scan")

    def test_a_key_that_may_be_a_secret_is_not_repeated(self) -> None:
        self.refused('[scan]\nCANARY = "x"\n', "line 2", "a key is no option of scan")
        self.refused('[CANARY]\n', "a key is no command")
        self.refused('"CANARY pass: word" = 1\n')

    def test_values(self) -> None:
        self.refused('[scan]\nformat = "CANARY"\n', "--format does not know this word")
        self.refused('[scan]\njobs = "CANARY"\n', "--jobs does not take this value")
        self.refused('[scan]\njobs = 1.5\n', "'jobs' does not take this value")
        self.refused('[scan]\nquiet = "CANARY"\n', "'quiet' does not take this value")
        self.refused('[scan]\nformat = true\n', "'format' does not take this value")
        self.refused('[scan]\nrules = ["CANARY"]\n', "'rules' does not take this value")
        self.refused('[scan]\nrelay = "CANARY"\n', "--relay takes HOST:PORT")

    def test_what_is_no_toml(self) -> None:
        for text in ("CANARY\n", "CANARY=CANARY CANARY", "[scan\n", '[scan]\njobs = 1\njobs = 2\n', "\x00\x01"):
            self.refused(text, "is not TOML")

    def test_what_changes_something(self) -> None:
        for command, key in (("migrate", "apply"), ("sandbox", "apply"), ("undo", "apply"), ("sandbox", "in-place"), ("migrate", "wipe"),
                             ("sandbox", "purge")):
            ran = run(command, "--config", self.config(f"[{command}]\n{key} = true\n"), DUMP)
            self.assert_refused(ran, USAGE, f"'{key}' cannot stand in a file", f"--{key}")

    def test_what_logs_in_somewhere(self) -> None:
        self.refused("[scan]\nverify-logins = true\n", "'verify-logins' cannot stand in a file", "--verify-logins")
        self.refused('[scan]\nverify-ca = "CANARY"\n', "'verify-ca' cannot stand in a file", "--verify-ca")

    def test_an_option_that_is_refused_says_where_it_came_from(self) -> None:
        for text, arguments in (('[scan]\njobs = 2\nformat = "CANARY"\n', ()), ('[scan]\n\njobs = "CANARY"\n', ()),
                                ('[scan]\n\nquiet = true\n', ("--verbose",))):
            ran = self.scan(text, *arguments)
            name = "quiet" if arguments else "jobs" if "format" not in text else "format"
            self.assert_refused(ran, USAGE, f"(--{name} came from ", "postern.toml, line 3)")
            self.assertNotIn(b"CANARY", ran.err)
        self.assertNotIn(b"came from", self.scan('[scan]\nformat = "json"\n', "--format", "CANARY").err)

    def test_one_file_alone(self) -> None:
        ran = self.scan("[scan]\njobs = 1\n", "--config", self.file("other.toml", b"[scan]\njobs = 2\n"))
        self.assert_refused(ran, USAGE, "--config")

    def test_a_large_one(self) -> None:
        ran = self.scan("# " + "x" * 2_000_000 + "\n")
        self.assert_refused(ran, USAGE, "postern.toml: is far too large")

    def test_files_that_are_none(self) -> None:
        self.file("locked.toml", b"").chmod(0)
        os.mkfifo(self.folder / "fifo")
        names = ["missing.toml", ".", "fifo", "/dev/zero", "/dev/null", "-"] + (["locked.toml"] if os.geteuid() != 0 else [])
        for name in names:
            self.assert_refused(run("scan", "--config", name, DUMP, cwd=self.folder), USAGE, name)
        self.assert_refused(run("scan", "--config"), USAGE, "--config")

    def test_help_and_version_need_none(self) -> None:
        self.assert_code(CLEAN, run("scan", "--help", "--config", self.config("[scan]\n")))
        self.assertRegex(run("--version").text, r"^postern \d")


if __name__ == "__main__":
    unittest.main()
