"""Passwords tried at a real Postfix, which asks a real Dovecot."""
from __future__ import annotations

import unittest
from pathlib import Path

from postfix_test import PostfixTest, account, dump, the_world
from world import shell

from dovecot import Dovecot
from forms import leaks
from program import run

HOST, USER, RIGHT, WRONG = "smtp.example.com", "jira@example.com", "right-pa55word", "wrong-pa55word"
MASTER = """\
25        inet  n - n - - smtpd -o smtpd_sasl_auth_enable=no
587       inet  n - n - - smtpd
465       inet  n - n - - smtpd -o smtpd_tls_wrappermode=yes
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
anvil     unix  - - n - 1 anvil
proxymap  unix  - - n - - proxymap
"""


class VerifyLogins(PostfixTest):
    def serve(self) -> None:
        certificate = self.world.authority.certificate(HOST)
        dovecot = Dovecot(certificate, {USER: RIGHT})
        self.addCleanup(dovecot.stop)
        self.folder.chmod(0o755)
        for name in ("config", "queue", "data"):
            (self.folder / name).mkdir()
        shell("chown", "postfix", self.folder / "data")
        config = self.folder / "config"
        (config / "master.cf").write_text(MASTER)
        (config / "main.cf").write_text("".join(f"{name} = {value}\n" for name, value in {
            "compatibility_level": "3.6", "queue_directory": self.folder / "queue", "data_directory": self.folder / "data",
            "myhostname": HOST, "inet_interfaces": "all", "inet_protocols": "ipv4",
            "smtpd_tls_security_level": "may", "smtpd_tls_auth_only": "yes", "smtpd_tls_cert_file": certificate[0],
            "smtpd_tls_key_file": certificate[1], "smtpd_sasl_auth_enable": "yes", "smtpd_sasl_type": "dovecot",
            "smtpd_sasl_path": dovecot.auth_socket}.items()))
        self.addCleanup(shell, "postfix", "-c", config, "stop", check=False)
        started = shell("postfix", "-c", config, "start", check=False)
        self.assertEqual(0, started.returncode, "\n".join(self.world.log.lines))

    def outcome(self, port: int, password: str, *options: str | Path) -> tuple[str, list[str]]:
        """What the report says, and the commands that Postfix counted."""
        since = len(self.world.log.lines)
        path = self.folder / "jira.sql"
        path.write_bytes(dump(account(1, "Mail", HOST, port, USER, password)))
        ran = run("scan", "--format", "json", "--verify-logins", *options, path)
        self.assertEqual((1, b""), (ran.code, ran.errors), ran.out)
        self.assertEqual([], leaks(ran.out, [RIGHT, WRONG]))
        line, = self.world.log.wait("disconnect from", since=since)
        return ran.report["credentials"][0]["login"], [word for word in line.split() if "=" in word and "commands" not in word]

    def test_submission(self) -> None:
        self.serve()
        trusted = ("--verify-ca", self.world.authority.folder / "trusted.pem")
        starttls = ["ehlo=2", "starttls=1"]
        self.assertEqual(("verified", [*starttls, "auth=1", "noop=1", "quit=1"]), self.outcome(587, RIGHT, *trusted))
        self.assertEqual(("verified", ["ehlo=1", "auth=1", "noop=1", "quit=1"]), self.outcome(465, RIGHT))
        outcome, commands = self.outcome(587, WRONG, *trusted)
        self.assertEqual(("rejected", [*starttls, "auth=0/1"]), (outcome, commands[:3]))
        self.assertEqual(("unreachable", [*starttls, "noop=1", "quit=1"]), self.outcome(25, RIGHT, *trusted))
        unknown = ("--verify-ca", self.world.authority.folder / "unknown.pem")
        shell("mount", "-t", "tmpfs", "none", "/etc/ssl/certs")
        self.addCleanup(shell, "umount", "/etc/ssl/certs")
        outcome, commands = self.outcome(587, RIGHT, *unknown)
        self.assertEqual("unreachable", outcome)
        self.assertFalse([word for word in commands if word.startswith("auth")])


def setUpModule() -> None:  # noqa: N802
    the_world()


if __name__ == "__main__":
    unittest.main()
