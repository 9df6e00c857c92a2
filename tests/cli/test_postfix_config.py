"""What is said of a Postfix: a main.cf as a target, and the one that this host runs."""
from __future__ import annotations

import getpass
import io
import os
import shutil
import unittest
import zipfile
from pathlib import Path

from program import CLEAN, FINDINGS, FIXTURES, INCOMPLETE, USAGE, ProgramTest, Run, environment, run, scan_json

POSTFIX = FIXTURES / "postfix"
READABLE = "postfix-passwords-readable"

RELAY = """\
compatibility_level = 3.6
inet_interfaces = loopback-only
mynetworks = 127.0.0.0/8
relayhost = [smtp.example.com]:587
smtp_sasl_auth_enable = yes
smtp_sasl_password_maps = hash:$config_directory/sasl_passwd
smtp_tls_security_level = secure
"""


def rules(ran: Run) -> set[str]:
    return {finding["rule"] for finding in ran.report["findings"]}


class PostfixTest(ProgramTest):
    def configuration(self, main_cf: str, name: str = "etc") -> Path:
        """A folder with that main.cf and the services of a relay."""
        self.file(f"{name}/main.cf", main_cf.encode())
        shutil.copy(POSTFIX / "insecure/master.cf", self.folder / name)
        return self.folder / name

    def host(self, main_cf: str | None, postconf: str | None = None) -> dict[str, str]:
        """An environment with this Postfix, played by a postconf in PATH; None: without one."""
        folder = self.configuration(main_cf) if main_cf is not None else self.folder / "none"
        script = postconf or f"case $1 in\n-dh) echo {folder} ;;\n-n) cat {folder}/main.cf ;;\nesac\n"
        self.file("bin/postconf", f"#!/bin/sh\n{script}".encode()).chmod(0o755)
        return environment(PATH=f"{self.folder}/bin:/usr/bin:/bin")

    def scan(self, *arguments: object, **options: object) -> Run:
        ran = scan_json(*arguments, **options)  # type: ignore[arg-type]
        self.assert_silent(ran)
        return ran


class Targets(PostfixTest):
    def test_fixtures(self) -> None:
        self.assertEqual(set(), rules(self.scan(POSTFIX / "relay")))
        self.assertEqual(set(), rules(self.scan(POSTFIX / "blackhole")))
        ran = self.scan(POSTFIX / "insecure")
        self.assert_code(FINDINGS, ran)
        self.assertEqual({"postfix-passwords-in-configuration": "high", "postfix-listens-to-network": "low",
                          "postfix-password-without-verified-tls": "medium", "postfix-relays-for-others": "medium"},
                         {finding["rule"]: finding["severity"] for finding in ran.report["findings"]})
        self.assertEqual({"risk"}, {finding["kind"] for finding in ran.report["findings"]})

    def test_mode_of_the_passwords(self) -> None:
        folder = self.configuration(RELAY)
        passwords = self.file("etc/sasl_passwd", b"[smtp.example.com]:587 jira:CANARY-pw\n")
        for mode, expected in ((0o600, set()), (0o640, set()), (0o644, {READABLE}), (0o604, {READABLE})):
            with self.subTest(mode=oct(mode)):
                passwords.chmod(mode)
                ran = self.scan(folder)
                self.assertEqual(expected, rules(ran))
                self.assert_code(FINDINGS if expected else CLEAN, ran)
                self.assertNotIn(b"CANARY", ran.out)
        finding = self.scan(folder).report["findings"][0]
        self.assertEqual("high", finding["severity"])
        self.assertEqual({"table": "postfix", "key": f"{passwords}, readable by everybody", "field": "smtp_sasl_password_maps",
                          "byte": RELAY.index("hash:"), "line": 6, "assumed_layout": False}, finding["location"])
        self.assertEqual("postfix", finding["account"]["product"])
        self.assertIsNone(finding["secret"])
        text = " ".join(run("scan", folder).text.split())
        self.assertIn(f"{passwords}, readable by everybody, setting smtp_sasl_password_maps, line 6", text)
        passwords.chmod(0o600)
        self.file("etc/sasl_passwd.db", b"CANARY").chmod(0o644)
        self.assertEqual({READABLE}, rules(self.scan(folder)))

    def test_no_value_is_shown(self) -> None:
        folder = self.configuration(RELAY.replace("hash:$config_directory/sasl_passwd", "static:CANARY-user:CANARY-pw"))
        for form in ("text", "json"):
            ran = run("scan", "--format", form, folder)
            self.assert_code(FINDINGS, ran)
            self.assertNotIn(b"CANARY", ran.out + ran.err)
            self.assertNotIn(b"smtp.example.com", ran.out)
        self.assertEqual({"postfix-passwords-in-configuration"}, rules(self.scan(folder)))

    def test_broken_line_is_not_shown(self) -> None:
        folder = self.configuration(RELAY + "CANARY static:user:CANARY\n")
        named = self.scan(folder / "main.cf")
        self.assert_code(INCOMPLETE, named)
        self.assertNotIn(b"CANARY", named.out)

    def test_roles(self) -> None:
        for name, production, sandbox in (("relay", set(), {"postfix-sandbox-reaches-world"}),
                                          ("blackhole", {"postfix-blackhole-in-production"}, set())):
            for role, expected in (("production", production), ("sandbox", sandbox)):
                with self.subTest(name=name, role=role):
                    ran = self.scan("--role", role, POSTFIX / name, env=self.host(None))
                    self.assertEqual(expected, rules(ran))
                    self.assert_code(FINDINGS if expected else CLEAN, ran)
        self.assert_refused(run("scan", "--role", "staging", POSTFIX), USAGE, "--role", "production|sandbox")

    def test_allow_list(self) -> None:
        """Single testers may have their mail; a domain or a pattern is the world."""
        folder = self.folder / "blackhole"
        shutil.copytree(POSTFIX / "blackhole", folder)
        for pattern, open_to_all in (("/^qa@example\\.com$/", False), ("/@example\\.com$/", True), ("/./", True)):
            with self.subTest(pattern=pattern):
                (folder / "transport").write_text(f"{pattern} jira_main:[smtp.example.com]:587\n")
                found = rules(self.scan("--role", "sandbox", folder, env=self.host(None)))
                self.assertEqual({"postfix-sandbox-reaches-world"} if open_to_all else set(), found)
        (folder / "transport").unlink()
        ran = self.scan("--role", "sandbox", folder, env=self.host(None))
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("postfix-sandbox-reaches-world", "".join(ran.skips.values()))

    def test_archive(self) -> None:
        """Alone it cannot be called clean; what is wrong is still said."""
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as members:
            members.writestr("etc/postfix/main.cf", RELAY)
        good = self.scan(self.file("good.zip", archive.getvalue()))
        self.assert_code(INCOMPLETE, good)
        self.assertEqual(["postfix-main-cf"], [source["kind"] for source in good.report["sources"]])
        for rule in (READABLE, "postfix-listens-to-network", "postfix-relays-for-others"):
            self.assertIn(rule, "".join(good.skips.values()))
        self.assertNotIn("sandbox", "".join(good.skips.values()))
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as members:
            members.writestr("main.cf", RELAY.replace("loopback-only", "all").replace("secure", "may"))
        bad = self.scan(self.file("bad.zip", archive.getvalue()))
        self.assertEqual({"postfix-listens-to-network", "postfix-password-without-verified-tls"}, rules(bad))

    def test_ways_out_beside_the_default(self) -> None:
        """A sandbox whose default goes nowhere may still have other ways out; each is named with its own line."""
        held = "inet_interfaces = loopback-only\nmydestination = localhost\ndefault_transport = virtual:\n"
        for line, setting in (("relay_domains = customer.example.com", "relay_domains"),
                              ("content_filter = smtp:[relay.example.com]:25", "content_filter"),
                              ("local_transport = smtp:[hub.example.com]", "local_transport"),
                              ("virtual_mailbox_domains = example.com\nvirtual_transport = smtp:", "virtual_transport"),
                              ("body_checks = static:{FILTER smtp:[relay.example.com]}", "body_checks"),
                              ("transport_maps = inline:{ {example.com = smtp:} }", "transport_maps")):
            with self.subTest(line=line):
                folder = self.configuration(held + line + "\n")
                ran = self.scan("--role", "sandbox", folder, env=self.host(None))
                world = [finding for finding in ran.report["findings"] if finding["rule"] == "postfix-sandbox-reaches-world"]
                self.assertEqual([f"{setting} in main.cf"], [finding["location"]["field"] for finding in world])
                self.assertEqual(4 + line.count("\n"), world[0]["location"]["line"])
                self.assertNotIn("postfix-blackhole-in-production",
                                 rules(self.scan("--role", "production", folder, env=self.host(None))))
        for service in ("smtp inet n - n - - smtpd", "pickup unix n - n 60 1 pickup"):
            folder = self.configuration(held)
            with (folder / "master.cf").open("a") as master:
                master.write(f"{service}\n  -o content_filter=smtp:[relay.example.com]:25\n")
            text = run("scan", "--role", "sandbox", folder, env=self.host(None)).text
            self.assertIn("setting -o content_filter in master.cf, line 6", text)
        checks = self.scan("--role", "sandbox", self.configuration(held + "header_checks = pcre:/etc/postfix/absent\n"),
                           env=self.host(None))
        self.assert_code(INCOMPLETE, checks)
        self.assertIn("the table /etc/postfix/absent, which header_checks names, is not at hand: put its text beside main.cf",
                      "".join(checks.skips.values()))

    def test_restricted_is_not_a_blackhole(self) -> None:
        """A production host that lets its own company's domain out holds nothing back by mistake."""
        restricted = "default_transport = error:5.7.1 not from here\ntransport_maps = texthash:$config_directory/out\n"
        folder = self.configuration(restricted)
        master = (folder / "master.cf").read_text()
        (folder / "master.cf").write_text(master + "error unix - - n - - error\n")
        for allowed, held in (("corp.example.com smtp:\n", False), ("qa@corp.example.com smtp:\n", True), ("", True)):
            self.file("etc/out", allowed.encode())
            found = rules(self.scan("--role", "production", folder, env=self.host(None)))
            self.assertEqual(held, "postfix-blackhole-in-production" in found)

    def test_loopback_interfaces_are_no_network(self) -> None:
        for interfaces, wider in (("localhost", False), ("loopback-only", False), ("127.0.0.1", False), ("all", True)):
            with self.subTest(interfaces=interfaces):
                found = rules(self.scan(self.configuration(f"myorigin = x\ninet_interfaces = {interfaces}\n")))
                self.assertEqual(wider, "postfix-relays-for-others" in found)

    def test_override_is_the_place(self) -> None:
        """What a service says for itself is found where it says so, not in main.cf."""
        folder = self.configuration(RELAY.replace("relayhost =", "default_transport ="
                                                  " jira_default:[smtp.example.com]:587\n#") + "mydestination =\n")
        services = ("jira_default unix - - n - - smtp\n  -o smtp_tls_security_level=may\n"
                    "2525 inet n - n - - smtpd\n  -o mynetworks=10.0.0.0/8\n192.0.2.1:25 inet n - n - - smtpd\n"
                    "lists unix - - n - - smtp\n  -o smtp_sasl_password_maps=static:CANARY:CANARY\n")
        with (folder / "master.cf").open("a") as master:
            master.write(services)
        ran = self.scan(folder)
        self.assertNotIn(b"CANARY", ran.out)
        first = (folder / "master.cf").read_text().index("jira_default")
        first = (folder / "master.cf").read_text()[:first].count("\n") + 1
        places = {finding["rule"]: (finding["location"]["key"], finding["location"]["field"], finding["location"]["line"])
                  for finding in ran.report["findings"]}
        self.assertEqual({
            "postfix-password-without-verified-tls":
                ("transport jira_default", "-o smtp_tls_security_level in master.cf", first),
            "postfix-relays-for-others": ("service 2525", "-o mynetworks in master.cf", first + 2),
            "postfix-listens-to-network": ("service 192.0.2.1:25", "address in master.cf", first + 4),
            "postfix-passwords-in-configuration": ("service lists", "-o smtp_sasl_password_maps in master.cf", first + 5),
        }, places)

    def test_template_of_the_package(self) -> None:
        template = "mydestination =\nmynetworks = 10.0.0.0/8\nsendmail_path =\nsetgid_group =\n"
        self.assert_code(CLEAN, self.scan(self.file("etc/main.cf.proto", template.encode()).parent))
        self.assert_code(INCOMPLETE, self.scan(self.folder / "etc/main.cf.proto"))

    def test_no_password_is_denied(self) -> None:
        text = run("scan", POSTFIX / "insecure").text
        self.assertNotIn("No password", text)
        self.assertNotIn("No mail credentials found", text)

    def test_instances_of_a_target(self) -> None:
        folder = self.configuration("myhostname = x\ndefault_transport = virtual:\ninet_interfaces = loopback-only\n"
                                    "mydestination =\nmulti_instance_directories = /etc/postfix-jira\n", "etc/postfix")
        missing = self.scan("--role", "sandbox", folder, env=self.host(None))
        self.assert_code(INCOMPLETE, missing)
        self.assertIn("multi_instance_directories", missing.skips[f"{self.folder}/etc/postfix-jira/main.cf"])
        instance = self.configuration(RELAY, "etc/postfix-jira")
        self.file("etc/postfix-jira/sasl_passwd", b"x").chmod(0o600)
        for targets in ((folder,), (folder, instance), (self.folder / "etc",)):
            ran = self.scan("--role", "sandbox", *targets, env=self.host(None))
            self.assert_code(FINDINGS, ran)
            self.assertEqual({str(folder / "main.cf"), str(instance / "main.cf")},
                             {source["path"] for source in ran.report["sources"]})
            self.assertEqual({"postfix-sandbox-reaches-world"}, rules(ran))
        self.assert_code(CLEAN, self.scan(folder))

    def test_standard_input(self) -> None:
        ran = self.scan("-", stdin=RELAY.replace("127.0.0.0/8", "127.0.0.0/8 10.0.0.0/8").encode())
        self.assert_code(INCOMPLETE, ran)
        self.assertEqual({"postfix-relays-for-others"}, rules(ran))

    def test_another_hosts_folder(self) -> None:
        """Its files count where they lie beside main.cf, not those of this host of the same name."""
        folder = self.configuration(RELAY.replace("$config_directory", "/etc/other-host"))
        self.assert_code(INCOMPLETE, self.scan(folder))
        self.file("etc/sasl_passwd", b"x").chmod(0o644)
        self.assertEqual({READABLE}, rules(self.scan(folder)))

    def test_neighbours_are_not_configurations(self) -> None:
        for name, text in (("php.ini", "[mail function]\nsendmail_path = /usr/sbin/sendmail\n"),
                           ("app.properties", "mail.host=smtp.example.com\nmyhostname=x\nmynetworks=y\n"),
                           ("postgresql.conf", "data_directory = '/x'\nport = 5432\n"),
                           ("dump.sql", "-- PostgreSQL database dump\n\nmyhostname = x\nmynetworks = y\n")):
            with self.subTest(name=name):
                kinds = {source["kind"] for source in self.scan(self.file(name, text.encode())).report["sources"]}
                self.assertNotIn("postfix-main-cf", kinds)


class Running(PostfixTest):
    """The host's own Postfix."""

    def test_it_is_a_source(self) -> None:
        env = self.host(RELAY + f"mail_owner = {getpass.getuser()}\n")
        self.folder.chmod(0o755)
        self.file("etc/sasl_passwd", b"x").chmod(0o600)
        for role, code in (("production", CLEAN), ("sandbox", FINDINGS)):
            ran = self.scan("--role", role, env=env)
            self.assert_code(code, ran)
            self.assertEqual([("postconf -n", "postfix-main-cf")],
                             [(source["path"], source["kind"]) for source in ran.report["sources"]])
            self.assertEqual({None}, {finding["exposure"]["file"] for finding in ran.report["findings"]} or {None})
        self.file("etc/sasl_passwd", b"x").chmod(0o644)
        self.assertEqual({READABLE}, rules(self.scan("--role", "production", env=env)))
        self.assertIn("Postfix of a sandbox that can mail the world  [medium]", run("scan", "--role", "sandbox", env=env).text)

    def test_it_is_not_looked_at_without_a_role(self) -> None:
        env = self.host(RELAY, "exit 3\n")
        self.assertEqual(["backup"], [Path(source["path"]).parent.name for source in
                                      self.scan(self.configuration(RELAY, "backup"), env=env).report["sources"]])
        self.assert_refused(run("scan", env=env), USAGE, "TARGET", "--role")

    def test_its_main_cf_is_not_reported_twice(self) -> None:
        env = self.host(RELAY)
        (self.folder / "link").symlink_to(self.folder / "etc")
        for target in ("etc", "etc/main.cf", "link/main.cf"):
            ran = self.scan("--role", "sandbox", self.folder / target, env=env)
            self.assertEqual(["postfix-sandbox-reaches-world"], [finding["rule"] for finding in ran.report["findings"]])
        other = self.configuration(RELAY, "other")
        self.assertEqual(2, len(self.scan("--role", "sandbox", other, env=env).report["findings"]))

    def test_a_host_without_postfix(self) -> None:
        env = self.host(None)
        ran = self.scan("--role", "sandbox", env=env)
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("Postfix is installed, but has no main.cf", ran.skips["postconf -n"])
        self.assert_code(CLEAN, self.scan("--role", "sandbox", POSTFIX / "blackhole", env=env))

    def test_every_instance_is_a_source(self) -> None:
        """An instance beside a blackhole mails the world."""
        jira, gone = self.configuration(RELAY, "etc-jira"), self.folder / "etc-gone"
        self.file("etc-jira/sasl_passwd", b"x").chmod(0o600)
        held = "default_transport = virtual:\ninet_interfaces = loopback-only\nmydestination =\n"
        script = f"case $1 in\n-c) cat $2/main.cf ;;\n-dh) echo {self.folder}/etc ;;\n-n) cat {self.folder}/etc/main.cf ;;\nesac\n"
        env = self.host(held + f"multi_instance_directories = {jira}\n", script)
        ran = self.scan("--role", "sandbox", jira, env=env)
        self.assertEqual({"postconf -n", f"postconf -c {jira} -n"}, {source["path"] for source in ran.report["sources"]})
        world = [finding for finding in ran.report["findings"] if finding["rule"] == "postfix-sandbox-reaches-world"]
        self.assertEqual([f"postconf -c {jira} -n"], [ran.report["sources"][finding["source"]]["path"] for finding in world])
        env = self.host(held + f"multi_instance_directories = {jira} {gone}\n", script)
        ran = self.scan("--role", "sandbox", env=env)
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("multi_instance_directories", ran.skips[f"postconf -c {gone} -n"])

    @unittest.skipIf(os.getuid() != 0, "only root gives files away")
    def test_owner_group_and_folders_of_the_passwords(self) -> None:
        env = self.host(RELAY)
        self.folder.chmod(0o755)
        passwords = self.file("etc/sasl_passwd", b"x")
        for owner, group, mode, folder, who in ((1234567, 0, 0o600, 0o755, "user 1234567"), (0, 1234567, 0o640, 0o755, "group 1234567"),
                                                (0, 1234567, 0o600, 0o755, None), (0, 0, 0o644, 0o700, None),
                                                (0, 0, 0o644, 0o755, "everybody")):
            with self.subTest(who=who, mode=oct(mode)):
                os.chown(passwords, owner, group)
                passwords.chmod(mode)
                passwords.parent.chmod(folder)
                ran = self.scan("--role", "production", env=env)
                self.assertEqual([f"{passwords}, readable by {who}"] if who else [],
                                 [finding["location"]["key"] for finding in ran.report["findings"]])

    def test_a_configuration_that_cannot_be_read(self) -> None:
        ran = self.scan("--role", "sandbox", env=self.host(RELAY, "echo CANARY >&2\nexit 1\n"))
        self.assert_code(INCOMPLETE, ran)
        self.assertIn("postconf", ran.skips["postconf -n"])
        self.assertNotIn(b"CANARY", ran.out)

    def test_endless_output(self) -> None:
        ran = run("scan", "--role", "sandbox", env=self.host(RELAY, f"[ $1 = -dh ] && echo {self.folder}/etc || exec yes\n"))
        self.assert_refused(ran, 3, "postconf")


if __name__ == "__main__":
    unittest.main()
