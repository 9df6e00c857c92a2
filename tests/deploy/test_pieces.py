"""The pieces in docs/deploy, read by the tools that they are for."""
from __future__ import annotations

import re
import subprocess
import unittest
from pathlib import Path

from program import ROOT, ProgramTest, binary, run
from tools import PIECES, run_tool, tool

try:
    import yaml
except ImportError:
    yaml = None


def loaded(name: str) -> dict:
    if yaml is None:
        raise unittest.SkipTest("python3-yaml is not installed")
    return yaml.safe_load((PIECES / name).read_text())


def commands(text: str) -> list[list[str]]:
    """Each `postern ...` of a text, up to its end or to what a shell does with it."""
    return [line.split() for line in re.findall(r"\bpostern ((?:scan|sandbox|report|migrate|postfix) [^\n|)<;]*)", text)]


class Page(unittest.TestCase):
    def test_names_every_piece(self) -> None:
        text = (PIECES / "README.md").read_text()
        for path in PIECES.iterdir():
            if path.is_file() and path.name != "README.md":
                self.assertIn(f"({path.name})", text)

    def test_options_are_those_there_are(self) -> None:
        helps = {}
        for path in PIECES.iterdir():
            if not path.is_file():
                continue
            for words in commands(path.read_text()):
                verb = words[:2] if words[0] == "report" else words[:1]
                if " ".join(verb) not in helps:
                    ran = run(*verb, "--help")
                    helps[" ".join(verb)] = ran.text if f"Usage: postern {' '.join(verb)} " in ran.text else None
                told = helps[" ".join(verb)]
                if told is None:
                    continue
                for option in (word.partition("=")[0] for word in words if word.startswith("-") and word != "-"):
                    with self.subTest(piece=path.name, option=option):
                        self.assertRegex(told, rf"(?m)^  (-\w,)?{re.escape(option)}\b|^  {re.escape(option)},")


class Shell(ProgramTest):
    def shellcheck(self, text: str, shell: str) -> None:
        path = self.file("script", text.encode())
        ran = run_tool("shellcheck", "-s", shell, path)
        self.assertEqual((0, ""), (ran.returncode, ran.stdout))

    def test_refresh_sandbox(self) -> None:
        self.shellcheck((PIECES / "refresh-sandbox").read_text(), "bash")
        self.assertTrue((PIECES / "refresh-sandbox").stat().st_mode & 0o111)

    def test_gitlab(self) -> None:
        piece = loaded("gitlab-ci.yml")
        for name, job in piece.items():
            if isinstance(job, dict) and "script" in job:
                self.assertIn(job["stage"], piece["stages"], name)
                self.shellcheck("set -eu\n" + "\n".join(job["script"]) + "\n", "bash")

    def test_jenkins(self) -> None:
        text = (PIECES / "Jenkinsfile").read_text()
        for left, right in ("{}", "()", "[]"):
            self.assertEqual(text.count(left), text.count(right))
        scripts = re.findall(r"sh '([^']*)'|script:\s*'([^']*)'", text)
        self.assertEqual(3, len(scripts))
        self.assertEqual("rm -f postern.xml postern.html", scripts[0][0], "what is published is of this run")
        for script in scripts:
            self.shellcheck("".join(script) + "\n", "sh")

    def test_cron_job(self) -> None:
        pod = loaded("cronjob.yaml")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
        shell, option, script = pod["containers"][0]["command"]
        self.assertEqual(("/bin/sh", "-c"), (shell, option))
        self.shellcheck("JOB_COMPLETION_INDEX=0\n" + script, "sh")


class Yaml(unittest.TestCase):
    def test_yamllint(self) -> None:
        rules = "{extends: default, rules: {line-length: {max: 140}, document-start: disable, braces: {max-spaces-inside: 0}, truthy: {check-keys: false}}}"
        for path in sorted(PIECES.glob("*.y*ml")):
            ran = run_tool("yamllint", "--strict", "-d", rules, path)
            self.assertEqual((0, ""), (ran.returncode, ran.stdout))

    def test_ansible_reads_the_playbook(self) -> None:
        ran = run_tool("ansible-playbook", "--syntax-check", "-i", "localhost,", PIECES / "scan-hosts.yml")
        self.assertEqual(0, ran.returncode, ran.stderr)


class CronJob(ProgramTest):
    def setUp(self) -> None:
        super().setUp()
        self.job = loaded("cronjob.yaml")["spec"]["jobTemplate"]["spec"]
        self.pod = self.job["template"]["spec"]
        self.container = self.pod["containers"][0]

    def test_it_may_do_nothing_but_read_and_report(self) -> None:
        self.assertTrue(self.container["securityContext"]["readOnlyRootFilesystem"])
        self.assertFalse(self.container["securityContext"]["allowPrivilegeEscalation"])
        self.assertEqual(["ALL"], self.container["securityContext"]["capabilities"]["drop"])
        self.assertTrue(self.pod["securityContext"]["runAsNonRoot"])
        self.assertFalse(self.pod["automountServiceAccountToken"])
        volumes = {volume["name"] for volume in self.pod["volumes"]}
        mounts = {mount["name"]: mount for mount in self.container["volumeMounts"]}
        self.assertEqual(volumes, set(mounts))
        self.assertTrue(mounts["backups"]["readOnly"])
        rule = self.job["podFailurePolicy"]["rules"][0]
        self.assertEqual(self.container["name"], rule["onExitCodes"]["containerName"])
        self.assertEqual("Never", self.pod["restartPolicy"])  # what such a policy asks for

    def test_a_worker_that_fails_does_not_stop_the_others(self) -> None:
        rule, = self.job["podFailurePolicy"]["rules"]
        self.assertEqual(("FailIndex", [2, 3]), (rule["action"], rule["onExitCodes"]["values"]))
        self.assertIn("backoffLimitPerIndex", self.job)  # what such an action asks for
        self.assertNotIn("backoffLimit", self.job)

    def test_the_schema_of_kubernetes(self) -> None:
        ran = run_tool("kubernetes-validate", "--strict", PIECES / "cronjob.yaml")
        self.assertEqual(0, ran.returncode, ran.stdout + ran.stderr)

    def test_the_workers_take_all_parts(self) -> None:
        """The script itself, with a postern that only says what it was asked for."""
        self.assertEqual("Indexed", self.job["completionMode"])
        total = self.job["completions"]
        self.file("bin/postern", b'#!/bin/sh\nfor word; do before=$after; after=$word; [ "$before" = -o ] && file=$word; done\n'
                                 b'echo "$3 $file $*"\n[ "$CODE" -eq 3 ] || umask >"$file"\nexit "$CODE"\n').chmod(0o755)
        self.file("bin/cat", b"#!/bin/sh\n").chmod(0o755)
        shell, option, script = self.container["command"]
        command = [shell, option, script.replace(" >/scratch/key", "").replace("/reports", f"{self.folder}/reports")]
        for code, wanted in ((0, 0), (1, 0), (2, 2), (3, 3), (4, 0), (130, 130)):
            job = f"postern-scan-{code}"
            asked = []
            for index in range(total):
                ran = subprocess.run(command, capture_output=True, text=True, check=False,
                                     env={"PATH": f"{self.folder}/bin:/usr/bin:/bin", "JOB_COMPLETION_INDEX": str(index), "CODE": str(code), "JOB": job})
                self.assertEqual((wanted, ""), (ran.returncode, ran.stderr))
                asked.append(" ".join(ran.stdout.split()[:2]))
                self.assertIn(" --host backup-store ", ran.stdout, "one host of all workers, whatever their pods are called")
            folder = self.folder / "reports" / job
            self.assertEqual([f"{part}/{total} {folder}/shard-{part}.json" for part in range(1, total + 1)], asked)
            self.assertEqual(0 if code == 3 else total, len(list(folder.iterdir())), "reports of another week are in another folder")
        variable, = self.container["env"]
        self.assertEqual(("JOB", "metadata.labels['batch.kubernetes.io/job-name']"),
                         (variable["name"], variable["valueFrom"]["fieldRef"]["fieldPath"]))


class Systemd(ProgramTest):
    def test_verify(self) -> None:
        """As installed: the program is where the unit says."""
        for name in ("postern-scan.service", "postern-scan.timer"):
            text = (PIECES / name).read_text().replace("/usr/bin/postern", binary()).replace("Documentation=man:postern-scan(1)\n", "")
            self.file(name, text.encode())
        ran = run_tool("systemd-analyze", "verify", "--man=no", self.folder / "postern-scan.service", self.folder / "postern-scan.timer")
        self.assertEqual((0, ""), (ran.returncode, ran.stderr))

    def test_a_scan_that_was_stopped_is_no_success(self) -> None:
        self.assertNotRegex((PIECES / "postern-scan.service").read_text(), r"(?m)^SuccessExitStatus=")

    def test_it_is_shut_in(self) -> None:
        ran = run_tool("systemd-analyze", "security", "--offline=true", "--threshold=20", PIECES / "postern-scan.service")
        if "offline" in ran.stderr:
            self.skipTest("this systemd-analyze looks at running units alone")
        self.assertEqual(0, ran.returncode, ran.stdout[-500:])

    def test_the_timer_is_of_the_service(self) -> None:
        self.assertEqual({"postern-scan"}, {path.stem for path in PIECES.glob("postern-*.*")})
        spec = re.search(r"OnCalendar=(.*)", (PIECES / "postern-scan.timer").read_text())[1]
        ran = run_tool("systemd-analyze", "calendar", spec)
        self.assertEqual(0, ran.returncode, ran.stderr)


class Container(unittest.TestCase):
    def test_it_is_made_of_what_there_is(self) -> None:
        text = (PIECES / "Containerfile").read_text()
        self.assertTrue((ROOT / ".ci/install").is_file())
        self.assertIn('"release"', (ROOT / "CMakePresets.json").read_text())
        self.assertRegex(text, r"(?m)^USER [1-9]\d*:[1-9]\d*$")
        self.assertEqual(2, len(re.findall(r"(?m)^FROM \S+/debian:12", text)))
        ignored = (ROOT / ".dockerignore").read_text().split()
        self.assertIn("build", ignored, "one that was made outside has other paths in it")

    def test_an_engine_builds_it(self) -> None:
        for engine in ("podman", "buildah", "docker"):
            try:
                tool(engine)
            except unittest.SkipTest:
                continue
            if run_tool(engine, "info").returncode == 0 and run_tool(engine, "pull", "docker.io/library/debian:12").returncode == 0:
                ran = subprocess.run([engine, "build", "-f", str(PIECES / "Containerfile"), "-t", "postern-test", str(ROOT)],
                                     capture_output=True, text=True, timeout=1500, check=False)
                self.assertEqual(0, ran.returncode, ran.stderr[-3000:])
                ran = run_tool(engine, "run", "--rm", "--read-only", "--network", "none", "postern-test", "rules", "list")
                self.assertIn("jira-mailserver", ran.stdout)
                return
        self.skipTest("no engine that runs here and can have the image of Debian: neither podman nor buildah nor docker")


if __name__ == "__main__":
    unittest.main()
