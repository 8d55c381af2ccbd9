"""Comparing, by a hurried hand."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft

from app.workbook.agreement import Agreement, Line
from tests.ui.comparing import CAN, CLOSE, OWN, THEIRS, close_one, saved, waiting
from tests.ui.others import until
from tests.ui.sharing import tick


async def test_two_presses_begin_one_comparing(tmp_path: Path) -> None:
    app = await close_one(tmp_path)
    await app.h.press("Jag börjar")
    await tick(app, CAN)
    [button] = [
        c
        for c in app.h.walk()
        if isinstance(c, ft.FilledButton)
        and "Fortsätt" in [t.value for t in app.h.walk(c) if isinstance(t, ft.Text)]
    ]
    await asyncio.gather(
        *(app.h.session.dispatch_event(button._i, "click", None) for _ in range(2))
    )
    await until(app, "Filen till den andra")
    await asyncio.sleep(0.3)
    assert len(app.desk.book.agreements.keys([CLOSE])) == 1
    await app.lock()


async def test_what_only_one_has_released_is_let_go_of_in_the_vault_too(tmp_path: Path) -> None:
    app, now = await waiting(tmp_path)
    only_mine = Line("", "Det här visade bara jag")
    begun = Agreement(now.id, CLOSE, True, now.words, {**now.mine, "ord-mellan-oss": (only_mine,)})
    agreements = app.desk.book.agreements
    agreements.keep(begun)
    agreements.keep(begun.with_theirs(OWN, {"jag-kan": (Line("", THEIRS),)}))
    assert only_mine.text not in repr(app.desk.book.records())
    await app.lock()


async def test_a_file_saved_again_is_no_newer_than_what_both_show(tmp_path: Path) -> None:
    """Else, once two devices are laid together, it would hide what the other one has read."""
    app, now = await waiting(tmp_path)

    def times() -> list[int]:
        records = app.desk.book.records()
        return [one.time_ms for one in records if one.key == "agreement/" + now.id]

    before = times()
    await app.h.press("Spara din fil igen")
    await saved(app, tmp_path / "igen", "Väntar på den andra")
    assert times() == before
    await app.lock()
