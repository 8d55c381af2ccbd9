"""The crisis card's file: anyone can read it, and anyone may have written it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.workbook import card
from app.workbook.answers import Json
from app.workbook.card import BadCard, Line, Step, Steps
from app.workbook.failures import VaultError

CARD: Steps = (
    Step("Mina tecken", (Line("Jag slutar svara"), Line("Allt känns tomt"))),
    Step("Någon jag kan berätta för", (Line("Åsa, min syster", "070-123 45 67"),)),
)

# A busy machine draws slowly, and that is no fault of the card.
calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
texts = st.text(max_size=12).map(card.tidy)
a_line = st.builds(Line, texts.filter(bool), texts)
a_step = st.builds(Step, texts, st.lists(a_line, min_size=1, max_size=3).map(tuple))
a_card = st.lists(a_step, min_size=1, max_size=3).map(tuple)
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def refused(data: bytes) -> bool:
    try:
        card.decoded(data)
    except BadCard:
        return True
    return False


@calmly
@given(a_card)
def test_a_card_reads_back_as_it_was_written(steps: Steps) -> None:
    assert card.decoded(card.encoded(steps)) == steps


def test_the_file_holds_the_lines_and_nothing_else(tmp_path: Path) -> None:
    card.write(tmp_path / "kort", CARD)
    held = json.loads((tmp_path / "kort").read_bytes())
    assert held == {
        "format": "guiden-kriskort",
        "version": 1,
        "steps": [
            {
                "title": "Mina tecken",
                "lines": [{"text": "Jag slutar svara"}, {"text": "Allt känns tomt"}],
            },
            {
                "title": "Någon jag kan berätta för",
                "lines": [{"text": "Åsa, min syster", "number": "070-123 45 67"}],
            },
        ],
    }


def test_the_file_is_for_its_owner_alone_and_no_other_is_left(tmp_path: Path) -> None:
    path = tmp_path / "kort"
    (tmp_path / "kort.0123456789abcdef.new").write_text("from a run that was cut off")
    card.write(path, CARD)
    card.write(path, CARD[:1])
    assert [one.name for one in tmp_path.iterdir()] == ["kort"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert card.read(path) == CARD[:1]


def test_there_is_no_card_where_none_was_made_and_none_after_it_was_removed(tmp_path: Path) -> None:
    path = tmp_path / "kort"
    assert card.read(path) == ()
    card.write(path, CARD)
    (tmp_path / "kort.0123456789abcdef.new").write_text("from a run that was cut off")
    card.remove(path)
    assert card.read(path) == ()
    assert list(tmp_path.iterdir()) == []
    card.remove(path)


def test_a_link_in_the_cards_place_is_removed_and_what_it_points_at_stays(tmp_path: Path) -> None:
    other = tmp_path / "annat"
    other.write_text("någon annans")
    (tmp_path / "kort").symlink_to(other)
    card.remove(tmp_path / "kort")
    assert other.read_text() == "någon annans"
    assert [one.name for one in tmp_path.iterdir()] == ["annat"]
    (tmp_path / "kort").symlink_to(other)
    card.write(tmp_path / "kort", CARD)
    assert other.read_text() == "någon annans"


def test_where_nothing_can_be_written_the_earlier_card_stands(tmp_path: Path) -> None:
    folder = tmp_path / "mapp"
    with pytest.raises(VaultError):
        card.write(folder / "kort", CARD)
    (tmp_path / "kort").mkdir()
    (tmp_path / "kort" / "något").touch()
    with pytest.raises(VaultError):
        card.write(tmp_path / "kort", CARD)
    assert [one.name for one in tmp_path.iterdir()] == ["kort"]


KILLED = """
import sys
from pathlib import Path
from app.workbook import card
from app.workbook.card import Line, Step
print("on", flush=True)
for number in range(10**9):
    lines = tuple(Line(f"{number} {row}") for row in range(150))
    card.write(Path(sys.argv[1]), (Step("Steg", lines),))
"""


def test_killed_while_writing_the_old_card_or_the_new_one_stands(tmp_path: Path) -> None:
    path = tmp_path / "kort"
    seen = set()
    for wait in (0.05, 0.11, 0.17, 0.23):
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert child.stdout and child.stdout.readline()
        time.sleep(wait)
        child.kill()
        child.wait()
        child.stdout.close()
        if path.exists():
            [step] = card.read(path)
            numbers = {line.text.split()[0] for line in step.lines}
            assert len(step.lines) == 150 and len(numbers) == 1
            seen |= numbers
    assert seen


# What somebody else may have put there


@calmly
@given(st.binary(max_size=200) | any_json.map(lambda value: json.dumps(value).encode()))
def test_anything_else_is_refused_by_name(data: bytes) -> None:
    assert refused(data)


@calmly
@given(a_card, any_json, st.data())
def test_a_changed_card_is_another_card_or_refused(
    steps: Steps, value: Json, data: st.DataObject
) -> None:
    held = json.loads(card.encoded(steps))
    step = data.draw(st.sampled_from(held["steps"]))
    line = data.draw(st.sampled_from(step["lines"]))
    place = data.draw(st.sampled_from([held, step, line]))
    place[data.draw(st.sampled_from([*place, "mer"]))] = value
    changed = json.dumps(held, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    if not refused(changed):
        assert card.encoded(card.decoded(changed)) == changed


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b'"version": 1', b'"version": 2'),
        lambda data: data.replace(b'"version": 1', b'"version": true'),
        lambda data: data.replace(b"{", b'{"version": 1, ', 1),
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data + b"\n",
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.replace(b"Allt", b"\\u0041llt"),
        lambda data: data.replace(b"Allt", "\u202eAllt".encode()),
        lambda data: data.replace(b"Allt", b"\\ud800"),
        lambda data: data.replace(b"Allt", b"A\\nllt"),
        lambda data: data.replace(b"Allt", b"A" * 1001),
        lambda data: data.replace(b'"Mina tecken"', b"[" * 20000 + b"]" * 20000),
        lambda data: data.replace(b'"Mina tecken"', b"9" * 20000),
        lambda data: data[: len(data) // 2],
    ],
)
def test_a_hostile_file_is_no_card(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    good = card.encoded(CARD)
    assert not refused(good)
    assert change(good) != good
    (tmp_path / "kort").write_bytes(change(good))
    with pytest.raises(BadCard):
        card.read(tmp_path / "kort")


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (Step("Tomt", ()),),
        (Step("Steg", (Line(""),)),),
        (Step("Steg", (Line(" x"),)),),
        (Step("Steg", (Line("x" * 1001),)),),
        (Step("Steg", tuple(Line(str(number)) for number in range(201))),),
        tuple(Step(str(number), (Line("x"),)) for number in range(21)),
        (Step("Steg", tuple(Line(f"{number} " + "å" * 400) for number in range(100))),),
    ],
)
def test_a_card_beyond_the_bounds_is_not_written(steps: Steps, tmp_path: Path) -> None:
    assert not card.fits(steps)
    with pytest.raises(ValueError, match="card"):
        card.write(tmp_path / "kort", steps)
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_a_folder_and_a_vast_file_keep_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör")
    (tmp_path / "mapp").mkdir()
    with open(tmp_path / "stor", "wb") as file:
        file.truncate(2**40)
    for name in ("rör", "mapp", "stor"):
        with pytest.raises(BadCard):
            card.read(tmp_path / name)


def test_a_failure_says_nothing_of_what_is_on_the_card(tmp_path: Path) -> None:
    bad = card.encoded(CARD)[:-1]
    with pytest.raises(BadCard) as caught:
        card.decoded(bad)
    assert "Allt" not in str(caught.value) and caught.value.__context__ is None
    with pytest.raises(ValueError, match="card") as other:
        card.encoded((Step("Steg", (Line(" hemligt"),)),))
    assert "hemligt" not in str(other.value)
