"""A Dovecot of a test's own, for IMAP and POP3, as whoever runs the test."""
from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [taken.getsockname()[1] for taken in sockets]
    for taken in sockets:
        taken.close()
    return ports


class Dovecot:
    """Skips the test where there is none."""

    def __init__(self, certificate: tuple[Path, Path], users: dict[str, str]) -> None:
        self.program = shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin")
        if self.program is None or not Path("/usr/lib/dovecot/imap").exists() or not Path("/usr/lib/dovecot/pop3").exists():
            raise unittest.SkipTest("needs dovecot-imapd and dovecot-pop3d")
        self.folder = Path(tempfile.mkdtemp(prefix="postern-dovecot-"))
        self.folder.chmod(0o755)
        self.auth_socket = self.folder / "auth"  # for a Postfix
        self.ports = dict(zip(("imap", "imaps", "pop3", "pop3s"), _free_ports(4)))
        # Started by root, it insists on being somebody else.
        self.owner = pwd.getpwnam("mail") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        users_file = self.folder / "users"
        users_file.write_text("".join(f"{user}:{{PLAIN}}{password}\n" for user, password in users.items()))
        (self.folder / "mail").mkdir()
        self._give(self.folder / "mail")
        configuration = self.folder / "dovecot.conf"
        configuration.write_text(self._configuration(certificate))
        self.process = subprocess.Popen([self.program, "-F", "-c", configuration], stderr=subprocess.DEVNULL)
        self._wait()

    def _give(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self.owner.pw_uid, self.owner.pw_gid)

    def _configuration(self, certificate: tuple[Path, Path]) -> str:
        names = ("dovecot", "dovecot", "dovenull") if os.geteuid() == 0 else (
            self.owner.pw_name, str(self.owner.pw_gid), self.owner.pw_name)
        listeners = "".join(
            f"service {kind}-login {{\n chroot =\n inet_listener {kind} {{\n  port = {self.ports[kind]}\n }}\n"
            f" inet_listener {kind}s {{\n  port = {self.ports[kind + 's']}\n  ssl = yes\n }}\n}}\n" for kind in ("imap", "pop3"))
        return f"""
base_dir = {self.folder}/run
state_dir = {self.folder}/run
log_path = {self.folder}/log
protocols = imap pop3
listen = 127.0.0.1
ssl = required
ssl_cert = <{certificate[0]}
ssl_key = <{certificate[1]}
default_internal_user = {names[0]}
default_internal_group = {names[1]}
default_login_user = {names[2]}
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_verbose = yes
auth_failure_delay = 0
mail_location = maildir:{self.folder}/mail/%u
first_valid_uid = {self.owner.pw_uid}
first_valid_gid = {self.owner.pw_gid}
passdb {{
  driver = passwd-file
  args = {self.folder}/users
}}
userdb {{
  driver = static
  args = uid={self.owner.pw_uid} gid={self.owner.pw_gid} home={self.folder}/mail/%u
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service auth {{
  unix_listener {self.folder}/auth {{
    mode = 0666
  }}
}}
{listeners}"""

    def _wait(self) -> None:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.ports["pop3s"]), 1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        self.stop()
        raise RuntimeError("Dovecot did not start: " + self.log())

    def deliver(self, user: str, message: bytes) -> Path:
        """An unread message in the mailbox."""
        for folder in ("", "cur", "new", "tmp"):
            (self.folder / "mail" / user / folder).mkdir(exist_ok=True)
            self._give(self.folder / "mail" / user / folder)
        path = self.folder / "mail" / user / "new" / "1700000000.M1P1.example"
        path.write_bytes(message)
        self._give(path)
        return path

    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)
