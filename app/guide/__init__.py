"""Content becomes guides and sections.

Reads the Markdown under ``content/`` and gives frozen nodes that every output walks: the screen,
print, and the check. May import only the standard library and ``markdown``, which enters here and
nowhere else. Has never heard of answers, secrets or screens.

Promises: content never raises past ``Library``. A file that cannot be read becomes a ``Section``
whose ``broken`` says so; a block that cannot be read becomes ``Unreadable``; the rest works.
"""

from app.guide.library import Beside, Library
from app.guide.model import (
    Block,
    Depth,
    Field,
    Gathered,
    Guide,
    Heading,
    HelpLine,
    Kind,
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
)

__all__ = [
    "Beside",
    "Block",
    "Depth",
    "Field",
    "Gathered",
    "Guide",
    "Heading",
    "HelpLine",
    "Kind",
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
]
