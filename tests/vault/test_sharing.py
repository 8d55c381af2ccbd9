"""Recovery shared between people: two of three sheets, in the words of a published standard.

The published vectors in `fixtures/slip39-vectors.json` carry their source and licence. What these
tests know of the sheets' symbols they work out for themselves, through the library's words.
"""

from __future__ import annotations

import json
import re
import traceback
from collections import Counter
from itertools import combinations, pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shamir_mnemonic import (
    EncryptedMasterSecret,
    MnemonicError,
    Share,
    combine_mnemonics,
    generate_mnemonics,
    split_ems,
)
from shamir_mnemonic.rs1024 import create_checksum
from shamir_mnemonic.shamir import RawShare, _create_digest, _interpolate
from shamir_mnemonic.wordlist import WORDLIST

from app.vault import sharing
from app.vault.errors import BadSheet
from app.vault.recovery import ALPHABET
from app.vault.sharing import check, join, number, split

FIXTURES = Path(__file__).parent / "fixtures"
PUBLISHED = json.loads((FIXTURES / "slip39-vectors.json").read_bytes())
VECTORS = PUBLISHED["vectors"]
SECRET = bytes(range(16))
SET = (
    "A9YG-0001-1R2G-RK57-CX5B-AH05-WH36-NYR0-XGV0-TPR9",
    "A9YG-000H-5MB7-04HS-VQM5-4318-KRMV-FDBG-BYCK-EQVJ",
    "A9YG-0011-1VHV-4CCT-AJ4Z-T50S-JRFH-0SX7-1Q9K-TVPZ",
)
secrets = st.binary(min_size=16, max_size=16)
sheets = st.sampled_from(SET)
places = st.integers(0, 39)
symbols = st.sampled_from(ALPHABET)
word_values = st.integers(0, 1023)
slow = settings(max_examples=25, deadline=None)  # it stretches keys


def to_words(sheet: str) -> str:
    """A sheet as any other tool takes it."""
    bits = "".join(f"{ALPHABET.index(symbol):05b}" for symbol in sheet.replace("-", ""))
    return " ".join(WORDLIST[int(bits[i : i + 10], 2)] for i in range(0, len(bits), 10))


def to_sheet(mnemonic: str) -> str:
    bits = "".join(f"{WORDLIST.index(word):010b}" for word in mnemonic.split())
    text = "".join(ALPHABET[int(bits[i : i + 5], 2)] for i in range(0, len(bits), 5))
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def with_symbol(sheet: str, place: int, symbol: str) -> str:
    written = list(sheet.replace("-", ""))
    written[place] = symbol
    return "".join(written)


def with_words(sheet: str, changes: dict[int, int]) -> str:
    words = to_words(sheet).split()
    for place, value in changes.items():
        words[place] = WORDLIST[value]
    return to_sheet(" ".join(words))


def set_of(secret: bytes, identifier: int, passphrase: bytes = b"") -> list[str]:
    """Sheets as another tool would make them, in a set of the name one likes."""
    sealed = EncryptedMasterSecret.from_master_secret(secret, passphrase, identifier, True, 0)
    [shares] = split_ems(1, [(2, 3)], sealed)
    return [to_sheet(share.mnemonic()) for share in shares]


def bad(sheet: str) -> BadSheet:
    with pytest.raises(BadSheet) as caught:
        check(sheet)
    assert caught.value.sheet == 0
    return caught.value


def apart(*given_sheets: str) -> BadSheet:
    with pytest.raises(BadSheet) as caught:
        join(given_sheets)
    return caught.value


# The standard


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


# What is typed wrongly


@given(sheets, places, symbols)
def test_any_single_wrong_symbol_is_located_to_its_group(
    sheet: str, place: int, symbol: str
) -> None:
    assume(sheet.replace("-", "")[place] != symbol)
    error = bad(with_symbol(sheet, place, symbol))
    assert (error.reason, error.groups) == ("check", (place // 4,))


@given(sheets, st.integers(0, 9), word_values, word_values)
def test_a_group_that_is_wrong_all_through_is_among_the_located(
    sheet: str, group: int, first: int, second: int
) -> None:
    wrong = with_words(sheet, {2 * group: first, 2 * group + 1: second})
    assume(wrong != sheet)
    assert group in bad(wrong).groups


@given(sheets, st.dictionaries(st.integers(0, 19), word_values, min_size=1, max_size=3))
def test_up_to_three_wrong_words_are_always_noticed(sheet: str, changes: dict[int, int]) -> None:
    wrong = with_words(sheet, changes)
    assume(wrong != sheet)
    assert bad(wrong).reason == "check"


def test_three_wrong_words_that_two_of_the_three_sums_miss_are_noticed() -> None:
    words = [WORDLIST.index(word) for word in to_words(SET[0]).split()]
    changes = {17: words[17] ^ 1, 18: words[18] ^ 6, 19: words[19] ^ 8}  # (X − alpha)(X − alpha^2)
    error = bad(with_words(SET[0], changes))
    assert (error.reason, error.groups) == ("check", ())


@given(sheets, st.integers(0, 38))
def test_any_swap_of_neighbours_is_noticed(sheet: str, place: int) -> None:
    written = sheet.replace("-", "")
    one, other = written[place : place + 2]
    assume(one != other)
    assert bad(written[:place] + other + one + written[place + 2 :]).reason == "check"


@given(sheets, places)
def test_a_missing_symbol_is_located_when_the_groups_are_there(sheet: str, place: int) -> None:
    groups = sheet.split("-")
    group = groups[place // 4]
    groups[place // 4] = group[: place % 4] + group[place % 4 + 1 :]
    error = bad(" ".join(groups))
    assert (error.reason, error.groups) == ("length", (place // 4,))
    assert bad("".join(groups)).groups == ()


def test_letters_that_are_not_in_the_alphabet_are_located() -> None:
    error = bad(with_symbol(with_symbol(SET[0], 5, "U"), 39, "Å"))
    assert (error.reason, error.groups) == ("characters", (1, 9))


def test_a_recovery_code_is_no_sheet() -> None:
    assert bad("000G-40R4-0M30-E209-185G-R38E-1WEC").reason == "length"


@given(st.text(max_size=70) | st.text(ALPHABET, min_size=40, max_size=40))
def test_any_text_is_a_sheet_or_a_bad_sheet(text: str) -> None:
    try:
        which = number(text)
    except BadSheet as error:
        groups = error.groups
    else:
        groups = ()
        assert which in {1, 2, 3}
    assert all(0 <= group < 10 for group in groups)


# Sheets that do not go together


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_joining_says_which_sheet_is_wrong(wrong: int) -> None:
    typed = list(SET)
    typed[wrong] = with_symbol(typed[wrong], 13, "Z")
    error = apart(*typed)
    assert (error.reason, error.sheet, error.groups) == ("check", wrong, (3,))


def test_the_same_sheet_twice_is_told_however_it_is_typed() -> None:
    again = apart(SET[1], SET[1].lower().replace("-", " "))
    assert (again.reason, again.sheet) == ("again", 1)
    again = apart(SET[0], SET[1], SET[0])
    assert (again.reason, again.sheet) == ("again", 2)


@slow
@given(st.permutations([0, 1, 2]), secrets)
def test_a_sheet_from_another_set_does_not_belong(order: list[int], secret: bytes) -> None:
    other = set_of(secret, 4711)
    for foreign in other:
        two = apart(SET[0], foreign)
        assert (two.reason, two.sheet) == ("apart", None)
    three = [SET[0], SET[1], other[2]]
    error = apart(*(three[i] for i in order))
    assert (error.reason, error.sheet) == ("apart", order.index(2))


def test_three_sheets_from_three_sets_do_not_belong() -> None:
    error = apart(SET[0], set_of(SECRET, 1)[1], set_of(SECRET, 2)[2])
    assert (error.reason, error.sheet) == ("apart", None)


@pytest.mark.parametrize("secret", [SECRET, bytes(16)])
def test_an_older_set_that_has_the_same_name_by_chance_is_told_by_the_digest(
    secret: bytes,
) -> None:
    old, new = set_of(SECRET, 7), set_of(secret, 7)
    assert old[0][:3] == new[0][:3]
    for one in range(3):
        for other in range(3):
            error = apart(old[one], new[other])
            assert (error.reason, error.sheet) == ("apart", None)
    assert apart(new[0], old[1], new[2]).sheet == 1


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


# What a failure tells


@slow
@given(sheets, places, symbols)
def test_a_failure_carries_nothing_of_the_sheets(sheet: str, place: int, symbol: str) -> None:
    assume(sheet.replace("-", "")[place] != symbol)
    wrong = with_symbol(sheet, place, symbol)
    others = [one for one in SET if one != sheet]
    for typed in ([wrong, others[0]], [sheet, sheet], [sheet, set_of(SECRET, 9)[0]]):
        error = apart(*typed)
        assert str(error) == f"sheet: {error.reason}"
        assert vars(error).keys() == {"reason", "sheet", "groups"}
        told = "".join(traceback.format_exception(error))
        assert error.__cause__ is error.__context__ is None
        for text in typed:
            written = text.replace("-", "")
            assert not any(written[i : i + 4] in told for i in range(0, 40, 4))
            assert not any(" ".join(pair) in told for pair in pairwise(to_words(text).split()))
