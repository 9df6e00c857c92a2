"""postern rules check, and rules from a folder."""
from __future__ import annotations

import re
import shutil
import unittest

from program import CLEAN, FINDINGS, FIXTURES, ROOT, USAGE, ProgramTest, run

GUIDE = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
EXAMPLE, SETTING, PROVIDER = re.findall(r"```toml\n(.*?)```", GUIDE, re.S)

# What is wrong, where the message must point (line and column; None: anywhere in the line), what it must name.
BROKEN = (
    ("unknown key", EXAMPLE.replace("title =", "titel ="), r"4:1", "titel", "title"),
    ("not TOML", '[[rule]]\nid = "x\n', r"2:\d+", "TOML"),
    ("missing key", EXAMPLE.replace('title = "Mail account of App"\n', ""), r"1:1", "title"),
    ("wrong type", EXAMPLE.replace('product = "app"', "product = 7"), r"3:\d+", "product"),
    ("bad id", EXAMPLE.replace('"app-mail"', '"App Mail!"'), r"2:\d+", "id"),
    ("unknown role", EXAMPLE.replace("username = { column", "usernme = { column"), r"14:\d+", "usernme", "username"),
    ("unknown encoding", EXAMPLE.replace('column = "smtp_pass"', 'column = "smtp_pass"\nencodings = ["rot13"]'), r"19:\d+", "rot13"),
    ("same id twice", EXAMPLE + EXAMPLE, r"\d+:\d+", "app-mail"),
    ("no example", EXAMPLE.split("[[rule.example]]")[0], r"\d+:\d+", "example"),
    ("no reference", EXAMPLE.replace('["https://app.example.org/docs/mail"]', "[]"), r"\d+:\d+", "references"),
)

BROKEN_PROVIDERS = (
    ("unknown key", PROVIDER.replace("limits =", "limit ="), r"\d+:1", "limit", "limits"),
    ("missing key", PROVIDER.replace('login = "password"\n', ""), r"1:1", "login"),
    ("no such day", re.sub(r'checked = "[^"]*"', 'checked = "2026-02-30"', PROVIDER), r"\d+:11", "2026-02-30", "YYYY-MM-DD"),
    ("no such port", PROVIDER.replace("587 =", "65536 ="), r"\d+:11", "65536", "65535"),
    ("no such TLS", PROVIDER.replace('"starttls"', '"tls"'), r"\d+:\d+", "tls", "starttls"),
    ("size in MB", re.sub(r"message_size = \S+", "message_size = 20", PROVIDER), r"\d+:16", "message_size", "65536"),
    ("unsafe reference", PROVIDER.replace("https://", "http://"), r"\d+:\d+", "references", "https://"),
    ("same id twice", PROVIDER + PROVIDER, r"\d+:6", "company-relay"),
)


class Check(ProgramTest):
    def rules(self, text: str, name: str = "my.toml") -> str:
        self.file(f"rules/{name}", text.encode())
        return str(self.folder / "rules")

    def test_shipped_rules(self) -> None:
        ran = run("rules", "check")
        self.assert_code(CLEAN, ran)
        self.assert_silent(ran)
        self.assertRegex(ran.text, r"^\d+ rules: \d+ examples .*, \d+ counter-examples .*\n\d+ providers: .*\n$")

    def test_every_shipped_rule_is_on_the_page_of_what_is_tested(self) -> None:
        page = (ROOT / "docs/coverage.md").read_text(encoding="utf-8")
        ids = re.findall(r"^id = \"(.+?)\"$", "".join(path.read_text() for path in (ROOT / "rules").glob("*.toml")
                                                     if path.name != "providers.toml"), re.M)
        self.assertEqual([], [id for id in ids if f"| `{id}` |" not in page], "tests/db/refresh_coverage writes it anew")

    def test_shipped_files_are_the_built_in_rules(self) -> None:
        """The same ids replace, so nothing is counted twice."""
        self.assertEqual(run("rules", "check").out, run("rules", "check", "--rules", ROOT / "rules").out)

    def test_the_rules_of_the_guide(self) -> None:
        for text in (EXAMPLE, SETTING):
            ran = run("rules", "check", "--rules", self.rules(text))
            self.assert_code(CLEAN, ran)
            self.assert_silent(ran)

    def test_false_example_of_a_setting(self) -> None:
        ran = run("rules", "check", "--rules", self.rules(SETTING.replace('finding = "listen"', 'finding = "port"')))
        self.assert_code(USAGE, ran)
        self.assertIn(b"the finding points at 'listen', expected 'port'", ran.err)

    def test_the_provider_of_the_guide(self) -> None:
        """A file may hold providers alone."""
        providers = re.compile(r"(?m)^(\d+) providers")
        ran = run("rules", "check", "--rules", self.rules(PROVIDER))
        self.assert_code(CLEAN, ran)
        self.assert_silent(ran)
        shipped, all_of_them = (int(providers.search(text).group(1))  # type: ignore[union-attr]
                                for text in (run("rules", "check").text, ran.text))
        self.assertEqual(shipped + 1, all_of_them)

    def test_broken_files(self) -> None:
        for what, text, place, *words in BROKEN + BROKEN_PROVIDERS:
            with self.subTest(what):
                self.assertNotIn(text, (EXAMPLE, PROVIDER))
                folder = self.rules(text)
                for verb in (("rules", "check"), ("rules", "list"), ("scan", FIXTURES)):
                    ran = run(*verb, "--rules", folder)
                    self.assert_refused(ran, USAGE, *words)
                    self.assertRegex(ran.err.decode(), rf"(?m)^postern: {re.escape(folder)}/my\.toml:{place}: ")

    def test_false_examples(self) -> None:
        line = EXAMPLE[:EXAMPLE.index("[[rule.example]]")].count("\n") + 1
        for what, old, new in (("username", 'username = "app" }', 'username = "other" }'), ("port", "port = 587, protocol", "port = 25, protocol"),
                               ("secret", '[["plain", "s3cret"]]', '[["plain", "s3cre"]]'), ("secret", '[["plain", "s3cret"]]', "[]")):
            with self.subTest(what):
                self.assertIn(old, EXAMPLE)
                ran = run("rules", "check", "--rules", self.rules(EXAMPLE.replace(old, new)))
                self.assert_code(USAGE, ran)
                self.assertEqual(b"", ran.out)
                self.assertRegex(ran.err.decode(), rf"my\.toml:{line}: rule app-mail: .*{what}")
                self.assertNotIn(b"s3cre", ran.err)

    def test_counter_example_that_matches(self) -> None:
        match = 'row = { id = 1, smtp_host = "h.example.com", smtp_pass = "s3cret" }'
        ran = run("rules", "check", "--rules", self.rules(re.sub(r"row = .*application.*", match, EXAMPLE)))
        self.assert_code(USAGE, ran)
        self.assertIn(b"counter", ran.err)

    def test_two_rules_for_one_field(self) -> None:
        """Of two files, and of one of them and a shipped rule."""
        self.rules(EXAMPLE, "a.toml")
        folder = self.rules(EXAMPLE.replace('"app-mail"', '"app-mail-again"'), "b.toml")
        ran = run("rules", "check", "--rules", folder)
        self.assert_code(USAGE, ran)
        line = EXAMPLE[:EXAMPLE.index("[[rule.example]]")].count("\n") + 1
        self.assertEqual(f"{folder}/b.toml:1: rule app-mail-again: reports the secret in 'smtp_pass' of the example at "
                         f"{folder}/a.toml:{line}, and so does rule app-mail\n"
                         "hint: tell their records apart by requires or where, or take the place of the other with its id, app-mail\n",
                         ran.err.decode())
        (self.folder / "rules/a.toml").unlink()
        shipped = (ROOT / "rules/jira.toml").read_text(encoding="utf-8")
        ran = run("rules", "check", "--rules", self.rules(shipped.replace('"jira-mailserver"', '"our-mailserver"'), "b.toml"))
        self.assert_code(USAGE, ran)
        self.assertRegex(ran.err.decode(), r"/b\.toml:\d+: rule our-mailserver: reports the secret in 'mailpassword' of the "
                                           r"example at \S*jira\.toml:\d+, and so does rule jira-mailserver\nhint: ")

    def test_folder_without_rules(self) -> None:
        (self.folder / "empty").mkdir()
        for folder in ("empty", "missing"):
            self.assert_refused(run("rules", "check", "--rules", folder, cwd=self.folder), USAGE, folder)

    def test_other_files_in_the_folder_do_not_matter(self) -> None:
        self.file("rules/README", b"not [[ toml")
        self.assert_code(CLEAN, run("rules", "check", "--rules", self.rules(EXAMPLE)))


class Added(ProgramTest):
    def test_rule_is_added(self) -> None:
        self.file("rules/my.toml", EXAMPLE.encode())
        dump = self.file("a.sql", b"-- PostgreSQL database dump\nCOPY public.app_mail (id, smtp_host, smtp_port, smtp_user, smtp_pass) FROM stdin;\n"
                                  b"1\tsmtp.example.com\t587\tapp\ts3cret-of-app\n\\.\n\n--\n-- PostgreSQL database dump complete\n--\n\n")
        self.assert_code(CLEAN, run("scan", dump))
        ran = run("scan", "--format", "json", "--rules", self.folder / "rules", dump)
        self.assert_code(FINDINGS, ran)
        self.assertEqual(["app-mail"], [finding["rule"] for finding in ran.report["findings"]])
        self.assertIn("app-mail", run("rules", "list", "--rules", self.folder / "rules").text)
        self.assertIn("my.toml:1", run("rules", "show", "app-mail", "--rules", self.folder / "rules").text)

    def test_provider_is_added(self) -> None:
        self.file("rules/my.toml", PROVIDER.encode())
        listed = run("rules", "list", "--rules", self.folder / "rules").text
        self.assertRegex(listed, r"\nProviders\n  company-relay ")
        self.assertIn("my.toml:1\n", run("rules", "show", "company-relay", "--rules", self.folder / "rules").text)

    def test_provider_is_replaced(self) -> None:
        self.file("rules/my.toml", PROVIDER.replace("company-relay", "sendgrid").encode())
        listed = run("rules", "list", "--rules", self.folder / "rules").text
        self.assertEqual(run("rules", "list").text.count("\n"), listed.count("\n"))
        self.assertIn("my.toml:1\n", run("rules", "show", "sendgrid", "--rules", self.folder / "rules").text)

    def test_rule_is_replaced(self) -> None:
        (self.folder / "rules").mkdir()
        shutil.copy(ROOT / "rules/jira.toml", self.folder / "rules/mine.toml")
        path = self.folder / "rules/mine.toml"
        path.write_text(path.read_text().replace('title = "', 'title = "Ours: ', 1))
        listed = run("rules", "list", "--rules", self.folder / "rules").text
        self.assertEqual(1, listed.count("jira-mailserver "))
        self.assertIn("Ours: ", listed)
        self.assertEqual(run("rules", "list").text.count("\n"), listed.count("\n"))
        ran = run("scan", "--format", "json", "--rules", self.folder / "rules", FIXTURES / "postgresql/plain.sql")
        self.assertEqual(3, len(ran.report["findings"]))


if __name__ == "__main__":
    unittest.main()
