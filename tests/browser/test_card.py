"""The crisis card in the real browser: laid outside the lock, read while locked, taken away."""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect

from app.paths import CARD_NAME
from tests.browser import steps
from tests.browser.conftest import FletPage, Guiden, eventually

SIGN, KEPT, WALK = "Jag slutar svara när någon ringer", "Jag kan inte sova", "Andas ut långsamt"
WALK_WHOLE = "Andas ut långsamt några gånger"


def edit(window: FletPage) -> None:
    window.tap(steps.nav(window, "Inställningar"))
    expect(window.heading("Inställningar")).to_be_visible()
    window.tap(window.button(re.compile("^Kriskort utanför låset")))
    expect(window.heading("Kriskort utanför låset")).to_be_visible()


def test_two_lines_are_read_without_unlocking_and_nothing_else_is(
    flet_page: FletPage, guiden: Guiden
) -> None:
    window, file = flet_page, guiden.data / CARD_NAME
    steps.create(window)
    steps.choose(window, "Min trygghetsplan")
    window.tap(steps.nav(window, "Min plan"))
    expect(window.heading("Min trygghetsplan")).to_be_visible()
    for line in (SIGN, KEPT, WALK):
        window.tap(steps.box(window, line))
        expect(steps.box(window, line)).to_be_checked()
    expect(window.text(re.compile("^Sparat"))).to_be_visible()

    edit(window)
    for line in (SIGN, WALK):
        window.tap(steps.box(window, line))
        expect(steps.box(window, line)).to_be_checked()
    window.tap(window.button("Se kortet"))
    expect(window.heading("Det här kan den som håller i telefonen läsa")).to_be_visible()
    expect(window.text(SIGN)).to_be_visible()
    assert KEPT not in window.tree()
    assert not file.exists()
    window.tap(window.button("Lägg utanför låset"))
    window.tap(window.button("Ja, lägg utanför låset"))
    expect(window.text(re.compile("^Kortet ligger utanför låset"))).to_be_visible()
    steps.lock(window)

    window.tap(window.button("Kriskort"))
    expect(window.heading("Mina tecken")).to_be_visible()
    expect(window.text(SIGN)).to_be_visible()
    window.tap(window.button("Nästa"))
    expect(window.heading("På egen hand")).to_be_visible()
    expect(window.text(WALK_WHOLE)).to_be_visible()
    window.tap(window.button("Nästa"))
    expect(window.heading("Ring någon")).to_be_visible()
    expect(window.button("Ring 112")).to_be_visible()
    assert window.page.get_by_role("textbox").count() == 0
    window.tap(window.button("Klar"))
    expect(window.heading("Låst")).to_be_visible()
    held = json.loads(file.read_bytes())
    assert [step["lines"] for step in held["steps"]] == [[{"text": SIGN}], [{"text": WALK_WHOLE}]]
    everything = guiden.open_folder().encode("latin-1")
    assert everything.count(SIGN.encode()) == everything.count(WALK.encode()) == 1
    assert KEPT.encode() not in everything

    steps.unlock(window)
    expect(window.button("Lås nu")).to_be_visible()
    edit(window)
    window.tap(window.button("Ta bort kortet"))
    expect(window.text(re.compile("^Kortet är borttaget"))).to_be_visible()
    eventually(window.page, lambda: _gone(guiden))
    steps.lock(window)
    expect(window.button("Kriskort")).to_have_count(0)


def _gone(guiden: Guiden) -> None:
    assert not (guiden.data / CARD_NAME).exists()
    assert SIGN.encode() not in guiden.open_folder().encode("latin-1")
