"""docs/deploy/refresh-sandbox between two databases of a real server."""
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from postgresql_server import PATH, PostgresqlServer  # noqa: E402
from program import CLEAN, FINDINGS, ROOT, binary, run  # noqa: E402

SCRIPT = ROOT / "docs/deploy/refresh-sandbox"


class RefreshSandbox(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.server = PostgresqlServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()
        cls.server.sql((ROOT / "fixtures/make.d/postgresql/roles.sql").read_text())
        folder = tempfile.TemporaryDirectory(prefix="postern-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        services = "".join(f"[{name}]\nhost={cls.server.folder}\nport={cls.server.port}\nuser=postgres\ndbname={name}\n"
                           for name in ("production", "sandbox"))
        (cls.folder / "services").write_text(services)
        (cls.folder / "bin").mkdir()
        (cls.folder / "bin/postern").symlink_to(binary())

    def setUp(self) -> None:
        self.server._skip_if_older("pg_dump")
        for name in ("production", "sandbox"):
            self.server.drop_database(name)
            self.server.sql(f"CREATE DATABASE {name}")
        self.server.sql((ROOT / "fixtures/postgresql/plain.sql").read_text(), "production")
        self.server.sql("CREATE TABLE mailserver (id int); INSERT INTO mailserver VALUES (7);", "sandbox")

    def refresh(self, path: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": f"{path}{self.folder}/bin:{PATH}", "PGSERVICEFILE": str(self.folder / "services"), "LC_ALL": "C.UTF-8"} | variables
        return subprocess.run(["bash", SCRIPT, "production", "sandbox"], capture_output=True, text=True, check=False, env=environment)

    def scan(self, name: str) -> int:
        return run("scan", "--fail-on", "medium", "--quiet", self.server.url(name, "postgres")).code

    def test_the_sandbox_is_as_production_without_the_credentials(self) -> None:
        ran = self.refresh()
        self.assertEqual(0, ran.returncode, ran.stderr)
        self.assertEqual((FINDINGS, CLEAN), (self.scan("production"), self.scan("sandbox")))
        count = "SELECT count(*), sum(id) FROM mailserver"
        self.assertEqual(self.server.sql(count, "production"), self.server.sql(count, "sandbox"))
        self.assertEqual(0, self.refresh().returncode, "and again")

    def assert_untouched(self, ran: subprocess.CompletedProcess[str]) -> None:
        self.assertNotEqual(0, ran.returncode)
        self.assertEqual("7", self.server.sql("SELECT id FROM mailserver", "sandbox").strip())
        self.assertEqual("1", self.server.sql("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
                                              "sandbox").strip())

    def program(self, name: str, text: str) -> str:
        """One that stands before the real one in PATH."""
        folder = self.folder / f"{name}-{self.id()}"
        folder.mkdir()
        (folder / name).write_text(f"#!/bin/bash\nPATH={PATH}\n{text}\n")
        (folder / name).chmod(0o755)
        return f"{folder}:"

    def test_a_dump_that_ends_early_leaves_the_sandbox_as_it_was(self) -> None:
        self.assert_untouched(self.refresh(self.program("pg_dump", 'exec pg_dump "$@" | head -c 2000')))

    def test_large_objects_go_along(self) -> None:
        self.server.sql("SELECT lo_from_bytea(4711, 'an attachment'), lo_from_bytea(4712, 'another')", "production")
        for _ in range(2):
            ran = self.refresh()
            self.assertEqual(0, ran.returncode, ran.stderr)
            self.assertEqual("an attachment", self.server.sql("SELECT convert_from(lo_get(4711), 'UTF8')", "sandbox").strip())

    def test_a_load_that_fails_after_a_large_object_leaves_the_sandbox_as_it_was(self) -> None:
        """In SQL each large object comes with a COMMIT of its own, and an index after it."""
        self.server.sql("SELECT lo_from_bytea(4711, 'an attachment'); CREATE TABLE last (id int); INSERT INTO last VALUES (1);"
                        "CREATE FUNCTION here() RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$BEGIN IF current_database() <> 'production' "
                        "THEN RAISE 'not here'; END IF; RETURN 1; END$$; CREATE INDEX ON last ((here() + id));", "production")
        ran = self.refresh()
        self.assertIn("not here", ran.stderr)
        self.assert_untouched(ran)
        self.assertEqual("0", self.server.sql("SELECT count(*) FROM pg_largeobject_metadata", "sandbox").strip())

    def test_nothing_stays_behind(self) -> None:
        left = self.folder / "left"
        left.mkdir()
        for path in ("", self.program("pg_restore", "exit 9")):
            ran = self.refresh(path, TMPDIR=str(left))
            self.assertEqual(9 if path else 0, ran.returncode, ran.stderr)
            self.assertEqual([], list(left.iterdir()))


if __name__ == "__main__":
    unittest.main()
