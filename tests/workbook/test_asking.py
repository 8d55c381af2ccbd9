"""The recovery sheet is asked for again: after a week, then a month at a time."""

from __future__ import annotations

import time

import pytest

from app.vault import MemoryVault
from app.workbook.asking import SheetAsking

DAY = 86_400_000_000_000  # nanoseconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    now = [1_800_000_000_000_000_000]
    monkeypatch.setattr(time, "time_ns", lambda: now[0])
    return now


def test_it_is_asked_until_it_is_put_off_and_again_after_a_week(clock: list[int]) -> None:
    asking = SheetAsking(MemoryVault.new())
    assert asking.due
    asking.not_now()
    assert not asking.due
    clock[0] += 7 * DAY - 1_000_000
    assert not asking.due
    clock[0] += 1_000_000
    assert asking.due


def test_after_the_second_time_it_waits_for_a_month(clock: list[int]) -> None:
    asking = SheetAsking(MemoryVault.new())
    asking.not_now()
    clock[0] += 8 * DAY
    asking.not_now()
    clock[0] += 29 * DAY
    assert not asking.due
    clock[0] += DAY
    assert asking.due


@pytest.mark.parametrize("stored", ["nu", [1], [1, "i går"], [True, 2], None])
def test_what_no_version_has_written_counts_as_never_put_off(stored: object) -> None:
    vault = MemoryVault.new()
    vault.append([("settings/sheet", stored)])
    assert SheetAsking(vault).due
