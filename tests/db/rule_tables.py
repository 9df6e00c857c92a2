"""Examples of tables as the rows of real servers: each in a schema, or a database, named by its place."""
from __future__ import annotations

import subprocess
from pathlib import Path

from mariadb_server import MariadbServer
from postgresql_server import PATH, PostgresqlServer
from rule_examples import Example, Fields

Rounds = dict[str, list[Example]]  # by name

TRUE, FALSE = ("true", "t", "1"), ("false", "f", "0")


def _spelled(table: str, name: str) -> str:
    """As the applications do it: Active Objects' names are in upper case."""
    return name.upper() if table.upper().startswith("AO_") else name.lower()


def _is_switch(table: str, name: str, value: str | None) -> bool:
    """Active Objects keep truth values in columns of that type, which take nothing else."""
    return table.upper().startswith("AO_") and name.upper() in ("ENABLED", "TLS") and value in TRUE + FALSE


class PostgresqlExamples:
    """Each round in a database of its own."""

    live, dumps = "PostgreSQL, live", {
        "pg_dump": (), "pg_dump --inserts": ("--inserts",), "pg_dump --column-inserts": ("--column-inserts",),
        "pg_dump -Fc": ("-Fc",), "pg_dump -Fd": ("-Fd",), "pg_dump -Ft": ("-Ft",)}

    def __init__(self, rounds: Rounds) -> None:
        self.server = PostgresqlServer()
        self.server.start()
        self.server.sql("CREATE ROLE jira LOGIN SUPERUSER")
        for name, examples in rounds.items():
            self.server.sql(f"CREATE DATABASE {name}")
            self.server.sql("".join(map(self._tables, examples)), name)

    @classmethod
    def _tables(cls, example: Example) -> str:
        return f"CREATE SCHEMA {example.place};\n" + "".join(
            cls._table(f'{example.place}."{_spelled(table, table)}"', {_spelled(table, name): value for name, value in fields.items()})
            for table, fields in example.records)

    @staticmethod
    def _table(table: str, fields: Fields) -> str:
        columns = ", ".join(f'"{column}" ' + ("boolean" if _is_switch(table.split(".")[1].strip('"'), column, value) else "text")
                            for column, value in fields.items())
        values = ", ".join("NULL" if value is None else "'" + value.replace("'", "''") + "'" for value in fields.values())
        return f"CREATE TABLE {table} ({columns}); INSERT INTO {table} VALUES ({values});\n"

    def dump(self, form: str, name: str, path: Path) -> None:
        self.server._skip_if_older("pg_dump")
        subprocess.run(["pg_dump", "-h", self.server.folder, "-p", str(self.server.port), "-U", "postgres", "-f", path,
                        *self.dumps[form], name], env={"PATH": PATH}, check=True, capture_output=True)

    def url(self, name: str) -> str:
        return self.server.url(name)

    def remove(self) -> None:
        self.server.remove()


class MariadbExamples:
    """Each round has a user who sees its databases. Names as the examples spell them."""

    live, dumps = "MariaDB, live", {
        "mysqldump": (), "mysqldump --complete-insert": ("--complete-insert",), "mysqldump --xml": ("--xml",)}

    def __init__(self, rounds: Rounds) -> None:
        self.server = MariadbServer()
        self.server.start()
        self.places = {name: [example.place for example in examples] for name, examples in rounds.items()}
        for name, examples in rounds.items():
            self.server.sql(f"CREATE USER {name}@localhost;" + "".join(
                self._tables(example) + f"GRANT ALL ON {example.place}.* TO {name}@localhost;\n" for example in examples))

    @classmethod
    def _tables(cls, example: Example) -> str:
        return (f"CREATE DATABASE {example.place} CHARACTER SET utf8mb4; USE {example.place};\n"
                + "".join(cls._table(table, fields) for table, fields in example.records))

    @staticmethod
    def _table(table: str, fields: Fields) -> str:
        def written(column: str, value: str | None) -> tuple[str, str]:
            if _is_switch(table, column, value):
                return "tinyint(1)", "1" if value in TRUE else "0"
            return "text", "NULL" if value is None else f"x'{value.encode().hex()}'"
        forms = {column: written(column, value) for column, value in fields.items()}
        columns = ", ".join(f"`{column}` {form}" for column, (form, _) in forms.items())
        values = ", ".join(value for _, value in forms.values())
        return f"CREATE TABLE `{table}` ({columns}); INSERT INTO `{table}` VALUES ({values});\n"

    def dump(self, form: str, name: str, path: Path) -> None:
        made = subprocess.run(["mariadb-dump", "--no-defaults", "-S", self.server.socket, "-u", "root", *self.dumps[form],
                               "--databases", *self.places[name]], check=True, capture_output=True).stdout
        path.write_bytes(made)

    def url(self, name: str) -> str:
        return f"mysql://{name}@localhost/?socket={self.server.socket}"

    def remove(self) -> None:
        self.server.remove()
