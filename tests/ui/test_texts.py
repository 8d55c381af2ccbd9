"""Every failure has one calm sentence of its own, and none claims more than is true."""

import inspect

from app.ui import texts
from app.workbook import failures
from app.workbook.failures import BadCode, BadSheet, Damaged, VaultError

KINDS = [
    kind
    for _, kind in inspect.getmembers(failures, inspect.isclass)
    if issubclass(kind, VaultError) and kind is not VaultError
]


def made(kind: type[VaultError]) -> VaultError:
    if kind is BadSheet:
        return BadSheet("check", 1, (3,))
    return BadCode("check", (2,)) if kind is BadCode else kind("entry text that must not be seen")


def test_every_failure_to_open_has_a_sentence_of_its_own() -> None:
    sentences = {kind: texts.opening(made(kind)) for kind in KINDS}
    assert len(set(sentences.values())) == len(KINDS)
    for sentence in sentences.values():
        assert sentence.endswith(".")
        assert "entry text" not in sentence
        assert len(sentence) < 240


def test_a_damaged_file_is_not_called_safe() -> None:
    sentence = texts.opening(Damaged("x"))
    assert "kvar" not in sentence
    assert "inte ändrat" in sentence


def test_failures_to_save_say_that_it_is_not_saved_yet() -> None:
    for kind in KINDS:
        assert texts.saving(made(kind)).startswith("Det senaste är inte sparat än")
    assert texts.saving(RuntimeError("x")).startswith("Det senaste är inte sparat än")
