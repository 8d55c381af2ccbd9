"""A store as a platform would keep one, as far as this process lives."""

from __future__ import annotations

import json

from app.workbook.device import StoreFailed


class Pocket:
    """What a platform is to the app. ``refuses`` names the methods that fail."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.refuses: set[str] = set()
        self.asked = 0

    def _ask(self, method: str) -> None:
        self.asked += 1
        if method in self.refuses:
            raise StoreFailed(method)

    async def get(self, name: str) -> str | None:
        self._ask("get")
        return self.kept.get(name)

    async def put(self, name: str, text: str) -> None:
        self._ask("put")
        self.kept[name] = text

    async def remove(self, name: str) -> None:
        self._ask("remove")
        self.kept.pop(name, None)


class Forgetful(Pocket):
    """Takes everything, and keeps nothing."""

    async def put(self, name: str, text: str) -> None:
        self._ask("put")


def stored(store: Pocket) -> bytes:
    """The secret of the only vault that ``store`` keeps something for."""
    [text] = store.kept.values()
    return bytes.fromhex(json.loads(text)["secret"])
