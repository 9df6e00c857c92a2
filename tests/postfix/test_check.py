"""Every kind of configuration for every platform: Postfix has nothing to say against it."""
from __future__ import annotations

import re
import shutil
import unittest
from pathlib import Path

from postfix_test import PostfixTest, account, dump, the_world
from world import shell

PLATFORMS = ("debian", "rhel", "alpine", "suse")
ROWS = (
    account(0, "Main", "smtp.example.com", 587, "jira@example.com", "one"),
    account(1, "Wiki", "smtp.example.org", 465, "conf@example.org", "two"),
    account(2, "Big", "smtp.office365.com", 587, "login@example.com", "three"),
    account(3, "Token", "smtp.gmail.com", 587, "token@example.com", "four"),
    account(4, "Inside", "2001:db8::25", 25, "inside", "five", "inside@example.com"),
)
KINDS: dict[str, tuple[str, ...]] = {
    "relay": ("-",), "one": ("-",), "tls": ("-", "--tls", "smtp.example.com=secure:mx.example.com", "--tls", "smtp.example.org=encrypt",
                                            "--tls", "2001:db8::25=cleartext"),
    "direct": ("--direct", "--hostname", "jira.example.com"), "blackhole": ("--blackhole",),
    "testers": ("-", "--blackhole", "--allow", "tester@example.com"), "direct-testers": ("--direct", "--blackhole", "--allow", "t@example.com"),
    "instance": ("-", "--multi-instance", "jira", "--relay", "localhost:10025"),
    "container": ("-", "--relay", "172.17.0.1:25", "--client-network", "172.17.0.0/16"), "token": ("-", "--oauth", "token@example.com"),
}


def setUpModule() -> None:  # noqa: N802
    the_world()
    for name in ("spool", "lib"):
        Path(f"/var/{name}/postfix-jira").mkdir()
    shutil.chown("/var/lib/postfix-jira", "postfix")


class Check(PostfixTest):
    checked: set[str] = set()

    def assert_content(self, folder: Path) -> None:
        """Platforms may differ in the place of the certification authorities alone: one check for all of them."""
        text = "".join(re.sub(r"(smtp_tls_CAfile).*", r"\1", (folder / name).read_text()) for name in ("main.cf", "master.cf"))
        if text in self.checked:
            return
        self.checked.add(text)
        for words in (("postconf", "-c", folder, "-n"), ("postconf", "-c", folder, "-M"), ("postfix", "-c", folder, "check")):
            ran = shell(*words)
            self.assertEqual("", ran.stderr, words)
        self.assertEqual([], self.world.log.matching("warning|fatal|error", self.since))

    def test_every_kind_on_every_platform(self) -> None:
        for platform in PLATFORMS:
            for kind, words in KINDS.items():
                with self.subTest(platform=platform, kind=kind):
                    rows = ROWS[:1] if kind == "one" else ROWS
                    # The token has to be filled in by hand.
                    folder = self.generate(*words, "--platform", platform, stdin=dump(*rows), name=f"{kind}-{platform}",
                                           code=4 if kind == "token" else 0)
                    for path in folder.rglob("*"):
                        self.assertEqual(0, path.stat().st_uid)
                    self.assert_content(folder)

    def test_fragment_merged_into_debians_own(self) -> None:
        merged = self.folder / "merged"
        merged.mkdir(mode=0o755)
        self.folder.chmod(0o755)
        (merged / "main.cf").write_text("compatibility_level = 3.6\nalias_maps =\n")
        shutil.copyfile("/etc/postfix/master.cf.proto", merged / "master.cf")
        fragment = self.generate("-", "--fragment", stdin=dump(*ROWS))
        for name in ("main.cf", "master.cf"):
            with open(merged / name, "a", encoding="utf-8") as file:
                file.write((fragment / f"{name}.fragment").read_text())
        for path in fragment.iterdir():
            if not path.name.endswith(".fragment"):
                shutil.copy2(path, merged / path.name)
        self.assert_content(merged)
        self.assertEqual(0, shell("postmap", "-c", merged, "-q", "conf@example.org", f"texthash:{merged}/sender_transport").returncode)


if __name__ == "__main__":
    unittest.main()
