"""install.sh and uninstall.sh over a Postfix that somebody set up, and when things go wrong."""
from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import unittest
from pathlib import Path

from postfix_test import BACKUP, CONFIG, PostfixTest, account, dump, the_world
from tree import picture
from upstream import Mailboxes
from world import shell

PASSWORD = "s3cret-of-jira"
# Passwords in every place that a configuration has for them.
OWN_MAIN = """compatibility_level = 3.6
# somebody's own Postfix
inet_interfaces = loopback-only
mydestination =
smtp_sasl_password_maps = inline:{
  { [smtp.example.com]:587 = jira:s3cret-of-somebody } }
ldap_bind_pw = s3cret-of-ldap
default_transport = discard:
alias_maps =
"""


def setUpModule() -> None:  # noqa: N802
    the_world()
    PostfixTest.mailboxes = Mailboxes({})


def running() -> bool:
    return shell("postfix", "status", check=False).returncode == 0


class InstallTest(PostfixTest):
    """Over a configuration with unusual files."""

    def setUp(self) -> None:
        super().setUp()
        kept = self.folder / "kept"
        shutil.copytree(CONFIG, kept, symlinks=True)
        self.addCleanup(self._put_back, kept)
        (CONFIG / "main.cf").write_text(OWN_MAIN)
        (CONFIG / "main.cf").chmod(0o640)
        (CONFIG / "real-master.cf").write_text((CONFIG / "master.cf").read_text().replace("y       -       -       smtpd", "n       -       -       smtpd"))
        (CONFIG / "master.cf").unlink()
        (CONFIG / "master.cf").symlink_to("real-master.cf")
        (CONFIG / "dsn_filter").write_text("# somebody's file of that name\n")
        os.chown(CONFIG / "dsn_filter", 1234, 4321)
        (CONFIG / "odd name").write_text("left alone")
        for name in os.listdir(CONFIG):
            os.utime(CONFIG / name, (1_000_000_000, 1_000_000_000), follow_symlinks=False)
        os.utime(CONFIG, (1_000_000_001, 1_000_000_001))
        self.relay = self.generate("-", stdin=dump(account(0, "Main", "smtp.example.com", 587, "jira@example.com", PASSWORD)))

    def _put_back(self, kept: Path) -> None:
        shell("postfix", "stop", check=False)
        for path in (BACKUP, Path(f"{CONFIG}.postern-step")):
            shutil.rmtree(path, ignore_errors=True)
        shell("sh", "-c", f"rm -rf {CONFIG}/* && cp -a {kept}/. {CONFIG}/")

    def run_install(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.script(self.relay / "install.sh", *(words or ("--yes",)))

    def assert_rolled_back(self, before: dict[str, tuple[object, ...]], *words: str) -> str:
        ran = self.run_install(*words)
        self.assertEqual(1, ran.returncode, ran.stdout + ran.stderr)
        self.assertEqual(before, picture(CONFIG))
        self.assertFalse(BACKUP.exists())
        return ran.stderr


class ThereAndBack(InstallTest):
    def test_identical_tree_and_a_running_postfix(self) -> None:
        shell("postfix", "start")
        before = picture(CONFIG)
        self.assertEqual(0, self.run_install().returncode)
        self.assertTrue(running())
        self.assertEqual("jira_main:[smtp.example.com]:587", shell("postconf", "-h", "default_transport").stdout.strip())
        self.assertEqual(0o600, (CONFIG / "sasl_passwd.jira_main").stat().st_mode & 0o777)
        self.assertEqual(0, self.script(self.relay / "uninstall.sh").returncode)
        self.assertEqual(before, picture(CONFIG))
        self.assertTrue(running())
        self.assertEqual("discard:", shell("postconf", "-h", "default_transport").stdout.strip())
        self.assertFalse(BACKUP.exists())

    def test_a_stopped_one_is_stopped_again(self) -> None:
        self.run_install()
        self.assertTrue(running())
        shutil.rmtree(self.relay)
        self.assertEqual(0, self.script(BACKUP / "uninstall.sh").returncode, "the copy that lies in the backup")
        self.assertFalse(running())

    def test_nothing_to_take_back(self) -> None:
        ran = self.script(self.relay / "uninstall.sh")
        self.assertEqual(1, ran.returncode)
        self.assertIn("nothing is installed", ran.stderr)

    def test_again_changes_nothing(self) -> None:
        self.run_install()
        installed, backup = picture(CONFIG), picture(BACKUP)
        pid = shell("cat", "/var/spool/postfix/pid/master.pid").stdout
        ran = self.run_install()
        self.assertIn("Nothing to do", ran.stdout)
        self.assertEqual((installed, backup), (picture(CONFIG), picture(BACKUP)))
        self.assertEqual(pid, shell("cat", "/var/spool/postfix/pid/master.pid").stdout)

    def test_another_configuration_takes_its_place(self) -> None:
        before = picture(CONFIG)
        self.run_install()
        hole = self.generate("--blackhole", name="hole")
        self.assertEqual(0, self.script(hole / "install.sh", "--yes").returncode)
        self.assertFalse((CONFIG / "sasl_passwd.jira_main").exists(), "no password stays behind")
        self.assertEqual("# somebody's file of that name\n", (CONFIG / "dsn_filter").read_text())
        self.assertEqual(0, self.script(hole / "uninstall.sh").returncode)
        self.assertEqual(before, picture(CONFIG))

    def test_no_secret_is_shown(self) -> None:
        for words in ((), ("--yes",)):
            ran = self.script(self.relay / "install.sh", *words)
            self.assertNotIn("s3cret", ran.stdout + ran.stderr)
        self.assertNotIn("s3cret", "\n".join(self.world.log.lines))

    def test_without_a_yes_nothing_changes(self) -> None:
        before = picture(CONFIG)
        ran = self.script(self.relay / "install.sh")
        self.assertEqual(2, ran.returncode)
        self.assertIn("+default_transport = jira_main:[smtp.example.com]:587", ran.stdout)
        self.assertEqual(before, picture(CONFIG))
        self.assertFalse(BACKUP.exists())


class Broken(InstallTest):
    def test_broken_files_are_told_before_anything_changes(self) -> None:
        def spoil(name: str, old: str, new: str) -> None:
            path = self.relay / name
            path.write_text(re.sub(old, new, path.read_text(), count=1))
        shell("postfix", "start")
        before = picture(CONFIG)
        for name, old, new, word in (
                ("main.cf", r"\Z", "no_such_parameter = x\n", "no_such_parameter"),
                ("main.cf", r"\Z", "relayhost = x\n", "relayhost"),
                ("sasl_passwd.jira_main", r"(?s).*", "", "no password"),
                ("dsn_filter", r"\Z", "/(/ x\n", "dsn_filter"),
                ("master.cf", r"\Z", "nonsense\n", "master.cf")):
            with self.subTest(name=name, new=new):
                good = (self.relay / name).read_text()
                spoil(name, old, new)
                self.assertIn(word, self.assert_rolled_back(before))
                (self.relay / name).write_text(good)
        (self.relay / "dsn_filter").unlink()
        self.assertIn("dsn_filter is missing", self.assert_rolled_back(before))
        self.assertTrue(running())

    def test_a_port_that_is_taken(self) -> None:
        before = picture(CONFIG)
        server = subprocess.Popen(["/usr/bin/python3", "-c", "import socket\ns = socket.create_server(('127.0.0.1', 25))\n"
                                   "while True: s.accept()[0].sendall(b'220 somebody else\\r\\n')"])
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        time.sleep(0.5)
        self.assertIn("something else takes mail", self.assert_rolled_back(before))

    def test_what_shows_only_when_it_runs(self) -> None:
        """The new Postfix cannot start: the old one runs again."""
        shell("postfix", "start")
        before = picture(CONFIG)
        master = self.relay / "master.cf"
        master.write_text(master.read_text().replace("25         inet", "127.0.0.1:25 inet") + "203.0.113.77x:26 inet n - n - - smtpd\n")
        said = self.assert_rolled_back(before)
        self.assertIn("Nothing has changed", said)
        self.assertTrue(running())
        self.assertEqual("discard:", shell("postconf", "-h", "default_transport").stdout.strip())

    def test_a_queue_elsewhere_is_not_forgotten(self) -> None:
        (CONFIG / "main.cf").write_text(OWN_MAIN + "queue_directory = /var/spool/elsewhere\n")
        self.assertIn("queue_directory", self.assert_rolled_back(picture(CONFIG)))

    def test_interrupted(self) -> None:
        before = picture(CONFIG)
        for moment in (0.2, 0.4, 0.6):
            process = subprocess.Popen([self.relay / "install.sh", "--yes"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(moment)
            process.terminate()
            if process.wait(60) != 0:
                self.assertEqual(before, picture(CONFIG))
            else:
                self.script(self.relay / "uninstall.sh")


if __name__ == "__main__":
    unittest.main()
