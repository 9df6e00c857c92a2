"""What every command line tool owes its user: help, exit codes, streams."""
from __future__ import annotations

import os
import re
import unittest

from program import CLEAN, FAILED, FINDINGS, FIXTURES, INCOMPLETE, USAGE, ProgramTest, copy_fixture, environment, listed_ids, run, start

VERBS = (("scan",), ("migrate",), ("sandbox",), ("postfix",), ("undo",), ("rules",), ("rules", "check"), ("rules", "list"),
         ("rules", "show"))
DUMP = FIXTURES / "postgresql/plain.sql"
LOW_ONLY = FIXTURES / "tomcat/placeholders.xml"
BAD = FIXTURES / "bad/cut-in-copy.sql"


class Help(ProgramTest):
    def test_version(self) -> None:
        ran = run("--version")
        self.assert_code(CLEAN, ran)
        self.assertRegex(ran.text, r"^postern \d+\.\d+\.\d+\n$")
        self.assert_silent(ran)

    def test_help(self) -> None:
        for verb in ((), *VERBS):
            long, short = run(*verb, "--help"), run(*verb, "-h")
            with self.subTest(verb=verb):
                self.assert_code(CLEAN, long)
                self.assert_silent(long)
                self.assertEqual((long.code, long.out, long.err), (short.code, short.out, short.err))
                self.assertIn("Usage: postern " + " ".join((*verb, "")), long.text)

    def test_help_is_no_wider_than_a_page(self) -> None:
        for verb in ((), *VERBS):
            for line in run(*verb, "--help").text.splitlines():
                self.assertLessEqual(len(line), 100, line)

    def test_help_names_every_verb_that_is_tested(self) -> None:
        named = re.findall(r"^  ([a-z]+) {2,}", run("--help").text.split("Subcommands:")[1].split("\n\n")[0], re.M)
        self.assertEqual({verb[0] for verb in VERBS}, set(named))
        named = re.findall(r"^  ([a-z]+) {2,}", run("rules", "--help").text.split("Subcommands:")[1].split("\n\n")[0], re.M)
        self.assertEqual({verb[1] for verb in VERBS if len(verb) > 1}, set(named))

    def test_help_tells_the_exit_codes(self) -> None:
        text = run("--help").text
        for code in ("0", "1", "2", "3", "4", "130"):
            self.assertRegex(text, rf"(?m)^  {code} +\w")
        for code in ("0", "1", "2", "3", "4", "130"):
            self.assertRegex(run("scan", "--help").text, rf"\b{code} \w")
        for code in ("0", "2", "3", "4", "130"):
            self.assertRegex(run("postfix", "--help").text, rf"\b{code} \w")
        for verb in ("migrate", "sandbox", "undo"):
            for code in ("0", "1", "2", "3", "4", "130"):
                self.assertRegex(run(verb, "--help").text, rf"\b{code} \w")

    def test_advice_names_only_commands_there_are(self) -> None:
        verbs = {verb[0] for verb in VERBS}
        texts = [run("scan", FIXTURES).text] + [run("rules", "show", name).text
                                                for name in sorted(listed_ids(run("rules", "list").text))]
        for text in texts:
            for named in re.findall(r"postern\s+([a-z]+)[ .:]", text):
                self.assertIn(named, verbs | {"knows"})


class WrongUse(ProgramTest):
    def test_wrong_options(self) -> None:
        for arguments in ((), ("scan",), ("rules",), ("look",), ("scan", "--bogus", DUMP), ("--bogus",),
                          ("scan", "--format", "xml", DUMP), ("scan", "--fail-on", "all", DUMP),
                          ("scan", "--color", "red", DUMP), ("scan", "--jobs", "0", DUMP), ("scan", "--jobs", "x", DUMP),
                          ("scan", "--jobs", "257", DUMP), ("scan", "--jobs", "-1", DUMP), ("scan", "-o"),
                          ("scan", "--relay", "localhost", DUMP), ("scan", "--relay", "h:0", DUMP),
                          ("scan", "--relay", "h:99999", DUMP), ("scan", "--relay", ":25", DUMP),
                          ("rules", "check", "extra"), ("rules", "show"), ("scan", "--rules", "/nonexistent", DUMP),
                          ("scan", "-o", "", DUMP), ("scan", ""), ("postfix",), ("postfix", DUMP),
                          ("postfix", "--postfix-dir", "d"), ("postfix", "--postfix-dir", "d", "--bogus", DUMP),
                          ("postfix", "--postfix-dir", "d", "--jobs", "0", DUMP),
                          ("postfix", "--postfix-dir", "d", "--format", "json", DUMP)):
            with self.subTest(arguments=arguments):
                self.assert_refused(run(*arguments, stdin=b""), USAGE)

    def test_message_names_the_option(self) -> None:
        self.assertIn("--bogus", run("scan", "--bogus", DUMP).err.decode())
        self.assertIn("--format", run("scan", "--format", "xml", DUMP).err.decode())

    def test_unknown_option_is_named_and_nothing_else(self) -> None:
        for name, arguments in (("--bogus", ("scan", "--bogus", "CANARY")), ("--bogus", ("scan", "--bogus=CANARY", DUMP)),
                                ("-x", ("scan", "-x", DUMP)), ("-x", ("scan", "-xCANARY", DUMP)), ("--bogus", ("--bogus",)),
                                ("--bogus", ("postfix", "--bogus", "CANARY")), ("--bogus", ("rules", "lst", "--bogus")),
                                ("--bogus", ("postfix", "--postfix-dir", "d", "--bogus", "CANARY")),
                                ("--no-such", ("rules", "show", "CANARY", "--no-such"))):
            with self.subTest(arguments=arguments):
                ran = run(*arguments, cwd=self.folder)
                self.assert_refused(ran, USAGE, f"postern: {name} is no option of this command\n")
                self.assertNotIn(b"CANARY", ran.err)

    def test_unknown_word_is_not_repeated(self) -> None:
        for arguments, words in ((("rules", "show", "CANARY", "CANARY"), "an argument too many"),
                                 (("scan", "--CANARY1", DUMP), "an option that is not known"),
                                 (("rules", "CANARY"), "there is no command of that name"),
                                 (("CANARY",), "there is no command of that name")):
            with self.subTest(arguments=arguments):
                ran = run(*arguments)
                self.assert_refused(ran, USAGE, words)
                self.assertNotIn(b"CANARY", ran.err)

    def test_url_is_refused_and_not_repeated(self) -> None:
        for url in ("postgresql://jira:pa55-in-url@db.example.com/jira", "mysql://jira:pa55-in-url@db/jira"):
            ran = run("scan", DUMP, url)
            self.assert_refused(ran, USAGE, "URL")
            self.assertNotIn(b"pa55-in-url", ran.err)
            self.assertNotIn(b"db", ran.err.replace(b"pg_dump", b""))


class ExitCodes(ProgramTest):
    def code(self, code: int, *arguments: object) -> None:
        with self.subTest(arguments=arguments):
            ran = run("scan", *arguments)  # type: ignore[arg-type]
            self.assert_code(code, ran)
            self.assert_silent(ran)

    def test_clean(self) -> None:
        self.code(CLEAN, self.file("clean.sql", b"-- PostgreSQL database dump\n\n-- Dumped by pg_dump version 15.1\n\n"
                                                b"--\n-- PostgreSQL database dump complete\n--\n"))

    def test_findings_and_fail_on(self) -> None:
        for level, dump, low in ((None, FINDINGS, FINDINGS), ("low", FINDINGS, FINDINGS), ("medium", FINDINGS, CLEAN),
                                 ("high", FINDINGS, CLEAN), ("never", CLEAN, CLEAN)):
            option = ("--fail-on", level) if level else ()
            self.code(dump, *option, DUMP)
            self.code(low, *option, LOW_ONLY)

    def test_incomplete_wins(self) -> None:
        for level in ("low", "high", "never"):
            self.code(INCOMPLETE, "--fail-on", level, BAD)
            self.code(INCOMPLETE, "--fail-on", level, DUMP, BAD)

    def test_words_agree_with_the_exit_code(self) -> None:
        for path in sorted(FIXTURES.glob("*/*.*")):
            with self.subTest(fixture=path.name):
                ran = run("scan", path)
                doubts = "NOT a clean result" in ran.text or "There may be more" in ran.text
                self.assertEqual(ran.code == INCOMPLETE, doubts)

    def test_relay_is_no_finding(self) -> None:
        xml = (b'<?xml version="1.0"?>\n<Context><Resource name="mail/A" type="javax.mail.Session" '
               b'mail.smtp.host="%s" mail.smtp.port="%s"/></Context>\n')
        for host, port, option, code in ((b"localhost", b"25", None, CLEAN), (b"127.0.0.1", b"25", None, CLEAN),
                                         (b"localhost", b"587", None, FINDINGS), (b"relay.example.com", b"25", None, FINDINGS),
                                         (b"RELAY.example.com", b"25", "relay.example.com:25", CLEAN),
                                         (b"localhost", b"25", "relay.example.com:25", FINDINGS),
                                         (b"::1", b"2525", "[::1]:2525", CLEAN)):
            relay = ("--relay", option) if option else ()
            self.code(code, *relay, self.file("context.xml", xml % (host, port)))

    def test_relay_with_a_secret_is_a_finding(self) -> None:
        self.code(FINDINGS, "--relay", "smtp.example.com:587", DUMP)


class Streams(ProgramTest):
    def test_quiet(self) -> None:
        for path, code in ((DUMP, FINDINGS), (BAD, INCOMPLETE)):
            for option in ("-q", "--quiet"):
                ran = run("scan", option, path)
                self.assert_code(code, ran)
                self.assertEqual((b"", b""), (ran.out, ran.err))

    def test_quiet_still_writes_the_file(self) -> None:
        ran = run("scan", "-q", "-o", "r.txt", DUMP, cwd=self.folder)
        self.assertEqual(b"", ran.out)
        self.assertEqual(run("scan", DUMP).out, (self.folder / "r.txt").read_bytes())

    def test_jobs_make_no_difference(self) -> None:
        for form in ("text", "json"):
            outputs = {run("scan", "--format", form, "--jobs", jobs, FIXTURES).out for jobs in ("1", "2", "7", "64")}
            self.assertEqual(1, len(outputs), form)

    def test_a_second_run_is_the_same(self) -> None:
        """Ids of findings do not depend on the key of the run."""
        for form in ("text", "json"):
            self.assertEqual(run("scan", "--format", form, FIXTURES).out, run("scan", "--format", form, FIXTURES).out)

    def test_standard_input(self) -> None:
        ran = run("scan", "--format", "json", "-", stdin=DUMP)
        self.assert_code(FINDINGS, ran)
        self.assertEqual("-", ran.report["sources"][0]["path"])
        self.assertEqual({None}, {finding["exposure"]["file"] for finding in ran.report["findings"]})

    def test_full_disk(self) -> None:
        """What cannot be written is an error, not a success."""
        for arguments in (("scan", DUMP), ("scan", "--format", "json", DUMP), ("rules", "list"), ("rules", "check"),
                          ("rules", "show", "jira-mailserver")):
            with self.subTest(arguments=arguments), open("/dev/full", "wb") as full:
                process = start(*map(str, arguments), stdout=full, stderr=-1, stdin=-3)
                err = process.communicate()[1]
                self.assertEqual(FAILED, process.returncode)
                self.assertIn(b"postern: ", err)

    def test_locale_makes_no_difference(self) -> None:
        wanted = run("scan", DUMP)
        for locale in ("C", "de_DE.UTF-8", "tr_TR.UTF-8"):
            self.assertEqual(wanted.out, run("scan", DUMP, env=environment(LC_ALL=locale)).out)

    def test_input_is_left_alone(self) -> None:
        name = copy_fixture("postgresql/plain.sql", self.folder, 0o400)
        before = os.stat(self.folder / name)
        run("scan", name, cwd=self.folder)
        after = os.stat(self.folder / name)
        self.assertEqual([name], os.listdir(self.folder))
        self.assertEqual((before.st_mtime_ns, before.st_mode, before.st_ino), (after.st_mtime_ns, after.st_mode, after.st_ino))


if __name__ == "__main__":
    unittest.main()
