"""A damaged file, its copies and an older copy, as a person meets them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import flet as ft
import pytest

from app.guide import Kind
from app.ui.state import HOME, Place, Screen
from app.vault import copies
from app.workbook.rescue import safety_copies
from tests.ui.running import App
from tests.workbook.damage import chunks, harm

LONG = "ord " * 20_000  # more than a chunk holds


def names(app: App) -> list[str]:
    """What the safety copies on the screen are called, in order."""
    return [text for text in app.h.texts() if text.startswith("Säkerhetskopian från ")]


def says(app: App, words: str) -> bool:
    return any(words in text for text in [app.desk.shown.notice, *app.h.texts()])


async def written(app: App, *texts: str) -> None:
    """A vault that was locked after each of the texts."""
    await app.open()
    for text in texts:
        app.write(text)
        await app.lock()
        assert await app.unlock()
    await app.lock()


async def two_chunks(app: App) -> None:
    """A locked vault with one short answer and one that lies in a chunk of its own."""
    await app.open()
    app.write("Jag kom hit med bussen")
    await app.desk.flush()
    app.desk.write(app.desk.library.fields[long_field(app)], LONG)
    await app.lock()
    assert len(chunks(app.places.vault)) > 1


def long_field(app: App) -> str:
    """The key of a field in another section that takes a long text."""
    fields = app.desk.library.fields.values()
    return next(f.key for f in fields if f.kind is Kind.LONG and f.key.startswith("mina-tecken."))


async def test_a_damaged_file_shows_what_is_whole_and_gives_way_to_its_copy(run) -> None:
    app = await run()
    await two_chunks(app)
    path = app.places.vault
    damaged = harm(path, len(chunks(path)) - 1)

    assert not await app.unlock()
    assert app.desk.shown.place == Place(Screen.DAMAGED)
    assert says(app, "Guiden har inte ändrat något i den")
    assert says(app, f"1 av {len(chunks(path))} delar")
    assert says(app, "Det nyaste som går att läsa sparades i dag")
    assert says(app, "Jag kom hit med bussen")
    assert says(app, app.desk.library.section("tva-fragor").title)
    assert not says(app, "ord ord")
    assert path.read_bytes() == damaged

    [newest] = names(app)
    await app.h.press(newest)
    assert says(app, "Den skadade filen tas inte bort")
    await app.h.press("Tillbaka")
    assert says(app, "Jag kom hit med bussen")
    await app.h.press(newest)
    await app.h.press("Lägg tillbaka")
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert says(app, "Säkerhetskopian ligger på plats")

    assert await app.unlock()
    assert app.words() == "Jag kom hit med bussen"
    assert app.desk.value(app.desk.library.fields[long_field(app)]) == LONG
    assert not app.desk.book.older
    [aside] = path.parent.glob("*.skadad-*")
    assert aside.read_bytes() == damaged
    await app.lock()


async def test_a_damaged_file_without_copies_can_be_read_and_locked_away(run) -> None:
    app = await run()
    await two_chunks(app)
    copies.drop(app.places.vault)
    harm(app.places.vault, len(chunks(app.places.vault)) - 1)
    await app.unlock()
    assert says(app, "Det finns ingen säkerhetskopia")
    assert says(app, "Låt filen ligga kvar")
    assert says(app, "Jag kom hit med bussen")
    await app.h.press("Lås nu")
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert app.desk.door.rescued is None
    assert not says(app, "Jag kom hit med bussen")


async def test_nothing_of_a_damaged_file_is_shown_for_a_wrong_passphrase(run) -> None:
    app = await run()
    await two_chunks(app)
    harm(app.places.vault, len(chunks(app.places.vault)) - 1)
    assert not await app.unlock("en helt annan lång fras")
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert says(app, "stämde inte")
    await app.desk.go(Place(Screen.DAMAGED))
    await app.h.settle()
    assert app.desk.shown.place == Place(Screen.LOCK)


async def test_a_file_that_cannot_be_read_at_all_gives_way_to_its_copy(run) -> None:
    app = await run()
    await written(app, "Jag kom hit med bussen")
    garbage = b"skr\xe4p" * 9000
    app.places.vault.write_bytes(garbage)
    assert not await app.unlock()
    assert app.desk.shown.place == Place(Screen.LOCK)
    await app.h.press("Visa säkerhetskopior")
    assert says(app, "Ingenting i den gick att läsa")
    await app.h.press(names(app)[0])
    await app.h.press("Lägg tillbaka")
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert await app.unlock()
    assert app.words() == "Jag kom hit med bussen"
    [aside] = app.places.data.glob("*.skadad-*")
    assert aside.read_bytes() == garbage
    await app.lock()
    assert "Visa säkerhetskopior" not in app.h.texts()


async def test_a_file_that_cannot_be_read_and_has_no_copy_is_told_honestly(run) -> None:
    app = await run()
    await written(app, "Jag kom hit med bussen")
    copies.drop(app.places.vault)
    app.places.vault.write_bytes(b"")
    await app.unlock()
    await app.h.press("Visa säkerhetskopior")
    assert names(app) == []
    assert says(app, "Det finns ingen säkerhetskopia")
    assert says(app, str(app.places.data))
    await app.h.press("Tillbaka")
    assert app.desk.shown.place == Place(Screen.LOCK)


async def test_a_file_that_is_gone_can_be_had_back_from_its_copy(run) -> None:
    app = await run()
    await written(app, "Jag kom hit med bussen")
    app.places.vault.unlink()
    app = await run()
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert not await app.unlock()
    await app.h.press("Visa säkerhetskopior")
    assert says(app, "finns inte där den brukar")
    await app.h.press(names(app)[0])
    assert not says(app, "skadade")
    await app.h.press("Lägg tillbaka")
    assert await app.unlock()
    assert app.words() == "Jag kom hit med bussen"
    await app.lock()


async def test_a_copy_that_went_away_meanwhile_is_not_said_to_be_in_place(run) -> None:
    app = await run()
    await written(app, "Jag kom hit med bussen")
    app.places.vault.write_bytes(b"")
    await app.unlock()
    await app.h.press("Visa säkerhetskopior")
    await app.h.press(names(app)[0])
    copies.drop(app.places.vault)
    await app.h.press("Lägg tillbaka")
    assert not says(app, "ligger på plats")
    assert app.desk.shown.notice
    assert app.places.vault.read_bytes() == b""


async def test_an_open_guide_shows_its_copies_and_puts_one_back(run) -> None:
    app = await run()
    await app.open(Place(Screen.COPIES))
    assert says(app, "Den första görs när du låser")
    app.write("ett")
    await app.lock()
    await app.unlock()
    app.write("två")
    await app.lock()
    await app.unlock()
    await app.desk.go(Place(Screen.COPIES))
    await app.h.settle()
    assert len(names(app)) == 2
    assert says(app, "De är låsta")
    oldest = safety_copies(app.places.vault)[-1]
    stood = app.places.vault.read_bytes()
    await press_last_copy(app)
    assert says(app, "Guiden låses först")
    await app.h.press("Lägg tillbaka")
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert app.places.vault.read_bytes() == oldest.path.read_bytes()
    assert await app.unlock()
    assert app.words() == "ett"
    assert not app.desk.book.older
    [aside] = app.places.data.glob("*.skadad-*")
    assert len(aside.read_bytes()) == len(stood)
    await app.lock()


async def test_the_oldest_of_three_copies_can_be_put_back_from_an_open_guide(run) -> None:
    app = await run()
    await written(app, "ett", "två", "tre")
    await app.unlock()
    await app.desk.go(Place(Screen.COPIES))
    await app.h.settle()
    assert len(names(app)) == 3
    wanted = digest(safety_copies(app.places.vault)[-1].path)
    await press_last_copy(app)
    app.write("fyra")
    await app.h.press("Lägg tillbaka")
    assert says(app, "Säkerhetskopian ligger på plats")
    assert digest(app.places.vault) == wanted


async def press_last_copy(app: App) -> None:
    """They may all have been made in the same minute, and then have the same name."""
    cards = [
        card
        for card in app.h.walk()
        if isinstance(card, ft.OutlinedButton)
        and any(getattr(one, "value", None) == names(app)[-1] for one in app.h.walk(card))
    ]
    await app.h.click(cards[-1])


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


async def older(app: App) -> None:
    """An older copy of the file was put in its place, and opened."""
    await written(app, "ett")
    kept = app.places.data / "undan"
    shutil.copy(app.places.vault, kept)
    await app.unlock()
    app.write("två")
    await app.lock()
    shutil.move(kept, app.places.vault)
    assert await app.unlock()
    assert app.words() == "ett"


async def test_an_older_file_is_told_of_until_the_person_goes_on_with_it(run) -> None:
    app = await run()
    await older(app)
    await app.desk.go(Place(Screen.COPIES))
    await app.h.settle()
    assert says(app, "äldre kopia av din guide")
    await app.lock()
    await app.unlock()
    assert app.desk.book.older
    await app.desk.go(Place(Screen.COPIES))
    await app.h.settle()
    await app.h.press("Jag vet. Fortsätt med den här")
    assert app.desk.shown.place == HOME
    assert not app.desk.book.older
    await app.lock()
    await app.unlock()
    assert not app.desk.book.older
    await app.desk.go(Place(Screen.COPIES))
    await app.h.settle()
    assert not says(app, "äldre kopia av din guide")
    await app.lock()


async def test_an_older_file_does_not_push_the_newer_copies_out(run) -> None:
    app = await run()
    await older(app)
    newest = digest(safety_copies(app.places.vault)[0].path)
    for text in ("tre", "fyra", "fem", "sex"):
        app.write(text)
        await app.lock()
        await app.unlock()
    assert newest in [digest(one.path) for one in safety_copies(app.places.vault)]
    await app.lock()


@pytest.mark.parametrize("screen", [Screen.DAMAGED, Screen.COPIES])
async def test_neither_answers_nor_copies_are_for_someone_who_opened_nothing(run, screen) -> None:
    app = await run()
    await written(app, "Jag kom hit med bussen")
    await app.desk.go(Place(screen))
    await app.h.settle()
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert names(app) == []


async def test_a_file_that_was_set_aside_is_listed_and_can_be_removed(run) -> None:
    app = await run()
    await written(app, "ett", "två")
    await app.unlock()
    path = app.desk.book.path
    await app.desk.door.put_back(path, safety_copies(path)[-1])
    assert await app.unlock()
    await app.desk.go(Place(Screen.COPIES))
    await app.h.settle()
    [button] = [text for text in app.h.texts() if text.startswith("Ta bort filen från")]
    await app.h.press(button)
    assert list(path.parent.glob("*.skadad-*")) == []
    assert not any(text.startswith("Ta bort filen") for text in app.h.texts())
    await app.lock()
