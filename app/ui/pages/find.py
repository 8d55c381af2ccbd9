"""Find again: search in one's own words and the guides, favourites, and what was written last."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import flet as ft

from app.guide import Section, Span
from app.guide.library import HELP
from app.ui import blocks, frame, hooks, kit, press, stars, texts
from app.ui.desk import Desk
from app.ui.direction import from_right
from app.ui.lines import Line, text_line
from app.ui.state import Place, Screen
from app.workbook import search
from app.workbook.days import lately
from app.workbook.failures import VaultError
from app.workbook.latest import Written
from app.workbook.search import Entry, Found, Search

_PAUSE = 0.25  # seconds without a keystroke before there is a look
_HITS, _ROWS, _LATEST = 20, 5, 20
_LINE = 120  # letters of an answer that a row shows


@ft.observable
@dataclass
class Looking:
    """What the list below the search field shows. ``found`` is None while nothing is looked for.

    ``written``: every answer, the newest first; None until they are gathered.
    """

    written: tuple[Written, ...] | None = None
    found: Found | None = None


class _Searcher:
    """The words in the field, and the search that follows them at a pause."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.looking = desk, Looking()
        self._search: Search | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.line = Line(
            desk,
            "Vad letar du efter?",
            desk.finding.sought,
            self._typed,
            submit=self.look,
            focus=desk.shown.wide,  # on a phone the keyboard would hide what is below
        )

    async def gather(self) -> None:
        """Reads all there is to find, and looks if words stand in the field already."""
        desk = self.desk
        await desk.flush()
        with suppress(VaultError, LookupError):  # locked meanwhile: there is nothing to find
            self._search, self.looking.written = await asyncio.to_thread(_gather, desk)
            self.look()

    def _typed(self) -> None:
        self.desk.finding.sought = self.line.text
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(_PAUSE, self.look)

    def look(self) -> None:
        """Finds what the field says now."""
        if self._search and self.desk.open:
            found = self._search.find(self.line.text)
            self.looking.found = found if found.words else None

    def clear(self) -> None:
        self.line.renew()
        self.desk.finding.sought = ""
        self.look()


def _gather(desk: Desk) -> tuple[Search, tuple[Written, ...]]:
    """For a thread. Raises LookupError or a ``VaultError`` where the workbook was locked."""
    book = desk.book
    written = book.written(desk.unsaved)
    order = search.reading_order(book.library, book.guide)
    guides = search.guides((desk.section(one), desk.wording(one)) for one in order)
    return Search(search.own(written, lambda one: desk.section(one).title), guides), written


@kit.component
def find(desk: Desk, changes: int) -> ft.Control:
    searcher = hooks.remember(lambda: _Searcher(desk))
    redraw = hooks.redraw()
    ft.on_mounted(searcher.gather)

    def clear() -> None:
        searcher.clear()
        redraw()

    return frame.page(
        desk,
        [text_line(searcher.line), _below(desk, searcher.looking, clear, changes)],
        title=texts.FIND,
    )


@kit.component
def _below(desk: Desk, looking: Looking, clear: Callable[[], None], changes: int) -> ft.Control:
    """What was found, or where nothing is looked for what is often wanted. Draws alone."""
    found, written = looking.found, looking.written
    shows = []
    if found:
        shows = [_hits(desk, found, clear, key=str(found.words))]
    elif written is not None:
        shows = [_lists(desk, written, changes)]
    return ft.Column(
        [
            ft.Semantics(
                live_region=True,
                container=True,
                content=ft.Row([kit.quiet(_count(found.count))] if found else []),
            ),
            *shows,
        ],
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _count(number: int) -> str:
    return {0: "Inga träffar.", 1: "1 träff."}.get(number, f"{number} träffar.")


@kit.component
def _hits(desk: Desk, found: Found, clear: Callable[[], None]) -> ft.Control:
    most, set_most = hooks.state(_HITS)
    parts: list[ft.Control] = []
    if not found.count:
        parts.append(kit.text("Prova med färre ord, eller bara början av ett ord."))
    left = most
    for title, hits in (("Det du har skrivit", found.own), ("I guiden", found.guides)):
        if shown := hits.first(left):
            parts.append(kit.heading(title, 2))
            parts += [_hit(desk, entry, found.words) for entry in shown]
        left -= len(shown)
    ways = [press.link(desk, "Rensa", clear, ft.Icons.CLOSE, about="det du letar efter")]
    if found.count > most:
        ways.insert(0, press.button(desk, "Visa fler", lambda: set_most(most + _HITS)))
    return _column([*parts, ft.Row(ways, wrap=True)])


def _hit(desk: Desk, entry: Entry, sought: Sequence[str]) -> ft.Control:
    runs = search.snippet(entry, sought)
    words = blocks.rich(desk, tuple(Span(text, bold=bold) for text, bold in runs))
    shown = None if entry.text == entry.title else words  # it is said above
    below = entry.title if entry.question else ""
    return _row(desk, entry.question or entry.title, shown, below, _place(entry), entry.key)


def _place(entry: Entry) -> Place:
    """Where the text of an entry is read."""
    if not entry.section:
        return Place(Screen.EARLIER)
    return Place(Screen.HELP) if entry.section == HELP else Place(Screen.SECTION, entry.section)


@kit.component
def _lists(desk: Desk, written: tuple[Written, ...], changes: int) -> ft.Control:
    """Favourites, what was written last, and the way to what helped."""
    answers = {one.key: one for one in written}
    stars_on = desk.book.favourites.all()
    kept = tuple(one for key in stars_on if (one := answers.get(key) or _section(desk, key)))
    parts: list[ft.Control] = [kit.heading("Favoriter", 2)]
    if kept:
        parts.append(_few(desk, kept, "favoriter"))
    else:
        parts.append(kit.text("Sätt en stjärna på det du vill hitta fort. Då finns det här."))
    parts.append(kit.heading("Senast skrivet", 2))
    if written:
        parts.append(_few(desk, written[:_LATEST], "det du har skrivit"))
    else:
        parts.append(kit.text("Här samlas det du skriver, så att du kan gå tillbaka till det."))
    parts.append(
        press.card(
            desk,
            texts.HELPED,
            "Samlat ur det du själv har skrivit.",
            lambda: desk.go(Place(Screen.HELPED)),
            ft.Icons.SPA_OUTLINED,
        )
    )
    return _column(parts)


@kit.component
def _few(desk: Desk, items: tuple[Written | Section, ...], about: str) -> ft.Control:
    """The rows of the first, and the way to the rest."""
    whole, show = hooks.state(False)
    ways: list[ft.Control] = []
    if len(items) > _ROWS and not whole:
        way = press.button(desk, "Visa fler", lambda: show(True), about=about)
        ways.append(ft.Row([way], wrap=True))
    shown = items if whole else items[:_ROWS]
    return _column([*(_item(desk, one) for one in shown), *ways])


def _section(desk: Desk, key: str) -> Section | None:
    """The section of this id, None if there is none that can be read."""
    section = desk.section(key)
    return None if section.broken else section


def _item(desk: Desk, one: Written | Section) -> ft.Control:
    """A section's title, or a question, a line of what it got, and when; each with its star."""
    if isinstance(one, Section):
        to = Place(Screen.SECTION, one.id)
        return _starred(desk, _row(desk, one.title, None, one.short, to), one.id, one.title)
    line = " ".join(one.lines[0].split())
    when = lately(one.when.date() if one.when else date.today(), date.today())
    words = kit.text(line if len(line) <= _LINE else f"{line[:_LINE].rsplit(' ', 1)[0]} …")
    to = Place(Screen.SECTION, one.section) if one.field else Place(Screen.EARLIER)
    card = _row(desk, one.question, words, when[0].upper() + when[1:], to)
    return _starred(desk, card, one.key, one.question)


def _starred(desk: Desk, card: ft.Control, key: str, about: str) -> ft.Control:
    """A row with its star: beside it, or beneath it where the text is large for the window."""
    star = stars.star(desk, key, about)
    if desk.shown.tight:
        return ft.Column(
            [card, ft.Row([star], alignment=ft.MainAxisAlignment.END)],
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            key=key,
        )
    return ft.Row([ft.Container(card, expand=True), star], spacing=6, key=key)


def _row(
    desk: Desk, title: str, words: ft.Control | None, below: str, to: Place, key: str = ""
) -> ft.Control:
    """A row that leads somewhere: what it is about, some words of it, and a quiet line.

    ``key``: of the question that has to be seen there.
    """

    async def go() -> None:
        await (desk.seek(key) if "." in key and to.screen is Screen.SECTION else desk.go(to))

    head = ft.Text(
        title,
        theme_style=ft.TextThemeStyle.TITLE_MEDIUM,
        color=ft.Colors.ON_SURFACE,
        rtl=from_right(title),
    )
    inside = [head, *([words] if words else []), *([kit.quiet(below)] if below else [])]
    return ft.OutlinedButton(
        ft.Column(inside, spacing=4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        on_click=kit.act(desk, go),
        style=ft.ButtonStyle(
            bgcolor=ft.Colors.SURFACE_CONTAINER,
            color=ft.Colors.ON_SURFACE,
            padding=ft.Padding.all(14),
            shape=ft.RoundedRectangleBorder(radius=18),
            side=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT),
            alignment=ft.Alignment.CENTER_LEFT,
        ),
    )


def _column(parts: Sequence[ft.Control]) -> ft.Control:
    return ft.Column(list(parts), spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
