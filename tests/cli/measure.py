"""Runs a command and writes its exit status and peak memory (KiB) to a file.

A process of its own: what a child is said to have held at its peak includes what its parent held when it was started.
usage: measure.py FILE COMMAND...
"""
import os
import sys

pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
with open(sys.argv[1], "w", encoding="ascii") as file:
    file.write(f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}")
