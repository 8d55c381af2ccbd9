"""Sharing, the first steps: which pages, which of their answers, and a look at what leaves."""

from collections.abc import Iterator

import flet as ft

from app.share import Answered, Group, Page
from app.share.page import Note
from app.share.words import clean
from app.ui import choices, empty, frame, hooks, kit, press, shown, texts
from app.ui.desk import Desk
from app.ui.sharing import Sharing, asked, guides, written_page, written_pages
from app.ui.state import HOME, Place, Screen
from app.workbook.answers import Answer, lines
from app.workbook.beside import NOTES

TITLE = "Dela sidor"
_LOOK = "Se hur det blir"
_NOTHING_CHOSEN = "Välj minst en sida och ett svar först."
_NOTES = "Syns inte här, och delas inte."  # somebody may sit beside
_AT_ONCE = 30  # answers to look at; a page of hundreds would be slow, and too much
_SHORT = 90  # letters of an answer, enough to know it by


def sharing_of(desk: Desk) -> Sharing:
    """What the person is about to share; a new one where there is none."""
    desk.sharing = desk.sharing or Sharing(desk)
    return desk.sharing


@kit.component
def share(desk: Desk) -> ft.Control:
    """All pages with something written, guide by guide, each one to tick."""
    sharing = sharing_of(desk)
    pages = hooks.remember(lambda: written_pages(desk))
    before = hooks.remember(lambda: bool(desk.book.receipts.all()))
    redraw = hooks.redraw()

    def toggle(section_id: str) -> None:
        sharing.choose(section_id)
        redraw()

    parts: list[ft.Control] = []
    if pages:
        parts.append(
            kit.text("Välj de sidor du vill visa för någon. Inget lämnar Guiden förrän du sparar.")
        )
    else:
        words = "Här finns inget att dela än. Det du skriver kan du dela sedan, om du vill."
        way = press.link(desk, texts.MY_GUIDE, lambda: desk.go(HOME))
        parts.append(empty.invitation(kit.text(words), ft.Row([way], wrap=True)))
    left = dict(pages)
    for guide in guides(desk):
        mine = [one for one in guide.sections if left.pop(one, None)]
        if not mine:
            continue
        parts.append(kit.heading(guide.title, 2))
        for section_id in mine:
            chosen = section_id in sharing.chosen
            parts.append(
                choices.choice(
                    desk,
                    pages[section_id].title,
                    chosen,
                    lambda section_id=section_id: toggle(section_id),
                    below=_count(sharing, section_id, pages[section_id], chosen),
                )
            )
    if before:
        parts.append(
            ft.Row(
                [
                    press.link(
                        desk,
                        "Det du har delat",
                        lambda: desk.go(Place(Screen.SHARED)),
                        ft.Icons.RECEIPT_LONG_OUTLINED,
                    )
                ],
                wrap=True,
            )
        )
    return frame.page(
        desk,
        parts,
        title=TITLE,
        bottom=[press.link(desk, texts.BACK, desk.back), *([_look_on(desk)] if pages else [])],
    )


def _count(sharing: Sharing, section_id: str, page: Page, chosen: bool) -> str:
    """How many answers there are, and how many of them are taken along."""
    keys = list(asked(page))
    many = f"{len(keys)} svar"
    taken = sum(sharing.has(section_id, key) for key in keys)
    return f"{taken} av {many}" if chosen and taken < len(keys) else many


def _way_to_answers(desk: Desk, section_id: str, title: str) -> ft.Control:
    way = press.link(
        desk,
        "Välj bland svaren",
        lambda: desk.go(Place(Screen.SHARE_ANSWERS, section_id)),
        ft.Icons.CHECKLIST,
        title,
    )
    return ft.Row([way], wrap=True)


def _look_on(desk: Desk) -> ft.Control:
    """On to what leaves, if anything is chosen."""

    async def look() -> None:
        if sharing_of(desk).take():
            await desk.go(Place(Screen.SHARE_LOOK))
        else:
            desk.notice(_NOTHING_CHOSEN)

    return press.main_button(desk, _LOOK, look)


@kit.component
def answers(desk: Desk, section_id: str) -> ft.Control:
    """The answers of one page, each to take along or leave out.

    All are taken along at first, but for what is left out until the person takes it in.
    """
    sharing = sharing_of(desk)
    page = hooks.remember(lambda: written_page(desk, section_id))
    redraw = hooks.redraw()
    found = asked(page)
    if section_id not in sharing.chosen:
        sharing.choose(section_id)

    def flip(key: str) -> None:
        sharing.flip(section_id, key)
        redraw()

    first = (
        "Kryssa ur det du vill ha för dig själv. Inget lämnar Guiden förrän du sparar."
        if found
        else "På den här sidan finns inget att dela än."
    )
    rows = [
        choices.choice(
            desk,
            one.field.question,
            sharing.has(section_id, key),
            lambda key=key: flip(key),
            below=_glimpse(desk, key) if key != NOTES or sharing.has(section_id, key) else _NOTES,
        )
        for key, one in found.items()
    ]
    return frame.page(
        desk,
        [
            kit.text(first),
            *([choices.group(str(page.title), *rows)] if rows else []),
            ft.Row(
                [
                    press.link(
                        desk, "Välj fler sidor", lambda: desk.go(Place(Screen.SHARE)), ft.Icons.ADD
                    )
                ],
                wrap=True,
            ),
        ],
        title=str(page.title),
        other=kit.second(page.title),
        bottom=[press.link(desk, texts.BACK, desk.back), *([_look_on(desk)] if found else [])],
    )


def _glimpse(desk: Desk, key: str) -> str:
    """How an answer begins."""
    field = desk.library.field(key)
    said = lines(Answer.to(field, desk.value(field))) if field else ()
    text = " ".join(clean(" / ".join(said)).split())
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()} …"


@kit.component
def look(desk: Desk) -> ft.Control:
    """Just what leaves, with a way to strike in each answer."""
    most, set_most = hooks.state(_AT_ONCE)
    sharing = sharing_of(desk)
    hooks.remember(sharing.take)  # whatever was written or chosen since the person was here last
    parts: list[ft.Control] = [
        kit.text("Det här är precis vad som lämnar Guiden. Du kan stryka ord som inte ska med.")
    ]

    async def go_on() -> None:
        if sharing.pages:
            await desk.go(Place(Screen.SHARE_TO))
        else:
            desk.notice(_NOTHING_CHOSEN)

    shown_now = 0
    pages = sharing.pages
    for section_id, page in pages.items():
        if shown_now >= most:
            break
        parts += [
            kit.heading(page.title, 2),
            _way_to_answers(desk, section_id, page.title),
            *_page(desk, page),
        ]
        shown_now += len(asked(page))
    if shown_now < sum(len(asked(page)) for page in pages.values()):
        more = press.button(desk, "Visa fler", lambda: set_most(most + _AT_ONCE))
        parts.append(ft.Row([more], wrap=True))
    return frame.page(
        desk,
        parts,
        title="Så här blir det",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, texts.GO_ON, go_on),
        ],
    )


def _page(desk: Desk, page: Page) -> Iterator[ft.Control]:
    for block in page.blocks:
        match block:
            case Answered():
                yield _answered(desk, block, 3)
            case Group(title=title, answers=inside):
                yield kit.heading(title, 3)
                yield from (_answered(desk, one, 4) for one in inside)
            case Note(text=text):
                yield kit.quiet(text)
            case _:
                pass  # the guide's own text does not leave


def _answered(desk: Desk, one: Answered, level: int) -> ft.Control:
    key = one.field.key
    return kit.panel(
        kit.heading(one.field.question, level),
        *shown.answer(one.answer),
        ft.Row(
            [
                press.link(
                    desk,
                    "Stryk i svaret",
                    lambda: desk.go(Place(Screen.SHARE_STRIKE, key)),
                    ft.Icons.FORMAT_STRIKETHROUGH,
                    str(one.field.question),
                )
            ],
            wrap=True,
        ),
    )
