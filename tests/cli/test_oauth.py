"""OAuth 2.0 clients and tokens: found in rows and in activeobjects.xml, and no mail server."""
from __future__ import annotations

import unittest
from pathlib import Path

from program import CLEAN, FINDINGS, ProgramTest, Run, run, scan_json

DUMP = b"""--
-- PostgreSQL database dump
--

COPY public."AO_723324_CLIENT_CONFIG" ("AUTHORIZATION_ENDPOINT", "CLIENT_ID", "CLIENT_SECRET", "DESCRIPTION", "ID", "NAME") FROM stdin;
https://login.example.com/a\tjira-client\tclient~s3cret\t\\N\tc0ffee\tMail
\\.

COPY public."AO_723324_CLIENT_TOKEN" ("ACCESS_TOKEN", "CONFIG_ID", "ID", "REFRESH_TOKEN", "STATUS") FROM stdin;
access.t0ken\tc0ffee\t7001\trefresh.t0ken\tVALID
%s\\.

--
-- PostgreSQL database dump complete
--

"""

OBJECTS = b"""<?xml version="1.0" encoding="UTF-8"?>
<backup xmlns="http://www.atlassian.com/ao" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <data tableName="AO_723324_CLIENT_CONFIG">
    <column name="CLIENT_ID"/><column name="CLIENT_SECRET"/><column name="ID"/><column name="NAME"/>
    <row><string>jira-client</string><string>client~s3cret</string><string>c0ffee</string><string>Mail</string></row>
  </data>
  <data tableName="AO_723324_CLIENT_TOKEN">
    <column name="ACCESS_TOKEN"/><column name="CONFIG_ID"/><column name="ID"/><column name="REFRESH_TOKEN"/>
    <row><string>access.t0ken</string><string>c0ffee</string><string>7001</string><string>refresh.t0ken</string></row>
    <row><string/><string>c0ffee</string><string>7002</string><string xsi:nil="true"/></row>
  </data>
</backup>
"""

SCRUBBED = b"\tc0ffee\t7002\t\\N\tVALID\n"


class OAuth(ProgramTest):
    def dump(self) -> Path:
        return self.file("jira.sql", DUMP.replace(b"%s", SCRUBBED))

    def assert_no_secret(self, ran: Run) -> None:
        for secret in (b"s3cret", b"t0ken"):
            self.assertNotIn(secret, ran.out + ran.err)

    def test_findings(self) -> None:
        for path in (self.dump(), self.file("activeobjects.xml", OBJECTS)):
            with self.subTest(file=path.name):
                ran = scan_json(path)
                self.assert_code(FINDINGS, ran)
                self.assert_no_secret(ran)
                self.assertEqual({}, ran.skips)
                found = [(f["rule"], f["secret"]["type"], f["location"]["key"], f["severity"]) for f in ran.report["findings"]]
                self.assertEqual([("oauth-client", "client-secret", "c0ffee", "high"), ("oauth-token", "access-token", "7001", "high"),
                                  ("oauth-token", "refresh-token", "7001", "high")], found)

    def test_account_is_of_no_mail_server(self) -> None:
        for finding in scan_json(self.dump()).report["findings"]:
            account = finding["account"]
            self.assertEqual("atlassian", account.pop("product"))
            self.assertIn(account.pop("name"), ("Mail", "c0ffee"))
            self.assertIs(True, account.pop("enabled"))
            self.assertEqual({None}, set(account.values()))

    def test_text(self) -> None:
        ran = run("scan", self.dump())
        self.assert_no_secret(ran)
        self.assertIn('Atlassian "Mail", names no mail server\n', ran.text)
        self.assertIn("This client secret lies in 1 place.", ran.text)
        self.assertIn("This refresh token lies in 1 place.", ran.text)

    def test_none_is_a_way_out(self) -> None:
        """Nothing for a Postfix to relay through, and nothing left out to speak of."""
        mail = DUMP.replace(b"%s", b"").replace(b"COPY public.", b"""COPY public.mailserver (id, name, server_type, servername, mailusername, mailpassword) FROM stdin;
1\tMain\tsmtp\tsmtp.example.com\tu\tmail-s3cret
\\.

COPY public.""", 1)
        ran = run("postfix", "--postfix-dir", self.folder / "etc", "--postfix-version", "3.7", "--platform", "debian",
                  "--hostname", "jira.example.com", self.file("mail.sql", mail))
        self.assert_code(CLEAN, ran)
        self.assert_no_secret(ran)
        self.assertNotIn(b"tlassian", ran.out + ran.err)
        self.assertEqual(["sasl_passwd.jira_main"], [path.name for path in (self.folder / "etc").glob("sasl_passwd*")])


if __name__ == "__main__":
    unittest.main()
