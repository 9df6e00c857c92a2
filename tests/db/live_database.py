"""One application's database on a private server of either kind: what the tests of changes need of it."""
from __future__ import annotations

import re
import subprocess
from pathlib import Path

from mariadb_server import MariadbServer
from postgresql_server import PATH, PostgresqlServer

# The same for both: MySQL takes "..." for names in its mode ANSI_QUOTES.
SCHEMA = """
CREATE TABLE mailserver (id numeric(18,0) NOT NULL PRIMARY KEY, name varchar(255), description text,
    mailfrom varchar(255), prefix varchar(60), smtp_port varchar(60), protocol varchar(60), server_type varchar(60),
    servername varchar(255), jndilocation varchar(255), mailusername varchar(255), mailpassword varchar(255),
    cipher_type varchar(255), istlsrequired varchar(60), timeout numeric(18,0), socks_port varchar(60),
    socks_host varchar(60), auth_conf text);
INSERT INTO mailserver VALUES
    (10000, 'Main', NULL, 'jira@example.com', '[JIRA]', '587', 'smtp', 'smtp', 'smtp.example.com', NULL,
     'jira@example.com', 'Y2FuYXJ5LW9uZS0kIScn', NULL, 'true', 10000, NULL, NULL, NULL),
    (10001, 'Support', 'two''s
lines', NULL, NULL, '993', 'imaps', 'pop', 'imap.example.com', NULL, 'support@example.com', 'Y2FuYXJ5LXR3bw==',
     'BASE64', NULL, 10000, NULL, NULL, NULL),
    (10002, 'Second', NULL, 'desk@example.org', NULL, '465', 'smtps', 'smtp', 'mail.example.org', NULL,
     'desk@example.org', 'Y2FuYXJ5LXRocmVl', NULL, 'false', 10000, NULL, NULL, NULL),
    (10003, 'Done', NULL, 'jira@example.com', NULL, '25', 'smtp', 'smtp', 'localhost', NULL, NULL, NULL, NULL, 'false',
     10000, NULL, NULL, NULL);
CREATE TABLE "AO_2C4E5C_MAILCONNECTION" ("CREATED_TIMESTAMP" bigint, "EMAIL_ADDRESS" varchar(255) NOT NULL,
    "FOLDER" varchar(255), "HOST_NAME" varchar(255) NOT NULL, "ID" integer NOT NULL PRIMARY KEY,
    "PASSWORD" varchar(255) NOT NULL, "PORT" integer, "PROTOCOL" varchar(255), "PULL_FROM_DATE" bigint,
    "TIMEOUT" bigint, "TLS" boolean, "UPDATED_TIMESTAMP" bigint, "USER_NAME" varchar(255) NOT NULL);
INSERT INTO "AO_2C4E5C_MAILCONNECTION" VALUES (1, 'desk@example.com', 'inbox', 'imap.example.com', 7, 'canary-four',
    993, 'IMAPS', 1, 1000, true, 1, 'desk');
CREATE TABLE "AO_723324_CLIENT_CONFIG" ("AUTHORIZATION_ENDPOINT" varchar(255), "CLIENT_ID" varchar(255) NOT NULL,
    "CLIENT_SECRET" varchar(255) NOT NULL, "DESCRIPTION" varchar(255), "ID" varchar(255) NOT NULL PRIMARY KEY,
    "NAME" varchar(255) NOT NULL, "SCOPES" text NOT NULL, "TOKEN_ENDPOINT" varchar(255) NOT NULL,
    "TYPE" varchar(255) NOT NULL);
INSERT INTO "AO_723324_CLIENT_CONFIG" VALUES ('https://login.example.com/authorize', 'client-1', 'canary-five', NULL,
    'c-1', 'Mail', 'mail', 'https://login.example.com/token', 'generic');
CREATE TABLE "AO_723324_CLIENT_TOKEN" ("ACCESS_TOKEN" text NOT NULL, "ACCESS_TOKEN_EXPIRATION" bigint,
    "CONFIG_ID" varchar(255), "ID" varchar(255) NOT NULL PRIMARY KEY, "LAST_REFRESHED" bigint, "REFRESH_COUNT" integer,
    "REFRESH_TOKEN" text, "REFRESH_TOKEN_EXPIRATION" bigint, "STATUS" varchar(255));
INSERT INTO "AO_723324_CLIENT_TOKEN" VALUES ('canary-six', 1, 'c-1', 't-1', 1, 1, 'canary-seven', 1, 'VALID');
CREATE TABLE jiraissue (id numeric(18,0) NOT NULL PRIMARY KEY, summary varchar(255));
CREATE TABLE propertyentry (id numeric(18,0) NOT NULL PRIMARY KEY, entity_name varchar(255), entity_id numeric(18,0),
    property_key varchar(255), propertytype numeric(9,0));
CREATE TABLE propertynumber (id numeric(18,0) NOT NULL PRIMARY KEY, propertyvalue numeric(18,0));
INSERT INTO propertyentry VALUES (1, 'jira.properties', 1, 'jira.version.patched', 5),
    (10100, 'jira.properties', 1, 'jira.option.voting', 1);
INSERT INTO propertynumber VALUES (10100, 1);
"""


def issues(count: int) -> str:
    """Rows that no change may touch."""
    rows = ",".join(f"({i}, 'smtp.example.com canary {i}')" for i in range(count))
    return f"INSERT INTO jiraissue VALUES {rows};"


# As they stand in the rows; decoded ones too.
SECRETS = ["Y2FuYXJ5LW9uZS0kIScn", "canary-one-$!''", "Y2FuYXJ5LXR3bw==", "canary-two", "Y2FuYXJ5LXRocmVl", "canary-three",
           "canary-four", "canary-five", "canary-six", "canary-seven"]
OUTGOING = ["canary-one-$!''", "canary-three"]  # what Postfix has to keep, decoded


class Session:
    """Statements of somebody else, one connection for all; the end of a statement is waited for."""

    def __init__(self, words: list[str], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True, env=environment)

    def run(self, statement: str) -> None:
        self.process.stdin.write(statement + ";\nSELECT 'it is done';\n")
        self.process.stdin.flush()
        while "it is done" not in (line := self.process.stdout.readline()):
            if not line:
                raise RuntimeError(self.process.stderr.read())

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


class Postgresql:
    """The database jira of a private PostgreSQL; its owner is the role jira."""

    def __init__(self, rows: int) -> None:
        self.server = PostgresqlServer()
        self.server.start()
        self.server.sql("CREATE ROLE jira LOGIN; CREATE ROLE reader LOGIN; CREATE DATABASE template_jira OWNER jira")
        self.server.sql("SET ROLE jira;" + SCHEMA + issues(rows), "template_jira")
        self.server.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", "template_jira")

    def renew(self) -> None:
        self.server.drop_database("jira")
        self.server.sql("CREATE DATABASE jira TEMPLATE template_jira OWNER jira")

    def url(self, user: str = "jira") -> str:
        return self.server.url("jira", user)

    def sql(self, statements: str) -> str:
        return self.server.sql(statements, "jira")

    def contents(self) -> str:
        """Every row of every table; where a row lies is no part of it."""
        return "\n".join(sorted(self.server.canonical("jira").splitlines()))

    def logged(self) -> str:
        return self.server.logged()

    def session(self) -> Session:
        return Session(["psql", "-XAtq", "-h", str(self.server.folder), "-p", str(self.server.port), "-U", "postgres",
                        "-d", "jira"], {"PATH": PATH})

    def restart(self) -> None:
        self.server.stop()
        self.server.start()

    def remove(self) -> None:
        self.server.remove()


class Mariadb:
    """The same in a private MariaDB."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.server = MariadbServer()
        self.server.start()
        self.server.sql("CREATE USER jira@localhost; CREATE USER reader@localhost;"
                        "GRANT ALL ON jira.* TO jira@localhost; GRANT SELECT ON jira.* TO reader@localhost;")

    def renew(self) -> None:
        self.server.sql("DROP DATABASE IF EXISTS jira; CREATE DATABASE jira CHARACTER SET utf8mb4; USE jira;"
                        "SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES');" + SCHEMA + issues(self.rows))

    def url(self, user: str = "jira") -> str:
        return f"mysql://{user}@localhost/jira?socket={self.server.socket}"

    def sql(self, statements: str) -> str:
        return self.server.sql("USE jira;" + statements)

    def contents(self) -> str:
        done = subprocess.run(["mariadb-dump", "--no-defaults", "-S", str(self.server.socket), "-u", "root",
                               "--skip-extended-insert", "--skip-comments", "--order-by-primary", "jira"], check=True, capture_output=True)
        return "\n".join(sorted(done.stdout.decode().splitlines()))

    def logged(self) -> str:
        return self.server.logs()

    def session(self) -> Session:
        return Session([*self.server.client(), "--unbuffered", "jira"], {"PATH": PATH})

    def restart(self) -> None:
        self.server.process.kill()
        self.server.process.wait()
        self.server.start()

    def remove(self) -> None:
        self.server.remove()


def statements_that_write(log: str) -> list[str]:
    """Those of a log since it was marked."""
    return re.findall(r"(?im)\b(?:update|insert into|delete from|create|drop|alter|truncate|copy)\b[^\n]*", log)


def files_below(folder: Path) -> str:
    """Every byte in it, as text."""
    return "".join(path.read_text(errors="replace") for path in sorted(folder.rglob("*")) if path.is_file())
