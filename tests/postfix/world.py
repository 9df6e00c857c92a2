"""The world around one Postfix: addresses, names, certificates, a system log. Only in namespaces (see isolated)."""
from __future__ import annotations

import atexit
import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Callable

# Who answers where. Every address is this machine's, so whatever is dialled can be answered and seen.
ADDRESSES = {
    "smtp.example.com": "192.0.2.10", "smtp.example.org": "192.0.2.11", "smtp.gmail.com": "192.0.2.12",
    "mx.elsewhere.example.com": "192.0.2.20", "liar.example.com": "192.0.2.30", "closed.example.com": "192.0.2.31",
    "alias.example.com": "192.0.2.32",
}


def shell(*words: str | Path, check: bool = True, **options: object) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    if check and ran.returncode != 0:
        raise AssertionError(f"{words}: exit {ran.returncode}\n{ran.stdout}\n{ran.stderr}")
    return ran


def wait_for(what: str, holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain: {what}")
        time.sleep(0.02)


class SystemLog:
    """What programs say to syslog."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind("/dev/log")
        os.chmod("/dev/log", 0o666)
        self.lines: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            self.lines.append(self._socket.recv(65536).decode(errors="replace"))

    def matching(self, pattern: str, since: int = 0) -> list[str]:
        return [line for line in self.lines[since:] if re.search(pattern, line)]

    def wait(self, pattern: str, times: int = 1, since: int = 0) -> list[str]:
        def there() -> bool:
            return len(self.matching(pattern, since)) >= times
        try:
            wait_for(pattern, there)
        except AssertionError as error:
            raise AssertionError(f"{error}\n" + "\n".join(self.lines[since:][-30:])) from None
        return self.matching(pattern, since)


class Wire:
    """Every attempt to reach an address that is not a loopback one."""

    def __init__(self) -> None:
        self.dialled: list[tuple[str, int]] = []
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0003))
        self._socket.bind(("lo", 0))
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            packet = self._socket.recv(65536)
            version = packet[0] >> 4
            if version == 4 and packet[9] in (6, 17):
                header = (packet[0] & 15) * 4
                self._note(packet[9], socket.inet_ntop(socket.AF_INET, packet[16:20]), packet[header:])
            elif version == 6 and packet[6] in (6, 17):
                self._note(packet[6], socket.inet_ntop(socket.AF_INET6, packet[24:40]), packet[40:])

    def _note(self, protocol: int, address: str, segment: bytes) -> None:
        syn_only = protocol == 17 or (segment[13] & 0x12) == 0x02
        if syn_only and not address.startswith("127.") and address != "::1":
            self.dialled.append((address, struct.unpack("!H", segment[2:4])[0]))


class Names:
    """A DNS server on 127.0.0.1 that knows ADDRESSES, and a mail exchanger for each domain of theirs."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 53))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            query, client = self._socket.recvfrom(4096)
            self._socket.sendto(self._answer(query), client)

    @staticmethod
    def _encoded(name: str) -> bytes:
        return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"

    def _answer(self, query: bytes) -> bytes:
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1:at + 1 + query[at]].decode())
            at += query[at] + 1
        kind = struct.unpack("!H", query[at + 1:at + 3])[0]
        name = ".".join(labels).lower()
        self.asked.append((name, kind))
        data = b""
        if kind == 1 and name in ADDRESSES:
            data = socket.inet_aton(ADDRESSES[name])
        elif kind == 15 and f"mx.{name}" in ADDRESSES:
            data = b"\0\x0a" + self._encoded(f"mx.{name}")
        known = bool(data) or name in ADDRESSES or f"mx.{name}" in ADDRESSES
        head = query[:2] + struct.pack("!HHHHH", 0x8580 | (0 if known else 3), 1, 1 if data else 0, 0, 0)
        answer = b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 60, len(data)) + data if data else b""
        return head + query[12:at + 5] + answer


class Authority:
    """A certification authority in the place of the system's, and one that nobody trusts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("trusted", "unknown"):
            self._run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", f"/CN={name}",
                      "-keyout", f"{name}.key", "-out", f"{name}.pem")

    def _run(self, *words: str) -> None:
        shell("openssl", *words, cwd=self.folder)

    def certificate(self, host: str, by: str = "trusted") -> tuple[Path, Path]:
        (self.folder / "names").write_text(f"subjectAltName=DNS:{host}\n")
        self._run("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={host}", "-keyout", f"{host}.key", "-out", "request")
        self._run("x509", "-req", "-in", "request", "-CA", f"{by}.pem", "-CAkey", f"{by}.key", "-CAcreateserial", "-days", "30",
                  "-extfile", "names", "-out", f"{host}.pem")
        return self.folder / f"{host}.pem", self.folder / f"{host}.key"


def _own_copy(path: str) -> None:
    """The same files, on a file system that nobody else sees."""
    fresh = tempfile.mkdtemp()
    shell("mount", "-t", "tmpfs", "-o", "mode=755", "none", fresh)
    shell("cp", "-a", f"{path}/.", fresh)
    shell("mount", "--move", fresh, path)
    os.rmdir(fresh)


def _empty(path: str) -> None:
    status = os.stat(path)
    shell("mount", "-t", "tmpfs", "-o", f"mode={status.st_mode & 0o7777:o},uid={status.st_uid},gid={status.st_gid}", "none", path)


def _private_devices() -> None:
    """A /dev whose log socket is ours."""
    fresh = tempfile.mkdtemp()
    shell("mount", "-t", "tmpfs", "-o", "mode=755", "none", fresh)
    for name in ("null", "zero", "full", "random", "urandom", "tty"):
        Path(fresh, name).touch()
        shell("mount", "--bind", f"/dev/{name}", f"{fresh}/{name}")
    Path(fresh, "shm").mkdir(mode=0o1777)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        Path(fresh, name).symlink_to(f"/proc/self/fd/{number}")
    Path(fresh, "fd").symlink_to("/proc/self/fd")
    shell("mount", "--move", fresh, "/dev")
    os.rmdir(fresh)


class World:
    def __init__(self) -> None:
        if os.getpid() > 50:
            raise RuntimeError("run the tests through ./isolated: they change mounts and the network")
        self.folder = Path(tempfile.mkdtemp(prefix="postern-world-"))
        self.folder.chmod(0o755)
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        _private_devices()
        self._own_network()
        self._own_files()
        self.log = SystemLog()
        self.wire = Wire()
        self.names = Names()

    @staticmethod
    def _own_network() -> None:
        shell("ip", "link", "set", "lo", "up")
        shell("ip", "route", "add", "local", "0.0.0.0/0", "dev", "lo")
        shell("ip", "-6", "route", "add", "local", "::/0", "dev", "lo", check=False)

    def _own_files(self) -> None:
        _own_copy("/etc")
        for path in ("/var/lib", "/var/spool", "/var/mail", "/run"):
            _empty(path)
        for path in ("/etc/cron.daily", "/var/lib/postfix", "/var/spool/postfix"):
            Path(path).mkdir(exist_ok=True)
        shutil.chown("/var/lib/postfix", "postfix")
        ca = self.folder / "ca"
        ca.mkdir()
        self.authority = Authority(ca)
        for path, text in (("/etc/resolv.conf", "nameserver 127.0.0.1\n"), ("/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n"),
                           ("/etc/ssl/certs/ca-certificates.crt", (ca / "trusted.pem").read_text())):
            own = self.folder / Path(path).name
            own.write_text(text)
            if not os.path.exists(path):
                Path(path).touch()
            shell("mount", "--bind", own, path)
