"""Text fields. Every one in the app is made here: Flet loses words in one that is made simply.

A field whose ``value`` is not given is emptied by a re-render, and one whose value is given echoes
older words over newer ones. So the words live in a ``Line``, and the control is a leaf that draws
once for its line and never again. New words from outside mean a new id, which is a new control.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import flet as ft

from app.ui import hooks, kit, press
from app.ui.desk import Desk
from app.ui.direction import from_right

_SETTLING = 3.0  # seconds after the window got another size
_new_id = count().__next__


@dataclass(eq=False)
class Line:
    """One text field: its words, and what happens to them. Compared by identity: it is stable."""

    desk: Desk
    name: str
    text: str = ""
    changed: Callable[[], None] = lambda: None
    rows: int = 1
    about: str = ""  # the question it belongs to, for screen readers: the name may be short
    other: str = ""  # the name in the person's other language, to stand beneath
    bare: bool = False  # the name stands above it already: say it to screen readers only
    focus: bool = False
    phone: bool = False
    code: bool = False  # a secret that may be seen: nothing is corrected, suggested or learnt
    secret: bool = False  # the same, and hidden
    submit: Callable[[], Any] | None = None
    entered: Callable[[], Any] | None = None  # when the person comes to it
    id: int = field(default_factory=_new_id)

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return kit.spoken(f"{self.name} {self.other}".rstrip(), self.about)

    def write(self, text: str) -> None:
        # Half a surrogate pair, which a broken emoji leaves, has no UTF-8 and cannot be saved.
        before = self.text
        self.text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.desk.touch()
        with self.desk.undo.typing(self.id, before, self.text):
            self.changed()

    def whole(self, text: str) -> str:
        """``text`` as it came from the window, with the words that the window has dropped.

        With a screen reader on, a browser empties the field it reads when the page is laid out for
        another size: nothing comes, and then the next letter alone. No key takes so much at once.
        """
        resized = time.monotonic() - self.desk.resized_at < _SETTLING
        dropped = resized and self.desk.page.web and len(text) <= 2 < len(self.text) - 1
        return self.text + text if dropped else text

    def rename(self, name: str) -> None:
        """Gives it another name. A control that is up already is replaced, with its words."""
        if name != self.name:
            self.name, self.id, self.focus = name, _new_id(), False

    def renew(self, text: str = "") -> None:
        """Puts other words in."""
        self.text, self.id = text, _new_id()


def text_line(line: Line) -> ft.Control:
    """The text field of ``line``."""
    return _leaf(line, key=f"line-{line.id}")


@kit.leaf
def _leaf(line: Line) -> ft.Control:
    here = line.id
    redraw = hooks.redraw()
    made = hooks.remember(lambda: [0])  # how often the field had to be made anew

    async def typed(event: ft.Event[ft.TextField]) -> None:
        whole = line.whole(event.control.value)
        line.write(whole)
        if whole != event.control.value:
            made[0] += 1
            redraw()

    async def entered(_: ft.Event[ft.TextField]) -> None:
        line.desk.undo.enter(here)
        if line.entered:
            await kit.calmly(line.desk, line.entered)

    async def left(_: ft.Event[ft.TextField]) -> None:
        line.desk.undo.leave(here)
        await line.desk.flush()

    # No ``capitalization``: Flet enforces it, and changes what the person wrote.
    plain = line.secret or line.code or line.phone
    right = _from_right(line)
    keyboard = ft.KeyboardType.PHONE if line.phone else ft.KeyboardType.TEXT
    # A mark of no width: else the signs that end a Swedish name would stand before it.
    label = f"{line.name}\u200e" if right else line.name
    name = ft.Text(label, semantics_label=line.spoken) if line.about else label
    box = ft.TextField(
        value=line.text,
        label=None if line.bare else name,
        helper=kit.silent(kit.quiet(line.other)) if line.other else None,
        margin=ft.Margin.only(bottom=8) if line.other else None,  # it belongs to what is above it
        password=line.secret,
        rtl=right,
        multiline=line.rows > 1,
        min_lines=line.rows if line.rows > 1 else None,
        key=made[0],
        autofocus=line.focus or made[0] > 0,
        keyboard_type=ft.KeyboardType.MULTILINE if line.rows > 1 else keyboard,
        autocorrect=not plain,
        enable_suggestions=not plain,
        enable_ime_personalized_learning=False,
        border={
            ft.ControlState.DEFAULT: _outline(ft.Colors.OUTLINE, 1.5),
            ft.ControlState.FOCUSED: _outline(ft.Colors.PRIMARY, 2.5),
        },
        filled=True,
        fill_color=ft.Colors.SURFACE_CONTAINER,
        on_change=typed,
        on_focus=entered,
        on_blur=left,
        on_submit=kit.act(line.desk, line.submit) if line.submit else None,
    )
    return ft.MergeSemantics(ft.Semantics(label=line.spoken, content=box)) if line.bare else box


def _from_right(line: Line) -> bool:
    """Whether the field runs from right to left, as its words do, or as the person may write."""
    if line.secret or line.code or line.phone:
        return False
    return from_right(line.text) if line.text.strip() else line.desk.settings.second == "ar"


def _outline(color: ft.Colors, width: float) -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(side=ft.BorderSide(width, color), border_radius=14)


@kit.component
def secret_line(line: Line) -> ft.Control:
    """A field for a secret, with a button that shows what is typed. It can be pasted into."""
    redraw = hooks.redraw()

    def flip() -> None:
        line.secret, line.code = not line.secret, True
        line.focus = True
        line.renew(line.text)
        redraw()

    label = "Visa det jag skriver" if line.secret else "Dölj det jag skriver"
    icon = ft.Icons.VISIBILITY_OUTLINED if line.secret else ft.Icons.VISIBILITY_OFF_OUTLINED
    return ft.Column(
        [
            text_line(line),
            ft.Row([press.link(line.desk, label, flip, icon, line.name)], wrap=True),
        ],
        spacing=2,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
