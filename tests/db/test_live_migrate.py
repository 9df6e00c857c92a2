"""migrate and undo on live databases: the plan changes nothing, --apply what it said, undo takes it back."""
from __future__ import annotations

import os
import re
import stat
import time
import unittest

from change_test import FINDINGS, ChangeTest, Mariadb, Postgresql, unwrapped
from live_database import OUTGOING, files_below
from program import CLEAN, FAILED, INCOMPLETE, USAGE, start

class Migrate:
    def test_the_plan_says_all_and_changes_nothing(self) -> None:
        ran = self.migrate()
        self.assert_code(FINDINGS, ran)
        self.assert_silent(ran)
        self.assert_unchanged()
        self.assertFalse(self.relay.exists())
        self.assertEqual([], self.journals())
        for line in ("servername               'smtp.example.com' -> 'localhost'",
                     "smtp_port                '587' -> '25'",
                     "mailusername             'jira@example.com' -> NULL",
                     "mailpassword             <redacted> -> NULL",
                     "protocol                 'smtps' -> 'smtp'"):
            self.assertIn(line, ran.text)
        self.assertIn("mailserver key 10002 \"Second\"  (rule jira-mailserver)", ran.text)
        self.assertNotIn("key 10001", ran.text)
        self.assertNotIn("key 10003", ran.text)
        self.assertIn(f"Postfix configuration: {self.relay}", ran.text)
        self.assertIn("Stop Jira", ran.text)
        self.assertIn("Change the passwords at the mail provider", ran.text)

    def test_the_plan_writes_nothing_on_the_server(self) -> None:
        seen = len(self.database.logged())
        self.migrate()
        log = self.database.logged()[seen:]
        self.assertIn("mailserver", log)
        self.assertEqual([], re.findall(r"(?im)\b(?:update|insert into|delete from|for update|copy)\s[^\n]*", log))

    def test_apply_then_again_then_undo(self) -> None:
        ran = self.migrate("--apply")
        self.assert_code(CLEAN, ran)
        self.assert_silent(ran)
        changed = self.changed_lines()
        self.assertEqual(4, len(changed), changed)
        self.assertTrue(all("100" in line and ("Main" in line or "Second" in line) for line in changed), changed)
        self.assertNotIn(("jira-mailserver", "10000"), self.findings())
        self.assertNotIn(("jira-mailserver", "10002"), self.findings())
        self.assertIn(("jira-mailserver", "10001"), self.findings())
        kept = files_below(self.relay)
        for secret in OUTGOING:
            self.assertIn(secret, kept)
        self.assertEqual(["done"], self.journal_states())
        journal = self.journals()[0]
        self.assertEqual(0o600, stat.S_IMODE(journal.stat().st_mode))
        self.assertIn(str(journal), ran.text)

        applied = self.database.contents()
        again = self.migrate("--apply")
        self.assert_code(CLEAN, again)
        self.assertIn("Nothing to change.", again.text)
        self.assertEqual(applied, self.database.contents())
        self.assertEqual(1, len(self.journals()))

        plan = self.command("undo", journal)
        self.assert_code(FINDINGS, plan)
        self.assertEqual(applied, self.database.contents())
        undone = self.command("undo", journal, "--apply")
        self.assert_code(CLEAN, undone)
        self.assert_unchanged()
        self.assertEqual(["undone"], self.journal_states())
        for words in ((), ("--apply",)):
            self.assertIn("nothing to do", self.command("undo", journal, *words).text)
        self.assert_unchanged()

    def test_this_hosts_postfix_is_asked(self) -> None:
        ran = self.command("migrate", self.database.url(), "--postfix-dir", self.relay, "--apply")
        self.assert_code(CLEAN, ran)
        self.assertRegex(ran.text, "(?s)This host's Postfix\\s+finds no fault with it|This host has no Postfix")

    def test_no_server_log_gets_a_secret(self) -> None:
        self.database.renew()
        seen = len(self.database.logged())
        self.assert_code(CLEAN, self.migrate("--apply"))
        self.assert_code(CLEAN, self.command("undo", self.journals()[0], "--apply"))
        log = self.database.logged()[seen:]
        self.assertIn("UPDATE", log)
        for secret in ("Y2FuYXJ5LW9uZS0kIScn", "canary-one", "Y2FuYXJ5LXRocmVl", "canary-three"):
            self.assertNotIn(secret, log)

    def test_what_still_holds_the_old_password(self) -> None:
        ran = self.migrate("--apply")
        self.assert_code(CLEAN, ran)
        told = ran.text[ran.text.index("What still holds the old values"):]
        self.assertIn(str(self.journals()[0]), told.replace("\n  ", " "))
        self.assertIn(self.cleaning, told)
        self.assertIn("Change the password at the mail provider: nothing else makes every copy worthless.",
                      told.splitlines()[-2])

    def test_purge(self) -> None:
        ran = self.migrate("--apply", "--purge")
        self.assert_code(CLEAN, ran)
        self.assertIn("mailserver: its old rows are removed from the table's own storage.", ran.text)
        self.assertNotIn(f"    {self.cleaning}", ran.text)
        self.assertIn("Change the password at the mail provider: nothing else", ran.text)
        self.assertNotIn("Y2FuYXJ5LXRocmVl", self.table_file())
        self.assert_code(CLEAN, self.command("undo", self.journals()[0], "--apply"))
        self.assert_unchanged()

    def test_purge_afterwards(self) -> None:
        self.assert_code(CLEAN, self.migrate("--apply"))
        ran = self.migrate("--apply", "--purge")
        self.assert_code(CLEAN, ran)
        self.assertIn("Nothing to change.", ran.text)
        self.assertIn("mailserver: its old rows are removed from the table's own storage.", ran.text)
        self.assertNotIn("Y2FuYXJ5LXRocmVl", self.table_file())

    def test_a_finished_run_says_as_much_as_a_whole_one(self) -> None:
        self.assert_code(CLEAN, self.migrate("--apply"))
        journal = self.journals()[0]
        self.assert_code(CLEAN, self.command("undo", journal, "--apply"))
        for done in (False, True):
            journal.write_text(re.sub("^(postern-journal\t1\t).*", r"\1prepared", journal.read_text(), count=1))
            plan = self.migrate()
            self.assertIn("A run was cut short here", plan.text)
            ran = self.migrate("--apply", "--purge")
            self.assert_code(CLEAN, ran)
            self.assertIn("had been carried out before" if done else "what it had begun is finished", unwrapped(ran.text))
            self.assertIn(f"postern undo {journal} --apply", ran.text)
            self.assertIn("its old rows are removed", ran.text)
            self.assertIn("Change the passwords at the mail provider", ran.text)
            self.assertEqual(4, len(self.changed_lines()))
            self.assertEqual(["done"], self.journal_states())

    def test_without_purge_it_lies_in_the_tables_file(self) -> None:
        self.assert_code(CLEAN, self.migrate("--apply"))
        if self.server is Postgresql:
            self.assertIn("Y2FuYXJ5LXRocmVl", self.table_file())

    def test_a_row_changed_after_it_was_read(self) -> None:
        other = self.database.session()
        self.addCleanup(other.close)
        other.run("BEGIN")
        other.run("UPDATE mailserver SET mailpassword = 'bmV3' WHERE id = 10002")
        process = self.begin()
        time.sleep(1)
        other.run("COMMIT")
        _, err = process.communicate(timeout=60)
        self.assertEqual(FAILED, process.returncode, err)
        self.assertIn(b"mailserver 10002: has changed since it was read", err)
        self.assertEqual(2, len(self.changed_lines()), "but for the other's change")
        self.assertFalse(self.relay.exists())
        self.assertEqual([], self.journals())

    def test_a_row_locked_by_somebody_else(self) -> None:
        other = self.database.session()
        self.addCleanup(other.close)
        other.run("BEGIN")
        other.run("UPDATE mailserver SET description = 'x' WHERE id = 10000")
        ran = self.migrate("--apply")
        self.assert_code(FAILED, ran)
        self.assertIn(b"hint: ", ran.err)
        other.close()
        self.assert_unchanged()

    def test_two_runs_at_once(self) -> None:
        other = self.database.session()
        self.addCleanup(other.close)
        other.run("BEGIN")
        other.run("UPDATE mailserver SET description = 'x' WHERE id = 10000")
        first = self.begin()
        time.sleep(1)
        second = self.migrate("--apply")
        self.assert_refused(second, FAILED, "another run of postern is changing it")
        other.run("ROLLBACK")
        _, err = first.communicate(timeout=60)
        self.assertEqual(CLEAN, first.returncode, err)
        self.assertEqual(4, len(self.changed_lines()))
        self.assertEqual(["done"], self.journal_states())

    def test_the_server_goes_in_the_middle(self) -> None:
        other = self.database.session()
        self.addCleanup(other.close)
        other.run("BEGIN")
        other.run("UPDATE mailserver SET description = 'x' WHERE id = 10000")
        process = self.begin()
        time.sleep(1)
        self.database.restart()
        _, err = process.communicate(timeout=60)
        self.assertIn(process.returncode, (FAILED, INCOMPLETE), err)
        self.assertIn(b"hint: ", err)
        self.assert_unchanged()
        self.assert_code(CLEAN, self.migrate("--apply"))
        self.assertEqual(4, len(self.changed_lines()))

    def test_a_user_without_the_right_to_change(self) -> None:
        user = self.database.url("reader")
        ran = self.command("migrate", user, "--postfix-dir", self.relay, "--apply")
        self.assert_code(FAILED, ran)
        self.assertIn(b"hint: ", ran.err)
        self.assert_unchanged()
        self.assertFalse(self.relay.exists())
        self.assertEqual([], self.journals())

    def test_a_database_of_another_kind(self) -> None:
        self.database.sql("DROP TABLE mailserver; DROP TABLE propertynumber; DROP TABLE \"AO_2C4E5C_MAILCONNECTION\"; "
                          "DROP TABLE \"AO_723324_CLIENT_TOKEN\"; DROP TABLE \"AO_723324_CLIENT_CONFIG\"".replace(
                              '"', '"' if self.server is Postgresql else "`"))
        for words in ((), ("--apply",)):
            self.assert_refused(self.migrate(*words), FAILED, "holds no table that postern knows")

    def test_an_account_that_postfix_cannot_hold(self) -> None:
        self.database.sql("UPDATE mailserver SET mailusername = 'a:b' WHERE id = 10002")
        before = self.database.contents()
        for words in ((), ("--apply",)):
            ran = self.migrate(*words)
            self.assert_refused(ran, FAILED, "mailserver key 10002")
        self.assertEqual(before, self.database.contents())
        self.assertFalse(self.relay.exists())

    def test_a_jndi_session(self) -> None:
        self.database.sql("UPDATE mailserver SET servername = NULL, smtp_port = NULL, mailusername = NULL, "
                          "mailpassword = NULL, jndilocation = 'java:comp/env/mail/Session' WHERE id = 10002")
        self.before = self.database.contents()
        ran = self.migrate("--apply")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn('Postfix knows nothing of jira "Second"', ran.text)
        self.assert_code(CLEAN, self.command("undo", self.journals()[0], "--apply"))
        self.assert_unchanged()
        server = self.file("server.xml", b'<Server><Resource name="mail/Session" type="javax.mail.Session" '
                           b'mail.smtp.host="session.example.com" mail.smtp.port="587" mail.smtp.user="session" '
                           b'password="canary-of-a-session"/></Server>')
        self.relay = self.folder / "relay-2"
        ran = self.migrate(server, "--apply")
        self.assert_code(CLEAN, ran)
        self.assertIn("canary-of-a-session", files_below(self.relay))
        self.assertIn("canary-of-a-session", server.read_text())
        self.assertEqual(4, len(self.changed_lines()))

    def test_the_folder_holds_another_configuration(self) -> None:
        self.assert_code(CLEAN, self.command("postfix", "--direct", "--postfix-dir", self.relay))
        kept = files_below(self.relay)
        for words in ((), ("--apply",)):
            self.assert_refused(self.migrate(*words), FAILED, "holds another configuration")
        self.assertEqual(kept, files_below(self.relay))
        self.assert_unchanged()

    def test_a_journal_is_never_overwritten(self) -> None:
        journal = self.folder / "mine.journal"
        self.assert_code(CLEAN, self.migrate("--apply", "--journal", journal))
        self.assert_code(CLEAN, self.command("undo", journal, "--apply"))
        text = journal.read_text()
        self.assert_refused(self.migrate("--apply", "--journal", journal), FAILED, "never overwritten")
        self.assertEqual(text, journal.read_text())
        self.assert_unchanged()

    def test_a_finished_run_again_with_its_journal(self) -> None:
        words = ("--apply", "--journal", self.folder / "mine.journal")
        self.assert_code(CLEAN, self.migrate(*words))
        again = self.migrate(*words)
        self.assert_code(CLEAN, again)
        self.assertIn("Nothing to change.", again.text)

    def cut_short(self) -> None:
        """As a run leaves it that is killed just before it changes the rows."""
        self.assert_code(CLEAN, self.migrate("--apply"))
        journal = self.journals()[0]
        self.assert_code(CLEAN, self.command("undo", journal, "--apply"))
        journal.write_text(journal.read_text().replace("undone", "prepared", 1))

    def test_what_was_begun_is_finished_and_the_rest_fails(self) -> None:
        self.cut_short()
        self.database.sql("UPDATE mailserver SET servername = 'smtp.example.org', mailpassword = 'bmV3' WHERE id = 10003")
        for words, told in ((("--postfix-dir", self.relay, *self.OTHER_HOST), "holds another configuration"),
                            ((), "--postfix-dir is required")):
            with self.subTest(words):
                ran = self.command("migrate", self.database.url(), "--apply", *words)
                self.assert_refused(ran, INCOMPLETE, told)
                self.assertIn(f"what it had begun is finished. If its Postfix is not installed yet: {self.relay}/README",
                              ran.err.decode())
                self.assertEqual(["done"], self.journal_states())
            self.assert_code(CLEAN, self.command("undo", self.journals()[0], "--apply"))
            self.journals()[0].write_text(self.journals()[0].read_text().replace("undone", "prepared", 1))

    def test_a_journal_that_cannot_be_written(self) -> None:
        ran = self.migrate("--apply", "--journal", self.folder / "none" / "a.journal")
        self.assert_code(FAILED, ran)
        self.assertIn(b"hint: ", ran.err)
        self.assert_unchanged()

    def test_undo_of_rows_that_were_changed_since(self) -> None:
        self.assert_code(CLEAN, self.migrate("--apply"))
        self.database.sql("UPDATE mailserver SET servername = 'new.example.com' WHERE id = 10000")
        before = self.database.contents()
        ran = self.command("undo", self.journals()[0], "--apply")
        self.assert_refused(ran, FAILED, "mailserver 10000")
        self.assertEqual(before, self.database.contents())

    def test_undo_into_a_closed_pipe(self) -> None:
        self.assert_code(CLEAN, self.migrate("--apply"))
        reading, writing = os.pipe()
        os.close(reading)
        process = start("undo", str(self.journals()[0]), "--apply", env=self.environment(), stdout=writing, stderr=-1)
        os.close(writing)
        _, err = process.communicate(timeout=60)
        self.assertEqual(INCOMPLETE, process.returncode, err)
        self.assertIn(b"the journal is carried out all the same", err)
        self.assert_unchanged()

    def test_undo_of_an_older_change(self) -> None:
        self.assert_code(CLEAN, self.migrate("--apply"))
        self.database.sql("UPDATE mailserver SET servername = 'smtp.example.com', mailusername = 'jira@example.com', "
                          "mailpassword = 'bmV3' WHERE id = 10000")
        self.relay = self.folder / "relay-2"
        self.assert_code(CLEAN, self.migrate("--apply"))
        older, newer = self.journals()
        before = self.database.contents()
        for words in ((), ("--apply",)):
            self.assert_refused(self.command("undo", older, *words), FAILED, f"postern undo {newer}")
        self.assertEqual(before, self.database.contents())
        self.assert_code(CLEAN, self.command("undo", newer, "--apply"))
        self.assert_refused(self.command("undo", older, "--apply"), FAILED, "mailserver 10000")

    def test_undo_on_another_database(self) -> None:
        self.assert_code(CLEAN, self.migrate("--apply"))
        applied = self.journals()[0]
        text = re.sub(r"(?m)^identity\t.*$", "identity\tanother", applied.read_text())
        applied.write_text(text)
        self.assert_refused(self.command("undo", applied, "--apply"), FAILED, "is not the database")
        self.assertEqual(4, len(self.changed_lines()))

    def test_wrong_use(self) -> None:
        url = self.database.url()
        for words, told in ((("migrate", url), "--postfix-dir is required"),
                            (("migrate", url, "--apply"), "--postfix-dir is required"),
                            (("migrate", url, "--postfix-dir", "x", "--purge"), "--purge goes with --apply"),
                            (("migrate", url, "--postfix-dir", "x", "--journal", "j"), "--journal goes with --apply"),
                            (("migrate", url, "--postfix-dir", "x", "-o", "out"), "go with files"),
                            (("migrate", url, url, "--postfix-dir", "x"), "the same database"),
                            (("undo", url), "")):
            ran = self.command(*words)
            self.assertIn(ran.code, (USAGE, FAILED), words)
            self.assertIn(told, ran.err.decode())
        self.assert_unchanged()


REFUSE_AT_COMMIT = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not today'; END $$;
CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON mailserver DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE PROCEDURE refuse();
"""


class MigratePostgresql(Migrate, ChangeTest):
    server = Postgresql
    cleaning = "VACUUM FULL"

    def table_file(self) -> str:
        """What is on the disk of it now."""
        self.database.server.sql("CHECKPOINT")
        path = self.database.sql("SELECT pg_relation_filepath('mailserver')").strip()
        return (self.database.server.data / path).read_bytes().decode("latin-1")

    def test_purge_by_a_user_who_may_not(self) -> None:
        self.database.sql("GRANT UPDATE, SELECT ON mailserver TO reader; GRANT TEMPORARY ON DATABASE jira TO reader")
        ran = self.command("migrate", self.database.url("reader"), "--postfix-dir", self.relay, *self.OTHER_HOST,
                           "--apply", "--purge")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("mailserver: NOT purged to the end, for want of rights", ran.text)
        self.assertIn("VACUUM FULL", ran.text)
        self.assertIn(b"not all old values were purged", ran.err)

    def second(self) -> str:
        """Another database with the same accounts; its URL."""
        self.database.server.drop_database("wiki")
        self.database.server.sql("CREATE DATABASE wiki TEMPLATE template_jira OWNER jira")
        return self.database.server.url("wiki")

    def test_two_databases_in_one_run(self) -> None:
        ran = self.migrate(self.second(), "--apply")
        self.assert_code(CLEAN, ran)
        self.assertEqual(["done", "done"], self.journal_states())
        self.assertEqual(4, len(self.changed_lines()))
        self.assertEqual("localhost\n", self.database.server.sql("SELECT servername FROM mailserver WHERE id = 10000",
                                                                 "wiki"))
        for journal in self.journals():
            self.assert_code(CLEAN, self.command("undo", journal, "--apply"))
        self.assert_unchanged()

    def test_a_commit_that_is_refused(self) -> None:
        self.database.sql(REFUSE_AT_COMMIT)
        before = self.database.contents()
        ran = self.migrate("--apply")
        self.assert_code(FAILED, ran)
        self.assertIn(b"hint: ", ran.err)
        self.assertEqual(before, self.database.contents())
        self.assertEqual(["undone"], self.journal_states())

    def test_only_the_second_of_two_databases_is_refused(self) -> None:
        second = self.second()
        self.database.server.sql("UPDATE mailserver SET mailusername = 'wiki@example.com' WHERE id = 10000;" +
                                 REFUSE_AT_COMMIT, "wiki")
        ran = self.migrate(second, "--apply")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn(b"; not done: ", ran.err)
        self.assertEqual(["done", "prepared"], sorted(self.journal_states()))
        self.assertEqual(4, len(self.changed_lines()))
        kept = files_below(self.relay)
        self.database.server.sql("DROP TRIGGER refuse ON mailserver", "wiki")
        again = self.migrate(second, "--apply")
        self.assert_code(CLEAN, again)
        self.assertIn("is finished", again.text)
        self.assertEqual(["done", "done"], self.journal_states())
        self.assertEqual(kept, files_below(self.relay))

    def test_a_replica(self) -> None:
        replica = self.database.server.replica()
        self.addCleanup(replica.remove)
        for words, code in (((), FINDINGS), (("--apply",), FAILED)):
            ran = self.command("migrate", replica.url("jira"), "--postfix-dir", self.relay, *self.OTHER_HOST, *words)
            self.assert_code(code, ran)
        self.assertIn(b"hint: ", ran.err)
        self.assertFalse(self.relay.exists())

    @unittest.skipUnless(os.geteuid() == 0, "mounts a small file system")
    def test_a_full_disk_for_the_journal(self) -> None:
        small = self.folder / "small"
        small.mkdir()
        prefix = ("unshare", "-m", "sh", "-c", f"mount -t tmpfs -o size=4k none {small} && "
                  f"head -c 4096 /dev/zero > {small}/full && exec \"$@\"", "-")
        ran = self.migrate("--apply", "--journal", small / "a.journal", prefix=prefix)
        self.assert_code(FAILED, ran)
        self.assertIn(b"No space left", ran.err)
        self.assert_unchanged()

    def test_a_journal_that_is_gone_once_the_rows_are_changed(self) -> None:
        place = self.folder / "journals"
        place.mkdir()
        self.folder.chmod(0o777)
        self.database.sql(f"""CREATE FUNCTION go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
            EXECUTE 'COPY (SELECT 1) TO PROGRAM ''cat >/dev/null; mv {place} {place}.gone 2>&- || true'''; RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER go AFTER UPDATE ON mailserver DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE PROCEDURE go()""")
        ran = self.migrate("--apply", "--journal", place / "mine.journal", "-q")
        self.assert_refused(ran, INCOMPLETE, "the rows are changed, but their journal cannot say so")
        self.assertIn("localhost", "".join(line for line in self.changed_lines() if line[0] == "+"))
        self.assertTrue((self.folder / "journals.gone" / "mine.journal").exists())


class MigrateMariadb(Migrate, ChangeTest):
    server = Mariadb
    cleaning = "OPTIMIZE TABLE `jira`.`mailserver`"

    def table_file(self) -> str:
        """What is on the disk of it now."""
        self.database.sql("FLUSH TABLES mailserver FOR EXPORT; UNLOCK TABLES")
        return (self.database.server.folder / "data/jira/mailserver.ibd").read_bytes().decode("latin-1")


if __name__ == "__main__":
    unittest.main()
