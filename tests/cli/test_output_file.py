"""-o FILE: there whole, or not at all."""
from __future__ import annotations

import os
import stat
import threading
import unittest
from pathlib import Path

from program import FAILED, FINDINGS, FIXTURES, ROOT, USAGE, ProgramTest, environment, run, without_time

DUMP = FIXTURES / "postgresql/plain.sql"


class OutputFile(ProgramTest):
    def test_same_as_standard_output(self) -> None:
        for form in ("text", "json"):
            ran = run("scan", "--format", form, "-o", "report", DUMP, cwd=self.folder)
            self.assert_code(FINDINGS, ran)
            self.assertEqual((b"", b""), (ran.out, ran.errors))
            self.assertEqual(without_time(run("scan", "--format", form, DUMP).out), without_time((self.folder / "report").read_bytes()))
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
        self.assert_refused(run("scan", "-o", "report", DUMP, cwd=self.folder), FAILED, "report", "it is a folder: name a file in it")
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


class Inputs(ProgramTest):
    """What is read is not replaced."""

    def refused(self, path: Path, *arguments: str | Path, stdin: Path | None = None, env: dict[str, str] | None = None) -> None:
        content = path.read_bytes()
        with self.subTest(arguments=arguments):
            self.assert_refused(run(*arguments, cwd=self.folder, stdin=stdin or b"", env=env), USAGE, "would take the place of a file that is read")
            self.assertEqual(content, path.read_bytes())

    def test_targets(self) -> None:
        path = self.file("in/deep/dump.sql", DUMP.read_bytes())
        (self.folder / "link").symlink_to("in")
        for target in (path, "in", ".", "link", "in/deep/.."):
            for output in (("-o", "in/deep/dump.sql"), ("--format", "html=link/deep/dump.sql"), ("-o", "link/deep/dump.sql")):
                self.refused(path, "scan", target, *output)
        self.refused(path, "scan", "-", "-o", path, stdin=path)
        self.refused(path, "sandbox", "in", "--in-place", "--report", path)

    def test_a_new_file_below_a_target(self) -> None:
        self.file("in/dump.sql", DUMP.read_bytes())
        self.assert_code(FINDINGS, run("scan", "in", "-o", "in/report", cwd=self.folder))
        self.refused(self.folder / "in/report", "scan", "in", "-o", "in/report")

    def test_reports(self) -> None:
        for name in ("a.json", "b.json"):
            run("scan", "--format", "json", "-o", name, DUMP, cwd=self.folder)
        path = self.folder / "b.json"
        for verb in (("merge", "a.json", "b.json"), ("show", "b.json"), ("diff", "b.json", "a.json"), ("diff", "a.json", "b.json"),
                     ("show", "a.json", "--baseline", "b.json"), ("show", "a.json", "--waivers", "b.json"),
                     ("show", "a.json", "--config", self.file("c.toml", b""))):
            output = "c.toml" if "--config" in verb else "./b.json"
            self.refused(self.folder / output, "report", *verb, "--format", "json", "-o", output)
        self.refused(path, "report", "show", "-", "--format", "json", "-o", path, stdin=path)

    def rules(self) -> Path:
        return self.file("rules/jira.toml", (ROOT / "rules/jira.toml").read_bytes())

    def test_rules(self) -> None:
        path = self.rules()
        self.refused(path, "scan", DUMP, "--rules", "rules", "-o", path)
        self.refused(path, "scan", DUMP, "--rules", "rules", "--format", f"text,json={path}")
        self.assert_code(FINDINGS, run("scan", DUMP, "--rules", "rules", "-o", "rules/report", cwd=self.folder))

    def test_running_postfix(self) -> None:
        """The folder of each instance is looked at, whether it is a target or not."""
        other = self.file("other/main.cf", b"myhostname = b.example.com\n")
        main = self.file("etc/main.cf", f"myhostname = a.example.com\nmulti_instance_directories = {other.parent}\n".encode())
        table = self.file("etc/sasl_passwd", b"x")
        self.file("bin/postconf", f"#!/bin/sh\ncase $1 in -dh) echo {main.parent} ;; -c) cat $2/main.cf ;; *) cat {main} ;; esac\n".encode())
        (self.folder / "bin/postconf").chmod(0o755)
        env = environment(PATH=f"{self.folder}/bin:{os.environ['PATH']}")
        for path in (main, table, other):
            for targets in ((), (DUMP,)):
                self.refused(path, "scan", "--role", "sandbox", *targets, "-o", path, env=env)
        self.refused(other, "scan", "--role", "sandbox", "etc", "-o", other, env=environment())

    def test_files_of_options_of_a_change(self) -> None:
        path = self.file("password", b"word\n")
        path.chmod(0o600)
        config = self.file("c.toml", b"[sandbox]\nquiet = true\n")
        rules = self.rules()
        for option, file in (("--password-file", path), ("--config", config), ("--rules", rules)):
            given = file.parent if option == "--rules" else file
            self.refused(file, "sandbox", DUMP, option, given, "-o", file)
            self.refused(file, "sandbox", DUMP, option, given, "-o", "out", "--report", file)
            self.refused(file, "sandbox", DUMP, option, given, "--report", file)
            self.refused(file, "migrate", DUMP, option, given, "--report", file)


if __name__ == "__main__":
    unittest.main()
