"""The project's files, and which of them include which."""
from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC, INCLUDE, TESTS = ROOT / "src", ROOT / "include", ROOT / "tests"
INCLUDE_LINE = re.compile(r'^\s*#\s*include\s+(<[^>]+>|"[^"]+")', re.M)


@cache
def sources() -> dict[str, str]:
    """Text of each C++ file of the program, by its path from the root."""
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
            for folder in (SRC, INCLUDE) for path in sorted(folder.rglob("*")) if path.suffix in (".cpp", ".hpp")}


@cache
def texts() -> dict[str, str]:
    """Every text file of the project that people write and read."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "--cached", "--others", "--exclude-standard"],
                            capture_output=True, text=True, check=False)
    names = listed.stdout.splitlines() if listed.returncode == 0 else [
        str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file() and not path.parts[len(ROOT.parts)].startswith((".git", "build"))]
    found = {}
    for name in names:
        try:
            found[name] = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
    return found


def includes(text: str) -> list[str]:
    """As written, with their quotes or brackets."""
    return INCLUDE_LINE.findall(text)


def component(path: str) -> str:
    """src/base/text.cpp: base; include/postern/record.hpp: postern."""
    return Path(path).parts[1]


def resolve(include: str) -> str | None:
    """The project's file that a quoted include means."""
    for folder in ("src", "include"):
        name = folder + "/" + include.strip('"')
        if name in sources():
            return name
    return None
