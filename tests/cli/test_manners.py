"""What every command line tool owes its user: help, exit codes, streams."""
from __future__ import annotations

import os
import re
import unittest

from program import CLEAN, FAILED, FINDINGS, FIXTURES, INCOMPLETE, USAGE, ProgramTest, copy_fixture, environment, listed_ids, run, start, without_time

VERBS = (("scan",), ("migrate",), ("sandbox",), ("postfix",), ("undo",), ("report",), ("report", "merge"), ("report", "show"),
         ("report", "diff"), ("rules",), ("rules", "check"), ("rules", "list"), ("rules", "show"))
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
        for parent in ("report", "rules"):
            named = re.findall(r"^  ([a-z]+) {2,}", run(parent, "--help").text.split("Subcommands:")[1].split("\n\n")[0], re.M)
            self.assertEqual({verb[1] for verb in VERBS if len(verb) > 1 and verb[0] == parent}, set(named))

    def test_help_tells_the_exit_codes(self) -> None:
        text = run("--help").text
        for code in ("0", "1", "2", "3", "4", "130"):
            self.assertRegex(text, rf"(?m)^  {code} +\w")
        for verb, codes in (("scan", "0 1 2 3 4 130"), ("migrate", "0 1 2 3 4 130"), ("sandbox", "0 1 2 3 4 130"),
                            ("undo", "0 1 2 3 4 130"), ("postfix", "0 2 3 4 130"), ("rules", "0 2 3 130")):
            told = run(verb, "--help").text.split("\nExit codes:\n")[1]
            self.assertEqual(codes.split(), re.findall(r"(?m)^  (\d+) +\w", told))

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

    def test_what_is_missing_is_hinted_at(self) -> None:
        for arguments, hint in ((("report",), "hint: one of merge, show and diff; postern report --help tells more\n"),
                                (("postfix", DUMP), "hint: --postfix-dir DIR: The folder to write; postern postfix --help tells more\n"),
                                (("report", "diff", "a.json"), "hint: postern report diff --help tells more\n"), ((), "hint: one of scan, ")):
            with self.subTest(arguments=arguments):
                self.assert_refused(run(*arguments), USAGE, hint)

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


class Summary(ProgramTest):
    """One line that can be pasted into a ticket."""

    def test_ends_the_text_report(self) -> None:
        ran = run("scan", DUMP)
        self.assertEqual(b"", ran.err)
        self.assertRegex(ran.text, r"\n\npostern \d+\.\d+\.\d+: 2 mail credentials \(2 high\) in 2 places, 1 open mail route; 1 source "
                                   r"\(\d\.\d KiB\); exit 1\n$")

    def test_is_on_standard_error_where_the_report_is_elsewhere(self) -> None:
        wanted = run("scan", DUMP).summary
        for arguments in (("--format", "json"), ("-o", "report"), ("--format", "json", "-o", "report")):
            ran = run("scan", *arguments, DUMP, cwd=self.folder)
            self.assertEqual(f"{wanted}\n".encode(), ran.err)
            self.assertEqual(b"", run("scan", "-q", *arguments, DUMP, cwd=self.folder).err)

    def test_says_the_exit_code(self) -> None:
        for arguments, code in (((DUMP,), FINDINGS), ((BAD,), INCOMPLETE), (("--fail-on", "never", DUMP), CLEAN)):
            ran = run("scan", *arguments)
            self.assert_code(code, ran)
            self.assertTrue(ran.summary.endswith(f"; exit {code}"), ran.summary)
        self.assertIn(", 1 not read to its end;", run("scan", BAD).summary)

    def test_is_plain_on_a_terminal_too(self) -> None:
        last = run("scan", "--color", "always", DUMP, env=environment(LC_ALL="C.UTF-8")).out.splitlines()[-1]
        self.assertRegex(last, rb"^postern [ -~]+$")


class Verbose(ProgramTest):
    def test_names_each_source_and_its_kind(self) -> None:
        self.file("in/notes.txt", b"nothing\n")
        copy_fixture("postgresql/plain.sql", self.folder / "in")
        copy_fixture("jira-xml/nested.zip", self.folder / "in")
        ran = run("scan", "--verbose", "in", cwd=self.folder)
        lines = ran.err.decode().splitlines()
        self.assertIn("in/plain.sql: pg-dump-plain", lines)
        self.assertIn("in/notes.txt: nothing known", lines)
        self.assertTrue(any(line.startswith("in/nested.zip!") and line.endswith(": jira-xml") for line in lines), lines)
        self.assertEqual(run("scan", "in", cwd=self.folder).out, ran.out)
        alone = run("scan", "-v", "in", "--jobs", "1", cwd=self.folder)
        self.assertEqual(sorted(lines), sorted(alone.err.decode().splitlines()))  # as they come

    def test_says_what_could_not_be_read(self) -> None:
        (self.folder / "empty.sql").touch()
        self.assertIn(b"empty.sql: not read: is empty\n", run("scan", "-v", "empty.sql", cwd=self.folder).err)

    def test_is_the_opposite_of_quiet(self) -> None:
        self.assert_refused(run("scan", "-v", "-q", DUMP), USAGE, "--verbose and --quiet are opposites")

    def test_a_name_cannot_steer_the_terminal(self) -> None:
        self.file("a\x1b[31m.sql", DUMP.read_bytes())
        self.assertNotIn(b"\x1b", run("scan", "-v", ".", cwd=self.folder).err)


class Streams(ProgramTest):
    def test_quiet(self) -> None:
        for path, code in ((DUMP, FINDINGS), (BAD, INCOMPLETE)):
            for option in ("-q", "--quiet"):
                ran = run("scan", option, path)
                self.assert_code(code, ran)
                self.assertEqual((b"", b""), (ran.out, ran.err))

    def test_quiet_tells_of_a_target_that_cannot_be_opened(self) -> None:
        """An error, as a file that is missing is one of other programs."""
        ran = run("scan", "-q", DUMP, "gone.sql", cwd=self.folder)
        self.assert_code(INCOMPLETE, ran)
        self.assertEqual((b"", b"postern: gone.sql: cannot be opened: No such file or directory\n"), (ran.out, ran.err))

    def test_quiet_still_writes_the_file(self) -> None:
        ran = run("scan", "-q", "-o", "r.txt", DUMP, cwd=self.folder)
        self.assertEqual(b"", ran.out)
        self.assertEqual(run("scan", DUMP).out, (self.folder / "r.txt").read_bytes())

    def test_jobs_make_no_difference(self) -> None:
        for form in ("text", "json"):
            outputs = {without_time(run("scan", "--format", form, "--jobs", jobs, FIXTURES).out) for jobs in ("1", "2", "7", "64")}
            self.assertEqual(1, len(outputs), form)

    def test_a_second_run_is_the_same(self) -> None:
        """Ids of findings do not depend on the key of the run."""
        for form in ("text", "json"):
            outputs = [without_time(run("scan", "--format", form, FIXTURES).out) for _ in range(2)]
            self.assertEqual(*outputs)

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

    def test_nobody_hears_standard_error(self) -> None:
        """A closed one does not become the report; a full one, or a broken pipe, changes no exit code."""
        wanted = without_time(run("scan", "--format", "json", DUMP).out)
        report = self.folder / "e.json"
        for redirection in ("2>&-", "2>/dev/full", "<&- 2>&-"):
            for more in ((), ("-v",)):
                with self.subTest(redirection=redirection, more=more):
                    report.unlink(missing_ok=True)
                    self.assert_code(FINDINGS, run("scan", DUMP, *more, "--format", "json=e.json", cwd=self.folder,
                                                   prefix=("sh", "-c", f'exec "$@" {redirection}', "sh")))
                    self.assertEqual(wanted, without_time(report.read_bytes()))
        for code, arguments in ((FINDINGS, ("scan", "-v", "-o", str(report), str(DUMP))), (USAGE, ("scan", "--bogus"))):
            reading, writing = os.pipe()
            os.close(reading)
            process = start(*arguments, stderr=writing)
            os.close(writing)
            self.assertEqual(code, process.wait(60))

    def test_closed_standard_output(self) -> None:
        """Under its other name too: a link of our own, as a report that takes the place of /dev/stdout would be the machine's loss."""
        link = self.folder / "stdout"
        link.symlink_to("/proc/self/fd/1")
        for arguments in (("scan", DUMP), ("scan", DUMP, "-o", link), ("scan", "--format", "json", DUMP), ("rules", "list")):
            with self.subTest(arguments=arguments):
                ran = run(*arguments, prefix=("sh", "-c", 'exec "$@" >&-', "sh"))
                self.assert_code(FAILED, ran)
                self.assertIn(b"postern: ", ran.err)
        self.assertTrue(link.is_symlink())
        self.assert_code(FINDINGS, run("scan", DUMP, "-q", prefix=("sh", "-c", 'exec "$@" >&-', "sh")))

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
