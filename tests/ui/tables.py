"""The app at a question that is answered in rows with a choice each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from app.guide import Field, Kind
from app.ui.state import Place, Screen
from app.workbook.answers import Json
from tests.ui.running import App

SECTIONS = {Kind.BALANCE: "min-vecka", Kind.NETWORK: "manniskor-runt-mig"}


async def opened(
    kind: Kind, run: Callable[[], Awaitable[App]], stored: Json = None
) -> tuple[App, Field]:
    """The app at a section with such a field, and ``stored`` in it."""
    app = await run()
    await app.open()
    fields = app.desk.library.section(SECTIONS[kind]).fields
    field = next(field for field in fields if field.kind is kind)
    if stored:
        app.desk.write(field, stored)
    await app.desk.change_settings(depth="mycket")
    await go(app, kind)
    return app, field


async def go(app: App, kind: Kind) -> None:
    await app.desk.go(Place(Screen.SECTION, SECTIONS[kind]))
    await app.h.settle()


def pills(app: App, field: Field) -> dict[str, bool]:
    """What each pill says to a screen reader, before the question, and whether it is ticked."""
    end = f", {field.question}"
    return {
        text.semantics_label.removesuffix(end): bool(c.checked)
        for c in app.h.walk()
        if isinstance(c, ft.Semantics) and c.checked is not None
        for text in app.h.walk(c)
        if isinstance(text, ft.Text) and (text.semantics_label or "").endswith(end)
    }


def picked(app: App, field: Field) -> list[str]:
    """The pills that are ticked."""
    return [name for name, on in pills(app, field).items() if on]
