"""What install.sh and uninstall.sh must not lose, leak or break, however odd the host is."""
from __future__ import annotations

import os
import shutil
import subprocess
import time
import unittest
from pathlib import Path

from postfix_test import BACKUP, CONFIG, PostfixTest, account, dump, the_world
from tree import picture
from upstream import Mailboxes, Server
from world import ADDRESSES, shell, wait_for

ROW = account(0, "Main", "smtp.example.com", 587, "jira@example.com", "pw")
OWN = "compatibility_level = 3.6\ninet_interfaces = loopback-only\nmydestination =\nalias_maps =\ndefault_transport = discard:\n"
BOX = Path("/var/spool/postern-blackhole")


def setUpModule() -> None:  # noqa: N802
    world = the_world()
    boxes = PostfixTest.mailboxes = Mailboxes({"jira@example.com": "pw"})
    Server("smtp.example.com", ADDRESSES["smtp.example.com"], 587, "starttls", boxes, world.authority.certificate("smtp.example.com"))


class Guards(PostfixTest):
    def setUp(self) -> None:
        super().setUp()
        kept = self.folder / "kept"
        shutil.copytree(CONFIG, kept, symlinks=True)
        self.addCleanup(self._clean, kept)
        self.relay = self.generate("-", stdin=dump(ROW), name="relay")

    def _clean(self, kept: Path) -> None:
        shutil.rmtree("/etc/other", ignore_errors=True)
        shell("postfix", "stop", check=False)
        shell("postfix", "-c", "/etc/postfix-jira", "stop", check=False)
        shell("sh", "-c", f"rm -rf {CONFIG}/* {CONFIG}.postern-* {CONFIG}-jira* {BOX} /var/spool/postfix/deferred/* /var/lib/postfix-jira "
              f"/var/spool/postfix-jira; cp -a {kept}/. {CONFIG}/")

    def run_script(self, path: Path, code: int, *words: str) -> str:
        ran = self.script(path, *words)
        self.assertEqual(code, ran.returncode, ran.stdout + ran.stderr)
        return ran.stdout + ran.stderr

    def installed(self, folder: Path) -> str:
        return self.run_script(folder / "install.sh", 0, "--yes")


class Mail(Guards):
    def deferred_in_the_hole(self) -> None:
        """As when the disk was full."""
        (BOX / "Maildir").rename(BOX / "away")
        (BOX / "Maildir").write_text("no folder")
        self.send("jira@example.com", "customer@elsewhere.example.com", "not for real people")
        self.assertIn("status=deferred", self.status_of("customer@elsewhere.example.com")[0])
        (BOX / "Maildir").unlink()
        (BOX / "away").rename(BOX / "Maildir")

    def test_mail_of_a_sandbox_never_reaches_a_sending_configuration(self) -> None:
        hole = self.generate("--blackhole", name="hole")
        self.installed(self.relay)
        self.installed(hole)
        self.deferred_in_the_hole()
        dialled = len(self.world.wire.dialled)
        self.assertIn("would be sent to real people", self.run_script(hole / "uninstall.sh", 1))
        self.assertIn("would be sent to real people", self.run_script(self.relay / "install.sh", 1, "--yes"))
        self.assertEqual("virtual:", shell("postconf", "-h", "default_transport").stdout.strip())
        self.assertEqual(0, shell("postfix", "status", check=False).returncode)
        self.assertEqual([], self.world.wire.dialled[dialled:])
        shell("postsuper", "-d", "ALL")
        self.run_script(hole / "uninstall.sh", 0)

    def test_mail_that_waits_is_not_forgotten(self) -> None:
        self.installed(self.relay)
        (CONFIG / "sasl_passwd.jira_main").write_text("")
        shell("postfix", "reload")
        self.send("jira@example.com", "waits@elsewhere.example.com", "waits")
        self.assertIn("status=deferred", self.status_of("waits@elsewhere.example.com")[0])
        self.assertIn("would be lost", self.run_script(self.relay / "uninstall.sh", 1))
        shell("postsuper", "-d", "ALL")
        self.assertIn("changed since it was installed", self.run_script(self.relay / "uninstall.sh", 0))

    def test_another_owner_of_the_mailbox(self) -> None:
        self.installed(self.generate("--blackhole", name="hole"))
        self.send("jira@example.com", "a@elsewhere.example.com", "first")
        wait_for("the message", lambda: any((BOX / "Maildir/new").glob("*")))
        self.installed(self.generate("--blackhole", "--mailbox-owner", "4242:4242", name="other"))
        self.send("jira@example.com", "b@elsewhere.example.com", "second")
        wait_for("the message", lambda: len(list((BOX / "Maildir/new").glob("*"))) == 2)
        self.assertEqual({4242}, {path.stat().st_uid for path in (BOX / "Maildir/new").glob("*")})

    def test_a_mailbox_that_cannot_be_written_is_noticed(self) -> None:
        hole = self.generate("--blackhole", name="hole")
        (CONFIG / "main.cf").write_text(OWN)
        before = picture(CONFIG)
        shell("mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=4", "none", self._made(BOX))
        self.addCleanup(shell, "umount", BOX, check=False)
        self.run_script(hole / "install.sh", 1, "--yes")
        self.assertEqual(before, picture(CONFIG))
        self.assertEqual([], [path for name in ("incoming", "active", "deferred", "maildrop")
                              for path in Path("/var/spool/postfix", name).rglob("*") if path.is_file()])

    def test_a_mailbox_of_an_earlier_installation(self) -> None:
        """Where all of it belonged to the mailbox's owner."""
        (BOX / "Maildir/new").mkdir(parents=True)
        shell("chown", "-R", "65534:65534", BOX)
        (BOX / "Maildir").chmod(0o700)
        BOX.chmod(0o700)
        self.installed(self.generate("--blackhole", name="hole"))
        self.assertEqual((0, 65534), (BOX.stat().st_uid, (BOX / "Maildir/new").stat().st_uid))

    @staticmethod
    def _made(path: Path) -> Path:
        path.mkdir()
        return path

    def test_pruning_follows_no_link(self) -> None:
        self.installed(self.generate("--blackhole", name="hole"))
        victim = self.folder / "victim"
        victim.mkdir()
        (victim / "old").write_text("somebody's")
        os.utime(victim / "old", (time.time() - 100 * 86400,) * 2)
        shutil.rmtree(BOX / "Maildir/new", ignore_errors=True)
        (BOX / "Maildir/new").symlink_to(victim)
        shell("/etc/cron.daily/postern-blackhole")
        self.assertTrue((victim / "old").exists())
        self.assertEqual((0, 0o755), (BOX.stat().st_uid, BOX.stat().st_mode & 0o777), "nobody else may replace the Maildir")


    def run_cut(self, script: Path, marker: str) -> None:
        """As if killed when it came to these words."""
        cut = self.folder / "cut" / script.name
        shutil.copytree(script.parent, cut.parent, dirs_exist_ok=True)
        text = script.read_text()
        at = text.rindex("\n" + marker)
        cut.write_text(text[:at] + "\nkill -KILL $$\n" + text[at:])
        self.assertEqual(-9, self.script(cut, *(("--yes",) if script.name == "install.sh" else ())).returncode)

    def test_neither_does_a_killed_run_when_it_is_recovered(self) -> None:
        hole = self.generate("--blackhole", name="hole")
        self.installed(self.relay)
        self.run_cut(hole / "install.sh", "swallows\n")
        self.deferred_in_the_hole()
        for script in (hole / "install.sh", hole / "uninstall.sh", self.relay / "install.sh"):
            words = ("--yes",) if script.name == "install.sh" else ()
            self.assertIn("would be sent to real people", self.run_script(script, 1, *words))
        self.assertEqual("virtual:", shell("postconf", "-h", "default_transport").stdout.strip())
        shell("postsuper", "-d", "ALL")
        self.run_script(hole / "uninstall.sh", 0)

    def test_a_blackhole_that_stays_one_may_have_mail_waiting(self) -> None:
        self.installed(self.generate("--blackhole", name="hole"))
        other = self.generate("--blackhole", "--keep-days", "3", name="other")
        self.run_cut(other / "install.sh", "swallows\n")
        self.deferred_in_the_hole()
        self.installed(other)
        shell("postsuper", "-d", "ALL")
        self.run_script(other / "uninstall.sh", 0)

    def test_a_broken_main_cf_does_not_open_the_sandbox(self) -> None:
        hole = self.generate("--blackhole", name="hole")
        self.installed(hole)
        with open(CONFIG / "main.cf", "a", encoding="utf-8") as file:
            file.write("no parameter\n")
        self.assertIn("cannot be read", self.run_script(hole / "uninstall.sh", 1))
        shutil.copyfile(hole / "main.cf", CONFIG / "main.cf")
        self.run_script(hole / "uninstall.sh", 0)

    def test_another_folder_with_the_same_queue(self) -> None:
        self.installed(self.relay)
        other = Path("/etc/other")
        other.mkdir()
        self.assertIn("has the same queue", self.run_script(self.relay / "install.sh", 1, "--yes", "--config-directory", str(other)))
        self.assertEqual(0, shell("postfix", "status", check=False).returncode)
        self.run_script(self.relay / "uninstall.sh", 0)


class Files(Guards):
    def test_a_full_disk_loses_nothing(self) -> None:
        small = self.folder / "small"
        small.mkdir()
        shell("mount", "-t", "tmpfs", "-o", "size=400k,mode=755", "none", small)
        self.addCleanup(shell, "umount", "-l", small)
        conf = small / "postfix"
        shutil.copytree(CONFIG, conf, symlinks=True)
        (conf / "main.cf").write_text(OWN + "# " + "x" * 60_000 + "\n")
        (self.folder).chmod(0o755)
        before = picture(conf)
        # It fills up while the new files are tried, and there is no room to put the old ones back.
        filler = small / "filler"
        tools = self.folder / "tools"
        tools.mkdir()
        (tools / "postfix").write_text(f'#!/bin/sh\n[ "$3" != check ] || {{ cat /dev/zero >{filler}; exit 1; }}\nexec /usr/sbin/postfix "$@"\n')
        (tools / "postfix").chmod(0o755)
        full = shell(self.relay / "install.sh", "--yes", "--config-directory", conf, check=False, stdin=subprocess.DEVNULL,
                     env=os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"})
        self.assertEqual(1, full.returncode)
        self.assertIn("could not be put back whole", full.stderr)
        self.assertTrue((small / "postfix.postern-step/complete").exists(), "the only copy of the old files")
        filler.unlink()
        ran = self.script(self.relay / "uninstall.sh", "--config-directory", str(conf))
        self.assertIn("first undoing what it did", ran.stdout)
        self.assertEqual(before, picture(conf))

    def test_two_runs_at_once(self) -> None:
        runs = []
        for delay in (0, 0.3):
            time.sleep(delay)
            runs.append(subprocess.Popen([self.relay / "install.sh", "--yes"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                         stderr=subprocess.PIPE, text=True))
        errors = [run.communicate(timeout=120)[1] for run in runs]
        self.assertEqual([0, 1], [run.returncode for run in runs], errors)
        self.assertIn("another run is at work", errors[1])
        self.run_script(self.relay / "uninstall.sh", 0)

    def test_a_new_password_does_not_give_way_to_the_old_one(self) -> None:
        self.installed(self.relay)
        path = CONFIG / "sasl_passwd.jira_main"
        path.write_text(path.read_text().replace(":pw", ":rotated"))
        said = self.run_script(self.relay / "install.sh", 1, "--yes")
        self.assertIn("was changed since it was installed", said)
        self.assertNotIn("rotated", said)
        self.assertIn(":rotated", path.read_text())
        shutil.copyfile(path, self.relay / path.name)
        self.assertIn("Nothing to do", self.run_script(self.relay / "install.sh", 0, "--yes"))

    def test_an_old_postfix_that_does_not_start_any_more(self) -> None:
        (CONFIG / "main.cf").write_text(OWN)
        shell("postfix", "start")
        before = picture(CONFIG)
        self.installed(self.relay)
        shell("sed", "-i", "s/^inet_interfaces.*/inet_interfaces = 203.0.113.77x/", f"{BACKUP}/saved.{self._line(CONFIG / 'main.cf')}")
        self.assertIn("does not start with them", self.run_script(self.relay / "uninstall.sh", 1))
        self.assertEqual(set(before), set(picture(CONFIG)))
        self.assertFalse(BACKUP.exists())

    @staticmethod
    def _line(path: Path) -> int:
        return (BACKUP / "paths").read_text().splitlines().index(str(path)) + 1

    def test_a_terminal_that_goes_away(self) -> None:
        """What the script would say has nowhere to go; the old files come back all the same."""
        (CONFIG / "main.cf").write_text(OWN)
        before = picture(CONFIG)
        with open("/dev/full", "wb") as full:
            process = subprocess.Popen([self.relay / "install.sh", "--yes"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=full)
            wait_for("the new files", lambda: (CONFIG / "sasl_passwd.jira_main").exists())
            process.terminate()
            process.wait(60)
        if process.returncode == 0:
            self.run_script(self.relay / "uninstall.sh", 0)
        self.assertEqual(before, picture(CONFIG))

    def test_an_old_configuration_that_is_broken(self) -> None:
        (CONFIG / "main.cf").write_text("this is no parameter\n")
        self.assertIn("cannot be read", self.run_script(self.relay / "install.sh", 1, "--yes"))

    def test_a_place_that_is_not_there(self) -> None:
        self.assertIn("is missing", self.run_script(self.relay / "install.sh", 1, "--yes", "--config-directory", "/etc/none/postfix"))
        self.assertIn("no plain absolute path", self.run_script(self.relay / "install.sh", 1, "--yes", "--config-directory", "/etc/a b"))

    def test_help(self) -> None:
        for name in ("install.sh", "uninstall.sh"):
            self.assertIn("usage: " + name, self.run_script(self.relay / name, 0, "--help"))

    def test_why_postfix_does_not_start(self) -> None:
        away = self.generate("-", "--relay", "203.0.113.9:25", "--client-network", "203.0.113.0/24", stdin=dump(ROW), name="away")
        master = away / "master.cf"
        master.write_text(master.read_text().replace("203.0.113.9:25", "203.0.113.300:25"))
        said = self.run_script(away / "install.sh", 1, "--yes")
        self.assertIn("Postfix does not start", said)
        self.assertIn("log", said)

    def test_other_tokens_of_the_host_stay(self) -> None:
        conf = Path("/etc/sasl-xoauth2.conf")
        conf.write_text('{"client_id": "ours", "client_secret": "s3cret"}\n')
        self.addCleanup(conf.unlink)
        folder = self.generate("-", "--oauth", "jira@example.com", stdin=dump(ROW), name="token", code=4)
        tokens = folder / "xoauth2/jira_main.json"
        tokens.write_text(tokens.read_text().replace("FILL-IN", "known"))
        # The plug-in itself is no package of this release.
        (folder / "MANIFEST").write_text((folder / "MANIFEST").read_text().replace("plugin sasl-xoauth2\n", ""))
        said = self.installed(folder)
        self.assertIn('"ours"', conf.read_text())
        self.assertNotIn("s3cret", said)
        token = Path("/var/lib/postfix/xoauth2/jira_main.json")
        self.assertEqual(("postfix", 0o600), (token.owner(), token.stat().st_mode & 0o777))
        self.run_script(folder / "uninstall.sh", 0)
        self.assertFalse(token.exists())


class Instances(Guards):
    def setUp(self) -> None:
        super().setUp()
        (CONFIG / "main.cf").write_text(OWN)
        shell("postfix", "start")
        self.instance = self.generate("-", "--multi-instance", "jira", "--relay", "localhost:10025", stdin=dump(ROW), name="instance")

    def test_what_the_host_changed_meanwhile_stays(self) -> None:
        self.installed(self.instance)
        shell("postconf", "-e", "relayhost = [mail.example.com]")
        self.run_script(self.instance / "uninstall.sh", 0)
        self.assertEqual(OWN + "relayhost = [mail.example.com]\n", (CONFIG / "main.cf").read_text())
        self.assertFalse(Path("/etc/postfix-jira").exists())

    def test_it_has_one_place_alone(self) -> None:
        other = Path("/var/lib/other")
        other.mkdir()
        self.addCleanup(other.rmdir)
        self.assertIn("has its place at", self.run_script(self.instance / "install.sh", 1, "--yes", "--config-directory", "/etc/other"))
        self.assertTrue(other.exists())

    def test_the_hosts_own_does_not_forget_it(self) -> None:
        self.installed(self.instance)
        hole = self.generate("--blackhole", name="hole")
        self.assertIn("has instances beside it", self.run_script(hole / "install.sh", 1, "--yes"))
        self.assertIn("nothing is installed", self.run_script(hole / "uninstall.sh", 1))
        self.run_script(self.instance / "uninstall.sh", 0)

    def test_it_is_made_anew_behind_a_failure(self) -> None:
        master = self.instance / "master.cf"
        good = master.read_text()
        master.write_text(good + "203.0.113.300:26 inet n - n - - smtpd\n")
        before = picture(CONFIG)
        self.run_script(self.instance / "install.sh", 1, "--yes")
        self.assertEqual(before, picture(CONFIG))
        self.assertFalse(Path("/etc/postfix-jira").exists() or Path("/var/spool/postfix-jira").exists())
        master.write_text(good)
        self.installed(self.instance)
        self.run_script(self.instance / "uninstall.sh", 0)
        self.assertFalse(BACKUP.exists())


if __name__ == "__main__":
    unittest.main()
