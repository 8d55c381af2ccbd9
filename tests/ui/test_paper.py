"""Paper: a booklet of what is written, blank pages, and the code that leads back to a page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import flet as ft
import pytest
from pypdf import PdfReader

from app.guide import Library, codes
from app.paths import find
from app.ui.pages.printing import _CHOOSE_ONE, _NO_RECEIPT
from app.ui.state import HOME, Place, Screen
from app.workbook.failures import VaultError
from tests.guide.test_codes import twins
from tests.share.folding import printed, read
from tests.ui.copying import saves_to, says, to, until
from tests.ui.others import added
from tests.ui.running import FIELD, App, fails, run_app
from tests.ui.sharing import tick, ticked

PAPER, BOOKLET, BLANKS = Place(Screen.PAPER), Place(Screen.BOOKLET), Place(Screen.BLANKS)
PLAN, CONTACTS, QUESTIONS = "Min trygghetsplan", "Mina kontakter", "Två frågor att börja med"
SIGN, PERSON, WRITTEN = "Jag slutar äta frukost", "Åsa Öberg", "Erik flyttade i mars"
MISREAD, UNKNOWN = "Det är något tecken som inte stämmer.", "Den sidan finns inte här."


async def filled(app: App) -> App:
    """A plan, a contact and an answer, saved."""
    await app.open()
    fields = app.desk.library.fields
    app.desk.write(fields["trygghetsplan.tecken"], [SIGN])
    app.desk.write(fields["kontakter.personer"], [[PERSON, "070-123 45 67", "syster"]])
    app.write(WRITTEN)
    await app.desk.flush()
    return app


async def typed(app: App, code: str) -> None:
    await to(app, PAPER)
    await app.h.type(app.h.find(ft.TextField, "Koden på sidan"), code)
    await app.h.press("Öppna sidan")


async def saved(app: App, path: Path, button: str) -> PdfReader:
    """The PDF that is saved with this button."""
    saves_to(app, path)
    await app.h.press(button)
    await until(app, "Klar att skriva ut")
    return PdfReader(path)


def text(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def marks(path: Path) -> list[str]:
    """The sections whose codes stand on the pages of a folded booklet, as they are read."""
    known = {codes.code(one): one for one in Library(find().content).section_files}
    met = read(printed(path.read_bytes(), "|".join(known)))
    return [known[one.text] for one in met]


async def test_paper_is_found_under_the_settings(run) -> None:
    app = await run()
    await app.open(Place(Screen.SETTINGS))
    await app.h.press("Papper")
    assert app.desk.shown.place == PAPER
    await app.h.press("Häfte för fickan")
    assert app.desk.shown.place == BOOKLET
    await app.desk.back()
    await app.h.settle()
    await app.h.press("Tomma sidor")
    assert app.desk.shown.place == BLANKS
    await app.lock()
    assert app.desk.shown.place.screen is Screen.LOCK
    await app.desk.go(PAPER)
    assert app.desk.shown.place.screen is Screen.LOCK


@pytest.mark.parametrize("section", ["tva-fragor", "min-egen-plan", "plan-for-dagen"])
async def test_a_code_opens_its_page_in_whichever_guide_it_is(run, section: str) -> None:
    app = await run()
    await app.open()
    guide = app.desk.book.guide
    code = codes.code(section)
    await typed(app, f" {code[:2].lower()} {code[2:]}")
    assert app.desk.shown.place == Place(Screen.SECTION, section)
    assert app.desk.book.guide == guide
    await app.desk.back()
    assert app.desk.shown.place == PAPER


async def test_a_slip_of_the_pen_and_an_unknown_page_are_told_apart(run) -> None:
    app = await run()
    await app.open()
    await typed(app, "")
    assert app.desk.shown.notice == ""
    code = codes.code("tva-fragor")
    await typed(app, code[:3] + ("4" if code[3] != "4" else "5"))
    assert app.desk.shown.notice.startswith(MISREAD)
    await typed(app, codes.code("fanns-en-gang"))
    assert app.desk.shown.notice.startswith(UNKNOWN)
    assert app.desk.shown.place == PAPER
    await app.h.type(app.h.find(ft.TextField, "Koden på sidan"), code)
    await app.h.fire(app.h.find(ft.TextField, "Koden på sidan"), "submit")
    assert app.desk.shown.place == Place(Screen.SECTION, "tva-fragor")


async def test_a_page_from_others_is_found_once_their_guide_is_there(app: App, file: Path) -> None:
    code = codes.code("rsmh/min-sida")
    await typed(app, code)
    assert app.desk.shown.notice.startswith(UNKNOWN)
    await to(app, Place(Screen.OTHERS))
    await added(app, file)
    await typed(app, code)
    assert app.desk.shown.place == Place(Screen.SECTION, "rsmh/min-sida")


async def test_where_two_pages_have_one_code_the_person_says_which(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(find().content, content)
    one, two = twins()
    page = (content / "mar-daligt/min-vecka.md").read_text("utf-8")
    guide = content / "mar-daligt/guide.md"
    links = f"\n1. [Ett]({one}.md)\n1. [Två]({two}.md)\n"
    guide.write_text(guide.read_text("utf-8").rstrip() + links, "utf-8")
    for section, title in ((one, "Sida ett"), (two, "Sida två")):
        changed = re.sub(r"^# .*$", f"# {title}", page, count=1, flags=re.M)
        (content / f"mar-daligt/{section}.md").write_text(changed, "utf-8")
    app = await run_app(tmp_path, content)
    await app.open()
    await typed(app, codes.code(one))
    assert app.desk.shown.place == PAPER
    assert says(app, "Flera sidor har den koden.")
    await app.h.press("Sida två")
    assert app.desk.shown.place == Place(Screen.SECTION, two)


async def test_the_plan_and_the_contacts_are_in_the_booklet_from_the_start(
    run, tmp_path: Path
) -> None:
    app = await filled(await run())
    await to(app, BOOKLET)
    shown = [words for words in app.h.texts() if words in (PLAN, CONTACTS, QUESTIONS)]
    assert shown == [PLAN, CONTACTS, QUESTIONS]
    assert ticked(app, PLAN) and ticked(app, CONTACTS) and not ticked(app, QUESTIONS)
    await app.h.press("Fortsätt")
    assert says(app, "Filen är inte låst.")
    assert says(app, "Vik det på mitten två gånger")
    pdf = await saved(app, tmp_path / "x.pdf", "Spara häftet")
    said = text(pdf)
    for words in (SIGN, PERSON, "070-123 45 67", "112", "90101"):
        assert words in said
    assert WRITTEN not in said
    [asked] = [args for name, args in app.h.client.calls if name == "save_file"]
    assert re.fullmatch(r"hafte-\d{4}-\d\d-\d\d\.pdf", asked["file_name"])
    assert marks(tmp_path / "x.pdf") == ["trygghetsplan", "kontakter"]
    await app.h.press("Klar")
    assert app.desk.shown.place == PAPER


async def test_a_booklet_is_noted_with_what_was_in_it(run, tmp_path: Path) -> None:
    app = await filled(await run())
    await to(app, BOOKLET)
    await tick(app, CONTACTS)
    await tick(app, QUESTIONS)
    await app.h.press("Fortsätt")
    assert app.desk.book.receipts.all() == ()
    await saved(app, tmp_path / "x.pdf", "Spara häftet")
    [receipt] = app.desk.book.receipts.all()
    assert (receipt.form, receipt.to) == ("print", "")
    assert receipt.sections == ("trygghetsplan", "tva-fragor")
    # The plan shows whom there is to call as well.
    assert set(receipt.fields) == {"trygghetsplan.tecken", "kontakter.personer", FIELD}
    assert None not in receipt.fields.values()
    await to(app, Place(Screen.RECEIPT, receipt.id))
    assert says(app, "På papper.")


async def test_a_receipt_that_cannot_be_saved_is_told_of(run, tmp_path: Path, monkeypatch) -> None:
    app = await filled(await run())
    await to(app, BOOKLET)
    await app.h.press("Fortsätt")
    with monkeypatch.context() as patch:
        fails(patch, VaultError())
        await saved(app, tmp_path / "x.pdf", "Spara häftet")
    assert app.desk.shown.notice == _NO_RECEIPT
    assert SIGN in text(PdfReader(tmp_path / "x.pdf"))


async def test_room_to_write_by_hand_is_there_for_who_wants_it(run, tmp_path: Path) -> None:
    app = await filled(await run())
    papers = []
    for lined in (False, True):
        await to(app, BOOKLET)
        await tick(app, QUESTIONS)
        if lined:
            await tick(app, "Tomma rader att skriva på")
        await app.h.press("Fortsätt")
        pdf = await saved(app, tmp_path / f"{lined}.pdf", "Spara häftet")
        assert len(marks(tmp_path / f"{lined}.pdf")) == 3
        papers.append(len(pdf.pages))
        await app.h.press("Klar")
    assert papers == [1, 2]


async def test_nothing_ticked_is_said_and_nothing_written_leads_to_blank_pages(run) -> None:
    app = await run()
    await app.open()
    await to(app, BOOKLET)
    assert says(app, "Du har inte skrivit något än.")
    await app.h.press("Tomma sidor")
    assert app.desk.shown.place == BLANKS
    await app.h.press("Ta bort alla kryss")
    await app.h.press("Fortsätt")
    assert app.desk.shown.notice == _CHOOSE_ONE
    app.write(WRITTEN)
    await to(app, HOME)
    await to(app, BOOKLET)
    await app.h.press("Fortsätt")
    assert app.desk.shown.notice == _CHOOSE_ONE


async def test_blank_pages_have_the_questions_and_nothing_of_the_persons_own(
    run, tmp_path: Path
) -> None:
    app = await filled(await run())
    await to(app, BLANKS)
    assert ticked(app, QUESTIONS) and not ticked(app, PLAN)
    await tick(app, PLAN)
    await app.h.press("Fortsätt")
    said = text(await saved(app, tmp_path / "x.pdf", "Spara sidorna"))
    for section in ("tva-fragor", "trygghetsplan"):
        assert codes.code(section) in said
        for field in app.desk.library.section(section).fields:
            assert field.question in said
    for own in (SIGN, PERSON, WRITTEN):
        assert own not in said
    assert app.desk.book.receipts.all() == ()
    [asked] = [args for name, args in app.h.client.calls if name == "save_file"]
    assert re.fullmatch(r"tomma-sidor-\d{4}-\d\d-\d\d\.pdf", asked["file_name"])


async def test_all_pages_of_the_guide_can_be_ticked_at_once(run) -> None:
    app = await run()
    await app.open()
    await to(app, BLANKS)
    await app.h.press("Ta bort alla kryss")
    await app.h.press("Kryssa för alla")
    boxes = [
        c.checked for c in app.h.walk() if isinstance(c, ft.Semantics) and c.checked is not None
    ]
    assert len(boxes) > 10
    assert all(boxes)
    await tick(app, QUESTIONS)
    assert "Ta bort alla kryss" in app.h.texts()


async def test_other_pages_can_be_chosen_before_it_is_saved(run) -> None:
    app = await filled(await run())
    await to(app, BOOKLET)
    await app.h.press("Fortsätt")
    await app.h.press("Välj andra sidor")
    assert ticked(app, PLAN)
    assert app.h.client.calls == [c for c in app.h.client.calls if c[0] != "save_file"]
