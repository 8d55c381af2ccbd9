"""Age files: sealed and opened again in pieces, and what they cost."""

import io
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.envelope import Damaged, EnvelopeError, WrongPassphrase, age
from app.envelope.age import CHUNK
from tests.envelope.sealing import PASSPHRASE, linux, opened, sealed, told


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(min_size=1), st.integers(1, 4))
def test_any_bytes_open_again_under_any_passphrase(data: bytes, passphrase: str, work: int) -> None:
    assert opened(sealed(data, passphrase, work), passphrase) == data


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 3 * CHUNK), max_size=4),
    st.sampled_from([None, 0, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK]),
)
def test_however_it_was_cut_into_pieces_it_opens_whole(lengths: list[int], end: int | None) -> None:
    lengths += [] if end is None else [end]
    pieces = [bytes([number + 1]) * length for number, length in enumerate(lengths)]
    file = b"".join(age.seal(pieces, PASSPHRASE, 1))
    assert opened(file) == b"".join(pieces)
    chunks = max(1, -(-sum(lengths) // CHUNK))
    start = len(file) - sum(lengths) - 16 * chunks
    assert file[:start].endswith(file[start - 16 : start])
    assert file[: start - 16].endswith(b"\n"), "the nonce follows the header"


@settings(deadline=None)
@given(st.data())
def test_any_flipped_bits_are_refused(data: st.DataObject) -> None:
    content = b"Mamma ringer i morgon." * data.draw(st.sampled_from([0, 1, 3000, 6000]))
    file = bytearray(sealed(content))
    file[data.draw(st.integers(0, len(file) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(EnvelopeError):
        opened(bytes(file))


def test_every_bit_of_the_header_and_the_first_chunk_counts() -> None:
    file = sealed(b"Mamma")
    for place in range(8 * len(file)):
        changed = bytearray(file)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(EnvelopeError):
            opened(bytes(changed))


def test_every_cut_and_any_addition_is_told_before_the_end() -> None:
    file = sealed(bytes(CHUNK + 10))
    for end in [*range(400), *range(CHUNK, len(file))]:
        with pytest.raises(EnvelopeError):
            opened(file[:end])
    for addition in (b"\0", b"\n", bytes(16), file):
        with pytest.raises(Damaged):
            opened(file + addition)


def test_two_files_of_the_same_words_have_nothing_in_common() -> None:
    one, other = sealed(b"Mamma"), sealed(b"Mamma")
    salts = [file.split(b" ")[2] for file in (one, other)]
    assert salts[0] != salts[1]
    assert one[-37:-21] != other[-37:-21], "the nonce"
    assert one[-21:] != other[-21:]


def test_the_header_says_the_work_and_nothing_else_of_what_was_sealed() -> None:
    file = b"".join(age.seal([b"Mamma"], PASSPHRASE))
    form = rb"age-encryption.org/v1\n-> scrypt [A-Za-z0-9+/]{22} 17\n[A-Za-z0-9+/]{43}\n--- .{43}\n"
    header = re.match(form, file)
    assert header
    assert len(file) == header.end() + 16 + 5 + 16
    with pytest.raises(WrongPassphrase):
        opened(file, PASSPHRASE + " ")


def test_letters_count_the_same_however_they_were_made() -> None:
    whole, parts = "\u00e5ska \u00f6stan", "a\u030aska o\u0308stan"
    assert whole != parts
    assert opened(sealed(b"x", whole), parts) == b"x"
    assert opened(sealed(b"x", parts), whole) == b"x"


@pytest.mark.parametrize("other", ["Åska", " åska", "åska ", "aska", "åska\u00ad", "㎏"])
def test_a_passphrase_is_otherwise_taken_as_typed(other: str) -> None:
    file = sealed(b"x", "kg" if other == "㎏" else "åska")
    with pytest.raises(WrongPassphrase):
        opened(file, other)


def test_half_a_letter_opens_nothing_and_is_not_told() -> None:
    with pytest.raises(WrongPassphrase) as caught:
        opened(sealed(b"x"), PASSPHRASE + "\ud800")
    assert caught.value.__cause__ is None
    assert PASSPHRASE not in str(caught.value)


@pytest.mark.parametrize(("passphrase", "work"), [("", 1), ("åska", 0), ("åska", 19)])
def test_what_could_not_be_opened_is_not_sealed(passphrase: str, work: int) -> None:
    with pytest.raises(ValueError, match="empty passphrase"):
        age.seal([b"x"], passphrase, work)


def test_pieces_are_asked_for_as_they_are_used_and_no_more_once_cancelled() -> None:
    asked = 0

    def pieces() -> Iterator[bytes]:
        nonlocal asked
        for _ in range(100):
            asked += 1
            yield bytes(CHUNK)

    made = age.seal(pieces(), PASSPHRASE, 1)
    assert asked == 0
    for _ in range(11):
        next(made)
    del made
    assert asked == 11


def test_a_file_is_read_as_it_is_used_and_what_is_cut_gives_no_end() -> None:
    file = io.BytesIO(sealed(bytes(10 * CHUNK))[: 5 * CHUNK])
    pieces = age.open_(file, PASSPHRASE)
    assert next(pieces) == bytes(CHUNK)
    assert file.tell() < 2 * CHUNK
    with pytest.raises(Damaged):
        list(pieces)


LONG = """
class File(io.RawIOBase):  # a file of 100 MB that is nowhere
    def __init__(self, pieces):
        self.pieces, self.left = pieces, b""
    def read(self, size):
        while len(self.left) < size and (piece := next(self.pieces, b"")):
            self.left += piece
        part, self.left = self.left[:size], self.left[size:]
        return part

sealed(b"warm")
before, began, length = memory(False), time.process_time(), 0
made = age.seal((bytes(1_000_000) for _ in range(100)), "x", 1)
for piece in age.open_(File(made), "x"):
    length += len(piece)
print(json.dumps({"length": length, "seconds": time.process_time() - began,
                  "kib": memory(True) - before}))
"""


@linux
def test_100_mb_are_sealed_and_opened_in_little_memory(figure: Callable[[str], None]) -> None:
    said = told(LONG)
    figure(
        f"age: 100 MB sealed and opened in {said['seconds']:.1f} s "
        f"and {said['kib'] / 1024:.1f} MiB beyond the derivation"
    )
    assert said["length"] == 100_000_000
    assert said["kib"] < 8 * 1024


DEAR = """
file = sealed(b"x", "x", int(sys.argv[1]))
before, began = memory(False), time.process_time()
try:
    opened(file, "y")
except WrongPassphrase as error:
    print(json.dumps({"seconds": time.process_time() - began, "kib": memory(True) - before}))
"""


@linux
@pytest.mark.parametrize("work", [17, 18])
def test_a_derivation_takes_the_memory_that_it_must_by_definition(
    work: int, figure: Callable[[str], None]
) -> None:
    said = told(DEAR, work)
    figure(f"scrypt, work factor {work}: {said['seconds']:.2f} s, {said['kib'] / 1024:.0f} MiB")
    assert abs(said["kib"] - 2**work) < 4 * 1024
    assert said["seconds"] < 4


LITTLE = """
file = sealed(b"x", "x")
size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + 40 * 2**20, resource.RLIM_INFINITY))
try:
    sealed(b"x", "x", 17)
except NoRoom as error:
    print(json.dumps({"name": error.name, "less": opened(file, "x").decode()}))
"""


@linux
def test_too_little_memory_is_told_and_passes() -> None:
    assert told(LITTLE) == {"name": "no_room", "less": "x"}
