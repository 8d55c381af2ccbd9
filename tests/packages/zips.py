"""Packages written by hand, from FORMAT.md alone: whole ones, and ones no honest program makes."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))

DESCRIPTION = {
    "format": 1,
    "id": "rsmh",
    "namn": "Vår guide",
    "utgivare": "Föreningen",
    "version": 3,
    "språk": "sv",
}
GUIDE = """---
kort: För dig som är med hos oss.
ordning: 2
---

# Vår guide

Hej. Börja med [vår sida](min-sida.md).

1. [Vår sida](min-sida.md)
2. [En sida till](sida-tva.md)
3. [Tecken](../mar-daligt/mina-tecken.md)
"""
SECTION = """---
kort: Om det som är vårt.
---

# Vår sida

## Vill jag göra det här?

Du väljer själv. Läs [mera](sida-tva.md), eller [Få hjälp nu](../gemensamt/fa-hjalp-nu.md).

```fråga fraga
typ: val
djup: lite
Vad vill du?
- Vila {#vila}
- Gå ut {#ga-ut}
```

```fråga steg
typ: koppling
djup: lagom
tecken: mina-tecken.tecken, min-sida.fraga
Vad hjälper mot vad?
```

## När du är klar för nu

Vila en stund.
"""
SECOND = """---
kort: Det du skrev.
---

# En sida till

> Det här är ditt.

```hämta
rubrik: Det du skrev
från: min-sida.fraga, mina-tecken.tecken
```

- [Vår sida](min-sida.md)
- [Tecken](mina-tecken.md)
"""
EASY = SECTION.replace("Om det som är vårt.", "Om oss.").replace("# Vår sida", "# Vår sida, lätt")
LOCK = """min-sida.fraga val
min-sida.fraga#ga-ut
min-sida.fraga#vila
min-sida.steg koppling
"""


def described(**members: object) -> bytes:
    """`paket.json` with other members; one that is ... is left out."""
    said = {key: value for key, value in {**DESCRIPTION, **members}.items() if value is not ...}
    return json.dumps(said, ensure_ascii=False).encode()


def sample(**more: bytes) -> dict[str, bytes]:
    """The files of a package that holds, before it is signed."""
    return {
        "paket.json": described(),
        "ids.lock": LOCK.encode(),
        "halsa/guide.md": GUIDE.encode(),
        "halsa/min-sida.md": SECTION.encode(),
        "halsa/min-sida.lattlast.md": EASY.encode(),
        "halsa/sida-tva.md": SECOND.encode(),
        **more,
    }


def signed(files: Mapping[str, bytes], key: Ed25519PrivateKey = KEY) -> dict[str, bytes]:
    """The files with `nyckel` and `signatur`."""
    covered = {**files, "nyckel": key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)}
    text = "guidepaket 1\n" + "".join(
        f"{name} {len(covered[name])} {sha256(covered[name]).hexdigest()}\n"
        for name in sorted(covered, key=lambda name: name.encode())
    )
    return {**covered, "signatur": key.sign(text.encode())}


def fingerprint(key: Ed25519PrivateKey = KEY) -> str:
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    digits = sha256(raw).digest()[:20].hex()
    return " ".join(digits[at : at + 5] for at in range(0, 40, 5))


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


@dataclass
class Part:
    """One file of a zip. What is None is as it ought to be."""

    name: bytes
    content: bytes
    method: int = 8
    flags: int = 0
    packed: bytes | None = None  # the bytes that lie in the zip
    crc: int | None = None
    packed_size: int | None = None  # what both headers say
    size: int | None = None
    local_name: bytes | None = None  # what the local header alone says, here and below
    mark: bytes = b"PK\x01\x02"  # in the list
    local_mark: bytes = b"PK\x03\x04"
    local_size: int | None = None
    local_packed_size: int | None = None
    local_crc: int | None = None
    local_method: int | None = None
    local_flags: int | None = None
    extra: bytes = b""  # in both headers
    local_extra: bytes | None = None
    extra_length: int | None = None  # what both headers say
    comment: bytes = b""
    comment_length: int | None = None
    attributes: int = 0o100644 << 16
    disk: int = 0
    offset: int | None = None
    before: bytes = b""  # bytes before the local header, and after the packed bytes
    after: bytes = b""


def parts(files: Mapping[str, bytes], method: int = 8) -> list[Part]:
    return [Part(name.encode(), content, method) for name, content in files.items()]


def either(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def build(
    all_parts: Iterable[Part],
    *,
    before: bytes = b"",
    before_list: bytes = b"",
    after_list: bytes = b"",
    comment: bytes = b"",
    after: bytes = b"",
    count: int | None = None,
    disk: int = 0,
    first_disk: int = 0,
    start: int | None = None,
    length: int | None = None,
    comment_length: int | None = None,
) -> bytes:
    """The zip of these parts, and what else is to lie in it."""
    made = bytearray(before)
    listed = bytearray()
    number = 0
    for part in all_parts:
        number += 1
        packed = part.packed
        if packed is None:
            packed = deflated(part.content) if part.method == 8 else part.content
        crc = either(part.crc, zlib.crc32(part.content))
        packed_size = either(part.packed_size, len(packed))
        size = either(part.size, len(part.content))
        local_name = part.name if part.local_name is None else part.local_name
        local_extra = part.extra if part.local_extra is None else part.local_extra
        made += part.before
        offset = either(part.offset, len(made))
        made += struct.pack(
            "<4s5H3I2H",
            *(part.local_mark, 20, either(part.local_flags, part.flags)),
            *(either(part.local_method, part.method), 0, 33, either(part.local_crc, crc)),
            *(either(part.local_packed_size, packed_size), either(part.local_size, size)),
            *(len(local_name), either(part.extra_length, len(local_extra))),
        )
        made += local_name + local_extra + packed + part.after
        listed += struct.pack(
            "<4s6H3I5H2I",
            *(part.mark, 0x0314, 20, part.flags, part.method, 0, 33, crc, packed_size, size),
            *(len(part.name), either(part.extra_length, len(part.extra))),
            *(either(part.comment_length, len(part.comment)), part.disk, 0),
            *(part.attributes, offset),
        )
        listed += part.name + part.extra + part.comment
    made += before_list
    begins = len(made)
    made += listed + after_list
    made += struct.pack(
        "<4s4H2IH",
        *(b"PK\x05\x06", disk, first_disk, either(count, number), either(count, number)),
        *(either(length, len(listed) + len(after_list)), either(start, begins)),
        either(comment_length, len(comment)),
    )
    return bytes(made + comment + after)


def made(
    files: Mapping[str, str] | None = None,
    key: Ed25519PrivateKey = KEY,
    **members: object,
) -> bytes:
    """A package that holds, with more or other files, and other members of `paket.json`."""
    texts = {name: text.encode() for name, text in (files or {}).items()}
    return build(parts(signed({**sample(**texts), "paket.json": described(**members)}, key)))


def fewer(section: str) -> str:
    """`SECTION`, or another text with its questions, without the second of them."""
    before, _, rest = section.partition("```fråga steg")
    return before + rest.partition("```\n\n")[2]


FEWER = {
    "halsa/min-sida.md": fewer(SECTION),
    "halsa/min-sida.lattlast.md": fewer(EASY),
    "ids.lock": LOCK.replace("steg koppling", "steg utgått"),
}
"""The files of a version in which the second question is gone."""


def whole(method: int = 8, **more: bytes) -> bytes:
    """A package that holds, with more or other files."""
    return build(parts(signed(sample(**more)), method))
