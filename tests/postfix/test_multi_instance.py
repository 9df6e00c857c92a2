"""An instance beside the Postfix that the host has."""
from __future__ import annotations

import shutil
import unittest
from pathlib import Path

from postfix_test import CONFIG, PostfixTest, account, dump, the_world
from tree import picture
from upstream import Mailboxes, Server
from world import ADDRESSES, shell, wait_for

INSTANCE = Path("/etc/postfix-jira")


def setUpModule() -> None:  # noqa: N802
    world = the_world()
    boxes = PostfixTest.mailboxes = Mailboxes({"jira@example.com": "pw"})
    Server("smtp.example.com", ADDRESSES["smtp.example.com"], 587, "starttls", boxes, world.authority.certificate("smtp.example.com"))


class MultiInstance(PostfixTest):
    def setUp(self) -> None:
        super().setUp()
        (CONFIG / "main.cf").write_text("compatibility_level = 3.6\ninet_interfaces = loopback-only\nmydestination =\n"
                                        "alias_maps =\ndefault_transport = discard:\n")
        shell("postfix", "start")
        self.addCleanup(shell, "postfix", "stop", check=False)
        self.before = picture(CONFIG)
        self.out = self.generate("-", "--multi-instance", "jira", "--relay", "localhost:10025",
                                 stdin=dump(account(0, "Main", "smtp.example.com", 587, "jira@example.com", "pw")))

    def test_both_deliver_and_it_leaves_no_trace(self) -> None:
        ran = self.script(self.out / "install.sh", "--yes")
        self.assertEqual(0, ran.returncode, ran.stdout + ran.stderr)
        listed = [line.split() for line in shell("postmulti", "-l").stdout.splitlines()]
        self.assertEqual([["-", "-", "y", "/etc/postfix"], ["postfix-jira", "mta", "y", str(INSTANCE)]], listed)
        self.send("jira@example.com", "a@elsewhere.example.com", "through the instance", port=10025)
        self.assertEqual("jira@example.com", self.arrived("through the instance")[0].user)
        self.send("jira@example.com", "host@elsewhere.example.com", "through the host's own")
        self.assertIn("relay=none", self.status_of("host@elsewhere.example.com")[0])
        self.assertTrue(self.world.log.matching(r"postfix-jira/jira_main/smtp\[", self.since))
        self.assertIn("Nothing to do", self.script(self.out / "install.sh", "--yes").stdout)

        self.assertEqual(0, self.script(self.out / "uninstall.sh").returncode)
        self.assertEqual(self.before, picture(CONFIG))
        for path in (INSTANCE, Path("/var/spool/postfix-jira"), Path("/var/lib/postfix-jira")):
            self.assertFalse(path.exists(), path)
        self.assertEqual(0, shell("postfix", "status", check=False).returncode)

    def test_waiting_mail_is_not_thrown_away(self) -> None:
        self.assertEqual(0, self.script(self.out / "install.sh", "--yes").returncode)
        (INSTANCE / "sasl_passwd.jira_main").write_text("")
        shell("postfix", "-c", INSTANCE, "reload")
        self.send("jira@example.com", "waits@elsewhere.example.com", "waits", port=10025)
        self.assertIn("status=deferred", self.status_of("waits@elsewhere.example.com")[0])
        ran = self.script(self.out / "uninstall.sh")
        self.assertEqual(1, ran.returncode)
        self.assertIn("would be lost", ran.stderr)
        self.assertEqual(0, shell("postfix", "-c", INSTANCE, "status", check=False).returncode)
        shutil.copyfile(self.out / "sasl_passwd.jira_main", INSTANCE / "sasl_passwd.jira_main")
        shell("postfix", "-c", INSTANCE, "reload")

        def flushed() -> bool:
            shell("postqueue", "-c", INSTANCE, "-f")
            return bool(self.mailboxes.by_subject("waits"))
        wait_for("the delivery", flushed)
        wait_for("an empty queue", lambda: "empty" in shell("postqueue", "-c", INSTANCE, "-p").stdout)
        self.assertEqual(0, self.script(self.out / "uninstall.sh").returncode)


if __name__ == "__main__":
    unittest.main()
