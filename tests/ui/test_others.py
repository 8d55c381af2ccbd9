"""Guides from others as a person meets them: looking, adding, answering, taking away."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.guide import Library
from app.packages import SENTENCES, namespaced, read_folder
from app.ui.app import start
from app.ui.pages import others
from app.ui.state import HOME, Place, Screen
from app.ui.texts import CHANGING_FAILED
from app.workbook.failures import NoRoom
from app.workbook.keyring import new_recovery_code
from app.workbook.shelf import PACKAGE
from tests.packages.zips import KEY, OTHER_KEY, fingerprint, made, sample
from tests.ui import headless
from tests.ui.others import (
    ADD,
    ANSWER,
    FIRST,
    LOOK,
    NEW,
    REPLACE,
    STEP,
    TEXTS,
    added,
    answered,
    pick,
    says,
    to,
    until,
)
from tests.ui.running import SECRET, App, fails


async def test_from_the_settings_to_an_answer_that_is_there_after_a_lock(run, file: Path) -> None:
    app = await run()
    await app.open()
    await to(app, Place(Screen.SETTINGS))
    await app.h.press("Guider från andra")
    await pick(app, file, LOOK)
    for words in ("Vår guide", "Från ”Föreningen”. Version 3.", "2 avsnitt", fingerprint()):
        assert says(app, words)
    assert says(app, "kan inte veta vem som har gjort paketet")
    assert says(app, "jämför alla tecken")
    assert says(app, "Sidan bakom knappen Få hjälp nu, högst upp, är alltid Guidens egen.")
    assert says(app, "kan visa sådant du har skrivit i Guidens egna avsnitt, bara för dig")
    assert not says(app, "samma namn och utgivare")
    assert app.desk.book.shelf.kept == ()  # nothing is kept for having been looked at
    await app.h.press("Lägg till")
    await until(app, "Guiden är tillagd")
    assert says(app, fingerprint())
    await to(app, Place(Screen.GUIDES))
    texts = app.h.texts()
    at = [texts.index(guide.title) for guide in app.desk.library.guides]
    assert at == sorted(at) and texts[at[-1]] == "Vår guide"
    assert "Från ”Föreningen”. För dig som är med hos oss." in texts
    assert sum("Från " in text for text in texts) == 1
    group = app.h.find(ft.RadioGroup)
    await app.h.fire(group, "change", "rsmh/halsa", value="rsmh/halsa")
    await until(app, "Vår guide")
    assert app.desk.shown.place == Place(Screen.INTRO, "rsmh/halsa")
    guide = app.desk.library.guide("rsmh/halsa")
    assert guide and await app.desk.choose(guide, ("rsmh/min-sida", "mina-tecken"))
    await to(app, Place(Screen.SECTION, "rsmh/min-sida"))
    assert "Vad vill du?" in app.h.texts()
    await answered(app)
    await app.lock()
    assert "Vår guide" not in app.h.texts()
    assert app.desk.library is app.desk.ours
    assert await app.unlock()
    assert "Vår sida" in app.h.texts()  # it went back to where it was locked
    assert app.desk.value(app.desk.library.fields[FIRST]) == ANSWER
    await to(app, HOME)
    assert {"Vår guide", "Vår sida", "Påbörjad"} <= set(app.h.texts())
    await app.lock()


async def test_a_screen_reader_says_the_fingerprint_sign_by_sign(app: App, file: Path) -> None:
    await pick(app, file, LOOK)
    label = app.h.find(ft.Text, fingerprint()).semantics_label
    assert label.split(", ") == [" ".join(group) for group in fingerprint().split(" ")]


async def test_a_look_can_be_broken_off(app: App, file: Path) -> None:
    await pick(app, file, LOOK)
    await app.h.press("Avbryt")
    assert ADD in app.h.texts()
    assert app.desk.book.shelf.kept == ()


async def test_a_new_version_takes_its_place_and_a_lost_question_s_answer_is_an_earlier_one(
    app: App, file: Path
) -> None:
    await added(app, file)
    await answered(app)
    file.write_bytes(made(NEW, version=4, namn="Vår nya guide"))
    await pick(app, file, REPLACE)
    assert says(app, "Du har version 3 nu.")
    assert says(app, "samma nyckel som den du har")
    await app.h.press("Ersätt")
    await until(app, "Nu har du version 4.")
    assert says(app, "Vår nya guide")
    assert not says(app, "Version 3.")
    assert app.desk.value(app.desk.library.fields[FIRST]) == ANSWER
    await to(app, HOME)
    await app.h.press("Tidigare svar")
    assert {"Vad hjälper mot vad?", "När jag märker: Trött. Då gör jag: Vila"} <= set(app.h.texts())


async def test_taking_it_away_asks_once_and_leaves_the_answers(app: App, file: Path) -> None:
    await added(app, file)
    await answered(app)
    await app.desk.change(lambda book: book.use_guide("rsmh/halsa"))
    await app.h.press("Ta bort, Vår guide")
    assert says(app, "Du läser det under Tidigare svar.")
    await app.h.press("Nej, behåll")
    assert len(app.desk.book.shelf.kept) == 1
    await app.h.press("Ta bort, Vår guide")
    await app.h.press("Ta bort")
    await until(app, "Det du har skrivit i den är kvar. Du läser det under Tidigare svar.")
    assert app.desk.book.shelf.kept == ()
    await to(app, HOME)
    assert says(app, "Välj vilken guide du vill använda nu.")
    await app.h.press("Tidigare svar")
    assert {"Vad vill du?", "Vila"} <= set(app.h.texts())
    await to(app, HOME)
    await app.h.press("Välj guide")
    assert app.desk.shown.place == Place(Screen.GUIDES)
    assert "Vår guide" not in app.h.texts()
    await to(app, Place(Screen.OTHERS))
    await added(app, file)
    assert app.desk.value(app.desk.library.fields[FIRST]) == ANSWER


ERASE = "Radera också det du har skrivit i den"


async def test_taking_it_away_can_erase_what_was_written_in_it(app: App, file: Path) -> None:
    await added(app, file)
    await answered(app)
    await app.h.press("Ta bort, Vår guide")
    assert says(app, "Det går inte att ångra.")
    await app.h.press(ERASE)
    await until(app, "Guiden och det du har skrivit i den är borta.")
    assert app.desk.book.shelf.kept == ()
    assert app.desk.book.earlier() == ()
    assert app.desk.book.shelf.answers("rsmh") == []
    file.write_bytes(made(TEXTS, OTHER_KEY))
    await added(app, file)
    assert not app.desk.answered(app.desk.library.fields[FIRST])


async def test_where_nothing_is_written_nothing_is_said_of_it(app: App, file: Path) -> None:
    await added(app, file)
    await app.h.press("Ta bort, Vår guide")
    assert ERASE not in app.h.texts()
    assert not says(app, "Tidigare svar")
    await app.h.press("Ta bort")
    await until(app, "Guiden är borttagen.")
    assert not says(app, "Tidigare svar")


async def test_answers_are_not_handed_to_another_publisher_s_guide(app: App, file: Path) -> None:
    await added(app, file)
    await answered(app)
    await app.h.press("Ta bort, Vår guide")
    await app.h.press("Ta bort")
    await until(app, "Guiden är borttagen.")
    file.write_bytes(made(TEXTS, OTHER_KEY, utgivare="Någon annan"))
    await pick(app, file, SENTENCES["other_key"])
    assert app.desk.book.shelf.kept == ()


@pytest.mark.parametrize("key", [KEY, OTHER_KEY])
async def test_a_guide_of_the_same_name_is_told_from_the_one_there_is(
    app: App, file: Path, key: Ed25519PrivateKey
) -> None:
    await added(app, file)
    file.write_bytes(made(TEXTS, key, id="rsmh-ny", version=4))
    await pick(app, file, LOOK)
    assert says(app, "Du har redan en guide med samma namn och utgivare.")
    file.write_bytes(made(TEXTS, OTHER_KEY, id="rsmh-ny", utgivare="Någon annan"))
    await app.h.press("Avbryt")
    await pick(app, file, LOOK)
    assert not says(app, "samma namn och utgivare")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (made(TEXTS, OTHER_KEY, version=4), "other_key"),
        (made(TEXTS, version=2), "older"),
        (made({**TEXTS, "halsa/sida-tva.md": "# A\n\n<b>x</b>"}), "content"),
        (made(TEXTS)[:200], "broken"),
        (made(TEXTS, format=2), "newer"),
    ],
)
async def test_what_is_refused_is_said_in_a_sentence(
    app: App, file: Path, data: bytes, code: str
) -> None:
    await added(app, file)
    file.write_bytes(data)
    await pick(app, file, SENTENCES[code])
    assert ADD in app.h.texts()
    assert [one.version for one in app.desk.book.shelf.kept] == [3]


async def test_a_full_disk_adds_nothing_and_says_so(
    app: App, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await pick(app, file, LOOK)
    with monkeypatch.context() as full:
        fails(full, NoRoom("no room"))
        await app.h.press("Lägg till")
        await until(app, CHANGING_FAILED)
    assert LOOK in app.h.texts()
    assert app.desk.book.shelf.kept == ()
    await app.h.press("Lägg till")
    await until(app, "Guiden är tillagd")


async def test_one_that_cannot_be_read_keeps_nobody_out_and_the_settings_say_so(
    app: App, file: Path
) -> None:
    await added(app, file)
    await answered(app)
    await app.desk.change(lambda book: book.use_guide("rsmh/halsa"))
    vault = app.desk.book._vault
    vault.append([(f"{PACKAGE}rsmh", {**vault.get(f"{PACKAGE}rsmh"), "bytes": "AAAA"})])
    await app.lock()
    assert await app.unlock()
    await to(app, Place(Screen.SETTINGS))
    assert others.UNREAD in app.h.texts()
    await app.h.press("Guider från andra")
    assert says(app, f"{others.UNREAD} Det du har skrivit är kvar")
    assert says(app, "Uppdatera Guiden, eller ta bort den här guiden och lägg till den igen.")
    await to(app, HOME)
    await app.h.press("Tidigare svar")
    assert "Vad vill du?" in app.h.texts()
    await to(app, Place(Screen.OTHERS))
    await app.h.press("Ta bort, Vår guide")
    await app.h.press("Ta bort")
    await until(app, "Guiden är borttagen.")
    await to(app, Place(Screen.SETTINGS))
    assert others.UNREAD not in app.h.texts()


async def test_a_fingerprint_that_is_missing_is_not_spelled_out(app: App, file: Path) -> None:
    await added(app, file)
    vault = app.desk.book._vault
    vault.append([(f"{PACKAGE}rsmh", {"name": "Vår guide"})])
    await app.lock()
    assert await app.unlock()
    await to(app, Place(Screen.OTHERS))
    assert app.h.find(ft.Text, "Går inte att läsa.").semantics_label is None


async def test_a_room_of_one_s_own_does_not_have_it_and_asks_for_a_guide(
    app: App, file: Path
) -> None:
    await added(app, file)
    await app.desk.change(lambda book: book.use_guide("rsmh/halsa"))
    guide = app.desk.book.guide
    assert guide
    other = "sju sorters kakor till kaffet"
    assert await app.desk.door.create(other, new_recovery_code(), guide)
    await app.h.settle()
    assert app.desk.shown.place == Place(Screen.GUIDES)
    assert app.desk.book.shelf.kept == ()
    assert "Vår guide" not in app.h.texts()
    await app.lock()


async def test_nothing_of_it_is_left_on_the_disk(app: App, file: Path) -> None:
    await added(app, file)
    await answered(app)
    file.unlink()
    await app.lock()
    words = ["rsmh", "Vår guide", "Föreningen", "min-sida", "Vår sida", fingerprint(), "guidepaket"]
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    for one in app.places.data.rglob("*"):
        content = one.read_bytes() if one.is_file() else b""
        assert not [w for w in words for code in codes if w.encode(code) in content], one.name


async def test_an_author_sees_a_folder_beside_ours_and_no_vault_keeps_it(
    run, tmp_path: Path
) -> None:
    app = await run()
    folder = tmp_path / "mitt"
    for name, content in {**sample(), **{n: t.encode() for n, t in TEXTS.items()}}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    ours = Library(app.places.content)
    beside = namespaced(read_folder(folder, ours))
    desks = []

    async def main(page: ft.Page) -> None:
        desks.append(await start(page, app.places, beside=[beside]))

    author = App(await headless.start(main), desks[0], app.places)
    await author.open(Place(Screen.GUIDES))
    assert "Osignerad. För dig som är med hos oss." in author.h.texts()
    await answered(author)
    assert author.desk.book.shelf.kept == ()
    await author.lock()
    again = await run()
    assert await again.unlock(SECRET)
    assert {one.key for one in again.desk.book.earlier()} == {FIRST, STEP}
    await again.lock()
