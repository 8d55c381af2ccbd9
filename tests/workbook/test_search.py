"""Words are found again: those a person wrote, and those of the guides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Kind, Language, Library
from app.paths import find
from app.workbook import search
from app.workbook.answers import BY_HAND, Answer
from app.workbook.folding import fold, words
from app.workbook.search import Entry, Index, Search, snippet
from app.workbook.workbook import Workbook
from tests.workbook.devices import LETTER, LIST, NAME, content, device, write

CONTENT = Library(find().content)
LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(st.text(LETTERS, max_size=40), max_size=12)
NEAR = st.lists(st.text(st.sampled_from("aåäo ös\u0308\n"), max_size=12), max_size=12)


def index(*texts: str) -> Index:
    return Index(Entry("a", "A", "Vad?", text) for text in texts)


def found(index: Index, sought: str) -> list[str]:
    return [entry.text for entry in index.find(sought).first(1000)]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    book = device(content(tmp_path / "content"), tmp_path / "valv")
    yield book
    book.lock()


def own(book: Workbook, unsaved: dict[str, Answer] | None = None) -> Index:
    return search.own(book.written(unsaved or {}), lambda one: book.library.section(one).title)


@given(st.one_of(TEXTS, NEAR))
def test_every_word_that_was_written_is_found(texts: list[str]) -> None:
    made = index(*texts)
    for text in texts:
        for word in text.split():
            if fold(word).strip():
                assert text in found(made, word)
                assert text in found(made, word[: len(word) // 2 + 1]) or not words(
                    word[: len(word) // 2 + 1]
                )


@given(st.one_of(TEXTS, NEAR), st.text(LETTERS, max_size=6), st.sampled_from(["", "a", "å", "so"]))
def test_nothing_is_found_without_the_words_and_all_that_have_them_are(
    texts: list[str], one: str, other: str
) -> None:
    sought = f"{one} {other}"
    expected = [
        text for text in texts if words(sought) and all(w in fold(text) for w in words(sought))
    ]
    assert sorted(found(index(*texts), sought)) == sorted(expected)


def test_all_words_must_be_in_the_same_text() -> None:
    made = index("Åsa ringde i går", "Åsa kom", "Kim ringde")
    assert found(made, "asa ring") == ["Åsa ringde i går"]
    assert found(made, "  ") == []


def test_the_very_spelling_comes_before_one_that_is_like_it() -> None:
    made = index("en ålder", "en alder", "två åldrar och en ålder")
    assert found(made, "alder") == ["en alder", "en ålder", "två åldrar och en ålder"]
    assert found(made, "ålder") == ["en ålder", "två åldrar och en ålder", "en alder"]
    assert [one.text for one in made.find("alder").first(2)] == ["en alder", "en ålder"]
    assert len(made.find("alder")) == 3


def test_answers_are_found_the_newest_first(book: Workbook) -> None:
    write(book, NAME, "Åsa")
    write(book, LIST, ["ringa Åsa", "vila"])
    [first, second] = own(book).find("asa").first(9)
    assert (first.key, first.section, first.title) == (LIST, "a", "Min sida")
    assert (second.key, second.question, second.text) == (NAME, "Vad heter du?", "Åsa")


def test_what_is_typed_and_not_saved_is_found_and_what_it_replaces_is_not(book: Workbook) -> None:
    write(book, NAME, "gammalt")
    made = own(book, {NAME: Answer(Kind.SHORT, "Vad heter du?", "nyss")})
    assert found(made, "nyss") == ["nyss"]
    assert found(made, "gammalt") == []


def test_an_answer_whose_question_is_gone_is_found_and_has_no_section(book: Workbook) -> None:
    book.save({"borta.x": Answer(Kind.SHORT, "Hur var det?", "blåbär")})
    [entry] = own(book).find("blabar").first(9)
    assert (entry.section, entry.question) == ("", "Hur var det?")


@pytest.mark.parametrize("opens", [BY_HAND, "2999-01-01", "2001-01-01"])
def test_a_closed_letter_is_not_found_and_an_open_one_is(book: Workbook, opens: str) -> None:
    closed = Answer(Kind.LETTER, "Vad vill du säga?", ["hemliga ord", opens])
    book.save({LETTER: closed})
    assert found(own(book), "hemliga") == []
    assert found(own(book), "stängt") == []
    book.save({LETTER: Answer(Kind.LETTER, "Vad vill du säga?", ["hemliga ord", ""])})
    assert found(own(book), "hemliga") == ["hemliga ord"]


def test_every_word_of_every_guide_is_found_in_its_section() -> None:
    order = search.reading_order(CONTENT, CONTENT.guides[0])
    mine = [one for one in CONTENT.guides[0].sections if one != "fa-hjalp-nu"]
    assert list(order[: len(mine) + 1]) == ["fa-hjalp-nu", *mine]
    made = search.guides((CONTENT.section(one), None) for one in order)
    for section in map(CONTENT.section, order):
        for field in section.fields:
            for said in (field.question, *(option.text for option in field.options)):
                assert field.key in {one.key for one in made.find(said).first(10_000)}
        assert section.id in {one.section for one in made.find(section.title).first(10_000)}


def test_easier_words_and_the_other_language_are_found() -> None:
    easy = CONTENT.section("tva-fragor", easy=True)
    word = next(
        word
        for word in " ".join(str(block) for block in easy.blocks).split()
        if word.isalpha() and word not in str(CONTENT.section("tva-fragor"))
    )
    assert len(search.guides([(easy, None)]).find(word))
    english = CONTENT.wording("tva-fragor", Language.ENGLISH)
    assert english
    made = search.guides([(CONTENT.section("tva-fragor"), english)])
    for asked in english.questions:
        assert len(made.find(asked.question)) >= 1


def test_the_own_words_and_those_of_the_guides_are_told_apart() -> None:
    found = Search(index("vila nu"), index("vila är bra", "vila")).find("vila")
    assert (len(found.own), len(found.guides), found.count) == (1, 2, 3)


@given(st.text(LETTERS, min_size=1, max_size=400), st.data())
def test_a_snippet_is_of_the_text_and_has_the_word_marked(text: str, data: st.DataObject) -> None:
    if not (every := words(text)):
        return
    word = data.draw(st.sampled_from(every))
    runs = snippet(Entry("a", "A", "", text), [word])
    said = "".join(run for run, _ in runs).removeprefix("… ").removesuffix(" …")
    assert said in text.replace("\n", " · ")
    assert any(word in fold(run) for run, marked in runs if marked)


def test_a_long_text_is_shown_around_the_word_and_cut_between_words() -> None:
    text = f"{'före ' * 100}Återhämtning {'efter ' * 100}"
    runs = snippet(Entry("a", "A", "", text), ["aterhamtning"])
    assert [run for run, marked in runs if marked] == ["Återhämtning"]
    said = "".join(run for run, _ in runs)
    assert said.startswith("… före ")
    assert said.endswith("efter …")
    assert len(said) < 300
