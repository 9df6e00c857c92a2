"""Accounts that cannot be used: exit code 3, and nothing written."""
from __future__ import annotations

import unittest

import dumps
from postfix.written import DUMP, NO_ACCOUNT, PostfixTest, dump_of
from program import CLEAN, FAILED, FIXTURES

CONTEXT = """<?xml version="1.0"?>
<Context><Resource name="mail/A" type="javax.mail.Session" mail.smtp.host="%s" mail.smtp.port="%s"
  mail.smtp.user="%s" password="s3cret-in-xml"/></Context>
"""


class Accounts(PostfixTest):
    def refused(self, content: bytes, *words: str, name: str = "a.sql", options: tuple[str, ...] = ()) -> None:
        path = self.file(name, content)
        ran = self.postfix(path, *options)
        self.assert_refused(ran, FAILED, *words)
        self.assertNotIn(b"s3cret", ran.err)
        self.assertEqual([name], self.names())
        path.unlink()

    def test_none_at_all(self) -> None:
        self.refused(NO_ACCOUNT, "the targets hold no outgoing mail account")
        incoming = dumps.mail_row(1, "pw").replace(b"smtp\tsmtp\t", b"imap\tpop\t")
        self.refused(dumps.dump(dumps.MAIL_TABLE, incoming, dumps.END_OF_ROWS), "no outgoing mail account")

    def test_unreadable(self) -> None:
        self.refused(b"hello", "no outgoing mail account found; not read: ", "a.sql: holds nothing that postern knows")
        ran = self.postfix("missing.sql")
        self.assert_refused(ran, FAILED, "missing.sql: cannot be opened: No such file or directory")

    def test_jndi_session_alone(self) -> None:
        row = b"1\tTomcat\t\\N\tsmtp\tsmtp\t\\N\tjava:comp/env/mail/Jira\t\\N\t\\N\n"
        table = dumps.MAIL_TABLE.replace(b"servername,", b"servername, jndilocation,")
        self.refused(dumps.dump(table, row, dumps.END_OF_ROWS), "JNDI session", "server.xml")

    def test_local_postfix_already(self) -> None:
        for host in ("localhost", "127.0.0.1", "::1"):
            self.refused((CONTEXT % (host, "25", "u")).encode(), "points at the local Postfix already", name="a.xml")
        self.refused((CONTEXT % ("localhost", "2525", "u")).encode(), "points at the local Postfix already",
                     name="a.xml", options=("--relay", "localhost:2525"))

    def test_this_postfix_under_another_name(self) -> None:
        """Mail would go round in circles."""
        for host in ("172.17.0.1", "relay.example.com"):
            self.refused((CONTEXT % (host, "25", "u")).encode(), "points at the local Postfix already", name="a.xml",
                         options=("--relay", f"{host}:25", "--client-network", "172.17.0.0/16"))

    def test_no_line_of_a_dump_becomes_one_of_a_configuration(self) -> None:
        row = ("INSERT INTO `mailserver` (`ID`, `server_type`, `servername`, `mailusername`, `mailpassword`) VALUES "
               "(1,'smtp','10.0.0.1\\0]:25\\nalias_maps = x\\n','u@example.com','s3cret');\n")
        self.refused(row.encode(), "neither a host name nor an address")

    def test_in_a_comment(self) -> None:
        xml = CONTEXT % ("smtp.example.com", "587", "u")
        self.refused(xml.replace("<Resource", "<!-- <Resource").replace("/></Context>", "/> --></Context>").encode(),
                     "stands in a comment", name="a.xml")

    def test_secrets_that_postfix_cannot_hold(self) -> None:
        for secret, reason in (("s3cret ", "blank at the end of its password"), ("s3cret\t", "blank at the end"),
                               ("s3\ncret", "line end"), ("s3cret\r", "line end"), ("s3cret\x1b", "control character"),
                               ("s3cret\x7f", "control character"), (b"s3cret\xfc", "not UTF-8")):
            with self.subTest(secret=secret):
                self.refused(dump_of(secret), "a.sql", "user@example.com at smtp.example.com:25", reason)

    def test_nul_in_a_secret(self) -> None:
        row = ("INSERT INTO `mailserver` (`ID`, `server_type`, `servername`, `mailusername`, `mailpassword`) VALUES "
               "(1,'smtp','smtp.example.com','u@example.com','s3cret\\0x');\n")
        self.refused(row.encode(), "u@example.com at smtp.example.com", "control character")

    def test_users_that_postfix_cannot_hold(self) -> None:
        for user, reason in (("a:b", "':' in its user name"), (" a", "blank at an end of its user name"),
                             ("a\nb", "line end")):
            with self.subTest(user=user):
                self.refused(dump_of("s3cret", user=user), reason)

    def test_words_without_end(self) -> None:
        self.refused(dump_of("s3cret" * 200), "more than 1,000 bytes")
        self.refused(dump_of("s3cret", user="u" * 100_000), "more than 1,000 bytes", "...")

    def test_port_that_is_none(self) -> None:
        for port in ("smtp", "99999", "587x", "0", "-1"):
            with self.subTest(port=port):
                self.refused((CONTEXT % ("smtp.example.com", port, "u")).encode(), "u at smtp.example.com:0 has no port",
                             name="a.xml")
        target = self.file("a.xml", (CONTEXT % ("smtp.example.com", " 587 ", "u")).encode())
        self.assertIn("u at smtp.example.com:587", self.postfix(target).text)

    def test_server_with_other_letters(self) -> None:
        self.refused(dump_of("s3cret", host="m\u00fcller.example.com"), "Punycode")

    def test_servers_that_are_none(self) -> None:
        for host in ("$mydomain", "a b", "[smtp.example.com]", "smtp.example.com;x", "a\nb", "a,b"):
            with self.subTest(host=host):
                self.refused(dump_of("s3cret", host=host), "neither a host name nor an address")

    def test_server_named_by_its_address(self) -> None:
        xml = (CONTEXT % ("10.0.0.1", "465", "u")).encode()
        self.refused(xml, "--tls 10.0.0.1=secure:NAME", name="a.xml")
        target = self.file("a.xml", xml)
        self.assert_code(CLEAN, self.postfix(target, "--tls", "10.0.0.1=secure:mx.example.com"))

    def test_two_passwords(self) -> None:
        self.file("b.sql", dump_of("s3cret-one"))
        ran = self.postfix("b.sql", self.file("a.sql", dump_of("s3cret-two")))
        self.assert_refused(ran, FAILED, "user@example.com at smtp.example.com:25 has different passwords in b.sql",
                            "a.sql", "only the newest")
        self.assertNotIn(b"s3cret", ran.err)
        self.assertEqual(["a.sql", "b.sql"], self.names())

    def test_the_same_account_twice_is_one(self) -> None:
        self.file("a.sql", dump_of("s3cret"))
        self.file("b.sql", dump_of("s3cret"))
        ran = self.postfix("a.sql", "b.sql")
        self.assert_code(CLEAN, ran)
        self.assertEqual(1, ran.text.count("user@example.com at smtp.example.com:25"))

    def test_old_folder_stays_when_an_account_is_refused(self) -> None:
        self.postfix(DUMP)
        before = self.text("main.cf")
        self.assert_refused(self.postfix(self.file("a.sql", dump_of("s3cret "))), FAILED)
        self.assertEqual(before, self.text("main.cf"))
        self.assert_refused(self.postfix(FIXTURES / "bad/random.bin"), FAILED)
        self.assertEqual(before, self.text("main.cf"))


if __name__ == "__main__":
    unittest.main()
