"""Deflate data changed in place, against a plain edit of its text: many producers, any edits, by chance.

By hand: SPLICE_SEED=5 SPLICE_CASES=2000 ... python3 -m unittest test_splice; a failed case names its seed.
"""
from __future__ import annotations

import gzip
import os
import random
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from container_test import ContainerTest
from deflate_producers import Producers, text

PROBE = os.environ.get("SPLICE_PROBE", str(Path(__file__).resolve().parents[2] / "build/dev/tests/containers/splice_probe"))
SEED = int(os.environ.get("SPLICE_SEED", "1"))
CASES = int(os.environ.get("SPLICE_CASES", "300"))
REACH = 32768
READERS = (["gzip", "-dc"], ["igzip", "-dc"], ["libdeflate-gunzip", "-c"], ["pigz", "-dc"])

Edit = tuple[int, int, bytes]


def make_edits(rng: random.Random, data: bytes, ends: list[int]) -> list[Edit]:
    edits: list[Edit] = []
    at = 0
    gap = rng.choice([1, 100, 5000, 33000, 70_000, 900_000])
    for _ in range(rng.choice([1, 1, 2, 5, 30])):
        kind = rng.randrange(12)
        if kind == 0:
            at = max(at, rng.choice(ends) - rng.randrange(4))
        elif kind == 1 and not edits:
            at = 0
        elif kind == 2:
            at = len(data)
        else:
            at += rng.randrange(gap) if edits else rng.randrange(len(data) + 1)
        if at > len(data):
            break
        count = min(rng.choice([0, 1, 16, 16, 300, 70_000, len(data)] if rng.randrange(4) == 0 else [0, 1, 16, 30]), len(data) - at)
        new = rng.choice([b"", b"\\N", b"x" * count, rng.randbytes(rng.randrange(100)), data[:rng.randrange(100)],
                          rng.randbytes(100_000) if rng.randrange(10) == 0 else b"localhost"])
        edits.append((at, count, new))
        at += count
    return edits


def edited(data: bytes, edits: list[Edit]) -> bytes:
    parts, at = [], 0
    for start, count, new in edits:
        parts += [data[at:start], new]
        at = start + count
    return b"".join(parts) + data[at:]


class Splice(ContainerTest):
    producers: Producers

    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.producers = Producers(Path(folder.name))

    def test_every_producer_is_here(self) -> None:
        missing = self.producers.missing
        if missing:
            self.skipTest(f"not installed, so nothing of theirs is tried: {', '.join(missing)}")

    def case(self, seed: int) -> tuple[str, bytes, bytes, list[Edit], random.Random]:
        rng = random.Random(seed)
        made, packed, data, ends = [], b"", b"", []
        for _ in range(rng.choice([1, 1, 1, 2, 5])):
            size = rng.choice([0, 1, 100, 70_000, 300_000, 2_500_000])
            if rng.randrange(12) == 0:
                size = 7_000_000
            part = text(rng, rng.randrange(size + 1))
            name, member = self.producers.gzip(rng, part)
            made.append(name)
            packed += member
            data += part
            ends.append(len(data))
        return ", ".join(made), packed, data, make_edits(rng, data, ends), rng

    def splice(self, packed: bytes, edits: list[Edit], reach: int, rng: random.Random) -> subprocess.CompletedProcess[bytes]:
        file = self.write("in.gz", packed)
        listed = self.write("edits", "".join(f"{at} {count} {new.hex() or '-'}\n" for at, count, new in edits).encode())
        window = rng.choice([64, 4096, 262_144, 262_144])
        piece = rng.choice([777, 70_000, 1 << 20])
        return subprocess.run([PROBE, "gzip", file, listed, str(reach), str(window), str(piece)], capture_output=True, check=False)

    def check(self, seed: int) -> None:
        made, packed, data, edits, rng = self.case(seed)
        what = f"seed {seed}: {made}; {len(data)} bytes; {[(at, count, len(new)) for at, count, new in edits]}"
        done = self.splice(packed, edits, REACH, rng)
        self.assertEqual((0, b""), (done.returncode, done.stderr), what)
        expected = edited(data, edits)
        self.assertTrue(gzip.decompress(done.stdout) == expected, what)
        reader = rng.choice([words for words in READERS if shutil.which(words[0])])
        out = self.write("out.gz", done.stdout)
        self.assertTrue(self.tool(*reader, out) == expected, f"{reader}, {what}")
        if not edits or expected == data:
            return
        touched = sum(count + len(new) + 600_000 for _, count, new in edits)
        self.assertLessEqual(len(done.stdout), len(packed) + touched, what)

    def test_the_text_is_as_if_edited_plainly(self) -> None:
        for seed in range(SEED * 100_000, SEED * 100_000 + CASES):
            with self.subTest(seed=seed):
                self.check(seed)

    def test_what_once_was_refused(self) -> None:
        """A block without end, and behind it others, all of which fit into little input."""
        self.check(90100071)

    def test_no_edit_leaves_every_byte(self) -> None:
        for seed in range(SEED * 100_000, SEED * 100_000 + CASES // 10):
            with self.subTest(seed=seed):
                made, packed, data, _, rng = self.case(seed)
                done = self.splice(packed, [], REACH, rng)
                self.assertTrue(gzip.decompress(done.stdout) == data, made)

    def test_a_shorter_reach_is_noticed(self) -> None:
        """Negative control: what is compressed anew must go on for as long as a match reaches, and what is checked before it is written too."""
        refused = 0
        for seed in range(12):
            rng = random.Random(seed)
            words = rng.randbytes(24_000)
            data = words * 20
            packed = gzip.compress(data)
            done = self.splice(packed, [(rng.randrange(60_000, 90_000), 30, b"localhost")], 1000, rng)
            self.assertIn(done.returncode, (0, 1))
            refused += done.returncode
        self.assertGreater(refused, 8)


if __name__ == "__main__":
    unittest.main()
