"""What an author types in a terminal: a key, a signature, a check, and a look at it in the app."""

from __future__ import annotations

import os
import re
import select
import stat
import sys
import time
from pathlib import Path

import pytest

from app.packages import fetch, unpack
from tests.packages.zips import EASY, SECOND, SECTION, made, sample
from tests.serve.running import OPEN, ROOT, Running

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a terminal is made as on Linux")
PASSPHRASE = "fyra ganska långa ord"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package as its author has it, speaking of a question that our own content has."""
    real = {
        name: text.replace("mina-tecken.tecken", "mina-tecken.egna-tecken").encode()
        for name, text in {
            "halsa/min-sida.md": SECTION,
            "halsa/min-sida.lattlast.md": EASY,
            "halsa/sida-tva.md": SECOND,
        }.items()
    }
    for name, content in {**sample(), **real}.items():
        path = tmp_path / "mitt paket" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "mitt paket"


def typed(*arguments: object, keys: tuple[str, ...] = ()) -> tuple[int, str]:
    """What `guiden package` says in a terminal where these lines are typed, one for each question.

    Gives how it ended, and all that could be seen.
    """
    number, terminal = os.forkpty()
    if number == 0:
        os.chdir(ROOT)
        given = [sys.executable, "-m", "app", "package", *map(str, arguments)]
        os.execve(sys.executable, given, {**os.environ, "PYTHONUTF8": "1"})
    seen, waiting = b"", list(keys)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if waiting and seen.count(b": ") > len(keys) - len(waiting):
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
        if not select.select([terminal], [], [], 0.05)[0]:
            continue
        try:
            got = os.read(terminal, 4096)
        except OSError:  # how a terminal says that the program has ended
            break
        if not got:
            break
        seen += got
    _, status = os.waitpid(number, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), seen.decode().replace("\r\n", "\n")


def said(*arguments: object) -> tuple[int, str]:
    with Running("-m", "app", *map(str, arguments)) as running:
        return running.ended(), running.output


def printed(output: str) -> str:
    [found] = re.findall(r"Fingeravtryck: ([0-9a-f ]{47})", output)
    return str(found)


def test_from_a_folder_to_a_file_that_others_can_add(folder: Path, tmp_path: Path) -> None:
    key, out = tmp_path / "nyckel.pem", tmp_path / "var-guide.guidepaket"
    code, seen = typed("new-key", key, keys=(PASSPHRASE, PASSPHRASE))
    assert code == 0, seen
    assert PASSPHRASE not in seen
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    fingerprint = printed(seen)
    code, output = said("package", "check", folder)
    assert (code, output) == (
        0,
        "Vår guide från Föreningen, version 3: inget är fel.\nInte underskrivet.",
    )
    code, seen = typed("sign", folder, key, out, keys=(PASSPHRASE,))
    assert code == 0, seen
    assert PASSPHRASE not in seen
    assert printed(seen) == fingerprint
    assert unpack(fetch(out)).fingerprint == fingerprint
    code, output = said("package", "check", out)
    assert (code, printed(output)) == (0, fingerprint)


def test_two_passphrases_that_differ_and_one_that_is_short_make_no_key(tmp_path: Path) -> None:
    key = tmp_path / "nyckel.pem"
    code, seen = typed("new-key", key, keys=(PASSPHRASE, PASSPHRASE.upper()))
    assert code == 1 and "De två är inte lika. Ingen nyckel är gjord." in seen
    code, seen = typed("new-key", key, keys=("kort",))
    assert code == 1 and "Den ska ha minst 20 tecken." in seen
    assert not key.exists()
    key.write_text("något annat")
    code, seen = typed("new-key", key, keys=(PASSPHRASE, PASSPHRASE))
    assert code == 1 and "Det finns redan en fil med det namnet." in seen
    assert key.read_text() == "något annat"


def test_another_passphrase_signs_nothing(folder: Path, tmp_path: Path) -> None:
    key, out = tmp_path / "nyckel.pem", tmp_path / "ut.guidepaket"
    assert typed("new-key", key, keys=(PASSPHRASE, PASSPHRASE))[0] == 0
    code, seen = typed("sign", folder, key, out, keys=(f"{PASSPHRASE}!",))
    assert code == 1 and "Nyckeln gick inte att öppna. Inget är underskrivet." in seen
    assert not out.exists()


def test_what_is_wrong_is_said_before_anyone_asks_for_a_passphrase(
    folder: Path, tmp_path: Path
) -> None:
    with (folder / "halsa/sida-tva.md").open("a", encoding="utf-8") as file:
        file.write("\nDu måste vila.\n")
    for given in (("check", folder), ("sign", folder, tmp_path / "k", tmp_path / "ut")):
        code, output = said("package", *given)
        assert code == 1
        finding, sentence = output.splitlines()
        assert finding.startswith("halsa/sida-tva.md:17: G30 fel: Ordet ”Du måste”")
        assert sentence == "Innehållet i paketet följer inte Guidens regler."


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("paket.json", b"{}", "Paketet säger inte rätt vad det är"),
        ("läs mig.txt", b"Hej", "läs mig.txt: I paketet ligger något som inte hör hemma där."),
        ("halsa/fa-hjalp-nu.md", b"# Hj", "Paketet har en egen sida för Få hjälp nu."),
    ],
)
def test_a_mistake_is_told_to_authors_with_what_to_do(
    folder: Path, name: str, content: bytes, sentence: str
) -> None:
    (folder / name).write_bytes(content)
    code, output = said("package", "check", folder)
    assert code == 1
    assert output.startswith(sentence)
    assert "Inget i din guide" not in output


def test_new_ids_are_locked_where_the_package_lies(folder: Path) -> None:
    lock = folder / "ids.lock"
    before = lock.read_text()
    lock.write_text("")
    assert said("package", "check", folder)[0] == 1
    code, output = said("package", "check", folder, "--lock")
    assert (code, lock.read_text()) == (0, before)
    assert output.startswith("ids.lock: 4 nya id:n, 0 har utgått.")


def test_a_changed_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.guidepaket"
    path.write_bytes(made({"ids.lock": ""}))
    assert said("package", "check", path)[0] == 1
    path.write_bytes(b"PK")
    code, output = said("package", "check", path)
    assert code == 1
    assert output.startswith("Filen är inget guidepaket, eller så är den inte hel.")


def test_the_app_opens_with_a_folder_beside_it_or_says_why_not(
    folder: Path, tmp_path: Path
) -> None:
    given = ("-m", "app", "--browser", "--no-open", "--data", str(tmp_path / "data"))
    with Running(*given, "--beside", str(folder)) as running:
        running.wait_for(OPEN)
        assert running.stop() == 0
    (folder / "paket.json").unlink()
    code, output = said(*given[2:], "--beside", folder)
    assert code == 1
    assert output.splitlines()[0].startswith("Paketet säger inte rätt vad det är")
    assert output.endswith(f"Mappen {folder} går inte att lägga bredvid Guidens egna.")


def test_no_command_asks_for_what_only_the_app_needs(folder: Path) -> None:
    script = (
        "import sys\nfrom app.__main__ import main\n"
        f"main(['package', 'check', {str(folder)!r}])\n"
        "print('heavy:', *sorted({'flet', 'flet_web', 'sqlalchemy', 'uvicorn'} "
        "& sys.modules.keys()))"
    )
    with Running("-c", script) as running:
        running.ended()
        assert running.lines[-1].strip() == "heavy:"
