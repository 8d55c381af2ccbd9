"""The ways in: a signed file, its author's folder, and the way from the one to the other."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from app.guide import Library

from . import container, keys, names, rules
from .errors import BadPackage
from .package import Package, description
from .package import package as package_of

# A pipe would otherwise be waited for; Windows would otherwise change the bytes.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def fetch(path: Path) -> bytes:
    """The bytes of a file that may be a package, for those who want to keep what they `read`.

    Raises BadPackage "unreadable". Of a file that is too big it takes no more than is needed to
    say so.
    """
    return _bytes(path, container.MOST)


def read(source: Path | bytes, ours: Library) -> Package:
    """The signed package in a file, or in the bytes of one, checked in full.

    ours: the library it is to lie beside, whose sections it may link to.
    Raises BadPackage. Takes a moment for an ordinary package: for a thread.
    """
    found = unpack(source)
    rules.check(found, ours)
    return found


def unpack(source: Path | bytes) -> Package:
    """The same without the rules for content: for a package that was `read` when it came.

    So a guide that someone writes in does not go away when the rules grow stricter.
    """
    data = source if isinstance(source, bytes) else fetch(source)
    files = container.unpack(data)
    description(files)  # a later format says so before it is judged by the rules of this one
    for name in files:
        names.check(name)
    return package_of(files, keys.verify(files))


def read_folder(path: Path, ours: Library) -> Package:
    """The package in a folder on its author's own machine, checked in full. It has no fingerprint.

    Files and folders whose names begin with a full stop are passed by. Raises BadPackage.
    """
    found = package_of(_gathered(path), None)
    rules.check(found, ours)
    return found


def describe(folder: Path) -> None:
    """See that a folder says in `paket.json` that it is a package. Raises BadPackage."""
    path = folder / names.DESCRIPTION
    description({path.name: _bytes(path, names.MOST_A_FILE) if path.exists() else b""})


def may_write(folder: Path, out: Path) -> None:
    """See that a package of `folder` may be written in the file `out`, and spoil nothing there.

    Raises BadPackage "taken": it lies in the folder, or is a file that is no zip; or "unwritable".
    """
    try:
        if not out.name:
            raise BadPackage("unwritable", "no name")
        home = out.resolve().parent
        inside = any(one.samefile(folder) for one in (home, *home.parents) if one.exists())
        if inside or (out.exists() and _bytes(out, 3) != container.BEGINS):
            raise BadPackage("taken")
    except (OSError, RuntimeError, ValueError):  # links in a ring, a path with a NUL
        raise BadPackage("unwritable") from None


def sign(folder: Path, key: keys.PrivateKey, out: Path, ours: Library) -> Package:
    """Make the file `out` of an author's folder, checked in full and signed.

    An earlier package there is replaced. Returns the package as others will read it. Raises
    BadPackage, as `may_write` does too; then `out` is as it was.
    """
    may_write(folder, out)
    files = _gathered(folder)
    rules.check(package_of(files, None), ours)
    data = container.pack(keys.signed(files, key))
    found = unpack(data)
    built = out.with_name(f"{out.name}.{secrets.token_hex(8)}.new")
    try:
        with open(built, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(built, out)
    except OSError:
        raise BadPackage("unwritable") from None
    finally:
        with suppress(OSError):
            built.unlink(missing_ok=True)
    return found


def _bytes(path: Path, most: int) -> bytes:
    """The content of a plain file, one byte more than `most` at the most."""
    try:
        descriptor = os.open(path, _READ)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise BadPackage("unreadable", "not a file")
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(most + 1)
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        raise BadPackage("unreadable") from None


def _gathered(folder: Path) -> Mapping[str, bytes]:
    """The files of a folder, by name. A link is refused: it may lead out of the folder."""
    files: dict[str, bytes] = {}
    try:
        for name, path in _walk(folder):
            names.check(name)
            if name in (names.KEY, names.SIGNATURE):
                raise BadPackage("foreign", "signing puts it there", name)
            files[name] = _bytes(path, names.MOST_A_FILE)
            names.check_sizes({name: len(content) for name, content in files.items()})
    except (OSError, ValueError):  # a path with a NUL, too
        raise BadPackage("unreadable") from None
    return files


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    for one in sorted(os.scandir(folder), key=lambda one: one.name):
        if one.name.startswith("."):
            continue
        if one.is_symlink():
            raise BadPackage("foreign", "a link", one.name)
        if not one.is_dir():
            yield one.name, Path(one.path)
            continue
        for inner in sorted(os.scandir(one.path), key=lambda inner: inner.name):
            if inner.is_symlink():
                raise BadPackage("foreign", "a link", f"{one.name}/{inner.name}")
            if not inner.name.startswith("."):
                yield f"{one.name}/{inner.name}", Path(inner.path)
