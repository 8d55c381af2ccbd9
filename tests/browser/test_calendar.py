"""A reminder for the calendar, saved by the real browser."""

from __future__ import annotations

import re
from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import FletPage


def test_a_reminder_is_a_file_with_neutral_words_alone(flet_page: FletPage, tmp_path: Path) -> None:
    window = flet_page
    steps.create(window)
    window.tap(steps.nav(window, "Inställningar"))
    expect(window.heading("Inställningar")).to_be_visible()
    window.tap(window.button(re.compile("^Påminnelse i kalendern")))
    expect(window.heading("Vad ska det stå?")).to_be_visible()
    window.tap(steps.radio(window, "Paus"))
    expect(steps.radio(window, "Paus")).to_be_checked()
    with window.page.expect_download() as download:
        window.tap(window.button("Spara filen"))
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    expect(window.heading("Filen är klar")).to_be_visible()
    assert file.name == "paminnelse.ics"
    [event] = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["summary"] == "Paus" and event["rrule"]["freq"] == ["WEEKLY"]
    assert b"uiden" not in file.read_bytes()
