"""Content becomes guides and sections.

Reads the Markdown under ``content/`` and gives frozen nodes that every output walks: the screen,
print, and the check. May import only the standard library and ``markdown``, which enters here and
nowhere else. Has never heard of answers, secrets or screens.

Promises: content never raises past ``Library``. A file that cannot be read becomes a ``Section``
whose ``broken`` says so; a block that cannot be read becomes ``Unreadable``; the rest works. A
``Wording`` has the fixed words of a section in another language; ``beside`` pairs the two.
"""

from app.guide.examples import Example, example_answers
from app.guide.library import Guest, Library
from app.guide.model import (
    Asked,
    Block,
    Depth,
    Field,
    Gathered,
    Guide,
    Heading,
    HelpLine,
    Kind,
    Language,
    ListBlock,
    Option,
    Paragraph,
    Part,
    Quote,
    Rule,
    Section,
    Source,
    Span,
    Unreadable,
    Wording,
)
from app.guide.pairing import Beside, asked, beside

__all__ = [
    "Asked",
    "Beside",
    "Block",
    "Depth",
    "Example",
    "Field",
    "Gathered",
    "Guest",
    "Guide",
    "Heading",
    "HelpLine",
    "Kind",
    "Language",
    "Library",
    "ListBlock",
    "Option",
    "Paragraph",
    "Part",
    "Quote",
    "Rule",
    "Section",
    "Source",
    "Span",
    "Unreadable",
    "Wording",
    "asked",
    "beside",
    "example_answers",
]
