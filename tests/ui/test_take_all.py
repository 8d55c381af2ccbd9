"""Everything, open to any program: only after a plain warning, and only where the person says."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

from app.ui.state import HOME, Place, Screen
from tests.ui.copying import OUT, saves_to, says, to, until
from tests.ui.running import App

WRITTEN = "Åsas blå cykel"


async def test_the_warning_comes_first_and_then_all_is_in_the_file(run, tmp_path: Path) -> None:
    app: App = await run()
    await app.open()
    await to(app, OUT)
    await app.h.press("Ta med allt, olåst")
    assert app.desk.shown.place == Place(Screen.TAKE_ALL)
    assert says(app, "Den som får tag i filen kan läsa allt.")
    app.write(WRITTEN)  # not saved yet
    saves_to(app, tmp_path / "x.zip")
    await app.h.press("Spara olåst")
    await until(app, "Filen är klar")
    assert says(app, "Behöver du den inte längre, ta bort den.")
    [asked] = [args for name, args in app.h.client.calls if name == "save_file"]
    assert asked["file_name"].startswith("guiden-allt-20")
    with ZipFile(tmp_path / "x.zip") as file:
        assert json.loads(file.read("svar.json"))["format"] == "guiden-backup"
        for name in ("svar.json", "svar.html", "svar.md"):
            assert WRITTEN in file.read(name).decode()
    others = [p for p in tmp_path.rglob("*") if p.is_file() and p.suffix != ".zip"]
    assert not any(WRITTEN.encode() in path.read_bytes() for path in others)
    assert app.desk.book.reminder.saved is None  # it is no copy that can be laid in
    await app.h.press("Klar")
    assert app.desk.shown.place == HOME
