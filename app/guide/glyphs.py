"""The characters that the bundled fonts can draw, regular and bold.

What they lack shows as an empty box: Guiden asks no one else for a font. Taken from
``assets/fonts``; ``tests/guide/test_glyphs.py`` compares, and prints the new ranges.
"""

import re

from app.guide.model import Language

RANGES = """
20-7E A0-AC AE-B4 B6-107 10A-113 116-11B 11E-123 126-127 12A-12B 12E-133 136-137 139-13E 141-148
150-155 158-15B 15E-165 16A-16B 16E-17E 192 218-21B 237 2C6-2C7 2C9 2D8-2DD 300-304 306-308 30A-30C
312 326-328 394 3A9 3BC 3C0 1E80-1E85 1E9E 1EF2-1EF3 2009 2013-2014 2018-201A 201C-201E 2020-2022
2026 2030 2039-203A 2044 20AC 20B9 2113 2122 212E 2202 220F 2211-2212 2215 2219-221A 221E 222B 2248
2260 2264-2265 25CA 266A
"""
ARABIC = """
600-6FF 200B-2011 202F 204F 25CC 2E41 FB50-FBC2 FBD3-FBFF FDF2 FDFA-FDFD FE70-FE74 FE76-FEFC
"""
"""What the Arabic fonts can draw. They have no Latin letters: the other fonts draw those."""


def _outside(ranges: str) -> re.Pattern[str]:
    spans = (span.split("-") for span in ranges.split())
    inside = "".join("-".join(re.escape(chr(int(end, 16))) for end in span) for span in spans)
    return re.compile(f"[^\t\n{inside}]")


UNDRAWN = _outside(RANGES)
"""One character that the fonts lack. Tabs and line ends are never drawn."""
_UNDRAWN_IN_ARABIC = _outside(RANGES + ARABIC)


def undrawn(language: Language) -> re.Pattern[str]:
    """``UNDRAWN`` for words in another language."""
    return _UNDRAWN_IN_ARABIC if language is Language.ARABIC else UNDRAWN
