"""The zip of a package, read to the last byte and in one way only.

A zip says the same thing in several places, and programs differ in which they believe. Here every
place must agree and every byte must belong: files one after the other from the first byte, then the
list of them, then the end. So two programs cannot find different things in the same package.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from . import names
from .errors import BadPackage

MOST = 1_200_000  # bytes of a whole package: all that may be in it, and its names and headers
BEGINS = b"PK\x03\x04"
_RATIO = 100  # how many bytes one packed byte may become; text becomes ten at most

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_STORED, _DEFLATED = 0, 8
_UTF8 = 0x800
_FOLDER = 0x10
_MADE = (1980, 1, 1, 0, 0, 0)


class _Entry(NamedTuple):
    """A file as the list at the end has it.

    header: what its local header must repeat: version needed, flags, method, time, date, checksum,
    packed size, size, length of the name, length of what is extra.
    """

    header: tuple[int, ...]
    name: bytes
    offset: int

    @property
    def packed(self) -> int:
        return self.header[6]

    @property
    def size(self) -> int:
        return self.header[7]


def pack(files: Mapping[str, bytes]) -> bytes:
    """The zip of these files. The same files always become the same zip, on the same computer."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, files[name])
    return made.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of a zip, by name; few and small enough, but called whatever they are called.

    Raises BadPackage: "broken", "odd", "foreign" (a name that is not plain ASCII) or "too_big".
    """
    if len(data) > MOST:
        raise BadPackage("too_big", "the zip is too big")
    if not data.startswith(BEGINS):
        raise BadPackage("broken", "does not begin as a zip")
    entries = _entries(data)
    at = 0
    listed: dict[str, _Entry] = {}
    for entry in entries:
        name = _name(entry)
        if name in listed:
            raise BadPackage("odd", "two files of the same name", name)
        if entry.offset != at:
            raise BadPackage("odd", "files overlap, or something lies between them", name)
        at += _LOCAL.size + len(entry.name) + entry.packed
        listed[name] = entry
    if at != _list_starts(data):
        raise BadPackage("odd", "something lies between the files and their list")
    names.check_sizes({name: entry.size for name, entry in listed.items()})
    return {name: _content(data, name, entry) for name, entry in listed.items()}


def _list_starts(data: bytes) -> int:
    start: int = _END.unpack_from(data, len(data) - _END.size)[6]
    return start


def _entries(data: bytes) -> list[_Entry]:
    """The list at the end."""
    end = len(data) - _END.size
    if end < 0:
        raise BadPackage("broken", "too short")
    mark, disk, first_disk, here, count, length, start, comment = _END.unpack_from(data, end)
    if mark != b"PK\x05\x06":
        found = data.rfind(b"PK\x05\x06") >= 0
        raise BadPackage("odd" if found else "broken", "does not end as a zip")
    if disk or first_disk or here != count or comment or start + length != end:
        raise BadPackage("odd", "the end does not fit the rest")
    entries = []
    at: int = start
    for _ in range(count):
        if at + _CENTRAL.size > end:
            raise BadPackage("odd", "the list is cut")
        mark, _, *header, comment, disk, _, attributes, offset = _CENTRAL.unpack_from(data, at)
        name_length, extra = header[8:]
        at += _CENTRAL.size
        name = data[at : at + name_length]
        at += name_length
        mode = stat.S_IFMT(attributes >> 16)
        if mark != b"PK\x01\x02" or at > end or extra or comment or disk:
            raise BadPackage("odd", "something in the list that does not belong")
        if attributes & _FOLDER or mode not in (0, stat.S_IFREG):
            raise BadPackage("odd", "a link, a folder or a device")
        entries.append(_Entry(tuple(header), name, offset))
    if at != end:
        raise BadPackage("odd", "something lies after the list")
    return entries


def _name(entry: _Entry) -> str:
    try:
        name = entry.name.decode("ascii")
    except UnicodeDecodeError:
        raise BadPackage("foreign", "a name with other letters") from None
    if not name.isprintable():
        raise BadPackage("foreign", "a name that cannot be shown")
    return name


def _content(data: bytes, name: str, entry: _Entry) -> bytes:
    """One file's bytes. What the headers promise is never trusted, only compared."""
    mark, *local = _LOCAL.unpack_from(data, entry.offset)
    start = entry.offset + _LOCAL.size
    written = data[start : start + len(entry.name)]
    if mark != BEGINS or tuple(local) != entry.header or written != entry.name:
        raise BadPackage("odd", "a file says one thing and the list another", name)
    _, flags, method, _, _, checksum, *_ = entry.header
    if flags & ~_UTF8 or method not in (_STORED, _DEFLATED):
        raise BadPackage("odd", "encrypted, or packed in an unknown way", name)
    start += len(entry.name)
    packed = data[start : start + entry.packed]
    content = _inflated(packed, name) if method == _DEFLATED else packed
    if len(content) != entry.size or zlib.crc32(content) != checksum:
        raise BadPackage("broken", "a file is not what the list says", name)
    return content


def _inflated(packed: bytes, name: str) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, names.MOST_A_FILE + 1)
    except zlib.error:
        raise BadPackage("broken", "does not unpack", name) from None
    if len(content) > min(names.MOST_A_FILE, _RATIO * len(packed)):
        raise BadPackage("too_big", "becomes too big", name)
    if not inflater.eof or inflater.unused_data:
        raise BadPackage("odd", "packed bytes that end too early or too late", name)
    return content
