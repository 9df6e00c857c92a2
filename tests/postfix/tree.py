"""What a folder looks like from outside: names, contents, modes, owners, times."""
from __future__ import annotations

import os
import stat
from pathlib import Path


def picture(folder: Path) -> dict[str, tuple[object, ...]]:
    """Equal pictures: nobody could tell that anything happened in between."""
    found: dict[str, tuple[object, ...]] = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        status = path.lstat()
        content: object = None
        if stat.S_ISREG(status.st_mode):
            content = path.read_bytes()
        elif stat.S_ISLNK(status.st_mode):
            content = os.readlink(path)
        found[str(path)] = (oct(status.st_mode), status.st_uid, status.st_gid, status.st_mtime_ns, content)
    return found
