"""The byte and the line of a finding are where its secret stands."""
from __future__ import annotations

import unittest

from expectations import expected, fixture_names, in_order
from forms import forms, unfolded
from program import FIXTURES, ProgramTest, scan_json

CONTAINERS = (".gz", ".zip", ".bz2", ".xz", ".zst", ".lz4", ".tar", ".dump")  # places count within what is packed


class Places(ProgramTest):
    def check(self, name: str) -> int:
        data = (FIXTURES / name).read_bytes()
        secrets = [secret for secret in expected(name).secrets if secret is not None]
        findings = [finding for finding in in_order(scan_json(FIXTURES / name).report)
                    if finding["kind"] == "exposed-credential"]
        for secret, finding in zip(secrets, findings, strict=True):
            place = finding["location"]
            there = unfolded(data[place["byte"]:]).lstrip(b"\\'\"").removeprefix(b"<![CDATA[")
            if there.startswith(b"<"):  # a document in a field: the place is the field's
                self.assertTrue(any(form in there for form in forms(secret)), place)
            else:
                self.assertTrue(there.startswith(tuple(forms(secret))), (place, secret, there[:60]))
            lines = data[:place["byte"]].count(b"\n") + 1
            self.assertLessEqual(place["line"], lines, place)  # a record's first line
            self.assertGreater(place["line"], lines - 20, place)
        return len(findings)

    def test_fixtures(self) -> None:
        seen = 0
        for name in fixture_names():
            if not name.endswith(CONTAINERS):
                with self.subTest(fixture=name):
                    seen += self.check(name)
        self.assertGreater(seen, 90)


if __name__ == "__main__":
    unittest.main()
