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

from generate import EDITS

MB = 1_000_000
PLANTED = ["Bench inbox", "Bench relay"]


@dataclass(frozen=True)
class Yardstick:
    shown: str
    pipeline: tuple[tuple[str, ...], ...]
    target: float | None = None  # no target: only shown
    slow: bool = False  # measured in one round


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


CP = Yardstick("`cp`", (("cp", "FILE", "OUT"),), 1.3)
SED = Yardstick("`sed` of one word", (("sed", "s/smtp.example.com/localhost/", "FILE"),))
ONE_WORD = ("sed", "s/smtp.example.com/localhost/")
SPLICED = Yardstick("`igzip -dc`", (("igzip", "-dc", "GZIP"),), 2.6)
TRUSTED = Yardstick("`igzip -dc`", (("igzip", "-dc", "GZIP"),), 1.5)
GZIP_PIPE = Yardstick("`zcat \\| sed \\| gzip -6`", (("zcat", "GZIP"), ONE_WORD, ("gzip", "-6")), slow=True)
PIGZ_PIPE = Yardstick("`zcat \\| sed \\| pigz -6`", (("zcat", "GZIP"), ONE_WORD, ("pigz", "-6")), slow=True)
IGZIP_PIPE = Yardstick("`igzip -dc \\| sed \\| igzip`", (("igzip", "-dc", "GZIP"), ONE_WORD, ("igzip", "-3")))
RESTORE = Yardstick("`pg_restore -t mailserver`", (("pg_restore", "-a", "-t", "mailserver", "-f", "-", "FILE"),))

# `postern scan` of an archive, and `postern sandbox FILE -o OUT`, in which two accounts change. Beside a ZIP file its text lies in gzip: GZIP.
ARCHIVES: dict[str, tuple[str, tuple[Yardstick, ...]]] = {"jira.dump": ("pg_dump custom format", (RESTORE,))}
REWRITES: dict[str, tuple[str, tuple[Yardstick, ...]]] = {
    "postgresql.sql": ("PostgreSQL plain dump, rewritten", (CP, SED)),
    "mysql.sql": ("mysqldump, rewritten", (CP,)),
    "jira.dump": ("pg_dump custom format, rewritten", (CP,)),
    "postgresql.sql.gz": ("PostgreSQL dump in gzip, rewritten", (SPLICED, GZIP_PIPE, PIGZ_PIPE, IGZIP_PIPE)),
    "jira-backup.zip": ("Jira XML in a zip, rewritten", (SPLICED, GZIP_PIPE, PIGZ_PIPE, IGZIP_PIPE)),
}
NOT_READ_AGAIN: dict[str, tuple[str, tuple[Yardstick, ...]]] = {
    "postgresql.sql.gz": ("the same with --trust-splice", (TRUSTED,)),
    "jira-backup.zip": ("the same with --trust-splice", (TRUSTED,)),
    **{f"edits-{edits}.sql.gz": (f"{edits} rows changed in 3/10 of the text, --trust-splice", (TRUSTED, IGZIP_PIPE)) for edits in EDITS},
}


@dataclass(frozen=True)
class Usage:
    cpu: float
    wall: float


def output_of(file: Path) -> Path:
    return file.with_name("rewritten")


def places_of(file: Path) -> dict[str, Path]:
    return {"FILE": file, "OUT": output_of(file), "GZIP": file.with_name("entities.xml.gz") if file.suffix == ".zip" else file}


def run(pipeline: tuple[tuple[str, ...], ...], file: Path) -> Usage:
    """Runs the commands joined by pipes. Exit code 1 is no failure: findings, or nothing counted."""
    processes: list[subprocess.Popen[bytes]] = []
    start = time.perf_counter()
    for number, command in enumerate(pipeline):
        words = [str(places_of(file).get(word, word)) for word in command]
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


def check(postern: str, file: Path, found: list[str]) -> None:
    """A fast wrong answer is worth nothing. This is also the round that warms the cache."""
    command = [postern, "scan", "--jobs", "1", "--format", "json", str(file)]
    report = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)
    names = sorted(finding["account"]["name"] for finding in report["findings"])
    if not report["complete"] or names != found:
        sys.exit(f"{file.name}: complete is {report['complete']}, found {names} instead of {found}")


def measure(command: list[str], file: Path, title: str, yardsticks: tuple[Yardstick, ...], rounds: int) -> list[str]:
    peak = peak_memory(command)
    for yardstick in yardsticks:
        if not yardstick.slow:
            run(yardstick.pipeline, file)
    own: list[Usage] = []
    others: list[list[Usage]] = [[] for _ in yardsticks]
    for number in range(rounds):
        own.append(run((tuple(command),), file))
        for yardstick, usages in zip(yardsticks, others):
            if number == 0 or not yardstick.slow:
                usages.append(run(yardstick.pipeline, file))
    first = [title, f"{file.stat().st_size / MB:.0f}", f"{statistics.median(u.cpu for u in own):.2f}",
             f"{statistics.median(u.wall for u in own):.2f}", f"{peak:.0f}"]
    lines = ["| " + " | ".join([*first, "", "", "", "", ""]) + " |"] if not yardsticks else []
    for number, (yardstick, usages) in enumerate(zip(yardsticks, others)):
        ratio = statistics.median(mine.cpu / its.cpu for mine, its in zip(own, usages))
        target = "" if yardstick.target is None else f"{yardstick.target}"
        met = "" if yardstick.target is None else "yes" if ratio <= yardstick.target else "no"
        cells = (first if number == 0 else [""] * len(first)) + [
            yardstick.shown, f"{statistics.median(u.cpu for u in usages):.2f}", f"{ratio:.2f}", target, met]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def measure_scan(postern: str, file: Path, title: str, yardsticks: tuple[Yardstick, ...], rounds: int) -> list[str]:
    check(postern, file, PLANTED)
    return measure([postern, "scan", "--jobs", "1", "--format", "json", str(file)], file, title, yardsticks, rounds)


def measure_rewrite(postern: str, file: Path, title: str, yardsticks: tuple[Yardstick, ...], rounds: int, *options: str) -> list[str]:
    command = [postern, "sandbox", "-q", *options, str(file), "-o", str(output_of(file))]
    subprocess.run(command, check=True)
    check(postern, output_of(file), [])
    lines = measure(command, file, title, yardsticks, rounds)
    output_of(file).unlink()
    return lines


def measure_trusting(postern: str, file: Path, title: str, yardsticks: tuple[Yardstick, ...], rounds: int) -> list[str]:
    return measure_rewrite(postern, file, title, yardsticks, rounds, "--trust-splice")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postern")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    names = list(CASES | ARCHIVES | NOT_READ_AGAIN)
    parser.add_argument("--only", nargs="*", choices=names, default=names, metavar="FILE")
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):  # inherited by what is started
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print("| case | MB | CPU s | wall s | peak MiB | yardstick | its CPU s | ratio | target | met |")
    print("|---|--:|--:|--:|--:|---|--:|--:|--:|---|")
    for cases, measured in ((CASES | ARCHIVES, measure_scan), (REWRITES, measure_rewrite), (NOT_READ_AGAIN, measure_trusting)):
        for name, (title, yardsticks) in cases.items():
            if name in arguments.only:
                for line in measured(arguments.postern, arguments.folder / name, title, yardsticks, arguments.rounds):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
