"""Lines of people who compare, over the content that is really there."""

from __future__ import annotations

from app.guide import Field, Library
from app.paths import find
from app.share.words import clean
from app.workbook import agreement as model
from app.workbook.agreement import SECTIONS, Agreement, Line, Lines, offered
from app.workbook.answers import Answer, Json
from app.workbook.workbook import Workbook

CLOSE, OWN = SECTIONS
ID, WORDS = "0123456789abcdef" * 2, "björk lampa tåg sten moln"
LIBRARY = Library(find().content)
CAN: Lines = {"jag-kan": (Line("", "Jag ringer på söndag."),)}
MORE: Lines = {**CAN, "ord-mellan-oss": (Line("", "grå dag"),)}
THEIRS: Lines = {"jag-kan": (Line("", "Jag svarar ibland."),)}
FIRST = Agreement(ID, CLOSE, True, WORDS, MORE)


def write(book: Workbook, section: str, **answers: Json) -> None:
    fields = model.questions(LIBRARY.section(section))
    book.save(
        {
            fields[name.replace("_", "-")].key: Answer.to(fields[name.replace("_", "-")], value)
            for name, value in answers.items()
        }
    )


def there(book: Workbook, section: str) -> dict[str, tuple[Line, ...]]:
    """What there is to release of what is saved."""

    def value(field: Field) -> Json:
        answer = book.answer(field)
        return answer.value if answer else None

    return offered(LIBRARY.section(section), value, clean)
