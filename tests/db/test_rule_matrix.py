"""Every example of every rule, in every container that its record comes in: found, migrated, scrubbed.

`refresh_coverage` runs this and writes what it saw to docs/coverage.md."""
from __future__ import annotations

import os
import unittest
from pathlib import Path

import coverage_page
from rule_documents import TESTED_ELSEWHERE, containers_of
from rule_examples import ROOT, Example, examples, rules
from rule_matrix import FOUND, MatrixTest, marks, named_rounds
from rule_tables import MariadbExamples, PostgresqlExamples

seen: set[str] = set()  # the tests that came to their end


def rows(is_counter: bool) -> list[Example]:
    return [example for example in examples() if example.is_row and example.is_counter == is_counter]


def by_container(is_counter: bool) -> dict[str, list[Example]]:
    """What comes in files."""
    found: dict[str, list[Example]] = {}
    for example in examples():
        for container in containers_of(example) if example.is_counter == is_counter else ():
            found.setdefault(container, []).append(example)
    return found


class Tables(MatrixTest):
    database: PostgresqlExamples | MariadbExamples

    @classmethod
    def set_up(cls, store: type[PostgresqlExamples] | type[MariadbExamples]) -> None:
        cls.rounds = named_rounds(rows(is_counter=False))
        cls.database = store({**cls.rounds, "quiet": rows(is_counter=True)})
        cls.addClassCleanup(cls.database.remove)

    def dump(self, form: str, name: str) -> Path:
        path = self.folder / form.replace(" ", "") / name
        path.parent.mkdir(exist_ok=True)
        self.database.dump(form, name, path)
        return path

    def check_dumps(self) -> None:
        for form in self.database.dumps:
            for name, given in self.rounds.items():
                self.check(form, given, self.dump(form, name), self.rewritten)
        seen.add(self.id())

    def check_live(self) -> None:
        for name, given in self.rounds.items():
            self.check(self.database.live, given, self.database.url(name), self.applied)
        seen.add(self.id())

    def check_counter_examples(self) -> None:
        for target in (self.dump(next(iter(self.database.dumps)), "quiet"), self.database.url("quiet")):
            self.check_quiet(rows(is_counter=True), target)


class Postgresql(Tables):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.set_up(PostgresqlExamples)

    def test_dumps(self) -> None:
        self.check_dumps()

    def test_live(self) -> None:
        self.check_live()

    def test_counter_examples(self) -> None:
        self.check_counter_examples()


class Mariadb(Tables):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.set_up(MariadbExamples)

    def test_dumps(self) -> None:
        self.check_dumps()

    def test_live(self) -> None:
        self.check_live()

    def test_counter_examples(self) -> None:
        self.check_counter_examples()


class Files(MatrixTest):
    def written(self, container: str, name: str, given: list[Example]) -> Path:
        folder = f"{container.replace(' ', '-')}-{name}"
        for example in given:
            for file, content in containers_of(example)[container](example.records).items():
                self.file(f"{folder}/{example.place}/{file}", content)
        return self.folder / folder

    def test_files(self) -> None:
        for container, of_container in by_container(is_counter=False).items():
            for name, given in named_rounds(of_container).items():
                self.check(container, given, self.written(container, name, given), self.rewritten)
        seen.add(self.id())

    def test_counter_examples(self) -> None:
        for container, given in by_container(is_counter=True).items():
            self.check_quiet(given, self.written(container, "quiet", given))


class Page(unittest.TestCase):
    def test_the_tests_elsewhere_are_there(self) -> None:
        for test in TESTED_ELSEWHERE.values():
            self.assertTrue((ROOT / "tests" / test).is_file(), test)


class WrittenDown(unittest.TestCase):
    """Last, when all the others ran."""

    maxDiff = None

    def setUp(self) -> None:
        if len(seen) < 5:
            self.skipTest("not all of the matrix was run")

    def test_every_rule_was_found_somewhere(self) -> None:
        found = {rule for (rule, _, mark), passed in marks.items() if mark == FOUND and passed}
        elsewhere = {rule.id for rule in rules() if any(element in TESTED_ELSEWHERE for element in rule.elements)}
        self.assertEqual(set(), {rule.id for rule in rules()} - found - elsewhere)

    def test_page(self) -> None:
        if "POSTERN_REFRESH" in os.environ:
            coverage_page.write(marks)
        self.assertEqual(coverage_page.PAGE.read_text(encoding="utf-8"), coverage_page.page(marks),
                         "docs/coverage.md is not what the matrix saw: run tests/db/refresh_coverage")


if __name__ == "__main__":
    unittest.main()
