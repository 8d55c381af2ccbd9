"""Where a person is in finding something again. Kept while the workbook is open, no longer."""

from dataclasses import dataclass, field


@dataclass
class Finding:
    """``sought``: the words in the search field. ``noticed``: the signs that are tapped on the
    page of what helped, and ``unsure`` that none was known. ``key``: the question that was gone to,
    which is shown however little its section shows."""

    sought: str = ""
    key: str = ""
    noticed: set[str] = field(default_factory=set)
    unsure: bool = False
