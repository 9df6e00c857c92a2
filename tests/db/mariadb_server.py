"""A private MariaDB: its own folder, socket and port, no configuration file, gone when the test is."""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

AS_SERVER = ["setpriv", "--reuid", "mysql", "--regid", "mysql", "--init-groups", "--"] if os.geteuid() == 0 else []


def own_addresses() -> list[str]:
    """Of this machine, beside 127.0.0.1: ::1, and the one it is known by, where there are such. Sends nothing."""
    found = []
    for family, peer, bind in ((socket.AF_INET6, None, "::1"), (socket.AF_INET, ("192.0.2.1", 9), None)):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                if peer:
                    probe.connect(peer)
                else:
                    probe.bind((bind, 0))
                found.append(probe.getsockname()[0])
        except OSError:
            continue
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MariadbServer:
    """Everything it could log, it logs: general log, slow log, performance schema."""

    def __init__(self, *options: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="postern-my-", dir="/tmp"))  # a socket's name may have 107 bytes
        self.socket = self.folder / "sock"
        self.port = free_port()
        self.options = options
        self.process: subprocess.Popen[bytes] | None = None
        if AS_SERVER:
            shutil.chown(self.folder, "mysql")
        self.folder.chmod(0o755)
        subprocess.run([*AS_SERVER, "mariadb-install-db", "--no-defaults", f"--datadir={self.folder}/data",
                        "--auth-root-authentication-method=normal", "--skip-test-db"],
                       check=True, capture_output=True)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [*AS_SERVER, "mariadbd", "--no-defaults", f"--datadir={self.folder}/data", f"--socket={self.socket}",
             f"--port={self.port}", "--bind-address=127.0.0.1", f"--log-error={self.folder}/error.log",
             "--general-log=1", f"--general-log-file={self.folder}/general.log",
             "--slow-query-log=1", f"--slow-query-log-file={self.folder}/slow.log", "--long-query-time=0",
             "--performance-schema=1", "--performance-schema-consumer-events-statements-history-long=1",
             *self.options], stderr=subprocess.DEVNULL)
        while subprocess.run(self.client(), input=b"SELECT 1", capture_output=True, check=False).returncode != 0:
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "error.log").read_text())
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(60)
            self.process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def client(self) -> list[str]:
        return ["mariadb", "--no-defaults", "-S", str(self.socket), "-u", "root", "-BNn",
                "--default-character-set=utf8mb4"]

    def sql(self, statements: str) -> str:
        """As root; what it answers, a row a line."""
        done = subprocess.run(self.client(), input=statements.encode(), capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode())
        return done.stdout.decode()

    def logs(self) -> str:
        """Whatever the server wrote down of statements, but for its binary log."""
        text = "".join((self.folder / name).read_text(errors="replace") for name in ("general.log", "slow.log", "error.log"))
        return text + self.sql("SELECT SQL_TEXT FROM performance_schema.events_statements_history_long")
