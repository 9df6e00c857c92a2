"""What the architecture promises about files, checked. Needs no build."""
from __future__ import annotations

import re
import statistics
import unittest
from pathlib import Path

from sources import ROOT, SRC, TESTS, component, includes, resolve, sources, texts

# Which components a component may include, beside itself and the vocabulary (postern).
MAY_INCLUDE: dict[str, set[str]] = {
    "postern": set(),
    "base": set(),
    "format": {"base"},
    "compression": {"base"},
    "target": {"compression", "format", "base"},
    "source": {"compression", "format", "base"},
    "rules": {"base"},
    "audit": {"base"},
    "rewrite": {"format", "base"},
    "postfix": {"base"},
    "login": {"base"},
    "report": {"base"},
    "cli": {"base", "compression", "format", "target", "source", "rules", "audit", "rewrite", "postfix", "login", "report"},
}

# Libraries, and the components that may know them: one, or each for a format of its own.
HOME = {
    "pqxx": "source", "libpq-fe": "source", "mysql": "source", "cppconn": "source", "CLI": "cli", "toml++": "rules", "isa-l": "compression",
    "openssl": "base", "nlohmann": "report source", "zstd": "compression", "zstd_errors": "compression", "lz4frame": "compression", "lzma": "compression", "bzlib": "compression",
    "curl": "login",
}

# Sources without a test of the same name, and why.
UNTESTED = {
    "src/cli/main.cpp": "one call",
    "src/cli/commands.cpp": "a list of constructors; test_manners.py runs each",
    "src/base/byte_search_avx2.cpp": "test_byte_search.cpp compares it with the portable one",
    "src/cli/application.cpp": "what a process does as a whole: test_manners.py",
    "src/cli/application_tree.cpp": "what a process does as a whole: test_manners.py",
    "src/cli/config_option.cpp": "what a process does as a whole: test_config.py",
    "src/cli/manual_main.cpp": "what it makes: test_manual.py, test_completion.py",
    **{f"src/cli/completion_{shell}.cpp": "test_completion.py asks the shell itself" for shell in ("bash", "zsh", "fish")},
    "src/cli/command_scan.cpp": "what a process does as a whole: tests/cli/scan",
    "src/cli/command_report.cpp": "what a process does as a whole: tests/cli/report",
    "src/cli/command_rules.cpp": "what a process does as a whole: tests/cli/rules",
    "src/cli/command_postfix.cpp": "what a process does as a whole: tests/cli/postfix",
    **{f"src/cli/command_{verb}.cpp": f"what a process does as a whole: tests/cli/{verb}, tests/db/test_live_{test}.py"
       for verb, test in (("migrate", "migrate"), ("sandbox", "sandbox"), ("undo", "migrate"))},
    "src/cli/change_planner.cpp": "opens servers: tests/db/test_live_migrate.py, test_live_sandbox.py; what it does to their rows "
                                  "and to Postfix is in files of its own",
    "src/cli/change_run.cpp": "opens servers: tests/db/test_live_migrate.py, test_live_sandbox.py, test_live_kill.py",
    "src/cli/file_change_run.cpp": "what a run does as a whole: tests/cli/sandbox/test_files.py, tests/cli/migrate/test_files.py",
    "src/cli/login_verification.cpp": "what a process does over the network: tests/cli/test_verify_logins.py",
    "src/cli/process_privacy.cpp": "test_signals.py looks at the process",
    **{f"src/source/pg_{name}.cpp": "needs a server: tests/db/test_live_postgresql.py and test_postgresql_database.py"
       for name in ("catalog", "database", "facts", "handshake", "hidden_values", "readers", "session",
                    "table_reader", "transaction")},
    **{f"src/source/pg_{name}.cpp": "needs a server: tests/db/test_postgresql_residues.py"
       for name in ("horizon", "purge", "residue_facts")},
    "src/source/mysql_purge.cpp": "needs a server: tests/db/test_mysql_residues.py",
    "src/source/mysql_connection.cpp": "needs a server: tests/db/test_mysql_database.py",
    "src/source/mysql_session.cpp": "needs a server: tests/db/test_mysql_database.py",
    "src/source/mysql_reader.cpp": "needs a server: tests/db/test_mysql_database.py",
    "src/source/mysql_row.cpp": "needs a server: tests/db/test_mysql_database.py",
    "src/source/mysql_transaction.cpp": "needs a server: tests/db/test_mysql_database.py",
}

# Files that may call Secret::reveal(), and why.
REVEALS = {
    "include/postern/secret.hpp": "its home: copying",
    "src/base/private_file.cpp": "to put its pieces together",
    "src/rewrite/journal.cpp": "to write it into its file, and to read it from there",
    "src/rewrite/journal_text.cpp": "to write the values of a row down",
    "src/rewrite/row_change.cpp": "to find a row by what was written to it, where it has no primary key",
    "src/rewrite/row_planner.cpp": "to find a row by what it holds, where it has no primary key",
    "src/audit/finding_builder.cpp": "to digest it; the digest goes on",
    "src/audit/correlation.cpp": "to digest it, and find its credential",
    "src/login/login_client.cpp": "to try it at its server",
    "src/postfix/config_folder.cpp": "to write the files, and to compare them with those that are there",
    "src/postfix/sasl_passwd.cpp": "to put it behind its user name",
    "src/postfix/upstream_check.cpp": "to look for bytes that Postfix cannot hold",
    "src/postfix/xoauth2.cpp": "to put tokens into their file",
    "src/source/pg_handshake.cpp": "to log in",
    "src/source/pg_session.cpp": "to send the value of a row past the server's log",
    "src/rules/account_difference.cpp": "to compare it with a rule's example",
    "src/source/mysql_connection.cpp": "to give it to the server",
    "src/source/mysql_hidden_value.cpp": "to encrypt it",
    "src/source/mysql_login.cpp": "to find the password in an option file",
    "src/source/mysql_transaction.cpp": "to find a row again by what was written to it",
}

TOP_LEVEL = {
    ".ci", ".clang-format", ".clang-tidy", ".git", ".gitattributes", ".github", ".dockerignore", ".gitignore", "CHANGELOG.md", "CMakeLists.txt",
    "CMakePresets.json", "LICENSE", "README.md", "build", "docs", "fixtures", "include", "rules", "src", "tests",
}

# Traces of how the files were made, which say nothing to a reader.
WORKPLACE = (
    (re.compile(r"(?<![\w.])/(work|root|home/\w+)/"), "an absolute path"),
    (re.compile(r"(?<![&\w${#\"'])#\d{1,5}\b(?!\})"), "a number of an issue"),
    (re.compile(r"\b(this|an earlier|the previous|the last|another|our) session\b", re.I), "a working session"),
    (re.compile(r"\b(as|was) (requested|instructed)\b|\bthe (brief|assignment|prompt)\b", re.I), "an assignment"),
    (re.compile(r"\b(TODO|FIXME|HACK)\b"), "unfinished work"),
)


class Includes(unittest.TestCase):
    def test_none_climbs_out(self) -> None:
        for path, text in sources().items():
            self.assertNotIn('#include "..', text, path)

    def test_every_quoted_include_exists(self) -> None:
        for path, text in sources().items():
            for include in includes(text):
                if include.startswith('"'):
                    self.assertIsNotNone(resolve(include), f"{path}: {include}")

    def test_components_know_only_whom_they_may(self) -> None:
        self.assertEqual({path.name for path in SRC.iterdir() if path.is_dir()} | {"postern"}, set(MAY_INCLUDE))
        for path, text in sources().items():
            for include in includes(text):
                if include.startswith('"'):
                    allowed = MAY_INCLUDE[component(path)] | {component(path), "postern"}
                    self.assertIn(include.strip('"').split("/")[0], allowed, f"{path}: {include}")

    def test_libraries_stay_at_home(self) -> None:
        for path, text in sources().items():
            for include in includes(text):
                library = include.strip('<>"').split("/")[0].removesuffix(".h").removesuffix(".hpp")
                if library in HOME:
                    self.assertIn(component(path), HOME[library].split(), f"{path}: {include}")
                    self.assertTrue(path.endswith(".cpp"), f"{path}: {include} belongs in a .cpp file")

    def test_no_cycles(self) -> None:
        done: set[str] = set()

        def visit(path: str, above: tuple[str, ...]) -> None:
            self.assertNotIn(path, above, " -> ".join((*above, path)))
            if path not in done:
                for include in includes(sources()[path]):
                    target = resolve(include) if include.startswith('"') else None
                    if target:
                        visit(target, (*above, path))
                done.add(path)

        for path in sources():
            visit(path, ())

    def test_own_header_comes_first(self) -> None:
        for path, text in sources().items():
            own = path.removeprefix("src/").removesuffix(".cpp") + ".hpp"
            if path.endswith(".cpp") and f"src/{own}" in sources():
                self.assertEqual(f'"{own}"', includes(text)[0], path)


class Files(unittest.TestCase):
    def test_sizes(self) -> None:
        for suffix, most, middle in ((".cpp", 600, 120), (".hpp", 250, 60)):
            lines = {path: text.count("\n") for path, text in sources().items() if path.endswith(suffix)}
            largest = max(lines, key=lines.__getitem__)
            median = statistics.median(lines.values())
            print(f"{suffix}: {len(lines)} files, median {median:.0f} lines, largest {lines[largest]} ({largest})")
            self.assertLessEqual(lines[largest], most, largest)
            self.assertLessEqual(median, middle)

    def test_headers_open_with_their_purpose(self) -> None:
        for path, text in sources().items():
            if path.endswith(".hpp"):
                self.assertRegex(text, r"\A// [A-Z\"'].*\n|\A// postern .*\n", path)
                self.assertIn("\n#pragma once\n", text, path)

    def test_every_source_has_a_test(self) -> None:
        without = [path for path in sources() if path.endswith(".cpp") and path not in UNTESTED
                   and not (TESTS / "unit" / component(path) / f"test_{Path(path).name}").exists()]
        self.assertEqual([], without)

    def test_every_test_has_a_source(self) -> None:
        """Or a header; test_x_y.cpp may be a second one for x.cpp."""
        stems = {path.removeprefix("src/").removeprefix("include/").rsplit(".")[0] for path in sources()}
        for path in (TESTS / "unit").rglob("test_*.cpp"):
            name = f"{path.parent.name}/{path.stem.removeprefix('test_')}"
            self.assertTrue(name in stems or any(name.startswith(f"{stem}_") for stem in stems),
                            f"{path.relative_to(ROOT)} tests nothing that is there")

    def test_exceptions_are_about_files_that_are_there(self) -> None:
        for path in [*UNTESTED, *REVEALS]:
            self.assertIn(path, sources())

    def test_secrets_are_revealed_in_few_places(self) -> None:
        self.assertEqual(set(REVEALS), {path for path, text in sources().items() if re.search(r"\breveal\(\)", text)})

    def test_command_source_test_and_manual_page_go_together(self) -> None:
        verbs = {Path(path).stem.removeprefix("command_") for path in sources()
                 if path.startswith("src/cli/command_") and path.endswith(".cpp")}
        self.assertGreaterEqual(verbs, {"scan", "rules"})
        for verb in verbs:
            self.assertIn(f"src/cli/command_{verb}.hpp", sources())
            self.assertTrue((TESTS / "cli" / verb).is_dir(), f"tests/cli/{verb}/")
            self.assertTrue((ROOT / f"docs/man/postern-{verb}.md").is_file(), f"docs/man/postern-{verb}.md")
        self.assertTrue((ROOT / "docs/man/postern.md").is_file())
        pages = {path.stem.removeprefix("postern-") for path in (ROOT / "docs/man").glob("postern-*.md")}
        self.assertEqual(verbs, pages)

    def test_every_python_test_is_registered(self) -> None:
        for folder in ("cli", "containers", "db", "deploy", "layout", "postfix"):
            known = (TESTS / folder / "CMakeLists.txt").read_text()
            for path in (TESTS / folder).rglob("test_*.py"):
                module = ".".join(path.relative_to(TESTS / folder).with_suffix("").parts)
                self.assertRegex(known, rf"\b{re.escape(module)}\b", f"{path} is run by nobody")

    def test_top_level(self) -> None:
        there = {path.name for path in ROOT.iterdir() if not path.name.startswith("build")}
        self.assertEqual(set(), there - TOP_LEVEL)

    def test_no_traces_of_the_workplace(self) -> None:
        for path, text in texts().items():
            if path.startswith(("fixtures/", "tests/layout/")) and not path.endswith((".md", "make")):
                continue
            for number, line in enumerate(text.splitlines(), 1):
                for pattern, what in WORKPLACE:
                    self.assertIsNone(pattern.search(line), f"{path}:{number}: {what}: {line.strip()[:120]}")


if __name__ == "__main__":
    unittest.main()
