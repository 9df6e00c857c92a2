"""The forms in which a secret can show up in output, and a search for them."""
from __future__ import annotations

import base64
import html
import json
import re
from functools import cache
from urllib.parse import quote, quote_plus

SHORTEST = 6  # shorter forms would be found by chance


def _base64(secret: bytes) -> set[bytes]:
    """Alone, and at each of the three offsets at which it may stand in a longer text."""
    forms = {base64.b64encode(secret), base64.urlsafe_b64encode(secret)}
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + secret)
        first = (shift * 8 + 5) // 6
        forms.add(coded[first:len(coded) - (4 if coded.endswith(b"=") else 0)].rstrip(b"="))
    return forms


def _escaped(secret: str) -> set[str]:
    copy = secret.replace("\\", "\\\\").replace("\t", "\\t")
    return {
        secret,
        secret.strip(),
        secret.replace("'", "''"),  # SQL
        secret.replace("\\", "\\\\").replace("'", "''"),
        copy.replace("'", "\\'").replace('"', '\\"'),  # MySQL
        secret.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"'),
        copy,
        "".join(f"\\u{ord(c):04x}" if ord(c) > 126 else c for c in secret),  # HSQLDB
        "".join(f"\\u{ord(c):04x}" if ord(c) > 126 else c for c in secret).replace("'", "''"),
        secret.replace("$", "\\$"),  # a shell
        secret.replace("%", "%%"),  # a batch file, a unit of systemd
        re.sub("([:=])", r"\\\1", "".join(f"\\u{ord(c):04x}" if ord(c) > 126 else c for c in secret)),  # Java properties
        html.escape(secret),
        html.escape(secret, quote=False),
        html.escape(secret).replace("&#x27;", "&apos;").replace("\t", "&#9;"),
        html.escape(secret, quote=False).replace("]]>", "]]&gt;"),
        html.escape(secret, quote=False).replace("\t", "&#9;"),
        html.escape(secret, quote=False).replace("\t", "&#x9;"),
        html.escape(html.escape(secret, quote=False), quote=False),  # XML within XML
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
    }


@cache
def forms(secret: str) -> frozenset[bytes]:
    found = {form.encode() for form in _escaped(secret)} | _base64(secret.encode())
    found.add(secret.encode("latin-1"))
    found.add(secret.encode("utf-16-le"))
    found.add(secret.encode().hex().encode())
    found.add(secret.encode().hex().upper().encode())
    return frozenset(form for form in found if len(form) >= SHORTEST)


def unfolded(text: bytes) -> bytes:
    """Without the line ends that Java properties and shells pass over, and with the blanks that systemd escapes."""
    return re.sub(rb"\\\r?\n[ \t]*", b"", text.replace(rb"\x20", b" "))


def leaks(output: bytes, secrets: list[str]) -> list[str]:
    """The secrets that are in the output, in whatever form."""
    return [secret for secret in secrets if any(map(output.__contains__, forms(secret)))]
