"""Runs the tests of tests/db that start a server, on a server of another version."""
from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from servers import ROOT, Server

FOLDER = ROOT / "tests/db"
BUILD = ROOT / "build/dev"
MOST_SECONDS = 3600
SERVER_CLASS = {"postgresql_server": "PostgresqlServer", "mariadb_server": "MariadbServer"}
ASK = """
from {module} import {name}
server = {name}()
try:
    server.start()
    print(server.version())
finally:
    server.remove()
"""


@dataclass
class Result:
    version: str = ""  # what the server says of itself
    passed: int = 0
    skipped: int = 0
    reasons: list[str] = field(default_factory=list)  # of what was skipped
    failure: str = ""


def _imports(path: Path, seen: set[str]) -> set[str]:
    """The modules of tests/db that a file uses, directly or not."""
    for name in re.findall(r"^(?:from|import) (\w+)", path.read_text(), re.M):
        other = FOLDER / f"{name}.py"
        if other.exists() and name not in seen:
            seen.add(name)
            _imports(other, seen)
    return seen


def modules(server: Server) -> list[str]:
    """All that start such a server: that list is not kept, it is found."""
    return [path.stem for path in sorted(FOLDER.glob("test_*.py")) if server.module in _imports(path, set())]


def _python(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    own = {"POSTERN": str(BUILD / "src/postern"), "DATABASE_PROBE": str(BUILD / "tests/db/database_probe"),
           "PYTHONDONTWRITEBYTECODE": "1"}
    kept = {name: value for name, value in os.environ.items() if name not in ("POSTGRESQL_BIN", "MYSQL_BIN")}
    return subprocess.run([sys.executable, *arguments], cwd=FOLDER, env={**kept, **own, **environment}, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, errors="replace", timeout=MOST_SECONDS, check=False)


def _count(done: subprocess.CompletedProcess[str], result: Result) -> None:
    ran = re.search(r"^Ran (\d+) tests? in", done.stderr, re.M)
    skipped = re.search(r"^(?:OK|FAILED) \(.*\bskipped=(\d+)", done.stderr, re.M)
    failed = re.findall(r"^(?:FAIL|ERROR|UNEXPECTED SUCCESS): (\S+)", done.stderr, re.M)
    result.skipped = int(skipped[1]) if skipped else 0
    result.passed = max(0, int(ran[1] if ran else 0) - result.skipped - len(set(failed)))
    result.reasons = sorted(set(re.findall(r"\.\.\. skipped ['\"](.*)['\"]$", done.stderr, re.M)))
    if done.returncode != 0:
        result.failure = f"{len(failed)} failed: {', '.join(failed)}" if failed else "the tests did not come to an end"
    elif result.passed == 0:
        result.failure = "no test was run"


def run(server: Server, environment: dict[str, str], log: Path) -> Result:
    result = Result()
    try:
        asked = _python(["-c", ASK.format(module=server.module, name=SERVER_CLASS[server.module])], environment)
        log.write_text(asked.stdout + asked.stderr)
        result.version = asked.stdout.strip()
        if asked.returncode != 0:
            result.failure = "the server does not start"
        elif not result.version.startswith(server.says):
            result.failure = f"the server says it is {result.version}"
        else:
            done = _python(["-m", "unittest", "-v", *modules(server)], environment)
            log.write_text(done.stdout + done.stderr)
            _count(done, result)
    except subprocess.TimeoutExpired:
        result.failure = f"not done after {MOST_SECONDS} seconds"
    return result
