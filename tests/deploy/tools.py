"""Tools that a test needs, and is skipped without."""
from __future__ import annotations

import os
import shutil
import subprocess
import unittest
from pathlib import Path
from typing import Any

from program import ROOT

PIECES = ROOT / "docs/deploy"


def tool(name: str) -> str:
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if path is None:
        raise unittest.SkipTest(f"{name} is not installed")
    return path


def run_tool(name: str, *arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    options.setdefault("check", False)
    return subprocess.run([tool(name), *map(str, arguments)], capture_output=True, text=True, timeout=170, **options)
