"""What we seal is opened by another implementation of age: rage, as pyrage."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import DecryptError, passphrase

from app.envelope import age
from app.envelope.age import CHUNK
from tests.envelope.sealing import PASSPHRASE

EDGES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]


def sealed(*pieces: bytes) -> bytes:
    return b"".join(age.seal(pieces, PASSPHRASE, work_factor=1))


@pytest.mark.parametrize("length", EDGES)
def test_it_opens_what_ends_at_or_beside_the_edge_of_a_piece(length: int) -> None:
    content = bytes(range(251)) * (length // 251 + 1)
    assert passphrase.decrypt(sealed(content[:length]), PASSPHRASE) == content[:length]


@given(st.lists(st.binary(max_size=300), max_size=5))
@settings(max_examples=30, deadline=None)
def test_it_opens_whatever_was_sealed_in_whatever_pieces(pieces: list[bytes]) -> None:
    assert passphrase.decrypt(sealed(*pieces), PASSPHRASE) == b"".join(pieces)


def test_it_refuses_another_passphrase() -> None:
    with pytest.raises(DecryptError):
        passphrase.decrypt(sealed(b"ord"), "fel fras")
