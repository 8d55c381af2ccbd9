"""The ledger: what was shared, with whom and when, and what has changed since."""

from datetime import date

import flet as ft

from app.ui import frame, hooks, kit, press, sharing, texts
from app.ui.desk import Desk
from app.ui.pages import history
from app.ui.pages.sending import words_shown
from app.ui.pages.share import TITLE as SHARE
from app.ui.state import Place, Screen
from app.workbook.receipts import Receipt
from app.workbook.workbook import Workbook

TITLE = "Delat"
READ = "Läs ett svar"
_AT_ONCE = 20  # receipts
_GONE = "En sida som inte finns kvar"
_FORMS = {
    "html": "Som låst fil.",
    "pdf": "Som PDF.",
    "print": "På papper.",
    "visa": "På skärmen.",
}
# What stays when a receipt is gone.
_KEPT = {
    "html": (
        "Det du delade finns kvar hos den som fick det. Orden till filen försvinner härifrån, och "
        "ett svar på den går inte att läsa sedan."
    ),
    "pdf": "Det du delade finns kvar hos den som fick det.",
    "print": "Det som är utskrivet finns kvar.",
    "visa": "Den du visade för kan minnas det som stod där.",
}


@kit.component
def shared(desk: Desk, changes: int) -> ft.Control:
    """Every receipt, newest first."""
    most, set_most = hooks.state(_AT_ONCE)
    receipts = desk.book.receipts.all()
    parts: list[ft.Control] = [
        kit.text(
            "Här står det du har delat. Bara du ser det."
            if receipts
            else "Du har inte delat något än. Du väljer själv om du vill, och vad."
        )
    ]
    if any(desk.book.sent.of(one.id) for one in receipts):
        read = press.button(
            desk, READ, lambda: desk.go(Place(Screen.REPLY)), ft.Icons.MARK_EMAIL_READ_OUTLINED
        )
        parts.append(ft.Row([read], wrap=True))
    parts += [_card(desk, one) for one in receipts[:most]]
    if len(receipts) > most:
        more = press.button(desk, "Visa fler", lambda: set_most(most + _AT_ONCE))
        parts.append(ft.Row([more], wrap=True))
    return frame.page(
        desk,
        parts,
        title=TITLE,
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, SHARE, lambda: sharing.begin(desk)),
        ],
    )


def _card(desk: Desk, receipt: Receipt) -> ft.Control:
    first, *others = _titles(desk, receipt)
    more = f" och {len(others)} {'sida' if len(others) == 1 else 'sidor'} till" if others else ""
    return press.card(
        desk,
        f"{first}{more}",
        "\n".join([*_to_and_when(receipt), _changed(desk, receipt)]),
        lambda: desk.go(Place(Screen.RECEIPT, receipt.id)),
        ft.Icons.RECEIPT_LONG_OUTLINED,
    )


def pages_of(desk: Desk, receipt: Receipt) -> tuple[str, ...]:
    """The ids of the sections that a receipt is of, in order."""
    sent = desk.book.sent.of(receipt.id)
    if sent:
        return sent.pages
    return tuple(
        dict.fromkeys((*receipt.sections, *(key.partition(".")[0] for key in receipt.fields)))
    )


def title_of(desk: Desk, section_id: str) -> str:
    """The title of a page that was shared, also where the content has it no more."""
    return desk.section(section_id).title if desk.library.has(section_id) else _GONE


def said_to(receipt: Receipt) -> str:
    """To whom, on one line: "till Åsa"; "" where nothing was written."""
    return f"till {' '.join(receipt.to.split())}" if receipt.to.strip() else ""


def _titles(desk: Desk, receipt: Receipt) -> list[str]:
    return [title_of(desk, one) for one in pages_of(desk, receipt)] or [_GONE]


def _to_and_when(receipt: Receipt) -> list[str]:
    when = history.said(receipt.when, date.today())
    to = said_to(receipt)
    return [*([f"{to[0].upper()}{to[1:]}."] if to else []), f"{when[0].upper()}{when[1:]}."]


def _changed(desk: Desk, receipt: Receipt) -> str:
    found = desk.book.receipts.changed_since(receipt, desk.library)
    number = len(found.changed) + len(found.new)
    return f"{number} svar har ändrats sedan dess." if number else "Inget har ändrats sedan dess."


@kit.component
def receipt(desk: Desk, receipt_id: str, changes: int) -> ft.Control:
    """One sharing, and what can be done with it."""
    removing, set_removing = hooks.state(False)
    showing, show = hooks.state(False)
    found = next((one for one in desk.book.receipts.all() if one.id == receipt_id), None)
    if found is None:
        return frame.page(
            desk,
            [kit.text("Kvittot finns inte kvar.")],
            title=TITLE,
            bottom=[press.main_button(desk, texts.BACK, desk.back)],
        )
    if removing:
        return _removing(desk, found, lambda: set_removing(False))
    sent = desk.book.sent.of(found.id)
    since = desk.book.receipts.changed_since(found, desk.library)
    keys = [*since.changed, *since.new]
    fields = {key: field for key in keys if (field := desk.library.field(key))}
    written = [key for key, field in fields.items() if desk.answered(field)]

    async def again() -> None:
        await sharing.again(desk, pages_of(desk, found), written, found.to)

    parts: list[ft.Control] = [
        kit.text(" ".join([*_to_and_when(found), _FORMS[found.form]])),
        *([kit.text(f"Varför: {' '.join(found.why.split())}")] if found.why.strip() else []),
        kit.heading("Det du delade", 2),
        *(kit.text(title) for title in _titles(desk, found)),
        kit.heading("Ändrat sedan dess", 2),
    ]
    for key in keys:
        question = fields[key].question if key in fields else "En fråga som inte finns kvar"
        parts.append(kit.text(question if key in written else f"{question} (svaret är borttaget)"))
    if not keys:
        parts.append(kit.text("Inget."))
    if sent:
        parts.append(
            ft.Row(
                [
                    press.link(
                        desk,
                        "Dölj orden till filen" if showing else "Visa orden till filen",
                        lambda: show(not showing),
                        ft.Icons.KEY_OUTLINED,
                    )
                ],
                wrap=True,
            )
        )
        parts += [words_shown(desk, sent.words)] if showing else []
    remove = press.link(
        desk, "Ta bort kvittot", lambda: set_removing(True), ft.Icons.DELETE_OUTLINE
    )
    return frame.page(
        desk,
        [*parts, ft.Row([remove], wrap=True)],
        title=TITLE,
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            *([press.main_button(desk, "Dela det som är nytt", again)] if written else []),
        ],
    )


@kit.component
def _removing(desk: Desk, receipt: Receipt, keep: kit.Handler) -> ft.Control:
    """Asks once before a receipt is gone."""

    def both(book: Workbook) -> None:
        book.sent.remove(receipt.id)
        book.receipts.remove(receipt.id)

    async def remove() -> None:
        if await desk.change(both) and desk.shown.place == Place(Screen.RECEIPT, receipt.id):
            await desk.back()
            desk.notice("Kvittot är borttaget.")

    _, go = hooks.once(remove)
    return frame.page(
        desk,
        [
            kit.text(_KEPT[receipt.form]),
            kit.text(
                "Det du har skrivit är kvar. Guidens säkerhetskopior tas bort, för kvittot finns "
                "i dem också."
            ),
            ft.Row([press.button(desk, "Ta bort", go, ft.Icons.DELETE_OUTLINE)], wrap=True),
        ],
        title="Ta bort kvittot?",
        bottom=[ft.Container(), press.main_button(desk, "Nej, behåll", keep)],
    )
