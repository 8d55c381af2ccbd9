"""The sheets are those of a published standard: other tools open ours, and we open theirs.

The published vectors in `fixtures/slip39-vectors.json` carry their source and licence.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.rs1024 import create_checksum
from shamir_mnemonic.wordlist import WORDLIST

from app.vault.sharing import join, number, split
from tests.vault.sheets import SECRET, SET, bad, secrets, slow, to_sheet, to_words

FIXTURES = Path(__file__).parent / "fixtures"
PUBLISHED = json.loads((FIXTURES / "slip39-vectors.json").read_bytes())
VECTORS = PUBLISHED["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["about"] for vector in VECTORS])
def test_the_library_does_what_the_published_vectors_say(
    vector: dict[str, str | list[str]],
) -> None:
    passphrase = PUBLISHED["passphrase"].encode()
    if vector["secret"]:
        assert combine_mnemonics(vector["mnemonics"], passphrase).hex() == vector["secret"]
    else:
        with pytest.raises(MnemonicError):
            combine_mnemonics(vector["mnemonics"], passphrase)


def test_there_are_both_good_and_bad_vectors() -> None:
    assert len(VECTORS) == 45
    assert sum(bool(vector["secret"]) for vector in VECTORS) == 15


@slow
@given(secrets)
def test_other_tools_open_our_sheets(secret: bytes) -> None:
    words = [to_words(sheet) for sheet in split(secret)]
    assert all(len(mnemonic.split()) == 20 for mnemonic in words)
    assert all(combine_mnemonics(pair) == secret for pair in combinations(words, 2))


@slow
@given(secrets)
def test_sheets_of_other_tools_open_here(secret: bytes) -> None:
    [mnemonics] = generate_mnemonics(1, [(2, 3)], secret, iteration_exponent=0)
    made = [to_sheet(mnemonic) for mnemonic in mnemonics]
    assert [number(sheet) for sheet in made] == [1, 2, 3]
    assert all(join(pair) == secret for pair in combinations(made, 2))


@pytest.mark.parametrize(
    ("group_threshold", "groups", "extendable", "exponent"),
    [
        (1, [(1, 1)], True, 0),
        (1, [(3, 3)], True, 0),
        (1, [(2, 3)], False, 0),
        (1, [(2, 3)], True, 1),
        (1, [(2, 3), (2, 3)], True, 0),
        (2, [(2, 3), (2, 3)], True, 0),
    ],
)
def test_a_share_of_another_kind_is_no_sheet(
    group_threshold: int, groups: list[tuple[int, int]], extendable: bool, exponent: int
) -> None:
    made = generate_mnemonics(group_threshold, groups, SECRET, b"", extendable, exponent)
    assert bad(to_sheet(made[-1][0])).reason == "check"


def test_a_fourth_sheet_is_no_sheet() -> None:
    [mnemonics] = generate_mnemonics(1, [(2, 4)], SECRET, iteration_exponent=0)
    assert [number(to_sheet(mnemonic)) for mnemonic in mnemonics[:3]] == [1, 2, 3]
    assert (bad(to_sheet(mnemonics[3])).reason, bad(to_sheet(mnemonics[3])).groups) == ("check", ())


def test_padding_that_is_not_zero_is_refused_though_the_check_words_fit() -> None:
    words = [WORDLIST.index(word) for word in to_words(SET[0]).split()][:17]
    words[4] |= 1 << 8
    words += create_checksum(words, b"shamir_extendable")
    error = bad(to_sheet(" ".join(WORDLIST[word] for word in words)))
    assert (error.reason, error.groups) == ("check", ())
