"""Configuration files of Tomcat and the applications, where they lie: found, rewritten, and still read by an XML parser."""
from __future__ import annotations

import unittest
from pathlib import Path
from xml.etree import ElementTree

from program import CLEAN, FINDINGS, FIXTURES, INCOMPLETE, ProgramTest, run, scan_json

RESOURCE = ('type="javax.mail.Session" mail.smtp.host="smtp.example.com" mail.smtp.port="587" mail.smtp.auth="true" '
            'mail.smtp.user="jira@example.com" password="Style-pa55word"')

# Each way a session is written, by the path of its file.
STYLES = {
    "conf/server.xml": f'<Server port="8005"><GlobalNamingResources>\n<Resource name="mail/J" {RESOURCE}/>\n'
                       "</GlobalNamingResources></Server>\n",
    "conf/context.xml": f"<?xml version='1.0' encoding='ISO-8859-1'?>\r\n<Context>\r\n<!-- J\xfcrgen's -->\r\n<Resource {RESOURCE} name='mail/J'/>\r\n"
                        "</Context>\r\n",
    "conf/Catalina/localhost/jira.xml": "<Context>\n<Resource name = 'mail/J' mail.smtp.host = 'smtp.example.com'\n  mail.smtp.port = '587' "
                                        "mail.smtp.user = 'jira@example.com'\n\tpassword = 'Style-pa55word' type = 'javax.mail.Session' />\n</Context>\n",
    "webapps/jira/META-INF/context.xml": f'<Context><Resource name="mail/J" {RESOURCE.replace("javax", "jakarta")}></Resource></Context>',
    "conf/old.xml": "<Context><ResourceParams name='mail/J'>\n" + "".join(
        f"<parameter><name>{name}</name>\n <value>{value}</value></parameter>\n" for name, value in (
            ("mail.smtp.host", "smtp.example.com"), ("mail.smtp.port", "587"), ("mail.smtp.user", "jira@example.com"),
            ("password", "Style-pa55word"))) + "</ResourceParams></Context>\n",
    "conf/tomee.xml": "<tomee>\r\n<Resource id='mail/J' type='javax.mail.Session'>\r\n  mail.smtp.host = smtp.example.com\r\n  mail.smtp.port 587\r\n"
                      "  mail.smtp.user=jira@example.com\r\n  password=Style-pa55word\r\n</Resource>\r\n</tomee>\r\n",
}

ORDINARY = {
    "pom.xml": '<project xmlns="http://maven.apache.org/POM/4.0.0"><properties><password>TRAP</password></properties></project>',
    "web.xml": '<web-app version="3.0"><resource-ref><res-type>javax.mail.Session</res-type></resource-ref></web-app>',
    "log4j.xml": '<log4j:configuration xmlns:log4j="x"><appender name="mail"><param name="SMTPPassword" value="TRAP"/></appender></log4j:configuration>',
    "logback.xml": "<configuration><appender><smtpHost>smtp.example.com</smtpHost><password>TRAP</password></appender></configuration>",
    "strings.xml": '<resources><string name="password">TRAP</string></resources>',
    "app.xml": "<application-configuration><admin-group>TRAP</admin-group></application-configuration>",
    "config.xml": '<config version="1"><smtp host="smtp.example.com" password="TRAP"/></config>',
}


def session(path: Path) -> dict[str, str]:
    """What a parser sees of the one mail session in the file."""
    root = ElementTree.parse(path).getroot()
    params = root.find(".//ResourceParams")
    if params is not None:
        return {(entry.findtext("name") or "").strip(): (entry.findtext("value") or "").strip()
                for entry in params.findall("parameter")}
    resource = root.find(".//Resource")
    assert resource is not None
    lines = [line.replace("=", " ").split(None, 1) for line in (resource.text or "").splitlines() if line.strip()]
    return {**resource.attrib, **{line[0]: line[1].strip() for line in lines}}


class ConfigFiles(ProgramTest):
    def tree(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            self.file(name, text.encode("iso-8859-1"))

    def test_each_style_is_found_and_led_to_the_relay(self) -> None:
        for number, (name, text) in enumerate(STYLES.items()):
            with self.subTest(style=name):
                path = self.file(name, text.encode("iso-8859-1"))
                found = scan_json(path).report["findings"]
                self.assertEqual([("jira@example.com", "smtp.example.com", 587)],
                                 [(f["account"]["username"], f["account"]["host"], f["account"]["port"]) for f in found])
                ran = run("migrate", "--in-place", path, "--postfix-dir", self.folder / f"relay-{number}", "--postfix-version", "3.7")
                self.assert_code(CLEAN, ran)
                after = session(path)
                self.assertEqual(("localhost", "25"), (after["mail.smtp.host"], after["mail.smtp.port"]))
                self.assertNotIn(b"Style-pa55word", path.read_bytes())
                self.assertNotIn("mail.smtp.user", after)
                self.assertEqual(text.count("\r\n") > 0, path.read_bytes().count(b"\r\n") > 0)
                self.assert_code(CLEAN, run("scan", path))

    def test_an_installation_is_searched(self) -> None:
        self.tree({name: STYLES[name] for name in ("conf/server.xml", "conf/Catalina/localhost/jira.xml")})
        self.tree({f"atlassian-jira/WEB-INF/{name}": text for name, text in ORDINARY.items()})
        for name in ("dbconfig.xml", "bamboo-mail.cfg.xml"):
            self.file(f"home/{name}", (FIXTURES / "product-xml" / name).read_bytes())
        ran = scan_json(self.folder)
        self.assert_code(FINDINGS, ran)
        self.assertEqual(["product-xml", "product-xml", "tomcat-xml", "tomcat-xml"],
                         sorted(source["kind"] for source in ran.report["sources"]))
        self.assertNotIn(b"TRAP", ran.out)
        text = run("scan", self.folder)
        self.assertIn(f"{len(ORDINARY)} other files".encode(), text.out)

    def test_a_placeholder_is_resolved_where_the_installation_says_it(self) -> None:
        path = self.file("conf/server.xml", b'<Server><Resource name="mail/J" type="javax.mail.Session" mail.smtp.host="smtp.example.com" '
                         b'mail.smtp.user="u" password="${relay.pw}"/></Server>')
        self.assertEqual("external", scan_json(path).report["findings"][0]["secret"]["encoding"])
        properties = self.file("conf/catalina.properties", b"relay.pw=Catalina-pa55word\n")
        finding, = scan_json(path).report["findings"]
        self.assertEqual(("plain", 17), (finding["secret"]["encoding"], finding["secret"]["length"]))
        self.assertIn(f"{properties}, relay.pw", finding["advice"][0])
        ran = run("migrate", "--in-place", path, "--postfix-dir", self.folder / "relay", "--postfix-version", "3.7")
        self.assert_code(INCOMPLETE, ran)
        self.assertIn(b"Remove what still stands in", ran.err)
        self.assertIn(b"Catalina-pa55word", properties.read_bytes())
        self.assertIn(b"Catalina-pa55word", b"".join(file.read_bytes() for file in (self.folder / "relay").rglob("sasl_passwd*")))
        self.assertNotIn(b"relay.pw", path.read_bytes())


if __name__ == "__main__":
    unittest.main()
