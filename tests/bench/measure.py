#!/usr/bin/env python3
"""Times postern against its yardsticks on the files of generate.py; prints a Markdown table.

Every command is a whole process, pinned to one core, with its output going to /dev/null. A round
runs postern and then each yardstick; the ratios are medians of the rounds' own ratios of CPU time
(user and system), so that a busy machine disturbs both sides alike.
"""
from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

MB = 1_000_000
PLANTED = ["Bench inbox", "Bench relay"]


@dataclass(frozen=True)
class Yardstick:
    shown: str
    pipeline: tuple[tuple[str, ...], ...]
    target: float | None = None  # no target: only shown


CAT = Yardstick("`cat`", (("cat", "FILE"),), 2.0)
CAT_SHOWN = Yardstick("`cat`", (("cat", "FILE"),))
RG = Yardstick("`rg --no-mmap -c mailserver`", (("rg", "--no-mmap", "-c", "mailserver", "FILE"),), 1.5)
COUNT = ("rg", "-c", "mailserver")
ZCAT = Yardstick("`zcat \\| rg -c mailserver`", (("zcat", "FILE"), COUNT), 0.5)
UNZIP = Yardstick("`unzip -p \\| rg -c mailserver`", (("unzip", "-p", "FILE"), COUNT), 0.5)
IGZIP = Yardstick("`igzip -dc`", (("igzip", "-dc", "FILE"),))

CASES: dict[str, tuple[str, tuple[Yardstick, ...]]] = {
    "postgresql.sql": ("PostgreSQL plain dump", (CAT, RG)),
    "mysql.sql": ("mysqldump, an INSERT a line", (CAT, RG)),
    "mariadb.sql": ("mariadb-dump, a row a line", (CAT, RG)),
    "postgresql.sql.gz": ("PostgreSQL dump in gzip", (ZCAT, IGZIP)),
    "entities.xml": ("Jira XML", (CAT_SHOWN,)),
    "jira-backup.zip": ("Jira XML in a zip", (UNZIP,)),
}


@dataclass(frozen=True)
class Usage:
    cpu: float
    wall: float


def run(pipeline: tuple[tuple[str, ...], ...], file: Path) -> Usage:
    """Runs the commands joined by pipes. Exit code 1 is no failure: findings, or nothing counted."""
    processes: list[subprocess.Popen[bytes]] = []
    start = time.perf_counter()
    for number, command in enumerate(pipeline):
        words = [str(file) if word == "FILE" else word for word in command]
        source = processes[-1].stdout if processes else subprocess.DEVNULL
        last = number == len(pipeline) - 1
        processes.append(subprocess.Popen(words, stdin=source, stdout=subprocess.DEVNULL if last else subprocess.PIPE))
        if processes[:-1] and source:
            source.close()  # type: ignore[union-attr]
    cpu = 0.0
    for process in processes:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"{process.args!r} failed: {process.returncode}")
        cpu += usage.ru_utime + usage.ru_stime
    return Usage(cpu, time.perf_counter() - start)


def peak_memory(command: list[str]) -> float:
    """MiB, as the kernel counts it for the program alone: wait4's figure begins with this script's."""
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    peak = max(peak, int(line.split()[1]))
            time.sleep(0.002)
    return peak / 1024


def check(command: list[str], file: Path) -> None:
    """A fast wrong answer is worth nothing. This is also the round that warms the cache."""
    report = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)
    found = sorted(finding["account"]["name"] for finding in report["findings"])
    if not report["complete"] or found != PLANTED:
        sys.exit(f"{file.name}: complete is {report['complete']}, found {found} instead of {PLANTED}")


def measure(postern: str, file: Path, title: str, yardsticks: tuple[Yardstick, ...], rounds: int) -> list[str]:
    scan = [postern, "scan", "--jobs", "1", "--format", "json", str(file)]
    check(scan, file)
    peak = peak_memory(scan)
    for yardstick in yardsticks:
        run(yardstick.pipeline, file)
    own: list[Usage] = []
    others: list[list[Usage]] = [[] for _ in yardsticks]
    for _ in range(rounds):
        own.append(run((tuple(scan),), file))
        for yardstick, usages in zip(yardsticks, others):
            usages.append(run(yardstick.pipeline, file))
    lines = []
    for number, (yardstick, usages) in enumerate(zip(yardsticks, others)):
        ratio = statistics.median(mine.cpu / its.cpu for mine, its in zip(own, usages))
        first = [title, f"{file.stat().st_size / MB:.0f}", f"{statistics.median(u.cpu for u in own):.2f}",
                 f"{statistics.median(u.wall for u in own):.2f}", f"{peak:.0f}"]
        target = "" if yardstick.target is None else f"{yardstick.target}"
        met = "" if yardstick.target is None else "yes" if ratio <= yardstick.target else "no"
        cells = (first if number == 0 else [""] * len(first)) + [
            yardstick.shown, f"{statistics.median(u.cpu for u in usages):.2f}", f"{ratio:.2f}", target, met]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postern")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=list(CASES), default=list(CASES), metavar="FILE")
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):  # inherited by what is started
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print("| case | MB | CPU s | wall s | peak MiB | yardstick | its CPU s | ratio | target | met |")
    print("|---|--:|--:|--:|--:|---|--:|--:|--:|---|")
    for name in arguments.only:
        title, yardsticks = CASES[name]
        for line in measure(arguments.postern, arguments.folder / name, title, yardsticks, arguments.rounds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
