"""Texts, and the programs and libraries that pack them as gzip or deflate data, each in its own way."""
from __future__ import annotations

import random
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

JAVA = """import java.io.*; import java.util.zip.*;
public class Pack { public static void main(String[] words) throws IOException {
 try (OutputStream out = new GZIPOutputStream(System.out)) { System.in.transferTo(out); } } }
"""


def sql(rng: random.Random, size: int) -> bytes:
    rows = [f"{rng.randrange(10**9)}\tproject {rng.randrange(50)}\t{rng.choice(['open', 'done', 'new'])}\t{rng.random()}\tsome words of a text\n"
            for _ in range(min(4000, size // 60 + 1))]
    return "".join(rng.choice(rows) for _ in range(size // 60 + 1)).encode()[:size]


def text(rng: random.Random, size: int) -> bytes:
    kind = rng.randrange(6)
    if kind == 0:
        return rng.randbytes(size)
    if kind == 1:
        return b"\0" * size
    if kind == 2:
        words = rng.randbytes(rng.randrange(1, 40000))
        return (words * (size // len(words) + 1))[:size]
    if kind == 3:
        parts: list[bytes] = []
        while sum(map(len, parts)) < size:
            parts.append(text(rng, min(size, rng.randrange(1, 300_000))))
        return b"".join(parts)[:size]
    return sql(rng, size)


def one_fixed_block(data: bytes) -> bytes:
    codes = [format(0x30 + b, "08b") if b < 144 else format(0x190 + b - 144, "09b") for b in range(256)]
    bits = "110" + "".join(codes[b] for b in data) + "0000000"
    bits += "0" * (-len(bits) % 8)
    return int(bits[::-1], 2).to_bytes(len(bits) // 8, "little")


def by_zlib(rng: random.Random, data: bytes) -> bytes:
    """Raw deflate data, with everything that zlib lets one choose."""
    packer = zlib.compressobj(rng.randrange(10), zlib.DEFLATED, -rng.randrange(9, 16), rng.randrange(1, 10), rng.choice([0, 1, 2, 3, 4]))
    flushes = [zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_PARTIAL_FLUSH, zlib.Z_BLOCK]
    packed, at, often = b"", 0, rng.choice([0, 0, 3, 40])
    while at < len(data):
        step = rng.randrange(1, 200_000) if often != 40 else rng.randrange(1, 5000)
        packed += packer.compress(data[at:at + step])
        at += step
        if often and rng.randrange(3) == 0:
            packed += packer.flush(rng.choice(flushes))
    return packed + packer.flush()


def odd_blocks(rng: random.Random, data: bytes) -> bytes:
    """Stored, fixed, dynamic and empty blocks in turn."""
    packed, at = b"", 0
    while at < len(data):
        step = rng.randrange(1, rng.choice([50, 5000, 400_000]))
        packer = zlib.compressobj(rng.choice([0, 1, 6, 9]), zlib.DEFLATED, -15, 9, rng.choice([0, 4]))
        packed += packer.compress(data[at:at + step]) + packer.flush(rng.choice([zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH]))
        packed += rng.choice([b"", b"\0\0\0\xff\xff"])
        at += step
    return packed + rng.choice([b"\x03\0", b"\1\0\0\xff\xff"])


def wrapped(rng: random.Random, deflated: bytes, data: bytes) -> bytes:
    flags, fields = 0, b""
    if rng.randrange(3) == 0:
        flags, fields = flags | 4, struct.pack("<H", 6) + b"AP\x02\0xy"
    if rng.randrange(2) == 0:
        flags, fields = flags | 8, fields + b"dump.sql\0"
    if rng.randrange(3) == 0:
        flags, fields = flags | 16, fields + b"a comment\0"
    head = b"\x1f\x8b\x08" + bytes([flags | (2 if rng.randrange(3) == 0 else 0)]) + rng.randbytes(4) + b"\0\3" + fields
    if head[3] & 2:
        head += struct.pack("<H", zlib.crc32(head) & 0xFFFF)
    return head + deflated + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


PROGRAMS = [["gzip", "-1c"], ["gzip", "-6c"], ["gzip", "-9c"], ["gzip", "--rsyncable", "-c"], ["pigz", "-6c"], ["pigz", "-ic"], ["pigz", "-11", "-c"],
            ["igzip", "-0c"], ["igzip", "-1c"], ["igzip", "-2c"], ["igzip", "-3c"], ["libdeflate-gzip", "-1", "-c"], ["libdeflate-gzip", "-6", "-c"],
            ["libdeflate-gzip", "-12", "-c"], ["zopfli", "--i1", "-c"], ["7z", "-mx1"], ["7z", "-mx5"], ["7z", "-mx9"], ["java"]]
SLOW = {"zopfli --i1 -c": 150_000, "pigz -11 -c": 150_000, "7z -mx9": 1_000_000}


class Producers:
    """Those that are installed here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = [words for words in PROGRAMS if shutil.which(words[0])]
        self.missing = sorted({words[0] for words in PROGRAMS} - {words[0] for words in self.programs})
        if shutil.which("java"):
            (folder / "Pack.java").write_text(JAVA)
            compiles = shutil.which("javac") and subprocess.run(["javac", "Pack.java"], cwd=folder, check=False).returncode == 0
            self.programs = [words for words in self.programs if words[0] != "java" or compiles]
            self.missing += [] if compiles else ["javac"]

    def gzip(self, rng: random.Random, data: bytes) -> tuple[str, bytes]:
        """One member, and who made it."""
        choice = rng.randrange(10)
        if choice < 3:
            return "zlib", wrapped(rng, by_zlib(rng, data), data)
        if choice == 3:
            return "odd blocks", wrapped(rng, odd_blocks(rng, data), data)
        if choice == 4 and rng.randrange(3) == 0:
            return "one fixed block", wrapped(rng, one_fixed_block(data), data)
        words = rng.choice(self.programs)
        if len(data) > SLOW.get(" ".join(words), 1 << 30):
            return "zlib", wrapped(rng, by_zlib(rng, data), data)
        return " ".join(words), self.run(words, data)

    def run(self, words: list[str], data: bytes) -> bytes:
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            if words[0] == "7z":
                subprocess.run(["7z", "a", "-tgzip", words[1], "-si", "out.gz"], cwd=folder, input=data, capture_output=True, check=True)
                return Path(folder, "out.gz").read_bytes()
            if words[0] == "java":
                return subprocess.run(["java", "-cp", self.folder, "Pack"], input=data, capture_output=True, check=True).stdout
            if words[0] in ("zopfli", "libdeflate-gzip"):
                Path(folder, "in").write_bytes(data)
                return subprocess.run([*words, "in"], cwd=folder, capture_output=True, check=True).stdout
            return subprocess.run(words, input=data, capture_output=True, check=True).stdout
