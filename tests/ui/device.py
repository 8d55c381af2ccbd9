"""A device with a store of its own, and how a person chooses a code there and opens with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.state import Place, Screen
from tests.ui.running import SECRET, App

CODE = "402918"
OTHER = "sju gröna hattar på en mur"
WITH_CODE, WITH_FINGER = "Lås upp med sifferkoden", "Lås upp med fingeravtryck eller ansikte"


class Platform:
    """A device's own store, behind the client."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.refuses: set[str] = set()
        self.fingers: list[str] = []
        self.asked: list[str] = []

    @property
    def answers(self) -> dict[str, Callable[[Any], Any]]:
        def answer(name: str, do: Callable[[dict[str, Any]], Any]) -> Callable[[Any], Any]:
            def asked(args: dict[str, Any] | None) -> Any:
                self.asked.append(name)
                if name in self.refuses:
                    raise RuntimeError("PlatformException(Libsecret error, no keyring)")
                return do(args or {})

            return asked

        return {
            "set": answer("set", lambda args: self.kept.update({args["key"]: args["value"]})),
            "get": answer("get", lambda args: self.kept.get(args["key"])),
            "remove": answer("remove", lambda args: self.kept.pop(args["key"], None) and None),
            "get_available_biometrics": answer("biometrics", lambda _: self.fingers),
        }


async def fill(app: App, name: str, text: str) -> None:
    await app.h.type(app.h.find(ft.TextField, name), text)


async def to_choosing(app: App) -> None:
    await app.desk.go(Place(Screen.DEVICE))
    await app.h.settle()
    there = "device" in app.desk.book.keys.kinds
    await app.h.press("Byt" if there else "Välj")
    await fill(app, "Lösenfras", SECRET)
    await app.h.press("Fortsätt")


async def choose(app: App, code: str, again: str = "") -> None:
    await fill(app, "Sex siffror", code)
    await fill(app, "Skriv dem en gång till", again or code)
    await app.h.press("Använd sifferkoden")


async def with_code(app: App) -> None:
    """A new vault that this device opens with ``CODE``, locked."""
    await app.open()
    await to_choosing(app)
    await choose(app, CODE)
    assert app.desk.book.keys.kinds[-1] == "device"
    await app.lock()


async def enter(app: App, code: str) -> None:
    await fill(app, "Din sifferkod", code)
    await app.h.press(WITH_CODE)
