"""What is kept of a key's earlier versions, and in what chunks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault import Damaged, Record, canon
from app.vault.history import CHUNK_BYTES, THIN_MS, History

MINUTE = 60_000


def history(*records: tuple[str, object, int]) -> History:
    made = History()
    made.replay(canon.encode([list(record) for record in records]))
    return made


def values(of: History, key: str = "k") -> list[object]:
    return [record.value for record in of.of(key)]


def test_of_versions_close_in_time_only_the_newest_stays() -> None:
    thinned = history(("k", "a", 0), ("k", "b", 4 * MINUTE), ("k", "c", 8 * MINUTE)).thinned()
    assert values(thinned) == ["c"]


def test_an_hour_of_steady_writing_leaves_a_version_for_every_ten_minutes() -> None:
    thinned = history(*(("k", minute, minute * MINUTE) for minute in range(61))).thinned()
    assert values(thinned) == [0, 10, 20, 30, 40, 50, 60]


def test_versions_ten_minutes_apart_all_stay() -> None:
    thinned = history(("k", "a", 0), ("k", "b", THIN_MS), ("k", "c", 2 * THIN_MS)).thinned()
    assert values(thinned) == ["a", "b", "c"]


def test_other_keys_do_not_come_between() -> None:
    thinned = history(("k", "a", 0), ("x", 1, MINUTE), ("k", "b", 2 * MINUTE)).thinned()
    assert values(thinned) == ["b"]
    assert values(thinned, "x") == [1]


def test_what_stood_before_a_clearing_stays_however_soon_it_was_cleared() -> None:
    thinned = history(("k", "långt", 0), ("k", None, 1), ("k", "nytt", 2)).thinned()
    assert values(thinned) == ["långt", None, "nytt"]


def test_a_clock_set_back_ten_years_drops_no_version() -> None:
    years = 10 * 365 * 24 * 60 * MINUTE
    thinned = history(("k", "a", years), ("k", "b", 0), ("k", "c", THIN_MS)).thinned()
    assert values(thinned) == ["a", "b", "c"]


records = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.none() | st.integers(0, 9) | st.text(max_size=30_000),
        st.integers(-3 * THIN_MS, 3 * THIN_MS),
    ),
    max_size=30,
)


@given(records)
def test_thinning_never_changes_what_holds_and_thinning_again_changes_nothing(
    made: list[tuple[str, object, int]],
) -> None:
    before = history(*made)
    after = before.thinned()
    assert after.items("") == before.items("")
    for key in "abc":
        assert after.of(key)[-1:] == before.of(key)[-1:]
        rest = iter(before.of(key))
        assert all(any(record == one for one in rest) for record in after.of(key))  # in order
        assert after.thinned().of(key) == after.of(key)


@given(records)
def test_texts_hold_every_record_in_chunks_of_at_most_64_kib(
    made: list[tuple[str, object, int]],
) -> None:
    before = history(*made)
    texts = list(before.texts())
    again = History()
    for text in texts:
        assert len(text) <= CHUNK_BYTES or len(canon.decode(text)) == 1
        again.replay(text)
    assert all(again.of(key) == before.of(key) for key in "abc")
    smallest = sum(len(text) for text in texts) // CHUNK_BYTES
    assert len(texts) <= 2 * smallest + 1


def test_a_record_bigger_than_a_chunk_stands_alone() -> None:
    texts = list(history(("a", 1, 0), ("b", "x" * 70_000, 0), ("c", 1, 0)).texts())
    assert [len(canon.decode(text)) for text in texts] == [1, 1, 1]


def test_forgetting_keeps_what_holds_and_drops_cleared_keys() -> None:
    before = history(("a", 1, 0), ("a", 2, THIN_MS), ("b", 1, 0), ("b", None, THIN_MS), ("c", 1, 0))
    after = before.without_past({"a", "b", "okänd"})
    assert after.of("a") == [Record("a", 2, THIN_MS)]
    assert after.of("b") == []
    assert after.of("c") == before.of("c")


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"1", b"[1]", b'["abc", 1]', b"[[1,2]]", b"\xff", b"[[{},1,1]]", b"[" * 9999],
)
def test_a_text_that_is_not_records_is_damaged(text: bytes) -> None:
    with pytest.raises(Damaged):
        History().replay(text)
