"""Mail servers of the world: they record what they are given, by whom, and how."""
from __future__ import annotations

import logging
import ssl
import threading
import warnings
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


# What aiosmtpd thinks of servers that are made for a test.
warnings.filterwarnings("ignore", module="aiosmtpd")
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Received:
    server: str
    user: str | None  # who logged in
    tls: str | None   # "TLSv1.3"
    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> Message:
        return message_from_bytes(self.content)

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])


class Mailboxes:
    """What all servers received; users and their passwords."""

    def __init__(self, users: dict[str, str]) -> None:
        self.users = users
        self.attempts: list[str] = []
        self._received: list[Received] = []
        self._lock = threading.Lock()

    def add(self, received: Received) -> None:
        with self._lock:
            self._received.append(received)

    def all(self) -> list[Received]:
        with self._lock:
            return list(self._received)

    def by_subject(self, subject: str) -> list[Received]:
        return [received for received in self.all() if received.subject == subject]

    def check(self, _server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
        if isinstance(data, LoginPassword):
            login = data.login.decode()
            self.attempts.append(login)
            if self.users.get(login, "").encode() == data.password:
                return AuthResult(success=True, auth_data=login)
        return AuthResult(success=False, handled=False, message="535 5.7.8 wrong password")


class _Handler:
    def __init__(self, name: str, mailboxes: Mailboxes) -> None:
        self.name = name
        self.mailboxes = mailboxes

    async def handle_DATA(self, server: SMTP, session: object, envelope: object) -> str:  # noqa: N802
        secured = server.transport.get_extra_info("ssl_object")
        self.mailboxes.add(Received(
            self.name, session.auth_data if session.authenticated else None,  # type: ignore[attr-defined]
            secured.version() if secured else None, envelope.mail_from.strip("<>"),  # type: ignore[attr-defined]
            tuple(envelope.rcpt_tos), bytes(envelope.content)))  # type: ignore[attr-defined]
        return "250 2.0.0 taken"


class Server:
    """On one address and port: "starttls" and "implicit" ask for a login, "open" has neither TLS nor logins."""

    def __init__(self, name: str, address: str, port: int, kind: str, mailboxes: Mailboxes,
                 certificate: tuple[Path, Path] | None = None) -> None:
        context = None
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*certificate)
        options: dict[str, object] = {"hostname": name, "enable_SMTPUTF8": True, "data_size_limit": 60_000_000}
        if kind != "open":
            # An SMTP object does not know of a TLS that was there before it.
            options |= {"auth_required": True, "auth_require_tls": kind == "starttls", "authenticator": mailboxes.check}
        if kind == "starttls":
            options |= {"require_starttls": True, "tls_context": context}

        class Listener(Controller):
            def factory(self) -> SMTP:
                return SMTP(self.handler, **options)

        self._listener = Listener(_Handler(name, mailboxes), hostname=address, port=port,
                                  ssl_context=context if kind == "implicit" else None)
        self._listener.start()

    def stop(self) -> None:
        self._listener.stop()
