"""The pause after wrong passphrases: kept over restarts, and no clock can shorten it."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from app.workbook.failures import BadCode, BadSheet, WrongSecret
from app.workbook.tries import Tries, pause


def attempt(tries: Tries, error: BaseException | None = None) -> None:
    """One try that ends like this."""

    async def run() -> None:
        with suppress(Exception):
            async with tries.attempt():
                if error:
                    raise error

    asyncio.run(run())


def fail(tries: Tries, times: int) -> None:
    for _ in range(times):
        attempt(tries, WrongSecret())


def test_four_wrong_tries_are_free_and_then_it_doubles_up_to_a_minute() -> None:
    waits = [pause(count) for count in range(14)]
    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_the_fifth_wrong_try_has_a_pause_and_a_right_one_ends_it(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "tries")
    fail(tries, 4)
    assert tries.wait == 0
    fail(tries, 1)
    assert 0 < tries.wait <= 1
    attempt(tries)
    assert tries.wait == 0
    assert list(tmp_path.iterdir()) == []


def test_starting_again_does_not_begin_anew(tmp_path: Path) -> None:
    fail(Tries(tmp_path / "tries"), 8)
    again = Tries(tmp_path / "tries")
    assert 7 < again.wait <= 8
    fail(again, 1)
    assert 15 < Tries(tmp_path / "tries").wait <= 16


def test_a_try_that_is_broken_off_counts(tmp_path: Path) -> None:
    for _ in range(6):
        with pytest.raises(SystemExit):
            attempt(Tries(tmp_path / "tries"), SystemExit())  # the app was ended
    assert Tries(tmp_path / "tries").wait > 1


def test_a_try_that_told_nothing_does_not_count(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "tries")
    fail(tries, 4)
    attempt(tries, BadCode("length"))
    attempt(tries, BadSheet("length", 0))
    assert Tries(tmp_path / "tries").wait == 0


def test_two_windows_share_the_count(tmp_path: Path) -> None:
    one, two = Tries(tmp_path / "tries"), Tries(tmp_path / "tries")
    fail(one, 3)
    fail(two, 2)
    assert two.wait > 0


@pytest.mark.parametrize("rubbish", ["", "inget", "-3", "[1]", "1.5", "true", "9" * 400, "\x00"])
def test_a_file_that_somebody_changed_never_shortens_the_pause(tmp_path: Path, rubbish) -> None:
    (tmp_path / "tries").write_text(rubbish)
    tries = Tries(tmp_path / "tries")
    assert tries.wait > 0
    fail(tries, 1)
    assert tries.wait > 1


def test_a_folder_that_cannot_be_written_still_counts_while_the_app_runs(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "missing" / "tries")
    fail(tries, 6)
    assert tries.wait > 1
