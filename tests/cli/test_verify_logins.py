"""--verify-logins: each password once, over TLS that can be trusted, and nothing else."""
from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import dumps
from dovecot import Dovecot
from forms import leaks
from login_servers import Authority, LoginServer
from program import FINDINGS, INTERRUPTED, USAGE, ProgramTest, Run, environment, run, start
from terminal import run_on_terminal

USER, RIGHT, WRONG = "user@example.com", "right-pa55word", "wrong-pa55word"
USERS = {USER: RIGHT}
HOSTS = ("smtp", "smtps", "imap", "imaps", "pop3", "pop3s", "old", "busy", "clear", "open", "digest", "twice", "silent")
WRAPPER = "libnss_wrapper.so"  # gives a program a hosts file of its own


def has_wrapper() -> bool:
    try:
        ctypes.CDLL(WRAPPER)
    except OSError:
        return False
    return True


@unittest.skipUnless(has_wrapper(), "needs libnss-wrapper")
class LoginTest(ProgramTest):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="postern-ca-")
        cls.addClassCleanup(folder.cleanup)
        cls.authority = Authority(Path(folder.name) / "ca")
        cls.context = cls.authority.sign(*(f"{host}.example.com" for host in HOSTS))
        cls.names = Path(folder.name) / "hosts"
        cls.names.write_text("".join(f"127.0.0.1 {host}.example.com\n" for host in (*HOSTS, "stranger")))

    def setUp(self) -> None:
        super().setUp()
        self.rows: list[bytes] = []

    def server(self, protocol: str, encrypted: bool = True, **options: object) -> LoginServer:
        server = LoginServer(protocol, self.context if encrypted else None, USERS, **options)  # type: ignore[arg-type]
        self.addCleanup(server.stop)
        return server

    def account(self, host: str, server: LoginServer, password: str) -> None:
        """A row of Jira's mail servers."""
        protocol = server.protocol + ("s" if server.implicit else "")
        kind = "smtp" if server.protocol == "smtp" else "pop"
        columns = (str(len(self.rows) + 1), "Row", str(server.port), protocol, kind, f"{host}.example.com", USER, password)
        self.rows.append("\t".join(columns).encode() + b"\n")

    def dump(self) -> str:
        return str(self.file("jira.sql", dumps.dump(dumps.MAIL_TABLE, *self.rows, dumps.END_OF_ROWS)))

    def variables(self, **more: str) -> dict[str, str]:
        # The wrapper stands before the sanitizer, where there is one.
        return {"LD_PRELOAD": WRAPPER, "NSS_WRAPPER_HOSTS": str(self.names), "NSS_WRAPPER_DISABLE_DEEPBIND": "1", "ASAN_OPTIONS": "verify_asan_link_order=0", **more}

    def verify(self, *arguments: str, form: str = "json", trusted: bool = True, **variables: str) -> Run:
        trust = ("--verify-ca", str(self.authority.certificate)) if trusted else ()
        ran = run("scan", "--format", form, "--verify-logins", *trust, *(arguments or (self.dump(),)),
                  env=environment(**self.variables(**variables)))
        self.assert_silent(ran)
        self.assertEqual([], leaks(ran.out, [RIGHT, WRONG]))
        return ran

    def outcomes(self, ran: Run) -> list[str | None]:
        return [credential.get("login") for credential in ran.report["credentials"]]


class Outcomes(LoginTest):
    def test_what_works(self) -> None:
        for host, server, commands in (
                ("smtp", self.server("smtp"), "EHLO STARTTLS EHLO AUTH NOOP QUIT"),
                ("smtps", self.server("smtp", implicit=True), "EHLO AUTH NOOP QUIT"),
                ("imap", self.server("imap"), "CAPABILITY STARTTLS CAPABILITY AUTHENTICATE NOOP LOGOUT"),
                ("imaps", self.server("imap", implicit=True, mechanisms="LOGIN"), "CAPABILITY AUTHENTICATE NOOP LOGOUT"),
                ("pop3", self.server("pop3"), "CAPA STLS CAPA AUTH NOOP QUIT"),
                ("pop3s", self.server("pop3", implicit=True), "CAPA AUTH NOOP QUIT")):
            self.rows = []
            self.account(host, server, RIGHT)
            with self.subTest(host=host):
                ran = self.verify()
                self.assert_code(FINDINGS, ran)
                self.assertEqual(["verified"], self.outcomes(ran))
                self.assertEqual([(USER, RIGHT)], server.logins)
                self.assertEqual([commands.split()], [visit.commands for visit in server.visits])
                self.assertEqual([], leaks(server.visits[0].clear, [RIGHT]))

    def test_what_is_refused(self) -> None:
        servers = {host: self.server(protocol, **options) for host, protocol, options in (
            ("smtp", "smtp", {}), ("imap", "imap", {}), ("pop3", "pop3", {"refusal": "-ERR no"}),
            ("imaps", "imap", {"implicit": True, "mechanisms": ""}), ("pop3s", "pop3", {"implicit": True, "mechanisms": ""}))}
        for host, server in servers.items():
            self.account(host, server, f"{WRONG} {host}" if server.mechanisms else f"{WRONG}-{host}")
        ran = self.verify()
        self.assertEqual(["rejected"] * len(servers), self.outcomes(ran))
        for host, server in servers.items():
            with self.subTest(host=host):
                self.assertEqual(1, len(server.logins))
                self.assertNotIn("NOOP", server.visits[-1].commands)
        self.assertEqual({"high"}, {finding["severity"] for finding in ran.report["findings"]})

    def test_what_cannot_be_tried(self) -> None:
        gone = self.server("smtp")
        gone.stop()
        for host, server in (("old", gone), ("clear", self.server("smtp", encrypted=False)),
                             ("busy", self.server("smtp", refusal="454 4.7.0 later")),
                             ("open", self.server("imap", implicit=True, greeting="* PREAUTH come in")),
                             ("digest", self.server("smtp", mechanisms="CRAM-MD5 GSSAPI NTLM")),
                             ("smtp", self.server("smtp", mechanisms="")), ("smtps", self.server("smtp", greeting="554 go away")),
                             ("imap", self.server("imap", refusal="NO [UNAVAILABLE] later")),
                             ("stranger", self.server("smtp"))):
            self.account(host, server, f"{WRONG}-{host}")
        ran = self.verify(form="text")
        text = " ".join(ran.text.split())
        for host, why in (
                ("old", "no connection can be made"), ("clear", "it offers no encryption"), ("busy", "it put the login off (454)"),
                ("open", "it does not ask for a password"), ("digest", "it offers no way to log in by a password"),
                ("smtp", "it does not ask for a password"), ("smtps", "it turned the connection away"),
                ("imap", "it refused the login for another reason than the password"),
                ("stranger", "its certificate is for another name")):
            self.assertIn(f"Could not be tried at its server. {host}.example.com could not be tried: {why}.", text)
        self.assertIn("Tried at their servers: 0 still work, 0 were refused, 9 could not be tried.", text)
        self.assertNotIn("that still works", text)
        self.assert_code(FINDINGS, ran)

    def test_only_trusted_servers_are_told(self) -> None:
        server = self.server("smtp")
        self.account("smtp", server, RIGHT)
        with self.subTest("an authority that nobody trusts"):
            self.assertIn("smtp.example.com could not be tried: its certificate is not trusted.",
                          self.verify(form="text", trusted=False).text)
        with self.subTest("another authority"):
            other = Authority(self.folder / "other", "Other authority")
            ran = run("scan", "--verify-logins", "--verify-ca", other.certificate, self.dump(), env=environment(**self.variables()))
            self.assertIn("its certificate is not trusted", ran.text)
        self.assertEqual([], server.logins)
        self.assertEqual(2, len(server.visits))

    def test_text_tells_how_many_places_still_work(self) -> None:
        self.account("smtp", self.server("smtp"), RIGHT)
        self.account("imap", self.server("imap"), RIGHT)
        self.account("pop3", self.server("pop3"), WRONG)
        text = self.verify(form="text").text
        self.assertRegex(text, r"2 of these places hold a password that still works \(tried on [0-9-]{10}\)\.\n"
                               r"Tried at their servers: 1 still works, 1 was refused, 0 could not be tried\.\n")
        self.assertRegex(text, r"It still works: a server let it in on [0-9-]{10}\.")
        self.assertIn("Refused by its server: it need not be changed there", text)


class Restraint(LoginTest):
    def test_never_by_default(self) -> None:
        server = self.server("smtp")
        self.account("smtp", server, RIGHT)
        ran = run("scan", "--format", "json", self.dump(), env=environment(**self.variables()))
        self.assert_code(FINDINGS, ran)
        self.assertIn(self.outcomes(ran), ([None],))
        self.assertEqual([], server.visits)

    def test_one_attempt_for_many_places(self) -> None:
        """Whatever lies where: rows, a copy, a comment, another port. Another protocol is asked for itself."""
        server, again, imap = self.server("smtp"), self.server("smtp"), self.server("imap")
        self.account("smtp", server, WRONG)
        self.account("smtp", server, WRONG)
        self.account("smtp", again, WRONG)
        self.account("smtp", imap, WRONG)
        self.dump()
        self.file("copy.sql", (self.folder / "jira.sql").read_bytes())
        self.file("server.xml", f"""<Server><!-- <Resource name="mail/Old" type="javax.mail.Session" mail.smtp.host="smtp.example.com"
            mail.smtp.port="{server.port}" mail.smtp.user="{USER}" password="{WRONG}"/> --></Server>""".encode())
        ran = self.verify(str(self.folder))
        self.assertEqual(["rejected"], self.outcomes(ran))
        self.assertEqual(9, ran.report["credentials"][0]["places"])
        self.assertEqual((1, 0, 1), (len(server.visits), len(again.visits), len(imap.visits)))

    def test_what_one_protocol_refuses_another_may_take(self) -> None:
        smtp = LoginServer("smtp", self.context, {USER: RIGHT + "-of-smtp"})
        self.addCleanup(smtp.stop)
        self.account("smtp", smtp, RIGHT)
        self.account("smtp", self.server("imap"), RIGHT)
        self.assertEqual(["verified"], self.outcomes(self.verify()))
        self.assertEqual([(USER, RIGHT)], smtp.logins)

    def test_what_only_a_comment_holds_is_tried(self) -> None:
        server = self.server("smtp")
        name = self.file("server.xml", f"""<Server><!-- <Resource name="mail/Old" type="javax.mail.Session" mail.smtp.user="{USER}"
            mail.smtp.host="smtp.example.com" mail.smtp.port="{server.port}" password="{RIGHT}"/> --></Server>""".encode())
        self.assertEqual(["verified"], self.outcomes(self.verify(str(name))))

    def test_another_port_only_when_the_first_takes_no_login(self) -> None:
        closed, server = self.server("smtp", encrypted=False), self.server("smtp")
        self.account("smtp", closed, RIGHT)
        self.account("smtp", server, RIGHT)
        self.assertEqual(["verified"], self.outcomes(self.verify()))
        self.assertEqual([["EHLO"]], [visit.commands for visit in closed.visits])

    def test_localhost_is_somebody_else(self) -> None:
        server = self.server("smtp")
        self.account("smtp", server, RIGHT)
        path = self.file("local.sql", Path(self.dump()).read_bytes().replace(b"smtp.example.com", b"localhost"))
        ran = self.verify(str(path), form="text")
        self.assertIn("localhost could not be tried: the name means the host of the application, whichever that is.",
                      " ".join(ran.text.split()))
        self.assertEqual([], server.visits)

    def test_no_command_comes_from_a_scanned_file(self) -> None:
        server = self.server("imap", implicit=True, mechanisms="")
        self.account("imap", server, RIGHT)
        row = self.rows[0].replace(USER.encode(), USER.encode() + b"\\r\\nA9 DELETE INBOX")
        self.rows = [row, row.replace(b"\\r\\n", b'" x {3}\\\\')]
        self.assertEqual(["unreachable"], self.outcomes(self.verify()))
        self.assertEqual([(USER + '" x {3}\\A9 DELETE INBOX', RIGHT)], server.logins)
        self.assertLessEqual({command for visit in server.visits for command in visit.commands}, {"CAPABILITY", "LOGIN"})

    def test_environment_leads_nowhere_else(self) -> None:
        server = self.server("smtp")
        self.account("smtp", server, WRONG)
        self.file(".netrc", f"machine smtp.example.com login {USER} password {RIGHT}\n".encode()).chmod(0o600)
        keys = self.folder / "keys"
        proxy = "http://127.0.0.1:1"
        ran = self.verify(HOME=str(self.folder), SSLKEYLOGFILE=str(keys), ALL_PROXY=proxy, all_proxy=proxy, http_proxy=proxy,
                          smtp_proxy=proxy)
        self.assertEqual(["rejected"], self.outcomes(ran))
        self.assertEqual([(USER, WRONG)], server.logins)
        self.assertFalse(keys.exists())

    def test_wrong_use(self) -> None:
        self.account("smtp", self.server("smtp"), RIGHT)
        nothing = self.file("nothing.pem", b"no certificate\n")
        for arguments in (("--verify-ca", str(self.authority.certificate)), ("--verify-logins", "--verify-ca", "/nonexistent"),
                          ("--verify-logins", "--verify-ca", str(nothing))):
            with self.subTest(arguments=arguments):
                self.assert_refused(run("scan", *arguments, self.dump()), USAGE)


class Interrupts(LoginTest):
    def interrupted(self, server: LoginServer) -> tuple[int, bytes, bytes]:
        process = start("scan", "--verify-logins", "--verify-ca", str(self.authority.certificate), "-o", "report", self.dump(),
                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder,
                        env=environment(**self.variables()))
        self.assertTrue(server.met.wait(30))
        time.sleep(0.3)
        for told in ("cmdline", "environ"):
            self.assertEqual([], leaks(Path(f"/proc/{process.pid}/{told}").read_bytes() if os.geteuid() == 0 else b"", [RIGHT, WRONG]))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        self.assertEqual(["jira.sql"], os.listdir(self.folder))
        return process.returncode, out, err

    def test_while_a_server_is_silent(self) -> None:
        server = self.server("smtp", silent=True)
        self.account("silent", server, RIGHT)
        self.assertEqual((INTERRUPTED, b"", b"postern: interrupted\n"), self.interrupted(server))

    def test_between_two_logins(self) -> None:
        server = self.server("smtp")
        for number in range(8):
            self.account("smtp", server, f"{WRONG}-{number}")
        self.assertEqual((INTERRUPTED, b"", b"postern: interrupted\n"), self.interrupted(server))
        self.assertLess(len(server.visits), 8)

    def test_progress(self) -> None:
        self.account("smtp", self.server("smtp"), RIGHT)
        arguments = ("scan", "--verify-logins", "--verify-ca", str(self.authority.certificate))
        shown = run_on_terminal(*arguments, self.dump(), out=False, **self.variables())
        self.assertIn(b"\r\x1b[Ktrying login 1 of 1: smtp.example.com", shown.err)
        self.assertTrue(shown.err.endswith(b"\r\x1b[K"), shown.err)
        self.assertEqual([], leaks(shown.err, [RIGHT]))
        self.assertEqual(b"", run_on_terminal(*arguments, "--quiet", self.dump(), **self.variables()).err)


class RealServer(LoginTest):
    def test_dovecot(self) -> None:
        """IMAP and POP3, with and without STARTTLS; its mailbox stays as it was."""
        names = ("imap", "imaps", "pop3", "pop3s")
        certificate = self.authority.certificate_of(*(f"{host}.example.com" for host in names))
        dovecot = Dovecot(certificate, USERS)
        self.addCleanup(dovecot.stop)
        unread = dovecot.deliver(USER, b"Subject: unread\n\nText.\n")
        for host in names:
            for password in (RIGHT, f"{WRONG}-{host}") if host in ("imap", "pop3s") else (RIGHT,):
                columns = (str(len(self.rows) + 1), "Row", str(dovecot.ports[host]), host, "pop", f"{host}.example.com", USER, password)
                self.rows.append("\t".join(columns).encode() + b"\n")
        ran = self.verify()
        self.assertEqual(["verified", "rejected", "rejected"], self.outcomes(ran))
        log = dovecot.log()
        self.assertEqual(4, log.count("Login: user="), log)
        self.assertEqual(2, log.count("Password mismatch"), log)
        self.assertEqual([], leaks(log.encode(), [RIGHT, WRONG]))
        # With POP3 the server looks into the mailbox by itself.
        left = [path.name for path in unread.parent.parent.glob("*/*.example*")]
        self.assertIn(left, ([unread.name], [f"{unread.name}:2,"]), "read, or gone")


if __name__ == "__main__":
    unittest.main()
