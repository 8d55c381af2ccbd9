"""The Swedish word list that passphrases are drawn from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WORD_FILE = Path(__file__).resolve().parent.parent / "assets" / "ord.txt"
DOTS_OFF = str.maketrans("åäö", "aao")

# Whole words that must never be drawn. Not a full list: a guard against careless additions.
BLOCKED_WORDS = """
    alkohol aska begrava bomb boja bälte cancer dos dum död döda dö drog fet ful fylla fängelse
    fälla galge gevär gift grav hat hora hänga idiot intyg kista kniv krig kula kåt käft lik mord
    nål offer panik pil piller pistol politik pulver rakblad remmar rep rus räls rån sax sil sjuk
    sjukhus skam skuld skära slag slagen slå smal snara snus sorg spruta sprit spy strypa svin
    svält sår tablett tjock tvång tårar urna vapen vikt vin våld våldta yxa ångest åsna änka öl
    barn bror dotter far mamma mor mormor morfar pappa son syster
"""


@pytest.fixture(scope="module")
def text() -> str:
    return WORD_FILE.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def words(text: str) -> list[str]:
    return text.splitlines()


def test_the_list_holds_exactly_2048_words_so_that_a_word_is_eleven_bits(words: list[str]) -> None:
    assert len(words) == 2048


def test_every_word_appears_once(words: list[str]) -> None:
    assert len(set(words)) == len(words)


def test_the_words_stand_in_code_point_order(words: list[str]) -> None:
    assert words == sorted(words)


def test_every_word_is_three_to_eight_small_swedish_letters(words: list[str]) -> None:
    assert [word for word in words if not re.fullmatch("[a-zåäö]{3,8}", word)] == []


def test_the_file_has_plain_line_ends_and_ends_with_one(text: str) -> None:
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_words_stay_apart_when_typed_without_dots(words: list[str]) -> None:
    assert len({word.translate(DOTS_OFF) for word in words}) == len(words)


def test_one_slip_of_the_pen_never_turns_a_word_into_another(words: list[str]) -> None:
    """Measured without dots, the stricter way: removing dots never moves two words apart."""
    bare = [word.translate(DOTS_OFF) for word in words]
    known = set(bare)
    clashes = []
    first_with: dict[str, str] = {}
    for word in bare:
        for i in range(len(word)):
            before, after = word[:i], word[i + 1 :]
            if before + after in known:
                clashes.append((word, before + after))
            other = first_with.setdefault(f"{before}*{after}", word)
            if other != word:
                clashes.append((word, other))
    assert clashes == []


def test_no_word_is_the_beginning_of_another(words: list[str]) -> None:
    known = set(words)
    clashes = [(w[:end], w) for w in words for end in range(1, len(w)) if w[:end] in known]
    assert clashes == []


def test_no_word_on_the_block_list_is_in_the_list(words: list[str]) -> None:
    assert set(BLOCKED_WORDS.split()) & set(words) == set()
