"""The folder appears whole or not at all, whatever is in the way."""
from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import time
import unittest
from pathlib import Path

from postfix.written import DUMP, HOST, PostfixTest, SECRETS, THREE_ACCOUNTS, entries
from program import CLEAN, FAILED, start


class Folder(PostfixTest):
    def test_closed_to_others(self) -> None:
        for mask in ("0", "77"):
            prefix = ("sh", "-c", f'umask {mask}; exec "$@"', "sh")
            self.assert_code(CLEAN, self.postfix(THREE_ACCOUNTS, folder=mask, prefix=prefix))
            self.assertEqual(0o700, stat.S_IMODE((self.folder / mask).stat().st_mode))
            for name, (mode, _) in entries(self.folder / mask).items():
                wanted = 0o600 if name.startswith((*SECRETS, ".postern")) else 0o755 if name.endswith(".sh") else 0o644
                self.assertEqual(wanted, mode, name)

    def test_folder_of_somebody_else(self) -> None:
        path = self.file("relay/main.cf", b"mine")
        self.assert_refused(self.postfix(DUMP), FAILED, "relay", "was not written by postern")
        self.assertEqual({"main.cf": (stat.S_IMODE(path.stat().st_mode), b"mine")}, entries(self.folder / "relay"))
        self.assertEqual(["relay"], self.names())

    def test_file_in_its_place(self) -> None:
        path = self.file("relay", b"mine")
        self.assert_refused(self.postfix(DUMP), FAILED, "relay")
        self.assertEqual(b"mine", path.read_bytes())

    def test_folder_above_is_missing(self) -> None:
        self.assert_refused(self.postfix(DUMP, folder="missing/relay"), FAILED, "missing/relay")
        self.assertEqual([], self.names())

    def test_folder_changed_by_hand(self) -> None:
        self.postfix(THREE_ACCOUNTS)
        path = self.folder / "relay/sasl_passwd.jira_upper"
        path.write_bytes(b"filled in")
        later = time.time() + 60
        os.utime(path, (later, later))
        before = entries(self.folder / "relay")
        for target in (DUMP, THREE_ACCOUNTS):
            self.assert_refused(self.postfix(target), FAILED, "sasl_passwd.jira_upper", "was changed by hand")
        self.assertEqual(before, entries(self.folder / "relay"))
        self.assertEqual(["relay"], self.names())

    def test_folder_above_is_not_writable(self) -> None:
        locked = self.folder / "locked"
        locked.mkdir()
        locked.chmod(0o555)
        self.folder.chmod(0o755)
        self.addCleanup(locked.chmod, 0o755)
        prefix = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--") if os.geteuid() == 0 else ()
        self.assert_refused(self.postfix(DUMP, folder="locked/relay", prefix=prefix), FAILED, "locked/relay")
        self.assertEqual([], os.listdir(locked))

    def test_file_that_grows_too_large(self) -> None:
        limit = ("sh", "-c", 'trap "" XFSZ; ulimit -f 1; exec "$@"', "sh")
        self.assert_refused(self.postfix(DUMP, prefix=limit), FAILED, "cannot be written")
        self.assertEqual([], self.names())
        self.postfix(THREE_ACCOUNTS)
        before = entries(self.folder / "relay")
        self.assert_refused(self.postfix(DUMP, prefix=limit), FAILED, "cannot be written")
        self.assertEqual((["relay"], before), (self.names(), entries(self.folder / "relay")))

    @unittest.skipUnless(os.geteuid() == 0, "only root can mount a small disk")
    def test_full_disk(self) -> None:
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40k", "none", disk], capture_output=True).returncode != 0:
            self.skipTest("no disk can be mounted here")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        self.assert_code(CLEAN, self.postfix(DUMP, "--fragment", folder=disk / "relay"))
        before = entries(disk / "relay")
        self.assert_refused(self.postfix(THREE_ACCOUNTS, folder=disk / "relay"), FAILED, "No space left")
        self.assertEqual((["relay"], before), (os.listdir(disk), entries(disk / "relay")))
        self.assert_refused(self.postfix(THREE_ACCOUNTS, folder=disk / "new"), FAILED, "No space left")
        self.assertEqual(["relay"], os.listdir(disk))

    def killed(self, target: Path, seconds: float) -> None:
        process = start("postfix", str(target), "--postfix-dir", "relay", *HOST, cwd=self.folder,
                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def test_killed_at_any_moment(self) -> None:
        """No folder or a whole one; then the old one or the new one. What is left over is closed to others."""
        whole = []
        for number, target in enumerate((THREE_ACCOUNTS, DUMP)):
            self.postfix(target, folder=f"whole{number}")
            whole.append(entries(self.folder / f"whole{number}"))
        for attempt in range(60):
            target = (THREE_ACCOUNTS, DUMP)[attempt % 2]
            self.killed(target, random.uniform(0, 0.02))
            if (self.folder / "relay").exists():
                self.assertIn(entries(self.folder / "relay"), whole)
            for left in self.folder.glob(".relay.*"):
                self.assertEqual(0o700, stat.S_IMODE(left.stat().st_mode))
        self.assert_code(CLEAN, self.postfix(DUMP))
        self.assertEqual(whole[1], entries(self.folder / "relay"))


if __name__ == "__main__":
    unittest.main()
