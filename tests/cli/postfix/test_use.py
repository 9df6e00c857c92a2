"""What a run says of its work, and its exit codes."""
from __future__ import annotations

import unittest
from pathlib import Path

import dumps
from postfix.written import DUMP, HOST, NO_ACCOUNT, PostfixTest, THREE_ACCOUNTS, dump_of, entries
from program import CLEAN, FIXTURES, INCOMPLETE, copy_fixture, environment, run, start

SUMMARY = """\
Written to relay: a Postfix that sends mail by these accounts (Debian, Ubuntu, Postfix 3.7).

  jira_corporate_relay     jira@example.com at smtp.example.com:587

Left out:
- jira "Tomcat session" in plain.sql, public.mailserver key 10002: is a JNDI session: give the
  server.xml that defines it as a target too

Next: read relay/README, then as root relay/install.sh
"""


class Use(PostfixTest):
    def test_summary(self) -> None:
        ran = self.postfix(copy_fixture("postgresql/plain.sql", self.folder))
        self.assert_code(CLEAN, ran)
        self.assert_silent(ran)
        self.assertEqual(SUMMARY, ran.text)

    def test_same_again(self) -> None:
        name = copy_fixture("postgresql/plain.sql", self.folder)
        self.postfix(name)
        before = entries(self.folder / "relay")
        ran = self.postfix(name)
        self.assert_code(CLEAN, ran)
        self.assertEqual(SUMMARY.replace("Written to relay:", "Unchanged: relay:"), ran.text)
        self.assertEqual(before, entries(self.folder / "relay"))

    def test_other_accounts(self) -> None:
        self.postfix(THREE_ACCOUNTS)
        self.assertIn("sasl_passwd.jira_upper", entries(self.folder / "relay"))
        ran = self.postfix(DUMP)
        self.assert_code(CLEAN, ran)
        self.assertTrue(ran.text.startswith("Written anew to relay: "), ran.text)
        self.postfix(DUMP, folder="fresh")
        self.assertEqual(entries(self.folder / "fresh"), entries(self.folder / "relay"))
        self.assertEqual(["fresh", "relay"], self.names())

    def test_order_and_jobs_make_no_difference(self) -> None:
        for jobs in ("1", "8"):
            self.postfix(THREE_ACCOUNTS, DUMP, "--jobs", jobs, folder=jobs)
        self.assertEqual(entries(self.folder / "1"), entries(self.folder / "8"))

    def test_quiet(self) -> None:
        for option in ("-q", "--quiet"):
            ran = self.postfix(DUMP, option, folder=option)
            self.assert_code(CLEAN, ran)
            self.assertEqual((b"", b""), (ran.out, ran.err))
            self.assertIn("main.cf", entries(self.folder / option))
        ran = self.postfix(FIXTURES / "tomcat/placeholders.xml", "-q")
        self.assertEqual((INCOMPLETE, b"", b""), (ran.code, ran.out, ran.err))

    def test_standard_input(self) -> None:
        ran = self.postfix("-", stdin=DUMP)
        self.assert_code(CLEAN, ran)
        self.postfix(DUMP, folder="named")
        named, piped = entries(self.folder / "named"), entries(self.folder / "relay")
        self.assertIn(b' in -, ', piped.pop("README")[1])
        self.assertIn(b"plain.sql", named.pop("README")[1])
        self.assertEqual(named, piped)

    def test_folder_of_targets(self) -> None:
        (self.folder / "backups").mkdir()
        copy_fixture("postgresql/plain.sql", self.folder / "backups")
        (self.folder / "backups/notes.txt").write_text("nothing")
        self.assert_code(CLEAN, self.postfix("backups"))

    def test_target_that_cannot_be_read(self) -> None:
        for target, reason in (("/nonexistent", "No such file"), (str(FIXTURES / "bad/random.bin"), "nothing that"),
                               (str(FIXTURES / "containers/truncated.sql.gz"), "truncated.sql.gz")):
            with self.subTest(target=target):
                ran = self.postfix(DUMP, target, folder=reason.replace(" ", ""))
                self.assert_code(INCOMPLETE, ran)
                self.assert_silent(ran)
                self.assertIn("NOT READ, so there may be accounts that are missing here:\n- ", ran.text)
                self.assertIn(reason, ran.text)
                written = entries(self.folder / reason.replace(" ", ""))
                self.assertIn("main.cf", written)
                self.assertIn(b"NOT READ, so accounts may be missing here\n", written["README"][1])

    def test_password_to_fill_in(self) -> None:
        ran = self.postfix(FIXTURES / "tomcat/placeholders.xml")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("tomcat_mail_a: the password was not found", ran.text)
        self.assertIn("\n#[a.example.com]:25 a@example.com:\n", self.text("sasl_passwd.tomcat_mail_a"))

    def test_no_target_is_needed_where_no_account_is(self) -> None:
        for option in ("--blackhole", "--direct"):
            self.assert_code(CLEAN, self.postfix(option, folder=option))
            target = self.file("none.sql", NO_ACCOUNT)
            self.assert_code(CLEAN, self.postfix(option, target, folder=option + "2"))
            self.assertEqual(entries(self.folder / option), entries(self.folder / (option + "2")))
            ran = self.postfix(option, target, folder=option + "2")
            self.assertIn("The targets were not read, as no account is used.", ran.text)

    def test_tokens_that_are_complete(self) -> None:
        """The client id is nothing that the applications' tables have."""
        ran = self.postfix(DUMP, "--oauth", "jira@example.com", "--oauth-client-id", "cl1ent-id")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn('"client_id": "cl1ent-id"', self.text("xoauth2/jira_corporate_relay.json"))

    def test_two_accounts_of_one_sender(self) -> None:
        rows = dumps.mail_row(1, "pw") + dumps.mail_row(2, "pw", host="two.example.com")
        ran = self.postfix(self.file("a.sql", dumps.dump(dumps.MAIL_TABLE, rows, dumps.END_OF_ROWS)))
        self.assertIn("jira_row_2: no mail goes through it: mail from user@example.com goes through jira_row_1",
                      " ".join(ran.text.split()))
        readme = " ".join(self.text("README").split())
        self.assertEqual((1, 1), (readme.count("Senders: user@example.com."), readme.count("Senders: none.")))

    def test_address_of_this_host_that_loopback_only_leaves_out(self) -> None:
        self.assert_code(CLEAN, self.postfix(DUMP, "--relay", "127.0.0.2:25"))
        self.assertIn("\n127.0.0.2:25 inet ", self.text("master.cf"))
        self.assertIn("listen 127.0.0.2 25\n", self.text("MANIFEST"))

    def test_blackhole_holds_no_password(self) -> None:
        self.assert_code(CLEAN, self.postfix("--blackhole", THREE_ACCOUNTS))
        for name, (_, content) in entries(self.folder / "relay").items():
            self.assertNotIn(b"Winter25", content, name)
            self.assertFalse(name.startswith("sasl_passwd"), name)

    def test_this_host_is_asked_when_nobody_says_what_it_is(self) -> None:
        postconf = self.file("bin/postconf", b"#!/bin/sh\n[ \"$*\" = '-dh mail_version' ] && echo 3.5.9\n")
        postconf.chmod(0o755)
        env = environment(PATH=f"{postconf.parent}:/usr/bin:/bin")
        ran = run("postfix", DUMP, "--postfix-dir", "relay", cwd=self.folder, env=env)
        self.assert_code(CLEAN, ran)
        self.assertIn("Postfix 3.5)", ran.text)
        self.assertIn("version 3.5\n", self.text("MANIFEST"))
        postconf.write_bytes(b"#!/bin/sh\necho 3.1.0\n")
        ran = run("postfix", DUMP, "--postfix-dir", "old", cwd=self.folder, env=env)
        self.assert_refused(ran, 2, "Postfix 3.4 or newer is needed")

    def test_fragment_rewrites_no_sender_and_says_so(self) -> None:
        """What the provider of the first account demands is nothing that a fragment does."""
        rules = self.file("rules/provider.toml", (Path(__file__).parent / "provider.toml").read_bytes())
        ran = self.postfix(DUMP, "--fragment", "--rules", rules.parent)
        self.assertNotIn("becomes mail from", ran.text + self.text("README"))

    def test_accounts_that_nobody_needs_do_no_harm(self) -> None:
        target = self.file("a.sql", dump_of("ends-with-a-blank "))
        for option in ("--blackhole", "--direct"):
            self.assert_code(CLEAN, self.postfix(option, target, folder=option))

    def test_assumed_layout_is_told(self) -> None:
        ran = self.postfix(FIXTURES / "mysql/no-create-info.sql")
        self.assertRegex(ran.text, "(?i)assumed layout")

    def test_folder_written_is_no_failure(self) -> None:
        """Nobody hears of it, but it is there: 3 would say that nothing was written."""
        with open("/dev/full", "wb") as full:
            process = start("postfix", str(DUMP), "--postfix-dir", "relay", *HOST, cwd=self.folder, stdout=full, stderr=-3)
            code = process.wait()
        self.assertEqual(code == 3, not (self.folder / "relay").exists())

    def test_hostile_names_cannot_write_to_the_terminal(self) -> None:
        row = dumps.mail_row(1, "pw", user="a@example.com").replace(b"Row 1", b"\x1b[31mRow")
        ran = self.postfix(self.file("a\x1b[32m.sql", dumps.dump(dumps.MAIL_TABLE, row, dumps.END_OF_ROWS)))
        self.assert_code(CLEAN, ran)
        self.assertNotIn(b"\x1b", ran.out)


if __name__ == "__main__":
    unittest.main()
