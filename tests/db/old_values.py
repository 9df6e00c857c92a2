"""Looks for an old value in the files of a server, and at what postern says of them."""
from __future__ import annotations

import os
import subprocess
from pathlib import Path


def holders(folder: Path, value: str) -> dict[str, int]:
    """How often each file below the folder holds the value; files that do not are left out."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            try:
                count = path.read_bytes().count(value.encode())
            except OSError:  # gone meanwhile, or a socket
                continue
            if count:
                found[str(path.relative_to(folder))] = count
    return found


def about(residues: list[dict[str, str]], word: str) -> list[dict[str, str]]:
    """Those that speak of something."""
    return [residue for residue in residues if word in residue["where"]]


def statements(residue: dict[str, str]) -> str:
    """The lines of its remedy that are SQL."""
    return "\n".join(line for line in residue["remedy"].splitlines() if line.split("  -- ")[0].endswith(";"))


def search(residue: dict[str, str], value: str) -> str:
    """What its command for a shell answers."""
    [command] = [line for line in residue["remedy"].splitlines() if "grep" in line]
    done = subprocess.run(["bash", "-c", command], input=value + "\n", text=True, capture_output=True, check=False)
    return done.stdout
