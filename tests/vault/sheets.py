"""A known set of sheets, sheets as other tools make and take them, and what is told of bad ones.

What is known here of the sheets' symbols is worked out anew, through the library's words.
"""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from shamir_mnemonic import EncryptedMasterSecret, split_ems
from shamir_mnemonic.wordlist import WORDLIST

from app.vault.errors import BadSheet
from app.vault.recovery import ALPHABET
from app.vault.sharing import check, join

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
