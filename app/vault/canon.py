"""One way only to turn a value into bytes.

Two encodings: `fields`, for what is authenticated (associated data, the header's MAC), and strict
canonical JSON, for what is stored. Both are injective: no two values share their bytes.
"""

from __future__ import annotations

import json
import math
from typing import Any

# The whole numbers that every JSON reader holds exactly (RFC 8259, section 6).
MAX_INT = 2**53 - 1
# Deeper than any answer, and far from Python's recursion limit when the text is read back.
MAX_DEPTH = 32

_encoder = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def fields(*parts: bytes) -> bytes:
    """Join byte strings so that they can be told apart: each after its length, 4 bytes big-endian.

    Source: the remedy of RFC 9180 and others against shifting a border between two fields.
    """
    return b"".join([len(part).to_bytes(4, "big") + part for part in parts])


def number(value: int) -> bytes:
    """A whole number, 0 to 2^64 − 1, as 8 bytes big-endian."""
    return value.to_bytes(8, "big")


def check(value: Any, depth: int = 0) -> None:
    """Refuse what JSON does not give back unchanged.

    Allowed: None, bool, int within ±(2^53 − 1), finite float, str without lone surrogates, list,
    and dict with str keys, nested at most 32 deep. Tuples and subclasses are refused, since they
    would come back as something else.

    Raises ValueError, without the value in its text.
    """
    kind = type(value)
    if kind is str:
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise ValueError("text with half a surrogate pair") from None
    elif kind is int:
        if not -MAX_INT <= value <= MAX_INT:
            raise ValueError("whole number out of range")
    elif kind is float:
        if not math.isfinite(value):
            raise ValueError("not a finite number")
    elif kind is list or kind is dict:
        if depth == MAX_DEPTH:
            raise ValueError("nested too deep")
        if kind is dict:
            for key in value:
                if type(key) is not str:
                    raise ValueError("a key that is not text")
                check(key)
            value = list(value.values())
        for item in value:
            check(item, depth + 1)
    elif value is not None and kind is not bool:
        raise ValueError(f"not a JSON type: {kind.__name__}")


def encode(value: object) -> bytes:
    """Canonical JSON in UTF-8: sorted keys, no spaces, no escapes but the needed ones.

    The value must have passed `check`.
    """
    return _encoder.encode(value).encode("utf-8")


def decode(data: bytes) -> Any:
    """Read JSON in UTF-8. Raises ValueError or RecursionError when it is not."""
    return json.loads(data.decode("utf-8"))


def copy(value: Any) -> Any:
    """A copy that shares nothing that can change."""
    if type(value) is list:
        return [copy(item) for item in value]
    if type(value) is dict:
        return {key: copy(item) for key, item in value.items()}
    return value
