"""The codes on paper: for ever the same, read as people write, and no two sections share one."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Library, codes
from app.guide.check import check
from app.paths import find
from tests.guide.small import GUIDE, SECTION

CONTENT = find().content
# Printed on somebody's paper already. A change here is a page that is not found again.
PRINTED = {
    "trygghetsplan": "CWGB",
    "kontakter": "SZ02",
    "mina-tecken": "62RB",
    "rsmh/min-sida": "Z4ZZ",
    "åäö": "0J5B",
}

ids = st.text(min_size=1, max_size=40)
symbols = st.sampled_from(codes.ALPHABET)


def test_a_code_is_for_ever() -> None:
    assert {one: codes.code(one) for one in PRINTED} == PRINTED


def test_every_section_ever_given_out_has_a_code_of_its_own() -> None:
    lock = (CONTENT / "ids.lock").read_text("utf-8").splitlines()
    known = {line.partition(".")[0] for line in lock if line} | set(Library(CONTENT).section_files)
    assert len(known) > 40
    shared = [pair for pair in combinations(sorted(known), 2) if len({*map(codes.code, pair)}) < 2]
    assert shared == []


@given(ids)
def test_a_code_has_four_symbols_and_no_vowel(section: str) -> None:
    code = codes.code(section)
    assert len(code) == codes.LENGTH == 4
    assert set(code) <= set(codes.ALPHABET)
    assert not set(codes.ALPHABET) & set("AEIOUYÅÄÖL")


@given(ids, st.lists(st.sampled_from([" ", "-", "–", ".", "\u00a0", ""]), min_size=5, max_size=5))
def test_a_code_is_read_however_it_is_written(section: str, between: list[str]) -> None:
    code = codes.code(section)
    spread = "".join(a + b for a, b in zip(between, [*code, ""], strict=True))
    alike = str.maketrans("01", "oi")
    for typed in (spread, spread.lower(), spread.translate(alike), code.replace("1", "l")):
        assert codes.read(typed) == code


@given(ids, st.integers(0, 3), symbols)
def test_one_wrong_symbol_is_noticed(section: str, place: int, wrong: str) -> None:
    code = codes.code(section)
    typed = code[:place] + wrong + code[place + 1 :]
    assert codes.read(typed) == (code if typed == code else "")


@given(ids, st.lists(st.integers(0, 3), min_size=2, max_size=2, unique=True))
def test_two_symbols_that_changed_places_are_noticed(section: str, places: list[int]) -> None:
    code = codes.code(section)
    one, two = places
    symbols = list(code)
    symbols[one], symbols[two] = symbols[two], symbols[one]
    typed = "".join(symbols)
    assert codes.read(typed) == (code if typed == code else "")


@given(st.text(max_size=12))
def test_anything_may_be_typed(typed: str) -> None:
    read = codes.read(typed)
    assert read == "" or codes.read(read) == read


@pytest.mark.parametrize("typed", ["", "CWG", "CWGBB", "CWGÅ", "AAAA", "C W G"])
def test_what_is_no_code_is_not_read(typed: str) -> None:
    assert codes.read(typed) == ""


def test_a_code_leads_to_its_section_and_to_no_other() -> None:
    known = list(Library(CONTENT).section_files)
    for one in known:
        assert codes.sections(codes.code(one), known) == (one,)
    assert codes.sections(codes.code("finns-inte"), known) == ()


def twins() -> tuple[str, str]:
    """Two ids that happen to have the same code."""
    met: dict[str, str] = {}
    for number in range(30_000):
        section = f"sida-{number}"
        if (other := met.setdefault(codes.code(section), section)) != section:
            return other, section
    raise AssertionError("there are more ids than codes")


def test_two_sections_with_the_same_code_are_both_found() -> None:
    one, two = twins()
    assert codes.sections(codes.code(one), [two, "x", one]) == (two, one)


def test_the_check_tells_of_two_sections_with_the_same_code(content: Path) -> None:
    names = sorted(twins())
    links = "".join(f"1. [{one}]({one}.md)\n" for one in names)
    (content / "g/guide.md").write_text(GUIDE + links)
    for one in names:
        (content / f"g/{one}.md").write_text(SECTION)
    [found] = [one for one in check(content) if one.code == "G58"]
    assert found.path == content / f"g/{names[1]}.md"
    assert f"”{names[0]}”" in found.message
    assert not found.warning
