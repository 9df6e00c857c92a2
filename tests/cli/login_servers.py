"""Mail servers that let people log in, or do not, and remember what they were told; an authority that signs for them."""
from __future__ import annotations

import base64
import shlex
import socket
import ssl
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path


class Authority:
    """Signs certificates with openssl."""

    def __init__(self, folder: Path, name: str = "Test authority") -> None:
        self.folder = folder
        self.certificate = folder / "ca.pem"
        folder.mkdir(parents=True, exist_ok=True)
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                      "-subj", f"/CN={name}", "-keyout", "ca.key", "-out", "ca.pem")

    def sign(self, *hosts: str) -> ssl.SSLContext:
        """What a server of these names needs."""
        self.certificate_of(*hosts)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{hosts[0]}.pem", self.folder / f"{hosts[0]}.key")
        return context

    def certificate_of(self, *hosts: str) -> tuple[Path, Path]:
        name = hosts[0]
        (self.folder / f"{name}.ext").write_text("subjectAltName=" + ",".join(f"DNS:{host}" for host in hosts))
        self._openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={name}",
                      "-keyout", f"{name}.key", "-out", f"{name}.csr")
        self._openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
                      "-extfile", f"{name}.ext", "-out", f"{name}.pem")
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


@dataclass
class Visit:
    """One connection: the commands in their order, those of a login without what follows the verb."""

    commands: list[str] = field(default_factory=list)
    clear: bytes = b""  # what came before TLS
    tls: bool = False
    login: tuple[str, str] | None = None


class _Line:
    """A connection, line by line."""

    def __init__(self, connection: socket.socket, visit: Visit) -> None:
        self.connection = connection
        self.visit = visit
        self.rest = b""

    def encrypt(self, context: ssl.SSLContext) -> None:
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.visit.tls = True

    def write(self, text: str) -> None:
        self.connection.sendall(text.encode() + b"\r\n")

    def read(self) -> str | None:
        while b"\r\n" not in self.rest:
            block = self.connection.recv(4096)
            if not block:
                return None
            self.rest += block
            if not self.visit.tls:
                self.visit.clear += block
        line, self.rest = self.rest.split(b"\r\n", 1)
        return line.decode()


class LoginServer:
    """Of one protocol, on a port of its own. `refusal`: what it answers to a wrong password. `mechanisms`: those it names."""

    def __init__(self, protocol: str, context: ssl.SSLContext | None, users: dict[str, str], *, implicit: bool = False,
                 mechanisms: str = "PLAIN LOGIN", refusal: str | None = None, greeting: str | None = None, silent: bool = False) -> None:
        self.protocol, self.context, self.users, self.implicit = protocol, context, users, implicit
        self.mechanisms, self.refusal, self.greeting, self.silent = mechanisms, refusal, greeting, silent
        self.visits: list[Visit] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._opened: list[socket.socket] = []
        self.met = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        for opened in (self._listener, *self._opened):
            try:
                opened.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            opened.close()

    @property
    def logins(self) -> list[tuple[str, str]]:
        return [visit.login for visit in self.visits if visit.login]

    def _accept(self) -> None:
        while True:
            try:
                connection = self._listener.accept()[0]
            except OSError:
                return
            self._opened.append(connection)
            visit = Visit()
            self.visits.append(visit)
            self.met.set()
            threading.Thread(target=self._serve, args=(_Line(connection, visit),), daemon=True).start()

    def _serve(self, line: _Line) -> None:
        if self.silent:
            return
        try:
            if self.implicit and self.context:
                line.encrypt(self.context)
            {"smtp": self._smtp, "imap": self._imap, "pop3": self._pop3}[self.protocol](line)
            line.connection.close()
        except OSError:  # it hung up, or trusts us not
            pass

    def _offers_tls(self, line: _Line) -> bool:
        return self.context is not None and not line.visit.tls

    def _is_right(self, line: _Line, user: str, password: str) -> bool:
        line.visit.login = (user, password)
        return self.refusal is None and self.users.get(user) == password

    def _by_mechanism(self, line: _Line, words: list[str], go_on: str) -> bool:
        def ask(prompt: str) -> str:
            line.write(go_on + base64.b64encode(prompt.encode()).decode())
            return base64.b64decode(line.read() or "").decode()

        if words[0].upper() == "LOGIN":
            return self._is_right(line, ask("Username:"), ask("Password:"))
        _, user, password = (base64.b64decode(words[1]).decode() if len(words) > 1 else ask("")).split("\0")
        return self._is_right(line, user, password)

    def _smtp(self, line: _Line) -> None:
        line.write(self.greeting or "220 smtp.example.com ESMTP")
        while (command := line.read()) is not None:
            verb, *words = command.split()
            line.visit.commands.append(verb)
            if verb == "EHLO":
                features = ["smtp.example.com", *(["STARTTLS"] if self._offers_tls(line) else []),
                            *([f"AUTH {self.mechanisms}"] if self.mechanisms else [])]
                for feature in features[:-1]:
                    line.write("250-" + feature)
                line.write("250 " + features[-1])
            elif verb == "STARTTLS":
                line.write("220 go on")
                line.encrypt(self.context)
            elif verb == "AUTH":
                right = self._by_mechanism(line, words, "334 ")
                line.write("235 2.7.0 welcome" if right else self.refusal or "535 5.7.8 wrong")
            else:
                line.write("221 bye" if verb == "QUIT" else "250 fine")
                if verb == "QUIT":
                    return

    def _imap(self, line: _Line) -> None:
        line.write(self.greeting or "* OK ready")
        while (command := line.read()) is not None:
            tag, verb, *words = shlex.split(command)
            line.visit.commands.append(verb)
            if verb == "CAPABILITY":
                line.write(f"* CAPABILITY IMAP4rev1{' STARTTLS' if self._offers_tls(line) else ''}"
                           + "".join(f" AUTH={mechanism}" for mechanism in self.mechanisms.split()))
                line.write(f"{tag} OK done")
            elif verb == "STARTTLS":
                line.write(f"{tag} OK go on")
                line.encrypt(self.context)
            elif verb in ("AUTHENTICATE", "LOGIN"):
                right = self._by_mechanism(line, words, "+ ") if verb != "LOGIN" else self._is_right(
                    line, *words)
                line.write(f"{tag} OK welcome" if right else f"{tag} {self.refusal or 'NO [AUTHENTICATIONFAILED] wrong'}")
            else:
                line.write(f"{tag} OK fine")
                if verb == "LOGOUT":
                    return

    def _pop3(self, line: _Line) -> None:
        line.write(self.greeting or "+OK ready")
        user = ""
        while (command := line.read()) is not None:
            verb, *words = command.split()
            line.visit.commands.append(verb)
            if verb == "CAPA":
                for answer in ("+OK", "USER", *(["STLS"] if self._offers_tls(line) else []),
                               *([f"SASL {self.mechanisms}"] if self.mechanisms else []), "."):
                    line.write(answer)
            elif verb == "STLS":
                line.write("+OK go on")
                line.encrypt(self.context)
            elif verb == "USER":
                user = words[0]
                line.write("+OK and")
            elif verb in ("AUTH", "PASS"):
                right = self._by_mechanism(line, words, "+ ") if verb == "AUTH" else self._is_right(line, user, words[0])
                line.write("+OK welcome" if right else self.refusal or "-ERR [AUTH] wrong")
            else:
                line.write("+OK fine")
                if verb == "QUIT":
                    return
