"""A private PostgreSQL: its own folder, socket and port, gone when the test is."""
from __future__ import annotations

import functools
import glob
import os
import re
import shutil
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
AS_SERVER = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups", "--"] if os.geteuid() == 0 else []
BINARIES = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: float(path.split("/")[4]))[-1:]
# POSTGRESQL_BIN: the programs of another version; what is not among them is this machine's.
PATH = ":".join([*filter(None, [os.environ.get("POSTGRESQL_BIN")]), *BINARIES, os.environ.get("PATH", "/usr/bin:/bin")])

# Everything it could log, it logs.
LOGGING = {"log_statement": "all", "log_min_duration_statement": "0", "log_min_error_statement": "debug5",
           "log_min_messages": "debug1", "log_error_verbosity": "verbose", "log_connections": "on",
           "shared_preload_libraries": "auto_explain", "auto_explain.log_min_duration": "0",
           "auto_explain.log_analyze": "on", "auto_explain.log_verbose": "on",
           "auto_explain.log_nested_statements": "on"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class PostgresqlServer:
    """Superusers and `trusted` roles come in by the socket without a password; over TCP everybody needs one."""

    def __init__(self, **settings: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="postern-pg-", dir="/tmp"))  # a socket's name may have 107 bytes
        self.data, self.log = self.folder / "data", self.folder / "log"
        self.port = free_port()
        self.settings = {"listen_addresses": "127.0.0.1", "port": str(self.port), "fsync": "off",
                         "unix_socket_directories": str(self.folder), "password_encryption": "scram-sha-256",
                         **LOGGING, **settings}
        if AS_SERVER:
            shutil.chown(self.folder, "postgres", "postgres")
        self.folder.chmod(0o755)
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                  "--no-sync")
        self.write("pg_hba.conf", "local all,replication all trust\nhost all all 127.0.0.1/32 scram-sha-256\n")

    def _run(self, *words: object) -> None:
        done = subprocess.run([*AS_SERVER, *map(str, words)], env={"PATH": PATH, "LC_ALL": "C.UTF-8"},
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/",
                              check=False)
        if done.returncode != 0:
            log = self.log.read_text(errors="replace")[-3000:] if self.log.exists() else ""
            raise RuntimeError(done.stderr.decode() + log)

    def replica(self) -> PostgresqlServer:
        """A running one, which follows this one."""
        self._skip_if_older("pg_basebackup")
        other = PostgresqlServer.__new__(PostgresqlServer)
        other.folder = Path(tempfile.mkdtemp(prefix="postern-pg-", dir="/tmp"))
        other.data, other.log, other.port = other.folder / "data", other.folder / "log", free_port()
        other.settings = {**self.settings, "port": str(other.port), "unix_socket_directories": str(other.folder)}
        if AS_SERVER:
            shutil.chown(other.folder, "postgres", "postgres")
        other.folder.chmod(0o755)
        other._run("pg_basebackup", "-h", self.folder, "-p", self.port, "-U", "postgres", "-D", other.data, "-R",
                   "-c", "fast")
        # In words that a server knows which is older than this pg_basebackup.
        name = "recovery.conf" if self.major < 12 else "postgresql.auto.conf"
        other.write(name, (other.data / name).read_text() +
                    f"primary_conninfo = 'host={self.folder} port={self.port} user=postgres'\n")
        other.start()
        self._wait_for_follower(other)
        return other

    def _wait_for_follower(self, other: PostgresqlServer) -> None:
        for _ in range(600):
            if self.sql("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") != "0\n":
                return
            self.sql("SELECT pg_sleep(0.1)")
        raise RuntimeError(other.log.read_text(errors="replace")[-3000:])

    def write(self, name: str, text: str) -> Path:
        """A file in the data folder, the server's own."""
        path = self.data / name
        path.write_text(text)
        path.chmod(0o600)
        if AS_SERVER:
            shutil.chown(path, "postgres", "postgres")
        return path

    def start(self) -> None:
        options = " ".join(f"-c {name}={value}" for name, value in self.settings.items())
        self._run("pg_ctl", "-D", self.data, "-l", self.log, "-o", options, "-w", "start")

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def reload(self) -> None:
        self._run("pg_ctl", "-D", self.data, "reload")

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def sql(self, statements: str, database: str = "postgres", **variables: str) -> str:
        """As a superuser; what it answers, a row a line."""
        words = [word for name, value in variables.items() for word in ("-v", f"{name}={value}")]
        done = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", *words, "-h", self.folder, "-p", str(self.port),
                               "-U", "postgres", "-d", database], input=statements.encode(), capture_output=True,
                              env={"PATH": PATH, "PGCLIENTENCODING": "UTF8"}, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode())
        return done.stdout.decode()

    @functools.cached_property
    def major(self) -> int:
        return int(self.sql("SHOW server_version_num")) // 10000

    def version(self) -> str:
        return "PostgreSQL " + self.sql("SHOW server_version").split()[0]

    def _skip_if_older(self, program: str) -> None:
        """Such a program cannot talk to a server that is newer than itself."""
        said = subprocess.run([program, "--version"], capture_output=True, env={"PATH": PATH}, text=True, check=True).stdout
        if int(re.findall(r"\d+", said)[0]) < self.major:
            raise unittest.SkipTest(f"{said.strip()} is too old for a server of version {self.major}")

    def drop_database(self, name: str) -> None:
        """With whoever is on it; not by DROP DATABASE alone, as before version 13 it knows no FORCE."""
        self.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        self.sql(f"DROP DATABASE IF EXISTS {name}")

    def load_fixture(self, database: str) -> None:
        """The database that fixtures/make dumps."""
        make = FIXTURES / "make.d"
        if not self.sql("SELECT 1 FROM pg_roles WHERE rolname = 'jira'"):
            self.sql((make / "postgresql/roles.sql").read_text())
        self.sql(f"CREATE DATABASE {database} OWNER jira")
        self.sql((make / "postgresql" / f"{database}.sql").read_text(), database,
                 mail_accounts=(make / "mail-accounts.xml").read_text().rstrip("\n"),
                 space_accounts=(make / "space-accounts.xml").read_text().rstrip("\n"))

    def url(self, database: str, user: str = "jira") -> str:
        """By the socket."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def tcp_url(self, database: str, user: str = "jira", host: str = "127.0.0.1") -> str:
        return f"postgresql://{user}@{host}:{self.port}/{database}"

    def logged(self) -> str:
        return self.log.read_text(errors="replace")

    def canonical(self, database: str) -> str:
        """Its whole contents as a dump."""
        self._skip_if_older("pg_dump")
        done = subprocess.run(["pg_dump", "-h", self.folder, "-p", str(self.port), "-U", "postgres", database],
                              capture_output=True, env={"PATH": PATH}, check=True)
        return "\n".join(line for line in done.stdout.decode().splitlines() if "restrict " not in line)
