"""Words in another language for any section, each with a number of its own."""

from collections.abc import Iterator
from itertools import count

from app.guide import (
    Asked,
    Field,
    Gathered,
    Heading,
    Kind,
    Language,
    Option,
    Section,
    Span,
    Wording,
)


def worded(section: Section, language: Language, reviewed: str = "") -> Wording:
    """A wording of all the section's fixed words."""
    begins = {Language.ENGLISH: "Words", Language.ARABIC: "كلمات"}[language]
    numbers = count(10**8)

    def new(text: str = "x") -> str:
        return f"{begins} {next(numbers)}" if text else ""

    return Wording(
        language,
        new(),
        tuple(
            Heading(block.level, (Span(new()),))
            for block in section.blocks
            if isinstance(block, Heading)
        ),
        tuple(
            Asked(
                field.key.partition(".")[2],
                new(),
                tuple(Option(option.id, new()) for option in field.options),
                tuple(map(new, field.suggestions)),
                new(field.low),
                new(field.high),
            )
            for field in section.fields
        ),
        tuple(new() for block in section.blocks if isinstance(block, Gathered)),
        reviewed,
    )


def fixed(field: Field, wording: Wording) -> Iterator[str]:
    """Every word of the question that a page with it shows."""
    [asked] = [one for one in wording.questions if one.id == field.key.partition(".")[2]]
    yield asked.question
    yield from (option.text for option in asked.options)
    if field.kind in (Kind.SCALE, Kind.TIMELINE):
        yield from filter(None, (asked.low, asked.high))
