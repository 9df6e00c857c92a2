"""The emitted scripts: fit for any POSIX shell."""
from __future__ import annotations

import shutil
import subprocess
import unittest

from postfix.written import PostfixTest, entries

SCRIPTS = ("install.sh", "uninstall.sh", "prune.sh")
PRUNED = "/var/spool/postern-blackhole"


class Scripts(PostfixTest):
    def setUp(self) -> None:
        super().setUp()
        self.postfix("--blackhole")

    def check(self, *command: str) -> None:
        if shutil.which(command[0]) is None:
            self.skipTest(f"{command[0]} is not installed")
        for name in SCRIPTS:
            with self.subTest(script=name):
                ran = subprocess.run([*command, self.folder / "relay" / name], capture_output=True, text=True, check=False)
                self.assertEqual((0, "", ""), (ran.returncode, ran.stdout, ran.stderr))

    def test_every_script_is_looked_at(self) -> None:
        self.assertEqual(set(SCRIPTS), {name for name in entries(self.folder / "relay") if name.endswith(".sh")})
        for name in SCRIPTS:
            self.assertTrue(self.text(name).startswith("#!/bin/sh\n"), name)

    def test_shellcheck(self) -> None:
        self.check("shellcheck", "-s", "sh")

    def test_dash(self) -> None:
        self.check("dash", "-n")

    def test_busybox(self) -> None:
        self.check("busybox", "sh", "-n")

    def test_bash(self) -> None:
        self.check("bash", "--posix", "-n")

    def test_wrong_options(self) -> None:
        for name in ("install.sh", "uninstall.sh"):
            ran = subprocess.run(["sh", self.folder / "relay" / name, "--bogus"], capture_output=True, text=True, check=False)
            self.assertEqual((2, ""), (ran.returncode, ran.stdout))
            self.assertIn(f"usage: {name}", ran.stderr)

    def test_pruning(self) -> None:
        """Old mail goes, new mail and everything else stays."""
        spool = self.folder / "spool"
        for folder in ("new", "cur", "tmp"):
            for name, age in (("old", "15 days ago"), ("young", "13 days ago")):
                path = self.file(f"spool/Maildir/{folder}/{name}", b"mail")
                subprocess.run(["touch", "-d", age, path], check=True)
        other = self.file("spool/Maildir/dovecot-uidlist", b"")
        subprocess.run(["touch", "-d", "90 days ago", other], check=True)
        script = self.text("prune.sh").replace(PRUNED, str(spool))
        for _ in range(2):
            subprocess.run(["sh", "-eu", "-c", script], check=True)
            left = sorted(str(path.relative_to(spool)) for path in spool.rglob("*") if path.is_file())
            self.assertEqual(["Maildir/cur/young", "Maildir/dovecot-uidlist", "Maildir/new/young", "Maildir/tmp/young"], left)
        subprocess.run(["rm", "-r", spool], check=True)
        subprocess.run(["sh", "-eu", "-c", script], check=True)


if __name__ == "__main__":
    unittest.main()
