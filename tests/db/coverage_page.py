"""docs/coverage.md: what the matrix ran, and saw."""
from __future__ import annotations

from itertools import groupby
from pathlib import Path

from rule_documents import TESTED_ELSEWHERE
from rule_examples import ROOT, RuleFacts, rules
from rule_matrix import MARKS, Marks
from rule_tables import MariadbExamples, PostgresqlExamples

PAGE = ROOT / "docs/coverage.md"
SERVERS = [heading for store in (PostgresqlExamples, MariadbExamples) for heading in (store.live, *store.dumps)]

HEAD = """# What is tested

Every example of every shipped rule is put where its product would keep it: as a row of a real PostgreSQL and a real MariaDB,
dumped by their own tools, and as a file of the product. Each must give exactly the account that the example states; every
counter-example must give nothing. Only what was run and seen is marked. `tests/db/refresh_coverage` writes this page.

| mark | the test saw |
|---|---|
| F | found: each example gives its account, with the encoding and the length of its secret, or its finding |
| M | migrated: after `postern migrate` no outgoing account of the rule is left |
| S | scrubbed: after `postern sandbox` no credential and no way out is left |

Where M or S is missing, `postern rules show ID` says why the rule changes nothing.
"""

ELSEWHERE = """
## Tested elsewhere

Rules about servers and their dumps as a whole have tests of their own.

| rule | element | test |
|---|---|---|
"""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _kept_in(rule: RuleFacts) -> str:
    return ", ".join(f"`{name}`" for name in rule.names)


def _cell(marks: Marks, rule: RuleFacts, container: str) -> str:
    return "".join(mark for mark in MARKS if marks.get((rule.id, container, mark)))


def _files(marks: Marks, rule: RuleFacts) -> str:
    containers = sorted({container for of, container, _ in marks if of == rule.id} - set(SERVERS))
    return ", ".join(f"{container} {_cell(marks, rule, container)}" for container in containers)


def _product(marks: Marks, product: str, given: list[RuleFacts]) -> str:
    """Without the columns of servers where none of its records is a row."""
    servers = [server for server in SERVERS if any(_cell(marks, rule, server) for rule in given)]
    text = f"\n## {product}\n\n" + _row("rule", "kept in", *servers, "files") + _row(*["---"] * (len(servers) + 3)).replace(" ", "")
    return text + "".join(_row(f"`{rule.id}`", _kept_in(rule), *(_cell(marks, rule, server) for server in servers),
                               _files(marks, rule)) for rule in given)


def _test_of(rule: RuleFacts) -> str | None:
    return next((TESTED_ELSEWHERE[element] for element in rule.elements if element in TESTED_ELSEWHERE), None)


def page(marks: Marks) -> str:
    here = sorted((rule for rule in rules() if _test_of(rule) is None), key=lambda rule: (rule.product, rule.id))
    text = HEAD + "".join(_product(marks, product, list(group)) for product, group in groupby(here, lambda rule: rule.product))
    return text + ELSEWHERE + "".join(_row(f"`{rule.id}`", _kept_in(rule), f"`tests/{test}`") for rule in rules()
                                      if (test := _test_of(rule)))


def write(marks: Marks, path: Path = PAGE) -> None:
    path.write_text(page(marks), encoding="utf-8")
