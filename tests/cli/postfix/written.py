"""What postern postfix wrote, and dumps for it to read."""
from __future__ import annotations

import stat
from pathlib import Path

import dumps
from program import FIXTURES, ProgramTest, Run, run

HOST = ("--platform", "debian", "--postfix-version", "3.7")  # so that nothing depends on this one
DUMP = FIXTURES / "postgresql/plain.sql"
THREE_ACCOUNTS = FIXTURES / "postgresql/old.sql"
NO_ACCOUNT = b"""-- PostgreSQL database dump

-- Dumped by pg_dump version 15.1

--
-- PostgreSQL database dump complete
--
"""
SECRETS = ("sasl_passwd.", "xoauth2/")  # files with these names in front may hold some


def entries(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Mode and content of each file, by its name below the folder; of the list of digests, which follow from the rest,
    only that it is there."""
    return {str(path.relative_to(folder)): (stat.S_IMODE(path.lstat().st_mode), b"" if path.name == ".postern" else path.read_bytes())
            for path in sorted(folder.rglob("*")) if not path.is_dir()}


def dump_of(secret: str | bytes, host: str = "smtp.example.com", user: str = "user@example.com") -> bytes:
    """A dump with one account. Bytes stand in it as they are."""
    text = secret if isinstance(secret, str) else "S3CRET"
    whole = dumps.dump(dumps.MAIL_TABLE, dumps.mail_row(1, text, host, user), dumps.END_OF_ROWS)
    return whole if isinstance(secret, str) else whole.replace(b"S3CRET", secret)


class PostfixTest(ProgramTest):
    def postfix(self, *arguments: str | Path, folder: str | Path = "relay", **options: object) -> Run:
        return run("postfix", *arguments, "--postfix-dir", folder, *HOST,
                   cwd=self.folder, **options)  # type: ignore[arg-type]

    def text(self, name: str) -> str:
        return (self.folder / "relay" / name).read_text(encoding="utf-8")

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())
