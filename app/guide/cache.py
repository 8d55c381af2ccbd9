"""Parsed content on disk, so that the next start need not parse it again.

It holds nothing of the person's: only what anyone reads in the content folder. A cache is used if
it was made from the very same bytes by the very same parser, and is whole. Anything else counts as
no cache.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from markdown import __version__ as MARKDOWN

from app import __version__
from app.guide import fences, markdown, model, parse

_NODES = {
    name: kind
    for name, kind in vars(model).items()
    if isinstance(kind, type) and kind.__module__ == model.__name__
}


def digest(texts: Iterable[tuple[str, bytes]]) -> str:
    """What tells one state of the content, and of the parser, from another.

    texts: the name and the bytes of each file, in an order that is always the same.
    """
    found = sha256(_parser())
    for name, content in texts:
        found.update(b"%d %d " % (len(name.encode()), len(content)))
        found.update(name.encode() + content)
    return found.hexdigest()


def load(path: Path, wanted: str) -> dict[str, Any] | None:
    """The nodes by the names they were saved under, or None. Never raises."""
    # zlib has an error of its own; a whole file of another shape fails in any of these ways.
    with suppress(
        OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError, zlib.error
    ):
        sum_, _, packed = path.read_bytes().partition(b"\n")
        if sum_.decode() == _sum(wanted, packed):
            nodes = json.loads(zlib.decompress(packed))
            return {name: _node(value) for name, value in nodes.items()}
    return None


def save(path: Path, made_of: str, nodes: Mapping[str, object]) -> None:
    """Keep nodes for the next start. Never fails: without them it only takes longer."""
    text = json.dumps(
        {name: _plain(node) for name, node in nodes.items()},
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    packed = zlib.compress(text, 1)
    with suppress(OSError):
        path.write_bytes(_sum(made_of, packed).encode() + b"\n" + packed)


def _sum(made_of: str, packed: bytes) -> str:
    return sha256(made_of.encode() + packed).hexdigest()


@cache
def _parser() -> bytes:
    """What tells one parser from another, which may read the same file in another way.

    That is its own text where there is one. A packed program has only its version.
    """
    found = f"{__version__} {MARKDOWN} ".encode()
    with suppress(OSError):
        for module in (fences, markdown, model, parse):
            found += Path(module.__file__ or "").read_bytes()
    return found


def _plain(node: Any) -> Any:
    """A node as JSON: a list that begins with its type's name. Text and numbers are themselves."""
    if isinstance(node, tuple):
        return ["", *map(_plain, node)]
    if isinstance(node, Enum):
        return [type(node).__name__, node.value]
    if type(node) in _NODES.values():
        return [type(node).__name__, *(_plain(getattr(node, one.name)) for one in fields(node))]
    return node


def _node(value: list[Any]) -> Any:
    name = value[0]
    parts = [_node(one) if type(one) is list else one for one in value[1:]]
    return _NODES[name](*parts) if name else tuple(parts)
