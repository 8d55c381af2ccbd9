"""Keys that cost the least that is allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.vault import DEFAULT_PARAMS, Params, Vault, keys

CHEAP = Params(8192, 1, 1)


def make_cheap(put: Callable[[object, str, Any], None] = setattr) -> None:
    """From now on vaults are made and opened with the least costly keys.

    ``put``: sets an attribute, and may set it back again later.
    """
    put(keys, "DEFAULT_PARAMS", CHEAP)
    for method in (Vault.create, Vault.unlock, Vault.replace_slot, Vault.rekey):
        function = getattr(method, "__func__", method)
        for name in ("__defaults__", "__kwdefaults__"):
            given = getattr(function, name)
            if given:
                put(function, name, _cheaper(given))


def _cheaper(given: Any) -> Any:
    if isinstance(given, dict):
        return {name: CHEAP if value is DEFAULT_PARAMS else value for name, value in given.items()}
    return tuple(CHEAP if value is DEFAULT_PARAMS else value for value in given)
