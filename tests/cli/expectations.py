"""What fixtures/expected.json says must be found, and what a report says was."""
from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from program import FIXTURES


@dataclass(frozen=True)
class Account:
    place: str  # of the file, with the members of its containers behind it
    table: str
    product: str
    direction: str
    protocol: str
    host: str | None
    port: int
    username: str | None
    jndi: str | None
    status: str
    encoding: str | None  # None: no secret there
    length: int | None


@dataclass(frozen=True)
class Expected:
    """Of one fixture."""

    accounts: list[Account]
    secrets: list[str | None]  # beside `accounts`
    complete: bool
    supported: bool
    assumed_layout: bool
    kind: str | None

    @property
    def changes(self) -> bool:
        """Whether there is an account: a password of a database is only told."""
        return any(account.product != "database" for account in self.accounts)


@cache
def load(folder: Path = FIXTURES) -> Any:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


def fixture_names(folder: Path = FIXTURES) -> list[str]:
    return sorted(load(folder)["files"])


def all_secrets(folder: Path = FIXTURES) -> list[str]:
    return load(folder)["secrets"]


def _account(given: dict[str, Any], place: str, table: str) -> Account:
    secret = given["secret"]
    return Account(place, table, given["product"], given["direction"], given["protocol"], given["host"],
                   given["port"], given["username"], given.get("jndi"), given.get("status", "active"),
                   None if secret is None else given["encoding"], None if secret is None else len(secret))


def expected(name: str, folder: Path = FIXTURES) -> Expected:
    """`name` is a key of expected.json's files. What is not read yet must at least be told."""
    file = load(folder)["files"][name]
    supported = file.get("supported", True)
    accounts: list[Account] = []
    secrets: list[str | None] = []
    for held in file["holds"] if supported else []:
        place = name + ("!" + held["member"] if "member" in held else "")
        table = (held["database"] + "." if "database" in held else "") + held["at"].replace('"', "")
        given = load(folder)["accounts"][held["set"]][:held["accounts"]]
        accounts += [_account(account, place, table) for account in given]
        secrets += [account["secret"] for account in given]
        if sum(account["secret"] is not None for account in given) != held["secrets"]:
            raise ValueError(f"expected.json: {name}: {held} counts other secrets than its set has")
    return Expected(accounts, secrets, supported and file.get("complete", True), supported,
                    file.get("layout") == "assumed", file["kind"])


def in_order(report: Any) -> list[Any]:
    """The findings by source and place in it."""
    return sorted(report["findings"], key=lambda finding: (finding["source"], finding["location"]["byte"]))


def found(report: Any, folder: Path) -> list[Account]:
    """One for each finding; names of files under the folder are relative to it."""
    accounts = []
    for finding in in_order(report):
        account, secret = finding["account"], finding["secret"]
        held = secret is not None and secret["encoding"] != "external"
        place = report["sources"][finding["source"]]["path"].removeprefix(f"{folder}/")
        accounts.append(Account(place, finding["location"]["table"], account["product"], account["direction"],
                                account["protocol"], account["host"], account["port"], account["username"],
                                account["jndi"], finding["status"], secret["encoding"] if held else None,
                                secret["length"] if held else None))
    return accounts
