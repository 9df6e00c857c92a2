"""Every fixture gives exactly the accounts that expected.json lists, with exactly the secrets."""
from __future__ import annotations

import unittest

from checks import FixtureChecks
from expectations import fixture_names
from program import FIXTURES


class Expected(FixtureChecks):
    fixtures = FIXTURES

    def test_expected_json_is_about_something(self) -> None:
        self.assertGreater(len(fixture_names()), 50)

    def test_no_fixture_is_forgotten(self) -> None:
        made = {str(path.relative_to(FIXTURES)) for path in FIXTURES.glob("*/*") if path.parent.name != "make.d"}
        self.assertEqual(set(), {name for name in made if (FIXTURES / name).is_file()} ^ set(fixture_names()))

    def test_accounts(self) -> None:
        self.for_each_fixture(self.check_accounts)

    def test_completeness(self) -> None:
        self.for_each_fixture(self.check_completeness)

    def test_kind(self) -> None:
        self.for_each_fixture(self.check_kind)

    def test_assumed_layout_is_said(self) -> None:
        self.for_each_fixture(self.check_assumed_layout)

    def test_secrets_are_decoded_exactly(self) -> None:
        self.for_each_fixture(self.check_secrets)

    def test_another_secret_shares_no_credential(self) -> None:
        self.for_each_fixture(self.check_other_secrets)

    def test_no_trap(self) -> None:
        self.for_each_fixture(self.check_no_trap)


if __name__ == "__main__":
    unittest.main()
