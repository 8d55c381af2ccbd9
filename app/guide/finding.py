"""What the content's compiler says: one numbered finding a line, with its remedy."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """``code`` names the rule for ever; ``line`` counts from 1 in ``path``."""

    code: str
    line: int
    message: str
    remedy: str
    warning: bool = False
    path: Path | None = None

    def __str__(self) -> str:
        weight = "varning" if self.warning else "fel"
        return f"{self.path}:{self.line}: {self.code} {weight}: {self.message} {self.remedy}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A Swedish remedy that names the nearest of ``known``, or all of them if none is near."""
    words = sorted(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"Menade du ”{near[0]}”?"
    return f"Välj något av: {', '.join(words)}." if words else ""
