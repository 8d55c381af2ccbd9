"""Laying a copy in: the words, the look before anything happens, and the two ways."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.envelope import age
from app.ui.state import HOME, Place, Screen
from app.vault.errors import NoRoom
from app.workbook.rescue import safety_copies
from tests.ui.copying import IN, chosen, looked, saved, says, to, until
from tests.ui.others import picks
from tests.ui.running import FIELD, SECRET, SECTION, App, fails, run_app

OTHER = "mina-tecken.egna-tecken"


@pytest.fixture
async def app(run) -> App:
    app = await run()
    await app.open()
    return app


def save(app: App, key: str, value: Any) -> None:
    app.desk.write(app.desk.library.fields[key], value)


def value(app: App, key: str) -> object:
    return app.desk.value(app.desk.library.fields[key])


def before(app: App, key: str = FIELD) -> list[object]:
    field = app.desk.library.fields[key]
    return [one.answer.value for one in app.desk.book.earlier_versions(field)]


async def copied(app: App, path: Path) -> str:
    """A copy that says "då" and has a list; here it then says "nu"."""
    app.write("då")
    save(app, OTHER, ["sover dåligt"])
    words = await saved(app, path)
    app.write("nu")
    save(app, OTHER, [])
    await app.desk.flush()
    return words


async def test_wrong_words_are_said_calmly_and_the_right_ones_open(
    app: App, tmp_path: Path
) -> None:
    words = await copied(app, tmp_path / "x.age")
    wrong = " ".join([*words.split()[:4], "abborre" if words.split()[4] != "abborre" else "affär"])
    await looked(app, tmp_path / "x.age", wrong, then="Orden stämde inte.")
    assert says(app, "Det du har skrivit här är oförändrat.")
    assert app.h.find(ft.TextField, "De fem orden").value == wrong
    spoken = ", ".join(word.capitalize() for word in words.split())
    await app.h.type(app.h.find(ft.TextField, "De fem orden"), f" {spoken}. ")
    await app.h.press("Öppna kopian")
    await until(app, "Det här finns i kopian")


async def test_what_is_in_it_is_shown_before_anything_happens(app: App, tmp_path: Path) -> None:
    words = await copied(app, tmp_path / "x.age")
    stood = app.desk.book.records()
    await looked(app, tmp_path / "x.age", words)
    assert says(app, "Kopian gjordes i dag ")
    assert says(app, "Det finns 2 svar i den.")
    for key in (FIELD, OTHER):
        title = app.desk.library.section(key.partition(".")[0]).title
        assert says(app, f"{title}: 1 svar")
    assert says(app, "Nyare här: 2 svar.")
    assert app.desk.book.records()[: len(stood)] == stood
    await app.h.press("Avbryt")
    assert value(app, FIELD) == "nu"


async def test_merging_keeps_the_newer_and_the_older_is_among_what_was_written_before(
    app: App, tmp_path: Path
) -> None:
    words = await copied(app, tmp_path / "x.age")
    await looked(app, tmp_path / "x.age", words)
    await app.h.press("Lägg ihop")
    await until(app, "Kopian är inlagd. Det nyaste fanns redan här.")
    assert app.desk.shown.place == HOME
    assert (value(app, FIELD), before(app)) == ("nu", ["då"])
    await app.lock()
    assert await app.unlock()
    assert value(app, FIELD) == "nu"


async def test_a_new_device_gets_everything(app: App, tmp_path: Path) -> None:
    app.write("Åsas blå cykel")
    await app.desk.change_settings(text_percent=150, sheet_confirmed=True)
    words = await saved(app, tmp_path / "x.age")
    await app.lock()

    (tmp_path / "ny").mkdir()
    new = await run_app(tmp_path / "ny")
    await new.open()
    assert not new.desk.settings.sheet_confirmed
    await looked(new, tmp_path / "x.age", words)
    assert says(new, "Finns bara i kopian: 1 svar.")
    await new.h.press("Lägg ihop")
    await until(new, "Kopian är inlagd. Nytt här: 1 svar.")
    assert new.words() == "Åsas blå cykel"
    assert new.desk.settings.text_percent == new.desk.shown.percent == 150
    # That somebody has the sheet of the other file says nothing of this one's.
    assert not new.desk.settings.sheet_confirmed
    await new.lock()
    assert await new.unlock()
    assert new.words() == "Åsas blå cykel"


async def test_replacing_is_asked_once_more_and_keeps_a_safety_copy(
    app: App, tmp_path: Path
) -> None:
    words = await copied(app, tmp_path / "x.age")
    await looked(app, tmp_path / "x.age", words)
    await app.h.press("Byt ut allt")
    assert says(app, "Allt du har skrivit och valt här försvinner.")
    await app.h.press("Nej, behåll")
    assert value(app, FIELD) == "nu"
    copies = len(safety_copies(app.places.vault))
    await app.h.press("Byt ut allt")
    await app.h.press("Byt ut allt")
    await until(app, "Nu gäller det som fanns i kopian. Det du hade finns i en säkerhetskopia.")
    assert (value(app, FIELD), before(app)) == ("då", [])
    assert value(app, OTHER) == ["sover dåligt"]
    assert len(safety_copies(app.places.vault)) == copies + 1
    assert app.desk.shown.place == HOME
    await app.desk.back()
    assert app.desk.shown.place == HOME


async def test_what_was_cleared_for_good_is_told_of_on_both_sides(app: App, tmp_path: Path) -> None:
    words = await copied(app, tmp_path / "x.age")
    await app.desk.change(lambda book: book.forget_earlier(app.desk.library.fields[FIELD]))
    await looked(app, tmp_path / "x.age", words)
    assert says(app, "I 1 av kopians svar finns ord som du har tagit bort för gott här.")
    assert says(app, "Lägger du ihop finns allt kvar.")
    await app.h.press("Byt ut allt")
    assert says(app, "Det du har tagit bort för gott här kommer då tillbaka")
    await app.h.press("Nej, behåll")
    cleaned = await saved(app, tmp_path / "y.age")
    await looked(app, tmp_path / "x.age", words)
    await app.h.press("Byt ut allt")
    await app.h.press("Byt ut allt")
    await until(app, "Nu gäller det som fanns i kopian.")
    await looked(app, tmp_path / "y.age", cleaned)
    assert says(app, "I 1 svar här finns ord som du har tagit bort för gott på den andra enheten.")
    assert not says(app, "finns allt kvar")
    await app.h.press("Lägg ihop")
    await until(app, "Kopian är inlagd.")
    assert (value(app, FIELD), before(app)) == ("nu", [])


async def test_a_half_typed_word_is_saved_first_and_is_there_afterwards(
    app: App, tmp_path: Path
) -> None:
    app.write("då")
    words = await saved(app, tmp_path / "x.age")
    await to(app, SECTION)
    app.write("halvskriv")  # nobody has waited for it to be saved
    await looked(app, tmp_path / "x.age", words)
    app.write("halvskrivet")
    await app.h.press("Lägg ihop")
    await until(app, "Kopian är inlagd.")
    assert app.words() == "halvskrivet"
    assert not app.desk.drafts.unsaved
    await app.lock()
    assert await app.unlock()
    assert app.words() == "halvskrivet"
    assert "då" in before(app)


async def test_a_half_typed_word_that_cannot_be_saved_stops_it_and_waits(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = await copied(app, tmp_path / "x.age")
    await looked(app, tmp_path / "x.age", words)
    stood = app.desk.book.records()
    app.write("halvskriv")
    with monkeypatch.context() as disk:
        fails(disk, NoRoom("full"))
        await app.h.press("Lägg ihop")
        await until(app, "Ändringen kunde inte sparas.")
    assert app.words() == "halvskriv"
    assert app.desk.book.records() == stood
    await app.h.press("Lägg ihop")
    await until(app, "Kopian är inlagd.")
    assert app.words() == "halvskriv"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen är ingen kopia från Guiden."),
        (b"age-encryption.org/v1\n-> X25519 abc\n", "Filen är ingen kopia från Guiden."),
        (b"".join(age.seal([b"{}"], "fem ord", 10)), "Filen är ingen kopia från Guiden."),
        (b"".join(age.seal([b"{}"], "fem ord", 10))[:-1], "Kopian är skadad"),
    ],
)
async def test_a_file_that_is_no_copy_is_said_to_be_none(
    app: App, tmp_path: Path, content: bytes, sentence: str
) -> None:
    (tmp_path / "x.age").write_bytes(content)
    await looked(app, tmp_path / "x.age", "fem ord", then=sentence)
    assert says(app, "Det du har skrivit här är oförändrat.")
    assert "Välj filen" in app.h.texts()


async def test_a_file_that_is_gone_again_is_said_in_a_sentence(app: App, tmp_path: Path) -> None:
    await to(app, IN)
    picks(app, {"id": 0, "name": "x", "size": 1, "path": str(tmp_path / "borta.age")})
    await app.h.press("Välj filen")
    await until(app, "Filen gick inte att läsa. Ingenting är ändrat.")


async def test_a_browser_hands_over_the_bytes(run_on, tmp_path: Path) -> None:
    app = await run_on(ft.PagePlatform.LINUX, web=True)
    await app.open()
    sealed = b"".join(age.seal([b"{}"], "fem ord", 10))
    await to(app, IN)
    picks(app, {"id": 0, "name": "x", "size": 1, "path": None, "bytes": list(sealed)})
    await app.h.press("Välj filen")
    await until(app, "Öppna kopian")
    [asked] = [args for name, args in app.h.client.calls if name == "pick_files"]
    assert asked["with_data"] is True
    assert asked["allowed_extensions"] == ["age"]


async def test_a_phone_s_copy_of_the_file_is_removed_once_it_is_read(
    app: App, tmp_path: Path
) -> None:
    words = await copied(app, tmp_path / "x.age")
    kept = tmp_path / "cache" / "x.age"
    kept.parent.mkdir()
    (tmp_path / "x.age").rename(kept)
    await chosen(app, kept)
    assert not kept.exists()
    await app.h.type(app.h.find(ft.TextField, "De fem orden"), words)
    await app.h.press("Öppna kopian")
    await until(app, "Det här finns i kopian")


async def test_without_a_window_for_files_its_name_can_be_written(app: App, tmp_path: Path) -> None:
    def none(_: object) -> None:
        raise RuntimeError("zenity: not found")

    await copied(app, tmp_path / "x.age")
    await to(app, IN)
    app.h.client.answers["pick_files"] = none
    await app.h.press("Välj filen")
    await until(app, "Skriv filens namn i stället.")
    await app.h.type(app.h.find(ft.TextField), f" {tmp_path / 'x.age'} ")
    await app.h.press("Läs filen")
    await until(app, "Öppna kopian")


async def test_nothing_of_it_is_for_someone_who_opened_nothing(app: App) -> None:
    await app.lock()
    for screen in (Screen.COPY_IN, Screen.COPY_OUT, Screen.TAKE_ALL):
        await to(app, Place(screen))
        assert app.desk.shown.place == Place(Screen.LOCK)


async def test_who_has_a_copy_on_a_new_device_comes_to_lay_it_in(run) -> None:
    app = await run()
    await app.h.press("Jag har en kopia sedan förut")
    assert says(app, "Du lägger in kopian när du har valt en lösenfras")
    await app.h.press(app.desk.library.guides[0].title)
    await app.h.press("Hoppa över frågan")
    await app.h.press("Jag skriver en egen")
    await app.h.type(app.h.find(ft.TextField, "Din lösenfras"), SECRET)
    await app.h.type(app.h.find(ft.TextField, "Skriv den en gång till"), SECRET)
    await app.h.press("Använd den här")
    await until(app, "Ditt återställningsark")
    await app.h.press("Gör det senare")
    assert app.desk.shown.place == IN
    await app.h.press("Tillbaka")
    assert app.desk.shown.place == HOME
    await app.desk.go(Place(Screen.NEW_SHEET))
    app.desk.show_sheet("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG")
    await app.h.settle()
    await app.h.press("Gör det senare")
    assert app.desk.shown.place == HOME  # it is said once


async def test_who_begins_without_a_copy_is_not_asked_for_one(run) -> None:
    app = await run()
    await app.h.press("Jag har en kopia sedan förut")
    await app.h.press("Tillbaka")
    await app.h.press("Börja")
    assert not says(app, "Du lägger in kopian")
    assert not app.desk.has_copy
