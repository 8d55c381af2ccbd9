"""Swedish spelling, by Hunspell with the dictionary of the package hunspell-sv.

Both are for those who write, not for those who read: where they are not installed (on a phone, for
one) nothing is checked, and the check says so.
"""

import re
import sysconfig
from collections.abc import Callable, Iterator, Set
from functools import cache
from pathlib import Path

from app.guide.files import File
from app.guide.finding import Finding
from app.guide.model import Guide, Section
from app.guide.readability import Use, texts

Right = Callable[[str], bool]

_ADDRESS = re.compile(r"\S+\.[a-zåäö]{2,}\b\S*")
_ABBREVIATED = re.compile(r"[A-ZÅÄÖ]{2}")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def dictionary() -> Right | None:
    """What tells whether a word is spelled right. None where there is no dictionary."""
    folder = Path(sysconfig.get_path("data")) / "share" / "hunspell"
    try:
        from hunspell import Hunspell
    except ImportError:
        return None
    if not (folder / "sv_SE.dic").is_file():
        return None
    right: Right = Hunspell("sv_SE", hunspell_data_dir=str(folder)).spell
    return cache(right)  # most words stand in many files


def findings(file: File[Section] | File[Guide], names: Set[str], right: Right) -> Iterator[Finding]:
    """G46: a word that neither the dictionary nor ``names`` has. Abbreviations are G41's matter."""
    shown = (text for use, text in texts(file.node) if use is not Use.REFERENCE)
    found = (word for text in shown for word in _WORD.findall(_ADDRESS.sub(" ", text)))
    for word in dict.fromkeys(found):
        if _ABBREVIATED.match(word):
            continue
        if word not in names and word.lower() not in names and not right(word):
            yield Finding(
                "G46",
                file.line_with(word),
                f"Ordet ”{word}” finns inte i ordlistan.",
                "Rätta det, eller skriv in det i ordlista.txt om det ska stå så.",
                warning=True,
            )
