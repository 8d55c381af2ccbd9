"""Undo and redo of what is done on a section's page, and the two buttons at its foot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import flet as ft

from app.guide import Field
from app.workbook.answers import Json
from app.workbook.undo import Step, Steps

if TYPE_CHECKING:
    from app.ui.desk import Desk


@ft.observable
@dataclass
class Ways:
    """The questions whose changes are undone and done again next; "" for none."""

    back: str = ""
    on: str = ""


class Undo:
    """The steps of the page that is up, for as long as the workbook is open.

    ``turn`` counts up when words are put back in a field: then its editor is another one, for text
    fields never take words from outside.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._section = ""
        self._steps = Steps()
        self._turns: dict[str, int] = {}
        self._focus: int | None = None  # the text field one is in
        self.ways = Ways()

    def show(self, section: str) -> None:
        """A section's page comes up. What was done on another one is forgotten."""
        if section != self._section:
            self.forget()
            self._section = section
        self._focus = None

    def forget(self) -> None:
        """Forgets every step."""
        self._section = ""
        self._steps = Steps()
        self._turns.clear()
        self._name()

    def turn(self, field: Field) -> int:
        return self._turns.get(field.key, 0)

    def note(self, field: Field, before: Json, after: Json) -> None:
        """Takes a change that is made on the page."""
        self._steps.note(field, before, after)
        self._name()

    @contextmanager
    def typing(self, line: int, before: str, after: str) -> Iterator[None]:
        """What is noted meanwhile is typed in one text field."""
        with self._steps.typing(line, before, after):
            yield

    def enter(self, line: int) -> None:
        """The person comes to a text field."""
        self._focus = line

    def leave(self, line: int | None = None) -> None:
        """The person leaves a text field, or with None whichever they are in."""
        if line in (None, self._focus):
            self._focus = None

    @property
    def in_field(self) -> bool:
        """Whether the person is in a text field, where keys are the field's own."""
        return self._focus is not None

    def back(self) -> None:
        """Undoes the newest step, or nothing where there is none."""
        if step := self._steps.undo(self._desk.value):
            self._put(step, step.before)

    def on(self) -> None:
        """Does again what was undone last."""
        if step := self._steps.redo(self._desk.value):
            self._put(step, step.after)

    def _put(self, step: Step, value: Json) -> None:
        self._turns[step.field.key] = self.turn(step.field) + 1
        self._focus = None
        self._desk.put(step.field, value)
        self._name()
        self._desk.shown.changes += 1

    def _name(self) -> None:
        back, on = self._steps.back, self._steps.on
        self.ways.back = back.question if back else ""
        self.ways.on = on.question if on else ""
