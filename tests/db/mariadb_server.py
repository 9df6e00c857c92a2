"""A private MariaDB or MySQL: its own folder, socket and port, no configuration file, gone when the test is."""
from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
AS_SERVER = ["setpriv", "--reuid", "mysql", "--regid", "mysql", "--init-groups", "--"] if os.geteuid() == 0 else []

# MYSQL_BIN: the programs of another version, MariaDB's or MySQL's. The client is always this machine's.
PROGRAMS = os.environ.get("MYSQL_BIN") or ":".join([os.environ.get("PATH", "/usr/bin:/bin"), "/usr/sbin"])
IS_MARIADB = shutil.which("mariadbd", path=PROGRAMS) is not None
SERVER = "mariadbd" if IS_MARIADB else "mysqld"

WITHOUT_TLS = "--skip-ssl" if IS_MARIADB else "--tls-version="
# SQL after which root of the system needs no password.
TRUST_ROOT = ("CREATE OR REPLACE USER root@localhost IDENTIFIED VIA unix_socket OR mysql_native_password USING '';"
              "GRANT ALL ON *.* TO root@localhost WITH GRANT OPTION" if IS_MARIADB else
              "INSTALL PLUGIN auth_socket SONAME 'auth_socket.so'; ALTER USER root@localhost IDENTIFIED WITH auth_socket")


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


def program(name: str) -> str:
    found = shutil.which(name, path=PROGRAMS)
    if found is None:
        raise RuntimeError(f"no {name} in {PROGRAMS}")
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
        self._logs, self._read, self._history = "", dict[str, int](), set[str]()
        if AS_SERVER:
            shutil.chown(self.folder, "mysql")
        self.folder.chmod(0o755)
        # A server that starts deletes the temporary tables of every other in the same folder for them.
        self.environment = os.environ | {"TMPDIR": str(self.folder)}
        done = subprocess.run([*AS_SERVER, *self._initialize()], capture_output=True, text=True, check=False,
                              env=self.environment)
        if done.returncode != 0:
            raise RuntimeError(done.stdout + done.stderr)

    def _initialize(self) -> list[str]:
        """Into a folder without anything but root, who needs no password."""
        data = f"--datadir={self.folder}/data"
        if IS_MARIADB:
            base = Path(program(SERVER)).parents[1]
            return [program("mariadb-install-db"), "--no-defaults", f"--basedir={base}", data,
                    "--auth-root-authentication-method=normal", "--skip-test-db"]
        return [program(SERVER), "--no-defaults", "--initialize-insecure", "--secure-file-priv=", data]

    def start(self) -> None:
        self.process = subprocess.Popen(
            [*AS_SERVER, program(SERVER), "--no-defaults", f"--datadir={self.folder}/data", f"--socket={self.socket}",
             f"--port={self.port}", "--bind-address=127.0.0.1", f"--log-error={self.folder}/error.log",
             "--general-log=1", f"--general-log-file={self.folder}/general.log",
             "--slow-query-log=1", f"--slow-query-log-file={self.folder}/slow.log", "--long-query-time=0",
             "--performance-schema=1", "--performance-schema-consumer-events-statements-history-long=1",
             *([] if IS_MARIADB else ["--mysqlx=OFF", "--secure-file-priv="]), *self.options],
            stderr=subprocess.DEVNULL, env=self.environment)
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

    def load_fixture(self, database: str) -> None:
        """The database that fixtures/make dumps."""
        make = FIXTURES / "make.d"
        xml = "".join(f"SET @{name.replace('-', '_')} = CONVERT(FROM_BASE64('{base64.b64encode((make / f'{name}.xml').read_bytes()).decode()}')"
                      " USING utf8mb4);" for name in ("mail-accounts", "space-accounts"))
        self.sql(f"CREATE DATABASE {database} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin; USE {database};" + xml
                 + (make / "mysql" / f"{database}.sql").read_text())

    def canonical(self, *databases: str) -> bytes:
        """Their whole contents as a dump."""
        done = subprocess.run(["mariadb-dump", "--no-defaults", "-S", self.socket, "-u", "root", "--skip-dump-date",
                               "--default-character-set=utf8mb4", "--databases", *databases], capture_output=True, check=True)
        return done.stdout

    def url(self, database: str, user: str = "jira") -> str:
        """By the socket."""
        return f"mysql://{user}@/{database}?socket={self.socket}"

    def tcp_url(self, database: str, user: str = "jira", host: str = "127.0.0.1") -> str:
        return f"mysql://{user}@{host}:{self.port}/{database}"

    def general_log(self) -> str:
        return (self.folder / "general.log").read_text(errors="replace")

    def version(self) -> str:
        return f"{'MariaDB' if IS_MARIADB else 'MySQL'} {self.sql('SELECT VERSION()').split('-')[0].strip()}"

    def offers_tls(self) -> bool:
        """MySQL and newer MariaDBs make themselves a certificate."""
        return not IS_MARIADB or self.sql("SELECT @@have_ssl") == "YES\n"

    def logs(self) -> str:
        """Whatever the server has written down of statements, but for its binary log. It only grows at its end."""
        for name in ("general.log", "slow.log", "error.log"):
            with (self.folder / name).open("rb") as file:
                file.seek(self._read.get(name, 0))
                self._logs += file.read().decode(errors="replace")
                self._read[name] = file.tell()
        history = "SELECT THREAD_ID, EVENT_ID, TIMER_START, SQL_TEXT FROM performance_schema.events_statements_history_long"
        new = [line for line in self.sql(history).splitlines() if line not in self._history]
        self._history.update(new)
        self._logs += "".join(line + "\n" for line in new)
        return self._logs
