"""Settings: when it locks, the keys, what this is, and the ways to all the rest."""

import flet as ft

import app as package
from app.ui import choices, drawings, frame, kit, press, texts
from app.ui.desk import Desk
from app.ui.pages import (
    accessibility,
    appearance,
    calendar,
    card_edit,
    copy_out,
    others,
    paper,
    protection,
    shared,
    shortcuts,
    tour,
)
from app.ui.state import Place, Screen

_LOCKS = (
    ("0", "När jag lämnar", ""),
    ("1", "Efter 1 minut", ""),
    ("5", "Efter 5 minuter", ""),
    ("15", "Efter 15 minuter", ""),
)


@kit.component
def settings(desk: Desk, changes: int) -> ft.Control:
    now = desk.settings
    return frame.page(
        desk,
        [
            _way(
                desk,
                appearance.TITLE,
                Screen.APPEARANCE,
                ft.Icons.TEXT_FIELDS,
                appearance.now(desk),
            ),
            kit.heading("När ska Guiden låsas?", 2),
            choices.one_of(
                desk,
                _LOCKS,
                str(now.lock_minutes),
                lambda value: desk.change_settings(lock_minutes=int(value)),
                pills=True,
            ),
            kit.quiet(
                "”När jag lämnar” låser så fort du byter till något annat. "
                "Det låser också om du inte gör något på fem minuter."
            ),
            kit.heading("Guiden", 2),
            choices.choice(
                desk,
                "Visa hjälptexter under frågorna",
                now.hints,
                lambda: desk.change_settings(hints=not now.hints),
            ),
            _way(desk, "Byt guide", Screen.GUIDES, ft.Icons.MENU_BOOK_OUTLINED),
            _way(
                desk,
                others.TITLE,
                Screen.OTHERS,
                ft.Icons.LIBRARY_ADD_OUTLINED,
                others.UNREAD
                if any(one.beside is None for one in desk.book.shelf.kept)
                else "En guide som en förening har gjort, bredvid Guidens egna.",
            ),
            _way(
                desk,
                calendar.TITLE,
                Screen.CALENDAR,
                ft.Icons.EVENT_OUTLINED,
                "En fil som din kalender öppnar. Det står inte vad det gäller.",
            ),
            choices.choice(
                desk,
                "Visa en liten sak att göra",
                now.small_thing == "yes",
                lambda: desk.change_settings(
                    small_thing="no" if now.small_thing == "yes" else "yes"
                ),
                below="En lätt fråga på första sidan. Du väljer själv om du gör den.",
            ),
            kit.heading("Dela och ha med dig", 2),
            _way(
                desk,
                shared.TITLE,
                Screen.SHARED,
                ft.Icons.IOS_SHARE,
                "Det du har visat för andra, och svar på det.",
            ),
            _way(
                desk,
                paper.TITLE,
                Screen.PAPER,
                ft.Icons.PRINT_OUTLINED,
                "Häfte för fickan, tomma sidor, och att skriva av.",
            ),
            _way(
                desk,
                card_edit.TITLE,
                Screen.CARD_EDIT,
                ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED,
                card_edit.status(desk),
            ),
            kit.heading("Lås", 2),
            _way(
                desk,
                "Lösenfras och ark",
                Screen.KEYS,
                ft.Icons.KEY_OUTLINED,
                "Det som öppnar din guide.",
            ),
            _way(
                desk,
                "Eget rum",
                Screen.ROOM,
                ft.Icons.MEETING_ROOM_OUTLINED,
                "Ett ställe till att skriva på, med en egen lösenfras.",
            ),
            kit.heading("Kopior", 2),
            _way(desk, "Säkerhetskopior", Screen.COPIES, ft.Icons.HISTORY, "Om filen skadas."),
            _way(
                desk,
                copy_out.TITLE,
                Screen.COPY_OUT,
                ft.Icons.SAVE_ALT,
                "På ett annat ställe. Här lägger du också in en.",
            ),
            choices.choice(
                desk,
                "Påminn mig om kopior",
                now.remind_copies,
                lambda: desk.change_settings(remind_copies=not now.remind_copies),
                below="Högst en gång i månaden, här i Guiden.",
            ),
            kit.heading("Mer", 2),
            *(
                []
                if _phone(desk) or desk.door.program.stays
                else [
                    _way(
                        desk,
                        "Lånad dator",
                        Screen.FOLDER,
                        ft.Icons.USB,
                        "Din guide på ett USB-minne, och det som blir kvar på datorn.",
                    )
                ]
            ),
            _way(desk, "Radera", Screen.ERASE, ft.Icons.DELETE_OUTLINE),
            _way(desk, tour.TITLE, Screen.TOUR, ft.Icons.SIGNPOST_OUTLINED),
            _way(desk, protection.TITLE, Screen.PROTECTION, ft.Icons.SHIELD_OUTLINED),
            _way(
                desk,
                accessibility.TITLE,
                Screen.ACCESSIBILITY,
                ft.Icons.ACCESSIBILITY_NEW_OUTLINED,
            ),
            _way(desk, "Om Guiden", Screen.ABOUT, ft.Icons.INFO_OUTLINE),
            *(
                [_way(desk, shortcuts.TITLE, Screen.SHORTCUTS, ft.Icons.KEYBOARD_OUTLINED)]
                if desk.shown.keys
                else []
            ),
        ],
        title=texts.SETTINGS,
    )


def _way(desk: Desk, title: str, screen: Screen, icon: ft.IconData, below: str = "") -> ft.Control:
    return press.card(desk, title, below, lambda: desk.go(Place(screen)), icon)


def _phone(desk: Desk) -> bool:
    """A phone with the app on it, and not a phone-sized browser window."""
    return desk.page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)


@kit.component
def about(desk: Desk) -> ft.Control:
    return frame.page(
        desk,
        [
            kit.text(
                "Guiden är en arbetsbok för återhämtning. Den har tre guider: för dig som mår "
                "dåligt, för dig inom heldygnsvård och för dig som står nära någon som mår dåligt."
            ),
            kit.heading("Vem som har skrivit den", 2),
            kit.text(
                "Texterna är skrivna för det här projektet. De är inte skrivna av NSPH. "
                "De är ännu inte granskade av personer med egen erfarenhet eller av yrkesverksamma."
            ),
            kit.text(
                "Återhämtningsguiden från NSPH Skåne kom först. Den finns som bok och som app. "
                "Den är skriven av personer med egen erfarenhet. De skrev den ihop med "
                "närstående, personal och forskare."
            ),
            kit.heading("Vad den inte gör", 2),
            kit.text(
                "Guiden bevakar ingenting och larmar ingen. Den ger ingen diagnos och inga poäng. "
                "Den är inte vård."
            ),
            ft.Row(
                [
                    press.link(desk, protection.TITLE, lambda: desk.go(Place(Screen.PROTECTION))),
                    press.link(
                        desk, accessibility.TITLE, lambda: desk.go(Place(Screen.ACCESSIBILITY))
                    ),
                ],
                wrap=True,
            ),
            kit.quiet(
                f"Version {package.__version__}. Program: MIT. Texter: CC BY-SA 4.0. "
                "Typsnitt: Atkinson Hyperlegible Next, Lexend, Noto Sans Arabic och Noto Emoji, "
                "SIL Open Font License 1.1."
            ),
            drawings.path(),
        ],
        title="Om Guiden",
    )
