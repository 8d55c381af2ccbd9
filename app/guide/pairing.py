"""What stands beside the words of a section in another language: the one place that pairs them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.guide.markdown import plain
from app.guide.model import Field, Gathered, Heading, Section, Wording


@dataclass(frozen=True)
class Beside:
    """One block in the other language. A text is "" where there is none.

    ``text`` is the heading, the question or the title of gathered answers. ``options`` are by the
    option's id, ``suggestions`` by the Swedish words: ask with ``.get(id, "")``.
    """

    text: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    suggestions: Mapping[str, str] = field(default_factory=dict)
    low: str = ""
    high: str = ""


NOTHING = Beside()


def beside(section: Section, wording: Wording | None) -> tuple[Beside, ...]:
    """What stands beside each of ``section.blocks``, in their order; ``NOTHING`` beside the rest.

    Headings and titles are paired by order, and not at all where the two files do not have the
    same: a section in easier words may have other headings.
    """
    if wording is None:
        return (NOTHING,) * len(section.blocks)
    headings = [block for block in section.blocks if isinstance(block, Heading)]
    gathered = [block for block in section.blocks if isinstance(block, Gathered)]
    same = [one.level for one in headings] == [one.level for one in wording.headings]
    titles = iter(map(plain, (one.spans for one in wording.headings)) if same else ())
    gathers = iter(wording.gathered if len(gathered) == len(wording.gathered) else ())
    found: list[Beside] = []
    for block in section.blocks:
        match block:
            case Heading():
                found.append(Beside(next(titles, "")))
            case Gathered():
                found.append(Beside(next(gathers, "")))
            case Field():
                found.append(asked(block, wording))
            case _:
                found.append(NOTHING)
    return tuple(found)


def asked(question: Field, wording: Wording | None) -> Beside:
    """The same for one question of the section that ``wording`` is of."""
    question_id = question.key.rpartition(".")[2]
    for one in wording.questions if wording else ():
        if one.id == question_id:
            same = len(one.suggestions) == len(question.suggestions)
            return Beside(
                one.question,
                {option.id: option.text for option in one.options},
                dict(zip(question.suggestions, one.suggestions, strict=True)) if same else {},
                one.low,
                one.high,
            )
    return NOTHING
