"""Dumps made now, by this machine's own database servers, give what expected.json says."""
from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from checks import FixtureChecks  # noqa: E402
from expectations import fixture_names  # noqa: E402
from program import FIXTURES  # noqa: E402


class FreshDumps(FixtureChecks):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="postern-fresh-")
        cls.addClassCleanup(folder.cleanup)
        made = subprocess.run([FIXTURES / "make", "--into", folder.name], capture_output=True, text=True, check=False)
        if made.returncode != 0:
            raise RuntimeError(f"fixtures/make: {made.stderr}")
        cls.fixtures = Path(folder.name)

    def test_all_were_made(self) -> None:
        missing = [name for name in fixture_names() if not (self.fixtures / name).is_file()]
        self.assertEqual([], missing)
        self.assertEqual((FIXTURES / "expected.json").read_bytes(), (self.fixtures / "expected.json").read_bytes())

    def test_accounts(self) -> None:
        self.for_each_fixture(self.check_accounts)

    def test_completeness(self) -> None:
        self.for_each_fixture(self.check_completeness)

    def test_secrets_are_decoded_exactly(self) -> None:
        self.for_each_fixture(self.check_secrets)

    def test_no_trap(self) -> None:
        self.for_each_fixture(self.check_no_trap)


if __name__ == "__main__":
    unittest.main()
