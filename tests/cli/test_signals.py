"""Interrupted: 130, nothing half-written, and no core file."""
from __future__ import annotations

import os
import signal
import subprocess
import time
import unittest

import dumps
from program import INTERRUPTED, FIXTURES, ProgramTest, start

HALF = dumps.dump(dumps.mail_table(["s3cret-in-memory"]))[:-60]


class Signals(ProgramTest):
    def waiting(self, *arguments: str, writer: bool = True, prefix: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
        """The program, in the middle of a FIFO."""
        fifo = self.folder / "fifo"
        if not fifo.exists():
            os.mkfifo(fifo)
        process = start("scan", *arguments, str(fifo), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                        stderr=subprocess.PIPE, cwd=self.folder, prefix=prefix)
        self.addCleanup(self.end, process)
        if writer:
            self.pipe = open(fifo, "wb", buffering=0)
            self.addCleanup(self.pipe.close)
            self.pipe.write(HALF)
        time.sleep(0.3)
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()

    def test_interrupt_while_reading(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number):
                process = self.waiting("-o", "report")
                process.send_signal(number)
                out, err = process.communicate(timeout=10)
                self.assertEqual((INTERRUPTED, b""), (process.returncode, out))
                self.assertIn(b"interrupted", err)
                self.assertEqual(["fifo"], os.listdir(self.folder))

    def test_interrupt_while_opening(self) -> None:
        """A FIFO that nobody writes to yet."""
        process = self.waiting("-o", "report", writer=False)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=10)
        self.assertEqual((INTERRUPTED, b""), (process.returncode, out))
        self.assertEqual(["fifo"], os.listdir(self.folder))

    def test_interrupt_with_several_jobs(self) -> None:
        """Whichever thread the signal reaches, all of them stop."""
        second = self.folder / "fifo2"
        os.mkfifo(second)
        for _ in range(5):
            process = self.waiting("--jobs", "4", str(second), str(FIXTURES))
            with open(second, "wb", buffering=0) as pipe:
                pipe.write(HALF)
                time.sleep(0.1)
                process.send_signal(signal.SIGINT)
                try:
                    out, _ = process.communicate(timeout=5)
                except subprocess.TimeoutExpired:
                    self.fail("still waits in a read() that the signal did not reach")
            self.assertEqual((INTERRUPTED, b""), (process.returncode, out))

    def test_closed_output(self) -> None:
        """head -1: no noise on standard error."""
        process = start("scan", str(FIXTURES), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        err = process.stderr.read()
        process.stderr.close()
        self.assertIn(process.wait(10), (-signal.SIGPIPE, 3))
        self.assertNotIn(b"terminate", err)

    def test_no_core_file(self) -> None:
        process = self.waiting(prefix=("sh", "-c", 'ulimit -c unlimited; exec "$@"', "sh"))
        process.send_signal(signal.SIGABRT)
        _, status = os.waitpid(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertTrue(os.WIFSIGNALED(status))
        self.assertFalse(os.WCOREDUMP(status))
        self.assertEqual(["fifo"], os.listdir(self.folder))

    def test_inputs_are_open_for_reading_only(self) -> None:
        process = self.waiting()
        fds = f"/proc/{process.pid}/fd"
        try:
            opened = [fd for fd in os.listdir(fds) if os.readlink(f"{fds}/{fd}") == str(self.folder / "fifo")]
        except PermissionError:
            self.skipTest("only root may look into a process that is not dumpable")
        self.assertEqual(1, len(opened))
        with open(f"/proc/{process.pid}/fdinfo/{opened[0]}", encoding="ascii") as info:
            flags = next(int(line.split()[1], 8) for line in info if line.startswith("flags:"))
        self.assertEqual(os.O_RDONLY, flags & os.O_ACCMODE)

    def test_memory_is_closed_to_others(self) -> None:
        process = self.waiting()
        self.assertEqual(0, os.stat(f"/proc/{process.pid}/mem").st_uid, "root owns what is not dumpable")
        with open(f"/proc/{process.pid}/limits", encoding="ascii") as limits:
            core = next(line for line in limits if line.startswith("Max core file size"))
        self.assertEqual(["0", "0"], core.split()[4:6])


if __name__ == "__main__":
    unittest.main()
