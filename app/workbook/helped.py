"""What helped the last time, by the person's own words alone.

Their signs, what they have linked to them, their other strategies and their open letters, in the
order of the content and of their own rows. Nothing is ranked and nothing is advised. Which
questions hold signs and strategies is told by the content: those a question of kind LINKS refers
to.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.guide import Field, Kind, Library, Section
from app.workbook.answers import Answer, lines
from app.workbook.folding import near
from app.workbook.latest import closed

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Link:
    """What the person does when they notice something, and the question where they wrote it."""

    when: str
    do: str
    key: str


@dataclass(frozen=True)
class Own:
    """Rows that the person wrote or chose, and the question they answer."""

    key: str
    question: str
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Sources:
    """The questions that hold what helped, in the order of the content.

    ``linked`` are those that tie a sign to something to do: of kind LINKS, and of kind IF_THEN in
    the sections that these refer to.
    """

    signs: tuple[Field, ...]
    helps: tuple[Field, ...]
    linked: tuple[Field, ...]
    letters: tuple[Field, ...]


def sources(library: Library, sections: Iterable[str]) -> Sources:
    """Of these sections, in their order. Sections that cannot be read hold none."""
    read: list[Section] = [library.section(one) for one in sections]
    every = {field.key: field for section in read for field in section.fields}
    links = [field for field in every.values() if field.kind is Kind.LINKS]
    signs = dict.fromkeys(key for field in links for key in field.signs)
    helps = dict.fromkeys(key for field in links for key in field.helps)
    near_by = {key.partition(".")[0] for key in signs}
    return Sources(
        tuple(every[key] for key in signs if key in every),
        tuple(every[key] for key in helps if key in every),
        tuple(
            field
            for field in every.values()
            if field.kind is Kind.LINKS
            or (field.kind is Kind.IF_THEN and field.key.partition(".")[0] in near_by)
        ),
        tuple(field for field in every.values() if field.kind is Kind.LETTER),
    )


def signs(sources: Sources, answers: Answers) -> tuple[str, ...]:
    """The person's own signs, each once: those they wrote, and those they linked something to."""
    found: dict[str, str] = {}
    for field in sources.signs:
        for row in _rows(field, answers):
            found.setdefault(_same(row), row)
    for link in links(sources, answers):
        found.setdefault(_same(link.when), link.when)
    return tuple(found.values())


def links(
    sources: Sources, answers: Answers, noticed: Collection[str] | None = None
) -> tuple[Link, ...]:
    """What the person does when they notice these signs, in their own order; at any for None."""
    wanted = None if noticed is None else {_same(sign) for sign in noticed}
    found = []
    for field in sources.linked:
        answer = answers.get(field.key)
        value = answer.value if answer and answer.kind is field.kind else []
        for row in value if isinstance(value, list) else []:
            when, do = (str(cell).strip() for cell in row) if isinstance(row, list) else ("", "")
            if when and do and (wanted is None or _same(when) in wanted):
                found.append(Link(when, do, field.key))
    return tuple(found)


def others(sources: Sources, answers: Answers, shown: Iterable[Link]) -> tuple[Own, ...]:
    """The person's strategies but for those that are shown already, each once."""
    seen, found = {_same(link.do) for link in shown}, []
    for field in sources.helps:
        rows = []
        for row in _rows(field, answers):
            if _same(row) not in seen:
                seen.add(_same(row))
                rows.append(row)
        if rows:
            found.append(Own(field.key, field.question, tuple(rows)))
    return tuple(found)


def letters(sources: Sources, answers: Answers) -> tuple[Own, ...]:
    """The letters that may be read: one that is closed stays closed."""
    found = []
    for field in sources.letters:
        answer = answers.get(field.key)
        if answer and answer.kind is field.kind and not closed(answer) and lines(answer):
            found.append(Own(field.key, field.question, lines(answer)))
    return tuple(found)


def _rows(field: Field, answers: Answers) -> list[str]:
    """What is written or chosen in a field, line by line, each once."""
    answer = answers.get(field.key)
    if answer is None or answer.kind is not field.kind:
        return []
    texts = lines(answer)
    if field.kind is Kind.CHECKLIST:
        texts = tuple(text.removesuffix(" (ikryssat)") for text in texts)
    rows = (part.strip() for text in texts for part in text.split("\n"))
    return list(dict.fromkeys(row for row in rows if row))


def _same(text: str) -> str:
    """What two rows have in common that differ in capitals, spaces and a full stop alone."""
    return " ".join(near(text).split()).rstrip(".!…")
