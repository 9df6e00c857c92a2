"""Rows that a live PostgreSQL or MariaDB gets and loses again through postern's Database."""
from __future__ import annotations

import time
import unittest
from typing import Any

import test_mysql_database as mysql
import test_postgresql_database as postgresql
from database_probe import Probe, Refused

SECRET = "canary-fresh-'\"\\Ünder🔑"

TABLES = """
CREATE TABLE propertyentry ({id} numeric(18,0) NOT NULL PRIMARY KEY, entity_name varchar(255), entity_id numeric(18,0),
  property_key varchar(255), propertytype numeric(9,0));
INSERT INTO propertyentry VALUES (10000, 'jira.properties', 1, 'jira.title', 5);
CREATE TABLE propertynumber ({id} numeric(18,0) NOT NULL PRIMARY KEY, propertyvalue numeric(18,0));
CREATE TABLE {upper} ({id} integer PRIMARY KEY, {password} varchar(60) NOT NULL, note varchar(60) NOT NULL DEFAULT 'as it comes');
CREATE TABLE pairs (a varchar(20), b varchar(20), secret varchar(60), PRIMARY KEY (a, b));
CREATE TABLE strict_one (id integer PRIMARY KEY, required varchar(20) NOT NULL, secret varchar(60));
CREATE TABLE no_key (a varchar(60), b varchar(60));
INSERT INTO no_key VALUES ('x', 'canary-there'), (NULL, 'canary-null');
"""

ENTRY = {"entity_name": "jira.properties", "entity_id": "1", "property_key": "jira.mail.send.disabled", "propertytype": "1"}
NO_KEY = ("no_key", {"a": "x", "b": "canary-there"})


class Rows:
    """What both must do. `schema`, `id`, `upper` and `password` are names as the server spells them."""

    schema = id = upper = password = ""

    def rows_of(self, table: str) -> list[dict[str, str | None]]:
        with self.writer() as probe:
            return probe.rows(table)

    def at(self, table: str, key: dict[str, str | None]) -> dict[str, Any]:
        return {"schema": self.schema, "table": table, "key": key}

    def entry(self, number: int = 9999) -> dict[str, Any]:
        return self.at("propertyentry", {self.id: str(number)})

    def begun(self) -> Probe:
        probe = self.writer()
        probe.call("begin")
        return probe

    def insert(self, row: dict[str, Any], values: dict[str, str | None]) -> None:
        probe = self.begun()
        self.assertIsNone(probe.call("lock", **row, columns=list(values)))
        probe.call("insert", **row, values=values)
        self.assertEqual(values, probe.call("lock", **row, columns=list(values)))
        probe.call("commit")
        probe.close()

    def remove(self, row: dict[str, Any]) -> None:
        probe = self.begun()
        self.assertIsNotNone(probe.call("lock", **row, columns=[]))
        probe.call("remove", **row)
        self.assertIsNone(probe.call("lock", **row, columns=[]))
        probe.call("commit")
        probe.close()

    def refuses(self, what: str, do: str, row: dict[str, Any], probe: Probe | None = None, **arguments: object) -> None:
        tables = self.tables()
        probe = probe or self.begun()
        with self.assertRaises(Refused) as caught:
            probe.call(do, **row, **arguments)
        self.assertIn(what, str(caught.exception))
        self.assertNotIn("canary", str(caught.exception) + caught.exception.hint)
        probe.call("drop")
        self.assertEqual(tables, self.tables())

    def tables(self) -> dict[str, Any]:
        return {table: self.rows_of(table) for table in ("propertyentry", "propertynumber", self.upper, "pairs", "strict_one", "no_key")}

    def test_there_and_back(self) -> None:
        before = self.tables()
        self.insert(self.entry(), ENTRY)
        self.assertEqual([{self.id: "9999", **ENTRY}, *before["propertyentry"]], self.rows_of("propertyentry"))
        self.remove(self.entry())
        self.assertEqual(before, self.tables())

    def test_names_in_upper_case_and_columns_that_are_not_given(self) -> None:
        row = self.at(self.upper, {self.id: "7"})
        self.insert(row, {self.password: SECRET})
        self.assertEqual([{self.id: "7", self.password: SECRET, "note": "as it comes"}], self.rows_of(self.upper))
        self.remove(row)
        self.assertEqual([], self.rows_of(self.upper))
        self.assert_log_is_clean()

    def test_a_row_that_is_there_already(self) -> None:
        self.insert(self.at("pairs", {"a": "1", "b": "2"}), {"secret": SECRET})
        self.refuses("such a row already", "insert", self.entry(10000), values={**ENTRY, "entity_name": SECRET})
        self.refuses("such a row already", "insert", self.at("pairs", {"a": "1", "b": "2"}),
                     values={"secret": "canary-fresh-other"})
        self.refuses("such a row already", "insert", self.at(*NO_KEY), values={})
        self.refuses("such a row already", "insert", self.at("no_key", {"a": None, "b": "canary-null"}), values={})
        self.insert(self.at("pairs", {"a": "1", "b": "3"}), {"secret": SECRET})
        self.assert_log_is_clean()

    def test_without_commit_nothing_stays(self) -> None:
        before = self.tables()
        for end in ("drop", "kill"):
            probe = self.begun()
            probe.call("insert", **self.entry(), values=ENTRY)
            probe.call("lock", **self.entry(10000), columns=[])
            probe.call("remove", **self.entry(10000))
            probe.call("drop") if end == "drop" else probe.kill()
            self.assertEqual(before, self.tables(), end)

    def test_a_column_that_must_not_be_null(self) -> None:
        row = self.at("strict_one", {"id": "1"})
        self.refuses("must not be NULL", "insert", row, values={"required": None, "secret": SECRET})
        self.refuses("a new row needs a value", "insert", row, values={"secret": SECRET})
        self.insert(row, {"required": "", "secret": SECRET})
        self.assert_log_is_clean()

    def test_a_key_of_which_a_part_is_null(self) -> None:
        self.refuses("must not be NULL", "insert", self.at("pairs", {"a": "1", "b": None}), values={"secret": SECRET})
        self.refuses("must not be NULL", "insert", self.at("propertyentry", {self.id: None}), values=ENTRY)
        row = self.at("no_key", {"a": None, "b": SECRET})
        self.insert(row, {})
        self.assertIn({"a": None, "b": SECRET}, self.rows_of("no_key"))
        self.remove(row)
        self.assertNotIn({"a": None, "b": SECRET}, self.rows_of("no_key"))
        self.assert_log_is_clean()

    def test_only_what_is_locked_is_removed_and_only_once(self) -> None:
        self.refuses("not locked", "remove", self.entry(10000))
        probe = self.begun()
        probe.call("lock", **self.entry(10000), columns=[])
        probe.call("remove", **self.entry(10000))
        self.refuses("", "remove", self.entry(10000), probe)

    def test_one_of_many_is_removed(self) -> None:
        before = self.rows_of("no_key")
        self.remove(self.at(*NO_KEY))
        self.assertEqual([row for row in before if row["a"] is None], self.rows_of("no_key"))
        self.assert_log_is_clean()

    def test_a_value_that_does_not_fit(self) -> None:
        self.refuses("does not fit", "insert", self.entry(), values={**ENTRY, "entity_id": "no number"})
        self.refuses("too long", "insert", self.at("pairs", {"a": "1", "b": "2"}), values={"secret": SECRET * 5})
        self.refuses("no ", "insert", self.at("pairs", {"a": "1", "b": "2"}), values={"nope": SECRET})
        self.assert_log_is_clean()

    def test_mail_is_switched_off_and_back(self) -> None:
        fetch = {"entity_name": "jira.properties", "entity_id": "1", "property_key": "jira.mail.fetch.disabled", "propertytype": "1"}
        self.insert(self.entry(10001), fetch)
        self.insert(self.at("propertynumber", {self.id: "10001"}), {"propertyvalue": "0"})
        before = self.tables()
        probe = self.writer()
        self.assertEqual(3, probe.call("switch_mail_off"))
        self.assertEqual([{self.id: "9999", **ENTRY}], self.rows_of("propertyentry")[:1])
        self.assertEqual([{self.id: "9999", "propertyvalue": "1"}, {self.id: "10001", "propertyvalue": "1"}],
                         self.rows_of("propertynumber"))
        probe.call("switch_back")
        self.assertEqual(before, self.tables())
        probe.call("switch_mail_off")
        self.assertEqual(0, probe.call("switch_mail_off"), "it is off already")

    def test_another_application_has_no_switches(self) -> None:
        self.drop_properties()
        self.assertIsNone(self.writer().call("switch_mail_off"))

    def test_a_row_without_a_key_is_followed_to_where_it_goes(self) -> None:
        before = self.rows_of("no_key")
        there, gone = self.at(*NO_KEY), self.at("no_key", {"a": "x", "b": None})
        probe = self.begun()
        probe.call("lock", **there, columns=["b"])
        probe.call("update", **there, values={"b": None})
        self.assertIsNone(probe.call("lock", **there, columns=["b"]))
        self.assertEqual({"b": None}, probe.call("lock", **gone, columns=["b"]))
        probe.call("update", **gone, values={"b": "canary-there"})
        self.assertEqual({"b": "canary-there"}, probe.call("lock", **there, columns=["b"]))
        probe.call("commit")
        self.assertCountEqual(before, self.rows_of("no_key"))
        self.assert_log_is_clean()


class Postgresql(Rows, postgresql.DatabaseCase):
    schema, id, upper, password = "public", "id", "AO_2C4E5C_NEW", "PASSWORD"

    def setUp(self) -> None:
        super().setUp()
        tables = TABLES.format(id="id", upper=f'"{self.upper}"', password=f'"{self.password}"')
        self.server.sql("SET ROLE jira;" + tables, "jira")
        self.logged = len(self.server.logged())

    def drop_properties(self) -> None:
        self.server.sql("DROP TABLE propertyentry", "jira")


class Mariadb(Rows, mysql.MysqlCase):
    schema, id, upper, password = "jira", "ID", "AO_2C4E5C_NEW", "PASSWORD"

    def setUp(self) -> None:
        super().setUp()
        self.server.sql("USE jira;" + TABLES.format(id="ID", upper=self.upper, password=self.password))
        self.logged = self.count_logged()

    def count_logged(self) -> int:
        """Once the server has written down what was done so far, which takes it a moment behind the answer."""
        counts = [-1, self.server.logs().count("canary")]
        while counts[-1] != counts[-2]:
            time.sleep(0.3)
            counts.append(self.server.logs().count("canary"))
        return counts[-1]

    def drop_properties(self) -> None:
        self.server.sql("DROP TABLE jira.propertyentry")

    def writer(self) -> Probe:
        return self.open(write=1)

    def assert_log_is_clean(self) -> None:
        log = self.server.logs()
        self.assertIn("@postern_key", log)
        self.assertEqual(self.logged, log.count("canary"))


if __name__ == "__main__":
    unittest.main()
