"""sandbox on live databases: no credential stays, in whatever table; the rest is as it was."""
from __future__ import annotations

import unittest

from change_test import FINDINGS, ChangeTest, Mariadb, Postgresql, unwrapped
from live_database import SECRETS, files_below
from program import CLEAN, FAILED


class Sandbox:
    def test_the_plan_names_every_row_and_changes_nothing(self) -> None:
        ran = self.sandbox("--disable-mail")
        self.assert_code(FINDINGS, ran)
        self.assert_silent(ran)
        self.assert_unchanged()
        for words in ("mailserver key 10000", "mailserver key 10001", "mailserver key 10002",
                      "AO_2C4E5C_MAILCONNECTION key 7", "AO_723324_CLIENT_CONFIG key c-1",
                      "AO_723324_CLIENT_TOKEN key t-1", "jira.mail.send.disabled"):
            self.assertIn(words, ran.text)
        self.assertRegex(ran.text, r"PASSWORD +<redacted> -> ''")
        self.assertRegex(ran.text, r"CLIENT_SECRET +<redacted> -> ''")
        self.assertRegex(ran.text, r"REFRESH_TOKEN +<redacted> -> (NULL|'')")

    def test_apply_leaves_no_credential(self) -> None:
        ran = self.sandbox("--apply", "--postfix-dir", self.relay, *self.OTHER_HOST)
        self.assert_code(CLEAN, ran)
        self.assertEqual([], self.findings())
        contents = self.database.contents()
        for secret in SECRETS:
            self.assertNotIn(secret, contents)
            self.assertNotIn(secret, files_below(self.relay))
        self.assertNotIn("smtp.example.com'", contents)
        self.assertIn("postern-blackhole", files_below(self.relay))
        self.assertEqual(12, len(self.changed_lines()), self.changed_lines())
        again = self.sandbox("--apply", "--postfix-dir", self.relay, *self.OTHER_HOST)
        self.assert_code(CLEAN, again)
        self.assertEqual(contents, self.database.contents())
        self.assert_code(CLEAN, self.command("undo", self.journals()[0], "--apply"))
        self.assert_unchanged()

    def test_testers_do_get_mail(self) -> None:
        words = ("--apply", "--postfix-dir", self.relay, "--allow", "tester@example.com", *self.OTHER_HOST)
        self.assert_code(CLEAN, self.sandbox(*words))
        self.assertIn("canary-one-$!''", files_below(self.relay))
        self.assertNotIn("canary-three", files_below(self.relay))
        again = self.sandbox(*words)
        self.assert_code(CLEAN, again)
        self.assertIn("Nothing to change.", again.text)
        self.assertIn("canary-one-$!''", files_below(self.relay))

    def test_mail_is_switched_off_and_on_again(self) -> None:
        self.assert_code(CLEAN, self.sandbox("--apply", "--disable-mail"))
        switches = self.database.sql("SELECT property_key, propertytype, propertyvalue FROM propertyentry "
                                     "JOIN propertynumber ON propertyentry.id = propertynumber.id ORDER BY 1")
        for key in ("jira.mail.fetch.disabled", "jira.mail.send.disabled"):
            self.assertRegex(switches, rf"{key}[|\t]1[|\t]1\n")
        self.assert_code(CLEAN, self.sandbox("--disable-mail"))
        self.assert_code(CLEAN, self.command("undo", self.journals()[0], "--apply"))
        self.assert_unchanged()

    def test_no_server_log_gets_a_secret(self) -> None:
        seen = len(self.database.logged())
        self.assert_code(CLEAN, self.sandbox("--apply", "--disable-mail"))
        self.assert_code(CLEAN, self.command("undo", self.journals()[0], "--apply"))
        log = self.database.logged()[seen:]
        self.assertIn("UPDATE", log)
        for secret in SECRETS:
            self.assertNotIn(secret, log)

    def test_a_sandbox_cannot_take_what_a_migrate_left_half_done(self) -> None:
        self.assert_code(CLEAN, self.migrate("--apply"))
        journal = self.journals()[0]
        self.assert_code(CLEAN, self.command("undo", journal, "--apply"))
        journal.write_text(journal.read_text().replace("postern-journal\t1\tundone", "postern-journal\t1\tprepared"))
        self.assertIn("A run was cut short here", self.sandbox().text)
        self.assert_refused(self.sandbox("--apply"), FAILED, "postern migrate was begun")
        self.assert_unchanged()
        finished = self.migrate("--apply")
        self.assert_code(CLEAN, finished)
        self.assertIn(f"{self.relay}/README says how", unwrapped(finished.text))
        self.assertEqual(["done"], self.journal_states())
        self.assertEqual(4, len(self.changed_lines()))

    def test_a_table_that_cannot_be_read(self) -> None:
        self.forbid()
        self.assert_code(4, self.sandbox())
        self.assert_code(FAILED, self.sandbox("--apply"))
        self.allow()
        self.assert_unchanged()


class SandboxPostgresql(Sandbox, ChangeTest):
    server = Postgresql

    def forbid(self) -> None:
        self.database.sql('ALTER TABLE "AO_723324_CLIENT_TOKEN" OWNER TO postgres; '
                          'REVOKE ALL ON "AO_723324_CLIENT_TOKEN" FROM jira')

    def allow(self) -> None:
        self.database.sql('ALTER TABLE "AO_723324_CLIENT_TOKEN" OWNER TO jira; '
                          'GRANT ALL ON "AO_723324_CLIENT_TOKEN" TO jira')


class SandboxMariadb(Sandbox, ChangeTest):
    server = Mariadb

    def test_a_table_that_cannot_be_read(self) -> None:
        self.skipTest("MariaDB shows nobody a table that he cannot read")


if __name__ == "__main__":
    unittest.main()
