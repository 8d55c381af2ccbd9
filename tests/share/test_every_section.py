"""Whatever is written in any section is found again in every output, and is never markup.

A few answers for each section, and many with ``TORTURE=long``, which takes five minutes.
"""

import os
from collections.abc import Mapping
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.guide import Field, Kind, Library, Section
from app.paths import find
from app.share import Answered, Page, document, page, plain
from app.share.text import WIDTH
from app.workbook.answers import Answer, fits
from tests.share.filling import readable, tamed, values, written

LIBRARY = Library(find().content)
SECTIONS = [
    LIBRARY.section(one, easy)
    for one in LIBRARY.section_files
    for easy in (False, True)
    if not easy or one in LIBRARY.easy_files
]
every_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
few = settings(
    max_examples=40 if os.environ.get("TORTURE") else 3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class Seen(HTMLParser):
    """What a browser makes of it: the tags with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[str]]] = []
        self.text = ""
        self.declared: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [name for name, _ in attrs]))
        self.text += "" if tag in ("strong", "em", "a") else " "

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.declared.append(data)


def fields_of(section: Section) -> list[Field]:
    """Its own questions, and those elsewhere that it shows."""
    shown = [field for key in section.refers if (field := LIBRARY.field(key))]
    return [*section.fields, *shown]


def filled(data: st.DataObject, section: Section) -> dict[str, Answer]:
    fields = {field.key: field for field in fields_of(section)}
    answers = {key: Answer.to(one, data.draw(values(one))) for key, one in fields.items()}
    assert all(fits(answer.kind, answer.value) for answer in answers.values())
    return answers


def document_of(section: Section, answers: Mapping[str, Answer]) -> str:
    return document([page(section, answers.get)], "Min plan")


@every_section
@given(data=st.data())
@few
def test_every_word_is_found_again_and_none_is_markup(section: Section, data) -> None:
    answers = filled(data, section)
    html = document_of(section, answers)
    seen = Seen(html)
    assert not seen.declared
    ElementTree.fromstring(html)
    text = plain([page(section, answers.get)], "Min plan")
    for output in (readable(seen.text), readable(text)):
        for field in section.fields:
            for words in written(field.kind, answers[field.key].value):
                assert readable(words) in output
    harmless = {
        key: Answer(one.kind, one.question, tamed(one.value)) for key, one in answers.items()
    }
    assert Seen(document_of(section, harmless)).tags == seen.tags


@every_section
@given(data=st.data())
@few
def test_no_line_of_the_text_is_too_long(section: Section, data) -> None:
    answers = filled(data, section)
    pages = [page(section, answers.get), page(section, answers.get, form=True)]
    for line in plain(pages, "Min plan").split("\n"):
        assert len(line) <= WIDTH or len(line.split()[-1]) > WIDTH - 24


@every_section
@given(data=st.data())
@few
def test_a_form_asks_every_question_and_keeps_every_word(section: Section, data) -> None:
    drawn = filled(data, section)
    some = st.sets(st.sampled_from(sorted(drawn))) if drawn else st.just(set[str]())
    answers = {key: drawn[key] for key in data.draw(some)}
    made = page(section, answers.get, form=True)
    html = document([made], "Min plan")
    ElementTree.fromstring(html)
    assert [one.field for one in made.blocks if isinstance(one, Answered)] == list(section.fields)
    for output in (readable(Seen(html).text), readable(plain([made], "Min plan"))):
        for field in section.fields:
            assert readable(field.question) in output
            assert all(readable(option.text) in output for option in field.options)
            if field.key in answers:
                words = written(field.kind, answers[field.key].value)
                assert all(readable(one) in output for one in words)


LETTERS = [field for section in SECTIONS for field in section.fields if field.kind is Kind.LETTER]


@given(st.integers(10**8, 10**9), st.sampled_from(["själv", "2020-01-01", "2099-12-31"]))
def test_the_words_of_a_closed_letter_are_nowhere(secret: int, opens: str) -> None:
    assert LETTERS
    for field in LETTERS:
        section = LIBRARY.section(field.key.partition(".")[0])
        answer = {field.key: Answer.to(field, [f"Hej {secret}", opens])}
        for form in (False, True):
            made: Page = page(section, answer.get, form=form)
            assert "Ett brev som är stängt" in plain([made], "")
            for output in (repr(made), plain([made], ""), document([made], "")):
                assert str(secret) not in output
