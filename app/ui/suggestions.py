"""Words to tap instead of writing them: those of the guide, and the person's own from elsewhere.

A tap adds words after what is typed, and takes away those words alone. Nothing typed is ever lost.
"""

from collections.abc import Callable

import flet as ft

from app.guide import Depth, Field, Kind
from app.ui import choices, hooks, kit, languages, press
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.workbook.answers import Json

OWN_WORDS = "Skriv med egna ord"
CHOOSE = "Välj bland det du har skrivit"
CLOSE = "Stäng listan"


# The words in a text


def has(kind: Kind, text: str, words: str) -> bool:
    """Whether ``words`` are a line of a long text, or a whole part between commas of a short."""
    if kind is Kind.LONG:
        return words in (line.strip() for line in text.split("\n"))
    return f", {words}, " in f", {text.strip()}, "


def put(field: Field, text: str, words: str) -> str:
    """``text`` with ``words`` last. A short text that is a suggestion itself gives way to them."""
    if not text.strip():
        return words
    if field.kind is Kind.LONG:
        return f"{text}{words}" if text.endswith("\n") else f"{text}\n{words}"
    return words if text.strip() in field.suggestions else after(text, words)


def after(text: str, words: str) -> str:
    """One line with ``words`` last, after a comma where something stands before them."""
    before = text.rstrip()
    return f"{before}{'' if before.endswith(',') else ','} {words}" if before else words


def take(kind: Kind, text: str, words: str) -> str:
    """``text`` without ``words``, and with everything else."""
    if kind is Kind.LONG:
        return "\n".join(line for line in text.split("\n") if line.strip() != words)
    parts = f", {text.strip()}, "
    while f", {words}, " in parts:
        parts = parts.replace(f", {words}, ", ", ")
    return parts[2:-2]


def taken(field: Field, value: Json) -> list[str]:
    """The suggestions whose words are in an answer."""
    if isinstance(value, str):
        return [words for words in field.suggestions if has(field.kind, value, words)]
    return [words for words in field.suggestions if words in _texts(value)]


def beyond(field: Field, value: Json) -> bool:
    """Whether anything else than suggestions is in an answer."""
    if not isinstance(value, str):
        return any(text and text not in field.suggestions for text in _texts(value))
    for words in field.suggestions:
        value = take(field.kind, value, words)
    return bool(value.strip())


def _texts(value: Json) -> list[str]:
    return [str(row).strip() for row in value] if isinstance(value, list) else []


# On the screen


class Fold:
    """Whether the editor under the cards is put away, which it is for someone who can do little.

    It is out as soon as words of the person's own are in it, and never goes away while one is here.
    """

    def __init__(self) -> None:
        self.out = False

    def closed(self, desk: Desk, field: Field, value: Json) -> bool:
        """Asked once for each drawing."""
        self.out = self.out or beyond(field, value)
        little = desk.depth == Depth.LITTLE.value and field.depth is Depth.LITTLE
        return bool(field.suggestions) and little and not self.out


def cards(
    desk: Desk, field: Field, ticked: list[str], tap: Callable[[str], None]
) -> list[ft.Control]:
    """The suggestions as cards, each ticked while its words are in the answer."""
    if not field.suggestions:
        return []
    other = languages.words(desk, field).suggestions
    ticks = [
        choices.choice(
            desk, words, words in ticked, lambda words=words: tap(words), below=other.get(words, "")
        )
        for words in field.suggestions
    ]
    return [choices.group(languages.said(desk, field), *ticks)]


def unfold(desk: Desk, field: Field, handler: kit.Handler) -> ft.Control:
    """The way to an editor that is put away. Its name has the question in it."""
    way = press.link(
        desk,
        languages.label(desk, field.key, OWN_WORDS),
        handler,
        ft.Icons.EDIT_OUTLINED,
        field.question,
    )
    return ft.Row([way], wrap=True)


@kit.component
def words(desk: Desk, field: Field, rows: int) -> ft.Control:
    """One text field, over one line or several, under the field's suggestions."""
    redraw = hooks.redraw()
    fold = hooks.remember(Fold)
    ticked = hooks.remember(lambda: list[str]())

    def save() -> None:
        desk.write(field, line.text)
        if taken(field, line.text) != ticked:
            redraw()  # a card is ticked no more, or again

    def make() -> Line:
        value = desk.value(field)
        return Line(desk, languages.said(desk, field), str(value or ""), save, rows=rows, bare=True)

    def tap(words: str) -> None:
        line.focus = False
        if has(field.kind, line.text, words):
            line.renew(take(field.kind, line.text, words))
        else:
            line.renew(put(field, line.text, words))
        desk.write(field, line.text)
        redraw()

    def open_editor() -> None:
        fold.out = line.focus = True
        redraw()

    line = hooks.remember(make)
    ticked[:] = taken(field, line.text)
    if not field.suggestions:
        return text_line(line)
    closed = fold.closed(desk, field, line.text)
    editor = unfold(desk, field, open_editor) if closed else text_line(line)
    return ft.Column(
        [*cards(desk, field, ticked, tap), editor],
        spacing=10,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


# The person's own words from elsewhere

Written = list[tuple[str, list[str]]]


def written(desk: Desk, keys: tuple[str, ...]) -> Written:
    """What is answered in these fields: each question, and its words line by line, each once."""
    seen: set[str] = set()
    found: Written = []
    for field, lines in desk.written(keys):
        if field.kind is Kind.CHECKLIST:
            lines = tuple(line.removesuffix(" (ikryssat)") for line in lines)
        texts = dict.fromkeys(part.strip() for line in lines for part in line.split("\n"))
        if new := [text for text in texts if text and text not in seen]:
            found.append((field.question, new))
            seen.update(new)
    return found


def own_words(
    desk: Desk,
    line: Line,
    field: Field,
    found: Written,
    is_open: bool,
    flip: kit.Handler,
    fill: Callable[[str], None],
) -> ft.Control:
    """Under an empty line: a link that opens and closes the person's own words.

    ``fill`` takes the words that were chosen.
    """
    label, icon = (CLOSE, ft.Icons.EXPAND_LESS) if is_open else (CHOOSE, ft.Icons.EXPAND_MORE)
    rows: list[ft.Control] = [
        ft.Row(
            [press.link(desk, languages.label(desk, field.key, label), flip, icon, line.spoken)],
            wrap=True,
        )
    ]
    for question, texts in found if is_open else ():
        rows += [
            kit.quiet(question),
            ft.Row(
                [
                    press.button(desk, text, lambda text=text: fill(text), about=line.about)
                    for text in texts
                ],
                wrap=True,
                spacing=8,
                run_spacing=8,
            ),
        ]
    return ft.Column(rows, spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
