"""All that was written is in the zip that anybody can read, and what was closed stays closed."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import markdown as reader
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.guide import Field, Kind, Library
from app.paths import find
from app.share import Answered, page
from app.share.export import everything
from app.share.markdown import markdown
from app.share.work import CalledOff, Work
from app.vault import Params, Record, Vault
from app.workbook import backup
from app.workbook.answers import Answer, Json
from app.workbook.sent import Sent
from app.workbook.workbook import ANSWER, Workbook
from tests.share.filling import NASTY, readable, values, written
from tests.share.test_every_section import Seen
from tests.share.test_golden import ANSWERS, HERE, SAMPLES, read

LIBRARY = Library(find().content)
FIELDS = LIBRARY.fields
HOUR = 3_600_000
LETTER = next(key for key, field in FIELDS.items() if field.kind is Kind.LETTER)
LONG = next(key for key, field in FIELDS.items() if field.kind is Kind.LONG)


@contextmanager
def made() -> Iterator[Workbook]:
    """An empty workbook over the whole content."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "valv"
        vault = Vault.create(path, "en lång båt seglar sakta hem", params=Params(8192, 1, 1))
        book = Workbook(LIBRARY, path, vault)
        yield book
        book.lock(keep_copy=False)


def save(book: Workbook, key: str, answer: Answer, hour: int) -> None:
    book._vault.append([Record(ANSWER + key, answer.record(), hour * HOUR)])


def taken(book: Workbook) -> dict[str, str]:
    with ZipFile(BytesIO(everything(book, Work()))) as file:
        assert file.testzip() is None
        return {name: file.read(name).decode("utf-8-sig") for name in file.namelist()}


def seen(files: dict[str, str]) -> tuple[str, str]:
    """What somebody reads in the HTML, and in the Markdown once a program shows it."""
    ElementTree.fromstring(files["svar.html"])
    shown = Seen(reader.markdown(files["svar.md"]))
    tags = {tag for tag, _ in shown.tags}
    assert tags <= {"h1", "h2", "h3", "h4", "p", "em", "ul", "li", "br"}, tags
    return readable(Seen(files["svar.html"]).text), readable(shown.text)


def any_of(fields: list[Field]) -> st.SearchStrategy[dict[str, Json]]:
    return st.fixed_dictionaries({field.key: values(field) for field in fields})


OF_EACH_KIND = list({field.kind: field for field in FIELDS.values()}.values())


@given(now=any_of(OF_EACH_KIND), then=any_of(OF_EACH_KIND), gone=values(FIELDS[LONG]))
@settings(
    max_examples=200 if os.environ.get("TORTURE") else 8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_every_word_is_in_it_now_and_before_and_none_is_markup(
    now: dict[str, Json], then: dict[str, Json], gone: str
) -> None:
    with made() as book:
        saved = [(key, Answer.to(FIELDS[key], value), 1) for key, value in then.items()]
        saved += [(key, Answer.to(FIELDS[key], value), 9) for key, value in now.items()]
        saved += [("borta.fraga", Answer(Kind.LONG, "Vad frågades förr?", gone), 5)]
        for key, answer, hour in saved:
            save(book, key, answer, hour)
        files = taken(book)
        records = json.loads(files["svar.json"])["records"]
        assert [[ANSWER + key, one.record(), hour * HOUR] for key, one, hour in saved] == sorted(
            records,
            key=lambda one: [(ANSWER + key, h * HOUR) for key, _, h in saved].index(
                (one[0], one[2])
            ),
        )
        for output in seen(files):
            for key, answer, _ in saved:
                closed = answer.kind is Kind.LETTER and bool(now[key][1])  # type: ignore[index]
                for words in () if closed else written(answer.kind, answer.value):
                    assert readable(words) in output, (key, words)


def test_there_is_one_of_each_kind() -> None:
    assert {field.kind for field in OF_EACH_KIND} == set(Kind)


def test_a_closed_letter_is_only_in_the_json_and_one_without_a_question_is_open() -> None:
    with made() as book:
        save(book, LETTER, Answer.to(FIELDS[LETTER], ["hemlig förr", ""]), 1)
        save(book, LETTER, Answer.to(FIELDS[LETTER], ["hemlig nu", "2099-01-01"]), 9)
        save(book, "borta.brev", Answer(Kind.LETTER, "Brev?", ["utan lås", "själv"]), 1)
        files = taken(book)
        assert "hemlig förr" in files["svar.json"]
        assert "hemlig nu" in files["svar.json"]
        for output in seen(files):
            assert "hemlig" not in output
            assert "Ett brev som är stängt till 1 januari 2099." in output
            assert "utan lås" in output
            assert "Tidigare svar" in output


def test_what_was_cleared_is_under_what_was_written_before() -> None:
    with made() as book:
        save(book, LONG, Answer.to(FIELDS[LONG], "ångrade ord"), 1)
        book.save({LONG: Answer.to(FIELDS[LONG], "")})
        for output in seen(taken(book)):
            assert f"Förut: {FIELDS[LONG].question}" in output
            assert "ångrade ord" in output


def test_an_empty_workbook_becomes_files_that_say_what_they_are() -> None:
    with made() as book:
        files = taken(book)
        assert set(files) == {"svar.json", "svar.html", "svar.md", "las-mig.txt"}
        assert "Den som får tag i dem kan läsa allt." in files["las-mig.txt"]
        assert json.loads(files["svar.json"])["records"] == []
        for output in seen(files):
            assert output.startswith("Det jag har skrivit")


@pytest.mark.parametrize(
    "text", [*NASTY, "- a\n- b\n\n1. c\n   2) d", "a\n===\n| b | c |\n|--|--|"]
)
def test_what_somebody_wrote_is_no_markdown(text: str) -> None:
    with made() as book:
        save(book, LONG, Answer.to(FIELDS[LONG], text), 1)
        for output in seen(taken(book)):
            assert readable(text) in output


def test_it_can_be_called_off() -> None:
    with made() as book:
        work = Work()
        work.call_off()
        with pytest.raises(CalledOff):
            everything(book, work)


def test_the_markdown_looks_as_it_did() -> None:
    """As in ``test_golden.py``: one of each kind."""
    parts = []
    for path in SAMPLES:
        section = read(path)
        blocks = page(section, ANSWERS.get).blocks
        parts.append((section.title, [one for one in blocks if isinstance(one, Answered)]))
    text = markdown("Prov", "En anmärkning.", parts)
    golden = HERE / "golden" / "allt.md"
    if os.environ.get("RENEW"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_the_words_of_what_was_given_away_stay_with_the_person() -> None:
    with made() as book:
        save(book, LONG, Answer.to(FIELDS[LONG], "Åsas cykel"), 1)
        sent = Sent("0123456789abcdef" * 2, "björk lampa tåg sten moln", ("a",))
        book.receipts.add("html", [], [LONG], "Ann", "inför mötet", sent)
        files = taken(book)
        assert "inför mötet" in files["svar.json"]
        assert not [name for name, text in files.items() if "björk" in text]
        assert "björk" in backup.write(book).decode()
