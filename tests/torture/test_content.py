"""Content files as a slip of the hand, a bad editor or a hostile hand may leave them."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from app.guide import Language, Library, beside
from app.guide.check import check
from app.paths import find
from tests.torture.scale import scaled

CONTENT = find().content
PIECES = (
    *(
        "```",
        "```fråga ",
        "```hämta\n",
        "---\n",
        "# ",
        "## ",
        "- ",
        "{#",
        "}",
        "](",
        "](tel:",
        "<b>",
    ),
    *("typ: ", "djup: ", "från: ", "\0", "\ud7ff", "\u202e", "\r\n", "**", "[" * 200, ">" * 300),
)


def mutated(text: str, chance: random.Random) -> bytes:
    """The text with one to four changes: cut, doubled, moved, or with something foreign in it."""
    for _ in range(chance.randint(1, 4)):
        at, to = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        to = min(to, at + 400)
        match chance.randrange(5):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:to] + text[at:to] + text[to:]
            case 2:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 3:
                lines = text.split("\n")
                chance.shuffle(lines)
                text = "\n".join(lines) if chance.random() < 0.1 else text[:to]
            case _:
                text = text[to:] + text[:at]
    content = text.encode("utf-8", "surrogatepass")
    if content and chance.random() < 0.2:
        broken = bytearray(content)
        broken[chance.randrange(len(broken))] = chance.randrange(256)
        content = bytes(broken)
    return content


def test_mutated_content_never_crashes_the_app_or_the_check(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    chance = random.Random(4)
    folder = tmp_path / "content"
    kept = tmp_path / "kept"
    shutil.copytree(CONTENT, folder)
    paths = sorted(folder.glob("*/*.md"))
    texts = {path: path.read_text("utf-8") for path in paths}
    broken = unreadable = 0
    times = scaled(400, 10_000)
    for number in range(times):
        path = chance.choice(paths)
        path.write_bytes(mutated(texts[path], chance))
        library = Library(folder)
        if number % 40 == 0:
            assert check(folder) == check(folder)
            library.load(kept)
        section_id, _, ending = path.stem.partition(".")
        if ending in {one.value for one in Language}:
            wording = library.wording(section_id, Language(ending))
            section = library.section(section_id)
            assert len(beside(section, wording)) == len(section.blocks)
            broken += wording is None
        elif path in library.guide_files:
            guide = library.guide(path.parent.name)
            assert guide
            broken += guide.broken
        else:
            section = library.section(section_id, easy=ending == "lattlast")
            broken += section.broken
            unreadable += any(type(block).__name__ == "Unreadable" for block in section.blocks)
        path.write_text(texts[path], "utf-8")
    lost = f"{broken} not read, {unreadable} with a block that was not"
    figure(f"mutated content: {times} files, {lost}, 0 crashes")
