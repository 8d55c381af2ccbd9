"""What is struck goes however it is written: with other signs, spaces or letters."""

from __future__ import annotations

import pytest

from app.guide import Kind
from app.share import document
from app.share.choose import Removed, without
from tests.share.test_choose import asked, outputs


@pytest.mark.parametrize("string", ["0701740601", "070-1740601", "+46701740601"])
def test_a_number_goes_however_it_is_spaced(string: str) -> None:
    text = "+46 (0)70-174 06 01" if string.startswith("+") else "070-174 06 01"
    made = asked(Kind.CONTACT, [["Bo", text, ""]])
    done = without([made], Removed(strings=frozenset({string})))
    assert 'href="tel:' not in document(done, "x")


@pytest.mark.parametrize(
    "sign", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u200e", "\u034f", "\ufe0f"]
)
def test_a_word_goes_though_signs_that_nobody_sees_stand_in_it(sign: str) -> None:
    made = asked(Kind.LONG, f"Jag ringde An{sign}na igår")
    done = without([made], Removed(strings=frozenset({"Anna"})))
    assert f"An{sign}na" not in outputs(done)


def test_a_capital_i_with_a_dot() -> None:
    made = asked(Kind.LONG, "Jag ringde İbrahim igår")
    done = without([made], Removed(strings=frozenset({"ibrahim"})))
    assert "brahim" not in outputs(done)
