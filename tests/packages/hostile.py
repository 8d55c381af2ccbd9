"""Markdown that is as dear to parse and to check as the bounds of a package let it be."""

from collections.abc import Callable


def spread(sign: str, stretch: int = 40) -> str:
    """As much of a sign as a file of Markdown may have, in paragraphs as dear as may be."""
    filling = "a" * ((1_980 - stretch * len(sign)) // stretch)
    paragraph = (sign + filling) * stretch
    lines = "\n".join(paragraph[at : at + 990] for at in range(0, len(paragraph), 990))
    return "\n\n".join([lines] * 10)


def deep() -> str:
    return "\n\n".join(" " * (4 * level) + "- a" for level in range(150))


def wordy() -> str:
    names = " ".join(f"{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(30))
    return names + "\n\n" + "\n\n".join(["Samma ord. Igen " * 60] * 50)


def crowded() -> str:
    return "\n\n".join("\n".join("a\n===" for _ in range(3)) for _ in range(200))


HOSTILE: dict[str, Callable[[], str]] = {
    "[": lambda: spread("["),
    "![": lambda: spread("!["),
    "[](": lambda: spread("[](", 20),
    "[a](b": lambda: spread("[a](b", 20),
    "*": lambda: spread("*"),
    "_*": lambda: spread("_*", 20),
    "`": lambda: spread("`"),
    "<a ": lambda: spread("<a "),
    ">": lambda: spread("> "),
    "\\": lambda: spread("\\"),
    "lists within lists": deep,
    "abbreviations": wordy,
    "titles": crowded,
}


def full(page: str) -> dict[str, bytes]:
    """As many such pages as a package may have."""
    marks = 5_500 // (1 + sum(page.count(mark) for mark in "[]*_`<>\\"))
    number = min(marks, 900_000 // len(page.encode()), 190)
    return {f"halsa/s{n}.md": page.encode() for n in range(number)}
