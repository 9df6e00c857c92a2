"""Output compared with stored files; tests/cli/refresh writes them anew."""
from __future__ import annotations

import os
import re
from pathlib import Path

from program import ProgramTest, Run

REFRESH = "POSTERN_REFRESH"  # set in the environment: write the files instead of comparing


def steady(output: bytes) -> str:
    """Without what depends on the machine, the time and the release: the files' owner and date, the host, the version."""
    text = output.decode()
    text = re.sub(r"owner [^\s)]+", "owner OWNER", text)
    text = re.sub(r"readable by \S+ and", "readable by OWNER and", text)
    text = re.sub(r'"owner": "[^"]*"', '"owner": "OWNER"', text)
    text = re.sub(r"(?m)^postern \d+\.\d+\.\d+: ", "postern VERSION: ", text)
    text = re.sub(r'("(?:started|modified)": )"[^"]*"', r'\1"2026-01-01T00:00:00Z"', text)
    text = re.sub(r'("run": )"[^"]*"', r'\1"RUN"', text)
    text = re.sub(r'("id": )"[^"]*"(,\s+"host": )"[^"]*"(,\s+"started": )', r'\1"RUN"\2"HOST"\3', text)
    text = re.sub(r'("run": "RUN",\s+"host": )"[^"]*"(,\s+"path": )', r'\1"HOST"\2', text)
    return re.sub(r'("name": "postern",\s+"version": )"[^"]*"', r'\1"VERSION"', text)


class GoldenTest(ProgramTest):
    def assert_golden(self, path: Path, ran: Run) -> None:
        self.assert_silent(ran)
        self.assert_golden_text(path, steady(ran.out))

    def assert_golden_text(self, path: Path, text: str) -> None:
        if REFRESH in os.environ:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.assertTrue(path.exists(), f"{path} is missing: tests/cli/refresh makes it")
        self.assertEqual(path.read_text(encoding="utf-8"), text, f"differs from {path}")
