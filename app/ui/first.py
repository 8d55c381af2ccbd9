"""The first start, as far as the person has come: held in memory until there is a vault.

So nothing that is written before there is a passphrase is lost on the way there: not by going
back, and not if the vault cannot be made.
"""

from dataclasses import asdict, dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from app.guide import Depth, Field, Guide, Kind
from app.ui.program import look_of
from app.workbook.answers import Answer, Json, lines

if TYPE_CHECKING:
    from app.ui.desk import Desk

_WRITTEN = (Kind.SHORT, Kind.LONG, Kind.LIST)


class Step(Enum):
    """Where in the first start somebody is."""

    HELLO = auto()
    GUIDE = auto()
    TRY = auto()  # which guide to try
    EXERCISE = auto()
    PASSPHRASE = auto()
    MAKING = auto()


@dataclass
class First:
    """``words``: what is typed in a guide's first question, by the question's key. ``take``:
    whether what the person wrote in a trial comes along; then it is in ``answers``, by key.
    ``settings``: how it looked before there was a vault.
    """

    step: Step = Step.HELLO
    guide: Guide | None = None
    words: dict[str, str] = field(default_factory=dict)
    take: bool = True
    answers: dict[str, Answer] = field(default_factory=dict)
    settings: dict[str, str | int | bool] = field(default_factory=dict)


def exercise(desk: "Desk", guide: Guide) -> Field | None:
    """The guide's first question that takes little and is answered in words; None for none."""
    fields = desk.ours.section(guide.sections[0]).fields if guide.sections else ()
    found = (one for one in fields if one.depth is Depth.LITTLE and one.kind in _WRITTEN)
    return next(found, None)


async def create(desk: "Desk", passphrase: str, code: str, guide: Guide) -> bool:
    """Makes a vault and opens it, with what was written before there was one.

    False, with a notice, if it could not be made; then what was written is still here. Ends a
    trial that is open.
    """
    first, back_to = desk.first, desk.first.step
    await desk.flush()
    if trial := desk.trial:
        first.answers = trial.own() if first.take else {}
        first.words = first.words if first.take else {}
        first.settings = {**asdict(trial.settings), "sheet_confirmed": False}
        first.guide, back_to = guide, Step.PASSPHRASE
    elif not desk.open:
        first.settings = dict(look_of(desk.settings))
    first.step = Step.MAKING
    try:
        if not await desk.door.create(passphrase, code, guide):
            return False
    finally:
        first.step = back_to
        desk.shown.changes += 1
    answers = {**_typed(desk, first), **first.answers}
    desk.first = First()
    if desk.drafts:  # which hold on to the words until they are saved
        for key, answer in answers.items():
            desk.drafts.write(key, answer)
        await desk.flush()
    begun = {key.partition(".")[0] for key in answers}
    if chosen := tuple(one for one in guide.sections if one in begun):
        await desk.choose(guide, chosen)
    if any(getattr(desk.settings, name) != to for name, to in first.settings.items()):
        await desk.change_settings(**first.settings)
    return desk.open


def _typed(desk: "Desk", first: First) -> dict[str, Answer]:
    """What is written in the guides' first questions, by key."""
    found = {}
    for key, text in first.words.items():
        field = desk.ours.field(key)
        if field and lines(answer := Answer.to(field, _value(field, text))):
            found[key] = answer
    return found


def _value(field: Field, text: str) -> Json:
    if field.kind is Kind.LIST:
        return [line.strip() for line in text.splitlines() if line.strip()]
    return text
