"""A file from somebody else that is not the one that was waited for."""

from collections.abc import Mapping
from typing import ClassVar


class Refused(Exception):
    """It was not taken in. Nothing was changed.

    ``code`` is a key of ``sentences``; it never changes meaning. The exception's text is for a
    developer and carries nothing from the file.
    """

    sentences: ClassVar[Mapping[str, str]]

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(f"{code}: {why}" if why else code)
        self.code = code

    @property
    def sentence(self) -> str:
        """For the person: what happened, that nothing is changed, and what to do."""
        return self.sentences[self.code]
