"""What becomes a page, and what is left out of it."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from app.guide import Depth, Field, Heading, Kind, Library, Section, parse
from app.guide.model import Span
from app.paths import find
from app.share import Answered, Group, Page, document, page, plain
from app.share.words import number_after, tel
from app.workbook.answers import Answer

TEXT = """---
kort: Ett prov.
---

# Prov

Ett stycke.

```fråga ett
typ: kort
djup: lite
Vad är först?
```

```fråga tva
typ: val
djup: mycket
Vad är sedan?
- Ja {#ja}
- Nej {#nej}
```

```hämta
rubrik: Från andra håll
från: annat.lista, annat.borta
```
"""
SECTION = parse.section(TEXT, "prov").node
LIBRARY = Library(find().content)


def asked(made: Page) -> list[str]:
    return [one.field.question for one in made.blocks if isinstance(one, Answered)]


def test_without_answers_only_the_text_is_there() -> None:
    made = page(SECTION, {}.get)
    assert asked(made) == []
    assert plain([made], "Prov") == "Prov\n====\n\nEtt stycke.\n"


def test_only_what_is_answered_is_asked() -> None:
    answers = {
        "prov.ett": Answer(Kind.SHORT, "Vad är först?", " "),
        "prov.tva": Answer(Kind.ONE, "Vad är sedan?", [["ja", "Ja"]]),
    }
    assert asked(page(SECTION, answers.get)) == ["Vad är sedan?"]


def test_an_answer_of_another_kind_is_not_the_answer_of_the_field() -> None:
    answers = {"prov.ett": Answer(Kind.LIST, "Vad var först?", ["ett"])}
    assert asked(page(SECTION, answers.get)) == []


def test_a_form_asks_as_far_as_the_depth_and_whatever_is_answered() -> None:
    answers = {"prov.tva": Answer(Kind.ONE, "Vad är sedan?", [["ja", "Ja"]])}
    assert asked(page(SECTION, {}.get, form=True)) == ["Vad är först?", "Vad är sedan?"]
    little = page(SECTION, {}.get, form=True, depth=Depth.LITTLE)
    assert asked(little) == ["Vad är först?"]
    assert asked(page(SECTION, answers.get, form=True, depth=Depth.LITTLE)) == [
        "Vad är först?",
        "Vad är sedan?",
    ]


def test_answers_from_elsewhere_stand_together_with_their_questions() -> None:
    answers = {"annat.lista": Answer(Kind.LIST, "Vad lugnar?", ["Te", ""])}
    groups = [one for one in page(SECTION, answers.get).blocks if isinstance(one, Group)]
    assert [one.title for one in groups] == ["Från andra håll"]
    assert [one.field.question for one in groups[0].answers] == ["Vad lugnar?"]
    assert "  Vad lugnar?\n    - Te\n" in plain([page(SECTION, answers.get)], "Prov")


def test_a_section_that_cannot_be_read_says_so() -> None:
    made = page(Section("borta", "borta", broken=True), {}.get)
    assert "Det här avsnittet gick inte att läsa." in plain([made], "")
    assert "Det här avsnittet gick inte att läsa." in document([made], "")


def test_a_number_is_printed_once() -> None:
    assert number_after(Span("Ring 90 390", href="tel:90390")) == ""
    assert number_after(Span("Ring rådet", href="tel:90390")) == " (90390)"
    assert number_after(Span("Läs mer", href="https://example.org/90390")) == ""


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("070-174 06 01", "tel:0701740601"),
        ("+46 (70) 174 06 01", "tel:+46701740601"),
        ("112", "tel:112"),
        ("12", ""),
        ("+46 (0)8-12 34 56", "tel:+468123456"),
        ("08-123 45 67, vardagar 8–16", ""),
        ("070-111 22 33 eller 08-44 55 66", ""),
        ("fråga Bo", ""),
    ],
)
def test_what_can_be_dialled_can_be_called(written: str, address: str) -> None:
    assert tel(written) == address
    field = Field("prov.vem", Kind.CONTACT, Depth.LITTLE, "Vem?")
    section = Section("prov", "Prov", blocks=(field,))
    answer = Answer.to(field, [["Åsa", written, "syster"]])
    html = document([page(section, {"prov.vem": answer}.get)], "Prov")
    assert (f'href="{address}"' in html) == bool(address)


class Outline(HTMLParser):
    """The levels of the headings, and every address."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.addresses += [str(value) for name, value in attrs if name in ("href", "src", "data")]


def test_the_whole_content_is_one_calm_document() -> None:
    sections = [LIBRARY.section(one) for one in LIBRARY.section_files]
    made = [page(section, {}.get, form=True) for section in sections]
    html = document(made, "Allt")
    outline = Outline(html)
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    assert outline.levels.count(2) == len(made)
    assert all(after - before <= 1 for before, after in pairwise(outline.levels))
    assert max(outline.levels) <= 4
    assert all(one.startswith(("tel:", "https://")) for one in outline.addresses)
    assert "url(" not in html
    assert "@import" not in html


def test_no_level_of_heading_is_skipped_where_the_text_begins_low() -> None:
    section = Section("prov", "Prov", blocks=(Heading(4, (Span("Lågt"),)), *SECTION.fields))
    made = page(section, {}.get, form=True)
    assert Outline(document([made], "Prov")).levels == [1, 2, 3, 3]
    assert Outline(document([made], "Mer")).levels == [1, 2, 3, 4, 4]


def test_the_same_name_is_not_said_twice() -> None:
    made = page(SECTION, {}.get)
    assert document([made], "Prov").count("Prov") == 2  # in the bar of the window, and the heading
    assert plain([made], "Min plan").count("Prov") == 1


SHEET = """---
kort: Ett blad.
blad: ja
---

# Blad

Det här läser bara den som skriver.

## Till vem

```fråga vem
typ: kort
djup: lite
Vem är bladet till?
```

## Det som är bestämt

### Hemma

Ingenting av det är skrivet.

## När du är klar för nu

Lägg bladet där du ser det.
"""


def test_a_filled_sheet_is_its_questions_and_answers_alone() -> None:
    sheet = parse.section(SHEET, "blad").node
    written = {"blad.vem": Answer(Kind.SHORT, "Vem är bladet till?", "Min läkare")}
    said = plain([page(sheet, written.get)], "Blad")
    lines = [line.strip() for line in said.splitlines() if line.strip(" -=")]
    assert lines == ["Blad", "Till vem", "Vem är bladet till?", "Min läkare"]


def test_a_blank_sheet_keeps_the_words_that_help_to_fill_it_in() -> None:
    said = plain([page(parse.section(SHEET, "blad").node, {}.get, form=True)], "Blad")
    assert "Det här läser bara den som skriver." in said
    assert "Lägg bladet där du ser det." in said


def test_a_sheet_is_one_or_it_is_not() -> None:
    parsed = parse.section(SHEET.replace("blad: ja", "blad: kanske"), "blad")
    assert [one.message for one in parsed.findings] == ["”blad” kan inte vara ”kanske”."]
    assert not parsed.node.sheet
