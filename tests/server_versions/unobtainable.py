"""Why a server's programs are not to be had."""
from __future__ import annotations

import subprocess


class Unobtainable(Exception):
    """In words for whoever asked for that version."""


def fetch(words: list[str]) -> str:
    """Runs what fetches something; what it says on its standard output."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    except FileNotFoundError as error:
        raise Unobtainable(f"there is no program {words[0]}") from error
    if done.returncode != 0:
        lines = (done.stderr + done.stdout).strip().splitlines()
        raise Unobtainable(f"{' '.join(words[:2])} failed: {' / '.join(lines[-3:])}")
    return done.stdout
