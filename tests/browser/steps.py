"""What a person does, step by step, in words the tests share."""

from __future__ import annotations

import re
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

PASSPHRASE = "en lång båt seglar sakta hem"
GUIDE = "För dig som mår dåligt"


class Window(Protocol):
    """A page with semantics on: ``FletPage`` of conftest.py."""

    page: Page

    def button(self, name: str | re.Pattern[str]) -> Locator: ...
    def heading(self, name: str | re.Pattern[str]) -> Locator: ...
    def field(self, label: str | re.Pattern[str]) -> Locator: ...
    def text(self, value: str | re.Pattern[str]) -> Locator: ...
    def tap(self, target: Locator) -> None: ...
    def write(self, label: str | re.Pattern[str], value: str) -> None: ...


def box(window: Window, label: str) -> Locator:
    """A checkbox whose name begins with ``label``."""
    return window.page.get_by_role("checkbox", name=re.compile("^" + re.escape(label)))


def radio(window: Window, label: str) -> Locator:
    """A radio button whose name begins with ``label``."""
    return window.page.get_by_role("radio", name=re.compile("^" + re.escape(label)))


def nav(window: Window, name: str) -> Locator:
    """One of the ways below the page, or at its side, that lead anywhere."""
    return window.button(name).last


def create(window: Window, passphrase: str = PASSPHRASE, guide: str = GUIDE) -> None:
    """The first screens and the recovery sheet, as far as choosing sections."""
    begin(window, passphrase, guide)
    window.tap(window.button("Gör det senare"))
    expect(window.heading(guide)).to_be_visible()
    window.tap(window.button("Välj själv"))
    expect(window.heading("Välj avsnitt")).to_be_visible()


def begin(window: Window, passphrase: str = PASSPHRASE, guide: str = GUIDE) -> None:
    """The first screens, as far as the recovery sheet."""
    window.tap(window.button("Börja"))
    pick_guide(window, guide)
    keep(window, passphrase)


def pick_guide(window: Window, guide: str = GUIDE) -> None:
    """Takes a guide, and passes by its first question."""
    window.tap(window.button(re.compile("^" + re.escape(guide))))
    expect(window.heading("En första fråga")).to_be_visible()
    window.tap(window.button("Hoppa över frågan"))


def keep(window: Window, passphrase: str = PASSPHRASE) -> None:
    """Chooses a passphrase of one's own, as far as the recovery sheet."""
    expect(window.heading("Välj en lösenfras")).to_be_visible()
    window.tap(window.button("Jag skriver en egen"))
    window.write("Din lösenfras", passphrase)
    window.write("Skriv den en gång till", passphrase)
    window.tap(window.button("Använd den här"))
    expect(window.heading("Ditt återställningsark")).to_be_visible()


def choose(window: Window, *sections: str) -> None:
    """Ticks sections by the beginning of their titles, and goes home."""
    for section in sections:
        window.tap(box(window, section))
        expect(box(window, section)).to_be_checked()
    window.tap(window.button("Klar"))
    expect(window.heading("Mina avsnitt")).to_be_visible()


def open_section(window: Window, title: str, depth: str = "Mycket") -> None:
    """From home into a section, with all of its exercises."""
    window.tap(window.button(re.compile("^" + re.escape(title))))
    expect(window.heading(title)).to_be_visible()
    window.tap(radio(window, depth))
    expect(radio(window, depth)).to_be_checked()


def appearance(window: Window) -> None:
    """From the settings to how it looks."""
    window.tap(window.button(re.compile("^Utseende och text")))
    expect(window.heading("Textstorlek")).to_be_visible()


def lock(window: Window) -> None:
    window.tap(window.button("Lås nu"))
    expect(window.heading("Låst")).to_be_visible()


def unlock(window: Window, passphrase: str = PASSPHRASE) -> None:
    """Types the passphrase. Does not wait for what comes."""
    window.write("Lösenfras", passphrase)
    window.tap(window.button("Lås upp"))
