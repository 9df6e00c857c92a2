"""Which files an example comes as: an element in those of its product, a row in those that no server writes."""
from __future__ import annotations

from typing import Callable

import backup_files as backup
import configuration_files as configuration
from backup_files import Files
from rule_examples import Example, Fields, Records

Writer = Callable[[Records], Files]


def _of_one(write: Callable[[str, Fields], Files]) -> Writer:
    return lambda records: write(*records[-1])


# Elements of readers with a matrix of their own, and the test that has it, below tests/.
TESTED_ELSEWHERE = {
    "database-account": "db/test_dump_passwords.py", "user-mapping": "db/test_dump_passwords.py",
    "foreign-server": "db/test_dump_passwords.py", "subscription": "db/test_dump_passwords.py",
    "replication-source": "db/test_dump_passwords.py", "pg-statistics": "db/test_dump_statistics.py",
    "postfix": "cli/test_postfix_config.py",
}

# Element: the heading of its container on docs/coverage.md, and what writes one.
CONTAINERS: dict[str, tuple[str, Writer]] = {
    "MailServer": ("XML backup", backup.jira),
    "OSPropertyNumber": ("XML backup", backup.jira),
    "OSPropertyString": ("XML backup", backup.jira),
    "OSPropertyText": ("XML backup", backup.jira),
    "ConfluenceBandanaRecord": ("XML backup", _of_one(backup.confluence)),
    "Resource": ("server.xml", _of_one(configuration.tomcat)),
    "ResourceParams": ("server.xml", _of_one(configuration.tomcat_parameters)),
    "jdbc-datasource": ("dbconfig.xml", _of_one(configuration.database_of_jira)),
    "confluence-configuration": ("confluence.cfg.xml", _of_one(configuration.settings)),
    "application-configuration": ("bamboo.cfg.xml, crowd.cfg.xml", _of_one(configuration.settings)),
    "connection": ("config.xml", _of_one(configuration.fisheye)),
    "smtp": ("config.xml", _of_one(configuration.fisheye)),
    "mail-server": ("bamboo-mail.cfg.xml", _of_one(configuration.bamboo)),
    "property": ("XML backup", _of_one(backup.crowd)),
    "jvm-options": ("start script", _of_one(configuration.start_script)),
    "properties": ("properties file", _of_one(configuration.properties)),
    "jira-log-mail-password": ("log", _of_one(configuration.jira_log)),
}


def is_tested_elsewhere(example: Example) -> bool:
    return any(element in TESTED_ELSEWHERE for element in example.rule.elements)


def containers_of(example: Example) -> dict[str, Writer]:
    """By heading. Counter-examples come as their rule's elements do."""
    if example.is_row:
        active_objects = {"XML backup": _of_one(backup.active_objects_of_jira)} if example.name.upper().startswith("AO_") else {}
        return {"HSQLDB": backup.hsqldb, **active_objects}
    if is_tested_elsewhere(example):
        return {}
    for element in (example.name, *example.rule.elements):
        if element in CONTAINERS:
            return dict([CONTAINERS[element]])
    raise LookupError(f"rule {example.rule.id}: nothing in tests/db/rule_documents.py says how a file with the element "
                      f"'{example.name}' is written: add it to CONTAINERS (or to TESTED_ELSEWHERE, with its test)")
