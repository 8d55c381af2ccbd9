"""The fixed words in another language are those of the section: as many, in the same places."""

import re
from collections.abc import Iterable, Iterator

from app.guide import glyphs, wording
from app.guide.files import File
from app.guide.finding import Finding, did_you_mean
from app.guide.markdown import plain
from app.guide.model import Asked, Field, Gathered, Heading, Language, Section, Wording
from app.guide.pairing import beside

_ARABIC = re.compile("[\u0621-\u064a]")


def without_section(section_id: str, known: Iterable[str]) -> Finding:
    """G47."""
    message = f"Avsnittet ”{section_id}” finns inte, men har ord på ett annat språk."
    return Finding("G47", 1, message, did_you_mean(section_id, known))


def findings(file: File[Wording], original: File[Section]) -> Iterator[Finding]:
    """What differs from the section, and what no reader would see as it was meant."""
    yield from _headings(file, original)
    yield from _questions(file, original)
    yield from _gathered(file, original)
    yield from _figures(file, original)
    if file.node.language is Language.ARABIC:
        yield from _other_letters(file)
    yield from wording.unshown(file, glyphs.undrawn(file.node.language))


def easier(file: File[Section], original: File[Section]) -> Iterator[Finding]:
    """G57: the section in easier words has no place for the words in another language.

    They are counted only: nothing tells a heading that has changed places from another heading.
    """
    ours, theirs = (
        [block.level for block in one.node.blocks if isinstance(block, Heading)]
        for one in (file, original)
    )
    if ours != theirs:
        yield Finding(
            "G57",
            1,
            f"Rubrikerna är inte lika många som i {original.path.name}, eller på andra nivåer. "
            "Då visas inga rubriker på andra språk.",
            "Skriv lika många rubriker, med lika många #, i samma ordning.",
        )
    counts = {field.key: len(field.suggestions) for field in original.node.fields}
    for field in file.node.fields:
        if len(field.suggestions) != counts.get(field.key, len(field.suggestions)):
            yield Finding(
                "G57",
                file.parsed.lines.get(field.key, 1),
                f"Frågan ”{field.key}” har {len(field.suggestions)} förslag, men "
                f"{counts[field.key]} i {original.path.name}. Då visas inga på andra språk.",
                "Skriv lika många, i samma ordning.",
            )


def _headings(file: File[Wording], original: File[Section]) -> Iterator[Finding]:
    ours = file.node.headings
    theirs = [block for block in original.node.blocks if isinstance(block, Heading)]
    if len(ours) != len(theirs):
        yield Finding(
            "G50",
            1,
            f"Här är {len(ours)} rubriker, men {len(theirs)} i {original.path.name}.",
            "Skriv lika många, i samma ordning.",
        )
        return
    for our, their in zip(ours, theirs, strict=True):
        if our.level != their.level:
            yield Finding(
                "G50",
                file.line_of(plain(our.spans)),
                f"Rubriken ”{plain(our.spans)}” har {our.level} #, men ”{plain(their.spans)}” i "
                f"{original.path.name} har {their.level}.",
                "Skriv lika många #, i samma ordning.",
            )
            return


def _questions(file: File[Wording], original: File[Section]) -> Iterator[Finding]:
    theirs = {field.key.rpartition(".")[2]: field for field in original.node.fields}
    ours = {asked.id: asked for asked in file.node.questions}
    for name in theirs.keys() - ours.keys():
        remedy = f"Skriv den här också. Den står i {original.path.name}."
        yield Finding("G51", 1, f"Frågan ”{name}” saknas.", remedy)
    for name, asked in ours.items():
        line = file.parsed.lines[name]
        if name not in theirs:
            remedy = did_you_mean(name, theirs) or "Ta bort den."
            yield Finding("G51", line, f"Frågan ”{name}” finns inte i avsnittet.", remedy)
        else:
            yield from _lines(line, asked, theirs[name], original)


def _lines(line: int, asked: Asked, field: Field, original: File[Section]) -> Iterator[Finding]:
    """G52: the options, the suggestions and the ends of one question."""
    ours, theirs = ({option.id for option in one.options} for one in (asked, field))
    for name in sorted(ours - theirs):
        message = f"Alternativet ”{name}” finns inte i frågan ”{asked.id}”."
        yield Finding("G52", line, message, did_you_mean(name, theirs) or "Ta bort det.")
    for name in sorted(theirs - ours):
        message = f"Alternativet ”{name}” saknas i frågan ”{asked.id}”."
        yield Finding("G52", line, message, f"Skriv raden med {{#{name}}}.")
    if len(asked.suggestions) != len(field.suggestions):
        message = (
            f"Frågan ”{asked.id}” har {len(asked.suggestions)} förslag, men "
            f"{len(field.suggestions)} i {original.path.name}."
        )
        yield Finding("G52", line, message, "Skriv lika många, i samma ordning.")
    for key, our, their in (
        ("från", asked.low, field.low),
        ("till", asked.high, field.high),
    ):
        if bool(our) != bool(their):
            message = f"”{key}:” {'saknas' if their else 'hör inte hit'} i frågan ”{asked.id}”."
            remedy = f"Skriv {key}: …" if their else "Ta bort raden."
            yield Finding("G52", line, message, remedy)


def _gathered(file: File[Wording], original: File[Section]) -> Iterator[Finding]:
    ours = file.node.gathered
    theirs = [block for block in original.node.blocks if isinstance(block, Gathered)]
    if len(ours) != len(theirs) or not all(ours):
        yield Finding(
            "G53",
            1,
            f"Här är {sum(map(bool, ours))} rubriker för hämtade svar, men {len(theirs)} i "
            f"{original.path.name}.",
            "Skriv en ruta ```hämta med bara rubrik: … för var och en, i samma ordning.",
        )


def _figures(file: File[Wording], original: File[Section]) -> Iterator[Finding]:
    """G56: another figure than in Swedish. It may be the number somebody calls."""
    others = beside(original.node, file.node)
    pairs = [(original.node.title, file.node.title)]
    for block, other in zip(original.node.blocks, others, strict=True):
        match block:
            case Heading():
                pairs.append((plain(block.spans), other.text))
            case Gathered():
                pairs.append((block.title, other.text))
            case Field():
                pairs += [(block.question, other.text), (block.low, other.low)]
                pairs += [(block.high, other.high)]
                pairs += [(one.text, other.options.get(one.id, "")) for one in block.options]
                pairs += other.suggestions.items()
            case _:
                pass
    for swedish, text in pairs:
        if text and _numbers(swedish) != _numbers(text):
            yield Finding(
                "G56",
                file.line_with(text),
                f"Siffrorna i ”{text}” är inte de i ”{swedish}”.",
                "Skriv samma siffror, i samma ordning.",
            )


def _numbers(text: str) -> list[int]:
    return [int(figures) for figures in re.findall(r"\d+", text)]


def _other_letters(file: File[Wording]) -> Iterator[Finding]:
    """G54: a heading or a question with no Arabic letter in it."""
    node = file.node
    texts = [node.title, *(plain(one.spans) for one in node.headings), *node.gathered]
    for text in (*texts, *(asked.question for asked in node.questions)):
        if text and not _ARABIC.search(text):
            yield Finding(
                "G54",
                file.line_of(text),
                f"Här finns inga arabiska bokstäver: ”{text}”",
                "Skriv det på arabiska.",
            )
