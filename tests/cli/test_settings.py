"""Start scripts, properties files and logs: what is told of them, and that what is written still runs."""
from __future__ import annotations

import gzip
import shutil
import subprocess
import unittest
from pathlib import Path

from program import CLEAN, FINDINGS, FIXTURES, INCOMPLETE, Run, scan_json
from rewriting import RewritingTest

JVM, PROPERTIES, LOG = FIXTURES / "jvm", FIXTURES / "properties", FIXTURES / "log"
SHELLS = [shell for shell in ("dash", "bash", "sh") if shutil.which(shell)]

ORDINARY = {
    "gradle.properties": b"org.gradle.jvmargs=-Xmx2g -Dfile.encoding=UTF-8\nsigning.password=TRAP-ordinary-1\n",
    "log4j.properties": b"log4j.rootLogger=INFO, mail\nlog4j.appender.mail.SMTPHost=smtp.example.com\n"
                        b"log4j.appender.mail.SMTPPassword=TRAP-ordinary-2\n",
    "messages.properties": b"mail.subject=Hello {0}\njira.field.name=Name\npassword.forgotten=TRAP-ordinary-3?\n",
    ".env": b"APP_KEY=base64\nMAIL_HOST=smtp.example.com\nMAIL_PASSWORD=TRAP-ordinary-4\nDB_PASSWORD='TRAP ordinary-5'\n",
    "default": b"# Defaults\nSMARTD_OPTS=\"--interval=1800\"\nJAVA_OPTS=\"-Djava.awt.headless=true -Xmx1g\"\n",
    "other.service": b"[Unit]\nDescription=x\n[Service]\nEnvironment=\"JAVA_OPTS=-Dserver.port=1\"\nExecStart=/bin/x -Dy=z\n",
    "build.sh": b"#!/bin/sh\nset -e\nmvn -B -Djira.version=9.12 -DskipTests install\n",
    "start.bat": b"@echo off\r\nset JAVA_OPTS=-Dserver.port=1\r\njava %JAVA_OPTS% -jar x.jar\r\n",
    "other.log": b"2026-01-05 03:00:00,001 WARN [main] x.y.Z password=TRAP-ordinary-6\n",
    "README.md": b"# Mail\n\nStart it with `-Datlassian.mail.senddisabled=true`, or put\n\n"
                 b"    CATALINA_OPTS=\"-Dmail.smtp.password=TRAP-ordinary-7\"\n\ninto setenv.sh.\n",
    "prometheus.yml": b"global:\n  mail.smtp.host: x\nitems:\n  - jdbc.password\n",
}


def risks(ran: Run) -> dict[str, str]:
    return {finding["rule"]: finding["severity"] for finding in ran.report["findings"] if finding["kind"] == "risk"}


def options_given(shell: str, script: Path, variable: str) -> list[str]:
    """What a JVM would get that is started as Tomcat starts it: the script is read, the value taken apart once more."""
    command = f'. "$1" >/dev/null 2>&1; eval "set -- {variable}"; for word; do printf "%s\\0" "$word"; done'
    ran = subprocess.run([shell, "-c", command, shell, str(script)], stdout=subprocess.PIPE, check=True,
                         env={"PATH": "/usr/bin:/bin"})
    return ran.stdout.decode().split("\0")[:-1]


class Told(RewritingTest):
    def scan(self, *arguments: object) -> Run:
        ran = scan_json(*arguments)  # type: ignore[arg-type]
        self.assert_silent(ran)
        for secret in self.secrets:
            self.assertNotIn(secret.encode(), ran.out)
        return ran

    def test_ordinary_files_are_of_no_known_kind(self) -> None:
        for name, content in ORDINARY.items():
            with self.subTest(file=name):
                ran = scan_json("--role", "sandbox", self.file(f"in-{name}/{name}", content).parent)
                self.assertEqual([], [source["kind"] for source in ran.report["sources"] if "Postfix" not in source["path"]])
                self.assertNotIn(b"TRAP", ran.out)

    def test_start_script_of_a_sandbox(self) -> None:
        always = {"jvm-mail-debug": "medium", "jvm-password": "medium"}
        script = JVM / "risks/setenv.sh"
        self.assertEqual(always, risks(self.scan(script)))
        self.assertEqual(always, risks(self.scan("--role", "production", script)))
        self.assertEqual(always | {"jvm-sandbox-sends-mail": "medium", "jvm-sandbox-fetches-mail": "low"},
                         risks(self.scan("--role", "sandbox", script)))
        quiet = JVM / "risks/quiet-setenv.sh"
        self.assertEqual({}, risks(self.scan(quiet)))
        self.assertEqual({}, risks(self.scan("--role", "sandbox", quiet)))
        self.assertEqual({"jvm-production-sends-no-mail": "low"}, risks(self.scan("--role", "production", quiet)))

    def test_what_depends_is_not_decided(self) -> None:
        script = self.file("setenv.sh", b"CATALINA_OPTS=\"-Datlassian.mail.senddisabled=$SILENT "
                                        b"-Datlassian.mail.fetchdisabled=true\"\n")
        ran = self.scan("--role", "sandbox", script)
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("jvm-sandbox-sends-mail", ran.report["sources"][0]["skips"][0]["reason"])
        self.assert_code(CLEAN, self.scan(script))

    def test_passwords_in_properties(self) -> None:
        ran = self.scan(PROPERTIES / "risks")
        self.assert_code(FINDINGS, ran)
        self.assertEqual({"bitbucket-database-password": "high", "bitbucket-administrator-password": "high",
                          "crowd-application-password": "medium"}, risks(ran))
        self.assertEqual({"risk"}, {finding["kind"] for finding in ran.report["findings"]})
        places = {finding["rule"]: finding["location"] for finding in ran.report["findings"]}
        self.assertEqual({"table": "properties", "key": "bitbucket", "field": "jdbc.password", "line": 6,
                          "byte": (PROPERTIES / "risks/bitbucket.properties").read_bytes().index(b"bitbucket-db-pw"), "assumed_layout": False},
                         places["bitbucket-database-password"])

    def test_place_of_an_option(self) -> None:
        finding = self.scan(JVM / "setenv.sh").report["findings"][0]
        text = (JVM / "setenv.sh").read_bytes()
        self.assertEqual("mail.smtp.password", finding["location"]["field"])
        self.assertEqual(text.index(b"'jvm "), finding["location"]["byte"])
        self.assertEqual(5, finding["location"]["line"])


class Rewritten(RewritingTest):
    def rewritten(self, path: Path, command: str = "sandbox") -> Path:
        self.command = command
        words = ["--postfix-dir", "relay"] if command == "migrate" else []
        self.assert_code(CLEAN, self.ask(path, "-o", "out", *words))
        return self.folder / "out"

    def given(self, script: Path, variable: str = "$JAVA_OPTS") -> list[str]:
        """The same in every shell that there is."""
        all_given = [options_given(shell, script, variable) for shell in SHELLS]
        self.assertTrue(all(given == all_given[0] for given in all_given), all_given)
        return all_given[0]

    def test_a_scrubbed_script_gives_the_same_but_for_the_edits(self) -> None:
        before = self.given(JVM / "setenv.sh")
        self.assertIn("-Dmail.smtp.password=jvm $ecret & more", before)
        kept = [word for word in before if not word.startswith("-Dmail.smtp.")]
        relayed = ["-Dmail.smtp.host=localhost", "-Dmail.smtp.port=25", "-Dmail.smtp.starttls.enable=false"]
        self.assertEqual(kept + relayed, self.given(self.rewritten(JVM / "setenv.sh", "migrate")))
        (self.folder / "out").unlink()
        silent = ["-Datlassian.mail.senddisabled=true", "-Datlassian.mail.fetchdisabled=true"]
        self.assertEqual(kept + relayed + silent, self.given(self.rewritten(JVM / "setenv.sh")))

    def test_every_quoting_survives(self) -> None:
        """The option next to the one that goes, and the one behind it, stay what they were."""
        for value in ('A="-Da=1 {} -Db=2"', "A='-Da=1 {} -Db=2'", 'A="-Da=1 {}"" -Db=2"', 'A="-Da=1 "\'{} \'"-Db=2"',
                      'A="-Da=1 \\\n  {} \\\n  -Db=2"', 'A=-Da=1; A="$A {}"; A="${{A}} -Db=2"',
                      'A="${{B:--Da=1 {}}} -Db=2"', ': ${{A:="-Da=1 {} -Db=2"}}', 'A="-Da=1 `echo x >/dev/null` {} -Db=2"',
                      'export A=-Da=1\\ {}\\ -Db=2', 'A="-Da=1 "; A="$A"{}" -Db=2"'):
            for option in ("-Dmail.smtp.password=unit-off-pw", "-Dmail.smtp.password=jvm-old-pw"):
                with self.subTest(value=value, option=option):
                    script = self.file("setenv.sh", value.format(option).encode() + b"\n")
                    self.assertEqual(["-Da=1", option, "-Db=2"], self.given(script, "$A"))
                    after = self.given(self.rewritten(script), "$A")
                    self.assert_scrubbed((self.folder / "out").read_bytes())
                    self.assertEqual(["-Da=1", "-Db=2"], [word for word in after if "mail.smtp.host" not in word])
                    (self.folder / "out").unlink()

    def test_lines_that_hold_nothing_stay(self) -> None:
        for path in (JVM / "setenv.bat", JVM / "wiki.service", JVM / "wiki.env", PROPERTIES / "mail.properties"):
            with self.subTest(path=path):
                before = path.read_bytes().splitlines(keepends=True)
                after = self.rewritten(path).read_bytes()
                for line in before:
                    if b"mail." not in line and b"wo rd" not in line:
                        self.assertIn(line, after)
                self.assertEqual(path.read_bytes().count(b"\n") > after.count(b"\n"), path.suffix == ".properties")
                (self.folder / "out").unlink()

    def test_rotated_and_packed_logs(self) -> None:
        text = (LOG / "atlassian-jira.log").read_bytes()
        path = self.file("atlassian-jira.log.1.gz", gzip.compress(text * 50))
        self.assertEqual(100, len(scan_json(path).report["findings"]))
        after = gzip.decompress(self.rewritten(path).read_bytes())
        wanted = text.replace(b"[password,log]pw,1]", b"[password,null]").replace(b"[password,log nobody pw]", b"[password,null]")
        self.assertEqual(wanted * 50, after)

    def test_a_folder_in_place(self) -> None:
        shutil.copytree(JVM, self.folder / "jvm")
        (self.folder / "jvm/risks/setenv.sh").chmod(0o750)
        self.assert_code(CLEAN, self.ask("--in-place", "jvm"))
        for path in (self.folder / "jvm").glob("*.*"):
            self.assert_scrubbed(path.read_bytes())
        self.assertEqual(0o750, (self.folder / "jvm/risks/setenv.sh").stat().st_mode & 0o777)
        ran = scan_json("--role", "sandbox", self.folder / "jvm")
        self.assertEqual({"jvm-password"}, {finding["rule"] for finding in ran.report["findings"]})


if __name__ == "__main__":
    unittest.main()
