"""What is taken up with somebody who sits beside: each thing once, and one at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.workbook.beside import Agenda

POINTS = st.sampled_from(["hyran", "sömnen", "brevet", "ringa Åsa", ""])
STEPS = st.integers(-3, 3)
DOINGS = st.one_of(
    st.tuples(st.just("flip"), POINTS),
    st.tuples(st.just("move"), POINTS, STEPS),
    st.tuples(st.just("turn"), STEPS),
    st.tuples(st.just("offer"), st.lists(POINTS), st.lists(POINTS)),
)


@given(st.lists(DOINGS, max_size=30))
def test_whatever_is_done_each_point_is_there_once_and_one_of_them_is_up(doings) -> None:
    agenda = Agenda()
    for name, *given_to in doings:
        before = agenda.points
        getattr(agenda, name)(*given_to)
        assert len(set(agenda.points)) == len(agenda.points)
        assert agenda.at == 0 or 0 < agenda.at < len(agenda.points)
        assert agenda.point in agenda.points or not agenda.points
        if name == "move":
            assert sorted(agenda.points) == sorted(before)
        if name == "turn":
            assert agenda.points == before
        else:
            assert agenda.at == 0 or agenda.points == before


@given(st.lists(POINTS, unique=True), POINTS)
def test_a_point_that_is_taken_in_is_last_and_goes_as_it_came(points, point) -> None:
    agenda = Agenda(tuple(one for one in points if one != point))
    before = agenda.points
    agenda.flip(point)
    assert agenda.points == (*before, point)
    agenda.flip(point)
    assert agenda.points == before


@given(st.lists(POINTS, unique=True, min_size=2), st.data())
def test_a_point_moved_down_and_then_up_is_where_it_was(points, data) -> None:
    at = data.draw(st.integers(0, len(points) - 2))
    agenda = Agenda(tuple(points))
    agenda.move(points[at], 1)
    assert agenda.points.index(points[at]) == at + 1
    agenda.move(points[at], -1)
    assert list(agenda.points) == points


def test_what_is_new_in_the_own_list_is_taken_in_and_what_was_left_out_stays_out() -> None:
    agenda = Agenda()
    agenda.offer(["hyran", "sömnen"], ["brevet"])
    assert agenda.points == ("hyran", "sömnen")
    agenda.flip("sömnen")
    agenda.flip("brevet")
    agenda.offer(["hyran", "sömnen", "ringa Åsa"], ["brevet"])
    assert agenda.points == ("hyran", "brevet", "ringa Åsa")
    agenda.offer(["hyran"], [])
    assert agenda.points == ("hyran",)


def test_one_goes_through_the_points_and_no_further() -> None:
    agenda = Agenda(("hyran", "sömnen"))
    agenda.turn(-1)
    assert agenda.point == "hyran" and not agenda.last
    agenda.turn(1)
    agenda.turn(1)
    assert agenda.point == "sömnen" and agenda.last
