"""Every kind of file, scrubbed: what changes, what does not, and that nothing appears half-written."""
from __future__ import annotations

import fcntl
import gzip
import os
import random
import resource
import signal
import struct
import subprocess
import tarfile
import termios
import time
import unittest
from pathlib import Path

import dumps
from expectations import expected
from program import CLEAN, FAILED, FINDINGS, FIXTURES, USAGE, environment, scan_json, start
from rewriting import RewritingTest, rewritable, texts


class Scrubbed(RewritingTest):
    folders = "/dev/shm"  # many files, each synced

    def test_every_fixture(self) -> None:
        for name in rewritable():
            with self.subTest(fixture=name):
                path = self.input(name)
                self.check_scrubbed(path)
                self.check_second_time()
                self.check_streams(path)
                path.unlink()

    def check_scrubbed(self, path: Path) -> None:
        """No secret is left, in no form, and no credential."""
        ran = self.ask(path, "-o", "out")
        self.assert_code(CLEAN, ran)
        self.assertEqual(b"", ran.out)
        self.assert_scrubbed((self.folder / "out").read_bytes())
        report = scan_json(self.folder / "out").report
        self.assertTrue(report["complete"], path)
        self.assertEqual([], [finding for finding in report["findings"] if finding["kind"] != "risk"])

    def check_second_time(self) -> None:
        ran = self.ask("out", "-o", "again")
        self.assert_code(CLEAN, ran)
        self.assertIn(b"copied as it was", ran.err)
        self.assertEqual((self.folder / "out").read_bytes(), (self.folder / "again").read_bytes())
        (self.folder / "again").unlink()

    def check_streams(self, path: Path) -> None:
        """They give what a file gives, and leave nothing."""
        written = (self.folder / "out").read_bytes()
        for words in ((path, "-o", "-"), ("-", "-o", "-")):
            ran = self.ask(*words, stdin=path)
            self.assert_code(CLEAN, ran)
            self.assertEqual(texts(written)[1:] or [written], texts(ran.out)[1:] or [ran.out], words)
        self.assertEqual(["in", f"in/{path.name}", "out"], self.names())

    def test_what_needs_no_change_stays_as_it_is(self) -> None:
        for name in rewritable():
            if expected(name).changes:
                continue
            with self.subTest(fixture=name):
                path = self.input(name)
                self.assert_code(CLEAN, self.ask(path, "-o", "out"))
                self.assertEqual(path.read_bytes(), (self.folder / "out").read_bytes())

    def test_a_plan_writes_nothing(self) -> None:
        for name in rewritable():
            with self.subTest(fixture=name):
                path = self.input(name)
                before = path.read_bytes()
                ran = self.ask(path)
                self.assert_code(FINDINGS if expected(name).changes else CLEAN, ran)
                self.assert_scrubbed(ran.out)
                self.assertEqual(before, path.read_bytes())
                self.assertIn(b"Nothing was written." if expected(name).changes else b"Nothing to change.", ran.out)

    def test_only_the_edited_fields_differ(self) -> None:
        name = "postgresql/plain.sql"
        self.assert_code(CLEAN, self.ask(self.input(name), "-o", "out"))
        before = (FIXTURES / name).read_bytes().splitlines()
        after = (self.folder / "out").read_bytes().splitlines()
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        self.assertTrue(changed)
        for old, new in changed:
            fields = list(zip(old.split(b"\t"), new.split(b"\t"), strict=True))
            self.assertTrue(fields[0][0] == fields[0][1], "the key")
            self.assertGreater(sum(a == b for a, b in fields), len(fields) // 3)


class LongWindow(RewritingTest):
    def test_memory_of_a_long_window_is_told(self) -> None:
        """zstd --long has to be told to unpack it; here it is read, and the memory named."""
        plain = (FIXTURES / "postgresql/plain.sql").read_bytes()
        for words, told in ((("--long=28",), ["Unpacking it takes 256 MiB of memory, as whoever packed it chose."]), ((), [])):
            packed = self.file("a.zst", subprocess.run(["zstd", "-qc", *words], input=plain, stdout=subprocess.PIPE, check=True).stdout)
            self.assertEqual(told, scan_json(packed).report["sources"][0].get("notes", []))
            self.assert_code(CLEAN, self.ask(packed, "-o", "out"))
            self.assert_scrubbed((self.folder / "out").read_bytes())


class InPlace(RewritingTest):
    def test_mode_owner_and_time_stay(self) -> None:
        path = self.input("postgresql/plain.sql")
        path.chmod(0o640)
        if os.geteuid() == 0:
            os.chown(path, 12345, 23456)
        os.utime(path, (1_000_000_000, 1_000_000_123))
        before = path.stat()
        self.assert_code(CLEAN, self.ask("--in-place", path))
        after = path.stat()
        self.assertEqual((before.st_mode, before.st_uid, before.st_gid, before.st_mtime_ns),
                         (after.st_mode, after.st_uid, after.st_gid, after.st_mtime_ns))
        self.assertNotEqual(before.st_ino, after.st_ino)
        self.assert_scrubbed(path.read_bytes())
        self.assertEqual(["in", "in/plain.sql"], self.names())

    def test_a_folder_of_backups(self) -> None:
        for name in ("postgresql/plain.sql", "mysql/default.sql", "jira-xml/backup.zip", "tomcat/server.xml"):
            self.input(name)
        other = self.file("in/notes.txt", b"nothing of ours\n")
        ran = self.ask("--in-place", "in")
        self.assert_code(CLEAN, ran)
        for path in (self.folder / "in").iterdir():
            self.assert_scrubbed(path.read_bytes())
        self.assertEqual(b"nothing of ours\n", other.read_bytes())
        self.assertEqual(4, ran.err.count(b"read again"), ran.err)
        self.assert_code(CLEAN, self.ask("in"))

    def test_an_unreadable_one_is_left_and_told(self) -> None:
        self.input("postgresql/plain.sql")
        cut = self.file("in/cut.sql", (FIXTURES / "bad/cut-in-copy.sql").read_bytes())
        ran = self.ask("--in-place", "in")
        self.assertEqual(4, ran.code, ran.err)
        self.assertIn(b"left as it was", ran.err)
        self.assertEqual((FIXTURES / "bad/cut-in-copy.sql").read_bytes(), cut.read_bytes())
        self.assert_scrubbed((self.folder / "in/plain.sql").read_bytes())

    def test_a_second_name_is_told(self) -> None:
        path = self.input("postgresql/plain.sql")
        os.link(path, self.folder / "other")
        ran = self.ask("--in-place", "-q", path)
        self.assertEqual(4, ran.code, ran.err)
        self.assertIn(b"hard links", ran.err)
        self.assert_scrubbed(path.read_bytes())

    def test_what_is_not_there_is_named(self) -> None:
        path = self.input("postgresql/plain.sql")
        ran = self.ask("--in-place", "-q", path, "missing")
        self.assertEqual(4, ran.code, ran.err)
        self.assertIn(b"missing: cannot be opened", ran.err)
        self.assert_scrubbed(path.read_bytes())

    def test_the_folder_keeps_its_time(self) -> None:
        path = self.input("postgresql/plain.sql")
        os.utime(path.parent, (1_000_000_000, 1_000_000_000))
        self.assert_code(CLEAN, self.ask("--in-place", "in"))
        self.assertEqual(1_000_000_000, path.parent.stat().st_mtime)

    def test_the_old_bytes_are_overwritten_on_request(self) -> None:
        path = self.input("postgresql/plain.sql")
        with path.open("rb") as old:
            self.assert_code(CLEAN, self.ask("--in-place", "--wipe", path))
            self.assertEqual(b"", old.read().strip(b"\0"))
        self.assert_scrubbed(path.read_bytes())

    def test_a_file_with_two_names_is_not_wiped(self) -> None:
        path = self.input("postgresql/plain.sql")
        os.link(path, self.folder / "other")
        before = path.read_bytes()
        self.assert_refused(self.ask("--in-place", "--wipe", path), FAILED, "hard links")
        self.assertEqual(before, path.read_bytes())


class Refused(RewritingTest):
    def wrong(self, *words: str | Path, told: str) -> None:
        before = self.names()
        self.assert_refused(self.ask(*words, stdin=b""), USAGE, told)
        self.assertEqual(before, self.names())

    def test_words_that_do_not_go_together(self) -> None:
        path = self.input("postgresql/plain.sql")
        other = self.input("mysql/default.sql")
        self.wrong(path, "-o", "out", "--in-place", told="opposites")
        self.wrong(path, "-o", path, told="names the target itself")
        self.wrong(path, other, "-o", "out", told="-o takes one target")
        self.wrong("-", "--in-place", told="standard input")
        self.wrong(path, "-o", "out", "--wipe", told="--wipe goes with --in-place")
        self.wrong(path, "--apply", told="--apply goes with a live database")
        self.wrong(path, "-o", "out", "--disable-mail", told="--disable-mail goes with a live database")
        self.wrong("postgresql://jira@127.0.0.1:1/jira", "-o", "out", told="go with files")
        self.wrong(path, "-o", "", told="--output does not take this value")
        self.wrong(path, "-o", "out", "--report", "r", "--format", "pdf", told="--format does not know this word")

    def test_a_report_takes_no_backup_s_place(self) -> None:
        path = self.input("postgresql/plain.sql")
        before = path.read_bytes()
        self.wrong(path, "--report", path, told="would take the place")
        self.wrong("in", "--in-place", "--report", path, told="would take the place")
        self.wrong(path, "-o", "out", "--report", "out", told="the same place")
        self.wrong(path, "-o", "./out", "--report", self.folder / "out", told="the same place")
        self.wrong(path, "-o", "-", "--report", "-", told="the same place")
        self.wrong(path, "--format", "json", told="--format goes with --report")
        self.wrong(path, "-o", "/dev/stdout", told="- is standard output")
        self.assertEqual(before, path.read_bytes())

    def test_rows_beside_their_table_in_an_archive(self) -> None:
        """mysqldump --tab, packed: told, never clean."""
        schema = b"-- MySQL dump 10.13\nCREATE TABLE `mailserver` (`id` int, `server_type` text, `servername` text, `mailusername` text, `mailpassword` text);\n-- Dump completed\n"
        rows = b"1\tsmtp\tmail.example.com\tjira\tTab-pa55word\n"
        for folder, names in (("tab", ("mailserver.sql", "mailserver.txt")), ("zipped", ("mailserver.sql", "mailserver.txt.gz"))):
            self.file(f"{folder}/{names[0]}", schema)
            self.file(f"{folder}/{names[1]}", gzip.compress(rows) if names[1].endswith("gz") else rows)
            with tarfile.open(self.folder / f"{folder}.tar", "w") as archive:
                archive.add(self.folder / folder, folder)
            ran = self.ask(f"{folder}.tar", "-o", "out")
            self.assert_code(FAILED, ran)
            self.assertIn(b"mysqldump --tab", ran.err)
            self.assertFalse((self.folder / "out").exists())
            self.assert_code(CLEAN, self.ask("--in-place", folder))
            for data in texts((self.folder / folder / names[1]).read_bytes()):
                self.assertNotIn(b"Tab-pa55word", data)

    def test_a_second_reader_that_would_change_more(self) -> None:
        """Rules that want different things of one field: what the one wrote the other would change."""
        rules = (FIXTURES.parent / "rules/jira.toml").read_text()
        other = rules.replace('id = "jira-mailserver"', 'id = "other"').replace(
            '[rule.scrub.set]\nservername = "{relay.host}"', '[rule.scrub.set]\nservername = "other.example.com"')
        self.assertNotEqual(rules, other)
        self.file("rules/other.toml", other.encode())
        ran = self.ask(self.input("postgresql/plain.sql"), "-o", "out", "--rules", "rules")
        self.assert_refused(ran, FAILED, "servername is still to be changed")
        self.assertFalse((self.folder / "out").exists())

    def test_a_folder_that_is_written_to_meanwhile(self) -> None:
        path = self.input("postgresql/plain.sql")
        filler = self.file("in/big.sql.gz", gzip.compress(b"-- x\n" * 30_000_000, 1))
        clean = self.file("in/a.txt", b"nothing\n")
        process = start("sandbox", "in", "-o", "out", cwd=self.folder, env=environment(), stderr=-1)
        time.sleep(0.05)
        clean.write_bytes(path.read_bytes())
        _, err = process.communicate()
        if process.returncode == CLEAN:  # it had been copied by then
            self.assertNotEqual(path.read_bytes(), (self.folder / "out/a.txt").read_bytes())
        else:
            self.assertIn(b"changed while it was read", err)
        self.assertTrue(filler.exists())

    def test_what_cannot_be_read_gives_no_output(self) -> None:
        for path in sorted((FIXTURES / "bad").iterdir()):
            if path.name == "nul-bytes.sql":
                continue  # strange, but whole
            for words in ((path, "-o", "out"), ("-", "-o", "out"), (path, "-o", "-"), ("-", "-o", "-")):
                with self.subTest(fixture=path.name, words=words):
                    ran = self.ask(*words, stdin=path)
                    self.assert_code(FAILED, ran)
                    self.assertTrue(ran.err.startswith(b"postern: "), ran.err)
                    self.assertEqual([], self.names())

    def test_what_is_not_known_gives_no_output(self) -> None:
        for content in (b"", b"hello\n", b"\0" * 1000):
            self.assert_refused(self.ask("-", "-o", "out", stdin=content), FAILED)
            self.assertEqual([], self.names())

    def test_an_output_that_cannot_be_made(self) -> None:
        path = self.input("postgresql/plain.sql")
        self.assert_refused(self.ask(path, "-o", "missing/out"), FAILED, "missing/out")
        self.assert_code(FAILED, self.ask(path, "-o", "/dev/full"))

    def test_an_assumed_layout_must_be_sure(self) -> None:
        row = b"INSERT INTO mailserver VALUES (1, 'a', 'b');\n"
        self.assert_code(FAILED, self.ask("-", "-o", "out", stdin=b"-- MySQL dump 10.13\n" + row))
        self.assertEqual([], self.names())

    def test_a_row_must_not_come_to_fit_another_layout(self) -> None:
        """Without its cipher nothing tells any more in which column that stood."""
        row = (b"INSERT INTO mailserver VALUES (1, 'Default', NULL, NULL, NULL, '110', 'pop3', 'pop', 'mail.example.com', NULL, "
               b"'jira', 'a-plain-secret', 'a.Cipher', NULL, 10000, NULL, NULL, NULL);\n")
        path = self.file("dump.sql", b"-- PostgreSQL database dump\n" + row + b"-- PostgreSQL database dump complete\n")
        for words in ((path, "-o", "out"), (path, "--in-place")):
            ran = self.ask(*words)
            self.assertNotEqual(CLEAN, ran.code)
            self.assertIn(b"once changed they would fit other layouts", ran.err)
            self.assertNotIn(b"fault", ran.err)
        self.assert_code(FAILED, self.ask(path, "-o", "out"))
        self.assertEqual(["dump.sql"], self.names())
        self.assertIn(row, path.read_bytes())


class Interrupted(RewritingTest):
    """A large dump, so that there is a middle."""

    def setUp(self) -> None:
        super().setUp()
        self.secret = "K1lled-in-the-m1ddle"
        row = b"1\t" + b"x" * 500 + b"\n"
        filler = b"COPY public.other (id, t) FROM stdin;\n" + row * 60_000 + b"\\.\n\n"
        self.path = self.file("big.sql", dumps.dump(dumps.mail_table([self.secret])) + filler)
        self.size = self.path.stat().st_size

    def test_killed_at_any_point(self) -> None:
        chance = random.Random(int(os.environ.get("POSTERN_SEED", "1")))
        out = self.folder / "out"
        ends = set()
        for _ in range(25):
            process = start("sandbox", str(self.path), "-o", str(out), "-q", cwd=self.folder, env=environment())
            time.sleep(chance.uniform(0.0, 0.25))
            process.send_signal(signal.SIGKILL)
            process.wait()
            ends.add(out.exists())
            if out.exists():
                self.assertNotIn(self.secret.encode(), out.read_bytes())
                self.assertTrue(out.read_bytes().endswith(b"\\.\n\n"))
                out.unlink()
            self.assertEqual(["big.sql"], self.names())
        self.assertIn(False, ends)

    def test_interrupted(self) -> None:
        reading, writing = os.pipe()
        process = start("sandbox", "-", "-o", str(self.folder / "out"), "-q", stdin=reading, env=environment())
        os.write(writing, self.path.read_bytes()[:60_000])
        while struct.unpack("i", fcntl.ioctl(reading, termios.FIONREAD, bytes(4)))[0] > 0:
            time.sleep(0.01)  # until it has started to read
        process.send_signal(signal.SIGINT)
        self.assertEqual(130, process.wait(30))
        os.close(writing)
        os.close(reading)
        self.assertEqual(["big.sql"], self.names())

    def test_a_full_disk(self) -> None:
        def small_files_only() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.size // 2, self.size // 2))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        process = start("sandbox", str(self.path), "-o", str(self.folder / "out"), env=environment(),
                        preexec_fn=small_files_only, stderr=-1)
        _, err = process.communicate()
        self.assertEqual(FAILED, process.returncode)
        self.assertIn(b"out: cannot be written: File too large", err)
        self.assertEqual(["big.sql"], self.names())

    def test_a_broken_pipe(self) -> None:
        process = start("sandbox", str(self.path), "-o", "-", stdout=-1, stderr=-1, env=environment())
        process.stdout.read(10)
        process.stdout.close()
        process.wait(30)
        process.stderr.close()
        self.assertNotEqual(0, process.returncode)
        self.assertEqual(["big.sql"], self.names())


if __name__ == "__main__":
    unittest.main()
