"""A script that is killed, wherever that was, leaves nothing that another run does not put right."""
from __future__ import annotations

import os
import shutil
import signal
import unittest
from pathlib import Path

import killer
from postfix_test import BACKUP, CONFIG, PostfixTest, account, dump, the_world
from tree import picture
from upstream import Mailboxes
from world import shell

OWN = "compatibility_level = 3.6\ninet_interfaces = loopback-only\nmydestination =\nalias_maps =\ndefault_transport = discard:\n"
STEP = Path(f"{CONFIG}.postern-step")

# Each kill takes seconds; EVERY_KILL=1 tries every program that a script runs, not some.
SAMPLES = 5


def setUpModule() -> None:  # noqa: N802
    the_world()
    PostfixTest.mailboxes = Mailboxes({})


class Killed(PostfixTest):
    def setUp(self) -> None:
        super().setUp()
        kept = self.folder / "kept"
        shutil.copytree(CONFIG, kept, symlinks=True)
        self.addCleanup(self._fresh, kept)
        self.kept = kept
        rows = (account(0, "Main", "smtp.example.com", 587, "jira@example.com", "pw"),
                account(1, "Wiki", "smtp.example.org", 465, "conf@example.org", "pw2"))
        self.one = self.generate("-", stdin=dump(rows[0]), name="one")
        self.two = self.generate("-", stdin=dump(*rows), name="two")

    @staticmethod
    def _fresh(kept: Path) -> None:
        shell("postfix", "stop", check=False)
        shell("sh", "-c", f"rm -rf {CONFIG}/* {CONFIG}.postern-*; cp -a {kept}/. {CONFIG}/")

    def begin(self, *installed: Path) -> None:
        """Somebody's Postfix, with a file that only the second folder has too, and these folders installed."""
        self._fresh(self.kept)
        (CONFIG / "main.cf").write_text(OWN)
        (CONFIG / "sender_transport").write_text("somebody's\n")
        os.utime(CONFIG, (1_000_000_000, 1_000_000_000))
        shell("postfix", "start")
        self.before = picture(CONFIG)
        for folder in installed:
            self.assertEqual(0, self.script(folder / "install.sh", "--yes").returncode)

    def points(self, *command: str | Path) -> list[int]:
        code, count = killer.run_until(0, *command)
        self.assertEqual(0, code)
        if os.environ.get("EVERY_KILL"):
            return list(range(1, count + 1))
        return sorted({count - count * number // SAMPLES for number in range(SAMPLES)} | {count - 1, count - 2})

    def check(self, installed: tuple[Path, ...], again: Path, *command: str | Path) -> None:
        """By turns it is run again, and taken back, after the kill."""
        with killer.stand_ins():
            self.begin(*installed)
            for turn, point in enumerate(self.points(*command)):
                with self.subTest(point=point):
                    self.begin(*installed)
                    self.assertEqual(-signal.SIGKILL, killer.run_until(point, *command)[0])
                    if turn % 2 == 0:
                        ran = self.script(again / "install.sh", "--yes")
                        self.assertEqual(0, ran.returncode, ran.stdout + ran.stderr)
                        self.assertEqual((again / "main.cf").read_bytes(), (CONFIG / "main.cf").read_bytes())
                    # There may be nothing to take back any more, which it reports.
                    self.assertIn(self.script(again / "uninstall.sh").returncode, (0, 1))
                    self.assertEqual(self.before, picture(CONFIG))
                    self.assertEqual(0, shell("postfix", "status", check=False).returncode)
                    self.assertFalse(BACKUP.exists() or STEP.exists())

    def test_first_installation(self) -> None:
        self.check((), self.two, self.two / "install.sh", "--yes")

    def test_second_installation(self) -> None:
        self.check((self.one,), self.two, self.two / "install.sh", "--yes")

    def test_taking_back(self) -> None:
        self.check((self.two,), self.two, self.two / "uninstall.sh")


if __name__ == "__main__":
    unittest.main()
