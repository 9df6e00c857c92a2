"""Backups of the applications, each with one record."""
from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from rule_examples import Fields, Records

Files = dict[str, bytes]  # by name


def _zip(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.xml", '<?xml version="1.0" encoding="UTF-8"?>\n' + text)
    return buffer.getvalue()


def attributes(fields: Fields) -> str:
    return "".join(f" {name}={quoteattr(value, {chr(10): '&#10;'})}" for name, value in fields.items() if value is not None)


def jira(records: Records) -> Files:
    elements = "".join(f"    <{name}{attributes(fields)}/>\n" for name, fields in records)
    return {"backup.zip": _zip(entities=f"<entity-engine-xml>\n{elements}</entity-engine-xml>\n",
                               activeobjects=_active_objects("AO_123456_NOTES", {"ID": "1"}))}


def _active_objects(table: str, fields: Fields) -> str:
    columns = "".join(f'    <column name="{name.upper()}"/>\n' for name in fields)
    cells = "".join('      <string xsi:nil="true"/>\n' if value is None else f"      <string>{escape(value)}</string>\n"
                    for value in fields.values())
    return ('<backup xmlns="http://www.atlassian.com/ao" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
            f'  <data tableName="{table.upper()}">\n{columns}    <row>\n{cells}    </row>\n  </data>\n</backup>\n')


def active_objects_of_jira(table: str, fields: Fields) -> Files:
    return {"backup.zip": _zip(entities="<entity-engine-xml>\n</entity-engine-xml>\n", activeobjects=_active_objects(table, fields))}


def confluence(name: str, fields: Fields) -> Files:
    properties = "".join(f'<property name="{key}"><![CDATA[{value}]]></property>\n' for key, value in fields.items()
                         if key != "id" and value is not None)
    return {"backup.zip": _zip(entities=f'<hibernate-generic datetime="2026-01-05 03:00:00">\n<object class="{name}" package="com.example">\n'
                                        f'<id name="id">{fields.get("id", "1")}</id>\n{properties}</object>\n</hibernate-generic>\n')}


def hsqldb(records: Records) -> Files:
    tables = "".join(f"CREATE MEMORY TABLE {table.upper()}({','.join(f'{name.upper()} LONGVARCHAR' for name in fields)})\n"
                     for table, fields in records)
    rows = "".join(f"INSERT INTO {table.upper()} VALUES({','.join(map(_literal, fields.values()))})\n" for table, fields in records)
    return {"jira.script": f'CREATE SCHEMA PUBLIC AUTHORIZATION DBA\n{tables}CREATE USER SA PASSWORD ""\nGRANT DBA TO SA\n'
                           f"SET SCHEMA PUBLIC\n{rows}".encode()}


def _literal(value: str | None) -> str:
    if value is None:
        return "NULL"
    return "'" + "".join(c if " " <= c <= "~" and c != "\\" else f"\\u{ord(c):04x}" for c in value).replace("'", "''") + "'"


def crowd(name: str, fields: Fields) -> Files:
    return {"backup.xml": f"<crowd>\n  <version>5.1.2</version>\n  <properties>\n    <{name}>\n{leaves(fields, 6)}    </{name}>\n"
                          "  </properties>\n</crowd>\n".encode()}


def leaves(fields: Fields, indent: int) -> str:
    return "".join(f"{' ' * indent}<{name}>{escape(value)}</{name}>\n" for name, value in fields.items() if value is not None)
