"""A section in easier words asks the very same things: the answers are shared."""

from collections.abc import Iterator
from itertools import zip_longest

from app.guide.files import File
from app.guide.finding import Finding, did_you_mean
from app.guide.model import Field, HelpLine, Section
from app.guide.shape import gathers


def without_original(file: File[Section], known: list[str]) -> Finding:
    """G34."""
    return Finding(
        "G34",
        1,
        f"Avsnittet ”{file.node.id}” finns inte, men har en lättläst text.",
        did_you_mean(file.node.id, known),
    )


def findings(file: File[Section], original: File[Section]) -> Iterator[Finding]:
    """What differs from the original, where nothing may."""
    yield from _questions(file, original)
    yield from _help_lines(file, original)
    yield from _gathered(file, original)


def _questions(file: File[Section], original: File[Section]) -> Iterator[Finding]:
    theirs = {field.key: field for field in original.node.fields}
    ours = {field.key: field for field in file.node.fields}
    for key, field in ours.items():
        line = file.parsed.lines.get(key, 1)
        if key not in theirs:
            remedy = did_you_mean(key, theirs) or "Ta bort den."
            yield Finding("G35", line, f"Frågan ”{key}” finns bara här.", remedy)
        elif different := _difference(field, theirs[key]):
            yield Finding(
                "G35",
                line,
                f"Frågan ”{key}” har {different} än i {original.path.name}.",
                "Skriv samma. Bara orden får vara andra.",
            )
        if field.small:
            yield Finding(
                "G59",
                line,
                f"Frågan ”{key}” har raden ”liten” här. Den står bara i {original.path.name}.",
                "Ta bort raden.",
            )
    for key in theirs:
        if key not in ours:
            yield Finding(
                "G35",
                1,
                f"Frågan ”{key}” saknas.",
                f"Skriv den med lättare ord. Den står i {original.path.name}.",
            )
    if ours.keys() == theirs.keys():
        for key, their in zip(ours, theirs, strict=True):
            if key != their:
                yield Finding(
                    "G35",
                    file.parsed.lines.get(key, 1),
                    f"Frågan ”{key}” står där ”{their}” ska stå.",
                    f"Skriv frågorna i samma ordning som i {original.path.name}.",
                )
                return


def _difference(ours: Field, theirs: Field) -> str:
    """What differs, in the words of a sentence, or ""."""
    if ours.kind is not theirs.kind:
        return "en annan typ"
    if ours.depth is not theirs.depth:
        return "ett annat djup"
    if [option.id for option in ours.options] != [option.id for option in theirs.options]:
        return "andra alternativ, eller en annan ordning,"
    return ""


def _help_lines(file: File[Section], original: File[Section]) -> Iterator[Finding]:
    ours, theirs = (
        [
            (line, f"{block.number}, kontrollerad {block.checked}")
            for line, block in one.parsed.fenced
            if isinstance(block, HelpLine)
        ]
        for one in (file, original)
    )
    if found := _first_difference(ours, theirs):
        line, our, their = found
        yield Finding(
            "G36",
            line,
            f"Hjälplinjen ({our}) är inte som i {original.path.name} ({their}).",
            "Skriv samma nummer och dagar, i samma ordning.",
        )


def _gathered(file: File[Section], original: File[Section]) -> Iterator[Finding]:
    ours, theirs = (
        [(line, ", ".join(keys)) for line, block in one.parsed.fenced if (keys := gathers(block))]
        for one in (file, original)
    )
    if found := _first_difference(ours, theirs):
        line, our, their = found
        yield Finding(
            "G37",
            line,
            f"Här hämtas {our}, men i {original.path.name} {their}.",
            "Hämta samma svar, i samma ordning.",
        )


def _first_difference(
    ours: list[tuple[int, str]], theirs: list[tuple[int, str]]
) -> tuple[int, str, str] | None:
    """The line, what stands there and what ought to."""
    for our, their in zip_longest(ours, theirs, fillvalue=(1, "ingenting")):
        if our[1] != their[1]:
            return our[0], our[1], their[1]
    return None
