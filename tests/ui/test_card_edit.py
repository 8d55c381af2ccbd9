"""Which lines lie outside the lock: ticked one by one, looked at, and never changed unasked."""

from __future__ import annotations

from app.paths import CARD_NAME
from app.ui.state import Place, Screen
from app.workbook import card as cards
from app.workbook.card import Line, Step
from app.workbook.keyring import new_recovery_code
from tests.ui.cards import (
    EDIT,
    LOOK,
    SECRET_LINE,
    SIGN,
    WALK,
    lay,
    on_disk,
    planned,
    ticked,
    write,
)
from tests.ui.others import says, to
from tests.ui.test_erase import OTHER, left


async def test_nothing_lies_outside_until_it_is_asked_for_and_no_line_is_ticked(run) -> None:
    app = await run()
    await planned(app)
    assert set(ticked(app)) >= {SIGN, SECRET_LINE, WALK}
    assert not any(ticked(app).values())
    await app.h.press("Se kortet")
    assert says(app, "Kryssa för minst en rad först.")
    await app.h.press(SIGN)
    await app.h.press("Se kortet")
    assert app.desk.shown.place == LOOK
    await app.h.press("Lägg utanför låset")
    assert says(app, "Den som har telefonen eller mappen kan läsa dem")
    await app.h.press("Nej, inte nu")
    assert CARD_NAME not in left(app)
    await to(app, Place(Screen.SETTINGS))
    assert "Av." in app.h.texts()
    await app.lock()
    assert "Kriskort" not in app.h.texts()


async def test_the_preview_is_just_what_lies_outside_afterwards(run) -> None:
    app = await run()
    await planned(app)
    await app.h.press(SIGN)
    await app.h.press("Åsa Berg, min syster")
    await app.h.press("Se kortet")
    seen = app.h.texts()
    assert "Det här kan den som håller i telefonen läsa" in seen
    assert SIGN in seen and "Åsa Berg, min syster" in seen and "070-123 45 67" in seen
    assert not {SECRET_LINE, WALK, "På egen hand"} & set(seen)
    await app.h.press("Lägg utanför låset")
    await app.h.press("Ja, lägg utanför låset")
    assert cards.read(app.places.card) == (
        Step("Mina tecken", (Line(SIGN),)),
        Step("Någon jag kan berätta för", (Line("Åsa Berg, min syster", "070-123 45 67"),)),
    )
    assert says(app, "Du når det från låsskärmen.")
    assert "På. Går att läsa utan lösenfras." in app.h.texts()
    await to(app, EDIT)
    on = [name for name, checked in ticked(app).items() if checked]
    assert on == [SIGN, "Åsa Berg, min syster 070-123 45 67"]
    await app.lock()


async def test_a_look_at_the_help_costs_no_tick_and_a_lock_forgets_them(run) -> None:
    app = await run()
    await planned(app)
    await app.h.press(WALK)
    await app.h.press("Se kortet")
    await to(app, Place(Screen.HELP))
    await app.desk.back()
    await app.desk.back()
    await app.h.settle()
    assert app.desk.shown.place == EDIT
    assert ticked(app)[WALK]
    await app.lock()
    assert app.desk.card is None
    await app.unlock()
    await to(app, EDIT)
    assert not any(ticked(app).values())
    await app.lock()


async def test_an_empty_plan_is_an_invitation_to_write_in_it(run) -> None:
    app = await run()
    await app.open(EDIT)
    assert says(app, "Här finns inget att välja än.")
    assert "Se kortet" not in app.h.texts()
    await app.h.press("Min trygghetsplan")
    assert app.desk.shown.place == Place(Screen.SECTION, "trygghetsplan")
    await app.lock()


async def test_a_changed_plan_changes_nothing_outside_and_is_told(run) -> None:
    app = await run()
    await planned(app)
    await lay(app, SIGN, WALK)
    before = on_disk(app)
    write(app, tecken=["Jag slutar svara"], gora_sjalv=[WALK])
    await app.desk.flush()
    await app.lock()
    await app.unlock()
    assert on_disk(app) == before
    await to(app, Place(Screen.SETTINGS))
    assert "På. Något på kortet står inte så i din plan längre." in app.h.texts()
    await to(app, EDIT)
    assert says(app, "Något på kortet står inte så i din plan längre.")
    assert ticked(app) == {
        "Jag slutar svara": False,
        f"{SIGN} Står inte så i din plan längre.": True,
        WALK: True,
        "Åsa Berg, min syster 070-123 45 67": False,
        "Min bror 070-765 43 21, helst på kvällen": False,
        "Självmordslinjen, 90101": False,
    }
    await lay(app, SIGN, "Jag slutar svara")  # the old words off, the new ones on
    assert cards.read(app.places.card) == (
        Step("Mina tecken", (Line("Jag slutar svara"),)),
        Step("På egen hand", (Line(WALK),)),
    )
    await to(app, EDIT)
    assert not says(app, "inte så i din plan längre")
    await app.lock()


async def test_another_room_sees_what_anyone_can_see_and_takes_nothing_away_unasked(run) -> None:
    app = await run()
    await planned(app)
    await lay(app, SIGN)
    await app.lock()
    assert await app.desk.door.create(OTHER, new_recovery_code(), app.desk.library.guides[0])
    write(app, gora_sjalv=["Lyssna på radio"])
    await to(app, EDIT)
    assert ticked(app) == {
        f"{SIGN} Står inte så i din plan längre.": True,
        "Lyssna på radio": False,
    }
    await lay(app, "Lyssna på radio")
    assert SIGN in on_disk(app) and "radio" in on_disk(app)
    await app.lock()


async def test_a_card_that_is_too_long_is_told_before_it_is_looked_at(run) -> None:
    app = await run()
    await app.open()
    write(app, tecken=[f"{number} " + "å" * 900 for number in range(60)])
    rows = app.desk.value(app.desk.library.fields["trygghetsplan.tecken"])
    assert isinstance(rows, list)
    app.desk.card = {Line(cards.tidy(str(row))) for row in rows}
    await to(app, EDIT)
    await app.h.press("Se kortet")
    assert says(app, "Kortet blir för långt. Kryssa ur några rader.")
    assert app.desk.shown.place == EDIT
    await app.lock()


async def test_the_card_can_be_taken_away_and_laid_out_again(run) -> None:
    app = await run()
    await planned(app)
    assert "Ta bort kortet" not in app.h.texts()
    await lay(app, SIGN)
    await to(app, EDIT)
    await app.h.press("Ta bort kortet")
    assert says(app, "Kortet är borttaget.")
    assert CARD_NAME not in left(app)
    assert "Ta bort kortet" not in app.h.texts()
    assert ticked(app)[SIGN]  # what was on it is still ticked
    await app.lock()
    assert "Kriskort" not in app.h.texts()
