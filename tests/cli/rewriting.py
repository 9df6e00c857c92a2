"""What every test of a rewritten file asks."""
from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from expectations import all_secrets, expected, fixture_names
from forms import leaks
from program import FIXTURES, ProgramTest, Run, environment, run

MAGIC = ((b"\x1f\x8b", gzip.decompress), (b"BZh", bz2.decompress), (b"\xfd7zXZ\0", lzma.decompress),
         (b"\x28\xb5\x2f\xfd", lambda data: _piped("zstd", data)), (b"\x04\x22\x4d\x18", lambda data: _piped("lz4", data)))


def _piped(tool: str, data: bytes) -> bytes:
    return subprocess.run([tool, "-dcq"], input=data, stdout=subprocess.PIPE, check=True).stdout


def texts(data: bytes) -> list[bytes]:
    """All that is in it once it is unpacked, to any depth, the packed form included."""
    for magic, unpack in MAGIC:
        if data.startswith(magic):
            return [data, *texts(unpack(data))]
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [data, *(text for name in archive.namelist() for text in texts(archive.read(name)))]
    if data[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            return [data, *(text for member in archive if member.isfile()
                            for text in texts(archive.extractfile(member).read()))]  # type: ignore[union-attr]
    return [data]


@cache
def rewritable() -> list[str]:
    """Fixtures that are read to their end, and whose columns are known."""
    return [name for name in fixture_names() if expected(name).complete and not expected(name).assumed_layout
            and not name.startswith("postfix/")]


class RewritingTest(ProgramTest):
    command = "sandbox"
    folders: str | None = None  # where the test's own folder lies; None: where every test's does

    def setUp(self) -> None:
        super().setUp()
        self.secrets = all_secrets()
        if self.folders and os.access(self.folders, os.W_OK):
            folder = tempfile.TemporaryDirectory(prefix="postern-test-", dir=self.folders)
            self.addCleanup(folder.cleanup)
            self.folder = Path(folder.name)

    def ask(self, *words: str | Path, **options: object) -> Run:
        ran = run(self.command, *words, cwd=self.folder, env=environment(), **options)  # type: ignore[arg-type]
        self.assertEqual([], leaks(ran.err, self.secrets), ran.err)
        return ran

    def names(self) -> list[str]:
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))

    def input(self, name: str) -> Path:
        """A copy of the fixture, so that nothing can happen to the fixture itself."""
        path = self.folder / "in" / Path(name).name
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(FIXTURES / name, path)
        return path

    def assert_scrubbed(self, data: bytes) -> None:
        for text in texts(data):
            self.assertEqual([], leaks(text, self.secrets))
