"""Words and answers that are taken out are in no output, and the rest is."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.guide import Depth, Field, Gathered, Kind, Language, Option, Section, parse
from app.share import Answered, Group, Page, document, page, plain
from app.share.choose import Removed, only, without, words_of
from app.share.shapes import Words
from app.share.words import GONE, MARK, MARK_SAID
from app.workbook.answers import Answer
from tests.share.filling import readable, values
from tests.share.second import worded

HERE = Path(__file__).parent
SECTIONS = [
    parse.section(path.read_text("utf-8"), path.stem).node
    for path in sorted((HERE / "samples").glob("*.md"))
]
ANSWERS = {
    key: Answer.of(record)
    for key, record in json.loads((HERE / "samples" / "answers.json").read_text("utf-8")).items()
}
KEY = "prov.fraga"


def asked(kind: Kind, value: object, *, options: tuple[Option, ...] = ()) -> Page:
    """A page with one question, answered."""
    field = Field(KEY, kind, Depth.LITTLE, "Hur är det?", options=options)
    return page(Section("prov", "Prov", blocks=(field,)), {KEY: Answer.to(field, value)}.get)


def outputs(pages: tuple[Page, ...]) -> str:
    """All that could leave: every output, and the nodes they are made from."""
    return "\n".join((document(pages, "Delat"), plain(pages, "Delat"), repr(pages)))


def told(made: Page) -> str:
    return plain([made], "Delat")


@pytest.mark.parametrize(
    ("strings", "left"),
    [
        ({"Anna"}, "[borttaget] och [borttaget] Berg bor i Åre."),
        ({"anna berg"}, "Anna och [borttaget] bor i Åre."),
        ({"och Anna", "annas"}, "Anna [borttaget] Berg bor i Åre."),
        ({"ÅRE"}, "Anna och Anna Berg bor i [borttaget]"),
        ({"A\u030are"}, "Anna och Anna Berg bor i [borttaget]"),
        ({"  ", ""}, "Anna och Anna Berg bor i Åre."),
        ({"Bo"}, "Anna och Anna Berg [borttaget] i Åre."),
    ],
)
def test_a_string_goes_wherever_it_stands_and_whole_words_with_it(
    strings: set[str], left: str
) -> None:
    made = asked(Kind.LONG, "Anna och\nAnna  Berg bor i Åre.")
    [done] = without([made], Removed(strings=frozenset(strings)))
    assert " ".join(told(done).split("Hur är det?")[1].split()) == left


def test_the_mark_tells_neither_how_long_a_word_was_nor_how_many_there_were() -> None:
    def after(text: str, strings: set[str]) -> str:
        return outputs(without([asked(Kind.LONG, text)], Removed(strings=frozenset(strings))))

    assert after("Jag såg Bo där", {"Bo"}) == after("Jag såg Annelie-Charlotte där", {"annelie"})
    assert after("Jag såg Bo där", {"Bo"}) == after("Jag såg Bo Ek Alm där", {"Bo", "Ek", "alm"})
    assert after("Jag såg Bo där", {"Bo"}) == after("Jag såg Bo \n\n Ek där", {"Bo", "Ek"})


def test_words_are_taken_out_by_their_number_through_the_whole_answer() -> None:
    made = asked(Kind.CONTACT, [["Åsa Ek", "070-174 06 01", "syster"], ["Bo", "", "granne"]])
    [answered] = made.blocks
    assert isinstance(answered, Answered)
    words = words_of(answered)
    assert words == ("Åsa", "Ek", "070-174", "06", "01", "syster", "Bo", "granne")
    places = {KEY: frozenset({1, 2, 3, 4, 7, 99})}
    [done] = without([made], Removed(places=places))
    text = plain([done], "x") + repr(done)
    assert [word for word in words if word in text] == ["Åsa", "syster", "Bo"]
    assert 'href="tel:' in document([made], "x")
    assert 'href="tel:' not in document([done], "x")


def test_a_line_that_stands_in_two_lists_goes_from_both() -> None:
    made = asked(Kind.BALANCE, [["Ringa Åsa", "både"], ["Sova", "ger"]])
    [answered] = made.blocks
    assert isinstance(answered, Answered)
    assert told(made).count("Ringa Åsa") == 2
    assert words_of(answered) == ("Ringa", "Åsa", "Sova")
    [done] = without([made], Removed(places={KEY: frozenset({1})}))
    assert told(done).count("Ringa [borttaget]") == 2
    assert "Åsa" not in outputs((done,))


def test_a_whole_answer_goes_whatever_its_kind() -> None:
    made = [page(section, ANSWERS.get) for section in SECTIONS]
    done = without(made, Removed(answers=frozenset(ANSWERS)))
    asked_ = [one for each in made for one in each.blocks if isinstance(one, Answered)]
    left = [one for each in done for one in each.blocks if isinstance(one, Answered)]
    assert [one.field.question for one in left] == [one.field.question for one in asked_]
    assert {told(Page("", (one,))).split("\n  ")[1].strip() for one in left} == {"[borttaget]"}
    for one in left:
        assert one.answer == Words(GONE)
        assert not one.field.options


def test_an_answer_shown_a_second_time_loses_the_same_words() -> None:
    field = Field(KEY, Kind.LIST, Depth.LITTLE, "Vad lugnar?")
    answer = Answer.to(field, ["Te med Åsa", "Åsas hund", "Musik"])
    own = page(Section("prov", "Prov", blocks=(field,)), {KEY: answer}.get)
    again = Section("plan", "Plan", blocks=(Gathered("Det som lugnar", (KEY,)),))
    shown = page(again, {KEY: answer}.get)
    removed = Removed(places={KEY: frozenset({2})})
    for pages in ([own, shown], [shown, own]):
        done = without(pages, removed)
        there = "\n".join(told(one) for one in done)
        assert there.count("[borttaget]") == 3  # as a word once, and twice where it is shown again
        assert "Te med Åsa" not in there
        assert there.count("Musik") == 2
    [alone] = without([shown], removed)
    assert "Åsas hund" in told(alone)
    assert "Te med [borttaget]" in told(alone)
    [gone] = without([shown], Removed(answers=frozenset({KEY})))
    assert "Musik" not in outputs((gone,))


def test_words_in_another_language_go_with_the_swedish() -> None:
    options = (Option("ja", "Ja, hemma"), Option("nej", "Nej"))
    field = Field(KEY, Kind.ONE, Depth.LITTLE, "Bor du själv?", options=options)
    section = Section("prov", "Prov", blocks=(field,))
    wording = worded(section, Language.ARABIC)
    answer = Answer.to(field, [["ja", "Ja, hemma"]])
    made = page(section, {KEY: answer}.get, second=lambda _: wording)
    [asked_] = wording.questions
    assert asked_.options[0].text in outputs((made,))
    for string in ("hemma", asked_.options[0].text):
        done = without([made], Removed(strings=frozenset({string})))
        assert "hemma" not in outputs(done)
        assert asked_.options[0].text not in outputs(done)
        assert asked_.options[1].text in outputs(done)


def test_a_day_or_a_number_in_a_timeline_takes_all_of_it_away() -> None:
    made = asked(Kind.TIMELINE, [["Sömn"], ["2026-03-01", 7, "bra"], ["2026-03-02", 3, "sen"]])
    [words] = without([made], Removed(strings=frozenset({"sen", "sömn"})))
    assert "<svg" in document([words], "x")
    assert "Sömn" not in outputs((words,))
    [days] = without([made], Removed(strings=frozenset({"1 mars"})))
    assert "<svg" not in document([days], "x")
    assert "mars" not in outputs((days,))
    assert "bra" not in outputs((days,))


def test_the_mark_is_said_in_words_and_not_drawn_alone() -> None:
    [done] = without([asked(Kind.LONG, "Bo")], Removed(strings=frozenset({"bo"})))
    assert f'<span role="img" aria-label="{MARK_SAID}">{MARK}</span>' in document([done], "x")
    assert MARK not in plain([done], "x")
    made = asked(Kind.NETWORK, [["Bo", "granne", "nära"]])
    [drawn] = without([made], Removed(strings=frozenset({"bo"})))
    assert document([drawn], "x").count(MARK) == 2  # in the drawing and in the list


def test_what_looks_like_a_mark_and_somebody_wrote_is_as_it_was_written() -> None:
    made = asked(Kind.LONG, f"{MARK} a{GONE}b")
    assert f"{MARK} ab" in plain([made], "x")
    assert f"{MARK} ab" in document([made], "x")
    assert MARK_SAID not in document([made], "x")


def test_single_answers_leave_without_the_text_around_them() -> None:
    [section] = [one for one in SECTIONS if one.id == "kort"]
    whole = page(section, ANSWERS.get)
    keys = [one.field.key for one in whole.blocks if isinstance(one, Answered)]
    made = only(whole, keys[:1])
    assert [one.field.key for one in made.blocks if isinstance(one, Answered)] == keys[:1]
    assert len(made.blocks) == 1
    assert only(whole, []) == Page(whole.title, ())
    again = Section("plan", "Plan", blocks=(Gathered("Från förr", tuple(keys)),))
    shown = only(page(again, ANSWERS.get), keys[-1:])
    [group] = shown.blocks
    assert isinstance(group, Group)
    assert [one.field.key for one in group.answers] == keys[-1:]


FIELDS = [field for section in SECTIONS for field in section.fields]
secrets = st.integers(10**12, 10**13 - 1).map("hemlig{}".format)
few = settings(max_examples=120, deadline=None)


def hidden_in(value: object, secret: str) -> object:
    """The value with the secret written in each of its texts that a person writes."""
    if isinstance(value, str):
        return f"{value} x{secret.upper()}s\n{value}"
    return [hidden_in(one, secret) for one in value] if isinstance(value, list) else value


FREE = (Kind.SHORT, Kind.LONG, Kind.LIST, Kind.CONTACT, Kind.IF_THEN, Kind.LINKS)


@given(data=st.data(), secret=secrets)
@few
def test_no_string_that_is_taken_out_is_in_any_output(data: st.DataObject, secret: str) -> None:
    field = data.draw(st.sampled_from([one for one in FIELDS if one.kind in FREE]))
    value = hidden_in(data.draw(values(field)), secret)
    made = page(Section("prov", "Prov", blocks=(field,)), {field.key: Answer.to(field, value)}.get)
    assert (secret in outputs((made,)).casefold()) == bool(value)
    done = without([made], Removed(strings=frozenset({secret})))
    assert secret not in outputs(done).casefold()
    assert GONE not in document(done, "x") + plain(done, "x")


@given(data=st.data())
@few
def test_no_word_that_is_taken_out_by_its_number_is_in_any_output(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(FIELDS))
    answer = Answer.to(field, data.draw(values(field)))
    section = Section("prov", "Prov", blocks=(field,))
    made = page(section, {field.key: answer}.get)
    for answered in made.blocks:
        assert isinstance(answered, Answered)
        words = words_of(answered)
        gone = data.draw(st.frozensets(st.integers(0, len(words))))
        [done] = without([made], Removed(places={field.key: gone}))
        [left] = done.blocks
        assert isinstance(left, Answered)
        kept = [word for place, word in enumerate(words) if place not in gone]
        assert {*words_of(left)} - {GONE} == {*kept} - {GONE}
        shown = readable(plain([done], "x"))
        assert all(readable(word) in shown for word in kept)
        for word in {*words} - {*kept}:
            alone = len(word) > 8 and word.isalnum() and word not in str(kept)
            assert not alone or word not in repr(left.answer)


@given(data=st.data())
@few
def test_a_word_goes_from_an_answer_of_any_kind(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(FIELDS))
    answer = Answer.to(field, data.draw(values(field)))
    made = page(Section("prov", "Prov", blocks=(field,)), {field.key: answer}.get)
    for answered in made.blocks:
        assert isinstance(answered, Answered)
        if long := [word for word in words_of(answered) if len(word) > 5]:
            word = data.draw(st.sampled_from(long))
            done = without([made], Removed(strings=frozenset({word})))
            [left] = done[0].blocks
            assert isinstance(left, Answered)
            there = unicodedata.normalize("NFC", " ".join(words_of(left))).casefold()
            assert unicodedata.normalize("NFC", word).casefold() not in there
            assert GONE in words_of(left)
