"""Erasing for good: one guide's answers, this room, or everything here. Least first."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.guide import Guide, Section
from app.ui import frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.pages.choose import guide_choices
from app.ui.pages.keys import who
from app.ui.state import HOME, Place, Screen

_KEEP = "Nej, behåll allt"
_KEPT = "Ingenting är raderat."
_SURE = "Vill du radera?"
_WORD = "RADERA"
_ELSEWHERE = (
    "Kopior på andra ställen, till exempel på ett USB-minne, ändras inte. "
    "Den som har en lösenfras eller ark som gällde då kan öppna dem.",
    "Det du har skrivit ut eller delat påverkas inte.",
)
_MEANS = (
    "Sedan kan Guiden inte öppna det igen, inte ens åt dig. Det går inte att ångra.",
    "Säkerhetskopiorna som Guiden har gjort på enheten raderas också.",
    "Enhetens minne kan behålla rester. De går inte att läsa utan din lösenfras eller dina ark.",
    *_ELSEWHERE,
)
_CARD = "Kriskortet utanför låset raderas också."
_GUIDE = "Svaren i en guide"
_ROOM = "Allt som den här lösenfrasen öppnar"
_ALL = "Allt som Guiden har sparat här"
_OWN_ROOMS = "Har du gjort egna rum raderas de också."


@kit.component
def erase(desk: Desk) -> ft.Control:
    """The three things that can be erased. Nothing happens before the last of several steps."""
    what, choose = hooks.state("")

    def keep() -> None:
        choose("")
        desk.notice(_KEPT)

    async def room() -> None:
        if path := desk.book.path:
            await desk.door.erase_room(path)

    if what == _GUIDE:
        return _guide(desk, keep)
    if what == _ROOM:
        return _steps(
            desk,
            what,
            ("Allt du har skrivit här raderas: svaren, valen och inställningarna.", *_MEANS),
            room,
            keep,
        )
    if what == _ALL:
        return _steps(
            desk,
            what,
            (f"{_ALL} raderas. {_OWN_ROOMS}", *_MEANS),
            desk.door.erase_everything,
            keep,
        )
    cards = (
        (_GUIDE, "Resten finns kvar.", ft.Icons.MENU_BOOK_OUTLINED),
        (_ROOM, "Alla svar, val och inställningar.", ft.Icons.LOCK_OUTLINE),
        (_ALL, _OWN_ROOMS, ft.Icons.DELETE_OUTLINE),
    )
    return frame.page(
        desk,
        [
            kit.text("Vad vill du radera? Du får veta mer innan något händer."),
            *(
                press.card(desk, title, below, lambda title=title: choose(title), icon)
                for title, below, icon in cards
            ),
        ],
        title="Radera",
        bottom=[press.link(desk, texts.BACK, desk.back)],
    )


@kit.component
def _guide(desk: Desk, keep: kit.Handler) -> ft.Control:
    """Which guide, and what of it is emptied and what is kept."""
    picked, pick = hooks.state("")
    sure, set_sure = hooks.state(False)
    guide = desk.library.guide(picked)

    async def go() -> None:
        if guide and await desk.change(lambda book: book.erase_answers(guide)):
            await desk.go(HOME)
            desk.notice("Svaren är raderade.")

    if guide and sure:
        text = f"Du är på väg att radera svaren i ”{guide.title}”."
        return _asked(desk, _GUIDE, text, go, keep)
    emptied = desk.book.only_in(guide) if guide else ()
    return frame.page(
        desk,
        [
            kit.text("Välj vilken guide det gäller."),
            guide_choices(desk, picked, lambda chosen: pick(chosen.id)),
            *(_emptied(desk, guide, emptied) if guide else []),
        ],
        title=_GUIDE,
        bottom=[
            press.link(desk, texts.BACK, keep),
            *([press.main_button(desk, texts.GO_ON, lambda: set_sure(True))] if emptied else []),
        ],
    )


def _emptied(desk: Desk, guide: Guide, emptied: tuple[Section, ...]) -> list[ft.Control]:
    """What erasing the guide's answers does to each of its sections."""
    ids = {section.id for section in emptied}
    shared = [desk.library.section(one) for one in guide.sections if one not in ids]
    parts: list[ft.Control] = []
    if not emptied:
        parts.append(
            kit.text(
                "Inget raderas i den här guiden. Allt i den kan höra till en annan guide också."
            )
        )
    if emptied:
        parts += [
            kit.heading("De här avsnitten töms", 2),
            kit.text(_titles(emptied)),
            kit.text(
                "Svaren tas bort för gott, med allt du har skrivit i dem förut. Säkerhetskopiorna "
                "som Guiden har gjort raderas också. Det går inte att ångra."
            ),
            *(kit.text(line) for line in _ELSEWHERE),
        ]
    if shared:
        parts += [
            kit.heading("De här behålls", 2),
            kit.text(f"{_titles(shared)}. De kan höra till en annan guide också."),
        ]
    return parts


def _titles(sections: tuple[Section, ...] | list[Section]) -> str:
    return ", ".join(section.title for section in sections)


@kit.component
def _steps(
    desk: Desk,
    title: str,
    means: tuple[str, ...],
    go: Callable[[], Awaitable[None]],
    keep: kit.Handler,
) -> ft.Control:
    """Says what it means, and then asks."""
    informed, set_informed = hooks.state(False)
    if informed:
        return _asked(desk, title, means[0], go, keep)
    return frame.page(
        desk,
        [kit.text(line) for line in (*means, *_card(desk))],
        title=title,
        bottom=[
            press.link(desk, texts.BACK, keep),
            press.main_button(desk, texts.GO_ON, lambda: set_informed(True)),
        ],
    )


def _card(desk: Desk) -> tuple[str, ...]:
    """Nothing tells whose words are on the card, so it goes with any of the rooms."""
    return (_CARD,) if desk.places.card.exists() else ()


@kit.component
def _asked(
    desk: Desk, title: str, text: str, go: Callable[[], Awaitable[None]], keep: kit.Handler
) -> ft.Control:
    """Asks for the passphrase, and then once more. To keep everything is the easiest answer."""
    proven, set_proven = hooks.state(False)
    _, erase_now = hooks.once(go)
    if not proven:
        return who(desk, title, "Skriv din lösenfras först. Inget raderas än.", set_proven)
    return frame.page(
        desk,
        [
            kit.text(text),
            kit.text("Det går inte att ångra."),
            ft.Row([press.button(desk, "Ja, radera", erase_now)], wrap=True),
        ],
        title=_SURE,
        bottom=[ft.Container(), press.main_button(desk, _KEEP, keep)],
    )


@kit.component
def start_over(desk: Desk) -> ft.Control:
    """For someone whom nothing lets in. Erases everything, without a passphrase."""
    nothing_helps, set_nothing_helps = hooks.state(False)
    typed = hooks.remember(lambda: Line(desk, f"Skriv {_WORD}", code=True))

    async def go() -> None:
        if typed.text.strip().upper() == _WORD:
            await desk.door.erase_everything()
        else:
            desk.notice(f"{_KEPT} Skriv ordet {_WORD} i rutan om du vill radera.")

    _, erase_now = hooks.once(go)
    if not nothing_helps:
        return frame.page(
            desk,
            [
                kit.text(
                    "Ett återställningsark eller två ark som du har gett till andra öppnar också. "
                    "Titta gärna efter dem först, eller fråga den som har ett. Då är allt kvar."
                ),
                ft.Row(
                    [
                        press.button(
                            desk,
                            "Jag har två ark",
                            lambda: desk.go(Place(Screen.TWO_SHEETS)),
                        )
                    ],
                    wrap=True,
                ),
                ft.Row(
                    [press.link(desk, "Jag har inga ark", lambda: set_nothing_helps(True))],
                    wrap=True,
                ),
            ],
            title="Börja om",
            bottom=[
                press.link(desk, texts.BACK, desk.back),
                press.main_button(desk, "Jag har mitt ark", lambda: desk.go(Place(Screen.CODE))),
            ],
        )
    return frame.page(
        desk,
        [
            kit.text(f"{_ALL} raderas. {_OWN_ROOMS}"),
            *(kit.text(line) for line in (*_MEANS, *_card(desk))),
            text_line(typed),
            ft.Row([press.button(desk, "Radera allt", erase_now)], wrap=True),
        ],
        title=_SURE,
        bottom=[ft.Container(), press.main_button(desk, _KEEP, desk.back)],
    )
