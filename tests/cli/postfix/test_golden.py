"""Every file of a configuration, for each kind there is."""
from __future__ import annotations

import os
import shutil
import unittest
from dataclasses import dataclass
from pathlib import Path

from golden import REFRESH, GoldenTest
from postfix.written import entries
from program import CLEAN, INCOMPLETE, ROOT, copy_fixture, run

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
SCRIPTS = ROOT / "src/postfix/scripts"
SAME_EVERYWHERE = ("install.sh", "uninstall.sh")
PLAIN, THREE = "postgresql/plain.sql", "postgresql/old.sql"


@dataclass(frozen=True)
class Case:
    name: str
    fixtures: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    host: tuple[str, str] = ("debian", "3.7")
    code: int = CLEAN
    provider: bool = False  # with the rules of provider.toml


CASES = (
    Case("debian", (THREE,)),
    Case("rhel", (THREE,), host=("rhel", "3.5")),
    Case("alpine", (THREE,), host=("alpine", "3.8")),
    Case("suse", (THREE,), host=("suse", "3.4")),
    Case("one-account", (PLAIN,)),
    Case("tls", (THREE,), ("--tls", "mail.example.com=cleartext", "--tls", "smtp.example.org=secure:mx.example.org",
                           "--tls", "upper.example.com=encrypt", "--ca-file", "/etc/ssl/company.pem")),
    Case("unknown-password", ("tomcat/placeholders.xml",), code=INCOMPLETE),
    Case("provider", (PLAIN, THREE), provider=True),
    Case("provider-keep-senders", (PLAIN,), ("--keep-senders",), provider=True),
    Case("oauth", (PLAIN, THREE), ("--oauth", "jira@example.com"), code=INCOMPLETE),
    Case("oauth-provider", (PLAIN,), ("--oauth", "jira@example.com"), ("rhel", "3.5"), INCOMPLETE, True),
    Case("multi-instance", (PLAIN,), ("--multi-instance", "jira", "--relay", "localhost:2525")),
    Case("clients", (PLAIN,), ("--relay", "172.17.0.1:2525", "--client-network", "172.17.0.0/16",
                               "--hostname", "jira.example.com")),
    Case("fragment", (THREE,), ("--fragment",)),
    Case("direct", (), ("--direct", "--hostname", "jira.example.com")),
    Case("blackhole", (), ("--blackhole", "--keep-days", "30", "--mailbox-owner", "1000:1001"), ("alpine", "3.8")),
    Case("blackhole-allow", (PLAIN,), ("--blackhole", "--allow", "qa@example.com", "--allow", "QA.two@example.org")),
    Case("blackhole-allow-direct", (), ("--blackhole", "--direct", "--allow", "qa@example.com")),
)


class Golden(GoldenTest):
    def check(self, case: Case) -> None:
        options = [*case.options, "--platform", case.host[0], "--postfix-version", case.host[1]]
        if case.provider:
            (self.folder / "rules").mkdir()
            shutil.copy(HERE / "provider.toml", self.folder / "rules")
            options += ["--rules", "rules"]
        targets = [copy_fixture(name, self.folder) for name in case.fixtures]
        ran = run("postfix", *targets, *options, "--postfix-dir", "relay", cwd=self.folder)
        self.assert_code(case.code, ran)
        self.assert_silent(ran)
        text = "=== standard output\n" + ran.text
        for name, (mode, content) in entries(self.folder / "relay").items():
            text += f"=== {name} {mode:04o}\n"
            if name in SAME_EVERYWHERE:
                self.assertEqual(self.script(name), content.decode().split("\n", 3)[3])
            else:
                text += content.decode()
        self.assert_golden_text(GOLDEN / f"{case.name}.txt", text)

    def script(self, name: str) -> str:
        """As it is in the source, behind its first three lines: shell, purpose, usage."""
        return "".join((SCRIPTS / part).read_text() for part in ("tree.sh", name))

    @unittest.skipIf(REFRESH in os.environ, "they are being made")
    def test_every_golden_file_has_a_case(self) -> None:
        self.assertEqual({f"{case.name}.txt" for case in CASES}, {path.name for path in GOLDEN.iterdir()})


def add_cases() -> None:
    for case in CASES:
        def test(self: Golden, case: Case = case) -> None:
            self.check(case)
        setattr(Golden, f"test_{case.name.replace('-', '_')}", test)


add_cases()

if __name__ == "__main__":
    unittest.main()
