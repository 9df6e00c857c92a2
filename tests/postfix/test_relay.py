"""Mail through the accounts of a dump, over TLS, to servers that ask for a login."""
from __future__ import annotations

import unittest
from pathlib import Path

from postfix_test import CONFIG, PostfixTest, account, dump, the_world
from upstream import Mailboxes, Server
from world import ADDRESSES, shell, wait_for

PASSWORDS = {
    "jira@example.com": " a:#$ \"'\\ {x} %s Grüße\t!",
    "conf@example.org": "${not_expanded}",
    "second@example.com": "#third",
    "login@example.com": "at the big one",
}
ACCOUNTS = (
    account(0, "Main", "smtp.example.com", 587, "jira@example.com", PASSWORDS["jira@example.com"]),
    account(1, "Wiki", "smtp.example.org", 465, "conf@example.org", PASSWORDS["conf@example.org"], "wiki@example.org"),
    account(2, "Second", "smtp.example.com", 587, "second@example.com", PASSWORDS["second@example.com"]),
)


def setUpModule() -> None:  # noqa: N802
    world = the_world()
    boxes = PostfixTest.mailboxes = Mailboxes(PASSWORDS)
    certificate = world.authority.certificate
    for host, port, kind in (("smtp.example.com", 587, "starttls"), ("smtp.example.org", 465, "implicit"),
                             ("smtp.gmail.com", 587, "starttls")):
        Server(host, ADDRESSES[host], port, kind, boxes, certificate(host))
    Server("liar.example.com", ADDRESSES["liar.example.com"], 587, "starttls", boxes, certificate("liar.example.com", "unknown"))
    # The server itself answers by its own name, the account knows it by another.
    Server("alias.example.com", ADDRESSES["alias.example.com"], 587, "starttls", boxes, certificate("mx1.example.com"))


class Relay(PostfixTest):
    def relay(self, *rows: tuple[str, ...]) -> Path:
        folder = self.generate("-", stdin=dump(*(rows or ACCOUNTS)))
        self.install(folder)
        return folder

    def test_each_sender_has_its_account(self) -> None:
        self.relay()
        for sender, user, server in (("jira@example.com", "jira@example.com", "smtp.example.com"),
                                     ("wiki@example.org", "conf@example.org", "smtp.example.org"),
                                     ("CONF@example.org", "conf@example.org", "smtp.example.org"),
                                     ("second@example.com", "second@example.com", "smtp.example.com"),
                                     ("someone@elsewhere.example.com", "jira@example.com", "smtp.example.com")):
            subject = f"from {sender}"
            self.send(sender, "to@elsewhere.example.com", subject)
            received, = self.arrived(subject)
            self.assertEqual((user, server, sender), (received.user, received.server, received.sender))
            self.assertIn(received.tls, ("TLSv1.2", "TLSv1.3"))
            self.assertEqual(("to@elsewhere.example.com",), received.recipients)
        self.assertEqual(5, len(self.world.log.matching("Verified TLS connection|status=sent", self.since)) -
                         len(self.world.log.matching("Verified TLS connection", self.since)))
        self.assertFalse(self.world.log.matching("Untrusted|Anonymous", self.since))

    def test_null_sender_stays_empty(self) -> None:
        self.relay()
        self.send("<>", "to@elsewhere.example.com", "a bounce")
        received, = self.arrived("a bounce")
        self.assertEqual(("", "jira@example.com"), (received.sender, received.user))

    def test_large_message(self) -> None:
        self.relay()
        attachment = self.folder / "big"
        attachment.write_bytes(b"x" * 76 * 158_000)
        self.send("jira@example.com", "to@elsewhere.example.com", "large", "--attach", f"@{attachment}")
        self.assertGreater(len(self.arrived("large")[0].content), 12_000_000)

    def test_wrong_authority_is_deferred_and_gets_no_password(self) -> None:
        self.relay(account(0, "Liar", "liar.example.com", 587, "jira@example.com", PASSWORDS["jira@example.com"]))
        attempts = len(self.mailboxes.attempts)
        self.send("jira@example.com", "liar@elsewhere.example.com", "to the liar")
        line, = self.status_of("liar@elsewhere.example.com")
        self.assertRegex(line, "dsn=4.7.5, status=deferred .*not verified")
        self.assertEqual(attempts, len(self.mailboxes.attempts))
        self.assertEqual([], self.mailboxes.by_subject("to the liar"))

    def test_certificate_of_another_name(self) -> None:
        row = account(0, "Alias", "alias.example.com", 587, "jira@example.com", PASSWORDS["jira@example.com"])
        attempts = len(self.mailboxes.attempts)
        self.relay(row)
        self.send("jira@example.com", "alias@elsewhere.example.com", "by another name")
        self.assertRegex(self.status_of("alias@elsewhere.example.com")[0], "dsn=4.7.5, status=deferred .*not verified")
        self.assertEqual(attempts, len(self.mailboxes.attempts))
        named = self.generate("-", "--tls", "alias.example.com=secure:mx1.example.com", stdin=dump(row), name="named")
        self.install(named)
        self.send("jira@example.com", "alias@elsewhere.example.com", "by its own name")
        self.assertEqual("jira@example.com", self.arrived("by its own name")[0].user)

    def test_missing_password_is_deferred(self) -> None:
        self.relay()
        (CONFIG / "sasl_passwd.jira_main").write_text("# nothing\n")
        shell("postfix", "reload")
        self.send("jira@example.com", "missing@elsewhere.example.com", "no password")
        line, = self.status_of("missing@elsewhere.example.com")
        self.assertRegex(line, "dsn=4.7.0, status=deferred .* 530 ")
        self.assertFalse(self.world.log.matching("status=bounced", self.since))

    def test_wrong_password_is_deferred(self) -> None:
        self.relay(account(0, "Main", "smtp.example.com", 587, "jira@example.com", "another"))
        self.send("jira@example.com", "wrong@elsewhere.example.com", "wrong password")
        self.assertRegex(self.status_of("wrong@elsewhere.example.com")[0], "status=deferred .*535")

    def test_outage_and_recovery(self) -> None:
        host = "closed.example.com"
        self.relay(account(0, "Closed", host, 587, "jira@example.com", PASSWORDS["jira@example.com"]))
        self.send("jira@example.com", "later@elsewhere.example.com", "after the outage")
        self.assertRegex(self.status_of("later@elsewhere.example.com")[0], "dsn=4.4.1, status=deferred .*refused")
        server = Server(host, ADDRESSES[host], 587, "starttls", self.mailboxes, self.world.authority.certificate(host))
        self.addCleanup(server.stop)
        shell("postqueue", "-f")
        self.assertEqual("jira@example.com", self.arrived("after the outage")[0].user)

    def test_provider_that_takes_own_senders_only(self) -> None:
        self.relay(account(0, "Big", "smtp.gmail.com", 587, "login@example.com", PASSWORDS["login@example.com"], "jira@example.com"))
        for sender, expected in (("jira@example.com", "jira@example.com"), ("login@example.com", "login@example.com"),
                                 ("project@example.com", "jira@example.com"), ("<>", "")):
            subject = f"own sender {sender}"
            self.send(sender, "to@elsewhere.example.com", subject, "--h-From", f'"Somebody (JIRA)" <{sender.strip("<>") or "x@y.example.com"}>')
            received, = self.arrived(subject)
            self.assertEqual(expected, received.sender)
            if sender == "project@example.com":
                self.assertEqual('"Somebody (JIRA)" <jira@example.com>', received.message["From"])
            self.assertEqual(("to@elsewhere.example.com",), received.recipients)

    def test_senders_can_be_kept(self) -> None:
        row = account(0, "Big", "smtp.gmail.com", 587, "login@example.com", PASSWORDS["login@example.com"])
        self.install(self.generate("-", "--keep-senders", stdin=dump(row)))
        self.send("alias@example.com", "to@elsewhere.example.com", "kept")
        self.assertEqual("alias@example.com", self.arrived("kept")[0].sender)

    def test_nobody_else_may_hand_in_mail(self) -> None:
        self.relay()
        refused = shell("swaks", "--server", "192.0.2.200:25", "--from", "a@example.com", "--to", "b@example.com", check=False)
        self.assertEqual(2, refused.returncode, "nothing listens there")

    def test_command_line_mail_goes_the_same_way(self) -> None:
        self.relay()
        shell("sendmail", "-f", "second@example.com", "to@elsewhere.example.com", input="Subject: by hand\n\ntext\n")
        self.assertEqual("second@example.com", self.arrived("by hand")[0].user)

    def test_nothing_dials_but_the_accounts_servers(self) -> None:
        dialled = len(self.world.wire.dialled)
        self.relay()
        self.send("jira@example.com", "to@elsewhere.example.com", "one way")
        self.arrived("one way")
        wait_for("the connection", lambda: len(self.world.wire.dialled) > dialled)
        self.assertEqual({(ADDRESSES["smtp.example.com"], 587)}, set(self.world.wire.dialled[dialled:]))


if __name__ == "__main__":
    unittest.main()
