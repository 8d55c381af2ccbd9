"""Recovery shared between people: any two of three sheets, and one alone tells nothing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shamir_mnemonic import EncryptedMasterSecret, Share
from shamir_mnemonic.shamir import RawShare, _create_digest, _interpolate

from app.vault import sharing
from app.vault.recovery import ALPHABET
from app.vault.sharing import join, number, split
from tests.vault.sheets import SECRET, SET, secrets, sheets, slow, to_sheet, to_words

# Splitting and joining


def test_known_sheets_open_for_ever() -> None:
    assert [number(sheet) for sheet in SET] == [1, 2, 3]
    assert all(join(some) == SECRET for n in (2, 3) for some in permutations(SET, n))


@slow
@given(secrets)
def test_any_two_of_three_and_all_three_give_back_the_secret(secret: bytes) -> None:
    made = split(secret)
    assert [number(sheet) for sheet in made] == [1, 2, 3]
    assert all(join(pair) == secret for pair in permutations(made, 2))
    assert join(made) == secret


def test_new_sheets_are_ten_groups_of_four_and_never_the_same() -> None:
    made = [sharing.new() for _ in range(50)]
    assert len({secret for secret, _ in made}) == 50
    written = [sheet for _, three in made for sheet in three]
    assert len(set(written)) == 150
    assert all(re.fullmatch(rf"([{ALPHABET}]{{4}}-){{9}}[{ALPHABET}]{{4}}", s) for s in written)
    assert all(join(three[1:]) == secret for secret, three in made)


@slow
@given(st.data())
def test_case_spaces_dashes_and_lookalikes_do_not_matter(data: st.DataObject) -> None:
    typed = []
    for sheet in SET[:2]:
        text = ""
        for symbol in sheet.replace("-", ""):
            alike = {"0": "0oO", "1": "1iIlL"}.get(symbol, symbol + symbol.lower())
            text += data.draw(st.sampled_from(alike))
            text += data.draw(st.sampled_from(["", "", " ", "-", " \u2013 ", "\u00a0", "\n"]))
        typed.append(text)
    assert join(typed) == SECRET


@pytest.mark.parametrize("count", [0, 1, 4])
def test_another_number_of_sheets_is_a_mistake_of_the_code(count: int) -> None:
    with pytest.raises(ValueError, match="two sheets"):
        join([*SET, SET[0]][:count])


@pytest.mark.parametrize("length", [0, 15, 17, 18, 32])
def test_a_secret_of_another_length_is_not_split(length: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        split(bytes(length))


# What one sheet tells


def test_one_sheet_looks_the_same_whatever_the_secret() -> None:
    """Chi-square of the bytes, 255 in the mean and 23 in deviation: 450 is out of reach."""
    for secret in (bytes(16), SECRET):
        made = [split(secret) for _ in range(100)]
        for member in range(3):
            values = [Share.from_mnemonic(to_words(three[member])).value for three in made]
            assert len(set(values)) == 100
            counts = Counter(b"".join(values))
            expected = 100 * 16 / 256
            assert sum((counts[b] - expected) ** 2 / expected for b in range(256)) < 450


@given(sheets, secrets)
def test_any_secret_at_all_has_a_second_sheet_that_completes_a_given_one(
    sheet: str, secret: bytes
) -> None:
    share = Share.from_mnemonic(to_words(sheet))
    one = RawShare(share.index, share.value)
    other = (share.index + 1) % 3
    second = RawShare(other, _interpolate([one, RawShare(255, secret)], other))
    assert _interpolate([one, second], 255) == secret


@slow
@given(sheets, secrets)
def test_a_sheet_but_for_its_32_bits_of_check_goes_with_any_secret_all_the_way(
    sheet: str, secret: bytes
) -> None:
    share = Share.from_mnemonic(to_words(sheet))
    name = (share.identifier, share.extendable, share.iteration_exponent)
    sealed = EncryptedMasterSecret.from_master_secret(secret, b"", *name).ciphertext
    # The last 12 bytes are on the line through the sheet and the secret; the first 4 check them.
    drawn = _interpolate([RawShare(share.index, share.value), RawShare(255, sealed)], 254)[4:]
    line = [RawShare(254, _create_digest(drawn, sealed) + drawn), RawShare(255, sealed)]
    three = [Share(*name, 0, 1, 1, x, 2, _interpolate(line, x)) for x in range(3)]
    assert three[share.index].value[4:] == share.value[4:]
    assert join([to_sheet(one.mnemonic()) for one in three]) == secret
