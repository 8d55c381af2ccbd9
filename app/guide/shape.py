"""What a section consists of: a way in, short paragraphs, exercises anyone can do, a way out."""

from collections.abc import Iterator, Mapping

from app.guide.files import File
from app.guide.finding import Finding, did_you_mean
from app.guide.markdown import plain
from app.guide.model import (
    Block,
    Depth,
    Field,
    Gathered,
    Guide,
    Heading,
    Paragraph,
    Quote,
    Section,
)
from app.guide.readability import sentences

OPENING = "Vill jag göra det här?"
ENDING = "När du är klar för nu"
MOST = 3  # sentences in a paragraph


def findings(file: File[Section], fields: Mapping[str, Field]) -> Iterator[Finding]:
    """``fields``: every question there is, by key."""
    yield from _unknown(file, fields)
    if not file.node.fields:
        return
    headings = {plain(block.spans) for block in file.node.blocks if isinstance(block, Heading)}
    for heading in (OPENING, ENDING):
        if heading not in headings:
            yield Finding("G32", 1, f"Rubriken ”{heading}” saknas.", f"Skriv en rad: ## {heading}")
    for heading, exercise in _exercises(file.node):
        if not any(field.depth is Depth.LITTLE and field.one_tap for field in exercise):
            place = f"Övningen under ”{heading}”" if heading else "Den första övningen"
            yield Finding(
                "G33",
                file.parsed.lines.get(exercise[0].key, 1),
                f"{place} har inget för den som orkar lite.",
                "Ge en av frågorna djup: lite, och något att trycka på: alternativ, förslag "
                "eller en skala.",
            )


def paragraphs(file: File[Section] | File[Guide]) -> Iterator[Finding]:
    """G55: a paragraph that is too long. Not asked of easy texts: their sentences are shorter."""
    node = file.node
    for block in node.blocks if isinstance(node, Section) else node.intro:
        match block:
            case Paragraph():
                prose = [block]
            case Quote(paragraphs=rows):
                prose = [Paragraph(row) for row in rows]
            case _:
                prose = []
        for paragraph in prose:
            said = sentences(Section("", "", blocks=(paragraph,)))
            if len(said) > MOST:
                yield Finding(
                    "G55",
                    file.line_of(said[0]),
                    f"Stycket har {len(said)} meningar: ”{' '.join(said[0].split()[:6])} …”",
                    f"Dela det. {MOST} meningar är det mesta.",
                    warning=True,
                )


def _exercises(section: Section) -> list[tuple[str, list[Field]]]:
    """The questions between two headings, with the first of the headings."""
    exercises: list[tuple[str, list[Field]]] = [("", [])]
    for block in section.blocks:
        if isinstance(block, Heading):
            exercises.append((plain(block.spans), []))
        elif isinstance(block, Field):
            exercises[-1][1].append(block)
    return [(heading, exercise) for heading, exercise in exercises if exercise]


def gathers(block: Block) -> tuple[str, ...]:
    """The keys of the answers that a block shows or suggests."""
    if isinstance(block, Gathered):
        return block.keys
    return block.signs + block.helps if isinstance(block, Field) else ()


def _unknown(file: File[Section], fields: Mapping[str, Field]) -> Iterator[Finding]:
    for line, block in file.parsed.fenced:
        for key in gathers(block):
            if key in fields:
                continue
            near = did_you_mean(key, fields)
            yield Finding(
                "G19",
                line,
                f"Frågan ”{key}” finns inte, men svaret på den hämtas här.",
                near if near.startswith("Menade") else "Skriv avsnittets id, punkt, frågans id.",
            )
