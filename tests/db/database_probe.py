"""Drives database_probe, which opens a live database as postern does."""
from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any


class Refused(Exception):
    """An error, in postern's words."""

    def __init__(self, answer: dict[str, str]) -> None:
        super().__init__(answer["error"])
        self.hint = answer["hint"]


class Probe:
    """An open database; every call is one method of postern::Database or of its transaction."""

    def __init__(self, password: str | None = None, home: Path | None = None, **options: object) -> None:
        environment = {key: value for key, value in os.environ.items() if key not in ("MYSQL_PWD", "HOME")}
        environment["HOME"] = str(home or "/nonexistent")
        if password is not None:
            environment["MYSQL_PWD"] = password
        arguments = [f"{name.replace('_', '-')}={value}" for name, value in options.items()]
        self.process = subprocess.Popen([os.environ["DATABASE_PROBE"], *arguments], text=True, env=environment,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            self._answer()
        except Refused:
            self.close()
            raise

    def __enter__(self) -> Probe:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.process.communicate()

    def kill(self) -> None:
        self.process.kill()
        self.close()

    def _answer(self) -> Any:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("database_probe has ended")
        answer = json.loads(line)
        if isinstance(answer, dict) and "error" in answer:
            raise Refused(answer)
        return answer

    def call(self, do: str, **arguments: object) -> Any:
        self.process.stdin.write(json.dumps({"do": do, **arguments}) + "\n")
        self.process.stdin.flush()
        return self._answer()["ok"]

    def rows(self, *tables: str) -> list[dict[str, Any]]:
        found = []
        for table in tables:
            result = self.call("read", tables=[table])
            if result["skips"]:
                raise AssertionError(result["skips"])
            found += [row["fields"] for row in result["rows"]]
        return found

    def peak_kib(self) -> int:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
        raise RuntimeError("no VmHWM")
