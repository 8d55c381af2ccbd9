"""What is printed: a booklet of what is written, and pages with nothing written on them."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import flet as ft

from app.guide import codes
from app.guide.library import SAFETY_PLAN
from app.share import Page, page, pdf, unprintable
from app.share import booklet as pocket
from app.ui import choices, frame, hooks, kit, languages, press, saving, sharing, texts
from app.ui.desk import Desk
from app.ui.pages import paper
from app.ui.state import Place, Screen

Pages = Mapping[str, Page]  # by section

_CONTACTS = "kontakter"
_LINED = "Tomma rader att skriva på"
_CHOOSE_ONE = "Välj minst en sida först."
_MAKING = "Guiden gör i ordning sidorna. Det kan ta en liten stund."
_NOTHING: Pages = {}
_NO_RECEIPT = (
    "Häftet är sparat, men kvittot på det gick inte att spara. Det du har skrivit är kvar."
)
_LOCKED = (
    "Häftet är sparat, men Guiden låstes innan kvittot kunde sparas. Filen är inte låst. Ta bort "
    "den när du har skrivit ut."
)
_FOLD = (
    "Skriv ut på bara ena sidan av pappret. Vik det på mitten två gånger, med texten utåt. Låt "
    "kortsidorna mötas först.",
    "Blir det flera papper lägger du dem i varandra. Baksidan är tom, och där kan du skriva.",
)
_CODES = (
    f"Längst ner på varje sida står en kod. Skriv in den under {paper.TITLE} när du vill skriva av "
    "sidan i Guiden."
)


@kit.component
def booklet(desk: Desk) -> ft.Control:
    """What to have in the pocket; then the saving, and how it is folded."""
    offered = hooks.remember(lambda: _nearest_first(sharing.written_pages(desk)))
    ticked = hooks.remember(lambda: {SAFETY_PLAN, _CONTACTS} & offered.keys())
    lined, set_lined = hooks.state(False)
    taken, take = hooks.state(_NOTHING)
    undrawn, set_undrawn = hooks.state("")
    saved, set_saved = hooks.state(False)
    redraw = hooks.redraw()
    fonts = desk.places.fonts

    async def go_on() -> None:
        pages = {one: pocket.pocket(offered[one]) for one in offered if one in ticked}
        if pages:
            desk.notice("")
            found = await asyncio.to_thread(unprintable, [*pages.values()], pocket.TITLE, fonts)
            set_undrawn(" ".join(sorted(found)))
            take(pages)
        else:
            desk.notice(_CHOOSE_ONE)

    async def note() -> None:
        keys = dict.fromkeys(key for one in taken.values() for key in sharing.asked(one))
        noted = await desk.change(lambda book: book.receipts.add("print", taken, keys, ""))
        set_saved(True)
        if desk.open and not noted:
            desk.notice(_NO_RECEIPT)

    busy, on = hooks.once(go_on)
    if saved:
        return _saved(desk, [*_FOLD, "Filen är inte låst. Ta bort den när du har skrivit ut."])
    if taken:
        file = saving.File(
            f"hafte-{date.today().isoformat()}.pdf",
            _MAKING,
            lambda _, work: pocket.booklet(
                [*taken.values()],
                [codes.code(one) for one in taken],
                fonts,
                lined=lined,
                progress=work.step,
            ),
            note,
            locked=_LOCKED,
        )
        boxes = f"Det här går inte att skriva ut och blir en ruta: {undrawn}" if undrawn else ""
        return saving.save(
            desk,
            file,
            "Spara häftet",
            [
                kit.banner("Filen är inte låst. Den som får tag i den, eller i häftet, kan läsa."),
                *map(kit.text, filter(None, (*_FOLD, boxes))),
            ],
            [press.link(desk, "Välj andra sidor", lambda: take(_NOTHING))],
            paper.BOOKLET,
        )
    if not offered:
        return frame.page(
            desk,
            [kit.text("Du har inte skrivit något än. Du kan skriva ut tomma sidor i stället.")],
            title=paper.BOOKLET,
            bottom=[
                press.link(desk, texts.BACK, desk.back),
                press.main_button(desk, paper.BLANKS, lambda: desk.go(Place(Screen.BLANKS))),
            ],
        )
    return _choice(
        desk,
        paper.BOOKLET,
        [kit.text("Det blir ett litet häfte som får plats i en ficka. Vad vill du ha med dig?")],
        {one: (made.title, f"{len(sharing.asked(made))} svar") for one, made in offered.items()},
        ticked,
        redraw,
        [choices.choice(desk, _LINED, lined, lambda: set_lined(not lined))],
        [] if busy else [press.main_button(desk, texts.GO_ON, on)],
    )


@kit.component
def blanks(desk: Desk) -> ft.Control:
    """Which pages to have on paper; then the saving."""
    offered = hooks.remember(lambda: _askable(desk))
    ticked = hooks.remember(lambda: _chosen(desk) & offered.keys())
    taken, take = hooks.state(_NOTHING)
    saved, set_saved = hooks.state(False)
    redraw = hooks.redraw()

    def go_on() -> None:
        pages = {
            one: page(desk.section(one), _nothing, form=True, second=desk.wording)
            for one in offered
            if one in ticked
        }
        take(pages)
        desk.notice("" if pages else _CHOOSE_ONE)

    def all_or_none() -> None:
        if ticked:
            ticked.clear()
        else:
            ticked.update(offered)
        redraw()

    if saved:
        return _saved(desk, [_CODES])
    if taken:
        file = saving.File(
            f"tomma-sidor-{date.today().isoformat()}.pdf",
            _MAKING,
            lambda _, work: pdf(
                [*taken.values()],
                paper.BLANKS,
                desk.places.fonts,
                heading=False,
                codes=[codes.code(one) for one in taken],
                progress=work.step,
            ),
            lambda: set_saved(True),
        )
        return saving.save(
            desk,
            file,
            "Spara sidorna",
            [kit.text("Här finns inget av det du har skrivit."), kit.text(_CODES)],
            [press.link(desk, "Välj andra sidor", lambda: take(_NOTHING))],
            paper.BLANKS,
        )
    every = press.link(desk, "Ta bort alla kryss" if ticked else "Kryssa för alla", all_or_none)
    return _choice(
        desk,
        paper.BLANKS,
        [kit.text("Vilka sidor vill du ha på papper?"), ft.Row([every], wrap=True)],
        {one: (title, languages.title(desk, one)) for one, title in offered.items()},
        ticked,
        redraw,
        [],
        [press.main_button(desk, texts.GO_ON, go_on)],
    )


def _choice(
    desk: Desk,
    title: str,
    above: Sequence[ft.Control],
    offered: Mapping[str, tuple[str, str]],
    ticked: set[str],
    redraw: Callable[[], None],
    below: Sequence[ft.Control],
    onward: Sequence[ft.Control],
) -> ft.Control:
    """Pages to tick, each with a title and a line below it."""

    def flip(section_id: str) -> None:
        ticked.symmetric_difference_update({section_id})
        redraw()

    return frame.page(
        desk,
        [
            *above,
            *(
                choices.choice(
                    desk,
                    name,
                    section_id in ticked,
                    lambda section_id=section_id: flip(section_id),
                    below=quietly,
                )
                for section_id, (name, quietly) in offered.items()
            ),
            *below,
        ],
        title=title,
        bottom=[press.link(desk, texts.BACK, desk.back), *onward],
    )


def _saved(desk: Desk, says: Sequence[str]) -> ft.Control:
    where = (
        "Filen ligger bland det du har hämtat. Skriv ut den därifrån."
        if desk.page.web
        else "Filen är sparad. Nu kan du skriva ut den."
    )
    return frame.page(
        desk,
        [kit.text(where), *map(kit.text, says)],
        title="Klar att skriva ut",
        bottom=[
            ft.Container(),
            press.main_button(desk, "Klar", lambda: desk.go(Place(Screen.PAPER))),
        ],
    )


def _nearest_first(pages: Pages) -> Pages:
    """What one may need in a hurry first."""
    first = [one for one in (SAFETY_PLAN, _CONTACTS) if one in pages]
    return {one: pages[one] for one in dict.fromkeys((*first, *pages))}


def _askable(desk: Desk) -> dict[str, str]:
    """The titles of the sections of the guide in use that ask something, in order."""
    sections = [desk.section(one) for guide in sharing.guides(desk)[:1] for one in guide.sections]
    return {one.id: one.title for one in sections if one.fields}


def _chosen(desk: Desk) -> set[str]:
    guide = desk.book.guide
    return set(desk.book.chosen(guide)) if guide else set()


def _nothing(_: str) -> None:
    """What is written on a blank page."""
