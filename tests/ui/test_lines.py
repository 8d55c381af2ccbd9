"""What is typed is what is kept."""

from hypothesis import given
from hypothesis import strategies as st

from app.ui.lines import Line


class Desk:
    def touch(self) -> None:
        pass


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_text_is_kept_as_it_is(text: str) -> None:
    line = Line(Desk(), "x")
    line.write(text)
    assert line.text == text


def test_a_broken_emoji_never_keeps_the_rest_from_being_saved() -> None:
    line = Line(Desk(), "x")
    line.write("hej \ud83d och mer")
    assert line.text.encode() == "hej \ufffd och mer".encode()
    line.write("\ud83d\ude00")
    assert line.text == "😀"
