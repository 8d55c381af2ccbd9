"""Words in another language are as many as the section's, in the same places, or it is said."""

from pathlib import Path

import pytest

from app.guide import ids
from app.guide.check import check
from app.guide.files import Files
from app.guide.finding import Finding
from tests.guide.test_wordings import ENGLISH, SECTION

BLOCKS = SECTION.partition("## Nu")[2].replace("från: a.f", "från: a.i-dag")
FULL = (
    SECTION.partition("## Nu")[0].replace("# Dagen", "# Dagen\n\n## Vill jag göra det här?")
    + "## Nu"
    + BLOCKS.replace("### Sedan", "## När du är klar för nu")
)
WORDS = ENGLISH.replace("## Now", "## Do I want to?\n\n## Now").replace("### Later", "## Done")
IN_ARABIC = """---
granskad: nej
---
# اليوم

## هل أريد ذلك؟

## الآن

```fråga i-dag
från: لا شيء
till: كثيرًا
كيف الحال؟
```

## انتهيت

```fråga lugn
ما الذي يهدئك؟
- شاي
- موسيقى
```

```fråga val
ماذا تريد؟
- المشي {#ga}
- الراحة {#vila}
```

```hämta
rubrik: ما قيل من قبل
```
"""


SWEDISH = ("Te", "Musik", "Gå", "Hur är det?", "mycket", "# Dagen")
IN_ENGLISH = ("Tea", "Music", "Walk", "How is it?", "a lot", "# The day")
ARABIC = ("شاي", "موسيقى", "المشي", "كيف الحال؟", "كثيرًا", "# اليوم")


@pytest.fixture
def worded(content: Path) -> Path:
    """The small content with more questions, and its words in two languages."""
    (content / "g/a.md").write_text(FULL, "utf-8")
    (content / "g/a.en.md").write_text(WORDS, "utf-8")
    (content / "g/a.ar.md").write_text(IN_ARABIC, "utf-8")
    (content / "ids.lock").unlink()
    ids.write(Files(content))
    assert check(content) == []
    return content


def said(content: Path, name: str, text: str) -> list[Finding]:
    (content / "g" / name).write_text(text, "utf-8")
    found = check(content)
    assert {one.path for one in found} <= {content / "g" / name}
    return found


MISTAKES = {
    "no title": (WORDS.replace("# The day\n", ""), "G04", 4),
    "nobody says who reviewed it": (WORDS.replace("granskad: nej\n", ""), "G48", 1),
    "a review without a day": (WORDS.replace("nej", "Mona"), "G48", 1),
    "a review by nobody": (WORDS.replace("nej", "Nej, 2026-01-01"), "G48", 1),
    "a review to come": (WORDS.replace("nej", "Mona, 2999-01-01"), "G48", 1),
    "a review on no day": (WORDS.replace("nej", "Mona, 2026-02-30"), "G48", 1),
    "a line that is not for here": (WORDS.replace("nej\n", "nej\nkort: K.\n"), "G02", 3),
    "running text": (WORDS.replace("## Now\n", "## Now\n\nText.\n"), "G49", 10),
    "a list": (WORDS.replace("## Now\n", "## Now\n\n- Text.\n"), "G49", 10),
    "a heading is missing": (WORDS.replace("## Now\n", ""), "G50", 1),
    "another level": (WORDS.replace("## Done", "### Done"), "G50", 16),
    "a question is missing": (WORDS.replace("```fråga val", "```källa"), "G51", 1),
    "a question of its own": (WORDS.replace("fråga val", "fråga vla"), "G51", 24),
    "a question twice": (WORDS + "```fråga val\nWhat?\n- R {#vila}\n- W {#ga}\n```\n", "G07", 33),
    "a question without words": (WORDS.replace("How is it?\n", ""), "G13", 10),
    "a kind": (WORDS.replace("från: nothing", "typ: skala\nfrån: nothing"), "G09", 11),
    "an option is missing": (WORDS.replace("- Walk {#ga}\n", ""), "G52", 24),
    "another option": (WORDS.replace("{#ga}", "{#go}"), "G52", 24),
    "an option without its id": (WORDS.replace(" {#ga}", ""), "G15", 26),
    "a suggestion is missing": (WORDS.replace("- Tea\n", ""), "G52", 18),
    "an end is missing": (WORDS.replace("till: a lot\n", ""), "G52", 10),
    "an end too many": (WORDS.replace("What calms", "från: x\nWhat calms"), "G52", 18),
    "nothing gathered": (WORDS.replace("```hämta\nrubrik: Said before\n```\n", ""), "G53", 1),
    "a title without words": (WORDS.replace("rubrik: Said before\n", ""), "G53", 1),
    "keys to gather": (WORDS.replace("before", "before\nfrån: a.f"), "G09", 32),
    "HTML": (WORDS.replace("## Now", "## <b>Now</b>"), "G29", 8),
    "a sign no font has": (WORDS.replace("## Now", "## Now →"), "G45", 8),
    "Arabic in English": (WORDS.replace("## Now", "## الآن"), "G45", 8),
    "a fence that never ends": (WORDS + "```hämta\n", "G05", 33),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_found_at_its_line(worded: Path, mistake: str) -> None:
    text, code, line = MISTAKES[mistake]
    assert text != WORDS
    found = {(one.code, one.line): one for one in said(worded, "a.en.md", text)}
    assert (code, line) in found, found
    assert found[code, line].remedy
    assert not found[code, line].warning


def test_the_nearest_id_is_named(worded: Path) -> None:
    found = said(worded, "a.en.md", WORDS.replace("fråga lugn", "fråga lung"))
    assert "Menade du ”lugn”?" in {one.remedy for one in found if one.line == 18}
    found = said(worded, "a.en.md", WORDS.replace("{#vila}", "{#vlia}"))
    assert "Menade du ”vila”?" in {one.remedy for one in found}


def test_rules_for_swedish_are_not_for_other_languages(worded: Path) -> None:
    long = "Does your klient notice it " + "when everything around you is heavier " * 9
    text = WORDS.replace("How is it?", f"{long}, SIP?")
    (worded / "g/a.en.md").write_text(text, "utf-8")
    assert check(worded, right=lambda _: True) == []
    assert check(worded, right=lambda word: word != "heavier") == []


def test_arabic_without_arabic_letters_is_named(worded: Path) -> None:
    [finding] = said(worded, "a.ar.md", IN_ARABIC.replace("ماذا تريد؟", "What do you want?"))
    assert (finding.code, finding.line) == ("G54", 25)
    assert "What do you want?" in finding.message
    [finding] = said(worded, "a.ar.md", IN_ARABIC.replace("اليوم", "Day"))
    assert finding.code == "G54"


@pytest.mark.parametrize("name", ["a.en.md", "a.ar.md"])
@pytest.mark.parametrize("place", ["Te", "Musik", "Gå", "Hur är det?", "mycket", "# Dagen"])
def test_another_number_than_in_swedish_is_named(worded: Path, name: str, place: str) -> None:
    ours = dict(zip(SWEDISH, IN_ENGLISH if name == "a.en.md" else ARABIC, strict=True))
    words = (worded / "g" / name).read_text("utf-8")
    for path in worded.glob("g/a*.md"):
        path.unlink()
    swedish = FULL.replace(place, f"{place} 90101", 1)
    (worded / "g/a.md").write_text(swedish, "utf-8")
    assert [one.code for one in said(worded, name, words)] == ["G56"]
    assert ours[place] in words
    with_number = words.replace(ours[place], f"{ours[place]} 90101", 1)
    assert said(worded, name, with_number) == []
    [finding] = said(worded, name, with_number.replace("90101", "90110"))
    assert finding.code == "G56"
    assert "90110" in finding.message


def test_latin_letters_and_figures_may_stand_in_arabic(worded: Path) -> None:
    (worded / "g/a.en.md").unlink()
    (worded / "g/a.md").write_text(FULL.replace("- Te\n", "- Te 1177, 50\u00a0%\n"), "utf-8")
    assert said(worded, "a.ar.md", IN_ARABIC.replace("شاي", "SIP 1177, 50\u00a0%")) == []
    [finding] = said(worded, "a.ar.md", IN_ARABIC.replace("شاي", "ש 1177, 50"))
    assert finding.code == "G45"


def test_words_need_their_section(worded: Path) -> None:
    (worded / "g/aa.en.md").write_text(WORDS, "utf-8")
    [finding] = check(worded)
    assert (finding.code, finding.path) == ("G47", worded / "g/aa.en.md")
    assert "Menade du ”a”?" in finding.remedy


def test_two_files_for_one_language_are_found(worded: Path) -> None:
    (worded / "gemensamt/a.ar.md").write_text(IN_ARABIC, "utf-8")
    assert [one.code for one in check(worded)] == ["G20"]


def test_a_file_that_is_not_text_is_found(worded: Path) -> None:
    (worded / "g/a.ar.md").write_bytes(b"\xff\xfe")
    assert "G00" in {one.code for one in check(worded)}


def test_words_in_another_language_give_out_no_ids(worded: Path) -> None:
    before = (worded / "ids.lock").read_text()
    (worded / "g/a.en.md").write_text(WORDS.replace("{#ga}", "{#go}"), "utf-8")
    ids.write(Files(worded))
    assert (worded / "ids.lock").read_text() == before
    assert "a.en" not in before
