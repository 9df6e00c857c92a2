"""Configuration files of the applications and of what they run in, and a log, each with one record."""
from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from backup_files import Files, attributes, leaves
from rule_examples import Fields


def tomcat(name: str, fields: Fields) -> Files:
    return {"server.xml": f"<Server><GlobalNamingResources>\n  <{name}{attributes(fields)}/>\n</GlobalNamingResources></Server>\n".encode()}


def tomcat_parameters(name: str, fields: Fields) -> Files:
    parameters = "".join(f"    <parameter><name>{key}</name><value>{escape(value)}</value></parameter>\n"
                         for key, value in fields.items() if key != "name" and value is not None)
    return {"server.xml": f"<Server><GlobalNamingResources>\n  <{name} name={quoteattr(fields['name'] or '')}>\n{parameters}"
                          f"  </{name}>\n</GlobalNamingResources></Server>\n".encode()}


def database_of_jira(name: str, fields: Fields) -> Files:
    return {"dbconfig.xml": f"<jira-database-config>\n  <name>defaultDS</name>\n  <{name}>\n{leaves(fields, 4)}  </{name}>\n"
                            "</jira-database-config>\n".encode()}


def settings(name: str, fields: Fields) -> Files:
    """Of Confluence, Bamboo and Crowd."""
    properties = "".join(f"    <property name={quoteattr(key)}>{escape(value)}</property>\n" for key, value in fields.items()
                         if value is not None)
    return {"cfg.xml": f"<{name}>\n  <setupStep>complete</setupStep>\n  <properties>\n{properties}  </properties>\n</{name}>\n".encode()}


def fisheye(name: str, fields: Fields) -> Files:
    return {"config.xml": f'<config control-bind="127.0.0.1:8059" version="1.0">\n  <{name}{attributes(fields)}/>\n</config>\n'.encode()}


def bamboo(_: str, fields: Fields) -> Files:
    """The document alone: the rule's examples have it in a list of one."""
    return {"bamboo-mail.cfg.xml": (fields["document"] or "").strip().removeprefix("<list>").removesuffix("</list>").encode()}


def start_script(_: str, fields: Fields) -> Files:
    """Atlassian's, but for a mail session of which no fact says so. Facts are the reader's and stand in no file."""
    is_other = "postern.application" not in fields and any(key.startswith("mail.") for key in fields)
    variable = "CATALINA_OPTS" if is_other else "JVM_SUPPORT_RECOMMENDED_ARGS"
    options = " ".join(f"-D{key}={_in_double_quotes(value)}" for key, value in fields.items()
                       if value is not None and not key.startswith("postern."))
    return {"setenv.sh": f'# Options of the JVM.\n{variable}="{options}"\nexport {variable}\n'.encode()}


def _in_double_quotes(value: str) -> str:
    """A parameter's expansion is left to the shell."""
    quoted = re.sub(r"([\\\"`]|\$(?!\{))", r"\\\1", value)
    return f"'{quoted}'" if re.search(r"[\s&;|<>()]", value) else quoted


def properties(_: str, fields: Fields) -> Files:
    return {"application.properties": "".join(f"{key}={value}\n".replace("\\", "\\\\") for key, value in fields.items()
                                              if value is not None).encode("latin-1")}


def jira_log(_: str, fields: Fields) -> Files:
    told = ",".join(f"[{name},{fields.get(name) or 'null'}]" for name in ("host", "username", "password"))
    return {"atlassian-jira.log": "2010-03-01 12:00:01,456 QuartzWorker-0 WARN ServiceRunner Support    "
                                  "[service.services.mail.MailFetcherService] Support[10001]: Cannot retrieve mail due to a "
                                  f"missing parameter in Mail Server '{fields['name']}': {told}\n".encode()}
