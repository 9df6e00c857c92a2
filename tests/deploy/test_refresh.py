"""docs/deploy/refresh-sandbox: nothing reaches the sandbox's database but a whole and clean dump. pg_dump and pg_restore are stood in
for by files, as pg_restore would get them."""
from __future__ import annotations

import unittest
from pathlib import Path

from program import FIXTURES, ProgramTest, binary
from tools import PIECES, run_tool

DUMP = (FIXTURES / "postgresql/archive.dump").read_bytes()


class Refresh(ProgramTest):
    def setUp(self) -> None:
        super().setUp()
        self.program("pg_dump", 'printf "%s\\n" "$@" >"$FOLDER/production"; cat "$FOLDER/dump"; exit "${DUMP_CODE:-0}"')
        self.program("pg_restore", 'printf "%s\\n" "$@" >"$FOLDER/sandbox"; for file; do :; done; cat "$file" >"$FOLDER/got"; '
                                   'exit "${RESTORE_CODE:-0}"')
        self.program("postern", f'exec {binary()} "$@"')

    def program(self, name: str, text: str) -> None:
        self.file(f"bin/{name}", f"#!/bin/sh\n{text}\n".encode()).chmod(0o755)

    def refresh(self, dump: bytes, *arguments: str, **variables: str) -> int:
        self.file("dump", dump)
        ran = run_tool("bash", PIECES / "refresh-sandbox", *(arguments or ("production", "sandbox")), cwd=self.folder,
                       env={"PATH": f"{self.folder}/bin:/usr/bin:/bin", "FOLDER": str(self.folder), "HOME": "/nonexistent"} | variables)
        return ran.returncode

    @property
    def got(self) -> bytes:
        path = Path(self.folder / "got")
        return path.read_bytes() if path.exists() else b""

    def test_a_whole_dump_arrives_clean(self) -> None:
        self.assertEqual(0, self.refresh(DUMP))
        scrubbed = self.file("clean.dump", self.got)
        found = run_tool("bash", "-c", f"{binary()} scan --fail-on medium --quiet {scrubbed}")
        self.assertEqual((0, ""), (found.returncode, found.stderr))
        self.assertLessEqual({"service=production", "--format=custom"}, set((self.folder / "production").read_text().splitlines()))
        self.assertLessEqual({"--dbname=service=sandbox", "--single-transaction", "--exit-on-error"},
                             set((self.folder / "sandbox").read_text().splitlines()))

    def test_of_a_dump_that_ends_early_nothing_arrives(self) -> None:
        for dump, variables in ((DUMP[:len(DUMP) // 2], {}), (b"", {}), (DUMP, {"DUMP_CODE": "1"}),
                                (DUMP[:len(DUMP) // 2], {"DUMP_CODE": "1"}), (b"this is no dump\n", {})):
            with self.subTest(size=len(dump), variables=variables):
                self.assertNotEqual(0, self.refresh(dump, **variables))
                self.assertFalse((self.folder / "sandbox").exists(), "pg_restore was run")

    def test_a_database_that_refuses_is_told(self) -> None:
        self.assertEqual(3, self.refresh(DUMP, RESTORE_CODE="3"))

    def test_wrong_use(self) -> None:
        self.assertNotEqual(0, self.refresh(DUMP, "production"))
        self.assertEqual(b"", self.got)


if __name__ == "__main__":
    unittest.main()
