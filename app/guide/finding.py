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

    @property
    def weight(self) -> str:
        """ "fel" or "varning": whether it makes the check fail."""
        return "varning" if self.warning else "fel"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: {self.code} {self.weight}"
        return f"{place}: {self.message} {self.remedy}".rstrip()

    def as_json(self) -> dict[str, str | int]:
        """The same for a program. The keys never change meaning."""
        return {
            "code": self.code,
            "weight": self.weight,
            "path": str(self.path),
            "line": self.line,
            "message": self.message,
            "remedy": self.remedy,
        }


def counted(count: int, one: str, many: str) -> str:
    """A number and its word: "1 fråga", "2 frågor"."""
    return f"{count} {one if count == 1 else many}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A Swedish remedy that names the nearest of ``known``, or all of them if none is near."""
    words = sorted(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"Menade du ”{near[0]}”?"
    return f"Välj något av: {', '.join(words)}." if words else ""
