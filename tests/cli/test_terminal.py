"""Colour and progress: only for a terminal."""
from __future__ import annotations

import os
import threading
import time
import unittest
from pathlib import Path

import dumps
from program import FINDINGS, FIXTURES, ProgramTest, environment, run
from terminal import run_on_terminal

DUMP = str(FIXTURES / "postgresql/plain.sql")
ESCAPE = b"\x1b["


class Color(ProgramTest):
    def test_not_in_a_pipe(self) -> None:
        self.assertNotIn(ESCAPE, run("scan", DUMP).out)
        self.assertNotIn(ESCAPE, run("scan", "--color", "auto", DUMP, env=environment(TERM="xterm")).out)

    def test_on_a_terminal(self) -> None:
        self.assertIn(ESCAPE, run_on_terminal("scan", DUMP).out)
        self.assertNotIn(ESCAPE, run_on_terminal("scan", "--color", "never", DUMP).out)

    def test_no_color(self) -> None:
        self.assertNotIn(ESCAPE, run_on_terminal("scan", DUMP, NO_COLOR="1").out)
        self.assertIn(ESCAPE, run_on_terminal("scan", DUMP, NO_COLOR="").out)  # as no-color.org has it
        self.assertIn(ESCAPE, run_on_terminal("scan", "--color", "always", DUMP, NO_COLOR="1").out)

    def test_dumb_terminal(self) -> None:
        self.assertNotIn(ESCAPE, run("scan", DUMP, env=environment(TERM="dumb")).out)

    def test_always(self) -> None:
        self.assertIn(ESCAPE, run("scan", "--color", "always", DUMP).out)

    def test_never_in_json(self) -> None:
        self.assertNotIn(ESCAPE, run("scan", "--color", "always", "--format", "json", DUMP).out)


class Progress(ProgramTest):
    def slow_pipe(self) -> Path:
        """Takes about a second to read."""
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        content = dumps.dump(dumps.mail_table(["s3cret-slow"]))

        def feed() -> None:
            with open(fifo, "wb") as pipe:
                pipe.write(content[:300])
                pipe.flush()
                time.sleep(1)
                pipe.write(content[300:])

        threading.Thread(target=feed, daemon=True).start()
        return fifo

    def test_on_a_terminal_and_cleared(self) -> None:
        shown = run_on_terminal("scan", str(self.slow_pipe()), out=False)
        self.assertEqual(FINDINGS, shown.code)
        self.assertIn(b"MiB", shown.err)
        self.assertTrue(shown.err.endswith(b"\r\x1b[K"), shown.err)
        self.assertNotIn(b"\r", shown.out)

    def test_not_in_a_pipe(self) -> None:
        self.assertEqual(b"", run_on_terminal("scan", str(self.slow_pipe()), out=True, err=False).err)

    def test_not_on_a_dumb_terminal(self) -> None:
        self.assertEqual(b"", run_on_terminal("scan", str(self.slow_pipe()), out=False, TERM="dumb").err)

    def test_without_colour(self) -> None:
        """It has none anyway."""
        self.assertIn(b"MiB", run_on_terminal("scan", str(self.slow_pipe()), out=False, NO_COLOR="1").err)

    def test_not_with_verbose(self) -> None:
        shown = run_on_terminal("scan", "--verbose", str(self.slow_pipe()), out=False)
        self.assertNotIn(ESCAPE, shown.err)
        self.assertIn(b": pg-dump-plain", shown.err)

    def test_not_with_quiet(self) -> None:
        self.assertEqual(b"", run_on_terminal("scan", "--quiet", str(self.slow_pipe())).err)

    def test_not_for_a_moment(self) -> None:
        self.assertNotIn(b"MiB", run_on_terminal("scan", DUMP, out=False).err)


if __name__ == "__main__":
    unittest.main()
