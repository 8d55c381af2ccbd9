"""One way only to turn a value into bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault import canon

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-canon.MAX_INT, canon.MAX_INT)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_every_allowed_value_comes_back_as_it_was(value: object) -> None:
    canon.check(value)
    text = canon.encode(value)
    back = canon.decode(text)
    assert back == value
    assert canon.encode(back) == text


@given(json_values)
def test_a_copy_is_equal_and_shares_nothing_that_changes(value: object) -> None:
    copied = canon.copy(value)
    assert copied == value
    if isinstance(value, (list, dict)):
        assert copied is not value


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        2**53,
        -(2**53),
        "\ud83d",
        {"\ud83d": 1},
        {1: "ett"},
        {None: 1},
        (1, 2),
        {1, 2},
        b"bytes",
        object,
        type("Str", (str,), {})("x"),
        [[[{"djupt": float("-inf")}]]],
    ],
    ids=repr,
)
def test_what_json_would_not_give_back_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"text|number|JSON|deep") as caught:
        canon.check(value)
    assert "djupt" not in str(caught.value)


def test_nesting_has_a_limit_and_a_loop_reaches_it() -> None:
    deep: list[object] = []
    for _ in range(canon.MAX_DEPTH - 1):
        deep = [deep]
    canon.check(deep)
    with pytest.raises(ValueError, match="deep"):
        canon.check([deep])
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(ValueError, match="deep"):
        canon.check(loop)


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_fields_tell_apart_what_joins_to_the_same_bytes(one: list[bytes], two: list[bytes]) -> None:
    assert (canon.fields(*one) == canon.fields(*two)) == (one == two)
