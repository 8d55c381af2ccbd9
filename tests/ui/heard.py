"""What a screen reader meets on a screen: everything one can act on, by its role and its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import flet as ft
from flet.components.component import Component

from tests.ui.headless import Headless

BUTTONS = (ft.FilledButton, ft.OutlinedButton, ft.TextButton)


@dataclass(frozen=True)
class Heard:
    """``seen``: the words on it. ``group``: the name of the group of choices it is in, or "".

    ``question``: the key of the question it stands under, or "".
    """

    role: str
    name: str
    seen: str
    group: str
    question: str
    control: Any


def heard(h: Headless, root: Any = None, group: str = "", question: str = "") -> Iterator[Heard]:
    """Everything in ``root`` that one can act on, in order; on the whole screen without it."""
    if isinstance(root, ft.Semantics) and root.exclude_semantics:
        return
    if isinstance(root, Component) and root.key:
        question = str(root.key).partition(" ")[0] if "." in str(root.key) else ""
    if found := _control(h, root):
        role, name, seen = found
        yield Heard(role, name, seen, group, question, root)
        return
    if isinstance(root, ft.Semantics) and root.label and root.container:
        group = root.label
    for part in h.parts(root):
        yield from heard(h, part, group, question)


def _control(h: Headless, root: Any) -> tuple[str, str, str] | None:
    """The role, the name and the words on it, if it is one control to a screen reader."""
    if isinstance(root, ft.MergeSemantics):
        inside = list(h.walk(root))
        if any(isinstance(one, ft.TextField) for one in inside):
            [label] = [one.label for one in inside if isinstance(one, ft.Semantics)]
            return "textbox", str(label), ""
        role = "radio" if any(isinstance(one, ft.Radio) for one in inside) else "checkbox"
        return role, *_words(h, root)
    if isinstance(root, ft.TextField):
        label = root.label
        return ("textbox", *(_words(h, label) if isinstance(label, ft.Text) else (label, label)))
    if isinstance(root, ft.IconButton):
        return "button", str(root.icon.semantics_label), ""
    if isinstance(root, BUTTONS):
        return "button", *_words(h, root)
    if isinstance(root, ft.NavigationBarDestination):
        return "tab", root.label, root.label
    return None


def _words(h: Headless, root: Any) -> tuple[str, str]:
    """What is said of the texts in it, and what is seen."""
    texts = [one for one in h.walk(root) if isinstance(one, ft.Text)]
    said = [one.value if one.semantics_label is None else one.semantics_label for one in texts]
    return " ".join(filter(None, said)), " ".join(one.value for one in texts)
