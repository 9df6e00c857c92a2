"""-o FILE: there whole, or not at all."""
from __future__ import annotations

import os
import stat
import threading
import unittest

from program import FAILED, FINDINGS, FIXTURES, ProgramTest, run

DUMP = FIXTURES / "postgresql/plain.sql"


class OutputFile(ProgramTest):
    def test_same_as_standard_output(self) -> None:
        for form in ("text", "json"):
            ran = run("scan", "--format", form, "-o", "report", DUMP, cwd=self.folder)
            self.assert_code(FINDINGS, ran)
            self.assertEqual((b"", b""), (ran.out, ran.err))
            self.assertEqual(run("scan", "--format", form, DUMP).out, (self.folder / "report").read_bytes())
            self.assertEqual(["report"], os.listdir(self.folder))

    def test_dash_is_standard_output(self) -> None:
        self.assertEqual(run("scan", DUMP).out, run("scan", "-o", "-", DUMP, cwd=self.folder).out)
        self.assertEqual([], os.listdir(self.folder))

    def test_replaces_a_file(self) -> None:
        self.file("report", b"old" * 9000)
        run("scan", "--output", "report", DUMP, cwd=self.folder)
        self.assertEqual(run("scan", DUMP).out, (self.folder / "report").read_bytes())

    def test_folder_that_does_not_exist(self) -> None:
        self.assert_refused(run("scan", "-o", "missing/report", DUMP, cwd=self.folder), FAILED, "missing/report")
        self.assertEqual([], os.listdir(self.folder))

    def test_folder_in_place_of_the_file(self) -> None:
        (self.folder / "report").mkdir()
        self.assert_refused(run("scan", "-o", "report", DUMP, cwd=self.folder), FAILED, "report")
        self.assertEqual(["report"], os.listdir(self.folder))

    def test_folder_that_is_not_writable(self) -> None:
        locked = self.folder / "locked"
        path = self.file("locked/report", b"old")
        locked.chmod(0o555)
        self.folder.chmod(0o755)
        self.addCleanup(locked.chmod, 0o755)
        prefix = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--") if os.geteuid() == 0 else ()
        self.assert_refused(run("scan", "-o", path, DUMP, prefix=prefix), FAILED, str(path))
        self.assertEqual((["report"], b"old"), (os.listdir(locked), path.read_bytes()))

    def test_disk_that_fills_up(self) -> None:
        """A file size limit stands for it; the old report stays."""
        path = self.file("report", b"old")
        ran = run("scan", "--format", "json", "-o", path, FIXTURES, prefix=("sh", "-c", 'trap "" XFSZ; ulimit -f 1; exec "$@"', "sh"))
        self.assert_refused(ran, FAILED, str(path))
        self.assertEqual((["report"], b"old"), (os.listdir(self.folder), path.read_bytes()))

    def test_pipe_is_written_not_replaced(self) -> None:
        """-o /dev/stdout, -o /dev/null, -o >(filter): none may become a file."""
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        got: list[bytes] = []
        reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()), daemon=True)
        reader.start()
        ran = run("scan", "-o", fifo, DUMP)
        self.assertTrue(stat.S_ISFIFO(fifo.stat().st_mode), "the FIFO was replaced by a file")
        if ran.code == FINDINGS:
            reader.join(5)
            self.assertEqual([run("scan", DUMP).out], got)
        else:
            self.assert_refused(ran, FAILED)

    def test_link_stays_a_link(self) -> None:
        real = self.file("real", b"old")
        link = self.folder / "link"
        link.symlink_to("real")
        run("scan", "-o", link, DUMP)
        self.assertTrue(link.is_symlink(), "the link was replaced by a file")
        self.assertEqual(run("scan", DUMP).out, real.read_bytes())

    def test_mode(self) -> None:
        for mask, mode in ((0o022, 0o644), (0o077, 0o600)):
            run("scan", "-o", f"report-{mask}", DUMP, cwd=self.folder, prefix=("sh", "-c", f'umask {mask:o}; exec "$@"', "sh"))
            self.assertEqual(mode, stat.S_IMODE((self.folder / f"report-{mask}").stat().st_mode))

    def test_mode_of_a_file_that_was_there_is_kept(self) -> None:
        path = self.file("report", b"old")
        path.chmod(0o600)
        run("scan", "-o", path, DUMP)
        self.assertEqual(0o600, stat.S_IMODE(path.stat().st_mode))


if __name__ == "__main__":
    unittest.main()
