"""Two states of a workbook made one: any order, any grouping, any number of times."""

from hypothesis import example, given
from hypothesis import strategies as st

from app.vault import Record
from app.vault.history import THIN_MS, History
from app.workbook.joining import GONE, IN_TIME, State

YEARS = 10 * 365 * 24 * 3600 * 1000
KEYS = ["answer/a.b", "answer/ö.😀", "okänd", "settings"]


def kept(records: list[Record]) -> list[Record]:
    """As the vault has them after a lock."""
    history = History()
    history.add(records)
    return history.thinned().records()


def state(records: list[Record]) -> State:
    return State.of(kept(records))


times = st.integers(-2, 6).map(lambda n: n * THIN_MS // 3) | st.sampled_from([YEARS, YEARS + 1])
texts = st.text(max_size=4) | st.sampled_from(["å", "اسم", "👩‍👩‍👧", "null"])
values = st.none() | texts | st.fixed_dictionaries({"value": texts}) | st.lists(texts, max_size=2)
written = st.builds(Record, st.sampled_from(KEYS), values, times)
cleared = st.builds(
    lambda key, reached, late: Record(GONE + key, [reached, late], reached),
    st.sampled_from(KEYS),
    times,
    st.just(IN_TIME) | st.just(IN_TIME + 1) | times,
)
histories = st.lists(written, max_size=12)
with_clearings = st.tuples(histories, st.lists(cleared, max_size=3)).map(
    lambda two: two[0] + two[1]
)


@given(with_clearings, with_clearings, with_clearings)
def test_order_grouping_and_number_of_times_make_no_difference(
    one: list[Record], two: list[Record], three: list[Record]
) -> None:
    a, b, c = state(one), state(two), state(three)
    assert a | b == b | a
    assert (a | b) | c == a | (b | c)
    assert a | a == a
    assert (a | b) | b == a | b


@given(with_clearings, with_clearings)
@example([Record("settings", None, 0)], [Record("settings", {"value": ""}, 0)])
@example(
    [Record("settings", None, 10**12)],
    [Record("settings", "", 10**12), Record("settings", None, 0)],
)
def test_what_is_joined_comes_back_from_the_vault_as_it_was(
    one: list[Record], two: list[Record]
) -> None:
    joined = state(one) | state(two)
    records = joined.records()
    assert kept(records) == records  # nothing is thinned away
    assert State.of(records) == joined
    assert State.of(records).records() == records


@given(histories, histories)
def test_no_word_of_either_is_lost(one: list[Record], two: list[Record]) -> None:
    joined = (state(one) | state(two)).records()
    for side in (one, two):
        for record in kept(side):
            if record.value is not None and record.key != "settings":
                assert any(each[:2] == record[:2] for each in joined)
    for key in KEYS:
        ends = [[each for each in side if each.key == key][-1:] for side in (one, two, joined)]
        if ends[2]:
            assert ends[2][0].value in [end[0].value for end in ends[:2] if end]


@given(histories)
def test_joining_with_itself_changes_no_answer_whatever_the_clock_said(
    made: list[Record],
) -> None:
    same = state(made) | state(made)
    said = {record.key: record.value for record in made}
    assert {record.key: record.value for record in same.records()} == said


@given(histories, texts, texts, st.sampled_from(KEYS), st.integers(-9, 9))
def test_what_was_written_after_a_copy_was_made_holds_though_the_clock_was_set_right(
    made: list[Record], here: str, there: str, key: str, hours: int
) -> None:
    """The clock was ten years ahead, and the copy was made after it had been set right."""
    ahead = [Record(key, "från framtiden", 2 * YEARS)]
    common = [*made, *ahead, Record(key, here, 3_600_000 * hours)]
    later = [*common, Record(key, there, 3_600_000 * (hours + 1))]
    for joined in (state(common) | state(later), state(later) | state(common)):
        [*_, last] = [one for one in joined.records() if one.key == key]
        assert last.value == there


def test_the_newer_holds_and_the_older_is_its_history() -> None:
    one = state([Record("answer/a.b", "förr", 0), Record("answer/a.b", "här", 5 * THIN_MS)])
    two = state([Record("answer/a.b", "förr", 0), Record("answer/a.b", "där", 5 * THIN_MS + 1)])
    assert [record.value for record in (one | two).records()] == ["förr", "här", None, "där"]


def test_of_choices_only_the_newest_is_kept() -> None:
    one = state([Record("chosen/a", ["x"], 0), Record("chosen/a", ["x", "y"], THIN_MS)])
    two = state([Record("chosen/a", ["z"], 5 * THIN_MS)])
    assert (one | two).records() == [Record("chosen/a", ["z"], 5 * THIN_MS)]


def test_what_was_cleared_for_good_stays_away_and_what_came_after_does_not() -> None:
    copy = state([Record("answer/a.b", "bort", 5), Record("answer/a.b", "nytt", THIN_MS)])
    here = State.of([Record(GONE + "answer/a.b", [6, IN_TIME], 6)])
    assert (here | copy).records() == [
        Record("answer/a.b", "nytt", THIN_MS),
        Record(GONE + "answer/a.b", [6, IN_TIME], 6),
    ]


def test_what_is_written_after_a_clearing_stays_however_the_clock_goes() -> None:
    here = state(
        [
            Record("answer/a.b", "efter", 5 + THIN_MS),
            Record("answer/a.b", "sen", 4),
            Record(GONE + "answer/a.b", [YEARS, IN_TIME], YEARS),
        ]
    )
    copy = state([Record("answer/a.b", "före", YEARS - 1)])
    values = [one.value for one in (copy | here).records() if one.key == "answer/a.b"]
    assert values == ["efter", None, "sen"]


def test_what_says_how_the_file_is_opened_is_no_part_of_it() -> None:
    records = [Record("left", ["a", 1], 1), Record("sheets", ["2026-01-01", "A", "B", "C"], 1)]
    assert State.of(records) == State({}, {})
