"""Kills a shell script at one of the programs that it runs, as a power cut would. Only in namespaces (see isolated)."""
from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("cat", "chmod", "chown", "cp", "mkdir", "mv", "rm", "rmdir", "sync", "touch")
REAL = Path("/run/real")
COUNT = REAL / "count"

# A folder is not removed at once: the kill comes when half of what it holds is gone.
STAND_IN = f"""#!/bin/sh
number=$(($({REAL}/cat {COUNT}) + 1))
echo $number >{COUNT}
if [ $number = "$KILL_AT" ]; then
    name=${{0##*/}}
    if [ "$name $1" = "rm -rf" ] && [ -d "$2" ]; then
        for file in "$2"/saved.*; do {REAL}/rm -f "$file"; done
    fi
    kill -KILL 0
fi
exec {REAL}/${{0##*/}} "$@"
"""


@contextmanager
def stand_ins() -> Iterator[None]:
    """In the places of the programs; they are counted."""
    REAL.mkdir(exist_ok=True)
    script = REAL / "stand-in"
    script.write_text(STAND_IN)
    script.chmod(0o755)
    COUNT.write_text("0\n")
    paths = [Path("/usr/bin") / name for name in PROGRAMS]
    for path in paths:
        shutil.copy2(path, REAL / path.name)
    for path in paths:
        subprocess.run(["mount", "--bind", script, path], check=True)
    try:
        yield
    finally:
        for path in paths:
            subprocess.run(["umount", path], check=True)


def run_until(number: int, *command: str | Path) -> tuple[int, int]:
    """Kills it at the program of this number (none has the number 0); its exit code, and how many it ran."""
    COUNT.write_text("0\n")
    ran = subprocess.run(command, env=os.environ | {"KILL_AT": str(number)}, check=False, start_new_session=True,
                         stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    return ran.returncode, int(COUNT.read_text())
