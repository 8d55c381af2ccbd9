"""The sentences of the interface are easy to read, together and one by one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from app.guide.readability import lix, words

UI = Path(__file__).parents[2] / "app" / "ui"
MOST = 30
MOST_ALONE, SHORT = 46, 8  # LIX says little about a handful of words
LONGEST = 20  # words
ENGLISH = {"the", "you", "your", "this", "it", "was"}
ARABIC = re.compile("[\u0600-\u06ff]")
SENTENCE = re.compile(r".*?[.?!…:](?=\s|$)", re.DOTALL)


def sentences(code: str) -> Iterator[str]:
    """The Swedish sentences among the texts of a program; a value set into one is a word."""
    tree = ast.parse(code)
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            apart |= {id(part) for part in node.values}
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "ord" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = "" if id(node) in apart else node.value
        else:
            continue
        for found in SENTENCE.findall(text):
            said = {word.lower() for word in words(found)}
            if len(said) > 1 and not said & ENGLISH and not ARABIC.search(found):
                yield found.strip()


def every() -> dict[str, str]:
    """Each sentence of the interface, and the file it stands in."""
    return {
        sentence: path.relative_to(UI).as_posix()
        for path in sorted(UI.rglob("*.py"))
        for sentence in sentences(path.read_text(encoding="utf-8"))
    }


def test_the_sentences_of_the_interface_are_very_easy_to_read() -> None:
    said = every()
    assert len(said) > 500
    assert lix(said) <= MOST


def test_no_sentence_of_the_interface_is_heavy_or_long() -> None:
    heavy = [
        f"{file}: {count} ord, LIX {lix([sentence]):.0f}: {sentence}"
        for sentence, file in every().items()
        if (count := len(words(sentence))) > LONGEST
        or (count >= SHORT and lix([sentence]) > MOST_ALONE)
    ]
    assert heavy == []


def test_what_a_person_reads_is_told_from_the_rest_of_a_program() -> None:
    code = '''
"""A manual. Not read by a person."""
KEY = "a.b: c"
LOST = f"Filen {name} finns inte. Välj en annan."
BOTH = ("Du stängde det.", "You closed it.", "أغلقتها اليوم.")
'''
    assert list(sentences(code)) == ["Filen ord finns inte.", "Välj en annan.", "Du stängde det."]
