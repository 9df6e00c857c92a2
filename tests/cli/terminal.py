"""Runs the program on a terminal."""
from __future__ import annotations

import os
import pty
import select
import signal
import time
from dataclasses import dataclass

from program import environment, start


@dataclass(frozen=True)
class Shown:
    code: int
    out: bytes
    err: bytes


def run_on_terminal(*arguments: str, out: bool = True, err: bool = True, stop_after: float | None = None,
                    timeout: float = 30, **variables: str) -> Shown:
    """Which of the streams is a terminal; the other one is a pipe. `stop_after`: Control-C after that many seconds."""
    pairs = [pty.openpty() if terminal else os.pipe() for terminal in (out, err)]
    process = start(*arguments, stdin=-3, stdout=pairs[0][1], stderr=pairs[1][1], env=environment(**({"TERM": "xterm"} | variables)))
    for _, writer in pairs:
        os.close(writer)
    readers = [reader for reader, _ in pairs]
    got = {reader: b"" for reader in readers}
    began = time.monotonic()
    opened = set(readers)
    while opened:
        for reader in select.select(list(opened), [], [], 0.05)[0]:
            try:
                block = os.read(reader, 65536)
            except OSError:  # the other side of the terminal is closed
                block = b""
            got[reader] += block
            if not block:
                opened.discard(reader)
        if stop_after is not None and time.monotonic() > began + stop_after:
            process.send_signal(signal.SIGINT)
            stop_after = None
        if time.monotonic() > began + timeout:
            process.kill()
    for reader in readers:
        os.close(reader)
    return Shown(process.wait(), got[readers[0]], got[readers[1]])
