"""Steps back and forth in one window, over any order of them."""

from hypothesis import given
from hypothesis import strategies as st

from app.ui.state import Place, Screen
from app.ui.trail import Trail

HOME, LOCK = Place(Screen.HOME), Place(Screen.LOCK)


def test_back_leads_where_one_was_and_forward_again() -> None:
    trail = Trail(HOME)
    trail.add(Place(Screen.SETTINGS))
    trail.add(Place(Screen.ABOUT))
    assert trail.move(1)
    assert trail.place == Place(Screen.SETTINGS)
    assert trail.wish("/2") == 2
    assert trail.move(2)
    assert trail.place == Place(Screen.ABOUT)
    assert not trail.move(3)
    assert not trail.move(-1)


def test_the_windows_answer_to_a_push_is_no_wish() -> None:
    trail = Trail(HOME)
    trail.add(Place(Screen.SETTINGS))
    assert trail.push() == "/1"
    trail.add(Place(Screen.ABOUT))
    assert trail.wish("/1") is None
    assert trail.wish("/1") == 1


@given(st.text())
def test_no_route_makes_it_raise(route: str) -> None:
    trail = Trail(HOME)
    wish = trail.wish(route)
    if wish is not None:
        assert not trail.move(wish)


@given(st.lists(st.sampled_from(["add", "restart"]) | st.integers(-2, 9), max_size=30))
def test_after_a_restart_only_the_new_place_and_later_ones_are_left(steps: list) -> None:
    trail = Trail(LOCK)
    private = Place(Screen.SECTION, "x")
    after = {LOCK}
    for step in steps:
        match step:
            case "add":
                trail.add(private)
                after.add(private)
            case "restart":
                trail.restart(LOCK)
                after = {LOCK}
            case index:
                trail.move(index)
        assert trail.place in after
