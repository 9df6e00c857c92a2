"""No secret, in no form, in anything that the program writes."""
from __future__ import annotations

import base64
import hashlib
import os
import unittest
from pathlib import Path

import dumps
from expectations import all_secrets, expected, fixture_names
from forms import forms, leaks, unfolded
from postfix.written import SECRETS, entries
from program import FIXTURES, ProgramTest, Run, environment, run
from terminal import run_on_terminal

# Runs are also made with secrets in places where only a command line or a rule file could have them.
EXTRA = "c0mmand-line-s3cret"


class Canary(ProgramTest):
    def setUp(self) -> None:
        super().setUp()
        self.private = self.folder / "tmp"
        self.private.mkdir()
        self.secrets = [*all_secrets(), EXTRA]

    def watched(self, *arguments: str | bytes | Path, **options: object) -> Run:
        """A run whose every byte is searched, the files it leaves behind included."""
        ran = run(*arguments, env=environment(TMPDIR=str(self.private)), **options)  # type: ignore[arg-type]
        self.assert_none(ran.out, ran)
        self.assert_none(ran.err, ran)
        self.assertEqual([], os.listdir(self.private))
        return ran

    def assert_none(self, output: bytes, what: object) -> None:
        self.assertEqual([], leaks(output, self.secrets), str(what)[:500])

    # --- does the search itself work? ---

    def test_the_search_finds_the_secrets_of_the_fixtures(self) -> None:
        for name in fixture_names():
            if name.endswith((".gz", ".zip", ".bz2", ".xz", ".zst", ".lz4", ".tar", "archive.dump")):
                continue
            data = (FIXTURES / name).read_bytes()
            with self.subTest(fixture=name):
                self.assertEqual({s for s in expected(name).secrets if s} - set(leaks(unfolded(data), self.secrets)), set())

    def test_the_search_knows_many_forms(self) -> None:
        for text in (b"p''a\\ss\"w&rd]]>", b"p&apos;a\\ss&quot;w&amp;rd]]&gt;", b"Gr\xc3\xbc\xc3\x9fe\\ttab\\\\",
                     b"inbox-pa%24%24word", b"aW5ib3gtcGEkJHdvcmQ", b"xxXdinter" * 3 + b"Winter25"):
            self.assertTrue(leaks(b"before " + text + b" after", self.secrets), text)
        self.assertEqual([], leaks(b"Nothing to be seen here: winter, upper-case, jira@example.com", self.secrets))
        for secret in self.secrets:
            self.assertGreater(len(forms(secret)), 3)

    # --- the program ---

    def test_every_fixture(self) -> None:
        for name in fixture_names():
            with self.subTest(fixture=name):
                self.watched("scan", "--color", "always", FIXTURES / name)

    def test_every_form_of_a_report(self) -> None:
        forms = ("text", "json", "html", "sarif", "csv", "junit")
        for name in (*fixture_names(), "."):
            with self.subTest(fixture=name):
                self.watched("scan", "--format", ",".join(f"{form}={self.folder}/r.{form}" for form in forms), FIXTURES / name)
                for form in forms:
                    self.assert_none((self.folder / f"r.{form}").read_bytes(), (name, form))

    def test_everything_at_once(self) -> None:
        for options in ((), ("--format", "json"), ("--jobs", "1"), ("--color", "always"), ("--fail-on", "never")):
            with self.subTest(options=options):
                self.watched("scan", *options, FIXTURES)

    def test_from_standard_input(self) -> None:
        for name in fixture_names():
            with self.subTest(fixture=name):
                self.watched("scan", "-", stdin=FIXTURES / name)

    def test_on_a_terminal(self) -> None:
        shown = run_on_terminal("scan", str(FIXTURES))
        self.assert_none(shown.out, "standard output")
        self.assert_none(shown.err, "standard error")

    def test_report_files(self) -> None:
        for form in ("text", "json"):
            self.watched("scan", "--format", form, "-o", self.folder / form, FIXTURES)
            written = (self.folder / form).read_bytes()
            self.assertGreater(len(written), 1000)
            self.assert_none(written, form)
        self.assertEqual({"text", "json", "tmp"}, set(os.listdir(self.folder)))

    def test_fingerprints_waivers_and_reports_of_reports(self) -> None:
        key = self.file("key", os.urandom(32))
        key.chmod(0o600)
        waivers = self.file("w.toml", b"[[waiver]]\nrule = 'jira-mailserver'\njustification = 'x'\nexpires = 9999-12-31\n")
        report = self.folder / "r.json"
        self.watched("scan", "--format", "json", "-o", report, "--fingerprint-key", key, "--waivers", waivers, FIXTURES)
        self.assert_none(report.read_bytes(), "report")
        text = report.read_bytes()
        self.assertNotIn(key.read_bytes(), text)
        self.assertNotIn(key.read_bytes().hex().encode(), text)
        for secret in self.secrets:  # no digest that anybody could make of a secret alone
            for plain in (secret.encode(), base64.b64encode(secret.encode())):
                for digest in ("md5", "sha1", "sha256", "sha512"):
                    self.assertNotIn(hashlib.new(digest, plain).hexdigest()[:32].encode(), text)
        for arguments in (("show", report), ("merge", report, report), ("diff", report, report), ("diff", "--format", "json", report, report)):
            self.watched("report", *arguments)

    def test_secrets_in_the_wrong_options(self) -> None:
        for option in ("--fingerprint-key", "--waivers", "--baseline"):
            wrong = self.file("wrong", f"{EXTRA}\n".encode())
            wrong.chmod(0o600)
            ran = self.watched("scan", option, wrong, FIXTURES / "tomcat/server.xml")
            self.assertIn(ran.code, (2, 3))
        for key in ("credential", "finding"):
            wrong = self.file("wrong", f"[[waiver]]\n{key} = '{EXTRA}'\njustification = '{EXTRA}'\nexpires = 9999-12-31\n".encode())
            self.assertEqual(2, self.watched("scan", "--waivers", wrong, FIXTURES / "tomcat/server.xml").code)
        self.assertEqual(2, self.watched("scan", "--shard", EXTRA, FIXTURES / "tomcat/server.xml").code)

    def assert_only_where_postfix_keeps_them(self, folder: Path, what: object) -> None:
        """A configuration's own files of passwords and tokens are closed to others; no other file holds one."""
        for name, (mode, content) in entries(folder).items() if folder.exists() else ():
            self.assert_none(name.encode(), what)
            if name.startswith(SECRETS):
                self.assertEqual(0o600, mode, name)
            else:
                self.assert_none(content, (name, what))

    def test_postfix(self) -> None:
        in_turn = (("--fragment",), ("--blackhole",), ("--blackhole", "--allow", "qa@example.com"), ("--direct",))
        for number, name in enumerate(fixture_names()):
            for options in ((), ("--keep-senders", "--oauth", "jira@example.com"), in_turn[number % len(in_turn)]):
                with self.subTest(fixture=name, options=options):
                    folder = self.folder / f"{number}{''.join(options)}"
                    self.watched("postfix", FIXTURES / name, "--postfix-dir", folder, *options)
                    self.assert_only_where_postfix_keeps_them(folder, name)

    def test_postfix_knows_the_secrets(self) -> None:
        """Where they belong they are, or the search above would prove nothing."""
        folder = self.folder / "relay"
        self.watched("postfix", FIXTURES / "postgresql/old.sql", "--postfix-dir", folder)
        found = {secret for name, (_, content) in entries(folder).items() for secret in leaks(content, self.secrets)
                 if name.startswith(SECRETS)}
        self.assertEqual({"p'a\\ss\"w&rd]]>", "Winter25", "upper-case-pw"}, found)

    def test_postfix_when_accounts_are_refused(self) -> None:
        for secrets in ((EXTRA + " ",), (EXTRA + "\n",), (EXTRA, EXTRA + "2")):
            rows = b"".join(dumps.mail_row(1, secret) for secret in secrets)
            dump = self.file("a.sql", dumps.dump(dumps.MAIL_TABLE, rows, dumps.END_OF_ROWS))
            with self.subTest(secrets=secrets):
                ran = self.watched("postfix", dump, "--postfix-dir", self.folder / "relay")
                self.assertEqual(3, ran.code)

    def test_rules(self) -> None:
        for arguments in (("check",), ("list",), ("show", "jira-mailserver"), ("show", "tomcat-mail-session")):
            self.watched("rules", *arguments)

    def test_wrong_use(self) -> None:
        url = f"postgresql://jira:{EXTRA}@db.example.com/jira"
        for arguments in (("scan", url), ("scan", "--bogus", url), (url,), ("scna", url), ("rules", url),
                          ("scan", f"--password={EXTRA}", "x"), ("scan", "--password", EXTRA, "x"), ("--url", url),
                          ("scan", "--relay", f"smtp://u:{EXTRA}@h", "x"), ("postfix", url, "--postfix-dir", "d"),
                          ("postfix", "x", "--postfix-dir", "d", "--relay", f"smtp://u:{EXTRA}@h"),
                          ("postfix", "x", "--postfix-dir", "d", "--tls", f"smtp.example.com={EXTRA}"),
                          ("postfix", "x", "--postfix-dir", "d", "--password", EXTRA),
                          ("postfix", "x", "--postfix-dir", "d", "--oauth", f"jira:{EXTRA}"),
                          ("postfix", "x", "--postfix-dir", "d", "--platform", EXTRA)):
            with self.subTest(arguments=arguments):
                self.watched(*arguments, cwd=self.folder)

    def test_cut_at_every_place(self) -> None:
        """Messages about what is damaged do not quote it."""
        for name in fixture_names():
            data = (FIXTURES / name).read_bytes()
            folder = self.folder / "cut"
            folder.mkdir()
            for end in range(1, len(data), max(1, len(data) // 150)):
                (folder / str(end)).write_bytes(data[:end])
            with self.subTest(fixture=name):
                self.watched("scan", folder)
                self.watched("scan", "--format", "json", folder)
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()

    def test_bytes_changed(self) -> None:
        """Quotes, brackets and separators elsewhere than where they belong."""
        folder = self.folder / "changed"
        for name in fixture_names():
            data = (FIXTURES / name).read_bytes()
            folder.mkdir()
            for secret in {s for s in expected(name).secrets if s}:
                for form in forms(secret):
                    at = data.find(form)
                    for change in (b"", b'"', b"'", b"<", b">", b"]]>", b"\\", b"\n", b"\0", b"&", b"(", b")", b"$$", b"--"):
                        for place in (at - 1, at, at + len(form)):
                            if at > 0:
                                changed = data[:place] + change + data[place + 1:] if place != at else data[:at] + change + data[at:]
                                (folder / f"{at}-{place}-{change.hex()}").write_bytes(changed)
            with self.subTest(fixture=name):
                self.only_in_names_and_users(name, folder)
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()

    def only_in_names_and_users(self, name: str, folder: Path) -> None:
        """A broken file may move a secret into a column that is shown; skips and errors must not hold it."""
        ran = run("scan", "--format", "json", folder, env=environment(TMPDIR=str(self.private)))
        self.assert_none(ran.err, name)
        for source in ran.report["sources"]:
            for skip in source["skips"]:
                self.assert_none(skip["reason"].encode(), (name, source["path"], skip))

    def test_rule_file_with_a_secret_in_it(self) -> None:
        for text in (f'[[rule]]\nid = "x"\nbogus = "{EXTRA}"\n', f'[[rule]]\nid = "{EXTRA} unclosed\n',
                     f'[[rule]]\nid = {EXTRA}\n', f'[[rule]]\n{EXTRA} = 1\n{EXTRA} = 2\n',
                     f'[[rule]]\nid = "x"\n[[rule.example]]\nsecrets = [["{EXTRA}", "{EXTRA}"]]\n'):
            self.file("rules/my.toml", text.encode())
            with self.subTest(text=text):
                ran = run("rules", "check", "--rules", self.folder / "rules")
                self.assertEqual(2, ran.code)
                if "bogus" in text or "example" in text:
                    self.assert_none(ran.err, text)

    def test_false_example_of_a_rule(self) -> None:
        """The message of rules check says which value differs, not what it is."""
        text = (FIXTURES.parent / "rules/jira.toml").read_text()
        self.assertIn('secrets = [["', text)
        changed = text.replace('secrets = [["plain", "', f'secrets = [["plain", "{EXTRA}')
        self.assertNotEqual(text, changed)
        self.file("rules/jira.toml", changed.encode())
        ran = self.watched("rules", "check", "--rules", self.folder / "rules")
        self.assertEqual(2, ran.code)
        self.assertNotIn(b"s3cret", ran.err)

    def test_secret_in_other_columns_is_not_repeated_by_skips(self) -> None:
        rows = f"1\t{EXTRA}\n{EXTRA}\t2\t3\n".encode()
        ran = self.watched("scan", self.file("a.sql", dumps.dump(dumps.MAIL_TABLE + rows + dumps.END_OF_ROWS)))
        self.assertEqual(4, ran.code)


if __name__ == "__main__":
    unittest.main()
