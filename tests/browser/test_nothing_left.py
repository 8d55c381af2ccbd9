"""After a whole session nothing the person wrote lies readable anywhere the program writes."""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import open_flet
from tests.serve.running import Running

SECTION = "Tecken på att det blir svårare"
TEXT = "Vem får säga till dig, och hur vill du att den personen säger det?"
OWN = "Något eget, Vad brukar göra det svårare för dig?"
WORDS = ("Åsas blå cykel", "Egen rad om Övik", steps.PASSPHRASE)
IDS = ("mina-tecken", "mar-daligt", "egna-tecken", SECTION)


def files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())


def readable_in(path: Path, words: tuple[str, ...]) -> list[str]:
    try:
        data = path.read_bytes()
    except OSError:  # the browser removed it meanwhile
        return []
    return [
        word
        for word in words
        for code in ("utf-8", "utf-16-le", "utf-16-be")
        if word.encode(code) in data or word.encode(code) in str(path).encode(code)
    ]


def own_folders(folder: Path) -> dict[str, str]:
    """Everywhere the program could write, made below one folder."""
    folders = {
        name: str(folder / name.lower())
        for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    }
    for one in folders.values():
        Path(one).mkdir()
    return folders


def test_no_word_of_the_person_is_left_readable(page: Page, tmp_path: Path) -> None:
    with Running("-m", "app", "--browser", "--no-open", env=own_folders(tmp_path)) as program:
        window = open_flet(page, program.link)
        steps.create(window)
        steps.choose(window, SECTION)
        steps.open_section(window, SECTION)
        window.write(TEXT, WORDS[0])
        window.write(OWN, WORDS[1])
        steps.lock(window)
        steps.unlock(window)
        expect(window.heading(SECTION)).to_be_visible()
        window.shows(TEXT, WORDS[0])
        vault = [path for path in files(tmp_path) if path.name == "valv.guiden"]
        assert len(vault) == 1
        while_open = [(path, readable_in(path, WORDS + IDS)) for path in files(tmp_path)]
        assert [found for found in while_open if found[1]] == []
        program.stop()
        assert not any(word in program.output for word in WORDS)
    after = [(path, readable_in(path, WORDS + IDS)) for path in files(tmp_path)]
    assert [found for found in after if found[1]] == []
    # The browser's own folder for this run: its history, caches and stored forms.
    profiles = Path(os.environ.get("TMPDIR", tempfile.gettempdir())).glob("playwright*profile*")
    theirs = [(path, readable_in(path, WORDS)) for path in files(*profiles)]
    assert [found for found in theirs if found[1]] == []


def test_files_that_leave_sealed_are_readable_nowhere_on_their_way(
    page: Page, tmp_path: Path
) -> None:
    temporary = Path(os.environ.get("TMPDIR", tempfile.gettempdir()))
    with Running("-m", "app", "--browser", "--no-open", env=own_folders(tmp_path)) as program:
        window = open_flet(page, program.link)
        steps.create(window)
        steps.choose(window, SECTION)
        steps.open_section(window, SECTION)
        window.write(TEXT, WORDS[0])
        expect(window.text(re.compile("^Sparat"))).to_be_visible()
        window.tap(steps.nav(window, "Min guide"))
        expect(window.heading("Mina avsnitt")).to_be_visible()
        window.tap(window.button("Dela sidor"))
        window.tap(steps.box(window, SECTION))
        window.tap(window.button("Se hur det blir"))
        expect(window.text(WORDS[0])).to_be_visible()
        window.tap(window.button("Fortsätt"))
        expect(window.heading("Till vem, och varför?")).to_be_visible()
        window.tap(window.button("Fortsätt"))
        expect(window.heading("Ord till filen")).to_be_visible()
        window.tap(window.button("Hellre som PDF, eller på papper"))
        expect(window.heading("PDF eller papper")).to_be_visible()
        with page.expect_download() as pdf:
            window.tap(window.button("Spara PDF"))
        expect(window.heading("Filen är sparad")).to_be_visible()
        window.tap(steps.nav(window, "Inställningar"))
        expect(window.heading("Inställningar")).to_be_visible()
        window.tap(window.button(re.compile("^Spara en kopia")))
        window.tap(window.button("Gör en kopia"))
        window.tap(window.button("Jag har skrivit upp orden"))
        with page.expect_download(timeout=60_000) as copy:
            window.tap(window.button("Spara kopian"))
        expect(window.heading("Kopian är klar")).to_be_visible()
        saved = [pdf.value.path(), copy.value.path()]
        downloads = {one.parent for one in saved}
        assert all(temporary in one.parents for one in downloads)
        found = [(path, readable_in(path, WORDS[:1])) for path in files(tmp_path, *downloads)]
        assert all(one in [path for path, _ in found] for one in saved)
        assert [one for one in found if one[1]] == []
