"""The examples and counter-examples of rules/*.toml, each with what a scan must say of it."""
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

Facts = tuple[object, ...]
Fields = dict[str, str | None]
Records = list[tuple[str, Fields]]  # with their tables or elements

# What keeps values of properties: the entry beside it, and what that knows of the fields of an example.
PROPERTIES = {"propertynumber": ("propertyentry", ("entity_name", "property_key")),
              "OSPropertyNumber": ("OSPropertyEntry", ("entityName", "propertyKey")),
              "propertystring": ("propertyentry", ("entity_name", "property_key")),
              "propertytext": ("propertyentry", ("entity_name", "property_key")),
              "OSPropertyString": ("OSPropertyEntry", ("entityName", "propertyKey")),
              "OSPropertyText": ("OSPropertyEntry", ("entityName", "propertyKey"))}


@dataclass(frozen=True)
class RuleFacts:
    """What the matrix asks of a rule."""

    id: str
    product: str
    names: tuple[str, ...]  # tables and elements
    elements: tuple[str, ...]
    role: str | None
    setting: str | None  # severity, where the rule is about a setting and no account
    is_guess: bool
    relay: dict[str, Any] | None
    scrub: dict[str, Any] | None


@dataclass(frozen=True)
class Example:
    """One record. Where it is put, its place is named by its number."""

    number: int
    rule: RuleFacts
    is_counter: bool
    is_row: bool
    name: str
    fields: Fields
    role: str | None
    wanted: tuple[Facts, ...]  # findings of its rule
    login: tuple[object, ...]  # of an outgoing account: where, who; empty for any other
    secrets: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"e{self.number}"

    @property
    def records(self) -> Records:
        """As an application keeps it: a value of a property behind its entry."""
        entry, names = PROPERTIES.get(self.name, ("", ()))
        if not entry:
            return [(self.name, self.fields)]
        return [(entry, {name: value for name, value in self.fields.items() if name == "id" or name in names}),
                (self.name, {name: value for name, value in self.fields.items() if name not in names})]

    def is_refused(self) -> bool:
        """A migrate says that Postfix cannot take it."""
        return self.login[1:2] == (0,)

    def is_relayed(self) -> bool:
        """A migrate changes it: it sends, and the rule's relay applies."""
        return bool(self.login) and not self.is_refused() and self._applies(self.rule.relay)

    def is_scrubbed(self) -> bool:
        return self._applies(self.rule.scrub)

    def _applies(self, change: dict[str, Any] | None) -> bool:
        return change is not None and all(self._holds(condition) for condition in _list(change.get("when", [])))

    def _holds(self, condition: dict[str, Any]) -> bool:
        """Of a leaf nobody knows here; those say what an outgoing account is."""
        names = _list(condition.get("column" if self.is_row else "attribute", []))
        values = [value for wanted in names for name, value in self.fields.items() if value and _fits(wanted, name)]
        return not names or any(_fits(glob, value) for glob in condition["any_of"] for value in values[:1] or [""])


def _fits(glob: str, value: str) -> bool:
    if glob == "#":
        return value.isdecimal()
    return re.fullmatch(".*".join(map(re.escape, glob.split("*"))), value, re.I | re.S) is not None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _words(table: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_list(table.get(key, [])))


def _facts(rule: dict[str, Any]) -> RuleFacts:
    finding = rule.get("finding", {})
    return RuleFacts(rule["id"], rule["product"], _words(rule, "table") + _words(rule, "element"), _words(rule, "element"),
                     finding.get("role"), finding.get("severity"), rule.get("guess", False), rule.get("relay"), rule.get("scrub"))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _account(rule: RuleFacts, stated: dict[str, Any]) -> tuple[tuple[str, object], ...]:
    given = {role: stated.get(role) for role in ("name", "from", "host", "username", "jndi", "direction", "protocol", "tls", "proxy")}
    return tuple(sorted({**given, "port": stated.get("port") or None, "enabled": stated.get("enabled", True),
                         "product": rule.product, "unknown_cipher": None}.items(), key=str))


def _is_relay(account: dict[str, Any]) -> bool:
    return account.get("host") in ("localhost", "127.0.0.1", "::1") and account.get("port") == 25


def _wanted(rule: RuleFacts, example: dict[str, Any]) -> tuple[Facts, ...]:
    """Kind, severity, encoding and length of the secret, and what is said of the account."""
    if rule.setting:
        return (("risk", rule.setting, None, None, ("field", example["finding"].lower())),)
    stated = example["account"]
    account = _account(rule, stated)
    held = [secret for secret in example["secrets"] if secret[0] != "external"]
    external = "external" if len(held) < len(example["secrets"]) else None
    if held:
        return tuple(("exposed-credential", "medium" if rule.is_guess or encoding == "encrypted" else "high", encoding, len(value),
                      *account) for encoding, value in held)
    if stated.get("direction") == "outgoing" and stated.get("enabled", True) and not _is_relay(stated):
        return (("open-mail-route", "low", external, 0 if external else None, *account),)
    return (("risk", "low", "external", 0, *account),) if external else ()


def _example(number: int, rule: RuleFacts, given: dict[str, Any], is_counter: bool) -> Example:
    fields = {name: _text(value) for name, value in given.get("row", given.get("attributes", {})).items()}
    return Example(number, rule, is_counter, "table" in given, given.get("table", given.get("element", "")),
                   fields | dict.fromkeys(_list(given.get("null", []))), given.get("role", rule.role),
                   () if is_counter else _wanted(rule, given), _login(given.get("account", {})),
                   tuple(value for _, value in given.get("secrets", [])))


def _login(account: dict[str, Any]) -> tuple[object, ...]:
    sends = account.get("direction") == "outgoing"
    return (account.get("host"), account["port"], account.get("username")) if sends else ()


@cache
def shipped_rules(folder: Path = ROOT / "rules") -> tuple[dict[str, Any], ...]:
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    return tuple(rule for file in files for rule in file.get("rule", []))


@cache
def examples() -> tuple[Example, ...]:
    found: list[Example] = []
    for rule in shipped_rules():
        for key, is_counter in (("example", False), ("counter_example", True)):
            found += [_example(len(found) + i, _facts(rule), given, is_counter) for i, given in enumerate(rule[key])]
    return tuple(found)


def rounds(given: list[Example]) -> list[list[Example]]:
    """So that no login has two passwords in the same, which a migrate refuses."""
    found: list[tuple[list[Example], dict[tuple[object, ...], tuple[str, ...]]]] = []
    for example in given:
        fitting = (entry for entry in found if not example.login or entry[1].get(example.login, example.secrets) == example.secrets)
        entry = next(fitting, None)
        if entry is None:
            found.append(entry := ([], {}))
        entry[0].append(example)
        entry[1][example.login] = example.secrets
    return [entry[0] for entry in found]


@cache
def rules() -> tuple[RuleFacts, ...]:
    return tuple(_facts(rule) for rule in shipped_rules())


def told(finding: dict[str, Any], rule: RuleFacts) -> Facts:
    """A finding of a report, in the form of `wanted`."""
    if rule.setting:
        return (finding["kind"], finding["severity"], None, None, ("field", (finding["location"]["field"] or "").lower()))
    secret = finding["secret"] or {"encoding": None, "length": None}
    account = {**finding["account"], "enabled": finding["status"] != "disabled"}
    return (finding["kind"], finding["severity"], secret["encoding"], secret["length"], *tuple(sorted(account.items(), key=str)))
