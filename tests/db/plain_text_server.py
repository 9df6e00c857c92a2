"""A server without TLS that wants the password: in full as MySQL 8 does now and then, or by a way that it names."""
from __future__ import annotations

import socket
import struct
import threading

LOWER_ABILITIES = 0x0001 | 0x0008 | 0x0200 | 0x2000 | 0x8000  # not 0x0800, which is TLS
UPPER_ABILITIES = 0x0008  # ways of logging in
PERFORM_FULL_AUTHENTICATION = b"\x01\x04"


def packet(number: int, payload: bytes) -> bytes:
    return struct.pack("<I", len(payload))[:3] + bytes([number]) + payload


def greeting(method: str) -> bytes:
    return packet(0, b"\x0a8.0.36\0" + struct.pack("<I", 7) + b"abcdefgh\0" + struct.pack("<H", LOWER_ABILITIES)
                  + b"\x2d" + struct.pack("<HH", 2, UPPER_ABILITIES) + b"\x15" + bytes(10) + b"ijklmnopqrst\0"
                  + method.encode() + b"\0")


class PlainTextServer:
    """Keeps what it was sent."""

    def __init__(self, method: str = "caching_sha2_password", answer: bytes = PERFORM_FULL_AUTHENTICATION) -> None:
        self.greeting, self.answer = greeting(method), answer
        self.received = b""
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client:
                try:
                    client.sendall(self.greeting)
                    if self._keep(client.recv(4096)):
                        client.sendall(packet(2, self.answer))
                        self._keep(client.recv(4096))
                except OSError:
                    continue

    def _keep(self, data: bytes) -> bool:
        self.received += data
        return bool(data)
