"""Programs of a server from another Debian suite, unpacked beside the system and run with their own libraries."""
from __future__ import annotations

import os
import shutil
from pathlib import Path

from unobtainable import Unobtainable, fetch

# Runs the program beside it with the C library and the libraries of its suite, not those of this machine.
WRAPPER = """#!/bin/sh
root=$(cd "${{0%/*}}/{up}" && pwd) || exit
exec "$root/{loader}" --argv0 "$0" --library-path "$root/{libraries}" "$0.program" "$@"
"""
PROGRAMS = ("usr/lib/postgresql/*/bin/*", "usr/bin/m[ay]*", "usr/bin/resolveip", "usr/sbin/m*d")


def _mirror() -> str:
    """Where this machine has its own packages from."""
    found = fetch(["apt-get", "indextargets", "--format", "$(REPO_URI)", "Identifier: Packages", "Label: Debian"]).split()
    if not found:
        raise Unobtainable("apt knows no mirror of Debian")
    return found[0]


def _one(root: Path, *patterns: str) -> Path:
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            return path.relative_to(root)
    raise Unobtainable(f"the packages hold no {patterns[0]}")


def _wrap(root: Path) -> None:
    loader, libraries = _one(root, "usr/lib64/ld-linux-*", "usr/lib/ld-linux-*"), _one(root, "usr/lib/*-linux-gnu*")
    for pattern in PROGRAMS:
        for program in sorted(root.glob(pattern)):
            if program.is_symlink() or not program.is_file() or program.read_bytes()[:4] != b"\x7fELF":
                continue
            program.rename(f"{program}.program")
            up = "/".join([".."] * (len(program.relative_to(root).parts) - 1))
            program.write_text(WRAPPER.format(up=up, loader=loader, libraries=libraries))
            program.chmod(0o755)


def unpacked(folder: Path, suite: str, packages: list[str]) -> Path:
    """The root of the unpacked packages with all that they need, fetched into `folder` unless it is there."""
    if not folder.exists():
        if os.geteuid() != 0:
            raise Unobtainable("debootstrap needs root")
        mirror, debs, part = _mirror(), folder.with_suffix(".debs"), folder.with_suffix(".part")
        for old in (debs, part):
            shutil.rmtree(old, ignore_errors=True)
        # Nothing of the packages is run, so nothing starts, and nothing is left mounted.
        fetch(["debootstrap", "--variant=minbase", "--download-only", f"--include={','.join(packages)}", suite, str(debs), mirror])
        part.mkdir(parents=True)
        part.chmod(0o755)
        for deb in sorted(debs.glob("var/cache/apt/archives/*.deb")):
            fetch(["dpkg-deb", "--extract", str(deb), str(part)])
        _wrap(part)
        shutil.rmtree(debs)
        part.rename(folder)
    return folder
