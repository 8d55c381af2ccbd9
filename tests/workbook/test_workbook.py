"""A workbook over real content and a real vault."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.guide import Library
from app.workbook.answers import Answer
from app.workbook.failures import WrongSecret
from app.workbook.keyring import new_recovery_code
from app.workbook.secret import Secret
from app.workbook.workbook import Settings, Workbook

SECRET = "en lång båt seglar sakta hem"
SECTION = """# A

```fråga a
typ: kort
djup: lite
Vad heter du?
```

```fråga b
typ: lista
djup: lite
Vad gör du?
```
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    for guide in ("ett", "två"):
        (folder / guide).mkdir(parents=True)
        (folder / guide / "guide.md").write_text(f"# {guide}\n\n1. [A](a.md)\n2. [B](b.md)\n")
    (folder / "ett" / "a.md").write_text(SECTION)
    (folder / "ett" / "b.md").write_text(SECTION.replace("# A", "# B"))
    return folder


@pytest.fixture
def code() -> str:
    return new_recovery_code()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return tmp_path / "valv"


@pytest.fixture
def book(content: Path, vault: Path, code: str) -> Iterator[Workbook]:
    book = Workbook.create(Library(content), vault, SECRET, code)
    yield book
    book.lock()


def reopened(book: Workbook, vault: Path, content: Path) -> Workbook:
    book.lock()
    return Workbook.unlock(Library(content), vault, Secret.passphrase(SECRET))


def test_answers_choices_and_settings_come_back(book: Workbook, vault: Path, content: Path) -> None:
    one, two = book.library.guides
    field = book.library.section("a").fields[0]
    book.use_guide(two.id)
    book.choose(one, ("b",))
    book.choose(two, ("a", "b"))
    book.save({field.key: Answer.to(field, "Åsa")})
    book.remember_place("a")
    book.change_settings(theme="dark", text_percent=150, second="ar")
    again = reopened(book, vault, content)
    assert again.guide == two
    assert again.chosen(one) == ("b",)
    assert again.chosen(two) == ("a", "b")
    answer = again.answer(field)
    assert answer and answer.value == "Åsa"
    assert again.place == "a"
    assert again.settings == Settings(theme="dark", text_percent=150, second="ar")
    again.lock()


def test_unchoosing_keeps_the_answers(book: Workbook) -> None:
    [guide, _] = book.library.guides
    field = book.library.section("a").fields[0]
    book.choose(guide, ("a",))
    book.save({field.key: Answer.to(field, "Åsa")})
    book.choose(guide, ())
    assert book.chosen(guide) == ()
    answer = book.answer(field)
    assert answer and answer.value == "Åsa"


def test_an_answer_whose_question_is_gone_stays_readable(
    book: Workbook, vault: Path, content: Path
) -> None:
    first, second = book.library.section("a").fields
    book.save({first.key: Answer.to(first, "Åsa"), second.key: Answer.to(second, ["vilar", ""])})
    assert book.earlier() == ()
    (content / "ett" / "a.md").write_text(SECTION.replace("fråga b", "fråga c"))
    again = reopened(book, vault, content)
    [earlier] = again.earlier()
    assert (earlier.key, earlier.question, earlier.lines) == ("a.b", "Vad gör du?", ("vilar",))
    again.lock()


def test_an_answer_of_another_kind_is_not_mixed_up_with_the_field(
    book: Workbook, vault: Path, content: Path
) -> None:
    field = book.library.section("a").fields[0]
    book.save({field.key: Answer.to(field, "Åsa")})
    (content / "ett" / "a.md").write_text(SECTION.replace("typ: kort", "typ: text"))
    again = reopened(book, vault, content)
    assert again.answer(again.library.section("a").fields[0]) is None
    assert [earlier.lines for earlier in again.earlier()] == [("Åsa",)]
    again.lock()


def test_a_section_file_that_is_gone_loses_no_answer(
    book: Workbook, vault: Path, content: Path
) -> None:
    field = book.library.section("a").fields[0]
    book.save({field.key: Answer.to(field, "Åsa")})
    book.remember_place("a")
    (content / "ett" / "a.md").unlink()
    again = reopened(book, vault, content)
    assert again.place is None
    assert [earlier.lines for earlier in again.earlier()] == [("Åsa",)]
    again.lock()


def test_the_recovery_code_opens_and_lets_a_new_passphrase_in(
    book: Workbook, vault: Path, content: Path, code: str
) -> None:
    book.lock()
    again = Workbook.unlock(Library(content), vault, Secret.code(code.lower().replace("-", " ")))
    again.keys.change_passphrase("en helt ny lång lösenfras")
    again.lock()
    with pytest.raises(WrongSecret):
        Workbook.unlock(Library(content), vault, Secret.passphrase(SECRET))
    Workbook.unlock(Library(content), vault, Secret.passphrase("en helt ny lång lösenfras")).lock()
    Workbook.unlock(Library(content), vault, Secret.code(code)).lock()


def test_a_new_recovery_code_voids_the_old_one(
    book: Workbook, vault: Path, content: Path, code: str
) -> None:
    new = new_recovery_code()
    book.keys.change_code(new)
    book.lock()
    with pytest.raises(WrongSecret):
        Workbook.unlock(Library(content), vault, Secret.code(code))
    Workbook.unlock(Library(content), vault, Secret.code(new)).lock()


def test_an_open_workbook_can_be_asked_whether_a_passphrase_is_right(book: Workbook) -> None:
    book.verify(Secret.passphrase(SECRET))
    with pytest.raises(WrongSecret):
        book.verify(Secret.passphrase("en helt annan lång fras"))
    assert book.settings == Settings()  # still open


def test_an_open_workbook_can_be_asked_whether_a_code_is_right(book: Workbook, code: str) -> None:
    book.verify(Secret.code(code.lower()))
    with pytest.raises(WrongSecret):
        book.verify(Secret.code(new_recovery_code()))


def test_settings_that_this_version_does_not_know_count_as_not_set(book: Workbook) -> None:
    wild = {"theme": "blå", "text_percent": 0, "lock_minutes": True, "depth": "lite", "nytt": 1}
    wild["second"] = "tlh"
    book._vault.append([("settings", wild)])
    assert book.settings == Settings(depth="lite")


def test_spaces_that_cannot_be_seen_do_not_lock_anyone_out(
    book: Workbook, vault: Path, content: Path
) -> None:
    book.lock()
    Workbook.unlock(
        Library(content), vault, Secret.passphrase(f" {SECRET.replace(' ', '  ')}\n")
    ).lock()
