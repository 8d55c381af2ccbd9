"""The rules for content hold for a package too, beside our own sections."""

import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.guide import Library
from app.packages import BadPackage, read
from tests.packages.hostile import HOSTILE
from tests.packages.zips import GUIDE, SECOND, SECTION, build, parts, sample, signed, whole

TWO = "halsa/sida-tva.md"


def refused(path: Path, files: Mapping[str, str], ours: Library) -> BadPackage:
    path.write_bytes(whole(0, **{name: text.encode() for name, text in files.items()}))
    with pytest.raises(BadPackage) as caught:
        read(path, ours)
    return caught.value


MISTAKES: dict[str, tuple[dict[str, str], str, str]] = {
    "HTML": ({TWO: SECOND + "\n<b>Hej</b>\n"}, "G29", TWO),
    "a script": ({TWO: SECOND + "\n<script>x</script>\n"}, "G29", TWO),
    "a link to code": ({TWO: SECOND + "\n[Hej](javascript:alert)\n"}, "G21", TWO),
    "a link to data": ({TWO: SECOND + "\n[Hej](data:text/html,x)\n"}, "G21", TWO),
    "a link to a file": ({TWO: SECOND + "\n[Hej](file:///etc/passwd)\n"}, "G21", TWO),
    "a link that is not sealed": ({TWO: SECOND + "\n[Hej](http://a.se)\n"}, "G21", TWO),
    "a link to no section": ({TWO: SECOND + "\n[Hej](ingen-sida.md)\n"}, "G21", TWO),
    "a link to our guide": ({TWO: SECOND + "\n[Hej](../mar-daligt/guide.md)\n"}, "G21", TWO),
    "answers from nowhere": ({TWO: SECOND.replace("mina-tecken.", "mina-.")}, "G19", TWO),
    "another package's answers": ({TWO: SECOND.replace("min-sida.", "nsph/a.")}, "G19", TWO),
    "a banned word": ({TWO: SECOND + "\nDu måste vila.\n"}, "G30", TWO),
    "a fence that never ends": ({TWO: SECOND + "\n```källa\n"}, "G05", TWO),
    "a character no font has": ({TWO: SECOND + "\n\U0001f600\n"}, "G45", TWO),
    "a section no guide names": ({"halsa/tre.md": SECOND}, "G22", "halsa/tre.md"),
    "two sections of one id": ({"annan/sida-tva.md": SECOND}, "G20", TWO),
    "easy words of nothing": ({"halsa/tre.lattlast.md": SECOND}, "G34", "halsa/tre.lattlast.md"),
    "a guide in easy words": ({"halsa/guide.lattlast.md": GUIDE}, "G34", "halsa/guide.lattlast.md"),
    "no lock": ({"ids.lock": ""}, "G25", "halsa/min-sida.md"),
    "a lost id": ({"ids.lock": "min-sida.borta kort\n"}, "G28", "ids.lock"),
    "a retired id": ({"ids.lock": "min-sida.fraga utgått\n"}, "G26", "halsa/min-sida.md"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_breaks_a_rule_is_refused_and_listed(path: Path, ours: Library, mistake: str) -> None:
    files, code, name = MISTAKES[mistake]
    error = refused(path, files, ours)
    assert error.code == "content"
    assert (code, Path(name)) in {(one.code, one.path) for one in error.findings}
    assert all(one.path in map(Path, sample(**dict.fromkeys(files, b""))) for one in error.findings)
    assert not any(one.warning for one in error.findings)


def test_a_warning_is_no_reason_to_refuse(path: Path, ours: Library) -> None:
    law = SECOND + "\nDet står i lagen.\n"
    path.write_bytes(whole(**{TWO: law.encode()}))
    assert read(path, ours).files[TWO] == law


def test_names_that_our_own_content_knows_need_no_explanation(path: Path, ours: Library) -> None:
    text = SECOND + "\nDu kan ringa NSPH.\n"
    error = refused(path, {TWO: text}, ours)
    assert [(one.code, one.path) for one in error.findings] == [("G41", Path(TWO))]
    (ours.folder / "ordlista.txt").write_text("# Namn\nNSPH\n", "utf-8")
    path.write_bytes(whole(**{TWO: text.encode()}))
    assert read(path, ours).files[TWO] == text


def test_a_section_of_its_own_goes_before_ours(path: Path, ours: Library) -> None:
    own = SECOND.replace("mina-tecken.tecken", "min-sida.fraga")
    path.write_bytes(whole(**{"halsa/mina-tecken.md": own.encode()}))
    with pytest.raises(BadPackage) as caught:
        read(path, ours)
    # Ours has the question that the other sections gather; now it is no longer meant.
    assert {one.code for one in caught.value.findings} == {"G19"}


def test_nothing_is_written_but_for_a_while_in_a_temporary_folder(
    path: Path, ours: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    path.write_bytes(whole())
    before = {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*") if one.is_file()}
    read(path, ours)
    refused(path.with_name("other.guidepaket"), {TWO: SECOND + "<b>x</b>"}, ours)
    path.with_name("other.guidepaket").unlink()
    assert {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*") if one.is_file()} == before
    assert list(room.iterdir()) == []


def test_without_a_temporary_folder_it_is_refused(
    path: Path, ours: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    assert refused(path, {}, ours).code == "no_room"


@pytest.mark.parametrize("trick", HOSTILE)
def test_the_dearest_markdown_within_bounds_takes_a_moment(
    path: Path, ours: Library, trick: str
) -> None:
    content = HOSTILE[trick]().encode()
    assert len(content) < 64 * 1024
    path.write_bytes(whole(0, **{TWO: content}))
    started = time.process_time()
    with pytest.raises(BadPackage) as caught:
        read(path, ours)
    assert time.process_time() - started < 5
    assert caught.value.code == "content"
    assert caught.value.findings


def lost_links(number: int) -> dict[str, bytes]:
    return {
        f"halsa/sida-{page}.md": "\n\n".join(
            "".join(f"[a](sida-{page}x{n}.md)" for n in range(at, at + 20))
            for at in range(0, 80, 20)
        ).encode()
        for page in range(number)
    }


def lost_ids(number: int = 20) -> dict[str, bytes]:
    question = "```fråga f{}\ntyp: kort\ndjup: lite\nA?\n```\n"
    pages = {
        f"halsa/sida-{page}.md": "\n".join(question.format(n) for n in range(60)).encode()
        for page in range(number)
    }
    lock = "".join(f"sida-{n % 20}.g{n} kort\n" for n in range(1_900))
    return {**pages, "ids.lock": lock.encode()}


def lost_keys() -> dict[str, bytes]:
    keys = ", ".join(f"sida-a.f{n}" for n in range(60))
    fence = f"```hämta\nrubrik: R\nfrån: {keys}\n```\n"
    return {**lost_ids(10), **{f"halsa/s{n}.md": ((fence + "\n") * 50).encode() for n in range(10)}}


@pytest.mark.parametrize("make", [lambda: lost_links(45), lost_ids, lost_keys])
def test_a_package_full_of_loose_ends_is_not_guessed_about(
    path: Path, ours: Library, make: Callable[[], dict[str, bytes]]
) -> None:
    path.write_bytes(build(parts(signed(sample(**make())), 0)))
    started = time.process_time()
    with pytest.raises(BadPackage) as caught:
        read(path, ours)
    assert time.process_time() - started < 10
    assert (caught.value.code, caught.value.findings) == ("content", ())


def test_a_section_as_heavy_as_ours_is_read(path: Path, ours: Library) -> None:
    paragraph = "En kort mening om något. " * 20
    path.write_bytes(whole(0, **{TWO: (SECOND + f"\n{paragraph}\n" * 80).encode()}))
    assert SECTION in read(path, ours).files.values()
