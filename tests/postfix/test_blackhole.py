"""A sandbox that lets no mail out, whoever it is for."""
from __future__ import annotations

import os
import time
import unittest
from email import message_from_bytes
from email.message import Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

from postfix_test import PostfixTest, account, dump, the_world
from upstream import Mailboxes, Server
from world import ADDRESSES, shell, wait_for

BOX = Path("/var/spool/postern-blackhole")
ACCOUNT = account(0, "Main", "smtp.example.com", 587, "jira@example.com", "production-pw")

RECIPIENTS = (
    "alice@elsewhere.example.com", "ALICE@ELSEWHERE.EXAMPLE.COM", "root", "postmaster", "root@localhost", "root@jira.example.com",
    "a+b@elsewhere.example.com", "x@[10.0.0.1]", "x@[192.0.2.20]", "x@[IPv6:2001:db8::1]", '"quoted local"@elsewhere.example.com',
    "a%elsewhere.example.com@jira.example.com", "elsewhere.example.com!a", "@jira.example.com:a@elsewhere.example.com",
    "nobody@does-not-exist.example.com", "tester@example.com.elsewhere.example.com", "xtester@example.com", "tester@example.comx",
)


def setUpModule() -> None:  # noqa: N802
    world = the_world()
    boxes = PostfixTest.mailboxes = Mailboxes({"jira@example.com": "production-pw"})
    Server("smtp.example.com", ADDRESSES["smtp.example.com"], 587, "starttls", boxes, world.authority.certificate("smtp.example.com"))
    Server("mx.elsewhere.example.com", ADDRESSES["mx.elsewhere.example.com"], 25, "open", boxes)


def kept() -> list[Message]:
    return [message_from_bytes(path.read_bytes()) for path in (BOX / "Maildir/new").glob("*")]


class Blackhole(PostfixTest):
    def setUp(self) -> None:
        super().setUp()
        shell("rm", "-rf", BOX)
        self.dialled = len(self.world.wire.dialled)
        self.had = len(self.mailboxes.all())

    def assert_silence(self) -> None:
        """No connection, no delivery but into the Maildir."""
        self.assertEqual([], self.world.wire.dialled[self.dialled:])
        self.assertEqual(self.had, len(self.mailboxes.all()))
        self.assertEqual([], self.world.log.matching(r"relay=(?!virtual,)", self.since))

    def hole(self, *words: str, queue: bool = False) -> Path:
        folder = self.generate("--blackhole", "--hostname", "jira.example.com", *words)
        self.install(folder, *(("--with-queue",) if queue else ()))
        return folder

    def wait_kept(self, count: int) -> list[Message]:
        wait_for(f"{count} messages", lambda: len(kept()) >= count)
        return kept()

    def test_every_form_of_recipient_stays_here(self) -> None:
        self.hole()
        for recipient in RECIPIENTS:
            self.send("jira@example.com", recipient, "hello")
        messages = self.wait_kept(len(RECIPIENTS))
        self.assertEqual(len(RECIPIENTS), len(messages))
        self.assert_silence()
        true = {message["X-Original-To"] for message in messages}
        for recipient in ("alice@elsewhere.example.com", "x@[10.0.0.1]", "a+b@elsewhere.example.com", "root@jira.example.com"):
            self.assertIn(recipient, true)
        self.assertEqual({"[SANDBOX] hello"}, {message["Subject"] for message in messages})

    def test_other_ways_in(self) -> None:
        self.hole()
        many = ",".join(f"user{n}@elsewhere.example.com" for n in range(60))
        self.send("<>", "bounce@elsewhere.example.com", "null sender")
        self.send("jira@example.com", many, "many")
        shell("sendmail", "-f", "jira@example.com", "by-hand@elsewhere.example.com", input="Subject: by hand\n\ntext\n")
        self.wait_kept(62)
        shell("postqueue", "-f")
        wait_for("an empty queue", lambda: "empty" in shell("postqueue", "-p").stdout)
        self.assertEqual(62, len(kept()))
        self.assert_silence()

    def test_mail_that_waited_for_a_server_stays_too(self) -> None:
        dumped = self.folder / "jira.sql"
        dumped.write_bytes(dump(account(0, "Main", "closed.example.com", 587, "jira@example.com", "production-pw")))
        self.install(self.generate(str(dumped), name="relay"))
        self.send("jira@example.com", "customer@elsewhere.example.com", "from production")
        self.assertIn("status=deferred", self.status_of("customer@elsewhere.example.com")[0])
        self.since, self.dialled = len(self.world.log.lines), len(self.world.wire.dialled)
        refused = self.script(self.generate("--blackhole", name="hole") / "install.sh", "--yes")
        self.assertIn("the blackhole would swallow it", refused.stderr)
        self.hole(queue=True)
        shell("postqueue", "-f")
        self.assertEqual("customer@elsewhere.example.com", self.wait_kept(1)[0]["X-Original-To"])
        self.assert_silence()

    def test_large_message(self) -> None:
        self.hole()
        attachment = self.folder / "big"
        attachment.write_bytes(b"x" * 76 * 158_000)
        self.send("jira@example.com", "a@elsewhere.example.com", "large", "--attach", f"@{attachment}")
        self.assertEqual("[SANDBOX] large", self.wait_kept(1)[0]["Subject"])

    def test_subjects(self) -> None:
        self.hole()
        inner = MIMEText("forwarded")
        inner["Subject"] = "inner"
        outer = MIMEMultipart()
        outer["Subject"] = "=?UTF-8?B?R3LDvMOfZQ==?=\n a folded line"
        outer.attach(MIMEText("see below"))
        outer.attach(MIMEMessage(inner))
        data = self.folder / "message"
        data.write_bytes(outer.as_bytes().replace(b"\n", b"\r\n"))
        self.send("jira@example.com", "a@elsewhere.example.com", None, "--data", f"@{data}")
        message, = self.wait_kept(1)
        self.assertEqual("[SANDBOX] =?UTF-8?B?R3LDvMOfZQ==?=\n a folded line", message["Subject"])
        self.assertEqual("inner", message.get_payload()[1].get_payload()[0]["Subject"])

    def test_testers_alone_get_mail(self) -> None:
        dumped = self.folder / "jira.sql"
        dumped.write_bytes(dump(ACCOUNT))
        self.hole(str(dumped), "--allow", "tester@example.com")
        for recipient in (*RECIPIENTS, "tester@example.com", "TESTER@example.com"):
            self.send("jira@example.com", recipient, "to " + recipient)
        self.arrived("[SANDBOX] to tester@example.com")
        self.arrived("[SANDBOX] to TESTER@example.com")
        self.wait_kept(len(RECIPIENTS))
        self.assertEqual(len(RECIPIENTS), len(kept()))
        self.assertEqual(self.had + 2, len(self.mailboxes.all()))
        self.assertEqual({(ADDRESSES["smtp.example.com"], 587)}, set(self.world.wire.dialled[self.dialled:]))

    def test_a_mixed_message_is_split(self) -> None:
        dumped = self.folder / "jira.sql"
        dumped.write_bytes(dump(ACCOUNT))
        self.hole(str(dumped), "--allow", "tester@example.com")
        self.send("jira@example.com", "tester@example.com,customer@elsewhere.example.com", "mixed")
        received, = self.arrived("[SANDBOX] mixed")
        self.assertEqual(("tester@example.com",), received.recipients)
        self.assertEqual(["customer@elsewhere.example.com"], [message["X-Original-To"] for message in self.wait_kept(1)])

    def test_it_is_nobodys_and_is_pruned(self) -> None:
        self.hole("--keep-days", "3", "--mailbox-owner", "4242:4343")
        for number in range(2):
            self.send("jira@example.com", "a@elsewhere.example.com", f"message {number}")
        self.wait_kept(2)
        old, young = sorted((BOX / "Maildir/new").glob("*"))
        status = old.stat()
        self.assertEqual((4242, 4343, 0o600), (status.st_uid, status.st_gid, status.st_mode & 0o777))
        self.assertEqual((4242, 0o700), ((BOX / "Maildir").stat().st_uid, (BOX / "Maildir").stat().st_mode & 0o777))
        self.assertEqual(0, BOX.stat().st_uid, "whoever owns the place could lead the pruning elsewhere")
        os.utime(old, (time.time() - 4.5 * 86400,) * 2)
        shell("/etc/cron.daily/postern-blackhole")
        self.assertEqual([young], list((BOX / "Maildir/new").glob("*")))

    def test_mail_stays_when_it_is_uninstalled(self) -> None:
        folder = self.hole()
        self.send("jira@example.com", "a@elsewhere.example.com", "hello")
        self.wait_kept(1)
        self.uninstall(folder)
        self.assertEqual(1, len(kept()))
        self.assertFalse(Path("/etc/cron.daily/postern-blackhole").exists())


if __name__ == "__main__":
    unittest.main()
