"""The servers that the database tests can be run on, and where the programs of each come from."""
from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import debian_suite
import npm_postgresql
from unobtainable import Unobtainable

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build/matrix"


@dataclass(frozen=True)
class Server:
    name: str
    module: str  # of tests/db, which starts it
    origin: str
    programs: Callable[[], dict[str, str]]  # fetches them; the environment that makes tests/db use them
    says: str  # how its version starts

    @property
    def cached(self) -> bool:
        return (CACHE / self.name).exists()


def _installed_client() -> int:
    """The major version of this machine's pg_dump."""
    said = subprocess.run(["pg_dump", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"\d+", said)[0])


def _debian_postgresql(major: int, suite: str) -> Path:
    root = debian_suite.unpacked(CACHE / f"postgresql-{major}-{suite}", suite, [f"postgresql-{major}"])
    return root / f"usr/lib/postgresql/{major}/bin"


def _npm_postgresql(major: int) -> dict[str, str]:
    folders = [npm_postgresql.programs(CACHE / f"postgresql-{major}", major)]
    if major > _installed_client():
        try:  # pg_dump must not be older than the server
            folders.append(_debian_postgresql(*NEWEST_CLIENT))
        except Unobtainable:
            pass  # the tests that need it are skipped and say so
    return {"POSTGRESQL_BIN": ":".join(map(str, folders))}


def _debian_mysql(name: str, suite: str, packages: list[str]) -> dict[str, str]:
    root = debian_suite.unpacked(CACHE / name, suite, packages)
    return {"MYSQL_BIN": f"{root}/usr/sbin:{root}/usr/bin"}


NEWEST_CLIENT = (18, "sid")
SERVERS = [
    Server("postgresql-installed", "postgresql_server", "this machine", dict, "PostgreSQL "),
    *(Server(f"postgresql-{major}", "postgresql_server", f"npm {npm_postgresql.PACKAGE}",
             lambda major=major: _npm_postgresql(major), f"PostgreSQL {major}.") for major in range(10, 19)),
    *(Server(f"postgresql-{major}-{suite}", "postgresql_server", f"Debian {suite}",
             lambda major=major, suite=suite: {"POSTGRESQL_BIN": str(_debian_postgresql(major, suite))},
             f"PostgreSQL {major}.") for major, suite in ((17, "trixie"), (18, "sid"))),
    Server("mariadb-installed", "mariadb_server", "this machine", dict, "MariaDB "),
    Server("mariadb-11", "mariadb_server", "Debian trixie",
           lambda: _debian_mysql("mariadb-11", "trixie", ["mariadb-server-core", "mariadb-client-core"]), "MariaDB 11."),
    Server("mysql-9", "mariadb_server", "Debian sid", lambda: _debian_mysql("mysql-9", "sid", ["mysql-server-core"]), "MySQL 9."),
]
