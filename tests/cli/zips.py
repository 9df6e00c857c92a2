"""Zips that a library would not write."""
from __future__ import annotations

import io
import struct
import zipfile


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def with_wrong_checksum(name: str, content: bytes) -> bytes:
    """Stored, and one byte of the content changed afterwards."""
    archive = bytearray(packed((name, content), method=zipfile.ZIP_STORED))
    at = archive.index(content)
    archive[at + len(content) - 2] ^= 1
    return bytes(archive)


def with_flag(name: str, content: bytes, flag: int) -> bytes:
    """A bit of the general purpose flags set, in both headers: 1 is encryption."""
    archive = bytearray(packed((name, content)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = archive.index(signature) + offset
        struct.pack_into("<H", archive, at, struct.unpack_from("<H", archive, at)[0] | flag)
    return bytes(archive)


def with_method(name: str, content: bytes, method: int) -> bytes:
    """A compression method that is not the content's."""
    archive = bytearray(packed((name, content)))
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", archive, archive.index(signature) + offset, method)
    return bytes(archive)


def nested(content: bytes, depth: int) -> bytes:
    for level in range(depth):
        content = packed((f"level{level}.zip", content), method=zipfile.ZIP_STORED)
    return content


def _long(head: bytes, size: int) -> bytes:
    """A dump that is mostly empty lines, without ever holding it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("a.sql", "w") as member:
            member.write(head)
            for _ in range(size >> 20):
                member.write(b"\n" * (1 << 20))
    return buffer.getvalue()


def bomb(levels: int, size: int = 64 << 20, copies: int = 8) -> bytes:
    """Zips of zips: size * copies ** levels bytes of dump, if anybody unpacked them all."""
    head = b"-- PostgreSQL database dump\n--\n-- Dumped from database version 15.18\n"
    inner = _long(head, size)
    for _ in range(levels):
        inner = packed(*((f"{n}.zip", inner) for n in range(copies)))
    return inner
