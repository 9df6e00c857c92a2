"""The Debian package: made, looked at, installed into a folder of its own, run there, and removed."""
from __future__ import annotations

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import FINDINGS, FIXTURES, ROOT, binary, listed_ids, run
from tools import run_tool, tool

BUILD = Path(os.environ.get("POSTERN_BUILD", ""))


def settings_folder(root: Path) -> None:
    """What dpkg wants to find in a system, however small."""
    for folder in ("updates", "info", "alternatives"):
        (root / "var/lib/dpkg" / folder).mkdir(parents=True)
    for name in ("status", "available"):
        (root / "var/lib/dpkg" / name).touch()


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        for name in ("cpack", "dpkg", "dpkg-shlibdeps"):
            tool(name)
        folder = tempfile.TemporaryDirectory(prefix="postern-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        made = run_tool("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", cls.folder / "made")
        assert made.returncode == 0, made.stdout + made.stderr
        (cls.package,) = (cls.folder / "made").glob("*.deb")
        cls.root = cls.folder / "root"
        subprocess.run(["dpkg-deb", "-x", cls.package, cls.root], check=True)
        cls.docs = cls.root / "usr/share/doc/postern"

    def installed(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([self.root / "usr/bin/postern", *arguments], capture_output=True, text=True, check=False, cwd=self.folder,
                              env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"})

    def test_it_says_what_it_is(self) -> None:
        fields = dict(re.findall(r"^([A-Z][\w-]+): (.*)$", run_tool("dpkg-deb", "-f", self.package).stdout, re.M))
        self.assertEqual(("postern", "admin", "optional"), (fields["Package"], fields["Section"], fields["Priority"]))
        self.assertEqual(run("--version").text.split()[1] + "-1", fields["Version"])
        for library in ("libc6", "libpqxx", "libmysqlcppconn", "libssl", "libisal"):
            self.assertIn(library, fields["Depends"])

    def test_lintian_finds_no_error(self) -> None:
        ran = run_tool("lintian", "--allow-root", "--fail-on", "error", self.package)
        self.assertEqual(0, ran.returncode, ran.stdout)

    def test_what_is_in_it(self) -> None:
        there = {str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file()}
        for name in ("usr/bin/postern", "usr/share/bash-completion/completions/postern", "usr/share/zsh/vendor-completions/_postern",
                     "usr/share/fish/vendor_completions.d/postern.fish", "usr/share/postern/rules/jira.toml",
                     *(f"usr/share/doc/postern/{name}" for name in ("copyright", "changelog.gz", "changelog.Debian.gz", "README.md", "rules.md",
                                                                    "examples/scan-hosts.yml")),
                     *(f"usr/share/man/man1/{page.stem}.1.gz" for page in (ROOT / "docs/man").glob("*.md"))):
            self.assertIn(name, there)
        self.assertEqual([], [name for name in there if not name.startswith(("usr/bin/", "usr/share/"))])
        self.assertEqual(["usr/bin/postern"], [name for name in there if name.startswith("usr/bin")])

    def test_who_may_do_what_with_it(self) -> None:
        listed = run_tool("dpkg-deb", "-c", self.package).stdout.splitlines()
        for line in listed:
            mode, owner, name = line.split()[0], line.split()[1], line.split()[5]
            wanted = "drwxr-xr-x" if name.endswith("/") else "-rwxr-xr-x" if name in ("./usr/bin/postern", "./usr/share/doc/postern/examples/refresh-sandbox") else "-rw-r--r--"
            self.assertEqual((wanted, "root/root"), (mode, owner), name)

    def test_it_runs(self) -> None:
        self.assertEqual(run("--version").text, self.installed("--version").stdout)
        dump = FIXTURES / "postgresql/plain.sql"
        ran = self.installed("scan", str(dump))
        self.assertEqual((FINDINGS, run("scan", dump).text, ""), (ran.returncode, ran.stdout, ran.stderr))
        self.assertEqual(listed_ids(run("rules", "list").text), listed_ids(self.installed("rules", "list").stdout))
        self.assertEqual(0, self.installed("rules", "check", "--rules", str(self.root / "usr/share/postern/rules")).returncode)

    def test_its_pages_are_found(self) -> None:
        for name in ("postern", "postern-scan", "postern-migrate"):
            shown = subprocess.run([tool("man"), "-M", self.root / "usr/share/man", name], capture_output=True, text=True, check=True,
                                   env=os.environ | {"LC_ALL": "C.UTF-8", "MANWIDTH": "80"}).stdout
            self.assertIn("EXIT STATUS", shown)

    def test_its_completion_is_found(self) -> None:
        script = "source ./completions/postern; COMP_WORDS=(postern sc); COMP_CWORD=1; _postern; echo \"${COMPREPLY[@]}\""
        ran = subprocess.run([tool("bash"), "-c", script], capture_output=True, text=True, check=True,
                             cwd=self.root / "usr/share/bash-completion")
        self.assertEqual(("scan\n", ""), (ran.stdout, ran.stderr))

    @unittest.skipUnless(os.geteuid() == 0, "only root installs packages")
    def test_dpkg_installs_and_removes_it(self) -> None:
        system = self.folder / "system"
        settings_folder(system)
        ran = run_tool("dpkg", f"--root={system}", "--force-depends", "--log=/dev/null", "-i", self.package)
        self.assertEqual(0, ran.returncode, ran.stderr)
        self.assertTrue((system / "usr/bin/postern").is_file())
        self.assertIn("Status: install ok installed", (system / "var/lib/dpkg/status").read_text())
        ran = run_tool("dpkg", f"--root={system}", "--log=/dev/null", "--purge", "postern")
        self.assertEqual(0, ran.returncode, ran.stderr)
        self.assertFalse((system / "usr/bin").exists())
        self.assertFalse((system / "usr/share/doc/postern").exists())

    def test_it_is_the_program_that_is_tested(self) -> None:
        self.assertTrue(binary().startswith(str(BUILD)))


if __name__ == "__main__":
    unittest.main()
