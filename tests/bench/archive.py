#!/usr/bin/env python3
"""Makes the custom-format archive that tests/bench/run measures: the real pg_dump of a real server that holds the plain dump."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "db"))

from postgresql_server import PATH, PostgresqlServer  # noqa: E402


def main() -> None:
    dump, archive = Path(sys.argv[1]), Path(sys.argv[2])
    server = PostgresqlServer(log_statement="none", log_min_duration_statement="-1", log_min_messages="fatal",
                              **{"auto_explain.log_min_duration": "-1"})
    try:
        server.start()
        server.sql("CREATE ROLE jira")
        where = ["-h", str(server.folder), "-p", str(server.port), "-U", "postgres", "-d", "postgres"]
        subprocess.run(["psql", "-Xq", *where, "-f", dump], env={"PATH": PATH}, check=True, stdout=subprocess.DEVNULL)
        unfinished = archive.with_name(archive.name + ".part")
        subprocess.run(["pg_dump", "-Fc", *where, "-f", unfinished], env={"PATH": PATH}, check=True)
        unfinished.rename(archive)
    finally:
        server.remove()


if __name__ == "__main__":
    main()
