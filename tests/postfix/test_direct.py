"""Mail straight to the servers of its recipients."""
from __future__ import annotations

import unittest

from postfix_test import PostfixTest, the_world
from upstream import Mailboxes, Server
from world import ADDRESSES


def setUpModule() -> None:  # noqa: N802
    the_world()
    PostfixTest.mailboxes = Mailboxes({})
    Server("mx.elsewhere.example.com", ADDRESSES["mx.elsewhere.example.com"], 25, "open", PostfixTest.mailboxes)


class Direct(PostfixTest):
    def test_the_mail_exchanger_gets_it(self) -> None:
        self.install(self.generate("--direct", "--hostname", "jira.example.com"))
        self.send("jira@example.com", "a@elsewhere.example.com", "direct")
        received, = self.arrived("direct")
        self.assertEqual(("mx.elsewhere.example.com", "jira@example.com"), (received.server, received.sender))
        self.assertIn("by jira.example.com (Postfix)", received.message["Received"])

    def test_testers_of_a_blackhole(self) -> None:
        self.install(self.generate("--direct", "--blackhole", "--allow", "tester@elsewhere.example.com"))
        for recipient in ("customer@elsewhere.example.com", "tester@elsewhere.example.com"):
            self.send("jira@example.com", recipient, "to " + recipient)
        received, = self.arrived("[SANDBOX] to tester@elsewhere.example.com")
        self.assertEqual(("tester@elsewhere.example.com",), received.recipients)
        self.assertIn("relay=virtual", self.status_of("customer@elsewhere.example.com")[0])


if __name__ == "__main__":
    unittest.main()
