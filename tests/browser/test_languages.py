"""Two languages in a real browser: the letters are in the program, and nothing asks the net."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import steps

TITLE = re.compile("^Två frågor att börja med")
QUESTION = re.compile("^Vill du berätta mer om vad som har fört dig hit.*هل لديك رغبة", re.DOTALL)
ARABIC = "صباح هادئ مع القهوة، ثم مشي قصير"


def test_a_person_reads_and_writes_arabic_and_finds_it_again(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, "Två frågor att börja med")
    window.tap(steps.nav(window, "Inställningar"))
    steps.appearance(window)
    window.tap(steps.radio(window, "العربية"))
    expect(steps.radio(window, "العربية")).to_be_checked()
    window.tap(steps.nav(window, "Min guide"))
    window.tap(window.button(TITLE))
    expect(window.heading(TITLE)).to_have_text(re.compile("سؤالان للبداية"))
    window.write(QUESTION, ARABIC)
    steps.lock(window)
    steps.unlock(window)
    window.shows(QUESTION, ARABIC)
    window.check()
