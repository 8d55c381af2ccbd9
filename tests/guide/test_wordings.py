"""The fixed words of a section in another language, and how they stand beside its own."""

import shutil
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.guide import Beside, Field, Gathered, Heading, Language, Library, Wording, beside, parse
from app.guide.pairing import NOTHING
from app.paths import find

SECTION = """---
kort: K.
---
# Dagen

Ett stycke.

## Nu

```fråga i-dag
typ: skala
djup: lite
hjälp: Ta en siffra.
från: ingenting
till: mycket
Hur är det?
```

### Sedan

```fråga val
typ: val
djup: lite
Vad vill du?
- Vila {#vila}
- Gå {#ga}
```

```fråga lugn
typ: lista
djup: lite
Vad lugnar?
- Te
- Musik
```

```hämta
rubrik: Sagt förut
från: a.f
```
"""
ENGLISH = """---
granskad: nej
---
# The day

## Now

```fråga i-dag
från: nothing
till: a lot
How is it?
```

### Later

```fråga lugn
What calms you?
- Tea
- Music
```

```fråga val
What do you want?
- Walk {#ga}
- Rest {#vila}
```

```hämta
rubrik: Said before
```
"""
ARABIC = "---\ngranskad: Mona, 2026-11-21\n---\n# اليوم\n\n## الآن\n\n### لاحقًا\n"
NODE = parse.section(SECTION, "dagen").node


def worded(text: str) -> Wording:
    return parse.wording(text, Language.ENGLISH).node


def pairs(text: str) -> dict[str, Beside]:
    """What stands beside each heading, question and title, by the words in Swedish."""
    found = {}
    for block, other in zip(NODE.blocks, beside(NODE, worded(text)), strict=True):
        match block:
            case Heading(spans=spans):
                found[spans[0].text] = other
            case Field(question=words) | Gathered(title=words):
                found[words] = other
            case _:
                assert other == NOTHING
    return found


def test_a_file_without_mistakes_is_read_whole() -> None:
    parsed = parse.wording(ENGLISH, Language.ENGLISH)
    assert parsed.findings == []
    assert parsed.node.title == "The day"
    assert parsed.node.reviewed == ""
    assert [asked.id for asked in parsed.node.questions] == ["i-dag", "lugn", "val"]
    assert parsed.lines == {"i-dag": 8, "lugn": 16, "val": 22}


def test_who_reviewed_it_is_kept() -> None:
    assert parse.wording(ARABIC, Language.ARABIC).node.reviewed == "Mona, 2026-11-21"
    unclear = ARABIC.replace("Mona, 2026-11-21", "ja")
    assert parse.wording(unclear, Language.ARABIC).node.reviewed == ""


def test_each_block_has_its_words_beside_it() -> None:
    found = pairs(ENGLISH)
    assert found["Nu"].text == "Now"
    assert found["Sedan"].text == "Later"
    assert found["Hur är det?"] == Beside("How is it?", low="nothing", high="a lot")
    assert found["Vad vill du?"].options == {"vila": "Rest", "ga": "Walk"}
    assert found["Vad lugnar?"].suggestions == {"Te": "Tea", "Musik": "Music"}
    assert found["Sagt förut"].text == "Said before"


def test_headings_of_other_levels_or_numbers_stand_beside_nothing() -> None:
    for changed in ("## Later", "### Later\n\n### Later still"):
        found = pairs(ENGLISH.replace("### Later", changed))
        assert (found["Nu"], found["Sedan"]) == (NOTHING, NOTHING)
        assert found["Hur är det?"].text == "How is it?"


def test_another_number_of_suggestions_or_titles_stands_beside_nothing() -> None:
    found = pairs(ENGLISH.replace("- Music\n", ""))
    assert found["Vad lugnar?"] == Beside("What calms you?")
    assert pairs(ENGLISH + "```hämta\nrubrik: More\n```\n")["Sagt förut"] == NOTHING


def test_two_suggestions_may_have_the_same_words_in_another_language() -> None:
    found = pairs(ENGLISH.replace("- Music\n", "- Tea\n"))
    assert found["Vad lugnar?"].suggestions == {"Te": "Tea", "Musik": "Tea"}


def test_a_question_that_is_missing_leaves_the_others_their_words() -> None:
    found = pairs(ENGLISH.replace("```fråga val", "```fråga vla"))
    assert found["Vad vill du?"] == NOTHING
    assert found["Vad lugnar?"].text == "What calms you?"


def test_without_words_nothing_stands_beside() -> None:
    assert beside(NODE, None) == (NOTHING,) * len(NODE.blocks)


@given(st.lists(st.sampled_from(ENGLISH.split("\n")), max_size=40).map("\n".join) | st.text())
def test_any_text_is_read_and_paired_without_an_error(text: str) -> None:
    assert len(beside(NODE, worded(text))) == len(NODE.blocks)


def folder(tmp_path: Path) -> Path:
    (tmp_path / "g").mkdir()
    for name, text in (("dagen", SECTION), ("dagen.en", ENGLISH), ("dagen.ar", ARABIC)):
        (tmp_path / f"g/{name}.md").write_text(text, "utf-8")
    return tmp_path


def test_the_library_has_the_words_by_section_and_language(tmp_path: Path) -> None:
    library = Library(folder(tmp_path))
    english = library.wording("dagen", Language.ENGLISH)
    arabic = library.wording("dagen", Language.ARABIC)
    assert english
    assert arabic
    assert (english.title, arabic.title) == ("The day", "اليوم")
    assert library.wording("dagen", Language.ENGLISH) is english
    assert library.wording("natten", Language.ENGLISH) is None


def test_words_in_another_language_are_no_section(tmp_path: Path) -> None:
    library = Library(folder(tmp_path))
    assert list(library.section_files) == ["dagen"]
    assert library.section("dagen") == NODE
    assert set(library.fields) == {"dagen.i-dag", "dagen.val", "dagen.lugn"}


def test_words_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    (folder(tmp_path) / "g/dagen.en.md").write_bytes(b"\xff\xfe")
    assert Library(tmp_path).wording("dagen", Language.ENGLISH) is None


def test_the_words_are_the_same_after_a_start_that_kept_them(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    folder(content)
    for _ in range(2):
        library = Library(content)
        library.load(tmp_path / "kept")
        assert library.wording("dagen", Language.ENGLISH) == worded(ENGLISH)
    shutil.rmtree(content)
    assert Library(content).wording("dagen", Language.ENGLISH) is None


def test_every_file_of_ours_can_be_read() -> None:
    library = Library(find().content)
    for section_id, language in library.wording_files:
        assert library.wording(section_id, language)
