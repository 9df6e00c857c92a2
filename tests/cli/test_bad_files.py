"""Files that cannot be read as such: rights, pipes, names, links."""
from __future__ import annotations

import os
import socket
import subprocess
import threading
import unittest
from pathlib import Path

import dumps
from program import CLEAN, FINDINGS, INCOMPLETE, ProgramTest, Run, run, scan_json

GOOD = dumps.dump(dumps.mail_table(["found-all-the-same"]))
NOBODY = 65534


class BadFiles(ProgramTest):
    def setUp(self) -> None:
        super().setUp()
        self.folder.chmod(0o755)
        self.inside = self.folder / "in"
        self.file("in/good.sql", GOOD)

    def scan(self, *targets: Path | bytes, code: int = INCOMPLETE, findings: int = 1, user: bool = False) -> Run:
        prefix = ()
        if user and os.geteuid() == 0:
            prefix = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--")
        ran = scan_json(*(targets or (self.inside,)), prefix=prefix, timeout=30)
        self.assert_silent(ran)
        self.assert_code(code, ran)
        self.assertEqual(findings, len(ran.report["findings"]))
        return ran

    def test_folder_without_permission(self) -> None:
        locked = self.inside / "locked"
        self.file("in/locked/a.sql", GOOD)
        locked.chmod(0)
        self.addCleanup(locked.chmod, 0o700)
        ran = self.scan(user=True)
        self.assertEqual({str(locked): "cannot be opened: Permission denied"}, ran.skips)

    def test_file_without_permission(self) -> None:
        path = self.file("in/locked.sql", GOOD)
        path.chmod(0)
        self.assertEqual({str(path): "cannot be opened: Permission denied"}, self.scan(user=True).skips)

    def test_folder_that_can_be_listed_but_not_entered(self) -> None:
        locked = self.inside / "locked"
        path = self.file("in/locked/a.sql", GOOD)
        locked.chmod(0o444)
        self.addCleanup(locked.chmod, 0o700)
        self.assertIn(str(path), self.scan(user=True).skips)

    def test_path_that_does_not_exist(self) -> None:
        path = self.folder / "missing.sql"
        ran = self.scan(self.inside, path)
        self.assertEqual({str(path): "cannot be opened: No such file or directory"}, ran.skips)

    def test_file_that_vanishes_between_walk_and_open(self) -> None:
        """A FIFO read first holds up the only job while the second file goes."""
        fifo, second = self.folder / "fifo", self.file("second.sql", GOOD)
        os.mkfifo(fifo)

        def remove_then_feed() -> None:
            with open(fifo, "wb") as pipe:  # waits until the program reads
                second.unlink()
                pipe.write(GOOD)

        feeder = threading.Thread(target=remove_then_feed)
        feeder.start()
        ran = scan_json("--jobs", "1", fifo, second, timeout=30)
        feeder.join()
        self.assert_code(INCOMPLETE, ran)
        self.assertEqual({str(second): "cannot be opened: No such file or directory"}, ran.skips)
        self.assertEqual(1, len(ran.report["findings"]))

    def test_fifo_met_in_a_folder_is_not_waited_for(self) -> None:
        os.mkfifo(self.inside / "fifo")
        self.assertIn("FIFO", self.scan().skips[str(self.inside / "fifo")])

    def test_fifo_named_on_the_command_line_is_read(self) -> None:
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        feeder = threading.Thread(target=fifo.write_bytes, args=(GOOD,))
        feeder.start()
        self.scan(fifo, code=FINDINGS)
        feeder.join()

    def test_socket_met_in_a_folder_holds_nothing(self) -> None:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(self.inside / "s"))
            self.scan(code=FINDINGS)

    def test_path_that_is_not_utf8(self) -> None:
        name = os.fsencode(self.inside) + b"/b\xfcro-\xff.sql"
        os.rename(self.inside / "good.sql", name)
        for targets in ((self.inside,), (name,)):
            ran = self.scan(*targets, code=FINDINGS)
            self.assertTrue(ran.report["sources"][0]["path"].endswith(r"/b\xFCro-\xFF.sql")
                            or ran.report["sources"][0]["path"].endswith(r"/b\xfcro-\xff.sql"), ran.out)
        run("scan", name).out.decode("utf-8")  # valid

    def test_path_with_control_characters(self) -> None:
        """A name must not drive the terminal or forge a line."""
        os.rename(self.inside / "good.sql", self.inside / "a\x1b[31m\r\n  no findings\u202e\x9b.sql")
        for ran in (run("scan", self.inside), run("scan", "--color", "always", self.inside),
                    run("scan", self.inside / "missing\x1b[2J\n")):
            for bad in ("\x1b[31m", "\x1b[2J", "\r", "\n  no findings", "\u202e", "\x9b"):
                self.assertNotIn(bad, ran.text)

    def test_values_with_control_characters(self) -> None:
        row = dumps.mail_row(1, "found-all-the-same", host="a\x1b[2Jb\u202e.example.com", user="u\x07\nx")
        self.file("in/good.sql", dumps.dump(dumps.MAIL_TABLE + row + dumps.END_OF_ROWS))
        for ran in (run("scan", self.inside), run("scan", "--color", "always", self.inside)):
            self.assert_code(FINDINGS, ran)
            for bad in ("\x1b[2J", "\u202e", "\x07", "\nx"):
                self.assertNotIn(bad, ran.text)

    def test_links(self) -> None:
        """Met in a folder: not followed, so no loop; named: followed."""
        (self.inside / "loop").symlink_to(self.inside)
        (self.inside / "outside").symlink_to(self.file("else/b.sql", GOOD))
        (self.inside / "dangling").symlink_to("nowhere")
        self.scan(code=FINDINGS)
        self.scan(self.inside / "outside", code=FINDINGS)
        self.scan(self.inside, self.inside / "dangling")

    def test_unknown_file_named_or_met(self) -> None:
        notes = self.file("in/notes.txt", b"nothing of interest\n")
        self.scan(code=FINDINGS)
        self.assertIn("nothing that postern knows", self.scan(self.inside, notes).skips[str(notes)])

    def test_named_twice(self) -> None:
        good = self.inside / "good.sql"
        for targets in ((good, good), (self.inside, good), (self.inside, Path(f"{self.inside}/")),
                        (self.inside, os.fsencode(self.inside) + b"/")):
            with self.subTest(targets=targets):
                self.scan(*targets, code=FINDINGS)

    def test_empty_folder(self) -> None:
        empty = self.folder / "empty"
        empty.mkdir()
        ran = scan_json(empty)
        self.assert_silent(ran)
        self.assert_code(INCOMPLETE, ran)
        self.assertEqual("there is no file in it at all", ran.skips[str(empty)])
        self.assertIn("NOT a clean result", run("scan", empty).text)
        self.assert_code(INCOMPLETE, run("scan", "--shard", "2/2", empty))
        ran = scan_json(empty, self.inside / "good.sql")
        self.assert_code(INCOMPLETE, ran)
        self.assertEqual({str(empty): "there is no file in it at all"}, ran.skips)
        (empty / "README").write_bytes(b"nothing of ours")
        ran = run("scan", empty)
        self.assert_code(CLEAN, ran)
        self.assertIn("Nothing was searched: no file is of a kind that postern reads.", ran.text)

    def test_folder_a_thousand_deep(self) -> None:
        path = self.inside
        here = os.getcwd()
        try:
            os.chdir(path)
            for _ in range(1000):
                os.mkdir("d")
                os.chdir("d")
            Path("deep.sql").write_bytes(GOOD)
        finally:
            os.chdir(here)
            self.addCleanup(subprocess.run, ["rm", "-r", str(path / "d")], check=True)
        self.scan(code=FINDINGS, findings=2)


if __name__ == "__main__":
    unittest.main()
