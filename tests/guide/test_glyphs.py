"""The characters the check allows are the ones the bundled fonts have."""

import struct
from pathlib import Path

import pytest

from app.guide.glyphs import ARABIC, RANGES, UNDRAWN, undrawn
from app.guide.model import Language
from app.paths import find

FONTS = find().assets / "fonts"


def characters(font: Path) -> set[int]:
    """The characters of a font: its table "cmap", of format 4 (OpenType 1.9, chapter cmap)."""
    data = font.read_bytes()

    def numbers(at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", data, at)

    tables = {}
    for place in range(numbers(4, 1)[0]):
        tag, _, start, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * place)
        tables[tag] = start
    cmap = tables[b"cmap"]
    found: set[int] = set()
    for place in range(numbers(cmap + 2, 1)[0]):
        at = cmap + struct.unpack_from(">L", data, cmap + 8 + 8 * place)[0]
        assert numbers(at, 1) == (4,)
        count = numbers(at + 6, 1)[0] // 2
        ends, starts, deltas, offsets = (
            numbers(at + 14 + skip + 2 * count * row, count)
            for row, skip in enumerate((0, 2, 2, 2))
        )
        first = at + 16 + 6 * count
        for one in range(count):
            for code in range(starts[one], min(ends[one], 0xFFFE) + 1):
                glyph = code
                if offsets[one]:
                    to = first + 2 * one + offsets[one] + 2 * (code - starts[one])
                    glyph = numbers(to, 1)[0]
                if (glyph + deltas[one]) & 0xFFFF and glyph:
                    found.add(code)
    return found


def spans(codes: set[int]) -> str:
    """As in RANGES: hexadecimal, neighbours joined."""
    joined: list[list[int]] = []
    for code in sorted(codes):
        if joined and joined[-1][1] == code - 1:
            joined[-1][1] = code
        else:
            joined.append([code, code])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in joined)


@pytest.mark.parametrize(
    ("family", "ranges"), [("AtkinsonHyperlegibleNext", RANGES), ("NotoSansArabic", ARABIC)]
)
def test_the_list_is_what_both_fonts_have(family: str, ranges: str) -> None:
    regular, bold = sorted(FONTS.glob(f"{family}_*.ttf"))
    assert " ".join(ranges.split()) == spans(characters(regular) & characters(bold))


def test_arabic_is_drawn_in_arabic_only() -> None:
    text = "أهلًا بك، كيف الحال؟ SIP 1177"
    assert undrawn(Language.ARABIC).findall(text) == []
    assert UNDRAWN.findall(text)
    assert undrawn(Language.ENGLISH).findall(text) == UNDRAWN.findall(text)


@pytest.mark.parametrize("text", ["abcåäöÅÄÖéü", "”–…’", "1234567890 %§", "\t\n\u00a0", "-^]\\["])
def test_what_authors_write_is_drawn(text: str) -> None:
    assert UNDRAWN.findall(text) == []


@pytest.mark.parametrize("text", "→✓☎😀\u00ad\u200b\x00\r")
def test_what_would_be_an_empty_box_is_not(text: str) -> None:
    assert UNDRAWN.findall(text) == [text]
