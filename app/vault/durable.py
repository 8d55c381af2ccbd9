"""A small file written whole: what stands under a name is the old content or the new."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNFINISHED = r"\.[0-9a-f]{16}\.new"


@contextmanager
def written(path: Path, content: bytes) -> Iterator[Path]:
    """A file beside `path` with this content, on disk, for its owner alone, to be renamed.

    It is gone when the block ends, unless it was renamed. Raises OSError.
    """
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    try:
        descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield unfinished
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def beside(path: Path, pattern: str) -> list[Path]:
    """The files whose name is that of `path` and then what fits the pattern, by name.

    Raises OSError.
    """
    whole = re.compile(f"{re.escape(path.name)}(?:{pattern})")
    return sorted(one for one in path.parent.iterdir() if whole.fullmatch(one.name))
