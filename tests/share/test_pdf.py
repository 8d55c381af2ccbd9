"""Pages as a PDF: every letter is in it, for the eyes, the ears and whoever copies it.

After a change that is meant: ``RENEW=1 python -m pytest tests/share/test_pdf.py``, and look at the
sheets too.
"""

import os
import time
import unicodedata
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PasswordType, PdfReader

from app.guide import Depth, Field, Kind, Language
from app.paths import find
from app.share import A6, Answered, Page, page, pdf, unprintable
from app.share.page import Titled
from app.share.pdf_type import Bit, Type
from app.share.shapes import Items, Table, Words
from app.share.words import clean
from app.share.work import CalledOff
from app.workbook.answers import Answer
from tests.share.filling import NASTY, readable, values, written
from tests.share.heard import Listener
from tests.share.test_golden import ANSWERS, SAMPLES, read
from tests.share.test_second import ANSWERS as OF_THE_DAY
from tests.share.test_second import DAY, wordings

HERE = Path(__file__).parent
FONTS = find().assets / "fonts"
BY_KIND = {read(path).fields[0].kind: read(path) for path in SAMPLES if read(path).fields}
SIGNS = sorted({sign for path in FONTS.glob("*.ttf") for sign in TTFont(path).getBestCmap()})
WORDS = "Jag märker att det blir svårare när jag sover sämre. Å, ä och ö ska vara kvar. "
ARABIC = "أشعر اليوم بتحسن قليل، ونمت لثماني ساعات (مع Åsa) غدًا لا بعد غد. سلام می‌خواهم پژگچ 1177"


def question(text: str, answer: object, name: str = "Vad är viktigt?") -> Answered:
    field = Field("prov.ett", Kind.LONG, Depth.LITTLE, name)
    return Answered(field, Words(answer) if isinstance(answer, str) else answer)  # type: ignore[arg-type]


def sheet(text: str, **more: object) -> Listener:
    made = Page("Prov", (question("", clean(text)),))
    return Listener(pdf([made], "Prov", FONTS, **more))  # type: ignore[arg-type]


def answered(listener: Listener) -> list[str]:
    """The lines of the one answer."""
    return listener.of("P")


def lines(text: str) -> list[str]:
    return [line for line in clean(text).split("\n") if line.strip()]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_heard_as_it_was(path: Path) -> None:
    section = read(path)
    pages = [page(section, ANSWERS.get), page(section, {}.get, form=True)]
    made = Listener(pdf(pages, f"Prov: {section.title}", FONTS)).outline
    golden = HERE / "golden" / f"{path.stem}.pdf.txt"
    if os.environ.get("RENEW"):
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")


@pytest.mark.parametrize("language", Language, ids=lambda one: one.value)
def test_a_page_in_two_languages_is_heard_as_it_was(language: Language) -> None:
    second = wordings(language).get
    pages = [page(DAY, OF_THE_DAY.get, second=second), page(DAY, {}.get, form=True, second=second)]
    made = Listener(pdf(pages, "Till mötet", FONTS))
    golden = HERE / "golden" / f"second.{language.value}.pdf.txt"
    if os.environ.get("RENEW"):
        golden.write_text(made.outline, "utf-8")
    assert made.outline == golden.read_text("utf-8")
    assert {one.language for one in made.tags} == {"", language.value}


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_word_of_every_kind_is_heard(kind: Kind, data: st.DataObject) -> None:
    section = BY_KIND[kind]
    field = section.fields[0]
    value = data.draw(values(field))
    answer = Answer(kind, field.question, value)
    made = Listener(pdf([page(section, {field.key: answer}.get)], section.title, FONTS))
    said = readable(made.text)
    for text in written(kind, value):
        for line in lines(text):
            assert readable(line) in said


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from([chr(code) for code in SIGNS] + [" ", "\n", "-"]), max_size=300))
def test_each_line_is_heard_as_it_was_written(text: str) -> None:
    assert answered(sheet(text)) == lines(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60) | st.sampled_from(NASTY))
def test_no_character_at_all_is_lost(text: str) -> None:
    assert answered(sheet(text)) == lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "åäö ÅÄÖ é ü ß – ” ½ 1 234,50 kr",
        "a\u030a o\u0308 e\u0301",
        "😀 👍🏽 👩‍👩‍👧 ❤️ 🇸🇪 1️⃣ ☑",
        ARABIC,
        f"Hon sa {ARABIC} till mig.",
        "Привет ★ 漢字",
        "två  mellanslag   och fler",
        "rad ett\nrad två\n\n\nrad tre",
        "x" * 500,
        "https://exempel.se/" + "en-lang-vag/" * 30,
    ],
)
@pytest.mark.parametrize("more", [{}, {"paper": A6}], ids=["A4", "A6"])
def test_what_people_write_is_heard(text: str, more: dict[str, object]) -> None:
    assert answered(sheet(text, **more)) == lines(text)


def test_ten_thousand_characters_are_all_there() -> None:
    text = "".join(f"{number} {WORDS}" for number in range(200))[:10_000].strip()
    made = sheet(text)
    assert made.sheets > 2
    assert answered(made) == [text]


def test_a_word_that_is_copied_is_the_word_that_was_written() -> None:
    text = f"{WORDS * 30}\nEn promenad\n\nRinga Åsa 😀"
    data = pdf([Page("Prov", (question("", text),))], "Prov", FONTS)
    copied = "".join(one.extract_text() for one in PdfReader(BytesIO(data)).pages)
    assert "\nEn promenad\n" in copied
    assert " ".join(text.split()) in " ".join(copied.split())


def test_shades_of_skin_and_joiners_take_no_room() -> None:
    def width(text: str) -> float:
        return Type(FONTS).lines([Bit(text)], 1e9)[0].width

    assert width("👍🏽") == width("👍") > 0
    assert width("👩\u200d👧") == width("👩") + width("👧")
    assert width("a\u030a") == width("å")


def test_an_empty_line_leaves_room() -> None:
    def below(text: str) -> float:
        places: list[float] = []
        data = pdf([Page("Prov", (question("", text),))], "Prov", FONTS)
        PdfReader(BytesIO(data)).pages[0].extract_text(
            visitor_text=lambda said, _, place, *__: (
                places.append(place[5]) if "två" in said else None
            )
        )
        return places[0]

    assert below("ett\ntvå") > below("ett\n\ntvå") > below("ett\n\n\ntvå")


def test_nothing_answered_is_still_a_file() -> None:
    assert Listener(pdf([Page("Prov", ())], "Prov", FONTS)).text == "Prov"
    assert Listener(pdf([], "Prov", FONTS)).text == "Prov"


def test_everything_on_a_sheet_belongs_to_something() -> None:
    pages = [page(read(path), ANSWERS.get, form=True) for path in SAMPLES]
    data = pdf(pages, "Mina sidor", FONTS, codes=["K7F2"] * len(pages))
    made = Listener(data)
    assert made.loose == ""
    tree = made.reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    back = tree["/ParentTree"]["/Nums"]
    for number, one in enumerate(made.reader.pages):
        assert one["/StructParents"] == back[2 * number] == number
        marks = one.get_contents().get_data().count(b"/MCID")  # type: ignore[union-attr]
        assert len(back[2 * number + 1]) == marks > 0


def test_headings_follow_on_each_other() -> None:
    pages = [page(read(path), ANSWERS.get) for path in SAMPLES]
    made = Listener(pdf(pages, "Mina sidor", FONTS))
    levels = [int(one.kind[1]) for one in made.tags if one.kind in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_bookmarks_lead_to_the_headings() -> None:
    ett = Page("Ett", (Titled(2, "Under ett"), question("", WORDS * 60)))
    made = Listener(pdf([ett, Page("Två", ())], "Alla", FONTS))
    top, ett_mark, below, tva = flat(made.reader.outline)
    reader = made.reader
    titles = ["Alla", "Ett", "Under ett", "Två"]
    assert [mark.title for mark in (top, ett_mark, below, tva)] == titles
    places = [reader.get_destination_page_number(mark) for mark in (top, ett_mark, below, tva)]
    assert places == [0, 0, 0, made.sheets - 1]


def flat(outline: list) -> list:  # type: ignore[type-arg]
    return [one for part in outline for one in (flat(part) if isinstance(part, list) else [part])]


def test_the_file_says_its_language_and_title_and_no_more() -> None:
    data = pdf([Page("Prov", ())], "Brev till åklagaren", FONTS)
    reader = PdfReader(BytesIO(data))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "sv-SE"  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"] is not None  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert dict(reader.metadata or {}) == {"/Title": "Brev till åklagaren"}
    assert "/Metadata" not in root and not reader.attachments  # type: ignore[operator]
    for word in (b"Date", b"Author", b"Creator", b"Producer", os.uname().nodename.encode()):
        assert word not in data


def test_all_fonts_come_along_and_only_what_is_used_of_them() -> None:
    data = pdf([Page("Prov", (question("", f"Å {ARABIC} 😀"),))], "Prov", FONTS)
    fonts = PdfReader(BytesIO(data)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert len(fonts) == 4
    for font in fonts.values():
        about = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert about["/FontFile2"].get_data()[:4] == b"\0\1\0\0"
    assert len(data) < 60_000


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = [page(read(path), ANSWERS.get) for path in SAMPLES]
    assert pdf(pages, "Prov", FONTS) == pdf(pages, "Prov", FONTS)


def test_a_question_never_stands_last_on_a_sheet() -> None:
    for number in range(20, 60):
        text = "\n".join(f"rad {n}" for n in range(number))
        blocks = (question("", text, "Först?"), question("", WORDS * 5, "Sedan?"))
        tags = Listener(pdf([Page("Prov", blocks)], "Prov", FONTS)).tags
        heads = [n for n, one in enumerate(tags) if one.text == "Sedan?"]
        [at] = heads
        after = next(one for one in tags[at + 1 :] if one.text)
        assert tags[at].sheets[0] == after.sheets[0]


def test_a_table_over_two_sheets_shows_its_heads_again_and_says_them_once() -> None:
    heads = ("Dag", "Förmiddag", "Eftermiddag", "Kväll")
    rows = tuple((f"Dag {n}", WORDS * 2, "", "Vila\nTe") for n in range(12))
    made = Listener(pdf([Page("Prov", (question("", Table(heads, rows)),))], "Prov", FONTS))
    assert made.sheets > 1
    assert all("Förmiddag" in seen for seen in made.artifacts[1:])
    assert [(one.text, one.head) for one in made.tags if one.head == "Column"] == [
        (head, "Column") for head in heads
    ]
    assert made.of("TH")[4:] == [f"Dag {n}" for n in range(12)]
    assert made.of("TD").count(WORDS * 2) == 12


def test_a_cell_longer_than_a_sheet_goes_on() -> None:
    text = "".join(f"{number} {WORDS}" for number in range(120)).strip()
    made = Listener(
        pdf([Page("P", (question("", Table(("A", "B"), (("x", text),))),))], "P", FONTS)
    )
    assert made.of("TD") == [text]
    assert made.sheets > 1


def test_a_form_has_lines_to_write_on_and_boxes_to_tick() -> None:
    by_kind = {kind: page(section, {}.get, form=True) for kind, section in BY_KIND.items()}
    plain = ink(Page("Prov", (question("", "x"),)))
    for kind, most in [(Kind.LONG, 6), (Kind.SHORT, 1), (Kind.LETTER, 14), (Kind.WEEK, 8)]:
        assert ink(by_kind[kind]).count(b" l S") >= plain.count(b" l S") + most
    assert ink(by_kind[Kind.CHECKLIST]).count(b" re S") == 5
    assert ink(Page("Prov", (question("", Items(("", "", ""))),))).count(b" l S") == 3


def ink(one: Page) -> bytes:
    reader = PdfReader(BytesIO(pdf([one], one.title, FONTS)))
    return b"".join(sheet.get_contents().get_data() for sheet in reader.pages)  # type: ignore[union-attr]


def test_each_page_begins_a_sheet_and_has_its_code_at_the_foot_of_all_of_its_own() -> None:
    long = question("", "\n".join(f"rad {n}" for n in range(60)))
    pages = [Page("Ett", (long,)), Page("Två", ()), Page("Tre", ())]
    data = pdf(pages, "Häfte", FONTS, paper=A6, heading=False, codes=["K7F2", "M3X9", ""])
    made = Listener(data)
    count = made.sheets
    assert count > 3
    feet = [f"{number} ({count})\n" for number in range(1, count + 1)]
    codes = ["K7F2\n"] * (count - 2) + ["M3X9\n", ""]
    assert made.artifacts == [foot + code for foot, code in zip(feet, codes, strict=True)]
    assert made.of("H1") == ["Ett", "Två", "Tre"]
    box = [float(side) / 72 * 25.4 for side in made.reader.pages[0].mediabox]
    assert box == pytest.approx([0, 0, 105, 148], abs=0.1)


def test_a_password_opens_the_file_and_nothing_else_does() -> None:
    secret = "å-ä-ö och en vår"
    made = Page("Hemlig rubrik", (question("", "Hemliga ord"),))
    data = pdf([made], "Hemlig titel", FONTS, password=secret)
    locked = PdfReader(BytesIO(data))
    assert locked.is_encrypted
    lock = locked.trailer["/Encrypt"]
    assert (lock["/V"], lock["/R"], lock["/Length"]) == (5, 6, 256)  # type: ignore[index]
    for wrong in ("", secret.upper(), f"{secret} "):
        assert PdfReader(BytesIO(data)).decrypt(wrong) is PasswordType.NOT_DECRYPTED
    for word in ("Hemlig", "hemlig"):
        for coded in (word.encode(), word.encode("utf-16-be"), word.encode("utf-16-be").hex()):
            assert (coded.upper().encode() if isinstance(coded, str) else coded) not in data
    for same in (secret, unicodedata.normalize("NFC", secret)):
        opened = Listener(data, same)
        assert opened.text == "Hemlig titel\nHemlig rubrik\nVad är viktigt?\nHemliga ord"
        assert dict(opened.reader.metadata or {}) == {"/Title": "Hemlig titel"}


def test_a_password_typed_letter_by_letter_with_its_marks_is_the_same() -> None:
    data = pdf([Page("A", ())], "A", FONTS, password="a\u030a")
    assert PdfReader(BytesIO(data)).decrypt("å") is not PasswordType.NOT_DECRYPTED


def test_it_tells_how_far_it_is_and_stops_when_asked() -> None:
    pages = [page(read(path), ANSWERS.get) for path in SAMPLES]
    told: list[float] = []
    pdf(pages, "Prov", FONTS, password="x", progress=told.append)
    assert told == sorted(told) and told[0] == 0 and told[-1] == 1
    assert len(set(told)) > len(pages) / 2
    for after in (0, 5, len(told) - 1):
        heard: list[float] = []

        def enough(done: float, heard: list[float] = heard, after: int = after) -> None:
            heard.append(done)
            if len(heard) > after:
                raise CalledOff

        with pytest.raises(CalledOff):
            pdf(pages, "Prov", FONTS, password="x", progress=enough)
        assert len(heard) == after + 1


def test_what_no_font_here_has_is_told() -> None:
    made = Page("Prov", (question("", f"{WORDS}{ARABIC}\n😀 👍🏽 ❤️ a\u030a Привет 漢"),))
    assert unprintable([made], "Prov", FONTS) == frozenset("Привет漢")


@pytest.mark.slow
def test_three_hundred_pages(capsys: pytest.CaptureFixture[str]) -> None:
    pages = [
        Page(
            f"Avsnitt {n}",
            (
                question("", f"{WORDS * 8}{n}", "Hur märker du att det blir svårare?"),
                question("", "En promenad\nEn kopp te\n\nSova lite", f"Vad hjälper? {n}"),
                question("", f"{WORDS * 14}ord{n}", "Mer?"),
            ),
        )
        for n in range(300)
    ]
    for password in ("", "hemligt"):
        start = time.process_time()
        data = pdf(pages, "Mina sidor", FONTS, password=password)
        took = time.process_time() - start
        with capsys.disabled():
            print(f" 300 pages: {took:.1f} s, {len(data) // 1024} kB", end="")
        assert len(PdfReader(BytesIO(data), password=password or None).pages) == 300
