"""What the matrix asks of every container, and what it writes down."""
from __future__ import annotations

import re
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from program import CLEAN, FAILED, INCOMPLETE, ProgramTest, Run, environment, run, scan_json  # noqa: E402
from rule_examples import Example, Facts, rounds, rules, told  # noqa: E402

MARKS = FOUND, MIGRATED, SCRUBBED = "F", "M", "S"
Marks = dict[tuple[str, str, str], bool]  # of a rule, in a container: whether it was so for every example
marks: Marks = {}

Findings = dict[str, list[tuple[str, str, Facts]]]  # by place: rule, kind, and what is told
Change = Callable[[str, Path | str], tuple[Run, Path | str]]  # of a command on a target; where its result is


def place_of(text: str) -> str:
    found = re.findall(r"(?<![^./!])e\d+(?=[./!])", text)
    return found[-1] if found else ""


def named_rounds(given: list[Example]) -> dict[str, list[Example]]:
    refused = [example for example in given if example.is_refused()]
    taken = rounds([example for example in given if not example.is_refused()])
    return {**{f"round{number}": examples for number, examples in enumerate(taken)}, **({"refused": refused} if refused else {})}


class MatrixTest(ProgramTest):
    def rewritten(self, command: str, target: Path | str) -> tuple[Run, Path]:
        """A backup, written anew."""
        target = Path(target)
        out = target.with_name(f"{command}-{target.name}")
        return self.command(command, target, "-o", out), out

    def applied(self, command: str, target: Path | str) -> tuple[Run, str]:
        """A live database, changed."""
        return self.command(command, target, "--apply"), str(target)

    def command(self, command: str, *words: str | Path) -> Run:
        """Its Postfix is for another host: this one's is not asked."""
        postfix = tempfile.mkdtemp(dir=self.folder)
        return run(command, *words, *(["--postfix-dir", postfix, "--postfix-version", "3.7"] if command == "migrate" else []),
                   env=environment(XDG_STATE_HOME=str(self.folder / "state")))

    def findings(self, examples: list[Example], target: Path | str) -> Findings:
        """Of every place; those of a host's role where that is its example's."""
        found: Findings = {example.place: [] for example in examples}
        for role in {example.role for example in examples}:
            facts = {example.place: example.rule for example in examples if example.role == role}
            ran = scan_json(*(["--role", role] if role else []), target)
            self.assertEqual({}, {path: reason for path, reason in ran.skips.items() if "postconf -n" not in path})
            for finding in ran.report["findings"]:
                place = place_of(f"{ran.report['sources'][finding['source']]['path']}/{finding['location']['table']}/")
                if place in facts:
                    found[place].append((finding["rule"], finding["kind"], told(finding, facts[place])))
        return found

    def check(self, container: str, examples: list[Example], target: Path | str, change: Change) -> None:
        self.check_found(container, examples, target)
        ran, migrated = change("migrate", target)
        if any(example.is_refused() for example in examples):
            self.assert_code(FAILED, ran)
        else:
            # 4: the password of a JNDI session is not among the targets.
            self.assertIn(ran.code, (CLEAN, INCOMPLETE), ran.err.decode())
            self.check_gone(MIGRATED, container, [example for example in examples if example.is_relayed()], migrated)
        ran, scrubbed = change("sandbox", target)
        self.assert_code(CLEAN, ran)
        self.check_gone(SCRUBBED, container, [example for example in examples if example.is_scrubbed()], scrubbed)

    @contextmanager
    def marking(self, mark: str, container: str, example: Example) -> Iterator[None]:
        key = (example.rule.id, container, mark)
        passed = False
        try:
            with self.subTest(rule=example.rule.id, example=example.fields, container=container, mark=mark):
                yield
                passed = True
        finally:
            if mark != FOUND or example.wanted:
                marks[key] = marks.get(key, True) and passed

    def check_found(self, container: str, examples: list[Example], target: Path | str) -> None:
        """Exactly its account. Another rule may only say that a setting of it is a risk."""
        found = self.findings(examples, target)
        for example in examples:
            with self.marking(FOUND, container, example):
                own = [facts for rule, _, facts in found[example.place] if rule == example.rule.id]
                self.assertEqual(sorted(example.wanted, key=str), sorted(own, key=str))
                others = [rule for rule, kind, _ in found[example.place] if rule != example.rule.id and kind != "risk"]
                self.assertEqual([], others, "rules that find an account in the same record")

    def check_gone(self, mark: str, container: str, examples: list[Example], target: Path | str) -> None:
        """No credential and no way out is left, and nothing that the rule itself finds."""
        found = self.findings(examples, target)
        for example in examples:
            with self.marking(mark, container, example):
                left = [(rule, kind) for rule, kind, _ in found[example.place] if rule == example.rule.id or kind != "risk"]
                self.assertEqual([], left)

    def check_quiet(self, examples: list[Example], target: Path | str) -> None:
        """Its own rule finds nothing. A row may be the record of another rule of the product, a file of any."""
        found = self.findings(examples, target)
        products = {rule.id: rule.product for rule in rules()}
        for example in examples:
            with self.subTest(rule=example.rule.id, counter_example=example.fields):
                self.assertEqual([], [rule for rule, _, _ in found[example.place] if rule == example.rule.id
                                      or (example.is_row and products[rule] != example.rule.product)])
