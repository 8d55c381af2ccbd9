"""Sharing as a PDF: locked with the words, or open where the person says so."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from app.ui.state import Place, Screen
from tests.ui.others import says, until
from tests.ui.running import FIELD, App
from tests.ui.sharing import OUT, WORDS, looking, shown, striking, tick

TWO = "Två frågor"
LOCK = "Lås filen med fem ord"
SAVE = "Spara PDF"


async def at_pdf(app: App) -> str:
    """From the look at it to where a PDF is saved. Gives the words that would lock it."""
    await app.h.press("Fortsätt")
    await app.h.press("Fortsätt")
    await app.h.press("Hellre som PDF, eller på papper")
    assert app.desk.sharing
    return app.desk.sharing.words


def saved(app: App) -> tuple[str, bytes]:
    args: dict[str, Any] = [args for name, args in app.h.client.calls if name == "save_file"][-1]
    return args["file_name"], bytes(args["src_bytes"])


def text_of(data: bytes, words: str = "") -> str:
    """All that can be read in the file."""
    return " ".join(
        " ".join(
            page.extract_text() for page in PdfReader(BytesIO(data), password=words or None).pages
        ).split()
    )


async def test_a_pdf_is_locked_with_the_words_and_noted(run) -> None:
    app = await looking(run, TWO)
    words = await at_pdf(app)
    assert all(word in app.h.texts() for word in words.split())
    await app.h.press(SAVE)
    await until(app, OUT)
    name, data = saved(app)
    assert name.startswith("sidor-2") and name.endswith(".pdf")
    assert WORDS in text_of(data, words)
    assert PdfReader(BytesIO(data)).is_encrypted
    for secret in (WORDS, "Erik", "Två", words):
        assert secret.encode() not in data and secret.encode("utf-16-be") not in data
    [receipt] = app.desk.book.receipts.all()
    assert (receipt.form, list(receipt.fields)) == ("pdf", [FIELD])
    assert app.desk.book.sent.of(receipt.id) is None  # nobody can answer in it
    await app.h.press("Klar")
    assert app.desk.shown.place == Place(Screen.SHARED)
    await app.desk.go(Place(Screen.RECEIPT, receipt.id))
    await app.h.settle()
    assert any(text.endswith("Som PDF.") for text in app.h.texts())
    await app.lock()


async def test_an_open_pdf_is_open_and_says_so_first(run) -> None:
    app = await looking(run, TWO)
    words = await at_pdf(app)
    await tick(app, LOCK)
    assert says(app, "Filen blir inte låst.")
    assert not any(word in app.h.texts() for word in words.split())
    await app.h.press(SAVE)
    await until(app, OUT)
    _, data = saved(app)
    assert WORDS in text_of(data)
    assert not any(word in app.h.texts() for word in words.split())
    await app.lock()


async def test_what_is_struck_is_nowhere_in_a_pdf(run) -> None:
    app = await looking(run, TWO)
    await striking(app)
    await tick(app, "flyttade")
    await app.h.press("Klar")
    assert "flyttade" not in shown(app)
    await at_pdf(app)
    await tick(app, LOCK)
    await app.h.press(SAVE)
    await until(app, OUT)
    text = text_of(saved(app)[1])
    assert "Erik [borttaget] i mars" in text and "flyttade" not in text
    await app.lock()
