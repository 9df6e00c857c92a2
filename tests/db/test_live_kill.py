"""A run that is killed anywhere leaves the old rows or the new ones, and the passwords in some synced place."""
from __future__ import annotations

import os
import random
import time
import unittest

from change_test import ChangeTest, Mariadb, Postgresql
from live_database import OUTGOING, files_below
from program import CLEAN

KILLS = 50
SEED = int(os.environ.get("POSTERN_SEED", "20260105"))


class Kill:
    unrelated_rows = 10

    def measure(self) -> float:
        """Seconds that a whole run takes here."""
        began = time.monotonic()
        self.assert_code(CLEAN, self.migrate("--apply"))
        return time.monotonic() - began

    def assert_kept(self, place: str) -> None:
        """Each password is still somewhere: in the rows, in Postfix's folder, or in the journal."""
        rows = self.database.contents()
        for secret, stored in zip(OUTGOING, ("Y2FuYXJ5LW9uZS0kIScn", "Y2FuYXJ5LXRocmVl")):
            kept = stored in rows or secret in files_below(self.relay) or \
                stored in "".join(path.read_text() for path in self.journals())
            self.assertTrue(kept, place)

    def assert_whole(self, place: str) -> bool:
        """Whether the rows are the new ones; never some of each."""
        changed = len(self.changed_lines())
        self.assertIn(changed, (0, 4), place)
        if changed:
            self.assertTrue(self.journals(), place)
            for secret in OUTGOING:
                self.assertIn(secret, files_below(self.relay), place)
        return changed > 0

    def finish(self, place: str) -> None:
        self.assert_code(CLEAN, self.migrate("--apply"))
        self.assertTrue(self.assert_whole(place))
        self.assertEqual(["done"], self.journal_states(), place)
        self.assert_code(CLEAN, self.command("undo", self.journals()[0], "--apply"))
        self.assertEqual([], self.changed_lines(), place)

    def clear(self) -> None:
        for path in self.journals():
            path.unlink()
        for path in sorted(self.relay.rglob("*"), reverse=True) if self.relay.exists() else []:
            path.unlink() if path.is_file() else path.rmdir()

    def test_killed_at_random_points(self) -> None:
        choose = random.Random(SEED)
        whole = self.measure()
        self.assert_code(CLEAN, self.command("undo", self.journals()[0], "--apply"))
        ends: dict[str, int] = {}
        for number in range(KILLS):
            self.clear()
            pause = choose.uniform(0, whole)
            process = self.begin("-q")
            time.sleep(pause)
            process.kill()
            process.communicate()
            place = f"seed {SEED}, number {number}, after {pause:.4f} s"
            self.assert_kept(place)
            new = self.assert_whole(place)
            end = f"rows {'new' if new else 'old'}, journal {(self.journal_states() or ['none'])[0]}"
            ends[end] = ends.get(end, 0) + 1
            self.finish(place)
        print(ends)
        self.assertGreaterEqual(len(ends), 2, f"all kills met the same state: {ends}")


class KillPostgresql(Kill, ChangeTest):
    server = Postgresql


class KillMariadb(Kill, ChangeTest):
    server = Mariadb


if __name__ == "__main__":
    unittest.main()
