"""What every test of a rewritten backup asks of it, before it is restored."""
from __future__ import annotations

from pathlib import Path

from change_test import ChangeTest
from live_database import SECRETS
from program import CLEAN, run
from rewriting import texts

from forms import leaks  # isort: skip


class RewrittenTest(ChangeTest):
    def scrub(self, path: Path) -> Path:
        out = path.with_name("scrubbed-" + path.name)
        ran = run("sandbox", path, "-o", out, env=self.environment())
        self.assert_code(CLEAN, ran)
        self.assertEqual([], leaks(ran.err, SECRETS))
        for file in [out] if out.is_file() else sorted(out.iterdir()):
            for text in texts(file.read_bytes()):
                self.assertEqual([], leaks(text, SECRETS), file)
        again = path.with_name("again-" + path.name)
        self.assert_code(CLEAN, run("sandbox", out, "-o", again, env=self.environment()))
        self.assertEqual(self.tree(out), self.tree(again))
        return out

    @staticmethod
    def tree(path: Path) -> dict[str, bytes]:
        files = [path] if path.is_file() else sorted(path.iterdir())
        return {file.name if path.is_dir() else "": file.read_bytes() for file in files}
