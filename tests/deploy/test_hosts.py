"""docs/deploy/scan-hosts.yml, run for real over hosts that are folders here."""
from __future__ import annotations

import json
import os
import sys
import unittest
from pathlib import Path

from program import FIXTURES, ProgramTest, binary, copy_fixture, run
from tools import PIECES, run_tool


class Hosts(ProgramTest):
    def setUp(self) -> None:
        super().setUp()
        if "merge" not in run("report", "--help").text:
            self.skipTest("this postern does not merge reports")
        for name, fixture in (("web1", "postgresql/plain.sql"), ("web2", "containers/dump.sql.gz")):
            (self.folder / name).mkdir()
            copy_fixture(fixture, self.folder / name)
        self.hosts = {name: [str(self.folder / name)] for name in ("web1", "web2")}
        self.file("key", b"an invented key of enough bytes, in base64 or not\n").chmod(0o600)

    def play(self, *arguments: str, **variables: object) -> tuple[int, str]:
        inventory = {"all": {"hosts": {name: {"postern_targets": targets, "ansible_connection": "local",
                                              "ansible_python_interpreter": sys.executable} for name, targets in self.hosts.items()},
                             "vars": {"postern": binary(), "postern_reports": str(self.folder / "reports")} | variables}}
        self.file("hosts.json", json.dumps(inventory).encode())
        temporary = self.folder / "remote"
        temporary.mkdir(exist_ok=True)
        ran = run_tool("ansible-playbook", "-i", self.folder / "hosts.json", *arguments, PIECES / "scan-hosts.yml", cwd=self.folder,
                       env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "ANSIBLE_NOCOLOR": "1", "ANSIBLE_PIPELINING": "1",
                            "TMPDIR": str(temporary), "ANSIBLE_LOCAL_TEMP": str(self.folder / "local"), "ANSIBLE_REMOTE_TEMP": str(self.folder / "local")})
        self.assertEqual([], [path.name for path in temporary.iterdir() if path.name.startswith("postern-")], "something stays on the hosts")
        return ran.returncode, ran.stdout + ran.stderr

    def united(self) -> dict:
        return json.loads((self.folder / "reports/all.json").read_text())

    def test_findings_of_all_hosts_in_one_report(self) -> None:
        code, said = self.play(postern_key=str(self.folder / "key"))
        self.assertEqual(2, code, said)
        self.assertIn("2 of 2 hosts", said)
        self.assertEqual({"web1.json", "web2.json", "all.json", "all.html"}, set(os.listdir(self.folder / "reports")))
        united = self.united()
        self.assertEqual(2, len(united["sources"]))
        alone = run("scan", "--format", "json", *(self.folder / name for name in ("web1", "web2"))).report
        self.assertEqual(len(alone["findings"]), len(united["findings"]))
        # The dump of two hosts is the same, and so are its credentials.
        self.assertEqual(len(alone["credentials"]), len(united["credentials"]))
        self.assertNotIn("an invented key", said)

    @staticmethod
    def make_clean(folder: str) -> None:
        """With something in it: an empty store is not clean."""
        os.mkdir(folder)
        (Path(folder) / "notes.txt").write_text("nothing of interest\n")

    def test_some_of_the_hosts(self) -> None:
        self.hosts["web2"] = [str(self.folder / "web2/clean")]
        self.make_clean(self.hosts["web2"][0])
        code, said = self.play("--limit", "web2")
        self.assertEqual(0, code, said)
        self.assertEqual({"web2.json", "all.json", "all.html"}, set(os.listdir(self.folder / "reports")))
        code, said = self.play("--limit", "web1")
        self.assertEqual(2, code, said)
        self.assertIn("1 of 1 hosts", said)
        self.assertEqual({"web1.json", "all.json", "all.html"}, set(os.listdir(self.folder / "reports")), "and none of the last time")

    def test_clean_hosts(self) -> None:
        self.hosts = {name: [str(self.folder / name / "clean")] for name in self.hosts}
        for targets in self.hosts.values():
            self.make_clean(targets[0])
        code, said = self.play()
        self.assertEqual(0, code, said)
        self.assertEqual([], self.united()["findings"])

    def test_a_host_that_fails_is_not_missing_in_silence(self) -> None:
        self.file("reports/web2.json", b"of the last time")
        self.hosts["web2"] = ["--bogus"]
        code, said = self.play()
        self.assertEqual(2, code, said)
        self.assertIn("1 of 2 hosts", said)
        self.assertFalse((self.folder / "reports/web2.json").exists(), "the report of the last time")
        self.assertEqual(1, len(self.united()["sources"]))


if __name__ == "__main__":
    unittest.main()
