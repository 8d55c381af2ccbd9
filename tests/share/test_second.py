"""A page in two languages: Swedish first, for who gets it, and the language of who wrote it.

After a change that is meant: ``RENEW=1 python -m pytest tests/share/test_second.py``.
"""

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.guide import Language, Library, Section, Wording, parse
from app.paths import find
from app.share import Answered, Group, Page, document, notice, page, plain
from app.share.style import STYLE
from app.share.text import WIDTH
from app.workbook.answers import Answer
from tests.share.filling import readable, tamed, values, written
from tests.share.second import fixed, worded
from tests.share.test_golden import ANSWERS as OF_EACH_KIND
from tests.share.test_golden import SAMPLES, read

HERE = Path(__file__).parent
FOLDER = HERE / "samples" / "second"
DAY = parse.section((FOLDER / "dagen.md").read_text("utf-8"), "dagen").node
ANSWERS = {
    key: Answer.of(record)
    for key, record in json.loads((FOLDER / "answers.json").read_text("utf-8")).items()
}
OWN = {"dagen.klart", "dagen.veckan"}  # where the person mixes the two on one line
LIBRARY = Library(find().content)
both = pytest.mark.parametrize("language", Language, ids=lambda one: one.value)


def wordings(language: Language) -> dict[str, Wording]:
    files = FOLDER.glob(f"*.{language.value}.md")
    return {
        path.name.partition(".")[0]: parse.wording(path.read_text("utf-8"), language).node
        for path in files
    }


class Marked(HTMLParser):
    """The texts that are marked with a language, and the elements that choose a direction."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.marked: list[tuple[str | None, str | None, str]] = []
        self.auto: list[str] = []
        self.text = self.swedish = ""
        self._open: list[dict[str, str | None]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "hr"):
            self._open.append(dict(attrs))
        self.text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "br", "hr"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        others = [one for one in self._open if one.get("class") == "other"]
        if others:
            self.marked.append((others[0].get("lang"), others[0].get("dir"), data))
        else:
            self.swedish += data
        if any(one.get("dir") == "auto" for one in self._open):
            self.auto.append(data)


@both
def test_a_page_in_two_languages_looks_as_it_did(language: Language) -> None:
    second = wordings(language).get
    pages = [
        page(DAY, ANSWERS.get, second=second),
        page(DAY, {}.get, form=True, second=second),
    ]
    made = {
        "html": document(pages, "Till mötet").replace(STYLE, ""),
        "txt": plain(pages, "Till mötet"),
    }
    for ending, text in made.items():
        golden = HERE / "golden" / f"second.{language.value}.{ending}"
        if os.environ.get("RENEW"):
            golden.write_text(text, "utf-8")
        assert text == golden.read_text("utf-8")


@both
def test_the_swedish_words_are_as_they_are_without_the_others(language: Language) -> None:
    alone, made = (
        Marked(document([page(DAY, ANSWERS.get, second=second)], "Till mötet"))
        for second in (None, wordings(language).get)
    )
    assert alone.marked == []
    assert made.marked
    assert solid(made.swedish) == solid(notice(language) + alone.swedish)


def solid(text: str) -> str:
    """The letters in some order: the page says of itself what it has to say after its title."""
    return "".join(sorted("".join(text.split())))


@given(data=st.data(), language=st.sampled_from(Language))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_every_word_of_a_shown_question_is_there_and_so_is_every_answer(data, language) -> None:
    section = LIBRARY.section(data.draw(st.sampled_from(sorted(LIBRARY.section_files))))
    answers = {one.key: Answer.to(one, data.draw(values(one))) for one in section.fields}
    wording = worded(section, language)
    form = data.draw(st.booleans())
    made = page(section, answers.get, form=form, second={section.id: wording}.get)
    html = document([made], "Min plan")
    ElementTree.fromstring(html)
    seen, text = Marked(html), plain([made], "Min plan")
    shown = {one.field.key for one in made.blocks if isinstance(one, Answered)}
    assert not form or len(shown) == len(section.fields)
    for output in (readable(seen.text), readable(text)):
        assert wording.title in output
        for heading in wording.headings if form or not section.sheet else ():
            assert heading.spans[0].text in output
        for field in section.fields:
            if field.key in shown:
                assert field.question in output
                assert all(one in output for one in fixed(field, wording))
            for one in written(field.kind, answers[field.key].value):
                assert readable(one) in output
    marks = {(language.value, language.direction)}
    assert {(code, direction) for code, direction, _ in seen.marked} == marks


@given(data=st.data(), language=st.sampled_from(Language))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_written_is_never_markup_in_two_languages(data, language: Language) -> None:
    section = LIBRARY.section(data.draw(st.sampled_from(sorted(LIBRARY.section_files))))
    drawn = {one.key: (one, data.draw(values(one))) for one in section.fields}
    second = {section.id: worded(section, language)}.get

    def tags(tame: bool) -> list[str]:
        answers = {
            key: Answer.to(one, tamed(value) if tame else value)
            for key, (one, value) in drawn.items()
        }
        return re.findall("<[a-z0-9]+", document([page(section, answers.get, second=second)], ""))

    assert tags(True) == tags(False)


@both
def test_every_label_of_every_kind_is_in_both_languages(language: Language) -> None:
    for path in SAMPLES:
        section = read(path)
        second = {section.id: worded(section, language)}.get
        for form in (False, True):
            made = page(section, OF_EACH_KIND.get, form=form, second=second)
            marked = Marked(document([made], "Prov")).marked
            assert not [text for _, _, text in marked if "{" in text]
            if language is Language.ARABIC:
                said = [text for _, _, text in marked if text.strip()]
                assert all(re.search("[\u0621-\u064a]", text) for text in said)
    names = {"kontakt": "Telefon", "vecka": "Söndag", "balans": "Tar kraft", "natverk": "Nära"}
    for name, label in names.items():
        section = read(HERE / "samples" / f"{name}.md")
        made = page(section, OF_EACH_KIND.get, second={name: worded(section, language)}.get)
        html = document([made], "Prov")
        assert f'{label} <span class="other" lang="{language.value}"' in html


def test_each_language_has_a_line_of_its_own_where_one_is_written_from_the_right() -> None:
    arabic = re.compile("[\u0621-\u064a]")
    swedish = re.compile("[A-Za-zÅÄÖåäö]")
    second = wordings(Language.ARABIC).get
    for answers in ({}, {key: one for key, one in ANSWERS.items() if key not in OWN}):
        lines = plain([page(DAY, answers.get, form=True, second=second)], "Dagen").split("\n")
        assert not [one for one in lines if arabic.search(one) and swedish.search(one)]
        assert [one for one in lines if arabic.search(one)]


@both
def test_no_line_of_the_text_is_too_long(language: Language) -> None:
    for section_id in LIBRARY.section_files:
        section = LIBRARY.section(section_id)
        second = {section_id: worded(section, language)}.get
        for line in plain([page(section, {}.get, form=True, second=second)], "A").split("\n"):
            assert len(line) <= WIDTH or len(line.split()[-1]) > WIDTH - 24


@both
def test_the_page_says_that_a_machine_wrote_it_unless_somebody_reviewed_it(
    language: Language,
) -> None:
    said = notice(language)
    for reviewed, times in (("", 1), ("Mona, 2026-11-21", 0)):
        second = {"dagen": worded(DAY, language, reviewed)}.get
        made = page(DAY, {}.get, form=True, second=second)
        outputs = (document([made], ""), readable(plain([made], "")))
        assert [output.count(said) for output in outputs] == [times] * 2
        assert [output.count(said.other) for output in outputs] == [times] * 2
    assert said not in plain([page(DAY, {}.get, form=True)], "")


def test_words_of_another_section_that_nobody_reviewed_are_told_of_too() -> None:
    own = worded(DAY, Language.ENGLISH, "Mona, 2026-11-21")
    night = wordings(Language.ENGLISH)["natten"]
    second = {"dagen": own, "natten": night}.get
    said = notice(Language.ENGLISH)
    made = page(DAY, ANSWERS.get, second=second)
    [group] = [one for one in made.blocks if isinstance(one, Group)]
    assert [one.field.question for one in group.answers] == [
        "Vad hjälper på natten?",
        "Vad vill du på natten?",
    ]
    assert "The lamp on" in plain([made], "")
    assert said.other in readable(plain([made], ""))
    assert said.other not in readable(plain([page(DAY, {}.get, second=second)], ""))


def test_a_section_without_the_other_words_is_in_swedish_alone() -> None:
    for second in (None, {}.get):
        made: Page = page(DAY, ANSWERS.get, second=second)
        assert made == page(DAY, ANSWERS.get)
        assert Marked(document([made], "Dagen")).marked == []
    broken = Section("dagen", "dagen", broken=True)
    made = page(broken, {}.get, second=wordings(Language.ENGLISH).get)
    assert "The day" not in document([made], "")


def test_what_is_written_has_the_direction_of_its_own_letters() -> None:
    auto = "".join(Marked(document([page(DAY, ANSWERS.get)], "Dagen")).auto)
    for text in ("أن أتصل بأمي", "منى", "أختي", "المشي", "القراءة بهدوء", "الهدوء.", "Musik."):
        assert text in auto


def test_words_in_another_language_are_text_and_no_markup() -> None:
    text = (FOLDER / "dagen.en.md").read_text("utf-8").replace("Rest {", '</p><b onclick="x"> {')
    wording = parse.wording(text, Language.ENGLISH).node
    html = document([page(DAY, {}.get, form=True, second={"dagen": wording}.get)], "Dagen")
    ElementTree.fromstring(html)
    assert "&lt;b onclick" in html
    assert "<b" not in re.sub("<(body|blockquote|br)", "", html)
