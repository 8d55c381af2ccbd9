"""The person's other language, beneath the Swedish words."""

from collections.abc import Iterable

import flet as ft

from app.guide import Beside, Block, Field, Section, asked, beside
from app.guide.library import HELP
from app.share.words import Both
from app.ui import kit, labels, texts
from app.ui.desk import Desk
from app.ui.direction import apart


def title(desk: Desk, section_id: str) -> str:
    """The section's title in the other language, "" where there is none."""
    wording = desk.wording(section_id)
    return wording.title if wording else ""


def pairs(desk: Desk, section: Section) -> list[tuple[Block, Beside]]:
    """The section's blocks, each with its words in the other language."""
    others = beside(section, desk.wording(section.id))
    return list(zip(section.blocks, others, strict=True))


def words(desk: Desk, field: Field) -> Beside:
    """The words of a question in the other language."""
    return asked(field, desk.wording(field.key.partition(".")[0]))


def label(desk: Desk, key: str, text: str, *values: str) -> str:
    """A label of the editors' own, with ``values`` where it has ``{}``.

    ``key``: of the question or the section it belongs to. Where somebody has put that in the
    person's other language, the label is in both.
    """
    swedish = text.format(*values)
    wording = desk.wording(key.partition(".")[0])
    below = labels.other(text, wording.language) if wording else ""
    if wording is None or not below:
        return swedish
    return Both(swedish, below.format(*map(apart, values)), wording.language)


def said(desk: Desk, field: Field) -> str:
    """A question as a screen reader says it: Swedish, then the other language."""
    return f"{field.question} {words(desk, field).text}".strip()


def ends(desk: Desk, field: Field) -> list[ft.Control]:
    """What 0 and 10 mean, where that is said."""
    if not (field.low and field.high):
        return []
    other = words(desk, field)
    return [
        kit.under(kit.quiet(f"{number}: {text}"), f"{number}: {below}" if below else "")
        for number, text, below in ((0, field.low, other.low), (10, field.high, other.high))
    ]


def notice(desk: Desk, section_id: str) -> list[ft.Control]:
    """What has to be read about help in the other language, and what of it nobody reviewed."""
    wording = desk.wording(section_id)
    if wording is None:
        return []
    said = texts.WHOM_TO_CALL if section_id == HELP else texts.HELP_IS_HERE
    where = kit.quiet(said[wording.language])
    whose = texts.PARTLY_REVIEWED if wording.reviewed else texts.MACHINE_WRITTEN
    swedish, other = whose[wording.language]
    return [where, kit.under(kit.quiet(swedish), other)]


def unreviewed(desk: Desk, sections: Iterable[str]) -> list[ft.Control]:
    """That nobody reviewed the words, where titles or questions of these sections are listed."""
    wordings = [one for section_id in sections if (one := desk.wording(section_id))]
    for wording in wordings:
        if not wording.reviewed:
            swedish, other = texts.MACHINE_WRITTEN[wording.language]
            return [kit.under(kit.quiet(swedish), other)]
    return []
