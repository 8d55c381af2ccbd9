"""What an author types in a terminal: a key, a signature, a check, and a look at it in the app."""

from __future__ import annotations

import os
import re
import select
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.packages import fetch, unpack
from tests.authoring import authors_folder, said
from tests.packages.zips import (
    Part,
    build,
    made,
    parts,
    sample,
    signed,
)
from tests.serve.running import ROOT, Running
from tests.workbook.conftest import opened, vault  # noqa: F401

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a terminal is made as on Linux")
PASSPHRASE = "fyra ganska långa ord"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return authors_folder(tmp_path)


def typed(
    *arguments: object, keys: tuple[str, ...] = (), encoding: str = "utf-8"
) -> tuple[int, str]:
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
            line = waiting.pop(0)
            end = "" if line in (CTRL_C, CTRL_D) else "\n"
            os.write(terminal, f"{line}{end}".encode(encoding))
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


CTRL_C, CTRL_D = "\x03", "\x04"


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


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_who_breaks_off_is_left_with_nothing_made(folder: Path, tmp_path: Path, key: str) -> None:
    path, out = tmp_path / "nyckel.pem", tmp_path / "ut"
    for keys in ((key,), (PASSPHRASE, key)):
        code, seen = typed("new-key", path, keys=keys)
        assert (code, "Traceback" in seen, path.exists()) == (1, False, False)
        assert seen.endswith("Avbrutet. Inget är ändrat.\n")
    code, seen = typed("sign", folder, path, out, keys=(key,))
    assert (code, "Traceback" in seen, out.exists()) == (1, False, False)
    assert seen.endswith("Avbrutet. Inget är ändrat.\n")


def test_a_terminal_with_other_letters_is_told(tmp_path: Path) -> None:
    key = tmp_path / "nyckel.pem"
    code, seen = typed("new-key", key, keys=(PASSPHRASE,), encoding="latin-1")
    assert (code, "Traceback" in seen, key.exists()) == (1, False, False)
    assert "Skriv den med tecken som terminalen kan." in seen


def test_without_a_terminal_nothing_is_asked_and_it_is_said(tmp_path: Path) -> None:
    key = tmp_path / "nyckel.pem"
    given = [sys.executable, "-m", "app", "package", "new-key", str(key)]
    done = subprocess.run(
        given,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        start_new_session=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert (done.returncode, key.exists()) == (1, False)
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith("Avbrutet. Inget är ändrat.\n")


def test_a_passphrase_longer_than_a_key_can_have_is_told(tmp_path: Path) -> None:
    key = tmp_path / "nyckel.pem"
    code, seen = typed("new-key", key, keys=("å" * 512,))
    assert (code, key.exists()) == (1, False)
    assert "Lösenfrasen är för lång." in seen


def test_nothing_is_said_of_a_key_that_was_not_made(tmp_path: Path) -> None:
    key = tmp_path / "ingen mapp" / "nyckel.pem"
    code, seen = typed("new-key", key, keys=(PASSPHRASE, PASSPHRASE))
    assert code == 1
    assert "Nyckeln ligger i" not in seen


def test_signing_over_something_else_is_refused_before_anyone_asks_for_a_passphrase(
    folder: Path, tmp_path: Path
) -> None:
    key = tmp_path / "nyckel.pem"
    assert typed("new-key", key, keys=(PASSPHRASE, PASSPHRASE))[0] == 0
    before = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
    for out in (key, folder / "halsa/guide.md", folder / "ny.guidepaket"):
        code, output = said("package", "sign", folder, key, out)
        assert code == 1
        assert output.startswith("Filen finns redan och är inget paket")
    for out in (".", "/"):
        code, output = said("package", "sign", folder, key, out)
        assert (code, output.startswith("Filen gick inte att skriva.")) == (1, True)
    assert {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()} == before


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


@pytest.mark.parametrize("flags", [(), ("--lock",), ("--json",)])
def test_a_package_is_not_checked_as_if_it_were_all_there_is(
    folder: Path, flags: tuple[str, ...]
) -> None:
    before = (folder / "ids.lock").read_bytes()
    assert said("check", *flags, folder) == (
        1,
        f"{folder} är ett eget paket. Granska det: guiden package check {folder}",
    )
    assert (folder / "ids.lock").read_bytes() == before


def test_a_lock_in_other_letters_is_told_and_left_as_it_is(folder: Path) -> None:
    lock = folder / "ids.lock"
    lock.write_bytes("var-sida.äldre utgått\n".encode("latin-1"))
    code, output = said("package", "check", folder, "--lock")
    assert (code, lock.read_bytes()) == (1, "var-sida.äldre utgått\n".encode("latin-1"))
    assert output.splitlines()[0].startswith("ids.lock går inte att läsa.")
    assert "Traceback" not in output


def test_a_changed_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.guidepaket"
    files = signed(sample())
    files["halsa/sida-tva.md"] += b"\nEn rad till.\n"
    path.write_bytes(build(parts(files)))
    code, output = said("package", "check", path)
    assert code == 1
    assert output == (
        "Underskriften stämmer inte. Något i paketet är ändrat efter att det skrevs under."
    )
    path.write_bytes(b"PK")
    code, output = said("package", "check", path)
    assert code == 1
    assert output.startswith("Filen är inget guidepaket, eller så är den inte hel.")


def test_a_name_in_a_package_cannot_give_orders_to_the_terminal(
    folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.guidepaket"
    every = parts(sample())
    path.write_bytes(build([*every, Part(b"a\x1b[2J\n" + b"x" * 60_000, b"")]))
    code, output = said("package", "check", path)
    assert code == 1
    assert output.startswith("I paketet ligger något")
    path.write_bytes(build([*every, Part(b"x" * 60_000, b"")]))
    code, output = said("package", "check", path)
    assert code == 1
    assert output.startswith("x" * 100 + " … : I paketet") and len(output) < 400
    (folder / "a\x1b[2J\nb.txt").write_bytes(b"")
    code, output = said("package", "check", folder)
    assert code == 1
    assert output.startswith("a?[2J?b.txt: I paketet ligger något")


def test_a_sentence_to_an_author_does_not_say_the_same_twice(folder: Path) -> None:
    (folder / "läs mig.txt").write_bytes(b"Hej")
    assert said("package", "check", folder)[1] == (
        "läs mig.txt: I paketet ligger något som inte hör hemma där. Flytta det till en annan mapp."
    )
    (folder / "läs mig.txt").rename(folder / "halsa/stor.md")
    (folder / "halsa/stor.md").write_bytes(b"a\n\n" * 30_000)
    assert said("package", "check", folder)[1] == (
        "halsa/stor.md: Paketet är större än ett guidepaket får vara. Gränserna står i FORMAT.md."
    )


def test_ids_are_locked_in_the_folder_of_a_package_and_nowhere_else(
    folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "annat"
    (other / "halsa").mkdir(parents=True)
    (other / "halsa/min-sida.md").write_bytes((folder / "halsa/min-sida.md").read_bytes())
    code, output = said("package", "check", other, "--lock")
    assert (code, [one.name for one in other.iterdir()]) == (1, ["halsa"])
    assert output.startswith("Paketet säger inte rätt vad det är")
    path = tmp_path / "a.guidepaket"
    path.write_bytes(made())
    code, output = said("package", "check", path, "--lock")
    assert (code, output.splitlines()[0]) == (1, "--lock behöver paketets mapp, inte en fil.")
    code, output = said("package", "check", "")
    assert code == 2
    assert "skriv vägen till en fil eller en mapp" in output


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
