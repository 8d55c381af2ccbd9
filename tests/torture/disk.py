"""A disk that keeps a log of what reaches it, and that fails when it is told to.

`install` puts itself beneath SQLite, as its file system (https://sqlite.org/vfs.html), and beneath
the few calls of Python's that the vault makes itself. Everything still happens for real, in real
files; each change of a file or of the folder is also written to `Disk.log`. For a process of its
own: what is installed stays.

A folder's sync is seen when SQLite opens the folder, which it does for nothing else.
"""

import _sqlite3
import builtins
import ctypes
import errno
import io
import os
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any, NamedTuple

SQLITE_FULL = 13
SQLITE_IOERR_WRITE = 778


class Op(NamedTuple):
    """One change: "create", "link", "unlink", "rename" or "fold" (a sync) of the folder; "write",
    "truncate" or "sync" of a file; or "mark", where something was acknowledged.

    file: a number for the file's whole life, whatever its name. at: an offset or a length.
    """

    kind: str
    name: str = ""
    file: int = 0
    at: int = 0
    data: bytes = b""


class _Methods(ctypes.Structure):
    _fields_ = [
        ("version", c_int),
        *((name, c_void_p) for name in ("close", "read", "write", "truncate", "sync")),
        ("rest", c_void_p * 13),
    ]


class _File(ctypes.Structure):
    _fields_ = [("methods", POINTER(_Methods))]


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("between", c_void_p * 11),
        ("set_system_call", c_void_p),
        ("get_system_call", c_void_p),
        ("next_system_call", c_void_p),
    ]


# A path as an address, since SQLite keeps it and finds more behind it than the text.
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(_File), c_int, c_void_p)
_Delete = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_Write = CFUNCTYPE(c_int, POINTER(_File), c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, POINTER(_File), c_int64)
_Sync = CFUNCTYPE(c_int, POINTER(_File), c_int)
_OpenFolder = CFUNCTYPE(c_int, c_char_p, c_void_p)
_SetSystemCall = CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p)
_GetSystemCall = CFUNCTYPE(c_void_p, c_void_p, c_char_p)


class Disk:
    """The disk as seen by one process, in one folder without folders in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.log: list[Op] = []
        self.fails: Callable[[], int] = lambda: 0
        """Asked before each write and truncation: SQLite's code for how it fails, or 0."""
        self.links = True
        """Whether a file may have two names; not on a memory stick."""
        self._files: dict[str, int] = {}
        self._open: dict[int, int] = {}  # by SQLite's address of it
        self._descriptors: dict[int, int] = {}  # by Python's number; the folder's own is 0
        self._kept: list[Any] = []  # what C code holds on to
        self._patched: dict[int, Any] = {}
        self._count = 0

    def mark(self) -> None:
        """Note that what happened so far was acknowledged."""
        self.log.append(Op("mark"))

    def install(self) -> None:
        """Take the place of the file system, for this process's whole life."""
        self._beneath_sqlite()
        self._beneath_python()

    def _inside(self, path: Any) -> str:
        """The name in the folder, or "" for what lies elsewhere."""
        found = Path(os.path.abspath(os.fsdecode(path)))
        return found.name if found.parent == self._folder else ""

    def _number(self, name: str) -> int:
        """The file's number; a new one for a file that was there before us."""
        if name not in self._files:
            self._count += 1
            self._files[name] = self._count
        return self._files[name]

    def _created(self, name: str) -> None:
        self._files.pop(name, None)
        self.log.append(Op("create", name, self._number(name)))

    def _beneath_sqlite(self) -> None:
        # The extension's own file, so that it is the very SQLite it is linked with.
        library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        try:
            find, register = library.sqlite3_vfs_find, library.sqlite3_vfs_register
        except AttributeError:
            raise RuntimeError(
                "This Python hides its SQLite, so its writes cannot be recorded:"
                " run the tests with a Python whose sqlite3 links libsqlite3 dynamically."
            ) from None
        find.restype = POINTER(_Vfs)
        base = find(None)
        mine = _Vfs.from_buffer_copy(base.contents)
        mine.name = b"recording"
        opens, deletes = _Open(base.contents.open), _Delete(base.contents.delete)
        opens_folder = _OpenFolder(
            _GetSystemCall(base.contents.get_system_call)(base, b"openDirectory")
        )

        def on_open(vfs: Any, address: int | None, file: Any, flags: int, out: Any) -> int:
            path = ctypes.string_at(address) if address else b""
            name = self._inside(path) if path else ""
            new = not os.path.lexists(path)
            code = opens(vfs, address, file, flags, out)
            if code == 0 and name:
                if new:
                    self._created(name)
                self._open[ctypes.addressof(file.contents)] = self._number(name)
                file.contents.methods = ctypes.pointer(self._methods(file.contents.methods))
            return code

        def on_delete(vfs: Any, path: bytes, sync: int) -> int:
            name = self._inside(path)
            there = os.path.lexists(path)
            place = len(self.log)
            code = deletes(vfs, path, sync)
            if there and not os.path.lexists(path) and name:
                self._files.pop(name, None)
                self.log.insert(place, Op("unlink", name))  # before the sync of the folder
            return code

        def on_open_folder(path: bytes, out: Any) -> int:
            self.log.append(Op("fold"))
            return opens_folder(path, out)

        calls = [_Open(on_open), _Delete(on_delete), _OpenFolder(on_open_folder), mine]
        self._kept += calls
        mine.open, mine.delete = (ctypes.cast(call, c_void_p).value for call in calls[:2])
        set_call = _SetSystemCall(base.contents.set_system_call)
        assert set_call(base, b"openDirectory", ctypes.cast(calls[2], c_void_p)) == 0
        assert register(ctypes.byref(mine), 1) == 0

    def _methods(self, base: Any) -> Any:
        """SQLite's functions for one kind of file, with ours in front of some."""
        address = ctypes.addressof(base.contents)
        if address in self._patched:
            return self._patched[address]
        mine = _Methods.from_buffer_copy(base.contents)
        writes, truncates = _Write(mine.write), _Truncate(mine.truncate)
        syncs = _Sync(mine.sync)

        def number(file: Any) -> int:
            return self._open[ctypes.addressof(file.contents)]

        def on_write(file: Any, data: int, amount: int, at: int) -> int:
            if code := self.fails():
                return code
            code = writes(file, data, amount, at)
            if code == 0:
                self.log.append(Op("write", "", number(file), at, ctypes.string_at(data, amount)))
            return code

        def on_truncate(file: Any, size: int) -> int:
            if code := self.fails():
                return code
            code = truncates(file, size)
            if code == 0:
                self.log.append(Op("truncate", "", number(file), size))
            return code

        def on_sync(file: Any, flags: int) -> int:
            code = syncs(file, flags)
            if code == 0:
                self.log.append(Op("sync", "", number(file)))
            return code

        calls = [_Write(on_write), _Truncate(on_truncate), _Sync(on_sync)]
        self._kept += calls
        mine.write, mine.truncate, mine.sync = (ctypes.cast(call, c_void_p).value for call in calls)
        self._patched[address] = mine
        return mine

    def _beneath_python(self) -> None:
        disk = self
        real = {name: getattr(os, name) for name in ("open", "fsync", "link", "unlink", "rename")}
        real_open = builtins.open

        class Recorded(io.FileIO):
            """A file whose writes are logged."""

            def write(self, data: Any, /) -> int:
                at, content = self.tell(), bytes(data)
                if code := disk.fails():
                    raise OSError(errno.ENOSPC if code == SQLITE_FULL else errno.EIO, "disk")
                written = super().write(content)
                file = disk._descriptors[self.fileno()]
                disk.log.append(Op("write", "", file, at, content[:written]))
                return written

        def on_open(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            name = disk._inside(path)
            new = not os.path.lexists(path)
            descriptor: int = real["open"](path, flags, *rest, **more)
            if name and new:
                disk._created(name)
            if Path(path) == disk._folder:
                disk._descriptors[descriptor] = 0
            elif name:
                disk._descriptors[descriptor] = disk._number(name)
            return descriptor

        def on_builtin_open(path: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
            name = disk._inside(path) if isinstance(path, str | os.PathLike) else ""
            if not name or mode == "rb":
                return real_open(path, mode, *rest, **more)
            assert mode == "r+b", "the vault opens its files in one way"
            file = Recorded(path, "r+")
            disk._descriptors[file.fileno()] = disk._number(name)
            return io.BufferedRandom(file)

        def on_fsync(descriptor: int) -> None:
            real["fsync"](descriptor)
            file = disk._descriptors[descriptor]
            disk.log.append(Op("sync", "", file) if file else Op("fold"))

        def on_link(source: Any, target: Any) -> None:
            if not disk.links:
                raise OSError(errno.EPERM, "no links here")
            real["link"](source, target)
            name = disk._inside(target)
            disk._files[name] = disk._number(disk._inside(source))
            disk.log.append(Op("link", name, disk._files[name]))

        def on_unlink(path: Any) -> None:
            real["unlink"](path)
            disk._files.pop(disk._inside(path), None)
            disk.log.append(Op("unlink", disk._inside(path)))

        def on_rename(source: Any, target: Any) -> None:
            real["rename"](source, target)
            file = disk._number(disk._inside(source))
            del disk._files[disk._inside(source)]
            disk._files[disk._inside(target)] = file
            disk.log.append(Op("link", disk._inside(target), file))
            disk.log.append(Op("unlink", disk._inside(source)))

        builtins.open = on_builtin_open  # type: ignore[assignment]
        for name, call in [
            ("open", on_open),
            ("fsync", on_fsync),
            ("link", on_link),
            ("unlink", on_unlink),
            ("rename", on_rename),
        ]:
            setattr(os, name, call)
