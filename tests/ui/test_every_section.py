"""Whatever is written in any section, all of it is on its page, and stays as it was."""

from __future__ import annotations

import asyncio
import contextvars
import os
from collections import Counter
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import flet as ft
import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from app.guide import Library
from app.paths import find
from app.ui import texts
from app.ui.state import HOME, Place, Screen
from app.workbook.answers import Answer, Json, empty, fits, lines
from tests.share.filling import values, written
from tests.ui.running import App, run_app

LIBRARY = Library(find().content)
PAGES = [(name, False) for name in LIBRARY.section_files]
PAGES += [(name, True) for name in LIBRARY.easy_files]
few = settings(
    max_examples=20 if os.environ.get("TORTURE") else 2,
    deadline=None,
    phases=[Phase.generate],  # a smaller example would take minutes to find
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def on_the_page(app: App) -> str:
    """Every text, every word in a field, and every number that is picked."""
    said: list[str] = app.h.texts()
    for one in app.h.walk():
        if isinstance(one, ft.TextField):
            said.append(str(one.value))
        elif isinstance(one, ft.RadioGroup):
            said.append(f"{one.value} av 10")
    return "\n".join(said)


class Filling:
    """One workbook that every section is filled in, each on top of the ones before."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.filled: dict[str, Json] = {}
        self.counted: Counter[str] = Counter()

    async def page(self, name: str, easy: bool, answers: dict[str, Json]) -> None:
        """Fills one section, and finds every word of it on its page."""
        desk = self.app.desk
        await desk.change_settings(depth="mycket", easy=easy)
        for key, value in answers.items():
            field = LIBRARY.fields[key]
            assert fits(field.kind, value)
            desk.write(field, value)
            said = lines(Answer.to(field, value))
            self.filled[key] = value if said else empty(field.kind)
        await desk.go(Place(Screen.SECTION, name))
        await self.app.h.settle()
        shown = on_the_page(self.app)
        for calm in (texts.NOT_SHOWN, texts.NOT_READ, texts.SOMETHING_WRONG):
            assert calm not in shown
        for field in desk.section(name).fields:
            for text in written(field.kind, answers[field.key]):
                assert not text.strip() or text in shown
                self.counted["texts"] += 1
        self.counted.update(pages=1, answers=len(answers))
        await desk.go(HOME)
        self.same(answers)

    def same(self, keys: dict[str, Json]) -> None:
        for key in keys:
            field = LIBRARY.fields[key]
            answer = self.app.desk.book.answer(field)
            assert (answer.value if answer else empty(field.kind)) == self.filled[key]

    async def lock_and_unlock(self) -> None:
        """Closes the workbook, opens it again, and finds every answer as it was written."""
        await self.app.lock()
        assert await self.app.unlock()
        self.same(self.filled)
        await self.app.lock()


@pytest.mark.parametrize("half", [0, 1])
def test_every_word_is_on_the_page_and_the_same_after_the_lock(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, figure, half: int
) -> None:
    with asyncio.Runner() as runner:
        context = contextvars.copy_context()

        def do(work: Awaitable[Any]) -> Any:
            return runner.run(work, context=context)

        app = do(run_app(tmp_path))
        do(app.open())
        filling = Filling(app)
        for name, easy in PAGES[half::2]:
            section = LIBRARY.section(name, easy)
            shown = [LIBRARY.fields[key] for key in section.refers]
            fields = {field.key: values(field) for field in (*shown, *section.fields)}

            @few
            @given(page=st.tuples(st.just(name), st.just(easy), st.fixed_dictionaries(fields)))
            def one(page: tuple[str, bool, dict[str, Json]]) -> None:
                note(f"{page[0]}, {'in easy words' if page[1] else 'as it is'}")
                do(filling.page(*page))

            one()
        do(filling.lock_and_unlock())
    assert "failed" not in caplog.text
    counted = filling.counted
    figure(
        f"screens: {counted['pages']} filled pages of {len(PAGES[half::2])} sections, "
        f"{counted['answers']} answers, {counted['texts']} texts found again"
    )
